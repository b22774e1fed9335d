import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { faqPart } from "./faq/part.ts";
import { BEGIN, beginDuty } from "./whom.ts";

/** A programme is made known: questions, campaigns, the calendar's tasks, joining, times for a talk, and fraud. */
export function socialisationPart(parts: Parts): ProgrammePart {
  const { letGo: _, ...faq } = faqPart(parts);
  return { ...faq, duties: { [BEGIN]: beginDuty(parts) } };
}
