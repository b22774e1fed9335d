import { z } from "zod";
import { type Action, action, type Begun, type HearContext, type Heard } from "../../conversation/module.ts";
import { formatDate, formatMoney } from "../../flow/understand/index.ts";
import { addDays } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import { PER, type Prices } from "./prices.ts";

/** Older prices help nobody. */
const LOOKED_AT_DAYS = 60;
/** Lines of one answer. */
const MOST_LINES = 8;
const PRICES_FLOW = "market-log-prices";

/** What the flows `market-log` and `market-log-prices` do. */
export function priceActions(parts: Parts, prices: Prices): Record<string, Action> {
  return { "market.record": record(parts, prices), "market.prices": newest(parts, prices) };
}

function record(parts: Parts, prices: Prices): Action {
  return action({
    args: z.object({
      commodity: z.string(),
      per: z.enum(PER),
      price: z.number().int().positive(),
      market: z.string(),
    }),
    outcomes: ["ok"],
    writes: true,
    run: (told, { person, now, today, newId }) => {
      prices.add({ ...told, id: newId(), programme: parts.main.id, onDate: today, byPerson: person.id, at: now });
      return { outcome: "ok" };
    },
  });
}

function newest(parts: Parts, prices: Prices): Action {
  return action({
    args: z.object({ commodity: z.string().nullish() }),
    outcomes: ["ok", "nothing"],
    gives: ["lines"],
    run: ({ commodity }, { person, today }) => {
      const wanted = commodity ?? undefined;
      const found = prices.newest(parts.main.id, addDays(today, -LOOKED_AT_DAYS), MOST_LINES, wanted);
      if (found.length === 0) return { outcome: "nothing" };
      const lines = found.map(({ commodity: what, per, price, market, onDate }) =>
        parts.texts.text(person.language, "field:price-line", {
          what,
          price: formatMoney(price),
          unit: parts.texts.text(person.language, `field:price-unit.${per}`),
          market,
          date: formatDate(onDate),
        }),
      );
      return { outcome: "ok", data: { lines: lines.join("\n") } };
    },
  });
}

/** "harga cabai" looks one commodity up; inside a question it is an answer. */
export function hearPrice(heard: Heard, { open }: HearContext): Begun | undefined {
  if (open || heard.kind !== "text") return undefined;
  const commodity = /^harga\s+(?!pasar$)(?<what>[\p{L} ]{2,40})\??$/iu.exec(heard.text.trim())?.groups?.["what"];
  return commodity === undefined ? undefined : { flow: PRICES_FLOW, data: { commodity } };
}
