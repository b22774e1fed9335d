import type Sqlite from "better-sqlite3";
import { ENTRY, type EntryRow, headOf, LINE, type LineRow, lineOf, rawStatement } from "../rows.ts";
import type { Numbered } from "./pass.ts";

type NumberedRow = [...LineRow, entryId: number, n: number];

/** Entries that are read at once: a call for each row would cost half of the whole proof. */
const CHUNK = 1_000;

/**
 * All entries with their lines, in the order of posting; those of one unit alone, in the order of their numbers.
 * `orphan` is told of each line that has no entry.
 */
export function* numberedEntries(
  sqlite: Sqlite.Database,
  unit: number | undefined,
  orphan: () => void,
): Generator<Numbered> {
  const of = unit === undefined ? [] : [unit];
  const [entries, lines] = (unit === undefined ? ALL : OF_UNIT).map((sql) => rawStatement(sqlite, sql));
  if (entries === undefined || lines === undefined) throw new Error("two statements were made");
  for (let from = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = entries.all(...of, from, CHUNK) as EntryRow[];
    const last = rows.at(-1);
    const to = last === undefined ? Number.MAX_SAFE_INTEGER : unit === undefined ? last[0] : last[2];
    yield* joined(rows, lines.all(...of, from, to) as NumberedRow[], orphan);
    if (last === undefined) return;
    from = to;
  }
}

/** Both in the same order. */
function* joined(entries: readonly EntryRow[], lines: readonly NumberedRow[], orphan: () => void): Generator<Numbered> {
  const known = new Set(entries.map(([id]) => id));
  let at = 0;
  const passOrphans = () => {
    for (let line = lines[at]; line !== undefined && !known.has(line[5]); line = lines[++at]) orphan();
  };
  for (const row of entries) {
    passOrphans();
    const entry: Numbered = { ...headOf(row), lines: [], numbers: [] };
    for (let line = lines[at]; line?.[5] === row[0]; line = lines[++at]) {
      const [account, debit, credit, member, loan, , n] = line;
      entry.lines.push(lineOf([account, debit, credit, member, loan]));
      entry.numbers.push(n);
    }
    yield entry;
  }
  passOrphans();
}

const NUMBERED = `SELECT ${LINE}, l.entry_id, l.n FROM`;
const ALL = [
  `SELECT ${ENTRY} FROM journal_entry AS e WHERE e.id > ? ORDER BY e.id LIMIT ?`,
  `${NUMBERED} journal_line AS l WHERE l.entry_id > ? AND l.entry_id <= ? ORDER BY l.entry_id, l.n`,
] as const;
const OF_UNIT = [
  `SELECT ${ENTRY} FROM journal_entry AS e WHERE e.unit = ? AND e.no > ? ORDER BY e.no LIMIT ?`,
  `${NUMBERED} journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
   WHERE e.unit = ? AND e.no > ? AND e.no <= ? ORDER BY e.no, l.n`,
] as const;
