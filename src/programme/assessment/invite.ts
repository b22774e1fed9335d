import type { DutyHandler } from "../../conversation/module.ts";
import { withinHours } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import type { Imported } from "./imported.ts";

/** Kind of the duty that asks somebody from a list, where Rukun may write first. */
export const CONFIRM = "assessment.confirm";
export const CONFIRM_FLOW = "assessment-confirm";

/** She is asked once, whatever list she stands in. */
export const confirmKey = (personId: string): string => `${CONFIRM}:${personId}`;

/** A kind first message, inside the hours; where nobody may be written to first, she is asked when she writes. */
export function confirmDuty(parts: Parts, imported: Imported): DutyHandler {
  return {
    run: (_, { personId, now, begin }) => {
      const person = personId === null ? undefined : parts.people.person(personId);
      const waits = personId === null ? undefined : imported.waiting(personId);
      if (person?.status !== "active" || waits === undefined || waits.askedAt !== null)
        return { dropped: "nothing to ask" };
      const openAt = withinHours(person.zone, now, parts.pack.hours);
      if (openAt > now) return { again: openAt };
      if (!begin(person.id, CONFIRM_FLOW, {}, { as: "initiated" })) return { dropped: "unreachable" };
      imported.asked(person.id, now);
      return "done";
    },
  };
}
