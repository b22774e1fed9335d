import type { Keeper } from "../../conversation/keeper.ts";
import { dateIn } from "../../zones.ts";
import { type Complaint, standingOf, ticketOf } from "./complaint.ts";
import { nameOf, type Parts, readersNow } from "./parts.ts";
import { forHerToRead } from "./told.ts";

/** Names in one sentence; the others are counted. */
const MOST_NAMES = 5;

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
    seenBy: (personId, lang) => {
      const readers = new Set(store.ofPerson(personId).flatMap((one) => readersNow(parts, one)));
      if (readers.size === 0) return [];
      const names = [...readers].map((id) => nameOf(parts, id, lang));
      const more = names.length - MOST_NAMES;
      const others = more > 0 ? [texts.text(lang, "keluhan:data.more", { count: more })] : [];
      return [texts.text(lang, "keluhan:data.seen", { names: [...names.slice(0, MOST_NAMES), ...others].join(", ") })];
    },
    stays: () => undefined,
    letGo: (personId, { now }) => store.erase(personId, now),
  };
}
