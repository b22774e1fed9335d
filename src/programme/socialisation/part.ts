import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { campaignPart } from "./campaign/part.ts";
import { faqPart } from "./faq/part.ts";
import { BEGIN, beginDuty } from "./whom.ts";

/** A programme is made known: questions, campaigns, the calendar's tasks, joining, times for a talk, and fraud. */
export function socialisationPart(parts: Parts): ProgrammePart {
  const { letGo: _, ...faq } = faqPart(parts);
  const { campaigns: __, ...campaign } = campaignPart(parts);
  return {
    ...faq,
    actions: { ...faq.actions, ...campaign.actions },
    duties: { [BEGIN]: beginDuty(parts), ...campaign.duties },
    plan: (now) => {
      faq.plan?.(now);
      campaign.plan?.(now);
    },
  };
}
