import type Sqlite from "better-sqlite3";

export type CashCount = {
  id: number;
  unit: number;
  on: string;
  counted: number;
  book: number;
  /** `[denomination, pieces]`, or null when only the sum was said. */
  notes: [number, number][] | null;
  byPerson: string;
  at: number;
  entryId: number | null;
  resolvedBy: number | null;
};

export type NewCount = Omit<CashCount, "id" | "resolvedBy">;

const COLUMNS = `id, unit, "on", counted, book, notes, by_person AS byPerson, at, entry_id AS entryId,
  resolved_by AS resolvedBy`;

/** Cash counts: what lay on the table, what the book said, and what became of the difference. */
export class CashCounts {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add({ notes, ...row }: NewCount): number {
    const { id } = this.sql.add.get({ ...row, notes: notes === null ? null : JSON.stringify(notes) }) as { id: number };
    return id;
  }

  byId(id: number): CashCount | undefined {
    return read(this.sql.byId.get(id));
  }

  /** By the entry that brought the book to what was counted. */
  ofEntry(entryId: number): CashCount | undefined {
    return read(this.sql.ofEntry.get(entryId));
  }

  newest(unit: number): CashCount | undefined {
    return read(this.sql.newest.get(unit));
  }

  /** Differences about which nothing was decided yet, oldest first. */
  unresolved(unit: number): CashCount[] {
    return (this.sql.unresolved.all(unit) as unknown[]).flatMap((row) => read(row) ?? []);
  }

  resolve(id: number, entryId: number | null): void {
    this.sql.resolve.run(entryId, id);
  }
}

type Row = Omit<CashCount, "notes"> & { notes: string | null };

function read(row: unknown): CashCount | undefined {
  if (row === undefined) return undefined;
  const { notes, ...rest } = row as Row;
  return { ...rest, notes: notes === null ? null : (JSON.parse(notes) as [number, number][]) };
}

const prepare = (sqlite: Sqlite.Database) => ({
  add: sqlite.prepare(
    `INSERT INTO cash_count (unit, "on", counted, book, notes, by_person, at, entry_id)
     VALUES (:unit, :on, :counted, :book, :notes, :byPerson, :at, :entryId) RETURNING id`,
  ),
  byId: sqlite.prepare(`SELECT ${COLUMNS} FROM cash_count WHERE id = ?`),
  ofEntry: sqlite.prepare(`SELECT ${COLUMNS} FROM cash_count WHERE entry_id = ?`),
  newest: sqlite.prepare(`SELECT ${COLUMNS} FROM cash_count WHERE unit = ? ORDER BY id DESC LIMIT 1`),
  unresolved: sqlite.prepare(
    `SELECT ${COLUMNS} FROM cash_count WHERE unit = ? AND counted <> book AND resolved_by IS NULL ORDER BY id`,
  ),
  resolve: sqlite.prepare("UPDATE cash_count SET resolved_by = ? WHERE id = ?"),
});
