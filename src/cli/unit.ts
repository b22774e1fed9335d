import { Command } from "commander";
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
