import { readFigure, timesScale } from "./figure.ts";
import type { Group, Phrase } from "./number-phrase.ts";

/**
 * What one amount may mean, in rupiah, most likely first. `certain`: only the first can be meant. `bare`: a small
 * number without thousands, which may count something else in the sentence ("5 telur").
 */
export type Amount =
  | { kind: "amount"; values: number[]; certain: boolean; bare: boolean; why: string }
  | { kind: "refused"; reason: "money.dots" | "money.fraction" };

/** Above this no figure is read, whatever the limit of the question: a thousand billions. */
export const MAX_RUPIAH = 1_000_000_000_000;
/** From here on a figure without marks has too many digits for an eye to have counted them. */
const UNCOUNTABLE_DIGITS = 10;

const certain = (value: bigint, why: string): Amount => make([value], true, false, why);
const unsure = (values: bigint[], why: string): Amount => make(values, false, false, why);
const bare = (values: bigint[], why: string): Amount => make(values, false, true, why);

function make(values: bigint[], isCertain: boolean, isBare: boolean, why: string): Amount {
  return { kind: "amount", values: values.map(Number), certain: isCertain, bare: isBare, why };
}

/**
 * The amount of one phrase. `rupiah`: the word rupiah stands behind it, so a spelled number is meant as it stands
 * ("lima ratus rupiah"); behind a figure it is habit, and "20 rupiah" is still asked.
 */
export function amountOf(phrase: Phrase, rupiah: boolean): Amount | undefined {
  const [first, second] = phrase.groups;
  if (first === undefined) return undefined;
  if (second !== undefined) return sumOf(phrase, rupiah);
  if (first.figure !== undefined && first.scale === 1) return figureAmount(first.figure);
  if (first.scale > 1) return scaledAmount(first);
  if (first.decimals > 0) return undefined;
  if (rupiah || first.digits === 0n) return certain(first.digits, "spelled");
  return bare([first.digits * 1000n, first.digits], "spelled below thousand");
}

/** A typed figure with no scale behind it: "150000", "250.000", "20". */
function figureAmount(raw: string): Amount | undefined {
  const figure = readFigure(raw);
  // A number that begins with 0 is a telephone number or a date, not an amount with misplaced dots.
  if (/^0\d+$/u.test(raw)) return undefined;
  if (figure.kind === "broken") return { kind: "refused", reason: "money.dots" };
  if (figure.kind === "decimal")
    return { kind: "refused", reason: figure.mark === "," ? "money.fraction" : "money.dots" };
  const { value, mark, groups, digits } = figure;
  if (mark === "," && groups === 1 && value < 10_000n) return unsure([value, value * 1000n], "one comma, small");
  if (mark !== "") return certain(value, "thousands marked");
  if (value === 0n) return certain(0n, "zero");
  if (value < 1000n) return bare([value * 1000n, value], "below thousand");
  if (digits >= UNCOUNTABLE_DIGITS) return unsure([value], "too many digits to count");
  // No coin below 100 is in use: 1255 is a year, a count or 1.255 thousands as likely as an amount.
  if (value < 10_000n && value % 100n !== 0n) return unsure([value, value * 1000n], "no such coins");
  return certain(value, "plain");
}

/** A number and its scale: "20rb", "1,5jt", "setengah juta". */
function scaledAmount({ scale, figure: raw, digits, decimals }: Group): Amount | undefined {
  if (raw === undefined) return decimalAmount(digits, decimals, scale, decimals < 3);
  const figure = readFigure(raw);
  if (/^0\d+$/u.test(raw)) return undefined;
  if (figure.kind === "broken") return { kind: "refused", reason: "money.dots" };
  if (figure.kind === "decimal") {
    // A dot before one digit and a scale ("1.5jt") can only be decimal, for no thousands end so; before two digits
    // ("1.25jt") a third may have been lost, so that is asked. A decimal comma is correct Indonesian: two are fine.
    const clear = figure.decimals <= (figure.mark === "," ? 2 : 1);
    return decimalAmount(figure.digits, figure.decimals, scale, clear);
  }
  const { value, groups } = figure;
  const full = value * BigInt(scale);
  if (groups === 0 && value < 1000n) return certain(full, "scaled");
  // "1.255jt" is 1,255 juta or 1255 juta; "20.000rb" is 20 ribu with "ribu" said twice, or 20 million.
  if (groups === 1) return unsure([full / 1000n, full], "thousands with a scale");
  return unsure(value >= 10_000n ? [value, full] : [full, value], "large figure with a scale");
}

