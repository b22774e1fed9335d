import type { Column, ColumnKind, Section, Statement } from "../../documents/index.ts";
import type { CoopUnit } from "../units.ts";
import type { Ledger } from "./ledger.ts";
import type { LoansThen } from "./loans-then.ts";
import type { Names } from "./names.ts";
import type { Period } from "./period.ts";
import type { Words } from "./words.ts";

/** What a statement may be about beside a unit and a period; ids. */
export type Subject = { member?: number; loan?: number; account?: number; entry?: number };

/** What a builder of statements has before it. */
export type Scene = {
  /** Its loans are those that the books had at the end of the period. */
  ledger: Omit<Ledger, "loans"> & { loans: Ledger["loans"] & LoansThen };
  words: Words;
  names: Names;
  /** By number; all of them, the head office among them, where a statement is for all. */
  units: readonly CoopUnit[];
  /** All units as one cooperative. */
  all: boolean;
  /** Its end lies on or before today. */
  period: Period;
  subject: Subject;
  /** ms UTC */
  now: number;
};

/** What one kind of statement is made of; the rest is the same for all (`make.ts`). */
export type Built = Partial<
  Pick<Statement, "title" | "period" | "per" | "facts" | "notes" | "signatures" | "cover" | "small">
> &
  Pick<Statement, "sections">;

export type Builder = (scene: Scene) => Built;

/** A column with its label in the language of the statement. */
export const column = (words: Words, key: string, kind: ColumnKind, lead?: Column["lead"]): Column => ({
  key,
  label: words.say(`column.${key}`),
  kind,
  ...(lead === undefined ? {} : { lead }),
});

/** The sections of each unit, one unit after another; with several each says whose it is. */
export function* perUnit(
  { units, all }: Pick<Scene, "units" | "all">,
  make: (unit: CoopUnit) => Iterable<Section>,
): Generator<Section> {
  for (const unit of units)
    for (const section of make(unit)) {
      const title = section.title === undefined ? unit.name : `${unit.name}, ${section.title}`;
      yield all ? { ...section, title } : section;
    }
}

/** What sections are called in a statement of all units. */
export const byUnit = ({ words, all }: Pick<Scene, "words" | "all">): Pick<Statement, "per"> =>
  all ? { per: words.say("per.unit") } : {};

/** `1-101 Kas Unit` as two columns. */
export const accountColumns = (words: Words): Column[] => [
  column(words, "code", "text", ", "),
  column(words, "account", "text", " "),
];

/** Day, number and description of an entry. */
export const entryColumns = (words: Words): Column[] => [
  column(words, "date", "date", ", "),
  column(words, "no", "ordinal", ", "),
  column(words, "about", "text", ", "),
];
