import { DAY } from "../../clock.ts";
import type { DutyHandler } from "../../conversation/module.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import { addDays, dateIn, daysBetween, instantOf, withinHours } from "../../zones.ts";
import type { Happened } from "../events/index.ts";
import { linesOf } from "../forms/shown.ts";
import type { Form } from "../pack/index.ts";
import type { Parts } from "../parts.ts";
import { toldEnough } from "../told-enough.ts";
import { MORNING, REMINDER_LINES } from "./limits.ts";

/** Kind of the duty that reminds of a date in a form. */
export const REMIND = "form.remind";

/** A form that was just filled in: whoever told it is reminded before each of its dates. */
export function planReminders(
  { duties }: Pick<Parts, "duties">,
  { form, event, answers }: { form: Form; event: string; answers: Readonly<Record<string, unknown>> },
  teller: Person,
  now: number,
): void {
  for (const { id, remind = [] } of form.questions) {
    const date = answers[id];
    if (typeof date !== "string") continue;
    for (const days of remind) {
      const dueAt = instantOf(teller.zone, addDays(date, -days), MORNING);
      // What was known when it was written down needs no reminder.
      if (dueAt <= now) continue;
      const data = { event, form: form.id, question: id, days };
      const expiresAt = instantOf(teller.zone, addDays(date, 1), "00:00");
      duties.plan({
        key: `${REMIND}:${event}:${id}:${days}`,
        kind: REMIND,
        personId: teller.id,
        data,
        dueAt,
        expiresAt,
      });
    }
  }
}

/** Tells what was written down and how many days are left. What was corrected or written anew is not reminded of. */
export function remindDuty(parts: Parts): DutyHandler {
  return {
    run: ({ event: id, form: formId, question, days }, { personId, now, tell }) => {
      const person = personId === null ? undefined : parts.people.person(personId);
      const event = parts.events.byId(String(id));
      const form = event && parts.packs.get(event.programme)?.forms.find((one) => one.id === formId);
      if (person?.status !== "active" || event === undefined || form === undefined) return { dropped: "gone" };
      if (!stands(parts, event)) return { dropped: "changed" };
      const openAt = withinHours(person.zone, now, parts.main.hours);
      if (openAt > now) return { again: openAt };
      const answers = parts.forms.answersOf(event);
      const date = String(answers[String(question)]);
      if (toldEnough(parts, person, now))
        return Number(days) > 0
          ? { again: withinHours(person.zone, now + DAY, parts.main.hours) }
          : { dropped: "too many" };
      const lines = linesOf(parts.texts, person.language, form, answers).slice(0, REMINDER_LINES).join("\n");
      const left = daysBetween(dateIn(person.zone, now), date);
      const key = left > 0 ? "forms:date-coming" : "forms:date-today";
      tell(person.id, key, { title: form.name, lines, date: formatDate(date), days: left }, { as: "initiated" });
      return "done";
    },
  };
}

/** It was not taken back or corrected, and the same was not written down anew about the same woman. */
function stands({ events }: Pick<Parts, "events">, { id, programme, kind, on, personId }: Happened): boolean {
  if (personId !== null) return events.last({ programme, kind, personId })?.id === id;
  return events.all({ programme, kind, from: on, to: on }).some((one) => one.id === id);
}
