import { DAY } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import { addDays, instantOf, withinHours } from "../../zones.ts";
import { formsFor, type Offered, whomFor } from "../forms/access.ts";
import { formKind } from "../forms/data.ts";
import type { Parts } from "../parts.ts";
import { toldEnough } from "../told-enough.ts";
import { type InvitationFacts, invitationStep } from "../weekly/invitation.ts";
import { beganFor } from "./callable.ts";
import { ANSWERED_BEFORE_DAYS, CALL_WITHIN_DAYS, MORNING } from "./limits.ts";
import { type Calling, callingForms } from "./planning.ts";

type Result = ReturnType<DutyHandler["run"]>;

/** Asks somebody to fill in a form: herself, or who looks after her where she has no phone. */
export function callDuty(parts: Parts): DutyHandler {
  const calling = callingForms(parts);
  return {
    run: ({ programme, form, on }, context) => {
      const one = calling.find((known) => known.programme === programme && known.form.id === form);
      const person = context.personId === null ? undefined : parts.people.person(context.personId);
      if (one === undefined || person === undefined) return { dropped: "gone" };
      return call(parts, one, person, String(on), context);
    },
  };
}

function call(
  parts: Parts,
  { programme, form, call }: Calling,
  person: Person,
  on: string,
  context: DutyContext,
): Result {
  const teller = form.about === "work" ? person : tellerOf(parts, { programme, form }, person);
  if (teller === undefined) return { dropped: "no phone" };
  const { now } = context;
  const kind = formKind(form.id);
  const from = addDays(on, -ANSWERED_BEFORE_DAYS);
  const answered = parts.events
    .all({ programme, kind, from, ...(form.about === "member" ? { personId: person.id } : {}) })
    .some(({ by }) => form.about === "member" || by === person.id);
  const facts: InvitationFacts = {
    now,
    takesPart: person.status === "active" && beganFor(parts, programme, form, call, person) !== undefined,
    unwilling: parts.directory.hasOptedOut(person.id, "reports") || parts.members.refusesReports(person.id),
    reported: answered,
    silence: "invite",
    herWeek: true,
    hasPhone: parts.members.hasPhone(teller.id),
    openAt: withinHours(teller.zone, now, parts.main.hours),
    heardAt: parts.members.heardAt(teller.id),
    tooMany: toldEnough(parts, teller, now),
  };
  const step = invitationStep(facts);
  const tomorrow = (otherwise: string): Result => {
    const last = instantOf(teller.zone, addDays(on, CALL_WITHIN_DAYS), MORNING);
    return now + DAY < last ? { again: withinHours(teller.zone, now + DAY, parts.main.hours) } : { dropped: otherwise };
  };
  switch (step.do) {
    case "drop":
      return { dropped: step.why };
    case "later":
      return { again: withinHours(teller.zone, step.at, parts.main.hours) };
    case "tomorrow":
      return tomorrow("too many");
    default: {
      const about = form.about === "work" ? {} : { member: person.id };
      const data = { form: form.id, "of-programme": programme, why: call.say, ...about };
      return context.begin(teller.id, "form", data, { as: "initiated" }) ? "done" : tomorrow("unreachable");
    }
  }
}

/** Whom the form is asked from: herself where she can, else her kader or facilitator. */
function tellerOf(parts: Parts, { programme, form }: Offered, person: Person): Person | undefined {
  const offered = (one: Person) =>
    formsFor(parts, one).some((known) => known.programme === programme && known.form.id === form.id);
  if (parts.members.hasPhone(person.id))
    return offered(person) && whomFor(parts, { programme, form }, person).self ? person : undefined;
  return (["kader", "facilitator"] as const)
    .flatMap((kind) => parts.directory.carers(person.id, kind))
    .flatMap(({ id }) => parts.people.person(id) ?? [])
    .find((one) => offered(one) && whomFor(parts, { programme, form }, one).others.some(({ id }) => id === person.id));
}
