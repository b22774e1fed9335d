import { addDays } from "../../zones.ts";
import { padded, unpadded, wipe, wiping } from "../crypto/bytes.ts";
import { lockBytes, unlockBytes } from "../crypto/lock.ts";
import type { Random } from "../crypto/random.ts";
import { LIMITS } from "../limits.ts";
import type { Vault } from "./vault.ts";

/**
 * Where a reporter wants to be told, once, that there is an answer. Only who asked for it has one. The server can open
 * it with the key file: whoever has the vault and that file knows where she is reached.
 */
export class ReturnAddresses {
  private readonly vault: Vault;

  constructor(vault: Vault) {
    this.vault = vault;
  }

  /** `address` is what the later message needs, e.g. JSON; it is emptied. Takes the place of an earlier one. */
  keep(caseId: Uint8Array, address: Uint8Array, today: string, random: Random): void {
    const filled = padded(address, LIMITS.addressBlock);
    wipe(address);
    const box = wiping([filled], () => lockBytes(this.vault.keys.returnAddress, caseId, filled, random));
    this.vault.change((db) =>
      db
        .prepare("INSERT OR REPLACE INTO return_address (case_id, on_date, box) VALUES (?, ?, ?)")
        .run(caseId, today, box),
    );
  }

  /** The address, which is destroyed by being asked for; undefined when there is none. */
  take(caseId: Uint8Array): Buffer | undefined {
    const box = this.vault.change((db) =>
      db.prepare("DELETE FROM return_address WHERE case_id = ? RETURNING box").pluck().get(caseId),
    );
    if (!Buffer.isBuffer(box)) return undefined;
    const filled = unlockBytes(this.vault.keys.returnAddress, caseId, box);
    return wiping([filled], () => unpadded(filled));
  }

  drop(caseId: Uint8Array): void {
    this.vault.change((db) => db.prepare("DELETE FROM return_address WHERE case_id = ?").run(caseId));
  }

  /** Destroys those that nobody needed in time. */
  dropOld(today: string): void {
    const before = addDays(today, -LIMITS.returnAddressDays);
    const old = this.vault.sqlite.prepare("SELECT 1 FROM return_address WHERE on_date <= ? LIMIT 1").get(before);
    if (old === undefined) return;
    this.vault.change((db) => db.prepare("DELETE FROM return_address WHERE on_date <= ?").run(before));
  }
}
