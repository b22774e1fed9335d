import { z } from "zod";
import { type Action, action, type DutyHandler, type HearContext } from "../../../conversation/module.ts";
import { RukunError } from "../../../errors.ts";
import { formatDate, formatDateShort, normalise } from "../../../flow/understand/index.ts";
import { dateIn, mondayOf, withinHours } from "../../../zones.ts";
import type { ProgrammePart } from "../../compose.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { calledOf } from "../whom.ts";
import { catchUp, OVERDUE, REMIND, startCalendar } from "./calendar.ts";
import { CalendarStore, type Task } from "./store.ts";

/** The weeks of making it known: TUGAS, "selesai 2", reminders, and what is overdue. */
export function calendarPart(parts: Parts): ProgrammePart & { letGo(personId: string): void } {
  const store = new CalendarStore(parts.db.sqlite);
  return {
    actions: { "calendar.mine": mine(parts, store), "calendar.start": start(parts, store) },
    duties: { [REMIND]: remind(parts, store), [OVERDUE]: overdue(parts, store) },
    hear: (heard, context) =>
      heard.kind === "text" && finish(parts, store, heard.text, context) ? "taken" : undefined,
    letGo: (personId) => store.letGo(personId),
  };
}

/** Numbered lines: a task with the day until which it is to be done. */
function linesOf({ texts }: Parts, language: string, tasks: readonly Task[]): string {
  const line = (key: string, data: Record<string, string | number>) => texts.text(language, `calendar:${key}`, data);
  const shown = tasks
    .slice(0, SOCIALISATION.tasksListed)
    .map(({ what, due }, at) => line("one", { no: at + 1, what, due: formatDateShort(due) }));
  const left = tasks.length - shown.length;
  return [...shown, ...(left > 0 ? [line("more", { left })] : [])].join("\n");
}

function mine(parts: Parts, store: CalendarStore): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "none"],
    gives: ["lines"],
    run: (_, { person, today, newId }) => {
      catchUp(store, parts.packs.values(), person, today, newId);
      const tasks = store.openOf(person.id);
      return { outcome: tasks.length === 0 ? "none" : "ok", data: { lines: linesOf(parts, person.language, tasks) } };
    },
  });
}

function start(parts: Parts, store: CalendarStore): Action {
  return action({
    args: z.object({ from: z.string(), sure: z.string() }),
    outcomes: ["begun", "already", "none", "not-sure"],
    gives: ["monday", "tasks"],
    writes: true,
    run: ({ from, sure }, { person, now, newId }) => {
      const monday = formatDate(store.begunOn(parts.main.id) ?? mondayOf(from));
      if (sure !== "yes") return { outcome: "not-sure", data: { monday, tasks: 0 } };
      try {
        const given = { from, by: person.id, now, newId };
        const begun = startCalendar({ ...parts, store }, parts.main, given);
        return { outcome: "begun", data: { monday: formatDate(begun.monday), tasks: begun.tasks } };
      } catch (error) {
        if (!(error instanceof RukunError)) throw error;
        return { outcome: error.code === "calendar.begun" ? "already" : "none", data: { monday, tasks: 0 } };
      }
    },
  });
}

/** "selesai 2": the second of the open ones, as TUGAS shows them. What is left is shown anew, since the numbers move. */
function finish(parts: Parts, store: CalendarStore, text: string, { person, now, tell }: HearContext): boolean {
  const said = /^(\S+) (\d{1,2})$/.exec(normalise(text));
  if (said === null || !parts.texts.words(person.language, "words:done").includes(said[1] ?? "")) return false;
  const tasks = store.openOf(person.id);
  if (tasks.length === 0) return false;
  const task = tasks[Number(said[2]) - 1];
  const lines = () => linesOf(parts, person.language, store.openOf(person.id));
  if (task === undefined) {
    tell(person.id, "calendar:no-such", { no: Number(said[2]), lines: lines() });
    return true;
  }
  store.done(task.id, now);
  const left = lines();
  tell(person.id, left === "" ? "calendar:all-done" : "calendar:done", { what: task.what, lines: left });
  return true;
}

function remind(parts: Parts, store: CalendarStore): DutyHandler {
  return {
    run: ({ week }, { personId, now, tell }) => {
      const person = personId === null ? undefined : parts.people.person(personId);
      if (person === undefined || person.status !== "active") return { dropped: "gone" };
      const openAt = withinHours(person.zone, now, parts.main.hours);
      if (openAt > now) return { again: openAt };
      const tasks = store.openOf(person.id);
      if (!tasks.some((task) => task.week <= String(week))) return { dropped: "done" };
      const lines = linesOf(
        parts,
        person.language,
        tasks.filter((task) => task.week <= String(week)),
      );
      tell(person.id, "calendar:remind", { called: calledOf(person), lines }, { as: "initiated" });
      return "done";
    },
  };
}

function overdue(parts: Parts, store: CalendarStore): DutyHandler {
  return {
    run: ({ programme }, { personId, now, tell }) => {
      const person = personId === null ? undefined : parts.people.person(personId);
      if (person === undefined || person.status !== "active") return { dropped: "gone" };
      const openAt = withinHours(person.zone, now, parts.main.hours);
      if (openAt > now) return { again: openAt };
      const late = store.overdue(String(programme), dateIn(person.zone, now));
      if (late.length === 0) return { dropped: "nothing" };
      const { language } = person;
      const line = (key: string, data: Record<string, string | number>) =>
        parts.texts.text(language, `calendar:${key}`, data);
      const shown = late.slice(0, SOCIALISATION.tasksListed).map(({ what, due, ownerId }) => {
        const who = ownerId === null ? line("nobody", {}) : calledOf(parts.people.person(ownerId));
        return line("late", { what, who, due: formatDateShort(due) });
      });
      const left = late.length - shown.length;
      const lines = [...shown, ...(left > 0 ? [line("more", { left })] : [])].join("\n");
      tell(person.id, "calendar:overdue", { called: calledOf(person), lines }, { as: "initiated" });
      return "done";
    },
  };
}
