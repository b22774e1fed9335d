import { hiddenCells } from "../../analytics/index.ts";
import type { Indicator } from "../pack/index.ts";
import { LIMITS } from "./limits.ts";

/** A number of an indicator: of everybody, or of one cell of a breakdown. */
export type Value = {
  /** `all`, or sex, age, disability, village, group, cohort. */
  dimension: string;
  /** Empty for all; `-`: it is not known of them. */
  cell: string;
  numerator: number | null;
  /** Null where the number stands for itself. */
  denominator: number | null;
  /** People that it rests on; where nobody is named, how often it was told. */
  n: number;
  /** Ppm where the unit is percent, else a whole number; null: there is nothing to reckon with. */
  value: number | null;
};

/** The same as it may be shown: where too few people are in it, nothing is. */
export type ShownValue = Omit<Value, "n"> & { n: number | null; hidden: boolean };

/** What is reckoned before it is looked at how many people it is about. */
export type Raw = Value & { people: number };

/** The value of a numerator over its denominator. Ratios are rounded half up, in whole ppm. Pure. */
export function ratioOf(unit: Indicator["unit"], numerator: number | null, denominator: number | null | undefined) {
  if (denominator === undefined) return numerator;
  if (denominator === null || denominator === 0) return null;
  const scale = unit === "percent" ? 1_000_000n : 1n;
  const [up, down] = [BigInt(numerator ?? 0) * scale, BigInt(denominator)];
  return Number((2n * up + down) / (2n * down));
}

/** The total, and the cells of one breakdown in their order: what is about few people, or would tell it, is hidden. Pure. */
export function shownValues(all: Raw, breakdowns: readonly (readonly Raw[])[]): ShownValue[] {
  const few = all.people > 0 && all.people < LIMITS.fewestPeople;
  if (few) return [all, ...breakdowns.flat()].map((raw) => shown(raw, true));
  return [
    shown(all, false),
    ...breakdowns.flatMap((cells) => {
      const hidden = hiddenCells(
        cells.map(({ people }) => people),
        LIMITS.fewestPeople,
      );
      return cells.map((raw, at) => shown(raw, hidden[at] === true));
    }),
  ];
}

function shown({ people: _, ...value }: Raw, hidden: boolean): ShownValue {
  if (!hidden) return { ...value, hidden };
  return { ...value, numerator: null, denominator: null, n: null, value: null, hidden };
}
