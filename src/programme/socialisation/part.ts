import { compose, type ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { calendarPart } from "./calendar/part.ts";
import { CalendarStore } from "./calendar/store.ts";
import { campaignPart } from "./campaign/part.ts";
import { faqPart } from "./faq/part.ts";
import { fraudPart } from "./fraud/part.ts";
import { joiningPart } from "./joining/part.ts";
import { keeperOf } from "./keeper.ts";
import { slotsPart } from "./slots/part.ts";
import { Slots } from "./slots/store.ts";
import { whichAction } from "./which.ts";
import { BEGIN, beginDuty } from "./whom.ts";

/** A programme is made known: questions, campaigns, the calendar's tasks, joining, times for a talk, and fraud. */
export function socialisationPart(parts: Parts): ProgrammePart {
  const [calendar, faq, slots, joining] = [calendarPart(parts), faqPart(parts), slotsPart(parts), joiningPart(parts)];
  const { sqlite } = parts.db;
  const begun = new CalendarStore(sqlite);
  const whose = {
    applications: joining.store,
    slots: new Slots(sqlite),
    begunOn: (programme: string) => begun.begunOn(programme),
  };
  const work: ProgrammePart = {
    actions: { "socialisation.which": whichAction(parts, whose) },
    duties: { [BEGIN]: beginDuty(parts) },
    keeper: keeperOf(parts, joining.store, [calendar, faq, slots]),
  };
  const campaign = campaignPart(parts);
  return compose("socialisation", { work, calendar, faq, campaign, joining, slots, fraud: fraudPart(parts) });
}
