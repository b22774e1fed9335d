import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS, MAX_CANDIDATES } from "./ask.ts";
import { withDots } from "./figure.ts";
import { MINUS, MONEY_SLANG, NEGATORS } from "./lexicon.ts";
import { type Amount, MAX_RUPIAH } from "./money-amount.ts";
import { readSentence, type Sentence } from "./money-sentence.ts";
import { normalise } from "./normalise.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";

const EXISTS = new Set(["ada", "ana", "ono", "aya", "wonten"]);
const NOT_YET = new Set(["belum", "blm", "blom", "durung", "acan"]);

/** `min` and `max` in rupiah, both included. `zero` defaults to whether `min` is 0 or less. */
export type MoneyLimits = { min?: number; max?: number; zero?: boolean };

/**
 * Reads an amount in whole rupiah. A wrong figure in the books is worse than one question more, so only what has one
 * meaning is sure: `20rb`, `Rp20.000,-`, `1,5jt`, `2jt500rb`, "dua puluh ribu" are; `20`, `1.255jt`, "1 juta 250",
 * `goceng`, "kira-kira 20rb" are asked; `1.50`, `-20rb`, `$20` are refused.
 */
export function readMoney(text: string, limits: MoneyLimits = {}): Reading<number> {
  const normal = withDots(normalise(text));
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS) return none;
  const reading = understand(normal, limits);
  return isQuestion(text) || isParenthesised(text) ? doubt(reading, "not plainly said") : reading;
}

/** Bookkeepers write a loss as (20.000). */
function isParenthesised(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.startsWith("(") && trimmed.endsWith(")");
}

function understand(normal: string, limits: MoneyLimits): Reading<number> {
  if (normal === "-") return limit(ask([0], "dash"), limits);
  const slang = MONEY_SLANG.get(normal.replace(/[\s.]|\brp\b/gu, ""));
  if (slang !== undefined) return limit(ask(slang, "slang"), limits);
  const sentence = readSentence(normal);
  if (sentence.amounts.length === 0) {
    if (!isNothing(sentence)) return slangWithin(sentence, limits);
    const notYet = sentence.words.some((word) => NOT_YET.has(word));
    return limit(notYet ? ask([0], "nothing yet") : sure(0, "nothing"), limits);
  }
  return amountReading(sentence, limits);
}

/** "Tidak ada", "gak ada untung": a negator, "ada", and nothing else that could matter. */
function isNothing({ words, unknown, spoilt }: Sentence): boolean {
  const negators = words.filter((word) => NEGATORS.has(word));
  const rest = unknown.filter((word) => !NEGATORS.has(word) && !EXISTS.has(word));
  const exists = words.some((word) => EXISTS.has(word));
  return negators.length === 1 && exists && rest.length === 0 && !spoilt;
}

function slangWithin({ words, spoilt }: Sentence, limits: MoneyLimits): Reading<number> {
  const found = words.filter((word) => MONEY_SLANG.has(word));
  if (found.length !== 1 || spoilt || words.some((word) => NEGATORS.has(word) || MINUS.has(word))) return none;
  return limit(
    ask(
      found.flatMap((word) => MONEY_SLANG.get(word) ?? []),
      "slang in a sentence",
    ),
    limits,
  );
}

function amountReading(sentence: Sentence, limits: MoneyLimits): Reading<number> {
  const { amounts, unknown, doubtful, spoilt } = sentence;
  if (sentence.currency) return refuse("money.currency");
  if (sentence.machine) return refuse("money.form");
  if (spoilt || unknown.some((word) => NEGATORS.has(word))) return none;
  const [first] = amounts;
  if (sentence.negative) return refuse("money.negative");
  if (sentence.loss) return refuse("money.loss");
  const refused = amounts.find((amount) => amount.kind === "refused");
  if (refused?.kind === "refused") return refuse(refused.reason);
  const clear = amounts.length === 1 && unknown.length === 0 && !doubtful;
  if (clear && first?.kind === "amount" && first.certain) return limit(sure(first.values[0] ?? 0, first.why), limits);
  return limit(ask(candidates(amounts), clear ? whyOf(first) : "doubtful sentence"), limits);
}

const whyOf = (amount: Amount | undefined): string => (amount?.kind === "amount" ? amount.why : "");

/** One candidate an amount when there are several; small bare numbers only when nothing better stands beside them. */
function candidates(amounts: readonly Amount[]): number[] {
  const read = amounts.filter((amount) => amount.kind === "amount");
  const better = read.filter(({ bare }) => !bare);
  const kept = better.length > 0 ? better : read;
  if (kept.length > MAX_CANDIDATES) return [];
  return kept.length === 1 ? (kept[0]?.values ?? []) : kept.flatMap(({ values }) => values.slice(0, 1));
}

/** Holds a reading against the limits: a sure value outside is refused, a candidate outside was not meant. */
function limit(reading: Reading<number>, limits: MoneyLimits): Reading<number> {
  if (reading.kind === "sure") return violation(reading.value, limits) ?? reading;
  if (reading.kind !== "ask") return reading;
  const within = reading.candidates.filter(({ value }) => violation(value, limits) === undefined);
  if (within.length > 0) return { kind: "ask", candidates: within };
  return violation(reading.candidates[0]?.value ?? 0, limits) ?? none;
}

function violation(value: number, { min, max, zero }: MoneyLimits): Reading<never> | undefined {
  const most = Math.min(max ?? MAX_RUPIAH, MAX_RUPIAH);
  if (value === 0) return (zero ?? (min !== undefined && min <= 0)) ? undefined : refuse("money.zero");
  if (value > most) return refuse("money.above", { limit: most });
  return min !== undefined && value < min ? refuse("money.below", { limit: min }) : undefined;
}
