import type { SavingsKind } from "../accounts.ts";
import type { Method } from "../rules/terms.ts";
import type { Fields } from "./command.ts";
import type { DayReading } from "./day.ts";
import type { ProductWord } from "./product.ts";
import type { Heard } from "./result.ts";
import type { Periods } from "./terms.ts";

/**
 * A kind of savings or an amount, in the order in which they stand: which amount is whose is read from it. `stop`: a comma
 * stands behind the amount.
 */
export type Item =
  | { type: "kind"; kind: SavingsKind; heard: Heard }
  | { type: "amount"; heard: Heard; bare: boolean; tail: boolean; stop: boolean };

/** What the words behind a command word are, sorted by what they can be, each in the order of the line. */
export type Slots = {
  items: Item[];
  numbers: { no: number; heard: Heard }[];
  entries: number[];
  loans: { loan: number; heard: Heard }[];
  names: Heard[];
  /** Words of a name that are a kind of savings with a slip of the thumb. */
  mistyped: { heard: Heard; meant: string }[];
  dates: { day: DayReading; heard: Heard }[];
  products: ProductWord[];
  methods: Method[];
  periods: Periods[];
  rates: number[];
  months: string[];
  categories: { category: Fields["category"]; heard: Heard }[];
  /** `marked`: it is said that the money comes from it. */
  funds: { fund: Fields["category"]; marked: boolean; heard: Heard }[];
  sources: Fields["source"][];
  /** Says that it is not so, or not yet. */
  doubts: Heard[];
  /** Words of a sentence, and what fits nothing. */
  others: Heard[];
  /** What is written for people: behind "untuk", or all that was not understood where a note may be. */
  free: Heard[];
};

/** A day that stood before the command word. */
export type NamedDay = Slots["dates"][number];

export const emptySlots = (): Slots => ({
  items: [],
  numbers: [],
  entries: [],
  loans: [],
  names: [],
  mistyped: [],
  dates: [],
  products: [],
  methods: [],
  periods: [],
  rates: [],
  months: [],
  categories: [],
  funds: [],
  sources: [],
  doubts: [],
  others: [],
  free: [],
});
