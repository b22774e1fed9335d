import { splitText } from "../../../texts/index.ts";

/** Characters of one sealed text; a longer story is divided, with nothing lost. */
const PART_CHARACTERS = 20_000;
/** Characters of a whole story, told in one go: somebody has written half a book, and the rest comes later by KABAR. */
const MOST_CHARACTERS = 80_000;

/** Is there room for one more message in a story? Pure. */
export const fits = (pieces: readonly string[], next: string): boolean =>
  lengthOf([...pieces, next]) <= MOST_CHARACTERS;

/** Does it need more than one part? Pure. */
export const isLong = (pieces: readonly string[]): boolean => lengthOf(pieces) > PART_CHARACTERS;

/** A story in the parts in which it is sealed, none longer than 20,000 characters; joined they are the story. Pure. */
export const partsOf = (pieces: readonly string[]): string[] => splitText(pieces.join(BETWEEN), PART_CHARACTERS);

/** Two messages are two paragraphs. */
const BETWEEN = "\n\n";

const lengthOf = (pieces: readonly string[]): number =>
  pieces.reduce((sum, piece) => sum + piece.length, 0) + BETWEEN.length * Math.max(0, pieces.length - 1);
