import { Command } from "commander";
import { RukunError } from "../errors.ts";
import { didYouMean } from "../flow/check/near.ts";
import type { Directory, Unit } from "../people/directory.ts";
import { ZONE_NAMES, zoneShort } from "../zones.ts";
import type { CommandContext } from "./io.ts";
import type { UnitOptions } from "./unit-work.ts";

const ZONES = ZONE_NAMES.map(zoneShort).join(", ");

/** `rukun unit add|list`: the units that members belong to, e.g. a group of savers. */
export function unitCommand(context: CommandContext): Command {
  const unit = new Command("unit").description("the units that people belong to");
  unit
    .command("add")
    .description("write down a unit")
    .argument("<name>", "its name")
    .requiredOption("--village <name>", "its village; one of the programme's gives the time zone")
    .option("--zone <zone>", `its time zone: ${ZONES}`)
    .action(async (name: string, options: UnitOptions) => {
      const { addUnit } = await import("./unit-work.ts");
      addUnit(context, name, options);
    });
  unit
    .command("list")
    .description("list the units, and how many people are in each")
    .action(async () => {
      const { listUnits } = await import("./unit-work.ts");
      listUnits(context);
    });
  return unit;
}

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
