import { readFigure } from "../../flow/understand/figure.ts";
import { type RefusalReason, readMoney } from "../../flow/understand/index.ts";
import { LIMITS } from "../../limits.ts";

/** Whole rupiah; or what it may mean, to be asked; or why it cannot be taken (`understand:refused.<reason>`). */
export type AmountReading =
  | { kind: "value"; rupiah: number }
  | { kind: "ask"; candidates: number[] }
  | { kind: "refused"; reason: string; data?: Record<string, string | number> };

/** One digit behind the mark and no unit: "1,5" is short for juta or ribu, and not for sen. */
const SHORT_DECIMAL = /^(?<whole>\d{1,3})[.,](?<tenth>\d)$/;
/** A plain figure, whatever its marks. */
const FIGURE = /^\d[\d.,]*$/;

/** "Rp 20.000 (dua puluh ribu)", as on a receipt: an amount, and the same written out. */
const WRITTEN_OUT = /^(?<figure>[^()]+)\((?<words>[^()]+)\)$/;

/**
 * Reads an amount as the books take it: above zero, below the limit, and only what has one meaning is a value. "20rb"
 * is; "20", "1,5" and "1 juta 250" are asked; "20.00", "-20rb", "0rb" and "abc" are refused.
 */
export function readAmount(text: string): AmountReading {
  const { figure, words } = WRITTEN_OUT.exec(text.trim())?.groups ?? {};
  return figure === undefined || words === undefined ? readOne(text) : agreed(readOne(figure), readOne(words));
}

/** What both may mean; where they say two things it is asked. */
function agreed(figure: AmountReading, words: AmountReading): AmountReading {
  if (figure.kind === "refused") return figure;
  if (words.kind === "refused") return words;
  const [some, others] = [meanings(figure), meanings(words)];
  const both = some.filter((one) => others.includes(one));
  const [only] = both;
  if (only !== undefined && both.length === 1) return { kind: "value", rupiah: only };
  return { kind: "ask", candidates: both.length > 1 ? both : [...some, ...others] };
}

const meanings = (reading: Exclude<AmountReading, { kind: "refused" }>): number[] =>
  reading.kind === "value" ? [reading.rupiah] : reading.candidates;

function readOne(text: string): AmountReading {
  const short = SHORT_DECIMAL.exec(text.trim())?.groups;
  if (short !== undefined) return decimal(Number(`${short["whole"]}${short["tenth"]}`));
  const reading = readMoney(text, { min: 1, max: LIMITS.moneyRupiah });
  switch (reading.kind) {
    case "sure":
      return { kind: "value", rupiah: reading.value };
    case "ask":
      return { kind: "ask", candidates: reading.candidates.map(({ value }) => value) };
    case "none":
      return refusal("money.form");
    case "refused":
      return reading.data === undefined
        ? { kind: "refused", reason: reading.reason }
        : { kind: "refused", reason: reading.reason, data: reading.data };
  }
}

/**
 * Reads a figure between the opening and the closing of a meeting, and only there: below 1000 it means thousands
 * ("50" is 50.000), from 1000 on rupiah in full. With a unit it means what it says anywhere.
 */
export function readMeetingAmount(text: string): AmountReading {
  const written = text.trim();
  if (!FIGURE.test(written)) return readAmount(written);
  const figure = readFigure(written);
  if (figure.kind === "broken") return refusal("money.dots");
  if (figure.kind === "decimal") return readAmount(written);
  const rupiah = figure.value < 1000n && figure.groups === 0 ? Number(figure.value) * 1000 : Number(figure.value);
  if (rupiah === 0) return refusal("money.zero");
  if (rupiah > LIMITS.moneyRupiah)
    return { kind: "refused", reason: "money.above", data: { limit: LIMITS.moneyRupiah } };
  return { kind: "value", rupiah };
}

function decimal(tenths: number): AmountReading {
  if (tenths === 0) return refusal("money.zero");
  return { kind: "ask", candidates: [tenths * 100_000, tenths * 100] };
}

const refusal = (reason: RefusalReason): AmountReading => ({ kind: "refused", reason });
