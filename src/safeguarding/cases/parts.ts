import type Sqlite from "better-sqlite3";
import { inTransaction } from "../../db/open.ts";
import { dateIn, instantOf, type Zone } from "../../zones.ts";
import { type AuditAction, AuditChain } from "../audit/chain.ts";
import type { Random } from "../crypto/random.ts";
import { type Recipient, recipientsNow } from "../officers/recipients.ts";
import { ReturnAddresses } from "../vault/return-addresses.ts";
import { ShredKeys } from "../vault/shred-keys.ts";
import type { Vault } from "../vault/vault.ts";
import { SealedItems } from "./items.ts";
import { CaseRows } from "./rows.ts";

/** What Kotak Suara is made with; `zone` is the programme's. */
export type CaseSetting = { sqlite: Sqlite.Database; vault: Vault; zone: Zone; random: Random };

/** What all that is done with cases is made of. */
export class CaseParts {
  readonly vault: Vault;
  readonly random: Random;
  readonly rows: CaseRows;
  readonly items: SealedItems;
  readonly shred: ShredKeys;
  readonly returnAddresses: ReturnAddresses;
  readonly audit: AuditChain;
  /**
   * When a case came, ms UTC, as long as this process lives: the disk knows the date only. Cases that came before have
   * none, and their deadlines run from midnight.
   */
  readonly arrivals = new Map<string, number>();
  private readonly sqlite: Sqlite.Database;
  private readonly zone: Zone;

  constructor({ sqlite, vault, zone, random }: CaseSetting) {
    this.sqlite = sqlite;
    this.vault = vault;
    this.zone = zone;
    this.random = random;
    this.rows = new CaseRows(sqlite);
    this.shred = new ShredKeys(vault);
    this.items = new SealedItems({ rows: this.rows, shred: this.shred, random });
    this.returnAddresses = new ReturnAddresses(vault);
    this.audit = new AuditChain(sqlite, vault);
  }

  /** The date in the programme's zone, YYYY-MM-DD: all that is kept of an instant. */
  today(now: number): string {
    return dateIn(this.zone, now);
  }

  /** Local midnight: what the reporter brings about is in the audit with its day and no hour. */
  midnight(now: number): number {
    return instantOf(this.zone, this.today(now), "00:00");
  }

  recipients(): Recipient[] {
    return recipientsNow(this.sqlite);
  }

  /** Does something and, where it is something for the audit, writes it down, in one transaction. */
  act<T>(now: number, line: { actor: string; alias: string; action: AuditAction } | undefined, work: () => T): T {
    const done = inTransaction(this.sqlite, () => {
      const result = work();
      if (line !== undefined) this.audit.append(line, now);
      return result;
    });
    if (line !== undefined) this.audit.settle();
    return done;
  }
}

/** The name of a case in memory. */
export const hexOf = (id: Uint8Array): string => Buffer.from(id).toString("hex");
