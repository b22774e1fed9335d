import type Sqlite from "better-sqlite3";
import { type CompiledFlow, compileFlow } from "../flow/compile.ts";
import type { Flow } from "../flow/definition.ts";
import type { Json } from "../flow/session.ts";
import { SOURCE_LANGUAGE, type Texts } from "../texts/index.ts";

/** The flows that fill the form in: a member's own, and the one that her kader fills in for her. */
const FLOWS = ["weekly-report", "member-report"] as const;
const FORM = "beneficiary";

export type ExportOptions = {
  /** Weeks that begin on these days or between them, YYYY-MM-DD. */
  from?: string | undefined;
  to?: string | undefined;
  /** Also name and village. */
  names: boolean;
};
export type Results = { columns: readonly string[]; rows: Iterable<Readonly<Record<string, Json>>> };
type Content = { compiled: ReadonlyMap<string, CompiledFlow>; texts: Texts };

/**
 * The weekly reports of members: a row for each person and week, as her newest report has it, ordered by person and
 * week. There is a column for every answer that any revision of the form had or any report holds, so that the columns
 * stay when a question is renamed or taken out; with it one for its label, where one is known. Rows are read as they
 * are taken; in the meantime nothing else can be written over the same connection.
 */
export function weeklyResults(sqlite: Sqlite.Database, content: Content, options: ExportOptions): Results {
  const revisions = keptRevisions(sqlite);
  const labels = labelsOf(content.texts, revisions);
  const answers = answerNames(sqlite, content, revisions).map((name) => {
    const column = FIXED.includes(name) ? `answer_${name}` : name;
    return { name, column, labels: labels.get(name) };
  });
  const columns = [
    "person",
    ...(options.names ? ["name", "village"] : []),
    ...FIXED.filter((name) => !["person", "name", "village", HELPED].includes(name)),
    ...answers.flatMap(({ column, labels: known }) => (known === undefined ? [column] : [column, `${column}_label`])),
    HELPED,
  ];
  return { columns, rows: rowsOf(sqlite, answers, options) };
}

const HELPED = "answered_by_others";
/** What every row has, in this order. */
const FIXED = ["person", "name", "village", "week", "mode", "by_role", "source", "replaces", "reported_at", HELPED];

type Answer = { name: string; column: string; labels: ReadonlyMap<string, string> | undefined };
type Revision = { flow: string; compiled: CompiledFlow; words: Readonly<Record<string, string>> };
type RevisionRow = { flow: string; revision: string; definition: string; words: string };

/** Of both flows, newest first. */
function keptRevisions(sqlite: Sqlite.Database): Revision[] {
  const rows = sqlite
    .prepare(
      `SELECT flow_id AS flow, revision, definition, words FROM flow_revision WHERE flow_id IN (?, ?)
       ORDER BY first_seen DESC, flow_id = ? DESC, rowid DESC`,
    )
    .all(...FLOWS, FLOWS[0]) as RevisionRow[];
  return rows.map(({ flow, revision, definition, words }) => ({
    flow,
    compiled: compileFlow(JSON.parse(definition) as Flow, revision),
    words: (JSON.parse(words) as Record<string, Record<string, string>>)[SOURCE_LANGUAGE] ?? {},
  }));
}

/** Today's questions in their order, behind them those of earlier revisions and what else reports hold. */
function answerNames(sqlite: Sqlite.Database, { compiled }: Content, revisions: readonly Revision[]): string[] {
  const today = FLOWS.flatMap((id) => compiled.get(id) ?? []);
  const asked = [...today, ...revisions.map((one) => one.compiled)].flatMap(formOf);
  const stored = sqlite
    .prepare("SELECT DISTINCT key FROM weekly_report, json_each(answers) WHERE kind = ? ORDER BY key")
    .pluck()
    .all(FORM) as string[];
  return [...new Set([...asked, "profit", ...stored])];
}

/** What is read back before it is sent is the form; other questions only lead the way. */
function formOf({ instrs, asks }: CompiledFlow): readonly string[] {
  const reviewed = instrs.flatMap((instr) => (instr.op === "review" ? instr.names : []));
  return reviewed.length > 0 ? reviewed : [...asks.keys()];
}

