import { wordsOf } from "../../../flow/understand/matching.ts";
import { isTypoOf } from "../../../flow/understand/typo.ts";

/** Somebody to whom a story may go, by all the names that she is known by. */
export type Named = { id: string; names: readonly string[] };

/** Shorter words are too often something else: "Ani" is a name, "An" is not. */
const SHORTEST = 3;
/** From so many letters on, a slip of one is taken for the name. */
const SHORTEST_WITH_TYPO = 6;

/**
 * Who of them is named in a story? One of her names is enough, without "Ibu" or "Pak" (`titles`), and with a small slip
 * in a long one. Somebody else of the same name is found too: what follows is a question. Pure.
 */
export function namedIn(story: string, recipients: readonly Named[], titles: ReadonlySet<string>): string[] {
  const said = new Set(wordsOf(story));
  const isSaid = (name: string) =>
    said.has(name) || (name.length >= SHORTEST_WITH_TYPO && [...said].some((word) => isTypoOf(word, name)));
  return recipients
    .filter(({ names }) =>
      names.some((name) => wordsOf(name).some((part) => part.length >= SHORTEST && !titles.has(part) && isSaid(part))),
    )
    .map(({ id }) => id);
}
