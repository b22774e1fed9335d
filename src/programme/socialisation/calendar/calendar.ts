import { DAY, WEEK } from "../../../clock.ts";
import { RukunError } from "../../../errors.ts";
import type { NewId } from "../../../ids.ts";
import type { Directory } from "../../../people/directory.ts";
import type { Person } from "../../../people/person.ts";
import type { Duties } from "../../../schedule/duties.ts";
import { addDays, instantOf, mondayOf, type Zone } from "../../../zones.ts";
import type { Pack } from "../../pack/index.ts";
import { type Planned, tasksOf } from "./plan.ts";
import type { CalendarStore } from "./store.ts";

export const REMIND = "calendar.remind";
export const OVERDUE = "calendar.overdue";
const REMIND_AT = "08:30";
const OVERDUE_AT = "09:00";
/** Weeks after the last one in which a coordinator is still told of what is not done. */
const AFTERWARDS = 2;

export type CalendarParts = { store: CalendarStore; directory: Directory; duties: Duties };

/**
 * Begins the weeks of a programme: a task for each of those whose role has it, with reminders on the Monday of its week,
 * and on each Monday what is overdue, for coordinators. From the Monday of the week that a day lies in.
 * Errors: `calendar.none`, `calendar.begun`.
 */
export function startCalendar(
  { store, directory, duties }: CalendarParts,
  pack: Pack,
  { from, by, now, newId }: { from: string; by: string | null; now: number; newId: NewId },
): { monday: string; tasks: number } {
  const { calendar, id: programme } = pack;
  if (calendar === undefined) throw new RukunError("calendar.none", `${programme} has no calendar`);
  const monday = mondayOf(from);
  if (!store.begin(programme, monday, by, now))
    throw new RukunError("calendar.begun", `the calendar of ${programme} began on ${store.begunOn(programme)}`);
  const planned = tasksOf(calendar, monday);
  let tasks = 0;
  for (const one of planned) {
    const owners = directory.withRole(one.role).filter(({ status }) => status === "active");
    for (const owner of owners) give(one, owner);
    if (owners.length === 0) tasks += store.add({ ...one, id: newId(), programme, ownerId: null }) ? 1 : 0;
  }
  const last = calendar.weeks + AFTERWARDS;
  for (const coordinator of directory.withRole("coordinator"))
    for (let week = 1; week <= last; week += 1) duty(OVERDUE, coordinator, addDays(monday, 7 * week), OVERDUE_AT);
  return { monday, tasks };

  function give(one: Planned, owner: Person): void {
    if (!store.add({ ...one, id: newId(), programme, ownerId: owner.id })) return;
    tasks += 1;
    duty(REMIND, owner, one.week, REMIND_AT);
  }

  function duty(kind: string, { id, zone }: Person, week: string, time: string): void {
    const dueAt = Math.max(now, instantOf(zone as Zone, week, time));
    const expiresAt = instantOf(zone as Zone, week, time) + WEEK - DAY;
    if (expiresAt > now)
      duties.plan({
        key: `${kind}:${programme}:${id}:${week}`,
        kind,
        personId: id,
        data: { programme, week },
        dueAt,
        expiresAt,
      });
  }
}

/** Whoever got a role after the beginning has its tasks too, as far as their week is not over. */
export function catchUp(
  store: CalendarStore,
  packs: Iterable<Pack>,
  person: Person,
  today: string,
  newId: NewId,
): void {
  for (const { id: programme, calendar } of packs) {
    const monday = store.begunOn(programme);
    if (monday === undefined || calendar === undefined) continue;
    for (const one of tasksOf(calendar, monday))
      if (one.due >= today && person.roles.includes(one.role))
        store.add({ ...one, id: newId(), programme, ownerId: person.id });
  }
}
