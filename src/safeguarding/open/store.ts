import type Sqlite from "better-sqlite3";
import type { Complaint, OpenCategory } from "./complaint.ts";

export type EntryKind = "told" | "reply" | "size" | "step" | "answer";
/** Something that was said or done about a complaint; `text` is null where nothing was written, or it was erased. */
export type Entry = {
  no: number;
  kind: EntryKind;
  byPerson: string;
  what: string | null;
  text: string | null;
  at: number;
};

const COLUMNS = `no, person_id AS personId, category, unit_id AS unitId, size, step, opened_at AS openedAt,
  read_at AS readAt, acknowledged_at AS acknowledgedAt, closed_at AS closedAt`;

/** The rows of open complaints. Only inside a transaction. */
export class ComplaintStore {
  private readonly sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    this.sqlite = sqlite;
  }

  /** Stores a new one; gives its number. */
  open(given: { personId: string; category: OpenCategory; unitId: string | null; openedAt: number }): number {
    const add = this.sqlite.prepare(
      `INSERT INTO complaint (person_id, category, unit_id, opened_at) VALUES (:personId, :category, :unitId, :openedAt)`,
    );
    return Number(add.run(given).lastInsertRowid);
  }

  byNo(no: number): Complaint | undefined {
    return this.sqlite.prepare(`SELECT ${COLUMNS} FROM complaint WHERE no = ?`).get(no) as Complaint | undefined;
  }

  /** Everything that is not closed, oldest first. */
  allOpen(): Complaint[] {
    return this.sqlite
      .prepare(`SELECT ${COLUMNS} FROM complaint WHERE closed_at IS NULL ORDER BY no`)
      .all() as Complaint[];
  }

  /** What somebody complained of, newest first. */
  ofPerson(personId: string): Complaint[] {
    return this.sqlite
      .prepare(`SELECT ${COLUMNS} FROM complaint WHERE person_id = ? ORDER BY no DESC`)
      .all(personId) as Complaint[];
  }

  /** By unit and category since an instant, for signs of trouble. */
  since(at: number): { unitId: string; category: OpenCategory; openedAt: number }[] {
    return this.sqlite
      .prepare(
        `SELECT unit_id AS unitId, category, opened_at AS openedAt FROM complaint
         WHERE opened_at >= ? AND unit_id IS NOT NULL`,
      )
      .all(at) as { unitId: string; category: OpenCategory; openedAt: number }[];
  }

  update(complaint: Complaint): void {
    this.sqlite
      .prepare(
        `UPDATE complaint SET size = :size, step = :step, read_at = :readAt, acknowledged_at = :acknowledgedAt,
           closed_at = :closedAt WHERE no = :no`,
      )
      .run(complaint);
  }

  add(complaintNo: number, entry: Omit<Entry, "no">): void {
    this.sqlite
      .prepare(
        `INSERT INTO complaint_entry (complaint_no, no, kind, by_person, what, text, at)
         VALUES (:complaintNo, (SELECT coalesce(max(no), 0) + 1 FROM complaint_entry WHERE complaint_no = :complaintNo),
           :kind, :byPerson, :what, :text, :at)`,
      )
      .run({ ...entry, complaintNo });
  }

  /** In its order. */
  entries(no: number): Entry[] {
    return this.sqlite
      .prepare(
        `SELECT no, kind, by_person AS byPerson, what, text, at FROM complaint_entry WHERE complaint_no = ? ORDER BY no`,
      )
      .all(no) as Entry[];
  }

  /** Empties everything that was written about somebody's complaints, and ends them. */
  erase(personId: string, now: number): void {
    this.sqlite
      .prepare(
        "UPDATE complaint_entry SET text = NULL WHERE complaint_no IN (SELECT no FROM complaint WHERE person_id = ?)",
      )
      .run(personId);
    this.sqlite
      .prepare("UPDATE complaint SET closed_at = ? WHERE person_id = ? AND closed_at IS NULL")
      .run(now, personId);
  }
}
