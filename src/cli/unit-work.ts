import { RukunError } from "../errors.ts";
import { randomId } from "../ids.ts";
import { Directory } from "../people/directory.ts";
import { PeopleStore } from "../people/store.ts";
import { counted } from "../start/words.ts";
import { type Zone, zoneShort } from "../zones.ts";
import { type CommandContext, configOf } from "./io.ts";
import { withHome } from "./open.ts";
import { filled, placeOf } from "./person/place.ts";
import { table } from "./table.ts";
import { isCalled } from "./unit-names.ts";

export type UnitOptions = { village: string; zone?: string };

/** Adds a unit; its name is its own, since people are put into it by name. Errors: `unit.there`, as for a person. */
export function addUnit({ io, home }: CommandContext, given: string, options: UnitOptions): void {
  const config = configOf(io, home());
  const name = filled("the name of the unit", given);
  const { village = "", zone } = placeOf(options, config);
  withHome(config.home, (db) => {
    const directory = new Directory(db, new PeopleStore(db.sqlite), randomId);
    const there = directory.units().find((unit) => isCalled(unit, name));
    if (there !== undefined)
      throw new RukunError("unit.there", `there is a unit "${there.name}" already, in ${there.village}`);
    const id = randomId();
    directory.addUnit({ id, name, village, zone });
    io.out(`${name} (${village}, ${zoneShort(zone)}) was added: ${id}`);
  });
}

export function listUnits({ io, home }: CommandContext): void {
  withHome(configOf(io, home()).home, (db) => {
    const units = new Directory(db, new PeopleStore(db.sqlite), randomId).units();
    const people = db.sqlite
      .prepare("SELECT count(*) FROM person WHERE unit_id = ? AND status NOT IN ('merged', 'erased')")
      .pluck();
    const rows = units.map(({ id, name, village, zone }) => [
      id,
      name,
      village,
      zoneShort(zone as Zone),
      String(people.get(id)),
    ]);
    if (rows.length > 0) io.out(table(["ID", "NAME", "VILLAGE", "ZONE", "PEOPLE"], rows));
    io.out(`${counted(units.length, "unit")}.`);
  });
}
