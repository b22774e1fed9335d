import { startCalendar } from "../../programme/socialisation/calendar/calendar.ts";
import { CalendarStore } from "../../programme/socialisation/calendar/store.ts";
import { addDays, instantOf } from "../../zones.ts";
import type { Moment } from "../moments.ts";
import { type Chapter, mondayAgo, withRole } from "./tale.ts";

/** The weeks of making it known, before the newest of those who began: each task done on the day before it is due. */
export const calendar: Chapter = (tale) => {
  const { demo, stage, year } = tale;
  const { pack, directory } = demo;
  const heard = Math.min(...year.cohorts.flatMap(({ heard, began }) => (began === undefined ? [] : [heard])));
  const { calendar: weeks } = pack;
  if (weeks === undefined || !Number.isFinite(heard)) return [];
  const monday = mondayAgo(tale, heard);
  const store = new CalendarStore(demo.db.sqlite);
  const begin: Moment = {
    at: instantOf(pack.zone, monday, "08:00"),
    run: (now) => {
      const given = { from: monday, by: stage.id(withRole(tale, "coordinator").id), now, newId: stage.parts.newId };
      startCalendar({ store, directory, duties: stage.parts.duties }, pack, given);
    },
  };
  const done = Array.from({ length: weeks.weeks }, (_, week): Moment => {
    const saturday = addDays(monday, 7 * week + 5);
    return {
      at: instantOf(pack.zone, saturday, "16:00"),
      run: (now) => {
        for (const { id } of store.overdue(tale.programme, addDays(saturday, 2))) store.done(id, now);
      },
    };
  });
  return [begin, ...done];
};
