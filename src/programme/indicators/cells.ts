import type { BREAKDOWNS } from "../pack/index.ts";
import type { Known } from "./people.ts";

export type Breakdown = (typeof BREAKDOWNS)[number];

/** Nobody said it. */
export const UNKNOWN = "-";

/** Bands of age by the first year of each; the last has no end. */
export const AGES = ["0-17", "18-29", "30-44", "45-59", "60+"] as const;
const AGES_FROM = [0, 18, 30, 45, 60] as const;

/** The order in which cells stand where it is known beforehand. */
const FIXED: Partial<Record<Breakdown, readonly string[]>> = {
  sex: ["female", "male", "other"],
  age: AGES,
  disability: ["yes", "no"],
};

/** Where something happened that names nobody. */
export type Place = { village: string | null; groupId: string | null };

/** In which cell of a breakdown somebody is, in a year. Pure. */
export function cellOf(by: Breakdown, { sex, birthYear, village, disability, group, cohort }: Known, year: number) {
  switch (by) {
    case "sex":
      return sex ?? UNKNOWN;
    case "age":
      return birthYear === null ? UNKNOWN : bandOf(year - birthYear);
    case "disability":
      return disability === null ? UNKNOWN : isHard(disability) ? "yes" : "no";
    case "village":
      return village ?? UNKNOWN;
    case "group":
      return group ?? UNKNOWN;
    case "cohort":
      return cohort ?? UNKNOWN;
  }
}

/** The same of something that names nobody. Pure. */
export const cellOfPlace = (by: Breakdown, { village, groupId }: Place): string =>
  (by === "village" ? village : by === "group" ? groupId : null) ?? UNKNOWN;

/** Cells in an order that says nothing about how many are in them: the unknown last. Pure. */
export function inOrder(by: Breakdown, cells: Iterable<string>): string[] {
  const fixed = FIXED[by] ?? [];
  const place = (cell: string) => (cell === UNKNOWN ? fixed.length + 1 : fixed.indexOf(cell) + 1 || fixed.length);
  return [...new Set(cells)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : a > b ? 1 : 0));
}

const bandOf = (age: number): string => AGES[AGES_FROM.findLastIndex((from) => age >= from)] ?? UNKNOWN;

/** As the Washington Group counts: a lot of difficulty in anything, or not at all able to. */
const HARD: ReadonlySet<unknown> = new Set(["much", "cannot"]);

function isHard(disability: string): boolean {
  const said: unknown = JSON.parse(disability);
  return typeof said === "object" && said !== null && Object.values(said).some((answer) => HARD.has(answer));
}
