import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import { addDays, mondayOf, withinHours } from "../../zones.ts";
import { formKind } from "../forms/data.ts";
import type { Parts } from "../parts.ts";
import type { FieldTasks } from "./field-tasks.ts";
import { DAILY_FORM, short, toldBy, VISIT_FORM } from "./visits.ts";

export const DAILY_ASK = "field.daily-ask";
export const DAILY_DIGEST = "field.daily-digest";
export const WEEKLY_DIGEST = "field.weekly-digest";
export const MONTHLY_ASK = "field.monthly-ask";

/** Facilitators in one summary, so that it stays within three messages. */
const MOST_SHOWN = 8;

/** Whoever wrote a daily note within so many days keeps them. */
const KEEPS_NOTES_DAYS = 31;

/** Does anybody write daily notes or visits here? Where nobody does, nobody is reminded of passing them on. */
const isInUse = (parts: Parts, from: string): boolean =>
  [...parts.packs.keys()].some((programme) =>
    [DAILY_FORM, VISIT_FORM].some((form) => parts.events.last({ programme, kind: formKind(form), from }) !== undefined),
  );

type Lines = (parts: Parts, tasks: FieldTasks, person: Person, day: string) => string[];

/** What staff tell each other by the pack's communication table: asked for, gathered and sent on. */
export function digestDuties(parts: Parts, tasks: FieldTasks): Record<string, DutyHandler> {
  return {
    [DAILY_ASK]: asking(parts, "field:note-ask", (person, day) => {
      // Who keeps no daily notes at all is a matter for her coordinator, not for a message each day.
      const notes = toldBy(parts, DAILY_FORM, person.id, addDays(day, -KEEPS_NOTES_DAYS));
      return notes.length === 0 || notes.some(({ on }) => on === day);
    }),
    [DAILY_DIGEST]: telling(parts, tasks, "field:note-digest", dailyLines),
    [WEEKLY_DIGEST]: telling(parts, tasks, "field:note-weekly", weeklyLines),
    [MONTHLY_ASK]: asking(parts, "field:note-monthly", (_, day) => !isInUse(parts, addDays(day, -KEEPS_NOTES_DAYS))),
  };
}

function asking(parts: Parts, key: string, isTold: (person: Person, day: string) => boolean): DutyHandler {
  return {
    run: (data, context) =>
      withPerson(parts, context, (person) => {
        if (isTold(person, String(data["day"]))) return { dropped: "told already" };
        const about = String(data["about"] ?? "");
        const told = context.tell(person.id, key, { called: calledOf(person), about }, { as: "initiated" });
        return told ? "done" : { dropped: "unreachable" };
      }),
  };
}

function telling(parts: Parts, tasks: FieldTasks, key: string, lines: Lines): DutyHandler {
  return {
    run: (data, context) =>
      withPerson(parts, context, (person) => {
        const said = lines(parts, tasks, person, String(data["day"]));
        if (said.length === 0) return { dropped: "nothing to tell" };
        const words = { called: calledOf(person), lines: said.join("\n") };
        return context.tell(person.id, key, words, { as: "initiated" }) ? "done" : { dropped: "unreachable" };
      }),
  };
}

function withPerson(
  parts: Parts,
  { personId, now }: DutyContext,
  run: (person: Person) => ReturnType<DutyHandler["run"]>,
) {
  const person = personId === null ? undefined : parts.people.person(personId);
  if (person?.status !== "active") return { dropped: "gone" };
  const openAt = withinHours(person.zone, now, parts.pack.hours);
  return openAt > now ? { again: openAt } : run(person);
}

const calledOf = ({ called, name }: Person): string => called ?? name ?? "-";

/** Each facilitator's day: her note in short, or that there is none; what she noted first. */
function dailyLines(parts: Parts, tasks: FieldTasks, coordinator: Person, day: string): string[] {
  const own = parts.directory.caredFor(coordinator.id, "coordinator");
  const all = own.map((facilitator) => ({ facilitator, note: toldBy(parts, DAILY_FORM, facilitator.id, day).at(-1) }));
  const noted = all.filter(({ note }) => note !== undefined);
  if (noted.length === 0) return [];
  const line = (key: string, data: Record<string, string | number>) =>
    parts.texts.text(coordinator.language, `field:note-${key}`, data);
  const said = noted.slice(0, MOST_SHOWN).map(({ facilitator, note }) => {
    const words = note === undefined ? {} : parts.forms.answersOf(note);
    const visits = toldBy(parts, VISIT_FORM, facilitator.id, day).length;
    const open = tasks.openOf(facilitator.id, day).length;
    const data = { who: calledOf(facilitator), progress: short(words["progress"]), visits, open };
    const obstacle = words["obstacle"];
    return typeof obstacle === "string"
      ? line("day-obstacle", { ...data, obstacle: short(obstacle) })
      : line("day", data);
  });
  const missing = all.length - noted.length;
  return missing > 0 ? [...said, line("missing", { count: missing })] : said;
}

/** Each coordinator's facilitators in a line: notes, visits and what is open. */
function weeklyLines(parts: Parts, tasks: FieldTasks, manager: Person, day: string): string[] {
  const from = mondayOf(addDays(day, -7));
  const to = addDays(from, 6);
  if (!isInUse(parts, from)) return [];
  const inWeek = ({ on }: { on: string }) => on <= to;
  return parts.directory
    .withRole("facilitator")
    .map((one) => ({
      who: calledOf(one),
      notes: toldBy(parts, DAILY_FORM, one.id, from).filter(inWeek).length,
      visits: toldBy(parts, VISIT_FORM, one.id, from).filter(inWeek).length,
      open: tasks.openOf(one.id, day).length,
    }))
    .sort((a, b) => b.open - a.open)
    .slice(0, 2 * MOST_SHOWN)
    .map((data) => parts.texts.text(manager.language, "field:note-week-line", data));
}
