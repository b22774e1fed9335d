import type { Module } from "../conversation/module.ts";
import { accessActions } from "./access.ts";
import { callHelper } from "./call-helper.ts";
import { contactActions } from "./contact.ts";
import { eraseDuty } from "./erase.ts";
import { helpActions, helpDuties } from "./help.ts";
import type { MembershipParts, Parts } from "./parts.ts";
import { passOnDuty, voiceToHelper } from "./pass-on.ts";
import { pinActions, pinDuty } from "./pin.ts";
import { newcomerDuty, registerActions } from "./register.ts";
import { requestActions } from "./requests/actions.ts";
import { answerDuty, clockDuty } from "./requests/clock-duty.ts";
import { RightsRequests } from "./requests/store.ts";
import { rightsActions } from "./rights.ts";
import { seenByActions } from "./seen-by.ts";
import { Tickets } from "./tickets.ts";
import { hearWithdrawal } from "./withdrawal.ts";

/** Joining, consent, a person's rights over her data, being written to or not, and asking a human. */
export function membershipModule(given: MembershipParts): Module {
  const parts: Parts = { ...given, tickets: new Tickets(given.db), requests: new RightsRequests(given.db) };
  return {
    name: "membership",
    actions: {
      ...registerActions(parts),
      ...contactActions(parts),
      ...accessActions(parts),
      ...pinActions(parts),
      ...rightsActions(parts),
      ...requestActions(parts),
      ...seenByActions(parts),
      ...helpActions(parts),
    },
    duties: {
      ...helpDuties(parts),
      "help.pass-on": passOnDuty(parts),
      "rights.traces": eraseDuty(parts),
      "rights.clock": clockDuty(parts),
      "rights.answer": answerDuty(parts),
      "membership.newcomer": newcomerDuty(parts),
      "membership.pin-cleared": pinDuty(parts),
    },
    hear: hearWithdrawal(parts),
    voice: voiceToHelper(parts),
    stalled: (personId, flow, step, context) => {
      const helper = parts.people.helperOf(personId);
      if (helper !== undefined && parts.tickets.pending(personId, "stalled") === undefined)
        callHelper(parts, context, personId, helper, { flow, step, kind: "stalled" });
    },
  };
}
