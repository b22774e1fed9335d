import type { Json } from "../../../flow/session.ts";
import type { Texts } from "../../../texts/index.ts";
import type { Recipient } from "../../officers/recipients.ts";

/** Who is left when some are struck out. */
export type Reading = "officers" | "trustee" | "nobody";

/** The option of a list that strikes nobody out. */
export const NOBODY_STRUCK = "none";

/**
 * Those who are not struck out. Who is one person in two of them is struck out in both, as `CaseStore.seal` does it.
 * Pure.
 */
export function leftOf(all: readonly Recipient[], struck: readonly string[]): Recipient[] {
  const persons = new Set(
    all.flatMap(({ id, personId }) => (struck.includes(id) && personId !== null ? [personId] : [])),
  );
  return all.filter(({ id, personId }) => !struck.includes(id) && (personId === null || !persons.has(personId)));
}

/** Pure. */
export function readingOf(left: readonly Recipient[]): Reading {
  if (left.length === 0) return "nobody";
  return left.some(({ kind }) => kind === "officer") ? "officers" : "trustee";
}

/** "Ibu Ratna, Ibu Sri dan Yayasan Terang" for a text. */
export const namesOf = (who: readonly Recipient[]): string => who.map(({ name }) => name).join(", ");

/** The list to strike out of, by name and role, with the option that ends it. */
export function strikeOptions(left: readonly Recipient[], texts: Texts, language: string, end: string): Json {
  const label = ({ kind, name }: Recipient) => texts.text(language, `kotak-suara-parts:${kind}`, { name });
  const options = left.map((one) => ({ id: one.id, label: label(one), aliases: [one.name] }));
  return [...options, { id: NOBODY_STRUCK, label: texts.text(language, `kotak-suara-parts:${end}`) }];
}
