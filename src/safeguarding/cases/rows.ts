import type Sqlite from "better-sqlite3";
import type { Recipient } from "../officers/recipients.ts";
import { SEVERITIES, type Severity } from "../rules/severity.ts";
import type { CaseState } from "../rules/status.ts";

/** A case as the server knows it. */
export type CaseRow = CaseState & { id: Buffer; alias: string };

/** What was told and answered; `note` is of officers for officers. */
export type ItemKind = "story" | "file" | "answer" | "reply" | "note";
export type ItemRow = { no: number; kind: ItemKind; onDate: string; body: Buffer; box: Buffer };

/** A case in a list: what an officer chooses by. */
export type ListedCase = Pick<CaseRow, "alias" | "category" | "severity" | "status" | "receivedOn" | "unread">;
type ListedRow = [string, ListedCase["category"], ListedCase["severity"], ListedCase["status"], string, number];

type Stored = Omit<CaseRow, "unread"> & { unread: number };

const COLUMNS = `id, alias, received_on AS receivedOn, category, severity, status, outcome, read_on AS readOn,
  acknowledged_on AS acknowledgedOn, planned_on AS plannedOn, updated_on AS updatedOn, closed_on AS closedOn,
  reporter_on AS reporterOn, unread`;
/** Who may read a case has a wrap of its story. */
const READABLE = "EXISTS (SELECT 1 FROM safe_wrap WHERE case_id = id AND no = 1 AND recipient = :reader)";
const OPEN_FOR = "status <> 'selesai' AND id IN (SELECT case_id FROM safe_wrap WHERE no = 1 AND recipient = :reader)";
const LISTED = `SELECT alias, category, severity, status, received_on, unread FROM safe_case WHERE ${OPEN_FOR}
  ORDER BY severity, received_on, alias`;

