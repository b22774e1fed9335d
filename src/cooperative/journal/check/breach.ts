import { LIMITS } from "../../../limits.ts";

/** What may be wrong with the books. */
export type BreachCode =
  /** Of an entry. */
  | "number"
  | "lines"
  | "amount"
  | "unbalanced"
  | "owner"
  | "date"
  | "reversal"
  | "source"
  | "hash"
  | "negative"
  /** Of what stands beside the entries. */
  | "orphan"
  | "anchor"
  | "balance"
  | "month"
  | "guard"
  | "record";

/** One thing that is wrong, and where. */
export type Breach = {
  code: BreachCode;
  /** The unit by its number in the books; left out where no unit can be named. */
  unit?: number;
  /** The entry's number in its unit; left out where it is no entry that is wrong. */
  no?: number;
  /** An English sentence, without names of people. */
  what: string;
};

/** All that was looked at, and what was found. */
export type CheckReport = {
  units: number;
  entries: number;
  lines: number;
  /** The first that is wrong in the order of posting; entries come before what stands beside them. */
  first?: Breach;
  /** The first so many, `first` among them. */
  breaches: readonly Breach[];
  /** How many there are in all. */
  found: number;
};

/** Keeps the first breaches, and counts the rest. */
export class Breaches {
  readonly kept: Breach[] = [];
  found = 0;

  add(breach: Breach): void {
    this.found += 1;
    if (this.kept.length < LIMITS.operatorRows) this.kept.push(breach);
  }
}
