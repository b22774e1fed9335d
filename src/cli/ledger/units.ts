import type Sqlite from "better-sqlite3";
import { type CoopUnit, Units } from "../../cooperative/units.ts";
import { RukunError } from "../../errors.ts";

/** The unit that is named, or all that have books. Errors: `ledger.unit`, with those that there are. */
export function unitsOf(sqlite: Sqlite.Database, named: string | undefined): CoopUnit[] {
  const units = new Units(sqlite);
  const all = units.all();
  if (named === undefined) return all;
  const found = units.named(named);
  if (found !== undefined) return [found];
  const names = all.map(({ name }) => name).join(", ");
  throw new RukunError(
    "ledger.unit",
    `no unit "${named}" has books here. ${names === "" ? "None has." : `There are ${names}.`}`,
  );
}
