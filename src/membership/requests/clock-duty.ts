import { DAY, HOUR } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Role } from "../../flow/definition.ts";
import type { Person } from "../../people/person.ts";
import { withinHours } from "../../zones.ts";
import { nameOf, type Parts } from "../parts.ts";
import { STEPS, type Step, stepAt, timesOf } from "./clock.ts";
import { numberOf, type RightsRequest } from "./store.ts";

/** However long the machine was off, what is overdue is told when it is back. */
const KEPT = 60 * DAY;
/** Where nobody could be told, it is tried again. */
const NOBODY_AGAIN = 2 * HOUR;

/** Who is told first; the next ones where there is none who can be reached. */
const TOLD: Record<"remind" | "overdue", readonly Role[]> = {
  remind: ["coordinator", "manager", "admin"],
  overdue: ["manager", "admin", "coordinator"],
};

/** Makes the rows of a request's clock, each told once. */
export function planClock(parts: Parts, request: Pick<RightsRequest, "no" | "openedAt">): void {
  const zone = parts.directory.withRole("coordinator")[0]?.zone ?? parts.pack.zone;
  const times = timesOf(request.openedAt, zone, parts.pack.hours);
  for (const step of STEPS) {
    const key = `rights.clock:${request.no}:${step}`;
    const data = { no: request.no, step };
    const dueAt = times[step];
    parts.duties.plan({ key, kind: "rights.clock", personId: null, data, dueAt, expiresAt: dueAt + KEPT });
  }
}

/** Nobody may forget a request: the coordinators are reminded, then the managers told. After downtime once, of the newest. */
export function clockDuty(parts: Parts): DutyHandler {
  return {
    run: (data, context) => {
      const request = parts.requests.byNo(Number(data["no"]));
      const step = STEPS.find((one) => one === data["step"]);
      if (request === undefined || step === undefined || request.doneAt !== null) return { dropped: "answered" };
      if (isOvertaken(request, step, context.now)) return { dropped: "overtaken" };
      const what = step === "overdue" ? "overdue" : "remind";
      const openAt = Math.min(
        ...peopleOf(parts, what).map((one) => withinHours(one.zone, context.now, parts.pack.hours)),
      );
      if (Number.isFinite(openAt) && openAt > context.now) return { again: openAt };
      return tellOf(parts, request, what, context) ? "done" : { again: context.now + NOBODY_AGAIN };
    },
  };
}

function isOvertaken({ openedAt }: RightsRequest, step: Step, now: number): boolean {
  const newest = stepAt(openedAt, now);
  return newest !== undefined && STEPS.indexOf(newest) > STEPS.indexOf(step);
}

/** Everybody who has the first of the roles that anybody has. */
function peopleOf(parts: Parts, what: "remind" | "overdue", from = 0): Person[] {
  for (const role of TOLD[what].slice(from)) {
    const people = parts.directory.withRole(role).filter(({ status }) => status === "active");
    if (people.length > 0) return people;
  }
  return [];
}

/** Of a reminder all of one role hear, and of the next role where none of them can be reached. */
function tellOf(parts: Parts, request: RightsRequest, what: "remind" | "overdue", { tell, now }: DutyContext): boolean {
  const who = nameOf(parts, parts.people.person(request.personId));
  const days = Math.max(1, Math.floor((now - request.openedAt) / DAY));
  const given = { number: numberOf(request.no), who, days };
  for (const [from] of TOLD[what].entries()) {
    const told = peopleOf(parts, what, from).filter(({ id }) =>
      tell(id, `membership:request.${what}`, given, { as: "initiated" }),
    );
    if (told.length > 0) return true;
  }
  return false;
}

/** She is told what was done, in her hours; nothing else reminds of it, so it is tried for two weeks. */
export function answerDuty(parts: Parts): DutyHandler {
  return {
    run: (data, { tell, now }) => {
      const request = parts.requests.byNo(Number(data["no"]));
      if (request?.answer == null) return { dropped: "erased" };
      const person = parts.people.person(request.personId);
      const given = {
        called: nameOf(parts, person),
        number: numberOf(request.no),
        answer: request.answer,
        by: nameOf(parts, parts.people.person(request.doneBy ?? "")),
      };
      return tell(request.personId, "membership:request.done", given, { as: "reply" }) ? "done" : { again: now + DAY };
    },
  };
}

export function planAnswer(parts: Parts, { no, personId }: RightsRequest, now: number): void {
  const zone = parts.people.person(personId)?.zone ?? parts.pack.zone;
  const dueAt = withinHours(zone, now, parts.pack.hours);
  const given = { key: `rights.answer:${no}`, kind: "rights.answer", personId, data: { no } };
  parts.duties.plan({ ...given, dueAt, expiresAt: dueAt + 14 * DAY });
}
