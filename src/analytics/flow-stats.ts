import type Sqlite from "better-sqlite3";
import { type CompiledFlow, compileFlow } from "../flow/compile.ts";
import type { Flow } from "../flow/definition.ts";
import { type StepCount, Tally, type TurnRow } from "./tally.ts";

export type FlowStats = {
  /** People who reached any of the steps. */
  people: number;
  steps: readonly (StepCount & {
    /** Only people in an earlier revision of the flow were asked this. */
    earlier: boolean;
    /** The step that took its place, by the flow's `moved:`. */
    now: string | undefined;
  })[];
};

/** Instants, ms UTC: from the first, up to and without the second. */
export type Span = { from: number; to: number };

/**
 * How the steps of a flow went in a period: those of today in the flow's order, behind them those that are no longer
 * asked. `current` is the flow as the files have it; undefined when it was taken out, and then nothing is of today.
 * Returns undefined for a flow that never was. Reads only; nobody is named.
 */
export function flowStats(
  sqlite: Sqlite.Database,
  flow: string,
  current: CompiledFlow | undefined,
  span: Span,
): FlowStats | undefined {
  const earlier = revisionsOf(sqlite, flow);
  const known = current === undefined ? earlier : [current, ...earlier];
  if (known.length === 0) return undefined;
  const steps = [...new Set(known.flatMap(questionsOf))];
  const questions = new Set(steps);
  const silent = new Set(known.flatMap(({ instrs }) => instrs.map(({ id }) => id)).filter((id) => !questions.has(id)));
  const checked = new Set(known.flatMap(checkedOf));
  const tally = new Tally({ steps, checked, silent });
  count(sqlite, flow, span, tally);
  const today = new Set(current === undefined ? [] : questionsOf(current));
  const counted = tally.counts();
  return {
    people: counted.people,
    steps: counted.steps
      .map((step) => ({ ...step, earlier: !today.has(step.step), now: current?.source.moved?.[step.step] }))
      .filter(({ earlier: gone, people }) => !gone || people.reached > 0),
  };
}

/** Questions and reviews of a revision, in the order of the file. */
const questionsOf = ({ instrs }: CompiledFlow): string[] =>
  instrs.filter(({ op }) => op === "ask" || op === "review").map(({ id }) => id);

const checkedOf = ({ asks }: CompiledFlow): string[] =>
  [...asks].filter(([, step]) => step.validate !== undefined).map(([name]) => name);

/** The kept revisions, newest first. */
function revisionsOf(sqlite: Sqlite.Database, flow: string): CompiledFlow[] {
  const rows = sqlite
    .prepare("SELECT revision, definition FROM flow_revision WHERE flow_id = ? ORDER BY first_seen DESC, rowid DESC")
    .all(flow) as { revision: string; definition: string }[];
  return rows.map(({ revision, definition }) => compileFlow(JSON.parse(definition) as Flow, revision));
}

/**
 * One pass through the log in the order in which it was written, so that it needs no index and no sorting. An index
 * would be paid with every message, and this is asked for a few times a month.
 */
const TURNS = `SELECT person_id, at, step, events, next, waited_ms, by_person FROM turn_log
  WHERE flow = ? AND at >= ? AND at < ? ORDER BY id`;

/** The open question of everybody who last wrote in the period. */
const OPEN = `SELECT person_id, json_extract(frames, '$[#-1].at') FROM session
  WHERE frames <> '[]' AND heard_at >= ? AND heard_at < ?
    AND json_extract(frames, '$[#-1].flow') = ? AND json_extract(frames, '$[#-1].mode') <> 'parked'`;

function count(sqlite: Sqlite.Database, flow: string, { from, to }: Span, tally: Tally): void {
  const merged = new Map(
    sqlite.prepare("SELECT id, merged_into FROM person WHERE merged_into IS NOT NULL").raw().all() as [
      string,
      string,
    ][],
  );
  const rows = sqlite.prepare(TURNS).raw().iterate(flow, from, to) as IterableIterator<TurnRow>;
  for (const row of rows) {
    row[0] = merged.get(row[0]) ?? row[0];
    tally.add(row);
  }
  const open = sqlite.prepare(OPEN).raw().iterate(from, to, flow) as IterableIterator<[string, string]>;
  for (const [person, step] of open) tally.waiting(person, step);
}
