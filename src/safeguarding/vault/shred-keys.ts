import { RukunError } from "../../errors.ts";
import { addDays } from "../../zones.ts";
import { wipe } from "../crypto/bytes.ts";
import { LIMITS } from "../limits.ts";
import type { Vault } from "./vault.ts";

/** The half of a case's keys that is destroyed with it. */
export class ShredKeys {
  private readonly vault: Vault;

  constructor(vault: Vault) {
    this.vault = vault;
  }

  keep(caseId: Uint8Array, key: Uint8Array): void {
    this.vault.add((db) => db.prepare("INSERT INTO shred (case_id, key) VALUES (?, ?)").run(caseId, key));
  }

  /** Runs work with the key, which is emptied afterwards; undefined when it is destroyed. */
  using<T>(caseId: Uint8Array, work: (key: Buffer) => T): T | undefined {
    const key = this.vault.sqlite.prepare("SELECT key FROM shred WHERE case_id = ?").pluck().get(caseId);
    if (!Buffer.isBuffer(key)) return undefined;
    try {
      return work(key);
    } finally {
      wipe(key);
    }
  }

  /**
   * Destroys keys and return addresses of cases, and is back when nothing of them is in the file or its log. `counted`:
   * whether they are to stand in the statistics. Errors: `vault.busy`, which may be tried again: the keys are deleted,
   * and another process still reads the log.
   */
  destroy(caseIds: readonly Uint8Array[], counted: boolean): void {
    this.vault.change((db) => {
      const remember = db.prepare("INSERT OR IGNORE INTO gone (case_id, counted) VALUES (?, ?)");
      for (const id of caseIds) remember.run(id, counted ? 1 : 0);
      for (const table of ["shred", "return_address"]) {
        const drop = db.prepare(`DELETE FROM ${table} WHERE case_id = ?`);
        for (const id of caseIds) drop.run(id);
      }
    });
    if (!this.vault.settle())
      throw new RukunError("vault.busy", "another process reads the vault: end it", { retryable: true });
  }

  /** Whether a case was destroyed, and is to be counted. */
  gone(caseId: Uint8Array): { counted: boolean } | undefined {
    const counted = this.vault.sqlite.prepare("SELECT counted FROM gone WHERE case_id = ?").pluck().get(caseId);
    return counted === undefined ? undefined : { counted: counted === 1 };
  }

  has(caseId: Uint8Array): boolean {
    return this.vault.sqlite.prepare("SELECT 1 FROM shred WHERE case_id = ?").get(caseId) !== undefined;
  }

  /** The ids of all cases that have a key. */
  caseIds(): Buffer[] {
    return this.vault.sqlite.prepare("SELECT case_id FROM shred").pluck().all() as Buffer[];
  }

  /**
   * Keys whose cases the database does not have. They may belong to a newer database in whose place an older backup was
   * put by mistake: they are destroyed only when nobody has put it right for some days. Returns how many were.
   */
  sweep(orphans: readonly Uint8Array[], today: string): number {
    const before = addDays(today, -LIMITS.orphanDays);
    const known = new Set(orphans.map((id) => Buffer.from(id).toString("hex")));
    const { sqlite } = this.vault;
    const marked = sqlite.prepare("SELECT case_id, orphan_on FROM shred WHERE orphan_on IS NOT NULL").all() as Orphan[];
    const back = marked.filter(({ case_id }) => !known.has(case_id.toString("hex")));
    const over = marked.filter((row) => !back.includes(row) && row.orphan_on <= before);
    const already = new Set(marked.map(({ case_id }) => case_id.toString("hex")));
    const found = orphans.filter((id) => !already.has(Buffer.from(id).toString("hex")));
    if (back.length + found.length > 0)
      this.vault.add((db) => {
        const mark = db.prepare("UPDATE shred SET orphan_on = ? WHERE case_id = ?");
        for (const id of found) mark.run(today, id);
        for (const { case_id } of back) mark.run(null, case_id);
      });
    if (over.length > 0)
      this.destroy(
        over.map(({ case_id }) => case_id),
        false,
      );
    return over.length;
  }
}

type Orphan = { case_id: Buffer; orphan_on: string };
