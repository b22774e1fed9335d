import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { addDays } from "../../zones.ts";
import type { Happened } from "../events/index.ts";
import { formKind } from "../forms/data.ts";
import type { Parts } from "../parts.ts";
import type { FieldTasks } from "./field-tasks.ts";

/** Forms of _base that are filled in after a visit, and each day. */
export const VISIT_FORM = "kunjungan";
export const DAILY_FORM = "harian-pd";
/** How far back visits are looked for that nothing followed from yet. */
const LOOKED_AT_DAYS = 30;

/** What follows from a visit or a day that was written down with a form. */
export function visitActions(parts: Parts, tasks: FieldTasks): Record<string, Action> {
  return { "visit.follow-up": followUp(parts, tasks), "visit.urgent": urgent(parts) };
}

/** What somebody told today with a form, newest last. */
export function toldBy(parts: Parts, form: string, by: string, from: string): Happened[] {
  return [...parts.packs.keys()].flatMap((programme) =>
    parts.events.all({ programme, kind: formKind(form), from }).filter((event) => event.by === by),
  );
}

function followUp(parts: Parts, tasks: FieldTasks): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok"],
    gives: ["visits"],
    writes: true,
    run: (_, { person, now, today }) => {
      let visits = 0;
      for (const visit of toldBy(parts, VISIT_FORM, person.id, addDays(today, -LOOKED_AT_DAYS)))
        if (noteVisit(parts, tasks, visit, person.id, now)) visits += 1;
      return { outcome: "ok", data: { visits } };
    },
  });
}

/** Counts the visit, closes what was to be done about her, and remembers when to come again. False: known. */
function noteVisit(parts: Parts, tasks: FieldTasks, visit: Happened, helperId: string, now: number): boolean {
  const { programme, personId, village, on, mode, by } = visit;
  if (personId === null) return false;
  const source = `form:${visit.id}`;
  const data = { purpose: String(visit.data["purpose"] ?? "other") };
  const event = { programme, kind: "field.visited", personId, village, on, at: now, mode, by, source, data };
  if (parts.events.record(event) === "known") return false;
  tasks.visited(helperId, personId, now);
  const next = visit.data["next"];
  if (typeof next === "string")
    tasks.open({ key: source, programme, helperId, personId, kind: "revisit", openedAt: now, dueOn: next });
  return true;
}

/** Tells the coordinator at once when the day's note says so. */
function urgent(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["told", "no"],
    run: (_, { person, today, tell }) => {
      const note = toldBy(parts, DAILY_FORM, person.id, today).at(-1);
      if (note?.data["urgent"] !== "yes") return { outcome: "no" };
      const words = parts.forms.answersOf(note);
      const told = parts.directory.carers(person.id, "coordinator").filter((coordinator) =>
        tell(
          coordinator.id,
          "field:note-urgent",
          {
            called: coordinator.called ?? coordinator.name ?? "",
            who: person.called ?? person.name ?? "",
            what: short(words["obstacle"] ?? words["progress"]),
          },
          { as: "reply" },
        ),
      );
      return { outcome: told.length > 0 ? "told" : "no" };
    },
  });
}

/** Letters of a note that stand in a message to the coordinator. */
const SHORT = 160;
export const short = (words: unknown): string => {
  const text = typeof words === "string" ? words : "-";
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text;
};
