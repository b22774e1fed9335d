import type Sqlite from "better-sqlite3";
import { type ListedPerson, listPeople } from "../../people/list.ts";
import { onlyOne, pick } from "../person/pick.ts";

/** More than any demo has; what lies behind is found by its whole name still. */
const LOOKED_AT = 500;

type Fits = (person: ListedPerson, wanted: string) => boolean;

/** How somebody is named who is to be played, the plainest way first. */
const WAYS: readonly Fits[] = [
  ({ id }, wanted) => id === wanted,
  ({ name, called }, wanted) => lower(name) === wanted || lower(called) === wanted,
  // "tuti" is Tuti Handayani, who is called Ibu Tuti, and not Yuni Astuti.
  ({ name, called }, wanted) => lower(name).split(" ")[0] === wanted || lower(called).split(" ").at(-1) === wanted,
  ({ id }, wanted) => id.startsWith(wanted),
];

/**
 * Whom `--as` means: an id, a whole name, a first name, the beginning of an id, else a part of a name. The plainest way
 * that fits anybody counts. Errors as of `pick`.
 */
export function persona(sqlite: Sqlite.Database, as: string): ListedPerson {
  const wanted = lower(as.trim());
  const { people } = listPeople(sqlite, { limit: LOOKED_AT });
  const found = wanted === "" ? [] : WAYS.map((fits) => people.filter((one) => fits(one, wanted)));
  const plainest = found.find((ones) => ones.length > 0);
  return plainest === undefined ? pick(sqlite, as) : onlyOne(plainest, as);
}

const lower = (text: string | null) => (text ?? "").toLowerCase();
