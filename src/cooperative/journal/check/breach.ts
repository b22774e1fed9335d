import { LIMITS } from "../../../limits.ts";
import type { Names } from "./names.ts";

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
  | "locked"
  | "left"
  | "meeting"
  /** Of what stands beside the entries. */
  | "orphan"
  | "anchor"
  | "balance"
  | "month"
  | "guard"
  | "page"
  | "key"
  | "record";

/** One thing that is wrong, and where. */
export type Breach = {
  code: BreachCode;
  /** The unit by its number in the books; left out where no unit can be named. */
  unit?: number;
  /** The entry's number in its unit; left out where it is no entry that is wrong. */
  no?: number;
  /** The first eight digits of that entry's hash as it stands in the file: they are on its receipt, too. */
  code8?: string;
  /** An English sentence, without names of people: members and loans by the numbers that stand in the paper books. */
  what: string;
};

/** What is wrong with an entry that is being read. `no`: it is another that is. */
export type Wrong = { code: BreachCode; what: string | (() => string); no?: number };

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
  private readonly names: Pick<Names, "code">;

  constructor(names: Pick<Names, "code">) {
    this.names = names;
  }

  /** `what` is made only where it is kept: of a million it is read from the file for the first ones alone. */
  add({ what, ...breach }: Omit<Breach, "what" | "code8"> & { what: string | (() => string) }): void {
    this.found += 1;
    if (this.kept.length >= LIMITS.operatorRows) return;
    const { unit, no } = breach;
    const code8 = unit === undefined || no === undefined ? undefined : this.names.code(unit, no);
    const text = typeof what === "string" ? what : what();
    this.kept.push({ ...breach, ...(code8 === undefined ? {} : { code8 }), what: text });
  }
}

/** Where what is found goes, and how it is called. */
export type Telling = { breaches: Breaches; names: Names };
