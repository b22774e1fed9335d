import type { Keeper } from "../../conversation/keeper.ts";
import type { Json } from "../../flow/session.ts";
import { formatDate } from "../../flow/understand/index.ts";
import { dateIn } from "../../zones.ts";
import type { GraduationParts } from "./parts.ts";
import { lineIn } from "./told.ts";

/** Words about her and her plans are hers to read and go with her; that something was proposed and decided stays. */
export function graduationKeeper(parts: GraduationParts): Keeper {
  const { cases, words, plans, main, texts } = parts;
  return {
    name: "graduation",
    dataOf: (personId, language) => {
      const hers = cases.ofPerson(personId);
      const said = words.about(personId);
      if (hers.length + said.length === 0) return undefined;
      const line = lineIn(texts, language);
      const date = (at: number) => formatDate(dateIn(main.zone, at));
      return {
        short: [line("kept", { count: hers.length })],
        whole: [
          ...hers.map(({ kind, openedAt }) => line(`kept-${kind}`, { date: date(openedAt) })),
          ...said.map((one) => line("kept-words", { date: date(one.at), words: one.words })),
        ],
        data: {
          cases: hers.map(({ programme, kind, openedAt, outcome }) => ({ programme, kind, openedAt, outcome })),
          words: said.map(({ what, words: text, at }) => ({ what, text, at })),
        } satisfies Json,
      };
    },
    stays: () => undefined,
    letGo: (personId, { now }) => {
      words.forget(personId);
      plans.forget(personId);
      for (const { id, closedAt } of cases.ofPerson(personId)) if (closedAt === null) cases.close(id, "gone", now);
    },
  };
}
