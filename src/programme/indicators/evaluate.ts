import { WEEKLY_REPORT } from "../events/index.ts";
import { formKind } from "../forms/data.ts";
import type { Told } from "../graduation/evidence.ts";
import { type Expression, usesOf } from "../pack/expression.ts";
import { figureFor, type Indicator, type Pack } from "../pack/index.ts";
import { type Breakdown, cellOf, cellOfPlace, inOrder, type Place } from "./cells.ts";
import type { Known } from "./people.ts";
import { type Contributor, type Share, shareOf, together, toldBy } from "./share.ts";
import { type Raw, ratioOf, type ShownValue, shownValues } from "./values.ts";

/** First and last day of a period, YYYY-MM-DD. */
export type Days = { from: string; to: string };

/** What numbers are reckoned from. */
export type Facts = {
  pack: Pack;
  /** Everybody at the end of a day. */
  people(to: string): ReadonlyMap<string, Known>;
  /** All that was told of a kind, by who or what it is about, oldest day first. */
  events(kind: string): ReadonlyMap<string, readonly Told[]>;
};

/** The key of what names nobody: by where it was. */
export const keyOf = ({ personId, village, groupId }: Pick<Told, "personId" | "village" | "groupId">): string =>
  personId ?? `#${JSON.stringify([village, groupId])}`;

const placeOf = (key: string): Place | undefined => {
  if (!key.startsWith("#")) return undefined;
  const [village, groupId] = JSON.parse(key.slice(1)) as [string | null, string | null];
  return { village, groupId };
};

/**
 * What was done is counted in the period; what came of it, outputs and outcomes, from the beginning up to the period's
 * end. Where a definition says itself how far back it looks (`weeks`, `within`, `change`, `people`), it does.
 */
const looksFrom = ({ level }: Pick<Indicator, "level">, { from }: Days): string => (level === "activity" ? from : "");

/** One indicator in one period, with its breakdowns, as it may be shown. Pure over the facts. */
export function evaluate(indicator: Indicator, days: Days, facts: Facts): ShownValue[] {
  const known = facts.people(days.to);
  const sharesOf = sharing(days.to, looksFrom(indicator, days), facts, known);
  const above = sharesOf(indicator.numerator);
  const below = indicator.denominator && sharesOf(indicator.denominator);
  // "Of the people of the programme" is about them alone, also where others have the same.
  if (indicator.denominator !== undefined && "members" in indicator.denominator)
    for (const key of above.keys()) if (below?.has(key) !== true) above.delete(key);
  const whole: Piece = { above, below };
  // Where nothing of it happened a count is none, but only where it was looked for.
  const none = below === undefined && wasCounted(indicator.numerator, known, sharesOf) ? 0 : null;
  const year = Number(days.to.slice(0, 4));
  return shownValues(
    rawOf(indicator, "all", "", whole, none),
    indicator.by.map((by) => brokenDown(indicator, by, whole, (key) => cellOfKey(by, key, known, year))),
  );
}

/** What each adds, and how often that was told. */
type Shares = Map<string, { share: Share; told: number }>;
type Piece = { above: Shares; below: Shares | undefined };

function sharing(to: string, from: string, { pack, events }: Facts, known: ReadonlyMap<string, Known>) {
  const contributor = (key: string): Contributor => {
    const who = placeOf(key) === undefined ? (known.get(key) ?? NOTHING_KNOWN) : undefined;
    return {
      today: to,
      since: who?.since ?? undefined,
      events: (kind) => events(kind).get(key) ?? [],
      known: who,
      from,
      figure: (id) => figureFor(pack, id, who?.village ?? null),
    };
  };
  return (given: Expression): Shares => {
    const found: Shares = new Map();
    for (const key of keysOf(given, events, known)) {
      const one = contributor(key);
      const share = shareOf(given, one);
      if (share !== undefined) found.set(key, { share, told: one.known === undefined ? toldBy(given, one) : 1 });
    }
    return found;
  };
}

/** Everybody in the programme, or whoever anything of the kind was told of. */
function keysOf(given: Expression, events: Facts["events"], known: ReadonlyMap<string, Known>): Iterable<string> {
  const [use] = usesOf(given);
  return use === undefined || "people" in given ? known.keys() : events(use.kind).keys();
}

function cellOfKey(by: Breakdown, key: string, known: ReadonlyMap<string, Known>, year: number): string {
  const place = placeOf(key);
  return place === undefined ? cellOf(by, known.get(key) ?? NOTHING_KNOWN, year) : cellOfPlace(by, place);
}

function brokenDown(indicator: Indicator, by: Breakdown, whole: Piece, cellOf: (key: string) => string): Raw[] {
  const cells = new Map<string, Piece>();
  const into = (key: string): Piece => {
    const cell = cellOf(key);
    const found = cells.get(cell) ?? { above: new Map(), below: whole.below && new Map() };
    cells.set(cell, found);
    return found;
  };
  for (const [key, share] of whole.above) into(key).above.set(key, share);
  for (const [key, share] of whole.below ?? []) into(key).below?.set(key, share);
  return inOrder(by, cells.keys()).flatMap((cell) => {
    const piece = cells.get(cell);
    return piece === undefined ? [] : [rawOf(indicator, by, cell, piece)];
  });
}

/**
 * Was it counted, also where nothing happened? What Rukun itself writes down is, once the programme has people; of what
 * people answer, with a condition, only where somebody answered at all.
 */
function wasCounted(
  given: Expression,
  known: ReadonlyMap<string, Known>,
  sharesOf: (given: Expression) => Shares,
): boolean {
  if (!("count" in given || "distinct" in given) || known.size === 0) return false;
  const kind = "count" in given ? given.count : given.of;
  const isAnswered = kind.startsWith(formKind("")) || kind === WEEKLY_REPORT;
  return !isAnswered || given.where === undefined || sharesOf({ ...given, where: undefined }).size > 0;
}

function rawOf(
  { unit }: Indicator,
  dimension: string,
  cell: string,
  { above, below }: Piece,
  none: number | null = null,
): Raw {
  const rests = below ?? above;
  const people = [...rests.keys()].filter((key) => placeOf(key) === undefined).length;
  let told = 0;
  for (const one of rests.values()) told += one.told;
  const reckoned = sharesTogether(above) ?? none;
  const numerator = below === undefined ? reckoned : (reckoned ?? 0);
  const denominator = below === undefined ? null : (sharesTogether(below) ?? 0);
  const value = ratioOf(unit, numerator, below === undefined ? undefined : denominator);
  return { dimension, cell, numerator, denominator, n: people > 0 ? people : told, value, people };
}

const sharesTogether = (shares: Shares): number | null => together([...shares.values()].map(({ share }) => share));

/** Of somebody who is named and of whom nothing is known. */
const NOTHING_KNOWN: Known = {
  sex: null,
  birthYear: null,
  village: null,
  disability: null,
  group: null,
  cohort: null,
  standing: null,
  since: null,
};