/** Answer -> option -> its label; today's words before earlier ones, the member's own form before the kader's. */
function labelsOf(texts: Texts, revisions: readonly Revision[]): Map<string, Map<string, string>> {
  const labels = new Map<string, Map<string, string>>();
  const learn = (flow: string, key: string, label: string | undefined) => {
    const [, name, option] = /^([^.]+)\.options\.([^.]+)(?:\.label)?$/.exec(key.slice(flow.length + 1)) ?? [];
    if (name === undefined || option === undefined || label === undefined) return;
    const known = labels.get(name) ?? new Map<string, string>();
    if (!known.has(option)) known.set(option, label);
    labels.set(name, known);
  };
  for (const flow of FLOWS)
    for (const key of texts.keys(SOURCE_LANGUAGE, flow)) learn(flow, key, texts.raw(SOURCE_LANGUAGE, key)[0]);
  for (const { flow, words } of revisions) for (const [key, label] of Object.entries(words)) learn(flow, key, label);
  return labels;
}

/**
 * The reports that no other replaces, in the order of the index by person, week and time: nothing is sorted, and the
 * last of a person's week is its newest. One that was replaced by a report under another person was written again
 * there when the two became one; `replaces` counts the corrections before a report without these.
 */
const STANDING = `SELECT r.person_id AS person, r.week, r.mode, r.by_person AS by, r.helped_by AS helpedBy, r.profit,
    r.answers, r.at, p.name, p.village,
    (WITH RECURSIVE chain (id, person, same) AS (
       SELECT r.replaces, r.person_id, 0
       UNION ALL SELECT b.replaces, b.person_id, b.person_id = chain.person
         FROM chain JOIN weekly_report b ON b.id = chain.id)
     SELECT sum(same) FROM chain) AS replaces
  FROM weekly_report r INDEXED BY weekly_report_person JOIN person p ON p.id = r.person_id
  WHERE r.kind = :kind AND r.week >= :from AND r.week <= :to
    AND NOT EXISTS (SELECT 1 FROM weekly_report x WHERE x.replaces = r.id)
  ORDER BY r.person_id, r.week, r.at, r.rowid`;

type Row = {
  person: string;
  week: string;
  mode: string;
  by: string;
  helpedBy: string | null;
  profit: number | null;
  answers: string;
  at: number;
  replaces: number;
  name: string | null;
  village: string | null;
};

function* rowsOf(
  sqlite: Sqlite.Database,
  answers: readonly Answer[],
  { from = "0000-01-01", to = "9999-12-31", names }: ExportOptions,
): Generator<Record<string, Json>> {
  const period = { kind: FORM, from, to };
  const sources = sourcesOf(sqlite, period);
  const staff = new Map(sqlite.prepare(STAFF_ROLES).raw().all() as [string, string][]);
  for (const row of newestOf(sqlite.prepare(STANDING).iterate(period) as IterableIterator<Row>)) {
    const said = JSON.parse(row.answers) as Record<string, Json>;
    const told: Record<string, Json> = {
      person: row.person,
      ...(names ? { name: row.name, village: row.village } : {}),
      week: row.week,
      mode: row.mode,
      by_role: row.by === row.person ? "beneficiary" : (staff.get(row.by) ?? row.mode),
      source: sources.get(`${row.by} ${row.at}`) ?? null,
      replaces: row.replaces,
      reported_at: new Date(row.at).toISOString(),
    };
    for (const { name, column, labels } of answers) {
      const value = name === "profit" ? row.profit : (said[name] ?? null);
      told[column] = value;
      if (labels !== undefined) told[`${column}_label`] = labelOf(value, labels);
    }
    told[HELPED] = row.helpedBy === null ? [] : Object.keys(JSON.parse(row.helpedBy) as object);
    yield told;
  }
}

/** Of rows in their order the last of each person and week. */
function* newestOf(rows: Iterable<Row>): Generator<Row> {
  let last: Row | undefined;
  for (const row of rows) {
    if (last !== undefined && (last.person !== row.person || last.week !== row.week)) yield last;
    last = row;
  }
  if (last !== undefined) yield last;
}

/** What somebody is to the programme, as far as it matters here; a role in the group would tell who she is. */
const STAFF_ROLES = `SELECT person_id, min(role) FROM person_role
  WHERE role IN ('facilitator', 'kader', 'coordinator', 'manager', 'admin') GROUP BY person_id`;

/** By which channel a report came: that of the turn in which it was sent, which has its person and instant. */
function sourcesOf(sqlite: Sqlite.Database, period: Record<string, string>): Map<string, string> {
  const turns = sqlite
    .prepare(
      `SELECT person_id || ' ' || at, channel FROM turn_log WHERE at IN
         (SELECT at FROM weekly_report WHERE kind = :kind AND week >= :from AND week <= :to)`,
    )
    .raw()
    .iterate(period) as IterableIterator<[string, string]>;
  return new Map(turns);
}

function labelOf(value: Json, labels: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((one: Json) => labelOf(one, labels));
  return typeof value === "string" ? (labels.get(value) ?? null) : null;
}
