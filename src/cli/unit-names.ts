import { RukunError } from "../errors.ts";
import { didYouMean } from "../flow/check/near.ts";
import type { Directory, Unit } from "../people/directory.ts";

/** The unit with that id or name, in any case. Error: `person.unit`, with the names that come near. */
export function unitNamed(directory: Directory, idOrName: string): Unit {
  const units = directory.units();
  const found = units.find((unit) => isCalled(unit, idOrName));
  if (found !== undefined) return found;
  const names = units.map(({ name }) => name);
  const all = names.length === 0 ? "There is none yet." : `The units are ${names.join(", ")}.`;
  const how = 'A new one is made by: rukun unit add <name> --village "..."';
  throw new RukunError("person.unit", `there is no unit "${idOrName}". ${didYouMean(idOrName, names, all)} ${how}`);
}

/** Whether somebody who writes this means the unit. */
export function isCalled({ id, name }: Unit, idOrName: string): boolean {
  const wanted = idOrName.trim().toLowerCase();
  return id.toLowerCase() === wanted || name.toLowerCase() === wanted;
}