/** The rows of cases, and nothing of what is in them. */
export class CaseRows {
  readonly sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    this.sqlite = sqlite;
  }

  insert(row: CaseRow): void {
    const { id, alias, receivedOn, category, severity, status } = row;
    this.sqlite
      .prepare("INSERT INTO safe_case (id, alias, received_on, category, severity, status) VALUES (?, ?, ?, ?, ?, ?)")
      .run(id, alias, receivedOn, category, severity, status);
  }

  update({ id, ...state }: CaseRow): void {
    this.sqlite
      .prepare(
        `UPDATE safe_case SET status = :status, outcome = :outcome, read_on = :readOn, acknowledged_on = :acknowledgedOn,
           planned_on = :plannedOn, updated_on = :updatedOn, closed_on = :closedOn, reporter_on = :reporterOn,
           unread = :unread WHERE id = :id`,
      )
      .run({ ...state, id, unread: state.unread ? 1 : 0 });
  }

  /** The case of an alias, as far as this reader is concerned: one that she may not read is not there. */
  find(alias: string, reader: string): CaseRow | undefined {
    return this.one(`SELECT ${COLUMNS} FROM safe_case WHERE alias = :alias AND ${READABLE}`, { alias, reader });
  }

  byId(id: Uint8Array): CaseRow | undefined {
    return this.one(`SELECT ${COLUMNS} FROM safe_case WHERE id = :id`, { id });
  }

  /** The reporter took a number, so she can be answered. */
  hasMailbox(caseId: Uint8Array): boolean {
    return this.sqlite.prepare("SELECT 1 FROM safe_mailbox WHERE case_id = ?").get(caseId) !== undefined;
  }

  isAlias(alias: string): boolean {
    return this.sqlite.prepare("SELECT 1 FROM safe_case WHERE alias = ?").get(alias) !== undefined;
  }

  /** A page of the same: whole cases, and how many there are in all. */
  openPage(reader: string, { from, limit }: { from: number; limit: number }): { rows: CaseRow[]; total: number } {
    const total = this.sqlite.prepare(`SELECT count(*) FROM safe_case WHERE ${OPEN_FOR}`).pluck().get({ reader });
    const sql = `SELECT ${COLUMNS} FROM safe_case WHERE ${OPEN_FOR} ORDER BY severity, received_on, alias
      LIMIT :limit OFFSET :from`;
    return { rows: this.many(sql, { reader, from, limit }), total: total as number };
  }

  /** What a reader may read and is not closed, the most urgent and oldest first. */
  open(reader: string): ListedCase[] {
    // As rows of plain values: ten thousand of them are objects in half the time.
    const rows = this.sqlite.prepare(LISTED).raw().all({ reader }) as ListedRow[];
    return rows.map(([alias, category, severity, status, receivedOn, unread]) => ({
      alias,
      category,
      severity,
      status,
      receivedOn,
      unread: unread === 1,
    }));
  }

  /** All that are open, for the clocks; `only`: of these severities. */
  allOpen(only: readonly Severity[] = SEVERITIES): CaseRow[] {
    const sql = `SELECT ${COLUMNS} FROM safe_case WHERE status <> 'selesai'
      AND severity IN (SELECT value FROM json_each(:only))`;
    return this.many(sql, { only: JSON.stringify(only) });
  }

  /** Whether one of this severity is open. */
  hasOpen(severity: Severity): boolean {
    const find = this.sqlite.prepare("SELECT 1 FROM safe_case WHERE status <> 'selesai' AND severity = ? LIMIT 1");
    return find.get(severity) !== undefined;
  }

  closedUntil(date: string): CaseRow[] {
    return this.many(`SELECT ${COLUMNS} FROM safe_case WHERE status = 'selesai' AND closed_on <= :date`, { date });
  }

  ids(): Buffer[] {
    return this.sqlite.prepare("SELECT id FROM safe_case").pluck().all() as Buffer[];
  }

  /** Who can read a case now, with the keys that they have now; officers first. */
  readers(caseId: Uint8Array, now: readonly Recipient[]): Recipient[] {
    const rows = this.sqlite.prepare("SELECT recipient FROM safe_wrap WHERE case_id = ? AND no = 1").pluck();
    const ids = new Set(rows.all(caseId) as string[]);
    return now.filter(({ id }) => ids.has(id));
  }

  addItem(caseId: Uint8Array, { kind, onDate, body }: Omit<ItemRow, "no" | "box">, no: number): void {
    this.sqlite
      .prepare("INSERT INTO safe_item (case_id, no, kind, on_date, body) VALUES (?, ?, ?, ?, ?)")
      .run(caseId, no, kind, onDate, body);
  }

  addWrap(caseId: Uint8Array, no: number, recipient: string, box: Buffer): void {
    this.sqlite
      .prepare("INSERT INTO safe_wrap (case_id, no, recipient, box) VALUES (?, ?, ?, ?)")
      .run(caseId, no, recipient, box);
  }

  nextNo(caseId: Uint8Array): number {
    const last = this.sqlite.prepare("SELECT max(no) FROM safe_item WHERE case_id = ?").pluck().get(caseId);
    return ((last as number | null) ?? 0) + 1;
  }

  /** What a reader can open of a case, in its order. */
  items(caseId: Uint8Array, reader: string): ItemRow[] {
    const find = this.sqlite.prepare(
      `SELECT safe_item.no, kind, on_date AS onDate, body, box FROM safe_item
       JOIN safe_wrap ON safe_wrap.case_id = safe_item.case_id AND safe_wrap.no = safe_item.no AND recipient = ?
       WHERE safe_item.case_id = ? ORDER BY safe_item.no`,
    );
    return find.all(reader, caseId) as ItemRow[];
  }

  /** Takes everything of a case away. */
  delete(caseId: Uint8Array): void {
    for (const table of ["safe_notice", "safe_reply", "safe_mailbox", "safe_wrap", "safe_item"])
      this.sqlite.prepare(`DELETE FROM ${table} WHERE case_id = ?`).run(caseId);
    this.sqlite.prepare("DELETE FROM safe_case WHERE id = ?").run(caseId);
  }

  private one(sql: string, given: object): CaseRow | undefined {
    const row = this.sqlite.prepare(sql).get(given) as Stored | undefined;
    return row === undefined ? undefined : known(row);
  }

  private many(sql: string, given: object): CaseRow[] {
    return (this.sqlite.prepare(sql).all(given) as Stored[]).map(known);
  }
}

/** In its place: thousands are listed while somebody waits. */
function known(row: Stored): CaseRow {
  return Object.assign(row as Omit<Stored, "unread">, { unread: row.unread === 1 });
}
