import type Sqlite from "better-sqlite3";
import { InvalidArgumentError } from "commander";
import { RukunError } from "../../errors.ts";
import { GIVEN_ROLES, type Role } from "../../flow/definition.ts";
import { findPeople, type ListedPerson } from "../../people/list.ts";
import { masked } from "../table.ts";

/** How many of the people who may be meant are shown. */
const SHOWN = 10;

/** The one person who is meant by an id or a name. Errors: `person.unknown`, `person.several`, which lists them. */
export function pick(sqlite: Sqlite.Database, idOrName: string): ListedPerson {
  return onlyOne(findPeople(sqlite, idOrName, SHOWN + 1), idOrName);
}

/** The one of those who may be meant. Errors as of `pick`. */
export function onlyOne(found: readonly ListedPerson[], idOrName: string): ListedPerson {
  const [one] = found;
  if (one === undefined)
    throw new RukunError("person.unknown", `nobody is called "${idOrName}": see rukun person list --search`);
  if (found.length === 1) return one;
  const lines = found.slice(0, SHOWN).map((person) => {
    const where = person.addresses.map(masked).join(", ") || "no phone";
    return `  ${person.id}  ${person.name ?? "-"}, ${person.village ?? "no village"}, ${where}`;
  });
  const more = found.length > SHOWN ? "\n  ..." : "";
  throw new RukunError(
    "person.several",
    `"${idOrName}" may be several people, give the id:\n${lines.join("\n")}${more}`,
  );
}

/** For an option that takes one of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): (text: string) => T {
  return (text) => {
    const found = words.find((word) => word === text.trim().toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(`It must be one of ${words.join(", ")}.`);
    return found;
  };
}

/** For an option that takes roles, after each other or with commas between. */
export function roleList(text: string, before: readonly Role[] = []): Role[] {
  const isRole = oneOf(...GIVEN_ROLES);
  const words = text.split(",").filter((word) => word.trim() !== "");
  return [...before, ...words.map(isRole)];
}
