import type { z } from "zod";
import { didYouMean } from "../../flow/check/near.ts";
import type { Path } from "../../flow/check/yaml.ts";
import { percentOf, ppmOf } from "./percent.ts";
import { WEEKDAYS, type Written } from "./written.ts";

/** One thing wrong in `cooperative.yaml`, at a place. */
export type Finding = { path: Path; what: string; how: string };

const AMOUNT = "Write whole rupiah without dots, e.g. 20000; at least 1000, or 0 for none.";
const PERCENT = "Write a percentage with its sign, e.g. 1.5%.";
const ON = "Write true or false.";
const ROUNDING = "Write e.g. { unit: 100, mode: nearest }.";
const MONTHS = "Write numbers of months, e.g. [6, 7].";

/** How each word is written; the innermost word that is known here helps. */
const HELP: Record<string, string> = {
  units: "Write at least one unit, with number, name, village and opened.",
  number: "Write a whole number that no other unit has or had, e.g. 1.",
  name: "Write a name; that of a loan is one word in small letters, e.g. biasa.",
  kind: "Write kind: unit or head for a unit; kind: off, percent-a-day or fixed for a penalty.",
  village: "Write the name of its village.",
  opened: "Write the first day of its books, e.g. 2026-01-01.",
  savings: "Write kinds of savings, e.g. mandatory: { amount: 20000 }.",
  on: ON,
  rate: PERCENT,
  amount: AMOUNT,
  benefit: AMOUNT,
  "joining-fee": AMOUNT,
  "leaving-fee": AMOUNT,
  "code-above": AMOUNT,
  "approval-above": AMOUNT,
  "write-off-above": AMOUNT,
  "max-amount": AMOUNT,
  administration: AMOUNT,
  "free-up-to": AMOUNT,
  provision: PERCENT,
  protection: PERCENT,
  capitalisation: PERCENT,
  "effective-rate-warning": PERCENT,
  offers: "Write e.g. - { months: 6, rate: 0.5% }.",
  "paid-out-in": MONTHS,
  "own-savings": "Write equity or liability.",
  "committee-votes": "Write a number from 2 to 5.",
  "lapse-days": "Write a number of days from 1 to 31.",
  "dispute-days": "Write a number of days from 1 to 31.",
  "number-change-hours": "Write a number of hours from 24 to 336.",
  "loan-products": "Write at most 9 loans, each with name, method, rate and periods.",
  aliases: "Write up to five names in small letters, e.g. [kilat, pinjaman mendadak].",
  method: "Write declining, flat or annuity.",
  every: "Write week or month.",
  periods: "Write e.g. { min: 1, max: 24 }.",
  min: "Write a whole number of periods from 1.",
  max: "Write a whole number of periods from 1 to 520.",
  "max-times-savings": "Write a whole number, e.g. 3; 0 for no such limit.",
  settlement: "Write current-period or all-interest.",
  interest: ROUNDING,
  principal: ROUNDING,
  instalment: ROUNDING,
  cash: ROUNDING,
  unit: "Write 1, 50, 100, 500 or 1000.",
  mode: "Write nearest, up or down.",
  "grace-days": "Write a number of days from 0 to 31.",
  "count-from": "Write due-date or after-grace.",
  months: "Write whole numbers of months, e.g. [3, 6, 12].",
  allowance: "Write four percentages, e.g. [0%, 10%, 50%, 100%].",
  "general-reserve": PERCENT,
  "risk-reserve": PERCENT,
  "member-savings": PERCENT,
  "member-loans": PERCENT,
  officers: PERCENT,
  education: PERCENT,
  social: PERCENT,
  meeting: "Write e.g. { every: month, on: 21 } or { every: week, on: saturday }; { every: none } for no such day.",
  before: "Write numbers of days, e.g. [3].",
  after: "Write numbers of days, e.g. [3, 14].",
};

/** All that is wrong with the form of a value that stands at a place of the file. */
export function findings(error: z.ZodError, value: unknown, at: Path): Finding[] {
  return error.issues.flatMap((issue): Finding[] => {
    const inner = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
    const path = [...at, ...inner];
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => {
        const how = didYouMean(
          key,
          [...Object.keys(HELP), "penalty", "shu", "defaults"],
          HELP[wordOf(path)] ?? COMPARE,
        );
        return { path: [...path, key], what: `"${key}" is not a word that belongs here.`, how };
      });
    const word = wordOf(path);
    return [{ path, what: whatOf(word, valueAt(value, inner)), how: helpOf(path, valueAt(value, inner)) }];
  });
}

