import { normalise } from "../../flow/understand/index.ts";
import type { Calendar } from "../rules/due-dates.ts";
import { type Phrases, phrases } from "./lexicon.ts";

/** A kind of loan that a unit lends, as far as a line needs it. */
export type ProductWord = { name: string; aliases: readonly string[]; every: Calendar["every"] };

const compiled = new WeakMap<readonly ProductWord[], Phrases<ProductWord>>();

/**
 * The words by which a unit's loans are called: `darurat`, `modal-usaha` also as "modal usaha", and their aliases. The
 * same list is taken apart once.
 */
export function productWords(products: readonly ProductWord[]): Phrases<ProductWord> {
  const known = compiled.get(products);
  if (known !== undefined) return known;
  const words = products.flatMap((product) =>
    [product.name, product.name.replaceAll("-", " "), ...product.aliases].map((word): [string, ProductWord] => [
      normalise(word) || word,
      product,
    ]),
  );
  const made = phrases(words);
  compiled.set(products, made);
  return made;
}
