import type { Bound, Criterion, Graduation } from "../pack/index.ts";
import { evidenceOf, type Found, type OfOne } from "./evidence.ts";

/** `unknown`: nothing is recorded that could tell; that is nobody's fault and no "not yet". */
export type Standing = "met" | "not-yet" | "unknown";

export type Judged = { criterion: Criterion; standing: Standing; found: Found };

/** Where somebody stands, criterion by criterion. It decides nothing. */
export type Assessment = {
  /** The highest level of which she meets everything, and everything of those below. */
  level: Graduation["levels"][number];
  judged: readonly Judged[];
  /** Criteria up to the level from which on graduation is proposed, and how many of them are met. */
  needed: number;
  met: number;
  /** Her level is that one, or a higher one. */
  reaches: boolean;
};

/** A figure of the pack for her village, e.g. the minimum wage there; undefined: it has none. */
export type FigureOf = (figure: string) => number | undefined;

/** Every criterion of a programme for one person. */
export function assess(graduation: Graduation, one: OfOne, figureOf: FigureOf): Assessment {
  const judged = graduation.criteria.map((criterion) => judge(criterion, one, figureOf));
  const ids = graduation.levels.map(({ id }) => id);
  const goal = ids.indexOf(graduation.graduates);
  const lowestOpen = judged
    .filter(({ standing }) => standing !== "met")
    .reduce((lowest, { criterion }) => Math.min(lowest, ids.indexOf(criterion.level)), ids.length);
  const at = Math.max(0, lowestOpen - 1);
  const level = graduation.levels[at];
  if (level === undefined) throw new Error("graduation without levels");
  const needed = judged.filter(({ criterion }) => ids.indexOf(criterion.level) <= goal);
  const met = needed.filter(({ standing }) => standing === "met").length;
  return { level, judged, needed: needed.length, met, reaches: at >= goal && met === needed.length };
}

export function judge(criterion: Criterion, one: OfOne, figureOf: FigureOf): Judged {
  const found = evidenceOf(criterion.evidence, one);
  return { criterion, found, standing: standingOf(criterion, found, figureOf) };
}

function standingOf(criterion: Criterion, { value }: Found, figureOf: FigureOf): Standing {
  if (value === null) return "unknown";
  const tests = [
    limit(criterion["at-least"], value, figureOf, (found, bound) => found >= bound),
    limit(criterion["at-most"], value, figureOf, (found, bound) => found <= bound),
    words(criterion.is, value),
  ];
  if (tests.includes("unknown")) return "unknown";
  return tests.includes("not-yet") ? "not-yet" : "met";
}

function limit(
  bound: Bound | undefined,
  value: number | readonly string[],
  figureOf: FigureOf,
  fits: (value: number, bound: number) => boolean,
): Standing {
  if (bound === undefined) return "met";
  const amount = amountOf(bound, figureOf);
  if (amount === undefined || typeof value !== "number") return "unknown";
  return fits(value, amount) ? "met" : "not-yet";
}

/** A bound as a number; of a figure its part, whole rupiah, half a rupiah up so that nobody passes below it. */
export function amountOf(bound: Bound, figureOf: FigureOf): number | undefined {
  if (typeof bound === "number") return bound;
  const figure = figureOf(bound.figure);
  if (figure === undefined) return undefined;
  return Number((BigInt(figure) * BigInt(bound.times) + 999_999n) / 1_000_000n);
}

function words(is: string | readonly string[] | undefined, value: number | readonly string[]): Standing {
  if (is === undefined) return "met";
  const wanted = [is].flat();
  const said = typeof value === "number" ? [String(value)] : value;
  return said.some((word) => wanted.includes(word)) ? "met" : "not-yet";
}
