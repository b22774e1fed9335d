import { RukunError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { randomId } from "../../ids.ts";
import { Directory } from "../../people/directory.ts";
import { PeopleStore } from "../../people/store.ts";
import { loadPacks } from "../../programme/index.ts";
import { startCalendar } from "../../programme/socialisation/calendar/calendar.ts";
import { CalendarStore } from "../../programme/socialisation/calendar/store.ts";
import { Duties } from "../../schedule/duties.ts";
import { type CommandContext, configOf } from "../io.ts";
import { withHome } from "../open.ts";

/** Begins the weeks of a programme's socialisation. Errors: `programme.unknown`, `calendar.date`, `calendar.begun`, `calendar.none`. */
export function beginCalendar({ io, home }: CommandContext, id: string, { from }: { from: string }): void {
  const pack = loadPacks(packageRoot(), [id]).packs.get(id);
  if (pack === undefined) throw new RukunError("programme.unknown", `there is no programme ${id}`);
  if (!/^\d{4}-\d\d-\d\d$/.test(from) || Number.isNaN(Date.parse(from)))
    throw new RukunError("calendar.date", `write the day as 2026-11-23, not ${from}`);
  withHome(configOf(io, home()).home, (db) => {
    const directory = new Directory(db, new PeopleStore(db.sqlite), randomId);
    const parts = { store: new CalendarStore(db.sqlite), directory, duties: new Duties(db.sqlite) };
    const given = { from, by: null, now: io.now(), newId: randomId };
    const { monday, tasks } = db.sqlite.transaction(() => startCalendar(parts, pack, given)).immediate();
    io.out(`The calendar of ${pack.name} begins on ${monday}: ${tasks} tasks were handed out.`);
  });
}
