import { z } from "zod";
import { type Action, action, type DutyHandler } from "../../../conversation/module.ts";
import { RukunError } from "../../../errors.ts";
import { formatDate, formatDateShort } from "../../../flow/understand/index.ts";
import { dateIn, mondayOf, withinHours } from "../../../zones.ts";
import type { ProgrammePart } from "../../compose.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { packFor, whichArgs } from "../which.ts";
import { calledOf } from "../whom.ts";
import { OVERDUE, REMIND, startCalendar } from "./calendar.ts";
import { CalendarStore, type Task } from "./store.ts";

/** The weeks of making it known: reminders, and what is overdue. The tasks themselves stand in TUGAS. */
export function calendarPart(parts: Parts): ProgrammePart & { letGo(personId: string): void } {
  const store = new CalendarStore(parts.db.sqlite);
  return {
    actions: { "calendar.start": start(parts, store) },
    duties: { [REMIND]: remind(parts, store), [OVERDUE]: overdue(parts, store) },
    letGo: (personId) => store.letGo(personId),
  };
}

/** A line a task, with the day until which it is to be done. */
function linesOf({ texts }: Parts, language: string, tasks: readonly Task[]): string {
  const line = (key: string, data: Record<string, string | number>) => texts.text(language, `calendar:${key}`, data);
  const shown = tasks
    .slice(0, SOCIALISATION.tasksListed)
    .map(({ what, due }) => line("one", { what, due: formatDateShort(due) }));
  const left = tasks.length - shown.length;
  return [...shown, ...(left > 0 ? [line("more", { left })] : [])].join("\n");
}

function start(parts: Parts, store: CalendarStore): Action {
  return action({
    args: z.object({ ...whichArgs, from: z.string(), sure: z.string() }),
    outcomes: ["begun", "already", "none", "not-sure"],
    gives: ["monday", "tasks"],
    writes: true,
    run: ({ from, sure, ...which }, { person, now, newId }) => {
      const pack = packFor(parts, which);
      const monday = formatDate(store.begunOn(pack.id) ?? mondayOf(from));
      if (sure !== "yes") return { outcome: "not-sure", data: { monday, tasks: 0 } };
      try {
        const given = { from, by: person.id, now, newId };
        const begun = startCalendar({ ...parts, store }, pack, given);
        return { outcome: "begun", data: { monday: formatDate(begun.monday), tasks: begun.tasks } };
      } catch (error) {
        if (!(error instanceof RukunError)) throw error;
        return { outcome: error.code === "calendar.begun" ? "already" : "none", data: { monday, tasks: 0 } };
      }
    },
  });
}

function remind(parts: Parts, store: CalendarStore): DutyHandler {
  return {
    run: ({ programme, week }, { personId, now, tell }) => {
      const person = personId === null ? undefined : parts.people.person(personId);
      if (person === undefined || person.status !== "active") return { dropped: "gone" };
      const openAt = withinHours(person.zone, now, parts.main.hours);
      if (openAt > now) return { again: openAt };
      // Of this programme: another one that runs beside it reminds of its own.
      const tasks = store.openOf(person.id).filter((task) => task.programme === programme && task.week <= String(week));
      if (tasks.length === 0) return { dropped: "done" };
      const lines = linesOf(parts, person.language, tasks);
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
