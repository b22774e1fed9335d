import type { CoopUnit, Units } from "../../cooperative/units.ts";
import { RukunError } from "../../errors.ts";
import { didYouMean } from "../../flow/check/near.ts";

/** The unit of the cooperative with that name or number. Error: `coop.unit`, with the names that come near. */
export function coopUnitNamed(units: Units, nameOrNumber: string): CoopUnit {
  const found = units.named(nameOrNumber);
  if (found !== undefined) return found;
  const names = units.all().map(({ name }) => name);
  const all =
    names.length === 0 ? "There is none yet: rukun coop settings apply" : `The units are ${names.join(", ")}.`;
  throw new RukunError("coop.unit", `there is no unit "${nameOrNumber}". ${didYouMean(nameOrNumber, names, all)}`);
}
