import type { Module } from "../conversation/module.ts";
import { contactActions } from "./contact.ts";
import { eraseDuty } from "./erase.ts";
import { callHelper, helpActions, helpDuties } from "./help.ts";
import type { MembershipParts, Parts } from "./parts.ts";
import { passOnDuty, voiceToHelper } from "./pass-on.ts";
import { newcomerDuty, registerActions } from "./register.ts";
import { rightsActions } from "./rights.ts";
import { Tickets } from "./tickets.ts";

/** Joining, consent, a person's rights over her data, being written to or not, and asking a human. */
export function membershipModule(given: MembershipParts): Module {
  const parts: Parts = { ...given, tickets: new Tickets(given.db) };
  return {
    name: "membership",
    actions: { ...registerActions(parts), ...contactActions(parts), ...rightsActions(parts), ...helpActions(parts) },
    duties: {
      ...helpDuties(parts),
      "help.pass-on": passOnDuty(parts),
      "rights.traces": eraseDuty(parts),
      "membership.newcomer": newcomerDuty(parts),
    },
    voice: voiceToHelper(parts),
    stalled: (personId, flow, step, context) => {
      const helper = parts.people.helperOf(personId);
      if (helper !== undefined && parts.tickets.pending(personId, "stalled") === undefined)
        callHelper(parts, context, personId, helper, { flow, step, kind: "stalled" });
    },
  };
}
