import { z } from "zod";
import { type Action, type ActionContext, action } from "../../conversation/module.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import { CALL_DONE, CALL_OUTCOMES } from "../events/kinds/field.ts";
import { FieldTasks } from "../field/field-tasks.ts";
import { modeOf } from "../forms/access.ts";
import type { Parts } from "../parts.ts";
import { Moves } from "../tasks/moves.ts";

const CALLED = "field.called";

const nameOf = (person: Person | undefined): string => person?.called ?? person?.name ?? "-";

/** What the flow `call-back` does: what came of calling or visiting somebody who waits for it. */
export function outcomeActions(parts: Parts): Record<string, Action> {
  return { "call-back.open": open(parts), "call-back.keep": keep(parts) };
}

/** The one that waits for her to be called; undefined: it is done, or somebody else's. */
const waitingFor = ({ tasks }: Parts, { id, roles }: Person, ticket: string) =>
  tasks
    .waitingFor(id, { alsoNobodys: roles.includes("coordinator") })
    .find((one) => one.id === ticket && one.kind === "callback");

function open(parts: Parts): Action {
  return action({
    args: z.object({ ticket: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["who", "place", "tries", "last"],
    run: ({ ticket }, { person }) => {
      const found = waitingFor(parts, person, ticket);
      const her = found === undefined ? undefined : parts.people.person(found.personId);
      if (found === undefined || her === undefined) return { outcome: "gone" };
      const from = dateIn(person.zone, found.openedAt);
      const tried = parts.events.all({ kind: CALLED, personId: her.id, from });
      const last = tried.at(-1)?.on;
      const data = { who: nameOf(her), place: her.village ?? "-", tries: tried.length };
      return { outcome: "ok", data: last === undefined ? data : { ...data, last: formatDate(last) } };
    },
  });
}

function keep(parts: Parts): Action {
  const moves = new Moves(parts.db.sqlite);
  const field = new FieldTasks(parts.db.sqlite);
  return action({
    args: z.object({
      ticket: z.string(),
      outcome: z.enum(CALL_OUTCOMES),
      did: z.enum(CALL_DONE).nullish(),
      until: z.string().nullish(),
    }),
    outcomes: ["done", "visit", "again", "gone"],
    gives: ["date"],
    writes: true,
    run: ({ ticket, outcome, did, until }, context) => {
      const { person, now, today, source } = context;
      const found = waitingFor(parts, person, ticket);
      if (found === undefined) return { outcome: "gone", data: { date: "" } };
      const { personId } = found;
      const data = { outcome, ...(did == null ? {} : { did }) };
      const programme = record(parts, personId, data, context);
      if (outcome === "reached") {
        parts.tasks.close(ticket, now);
        if (did !== "visit") return { outcome: "done", data: { date: "" } };
        const helperId = parts.members.facilitatorOf(personId) ?? person.id;
        const visit = { key: `call:${ticket}`, programme, helperId, personId, openedAt: now, dueOn: today } as const;
        field.open({ ...visit, kind: "revisit" });
        return { outcome: "visit", data: { date: "" } };
      }
      const again = until ?? today;
      const reason = parts.texts.text(person.language, `call-back:outcome.options.${outcome}.label`);
      moves.add({ key: `ticket:${ticket}`, helperId: person.id, personId, until: again, reason, source, at: now });
      return { outcome: "again", data: { date: formatDate(again) } };
    },
  });
}

/** Each try is an event of its own; the programme that it was told in. */
function record(
  parts: Parts,
  personId: string,
  data: Record<string, string>,
  { person, now, today, source }: ActionContext,
): string {
  const hers = parts.enrolments.of(personId).filter(({ as }) => as === "beneficiary");
  const programme = hers.length === 1 ? (hers[0]?.programme ?? parts.main.id) : parts.main.id;
  const { village = null } = parts.people.person(personId) ?? {};
  const told = { mode: modeOf(parts, person, personId), by: person.id, on: today, at: now, source };
  parts.events.record({ programme, kind: CALLED, personId, village, ...told, data });
  return programme;
}
