import { readMoney } from "../../flow/understand/index.ts";
import { LIMITS } from "../../limits.ts";
import { type Cell, type Read, read, shown, wrong } from "../../tables/cell.ts";
import { NAME_LETTERS } from "../../tables/values.ts";
import { COOP_LIMITS } from "../limits.ts";

const SMALL = 1_000;

const MONEY = 'Write whole rupiah, e.g. 1250000, 1.250.000 or "20rb".';

/** "Rp -": how spreadsheets show nothing among amounts. */
const DASH = /^(?:rp\.? ?)?-+$/iu;
/** With its sign, or in brackets as bookkeepers write it. */
const NEGATIVE = /^(?:(?:rp\.? ?)?-(?<signed>.*\d.*)|(?:rp\.? ?)?\((?<bracketed>.*\d.*)\))$/iu;
const BELOW_ZERO = "A balance is 0 or more; write it in the column where it belongs.";

/** Whole rupiah from 0; an empty cell and a dash are 0. What could be meant in two ways is not guessed. */
export function moneyIn(cell: Cell): Read<number> {
  if (cell.kind === "empty" || (cell.kind === "text" && DASH.test(cell.text))) return read(0);
  if (cell.kind === "text" && NEGATIVE.test(cell.text)) return wrong(`${shown(cell)} is below zero.`, BELOW_ZERO);
  if (cell.kind === "date") return wrong(`${shown(cell)} is a date, not an amount.`, MONEY);
  const { text } = cell;
  // With its sen, an amount below a thousand is certain.
  const small = /^(?:rp\.? ?)?(?<rupiah>\d{1,3}),00$/iu.exec(text)?.groups?.["rupiah"];
  if (small !== undefined && cell.kind === "text") return read(Number(small));
  return cell.kind === "figure" ? moneyFigure(text) : moneyText(cell, text);
}

/** As `moneyIn`, and below zero where it is written so: what years left may have been a loss. */
export function lossIn(cell: Cell): Read<number> {
  const written = cell.kind === "text" || cell.kind === "figure" ? cell.text : "";
  const loss = NEGATIVE.exec(written)?.groups;
  const amount = loss?.["signed"] ?? loss?.["bracketed"];
  if (amount === undefined || cell.kind === "empty" || cell.kind === "date") return moneyIn(cell);
  const found = moneyIn({ ...cell, text: amount.trim() });
  return found.ok ? read(0 - found.value) : found;
}

function moneyFigure(text: string): Read<number> {
  const value = Number(text);
  if (!Number.isInteger(value)) return wrong(`"${text}" is no whole rupiah.`, MONEY);
  if (value < 0) return wrong(`"${text}" is below zero.`, BELOW_ZERO);
  if (value > LIMITS.moneyRupiah) return wrong(`"${text}" is above ten milliard rupiah.`, MONEY);
  if (value > 0 && value < SMALL) return ambiguous(text, value);
  return read(value);
}

/** A spreadsheet with English settings takes 250.000 for 250. */
const ambiguous = (text: string, value: number) =>
  wrong(
    `"${text.slice(0, 40)}" may be Rp ${value} or Rp ${value}.000.`,
    `Write ${value}000, or as text "${value},00" for Rp ${value}.`,
  );

/** Written out whole: many digits are a doubt in a chat, and the rule in a book. */
const WRITTEN_OUT = /^(?:rp\.? ?)?(?<digits>\d{4,11}|\d{1,3}(?:\.\d{3}){2,3}|\d{1,3}(?:,\d{3}){2,3})$/iu;

function moneyText(cell: Cell, text: string): Read<number> {
  const digits = WRITTEN_OUT.exec(text)?.groups?.["digits"];
  if (digits !== undefined) return moneyFigure(digits.replaceAll(/[.,]/gu, ""));
  const reading = readMoney(text, { min: 0 });
  if (reading.kind === "sure") return read(reading.value);
  if (reading.kind !== "ask") return wrong(`${shown(cell)} is no amount.`, MONEY);
  const [first, second] = reading.candidates.map(({ value }) => value);
  if (second !== undefined && second < SMALL) return ambiguous(text, second);
  return wrong(`${shown(cell)} is not certain.`, `Write it in full, e.g. ${first ?? 1_250_000}.`);
}

/** A whole number up to `most`; undefined for an empty cell. `P0007` and `007` are 7. */
export function countIn(cell: Cell, most: number, example: string): Read<number | undefined> {
  if (cell.kind === "empty") return read(undefined);
  const text = cell.kind === "date" ? "" : cell.text;
  const digits = /^(?:no\.? ?)?[a-z]?(?<digits>\d{1,6})(?:\.0+)?(?: ?(?:bulan|bln|minggu|mgg|kali|x))?$/iu.exec(text);
  const value = Number(digits?.groups?.["digits"] ?? Number.NaN);
  return value <= most ? read(value) : wrong(`${shown(cell)} is no number up to ${most}.`, `Write e.g. ${example}.`);
}

const RATE = "Write the jasa a period with its sign, e.g. 1,5%.";

/** A rate a period, ppm: "1,5%", 1.5, or 0.015 of a percent cell. Undefined for an empty cell. */
export function rateIn(cell: Cell): Read<number | undefined> {
  if (cell.kind === "empty") return read(undefined);
  const text = cell.kind === "date" ? "" : cell.text.replace(",", ".");
  const found = /^(?<figure>\d{1,2}(?:\.\d+)?(?:e-\d)?) ?(?<sign>%)?(?: ?(?:\/|per) ?(?:bulan|bln|minggu))?$/iu.exec(
    text,
  )?.groups;
  if (found === undefined) return wrong(`${shown(cell)} is no rate.`, RATE);
  const figure = Number(found["figure"]);
  const percent = found["sign"] === undefined && figure <= COOP_LIMITS.rateAsFraction ? figure * 100 : figure;
  const ppm = Math.round(percent * 10_000);
  const most = COOP_LIMITS.percentAPeriod;
  if (percent > most) return wrong(`${shown(cell)} is more than ${most}% a period.`, RATE);
  return read(ppm);
}

/** Names that the village calls her by, with commas or strokes between. */
export const aliasesIn = (cell: Cell): string[] =>
  cell.kind === "text"
    ? cell.text
        .split(/[,;/]/u)
        .map((alias) => alias.trim())
        .filter((alias) => alias !== "" && alias.length <= NAME_LETTERS)
    : [];

const METHODS: readonly (readonly [RegExp, "declining" | "flat" | "annuity"])[] = [
  [/^(?:menurun|turun|efektif|sliding|declining)/iu, "declining"],
  [/^(?:flat|tetap|rata)/iu, "flat"],
  [/^(?:anuitas|annuitas|annuity)/iu, "annuity"],
];

export function methodIn(cell: Cell): Read<"declining" | "flat" | "annuity" | undefined> {
  if (cell.kind === "empty") return read(undefined);
  const text = cell.kind === "text" ? cell.text : "";
  const found = METHODS.find(([words]) => words.test(text));
  return found === undefined
    ? wrong(`${shown(cell)} is no method.`, "Write menurun, flat or anuitas.")
    : read(found[1]);
}

export function everyIn(cell: Cell): Read<"month" | "week"> {
  if (cell.kind === "empty") return read("month");
  const text = cell.kind === "text" ? cell.text : "";
  if (/^(?:bulan|bln|month)/iu.test(text)) return read("month");
  return /^(?:minggu|mgg|pekan|week)/iu.test(text)
    ? read("week")
    : wrong(`${shown(cell)} is no period.`, "Write bulan or minggu.");
}
