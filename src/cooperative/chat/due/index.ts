import type { DutyHandler } from "../../../conversation/module.ts";
import { disputeDuties } from "./disputes.ts";
import { eveningDuties } from "./evening.ts";
import { lapseDuties } from "./lapse.ts";
import { meetingDuties } from "./meetings.ts";
import { noticeDuties } from "./notice.ts";
import type { DueParts } from "./parts.ts";

export type { DueParts } from "./parts.ts";
export { DayPlanning } from "./planning.ts";

/** Everything of the cooperative's books that falls due by itself and speaks to people, by kind. */
export const dayDuties = (parts: DueParts): Record<string, DutyHandler> => ({
  ...noticeDuties(parts),
  ...disputeDuties(parts),
  ...lapseDuties(parts),
  ...meetingDuties(parts),
  ...eveningDuties(parts),
});
