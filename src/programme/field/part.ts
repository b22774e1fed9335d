import type { Keeper } from "../../conversation/keeper.ts";
import { formatDate, formatMoney } from "../../flow/understand/index.ts";
import { dateIn } from "../../zones.ts";
import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { digestDuties } from "./digests.ts";
import { FieldTasks } from "./field-tasks.ts";
import { handOverActions, hearReceipt } from "./hand-over-actions.ts";
import { HandOvers } from "./hand-overs.ts";
import { FieldPlanning } from "./planning.ts";
import { hearPrice, priceActions } from "./price-actions.ts";
import { Prices } from "./prices.ts";
import { quizActions } from "./quiz.ts";
import { visitActions } from "./visits.ts";

/** The work in the field: whom to look after, visits, days, receipts, prices, and what staff tell each other. */
export function fieldPart(parts: Parts): ProgrammePart {
  const { sqlite } = parts.db;
  const tasks = new FieldTasks(sqlite);
  const handOvers = new HandOvers(sqlite);
  const prices = new Prices(sqlite);
  const planning = new FieldPlanning(parts, tasks);
  return {
    actions: {
      ...visitActions(parts, tasks),
      ...handOverActions(parts, handOvers),
      ...priceActions(parts, prices),
      ...quizActions(parts),
    },
    duties: digestDuties(parts, tasks),
    plan: (now) => planning.step(now),
    hear: (heard, context) => hearReceipt(parts, handOvers, tasks, heard, context) ?? hearPrice(heard, context),
    keeper: receiptKeeper(parts, handOvers),
  };
}

function receiptKeeper({ texts, main }: Parts, handOvers: HandOvers): Keeper {
  return {
    name: "receipts",
    dataOf: (personId, language) => {
      const hers = handOvers.of(personId);
      if (hers.length === 0) return undefined;
      const lines = hers.map(({ items, amount, at, state }) =>
        texts.text(language, "field:receipt-kept", {
          what: items ?? "-",
          amount: formatMoney(amount),
          date: formatDate(dateIn(main.zone, at)),
          state: texts.text(language, `field:receipt-state.${state}`),
        }),
      );
      return {
        short: lines,
        whole: lines,
        data: hers.map(({ what, amount, at, state }) => ({ what, amount, at, state })),
      };
    },
    stays: () => undefined,
    letGo: (personId) => handOvers.forget(personId),
  };
}
