import type Sqlite from "better-sqlite3";
import { HOUR } from "../../clock.ts";
import { derive } from "../crypto/bytes.ts";
import type { Vault } from "../vault/vault.ts";

/** What can be done. Never more than this: what was told, and by whom, is not for the audit. */
export type AuditAction =
  | `officer.${"enrolled" | "rotated" | "revoked" | "opened" | "locked" | "freed"}`
  | `trustee.${"set" | "ended"}`
  | `case.${"read" | "replied" | "noted" | "shared" | "destroyed"}`
  | `case.${"acknowledged" | "planned" | "updated" | "handled" | "waiting" | "referred" | "closed" | "reopened"}`
  /** The chain was found shorter than it had been: an older database, or lines that were cut off. */
  | "chain.shorter";

/** A line; `actor` is an officer's or trustee's id, `system` or `terminal`. */
export type AuditLine = { actor: string; alias: string | null; action: AuditAction };

/** What a reader sees: no number by which she would count what she does not see. */
export type SeenLine = AuditLine & { hour: number };

export type ChainState =
  | { kind: "whole"; lines: number; head: string }
  /** From this line on nothing can be relied upon. */
  | { kind: "broken"; line: number }
  /** It ends before a line that was there. */
  | { kind: "shorter"; lines: number; known: number };

type Row = { seq: number; hour: number; actor: string; alias: string | null; action: string; hash: Buffer };

/**
 * The audit: each line is bound to the one before with a key from the key file, and the last one is known to the vault.
 * Who can write the database, and not also the vault and the key file, can neither change it nor cut it off unseen.
 */
export class AuditChain {
  private readonly sqlite: Sqlite.Database;
  private readonly vault: Vault;

  constructor(sqlite: Sqlite.Database, vault: Vault) {
    this.sqlite = sqlite;
    this.vault = vault;
  }

  /** Adds a line, in the transaction of what was done; `settle` after it. Time is kept to the hour, `now` is ms UTC. */
  append(line: AuditLine, now: number): void {
    const last = this.last();
    const known = this.known();
    const shorter = known.audit_seq > (last?.seq ?? 0);
    const before = shorter ? this.add(last, { actor: "system", alias: null, action: "chain.shorter" }, now) : last;
    const added = this.add(before, line, now);
    // A gap that has been written down is not found again.
    if (shorter) this.remember(added);
  }

  /** Tells the vault how far the chain goes; in a transaction it is left to a later time. */
  settle(): void {
    const last = this.last();
    if (last === undefined || this.sqlite.inTransaction || this.known().audit_seq >= last.seq) return;
    this.remember(last);
  }

  /** Reads it all. */
  verify(): ChainState {
    let before: Row | undefined;
    const { audit_seq: known, audit_hash: head } = this.known();
    const rows = this.sqlite.prepare("SELECT * FROM safe_audit ORDER BY seq").iterate() as Iterable<Row>;
    for (const row of rows) {
      const fits = row.seq === (before?.seq ?? 0) + 1 && this.hashOf(before, row).equals(row.hash);
      if (!fits || (row.seq === known && head?.equals(row.hash) !== true)) return { kind: "broken", line: row.seq };
      before = row;
    }
    const lines = before?.seq ?? 0;
    if (lines < known) return { kind: "shorter", lines, known };
    return { kind: "whole", lines, head: before?.hash.toString("hex").slice(0, 16) ?? "" };
  }

  /** The newest lines about cases that a recipient may read, and about none, newest first. */
  seenBy(recipient: string, limit: number): SeenLine[] {
    const rows = this.sqlite.prepare(
      `SELECT hour, actor, alias, action FROM safe_audit WHERE alias IS NULL OR EXISTS (
         SELECT 1 FROM safe_case JOIN safe_wrap ON case_id = id AND no = 1 AND recipient = ?
         WHERE safe_case.alias = safe_audit.alias)
       ORDER BY seq DESC LIMIT ?`,
    );
    return rows.all(recipient, limit) as SeenLine[];
  }

  /** Has an alias ever been one? Then it is not given again. */
  knows(alias: string): boolean {
    return this.sqlite.prepare("SELECT 1 FROM safe_audit WHERE alias = ? LIMIT 1").get(alias) !== undefined;
  }

  private add(before: Row | undefined, { actor, alias, action }: AuditLine, now: number): Row {
    const row = { seq: (before?.seq ?? 0) + 1, hour: Math.floor(now / HOUR) * HOUR, actor, alias, action };
    const hash = this.hashOf(before, row);
    this.sqlite
      .prepare("INSERT INTO safe_audit (seq, hour, actor, alias, action, hash) VALUES (?, ?, ?, ?, ?, ?)")
      .run(row.seq, row.hour, actor, alias, action, hash);
    return { ...row, hash };
  }

  private hashOf(before: Row | undefined, { seq, hour, actor, alias, action }: Omit<Row, "hash">): Buffer {
    const line = Buffer.from(JSON.stringify([seq, hour, actor, alias, action]));
    return derive(this.vault.keys.audit, "audit", Buffer.concat([before?.hash ?? Buffer.alloc(32), line]));
  }

  private last(): Row | undefined {
    return this.sqlite.prepare("SELECT * FROM safe_audit ORDER BY seq DESC LIMIT 1").get() as Row | undefined;
  }

  private known(): { audit_seq: number; audit_hash: Buffer | null } {
    const row = this.vault.sqlite.prepare("SELECT audit_seq, audit_hash FROM vault").get();
    return row as { audit_seq: number; audit_hash: Buffer | null };
  }

  private remember({ seq, hash }: Row): void {
    this.vault.add((db) => db.prepare("UPDATE vault SET audit_seq = ?, audit_hash = ?").run(seq, hash));
  }
}