function decimalAmount(digits: bigint, decimals: number, scale: number, clear: boolean): Amount {
  const value = timesScale(digits, decimals, scale);
  if (value === undefined) return { kind: "refused", reason: "money.fraction" };
  return clear ? certain(value, "decimal") : unsure([value], "many decimals");
}

/** Several groups: "2jt500rb", "2 juta 500 ribu", "1 juta 250". */
function sumOf(phrase: Phrase, rupiah: boolean): Amount | undefined {
  const last = phrase.groups.at(-1);
  const before = phrase.groups.at(-2);
  if (last === undefined || before === undefined) return undefined;
  let head = 0n;
  let clear = true;
  for (const [i, group] of phrase.groups.slice(0, -1).entries()) {
    const amount = scaledAmount(group);
    if (amount === undefined || amount.kind === "refused") return amount;
    const value = BigInt(amount.values[0] ?? 0);
    const ceiling = phrase.groups[i - 1]?.scale;
    if (value === 0n || (ceiling !== undefined && value >= BigInt(ceiling))) return undefined;
    // "1,5 juta 250 ribu" says the thousands twice.
    clear &&= amount.certain && value % BigInt(group.scale) === 0n;
    head += value;
  }
  const tail = last.scale > 1 ? scaledAmount(last) : lastGroup(last);
  if (tail === undefined || tail.kind === "refused") return tail;
  const rest = BigInt(tail.values[0] ?? 0);
  if (isTrailingHalf(last)) return unsure([head + BigInt(before.scale) / 2n], "half of the scale before");
  if (rest === 0n || rest >= BigInt(before.scale)) return undefined;
  clear &&= tail.certain;
  if (last.scale === 1 && rest < 1000n && !(rupiah && phrase.spelled))
    return withShortTail(head, rest, before.scale, clear);
  return clear ? certain(head + rest, "sum") : unsure([head + rest], "sum with a doubtful part");
}

const isTrailingHalf = ({ scale, decimals }: Group): boolean => scale === 1 && decimals > 0;

/** The group behind the last scale, taken as it stands: the 250.000 of "1 juta 250.000", the 500 of "20 ribu 500". */
function lastGroup(group: Group): Amount | undefined {
  if (group.figure === undefined) return certain(group.digits, "spelled");
  const figure = readFigure(group.figure);
  if (figure.kind !== "whole")
    return { kind: "refused", reason: figure.kind === "decimal" ? "money.fraction" : "money.dots" };
  return certain(figure.value, "figure");
}

/**
 * A small number behind the last scale is often short for the next one: "1 juta 250" is 1.250.000 to most and
 * 1.000.250 to the letter; "sejuta dua" is 1.200.000. Behind ribu three digits are clear: 20 ribu 500.
 */
function withShortTail(head: bigint, rest: bigint, scale: number, clear: boolean): Amount {
  if (scale === 1000 && rest >= 100n) return clear ? certain(head + rest, "sum") : unsure([head + rest], "sum");
  const values = [head + rest];
  if (scale > 1000) values.unshift(head + (rest * BigInt(scale)) / 1000n);
  if (rest < 10n) values.unshift(head + (rest * BigInt(scale)) / 10n);
  return unsure(values, "short tail");
}
