import { DAY } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Role } from "../../flow/definition.ts";
import type { Person } from "../../people/person.ts";
import { instantOf, withinHours } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import { toldEnough } from "../told-enough.ts";
import { INVITE, UNREACHABLE } from "./asked.ts";
import { isHerWeek, takesPart } from "./expected.ts";
import { handOver, silenceOf } from "./hand-over.ts";
import { type InvitationFacts, invitationStep } from "./invitation.ts";
import { missingOf } from "./kader-round.ts";
import type { SilenceStep } from "./silence.ts";
import { lastDateFor, type Week } from "./week.ts";

type Result = ReturnType<DutyHandler["run"]>;

/** An invitation of a role to its weekly report. */
type Invitation = {
  role: Role;
  flow: string;
  /** Nothing is left to report. */
  reported(parts: Parts, person: Person, week: Week): boolean;
  silence(parts: Parts, person: Person, week: Week): SilenceStep;
  /** It is about her own part in the programme, which may have ended since it was planned. */
  own: boolean;
};

const never = (): SilenceStep => "invite";

/** By kind of the duty. */
const INVITATIONS: Record<string, Invitation> = {
  [INVITE]: {
    role: "beneficiary",
    flow: "weekly-report",
    reported: ({ reports }, { id }, week) => reports.has(id, week, "beneficiary"),
    silence: silenceOf,
    own: true,
  },
  "kader-report.invite": {
    role: "kader",
    flow: "kader-report",
    reported: (parts, { id }, week) => missingOf(parts, id, week).length === 0,
    silence: never,
    own: false,
  },
  "facilitator-report.invite": {
    role: "facilitator",
    flow: "facilitator-report",
    reported: ({ reports, members }, { id }, week) =>
      reports.has(id, week, "facilitator") || members.ofFacilitator(id).every((m) => m.since > week),
    silence: never,
    own: false,
  },
};

/** The duties that begin the weekly reports. */
export function inviteDuties(parts: Parts): Record<string, DutyHandler> {
  const handlers = Object.entries(INVITATIONS).map(([kind, invitation]): [string, DutyHandler] => [
    kind,
    { run: (data, context) => run(parts, invitation, String(data["week"]), context) },
  ]);
  return Object.fromEntries(handlers);
}

function run(parts: Parts, invitation: Invitation, week: Week, context: DutyContext): Result {
  const { now } = context;
  const person = context.personId === null ? undefined : parts.people.person(context.personId);
  if (person === undefined) return { dropped: "gone" };
  const step = invitationStep(factsOf(parts, invitation, person, week, now));
  switch (step.do) {
    case "drop":
      return { dropped: step.why };
    case "later":
      return { again: withinHours(person.zone, step.at, parts.pack.hours) };
    case "tomorrow":
      return tomorrow(parts, person, week, now, "too many");
    case "hand-over":
      return handOver(parts, person, week, context);
    case "invite":
      if (context.begin(person.id, invitation.flow, { week }, { as: "initiated" })) return "done";
      return tomorrow(parts, person, week, now, UNREACHABLE);
  }
}

/** The same time of the next day, as long as the week may still be asked for. */
function tomorrow({ pack }: Parts, { zone }: Person, week: Week, now: number, otherwise: string): Result {
  const last = instantOf(zone, lastDateFor(week), pack.hours.to);
  return now + DAY < last ? { again: withinHours(zone, now + DAY, pack.hours) } : { dropped: otherwise };
}

function factsOf(parts: Parts, invitation: Invitation, person: Person, week: Week, now: number): InvitationFacts {
  const { directory, members, pack } = parts;
  return {
    now,
    takesPart:
      person.status === "active" &&
      person.roles.includes(invitation.role) &&
      (!invitation.own || takesPart(parts, person.id)),
    herWeek: !invitation.own || isHerWeek(parts, person.id, week),
    unwilling: directory.hasOptedOut(person.id, "reports") || members.refusesReports(person.id),
    reported: invitation.reported(parts, person, week),
    silence: invitation.silence(parts, person, week),
    hasPhone: members.hasPhone(person.id),
    openAt: withinHours(person.zone, now, pack.hours),
    heardAt: members.heardAt(person.id),
    tooMany: toldEnough(parts, person, now),
  };
}
