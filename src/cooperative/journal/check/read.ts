import type Sqlite from "better-sqlite3";
import { ENTRY_COLUMNS, type EntryRow, headOf, LINE_COLUMNS, type LineRow, lineOf } from "../rows.ts";
import type { Numbered } from "./pass.ts";

type NumberedRow = [...LineRow, entryId: number, n: number];

/**
 * All entries with their lines in the order of posting, of one unit or of all: two statements that walk side by side,
 * so that nothing is looked up. `orphan` is told of each line that has no entry.
 */
export function* numberedEntries(
  sqlite: Sqlite.Database,
  unit: number | undefined,
  orphan: () => void,
): Generator<Numbered> {
  const of = unit === undefined ? [] : [unit];
  const rows = (sql: string) =>
    sqlite
      .prepare(sql)
      .raw()
      .iterate(...of);
  const lines = rows(unit === undefined ? LINES : LINES_OF_UNIT) as IterableIterator<NumberedRow>;
  let line = lines.next();
  for (const row of rows(unit === undefined ? ENTRIES : ENTRIES_OF_UNIT) as IterableIterator<EntryRow>) {
    const [id] = row;
    for (; line.done !== true && line.value[5] < id; line = lines.next()) orphan();
    const entry: Numbered = { ...headOf(row), lines: [], numbers: [] };
    for (; line.done !== true && line.value[5] === id; line = lines.next()) add(entry, line.value);
    yield entry;
  }
  for (; line.done !== true; line = lines.next()) orphan();
}

function add({ lines, numbers }: Numbered, row: NumberedRow): void {
  const [account, debit, credit, member, loan, , n] = row;
  lines.push(lineOf([account, debit, credit, member, loan]));
  numbers.push(n);
}

const NUMBERED = `SELECT ${LINE_COLUMNS}, l.entry_id, l.n FROM`;
const ENTRIES = `SELECT ${ENTRY_COLUMNS} FROM journal_entry AS e ORDER BY e.id`;
const LINES = `${NUMBERED} journal_line AS l ORDER BY l.entry_id, l.n`;
const ENTRIES_OF_UNIT = `SELECT ${ENTRY_COLUMNS} FROM journal_entry AS e WHERE e.unit = ? ORDER BY e.id`;
const LINES_OF_UNIT = `${NUMBERED} journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
  WHERE e.unit = ? ORDER BY e.id, l.n`;