const COMPARE = "Compare it with programmes/melati/cooperative.yaml.";

function helpOf(path: Path, value: unknown): string {
  const word = wordOf(path);
  if (word === "on" && path.includes("meeting")) {
    return `Write a day of the month, 1 to 31, or for a weekly meeting one of: ${WEEKDAYS.join(", ")}.`;
  }
  if (word === "every" && path.includes("meeting")) return "Write week, month or none.";
  const place = path.filter((part) => typeof part === "string");
  // The same words are kinds of savings, where a map is wanted.
  if (place.at(-2) === "savings") return "Write e.g. { on: true, amount: 20000, rate: 0.3% }.";
  const help = HELP[word] ?? COMPARE;
  if (help === PERCENT && typeof value === "number")
    return `Write it with its sign: ${value}% if that is what is meant.`;
  return help;
}

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, part) => (at as Record<string | number, unknown> | undefined)?.[part], root);

const wordOf = (path: Path): string => path.findLast((part): part is string => typeof part === "string") ?? "units";

function whatOf(word: string, value: unknown): string {
  if (value === undefined) return `"${word}" is missing.`;
  if (value === null) return `Nothing stands under "${word}".`;
  if (typeof value === "object") return `What is written under "${word}" does not fit.`;
  return `${typeof value === "string" ? `"${value.slice(0, 40)}"` : String(value)} cannot stand under "${word}".`;
}

/** Each part is right, and together they do not work. */
export function misfits(written: Written): Finding[] {
  return [...shuMisfits(written), ...monthMisfits(written), ...productMisfits(written)];
}

const ALL_PPM = 1_000_000;

function shuMisfits({ shu }: Written): Finding[] {
  const sum = Object.values(shu).reduce((total, share) => total + (ppmOf(share) ?? 0), 0);
  if (sum === ALL_PPM) return [];
  const what = `The shares of the SHU make ${percentOf(sum)} together.`;
  return [{ path: ["shu"], what, how: "Change them so that they make 100%; what is left out has its default." }];
}

function monthMisfits({ collectibility, savings }: Written): Finding[] {
  const found: Finding[] = [];
  const [first, second, third] = collectibility.months;
  if (!(first < second && second < third))
    found.push({
      path: ["collectibility", "months"],
      what: `The ages ${first}, ${second}, ${third} do not rise.`,
      how: "Write three rising numbers of months, e.g. [3, 6, 12].",
    });
  const allowances = collectibility.allowance.map((share) => ppmOf(share) ?? 0);
  if (allowances.some((share, at) => share < (allowances[at - 1] ?? 0)))
    found.push({
      path: ["collectibility", "allowance"],
      what: `The allowances ${collectibility.allowance.join(", ")} fall.`,
      how: "Write that of lancar first and that of macet last, e.g. [0%, 10%, 50%, 100%].",
    });
  const { term } = savings;
  const again = term.offers.find(({ months }, at) => term.offers.findIndex((one) => one.months === months) < at);
  if (again !== undefined)
    found.push({
      path: ["savings", "term", "offers"],
      what: `There are two offers for ${again.months} months.`,
      how: "Keep one: a deposit for so long bears what is offered for it.",
    });
  if (term.on && term.offers.length === 0)
    found.push({
      path: ["savings", "term"],
      what: "Simpanan berjangka is on, and no term is offered.",
      how: "Write offers, e.g. offers: [{ months: 6, rate: 0.5% }].",
    });
  return found;
}

function productMisfits({ "loan-products": products }: Written): Finding[] {
  return products.flatMap(({ name, aliases, periods }, at): Finding[] => {
    const found: Finding[] = [];
    if (products.findIndex((other) => other.name === name) < at)
      found.push({
        path: ["loan-products", at, "name"],
        what: `There are two loans with the name "${name}".`,
        how: "Give each a name of its own.",
      });
    const called = aliases.find((alias) =>
      products.some((one, i) => i !== at && [one.name, ...one.aliases].includes(alias)),
    );
    if (called !== undefined)
      found.push({
        path: ["loan-products", at, "aliases"],
        what: `Another loan is called "${called}" too.`,
        how: "Give each a name of its own.",
      });
    if (periods.min > periods.max)
      found.push({
        path: ["loan-products", at, "periods"],
        what: `The least number of periods, ${periods.min}, is above the most, ${periods.max}.`,
        how: "Swap them.",
      });
    return found;
  });
}
