import type { Action } from "./command.ts";
import type { Lexicon, Phrases } from "./lexicon.ts";
import { type Piece, stretch } from "./pieces.ts";
import type { ProductWord } from "./product.ts";
import type { Heard } from "./result.ts";
import type { Slots } from "./slots.ts";

/** Where the scan is; a step reads what stands at `at` and gives the place behind it, or undefined. */
export type Scan = {
  line: string;
  pieces: readonly Piece[];
  lexicon: Lexicon;
  today: string;
  action: Action;
  /** What the unit lends is called, for a command that names it. */
  products?: Phrases<ProductWord> | undefined;
  /** The names of the units that there are. */
  units?: (() => readonly string[]) | undefined;
  slots: Slots;
  /** Where a step may write that is only tried. */
  scratch: Slots;
};
export type Step = (scan: Scan, at: number) => number | undefined;

/** What stands from one piece to another (`end` not included), as it was written. */
export const heard = ({ line, pieces }: Scan, from: number, end: number): Heard => stretch(line, pieces, from, end);
