import type { Keeper } from "../../conversation/keeper.ts";
import { formatDate } from "../../flow/understand/index.ts";
import { dateIn } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import type { Applications } from "./joining/store.ts";

/** What is kept of her registrations; questions, tasks and times are let go of by the parts that have them. */
export function keeperOf(
  { texts, main }: Parts,
  applications: Applications,
  others: readonly { letGo(personId: string): void }[],
): Keeper {
  return {
    name: "applications",
    dataOf: (personId, language) => {
      const hers = applications.of(personId);
      if (hers.length === 0) return undefined;
      const lines = hers.map(({ at, state }) =>
        texts.text(language, "joining:kept", {
          date: formatDate(dateIn(main.zone, at)),
          state: texts.text(language, `joining:state.${state}`),
        }),
      );
      const data = hers.map(({ programme, at, state, answers, reason }) => ({ programme, at, state, answers, reason }));
      return { short: lines, whole: lines, data };
    },
    stays: () => undefined,
    letGo: (personId) => {
      applications.letGo(personId);
      for (const one of others) one.letGo(personId);
    },
  };
}
