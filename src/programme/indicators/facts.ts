import type Sqlite from "better-sqlite3";
import { addDays } from "../../zones.ts";
import { type Expression, usesOf } from "../pack/expression.ts";
import type { Indicator, Pack } from "../pack/index.ts";
import { type Days, type Facts, keyOf } from "./evaluate.ts";
import { peopleAt } from "./people.ts";
import { type ToldBy, toldOf } from "./told.ts";

/** Where the facts of a programme are. */
export type FactSource = {
  sqlite: Sqlite.Database;
  pack: Pack;
  /** The programme whose members report each week. */
  main: string;
};

/** Whose facts are looked at, where it is not everybody: the people of one facilitator, and what she herself told. */
export type Scope = { people: ReadonlySet<string>; by: string };

/** What the indicators of some periods are reckoned from, a kind of event at a time in memory. */
export function factsOf({ sqlite, pack, main }: FactSource, periods: readonly Days[], scope?: Scope): Facts {
  const people = new Map<string, ReturnType<typeof peopleAt>>();
  const kinds = new Map<string, Map<string, ToldBy[]>>();
  const needs = needsOf(pack.indicators, periods);
  const to = periods.reduce((latest, days) => (days.to > latest ? days.to : latest), "");
  const read = (kind: string) => {
    const { fields = new Set<string>(), from = "" } = needs.get(kind) ?? {};
    return byKey(toldOf(sqlite, main, { programme: pack.id, kind, fields, from, to }), scope);
  };
  return {
    pack,
    people: (to) => {
      const found = people.get(to) ?? meant(peopleAt(sqlite, pack.id, { zone: pack.zone, to }), scope);
      people.set(to, found);
      return found;
    },
    events: (kind) => {
      const found = kinds.get(kind) ?? read(kind);
      const [oldest] = kinds.keys();
      if (oldest !== undefined && kinds.size >= KEPT && !kinds.has(kind)) kinds.delete(oldest);
      kinds.set(kind, found);
      return found;
    },
  };
}

/** Kinds in memory at once: what an expression counts, what it comes after, and the same of its denominator. */
const KEPT = 4;

function byKey(told: Iterable<ToldBy>, scope: Scope | undefined): Map<string, ToldBy[]> {
  const found = new Map<string, ToldBy[]>();
  for (const event of told) {
    if (scope !== undefined && !isMeant(event, scope)) continue;
    const key = keyOf(event);
    const hers = found.get(key);
    if (hers === undefined) found.set(key, [event]);
    else hers.push(event);
  }
  // Two records that became one told theirs one after the other.
  for (const hers of found.values()) if (!isSorted(hers)) hers.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return found;
}

const isSorted = (events: readonly ToldBy[]): boolean =>
  events.every(({ on }, at) => at === 0 || on >= (events[at - 1]?.on ?? ""));

/** Whether an event belongs to a scope. */
export const isMeant = ({ personId, by }: ToldBy, scope: Scope): boolean =>
  personId === null ? by === scope.by : scope.people.has(personId);

function meant<T>(people: Map<string, T>, scope: Scope | undefined): Map<string, T> {
  return scope === undefined ? people : new Map([...people].filter(([id]) => scope.people.has(id)));
}

type Need = { fields: Set<string>; from: string };

/** Of each kind the fields that anything asks for, and the first day that anything looks at. */
function needsOf(indicators: readonly Indicator[], periods: readonly Days[]): Map<string, Need> {
  const found = new Map<string, Need>();
  for (const indicator of indicators)
    for (const expression of [indicator.numerator, indicator.denominator ?? []].flat())
      for (const [at, { kind, fields, filters }] of usesOf(expression).entries()) {
        // What comes first is what is counted; what it comes after may lie far back.
        const from = at > 0 ? "" : firstDay(indicator, expression, periods);
        const need = found.get(kind) ?? { fields: new Set(), from };
        found.set(kind, need);
        if (from < need.from) need.from = from;
        for (const field of [...fields, ...filters.flatMap((filter) => Object.keys(filter))]) need.fields.add(field);
      }
  return found;
}

function firstDay({ level }: Indicator, expression: Expression, periods: readonly Days[]): string {
  const first = periods.reduce((least, { from }) => (from < least ? from : least), periods[0]?.from ?? "");
  const inner = "people" in expression ? expression.people : expression;
  const { weeks, within } = inner as { weeks?: number; within?: object };
  if (within !== undefined) return "";
  const soonest = periods.reduce((least, { to }) => (to < least ? to : least), periods[0]?.to ?? "");
  if (weeks !== undefined) return addDays(soonest, -7 * weeks);
  const plain = "count" in inner || "distinct" in inner || "sum" in inner || "median" in inner;
  return plain && inner === expression && level === "activity" ? first : "";
}

/** Indicators in an order in which each kind of event is read once. */
export function inKinds(indicators: readonly Indicator[]): Indicator[] {
  const kind = ({ numerator, denominator }: Indicator) =>
    [...usesOf(numerator), ...(denominator === undefined ? [] : usesOf(denominator))][0]?.kind ?? "";
  return [...indicators].sort((a, b) => (kind(a) < kind(b) ? -1 : kind(a) > kind(b) ? 1 : 0));
}
