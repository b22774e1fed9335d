import type { Keeper } from "../../conversation/keeper.ts";
import { dateIn } from "../../zones.ts";
import { type Complaint, standingOf, ticketOf } from "./complaint.ts";
import type { Parts } from "./parts.ts";
import { forHerToRead } from "./told.ts";

/** Open complaints bear her name, so her rights reach them. What was told in confidence is found by nobody, nor here. */
export function complaintKeeper(parts: Parts): Keeper {
  const { store, texts, calendar } = parts;
  const line = (complaint: Complaint, lang: string) =>
    texts.text(lang, "keluhan:data.line", {
      ticket: ticketOf(complaint.no),
      date: dateIn(calendar.zone, complaint.openedAt),
      standing: texts.text(lang, `keluhan:standing.${standingOf(complaint)}`),
    });
  return {
    name: "complaints",
    dataOf: (personId, lang) => {
      const hers = store.ofPerson(personId);
      if (hers.length === 0) return undefined;
      return {
        short: [texts.text(lang, "keluhan:data.count", { count: hers.length })],
        whole: hers.flatMap((one) => [line(one, lang), forHerToRead(parts, one, lang), ""]),
        data: hers.map((one) => ({
          ticket: ticketOf(one.no),
          category: one.category,
          openedAt: new Date(one.openedAt).toISOString(),
          standing: standingOf(one),
          written: store
            .entries(one.no)
            .filter(({ kind }) => kind !== "size" && kind !== "step")
            .map(({ kind, text, at }) => ({ kind, text, at: new Date(at).toISOString() })),
        })),
      };
    },
    stays: () => undefined,
    letGo: (personId, { now }) => store.erase(personId, now),
  };
}
