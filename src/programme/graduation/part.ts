import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { alumniActions } from "./actions/alumni.ts";
import { deskActions } from "./actions/desk.ts";
import { followUpActions } from "./actions/follow-up.ts";
import { objectActions } from "./actions/object.ts";
import { ownActions } from "./actions/own.ts";
import { proposeActions } from "./actions/propose.ts";
import { whomAction } from "./actions/whom.ts";
import { LEVELS } from "./duties.ts";
import { graduationDuties } from "./duty-handlers.ts";
import { hearCommand } from "./hear.ts";
import { graduationKeeper } from "./keeper.ts";
import { MonthlyLevels } from "./monthly.ts";
import { graduationParts } from "./parts.ts";

/**
 * Graduation, and what comes after it: told early, proposed with evidence, checked, shown to her, open to objection,
 * decided by two people, followed by checks. Rukun reckons and reminds; it never decides.
 */
export function graduationPart(given: Parts): ProgrammePart {
  const parts = graduationParts(given);
  const levels = new MonthlyLevels(parts);
  return {
    actions: {
      ...ownActions(parts),
      ...proposeActions(parts),
      ...deskActions(parts),
      ...objectActions(parts),
      ...followUpActions(parts),
      ...alumniActions(parts),
      "graduation.whom": whomAction(parts),
    },
    duties: { ...graduationDuties(parts), [LEVELS]: levels.duty() },
    plan: (now) => levels.plan(now),
    hear: (heard, context) => hearCommand(parts, heard, context),
    keeper: graduationKeeper(parts),
  };
}
