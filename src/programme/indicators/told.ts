import type Sqlite from "better-sqlite3";
import type { Json } from "../../flow/session.ts";
import { CORRECTED, STANDING_REPORT, WEEKLY_REPORT } from "../events/sql.ts";
import type { Told } from "../graduation/evidence.ts";

/** Which events are read, and of their data which fields are needed: reading them costs more than all the rest. */
export type Reading = {
  programme: string;
  kind: string;
  fields: ReadonlySet<string>;
  /** First and last day, YYYY-MM-DD; an empty first: from the beginning. */
  from: string;
  to: string;
};

/** An event as indicators look at it, with who told it. */
export type ToldBy = Told & { by: string | null };

type Row = [
  personId: string | null,
  groupId: string | null,
  unitId: string | null,
  village: string | null,
  by: string | null,
  on: string,
  data: string,
  profit: number | null,
];

const NO_DATA: Record<string, Json> = {};

/**
 * What stands of a kind, oldest day first, as the event log would tell it: without what was corrected or taken back, and
 * hers where two records became one. `main`: the programme whose members report each week.
 */
export function* toldOf(sqlite: Sqlite.Database, main: string, reading: Reading): Generator<ToldBy> {
  const { kind, programme, fields, from, to } = reading;
  const weekly = kind === WEEKLY_REPORT;
  if (weekly && programme !== main) return;
  const parse = [...fields].some((field) => !(weekly && field === "profit"));
  const given = weekly ? { from, to } : { programme, kind, from, to };
  const became = mergedInto(sqlite);
  const rows = sqlite
    .prepare(weekly ? REPORTS : EVENTS)
    .raw()
    .iterate(given) as IterableIterator<Row>;
  for (const [personId, groupId, unitId, village, by, on, text, profit] of rows) {
    const said = parse ? (JSON.parse(text) as Record<string, Json>) : NO_DATA;
    const data = weekly && profit !== null ? { ...said, profit } : said;
    yield { personId: became.get(personId ?? "") ?? personId, groupId, unitId, village, by, on, data };
  }
}

const EVENTS = `SELECT e.person_id, e.group_id, e.unit_id, e.village, e.by_person, e.on_date, e.data, NULL
  FROM event e
  WHERE e.programme = :programme AND e.kind = :kind AND e.on_date BETWEEN :from AND :to AND e.void = 0
    AND NOT EXISTS (SELECT 1 FROM event c WHERE ${CORRECTED})
  ORDER BY e.on_date, e.at, e.rowid`;

// By person, as an index has it: only the order of one's own weeks matters, and a sort of all would take longest.
const REPORTS = `SELECT e.person_id, NULL, NULL, NULL, e.by_person, e.week, e.answers, e.profit
  FROM weekly_report e
  WHERE e.kind = 'beneficiary' AND e.week BETWEEN :from AND :to
    AND ${STANDING_REPORT}
  ORDER BY e.person_id, e.week, e.at, e.rowid`;

function mergedInto(sqlite: Sqlite.Database): Map<string, string> {
  const rows = sqlite.prepare("SELECT id, merged_into FROM person WHERE merged_into IS NOT NULL").raw().all();
  return new Map(rows as [string, string][]);
}
