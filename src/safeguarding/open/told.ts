import { formatDateShort } from "../../flow/understand/index.ts";
import { dateIn } from "../../zones.ts";
import { reachedAt } from "../rules/deadlines.ts";
import { CLOCKS, isOwed, spanOf } from "./clock.ts";
import { type Complaint, standingOf, ticketOf } from "./complaint.ts";
import { nameOf, type Parts } from "./parts.ts";
import type { Entry } from "./store.ts";

/** `K0012 baru`, as it stands in a list. */
export const labelOf = (parts: Parts, complaint: Complaint, lang: string): string =>
  `${ticketOf(complaint.no)} ${parts.texts.text(lang, `keluhan:standing.${standingOf(complaint)}`)}`;

/** For the staff: what it is about, everything that was written and done, and what it is owed next. */
export function forStaffToRead(parts: Parts, complaint: Complaint, lang: string): string {
  const entries = parts.store.entries(complaint.no);
  const about = parts.texts.text(lang, "keluhan:about", {
    category: parts.texts.text(lang, `keluhan:category.${complaint.category}`),
  });
  const owed = CLOCKS.find((kind) => isOwed(kind, complaint));
  const told = [about, ...entries.map((entry) => paragraph(parts, entry, lang))];
  if (owed === undefined) return told.join("\n\n");
  const due = reachedAt(spanOf(owed), clockFrom(complaint, entries), 100, parts.calendar) - 1;
  const date = formatDateShort(dateIn(parts.calendar.zone, due));
  return [...told, parts.texts.text(lang, `keluhan:owed.${owed}`, { date })].join("\n\n");
}

/** For herself: what she told and what she was answered, and nothing of how it was dealt with among the staff. */
export const forHerToRead = (parts: Parts, { no }: Complaint, lang: string): string =>
  parts.store
    .entries(no)
    .filter(({ kind }) => kind !== "size" && kind !== "step")
    .map((entry) => paragraph(parts, entry, lang))
    .join("\n\n");

function paragraph(parts: Parts, { kind, byPerson, what, text, at }: Entry, lang: string): string {
  const say = (key: string, data: Record<string, string> = {}) => parts.texts.text(lang, `keluhan:${key}`, data);
  const done = what === null ? "" : say(kind === "size" ? `size.${what}.label` : `step.${what}`);
  const date = formatDateShort(dateIn(parts.calendar.zone, at));
  return say(`entry.${kind}`, { date, who: nameOf(parts, byPerson, lang), done, text: text ?? say("nothing") });
}

/** When its clock began: when it was told, or told again after an answer. */
function clockFrom({ openedAt }: Complaint, entries: readonly Entry[]): number {
  const answered = entries.findLastIndex(({ kind }) => kind === "answer");
  const again = entries.slice(answered + 1).find(({ kind }) => kind === "told");
  return again?.at ?? openedAt;
}
