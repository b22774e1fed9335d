import type Sqlite from "better-sqlite3";
import { addDays, mondayOf } from "../../zones.ts";
import { KINDS, WEEKLY_REPORT } from "../events/index.ts";
import { formKind } from "../forms/data.ts";
import { median } from "../graduation/evidence.ts";
import type { Days, FactSource, Scope } from "../indicators/index.ts";
import { isMeant, peopleAt, type ToldBy, toldOf } from "../indicators/index.ts";
import { LIMITS } from "./limits.ts";
import { LEVEL } from "./matrix.ts";

/** How often something was told in a period, and of how many people. */
export type Count = { told: number; people: number };
export type KindCount = { kind: string; now: Count; before: Count };

/** What happened in a period, as numbers: no names, no words. */
export type Figures = {
  /** People by what they are to the programme, at the end of the period. */
  standing: ReadonlyMap<string, number>;
  kinds: readonly KindCount[];
  /** What was in the way, by how many weekly reports and people said so. */
  obstacles: readonly ({ obstacle: string } & Count)[];
  /** Marks of 1 to 5: the middle one, in thousandths so that 4.5 is whole. */
  feedback: readonly { what: string; n: number; people: number; milli: number }[];
  /** The weeks up to the end of the period: reports, and the middle profit in rupiah. */
  weeks: readonly { week: string; reports: number; profit: number | null }[];
};

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  [WEEKLY_REPORT]: ["obstacle", "profit"],
  "training.feedback": ["score"],
};

/** Goes once through what was told since the period before. */
export function figuresOf(source: FactSource, now: Days, before: Days, scope?: Scope): Figures {
  const { sqlite, pack, main } = source;
  const firstWeek = addDays(mondayOf(now.to), -7 * (LIMITS.chartWeeks - 1));
  const scales = pack.forms.flatMap((form) =>
    form.questions.flatMap(({ id, as, label }) => (as === "scale" ? [{ kind: formKind(form.id), id, label }] : [])),
  );
  // Where people stand is nothing that was done: the matrix has it.
  const kinds = [...Object.keys(KINDS).filter((kind) => kind !== LEVEL), ...pack.forms.map(({ id }) => formKind(id))];
  const marks = new Map<string, Marks>();
  const obstacles = new Map<string, Marks>();
  const weeks = new Map<string, { reports: number; profits: number[] }>();
  const look = (kind: string, event: ToldBy): void => {
    if (kind === WEEKLY_REPORT) ofWeek(weeks, event);
    if (event.on < now.from) return;
    if (kind === WEEKLY_REPORT) marked(obstacles, String(event.data["obstacle"] ?? "none"), event, 0);
    if (kind === "training.feedback") marked(marks, "training", event, event.data["score"]);
    for (const scale of scales) if (scale.kind === kind) marked(marks, scale.label, event, event.data[scale.id]);
  };
  const counted = kinds.map((kind) => {
    const fields = new Set([
      ...(NEEDED[kind] ?? []),
      ...scales.filter((scale) => scale.kind === kind).map(({ id }) => id),
    ]);
    const from = kind === WEEKLY_REPORT && firstWeek < before.from ? firstWeek : before.from;
    const count = { now: newCount(), before: newCount() };
    for (const event of toldOf(sqlite, main, { programme: pack.id, kind, fields, from, to: now.to })) {
      if (scope !== undefined && !isMeant(event, scope)) continue;
      look(kind, event);
      if (event.on >= now.from) add(count.now, event);
      else if (event.on >= before.from && event.on <= before.to) add(count.before, event);
    }
    return { kind, now: sized(count.now), before: sized(count.before) };
  });
  return {
    standing: standingOf(sqlite, source, now, scope),
    kinds: counted.filter(({ now, before }) => now.told + before.told > 0),
    obstacles: [...obstacles].map(([obstacle, { values, people }]) => ({
      obstacle,
      told: values.length,
      people: people.size,
    })),
    feedback: [...marks].map(([what, { values, people }]) => ({
      what,
      n: values.length,
      people: people.size,
      milli: median(values.map((value) => value * 1_000)) ?? 0,
    })),
    weeks: Array.from({ length: LIMITS.chartWeeks }, (_, at) => addDays(firstWeek, at * 7)).map((week) => {
      const { reports = 0, profits = [] } = weeks.get(week) ?? {};
      return { week, reports, profit: profits.length < LIMITS.fewestPeople ? null : (median(profits) ?? null) };
    }),
  };
}

type Counting = { told: number; people: Set<string> };
type Marks = { values: number[]; people: Set<string> };

const newCount = (): Counting => ({ told: 0, people: new Set() });
const sized = ({ told, people }: Counting): Count => ({ told, people: people.size });

function add(count: Counting, { personId }: ToldBy): void {
  count.told += 1;
  if (personId !== null) count.people.add(personId);
}

function marked(all: Map<string, Marks>, what: string, { personId, by }: ToldBy, value: unknown): void {
  if (typeof value !== "number") return;
  const found = all.get(what) ?? { values: [], people: new Set() };
  all.set(what, found);
  found.values.push(value);
  found.people.add(personId ?? by ?? "");
}

function ofWeek(weeks: Map<string, { reports: number; profits: number[] }>, { on, data }: ToldBy): void {
  const found = weeks.get(on) ?? { reports: 0, profits: [] };
  weeks.set(on, found);
  found.reports += 1;
  if (typeof data["profit"] === "number") found.profits.push(data["profit"]);
}

function standingOf(
  sqlite: Sqlite.Database,
  { pack }: FactSource,
  { to }: Days,
  scope: Scope | undefined,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const [id, { standing }] of peopleAt(sqlite, pack.id, { zone: pack.zone, to }))
    if (standing !== null && (scope === undefined || scope.people.has(id)))
      found.set(standing, (found.get(standing) ?? 0) + 1);
  return found;
}
