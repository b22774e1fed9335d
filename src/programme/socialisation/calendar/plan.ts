import type { Role } from "../../../flow/definition.ts";
import { addDays } from "../../../zones.ts";
import type { Calendar } from "../../pack/calendar.ts";

/** A task of the calendar in the week in which it is to be done. */
export type Planned = {
  /** `<activity>/<task>`; an activity without tasks is one itself. */
  task: string;
  what: string;
  role: Role;
  /** Monday of its week and the Sunday by which it is to be done, YYYY-MM-DD. */
  week: string;
  due: string;
};

/** All tasks of a calendar whose first week begins on a Monday. */
export function tasksOf(calendar: Calendar, monday: string): Planned[] {
  return calendar.activities.flatMap(({ id, name, weeks: [first, last], owner, tasks }) => {
    const own = tasks.length === 0 ? [{ id: "", what: name, week: last }] : tasks;
    return own.map(({ id: task, what, week = last }) => ({
      task: task === "" ? id : `${id}/${task}`,
      what,
      role: owner,
      week: addDays(monday, 7 * (Math.max(first, week) - 1)),
      due: addDays(monday, 7 * Math.max(first, week) - 1),
    }));
  });
}
