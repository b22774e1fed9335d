import { isTypoOf } from "../../flow/understand/typo.ts";
import { COOP_LIMITS } from "../limits.ts";
import { amount, isMoney } from "./amount-step.ts";
import { LOOKS, namesUnit, takes } from "./command.ts";
import { dayAt, dayForBooks, monthAt } from "./day.ts";
import { phraseAt } from "./lexicon.ts";
import { emptySlots, type NamedDay, type Slots } from "./slots.ts";
import { heard, type Scan, type Step } from "./step.ts";
import { periodsAt, rateAt } from "./terms.ts";

/** Sorts the pieces from `from` on into slots. Each piece goes into one; none is lost. `before`: the day that led. */
export function scan(input: Omit<Scan, "slots" | "scratch">, from: number, before?: NamedDay): Slots {
  const state: Scan = { ...input, slots: emptySlots(), scratch: emptySlots() };
  if (before !== undefined) addDay(state, before);
  for (let at = from; at < state.pieces.length; ) {
    let next: number | undefined;
    for (const step of STEPS) {
      next = step(state, at);
      if (next !== undefined) break;
    }
    if (next === undefined) state.slots.others.push(heard(state, at, at + 1));
    at = Math.max(next ?? 0, at + 1);
  }
  return state.slots;
}

const date: Step = (scan, at) => {
  if (!takes(scan.action, "date")) return undefined;
  const found = dayAt(scan.pieces, at, scan.lexicon, scan.today);
  if (found === undefined) return undefined;
  addDay(scan, { day: found.day, heard: heard(scan, at, found.end) });
  return found.end;
};

/** Who only looks may look far back. */
function addDay({ action, today, slots }: Scan, named: NamedDay): void {
  const day = LOOKS.has(action) ? named.day : dayForBooks(named.day, named.heard.text, today);
  slots.dates.push({ ...named, day });
}

const month: Step = ({ action, pieces, lexicon, today, slots }, at) => {
  if (!takes(action, "month")) return undefined;
  // "kunci bulan" has said the word for month already.
  const found = monthAt(pieces, at, lexicon, today, action === "lock-month");
  if (found === undefined) return undefined;
  slots.months.push(found.month);
  return found.end;
};

/** "keluar pulsa 50rb" is an expense of operations, and the note keeps that it was for pulsa. */
function keepOwnWord(scan: Scan, at: number, end: number, path: string): void {
  const said = heard(scan, at, end);
  if (said.text.toLowerCase() !== scan.lexicon.first.get(path)) scan.slots.free.push(said);
}

/** "Dana sosial", "dari dana sosial": which fund, and where it ends. */
function fundAt({ action, pieces, lexicon }: Scan, at: number) {
  if (!takes(action, "category")) return undefined;
  const mark = phraseAt(lexicon.outOf, pieces, at);
  const from = mark?.end ?? at;
  const found = phraseAt(lexicon.spentFunds, pieces, from);
  return found === undefined ? undefined : { fund: found.value, marked: mark !== undefined, from, end: found.end };
}

/** A fund pays wherever it stands, also behind what the money bought: "snack rapat dari dana sosial". */
const fund: Step = (scan, at) => {
  const found = fundAt(scan, at);
  if (found === undefined) return undefined;
  const { fund, marked, from, end } = found;
  scan.slots.funds.push({ fund, marked, heard: heard(scan, from, end) });
  keepOwnWord(scan, from, end, `expense.${fund}`);
  return end;
};

const words: Step = (scan, at) => {
  const { action, pieces, lexicon, slots } = scan;
  const category = takes(action, "category") ? phraseAt(lexicon.categories, pieces, at) : undefined;
  // Only the first names the category; what follows is the note, which may speak of anything.
  if (category !== undefined && slots.categories.length + slots.funds.length === 0) {
    slots.categories.push({ category: category.value, heard: heard(scan, at, category.end) });
    keepOwnWord(scan, at, category.end, `expense.${category.value}`);
    return category.end;
  }
  const source = takes(action, "source") ? phraseAt(lexicon.sources, pieces, at) : undefined;
  if (source !== undefined && slots.sources.length === 0) {
    slots.sources.push(source.value);
    keepOwnWord(scan, at, source.end, `income.${source.value}`);
    return source.end;
  }
  const kind = takes(action, "kind") ? phraseAt(lexicon.kinds, pieces, at) : undefined;
  if (kind !== undefined) {
    slots.items.push({ type: "kind", kind: kind.value, heard: heard(scan, at, kind.end) });
    return kind.end;
  }
  const { products } = scan;
  const product = products !== undefined && takes(action, "product") ? phraseAt(products, pieces, at) : undefined;
  if (product !== undefined) {
    slots.products.push(product.value);
    return product.end;
  }
  const method = takes(action, "method") ? phraseAt(lexicon.methods, pieces, at) : undefined;
  if (method !== undefined) slots.methods.push(method.value);
  return method?.end;
};

const loanTerms: Step = ({ action, pieces, lexicon, slots }, at) => {
  const rate = takes(action, "ratePpm") ? rateAt(pieces, at, lexicon) : undefined;
  if (rate !== undefined) {
    slots.rates.push(rate.ratePpm);
    return rate.end;
  }
  const counts = takes(action, "periods") || takes(action, "months");
  const periods = counts ? periodsAt(pieces, at, lexicon) : undefined;
  if (periods !== undefined) slots.periods.push(periods.value);
  return periods?.end;
};

/** P0001, p1. */
const loan: Step = (scan, at) => {
  const [, mark = "", digits = ""] = /^(\p{L})[-.]?(\d{1,6})$/u.exec(scan.pieces[at]?.key ?? "") ?? [];
  if (!scan.lexicon.sets["mark.loan"].has(mark) || Number(digits) === 0) return undefined;
  scan.slots.loans.push({ loan: Number(digits), heard: heard(scan, at, at + 1) });
  return at + 1;
};

/** 001, "no 12", "anggota 12". */
const number: Step = (scan, at) => {
  const { pieces, lexicon, slots } = scan;
  const marked = lexicon.sets["mark.number"].has(pieces[at]?.key ?? "");
  const from = marked ? at + 1 : at;
  const key = pieces[from]?.key ?? "";
  if (!(marked ? /^#?\d{1,5}$/ : /^0\d{1,4}$/).test(key)) return undefined;
  const no = Number(key.replace("#", ""));
  if (no === 0) return undefined;
  slots.numbers.push({ no, heard: heard(scan, from, from + 1) });
  return from + 1;
};

/** #12 */
const entry: Step = ({ pieces, action, slots }, at) => {
  const [, digits] = /^#(\d{1,9})$/.exec(pieces[at]?.key ?? "") ?? [];
  if (digits === undefined || !takes(action, "entry")) return undefined;
  slots.entries.push(Number(digits));
  return at + 1;
};

const purpose: Step = (scan, at) => {
  const { pieces, lexicon, slots } = scan;
  if (!takes(scan.action, "purpose") || !lexicon.sets["mark.purpose"].has(pieces[at]?.key ?? "")) return undefined;
  if (at + 1 < pieces.length) slots.free.push(heard(scan, at + 1, pieces.length));
  return pieces.length;
};

/** Once a command has all that it must say, the rest is a note, up to a day, a fund or another amount. */
const note: Step = (scan, at) => {
  const { action, pieces, lexicon, today, slots } = scan;
  const { categories, funds, sources, dates } = slots;
  const named = categories.length + funds.length + sources.length + dates.length > 0;
  if (!takes(action, "note") || !named || !slots.items.some(({ type }) => type === "amount")) return undefined;
  let end = at;
  const isNote = (place: number) =>
    dayAt(pieces, place, lexicon, today) === undefined && !isMoney(scan, place) && fundAt(scan, place) === undefined;
  while (end < pieces.length && isNote(end)) {
    if (lexicon.sets.doubt.has(pieces[end]?.key ?? "")) slots.doubts.push(heard(scan, end, end + 1));
    end++;
  }
  if (end === at) return undefined;
  slots.free.push(heard(scan, at, end));
  return end;
};

/** Words that carry nothing: courtesy, "sebesar", "dan", "saya" of one's own account, "dari" before a name. */
const nothing: Step = ({ pieces, lexicon, action }, at) => {
  const { sets } = lexicon;
  const key = pieces[at]?.key ?? "";
  if (LOOKS.has(action) && sets["how-much"].has(key)) return at + 1;
  // "Terima uang 500rb dari Bu Ani" is a sentence, and no transfer between units.
  if ((sets.filler.has(key) && !namesUnit(action)) || sets.and.has(key)) return at + 1;
  if (sets.self.has(key) && (takes(action, "target") || action === "member-book" || takes(action, "purpose")))
    return at + 1;
  const before = phraseAt(lexicon.beforeNames, pieces, at);
  if (before !== undefined && before.end < pieces.length) return before.end;
  return phraseAt(lexicon.polite, pieces, at)?.end;
};

const sentence: Step = (scan, at) => {
  const key = scan.pieces[at]?.key ?? "";
  const { sets } = scan.lexicon;
  // "2 x 20rb" is arithmetic, which nobody does for her.
  if (sets["mark.times"].has(key)) scan.slots.others.push(heard(scan, at, at + 1));
  else if (sets.doubt.has(key)) scan.slots.doubts.push(heard(scan, at, at + 1));
  else if (sets.prose.has(key)) scan.slots.others.push(heard(scan, at, at + 1));
  else return undefined;
  return at + 1;
};

const NAME = /^\p{L}[\p{L}\p{M}.'-]*$/u;

const name: Step = (scan, at) => {
  const { pieces, lexicon, slots } = scan;
  if (!NAME.test(pieces[at]?.key ?? "")) return undefined;
  const trial: Scan = { ...scan, slots: scan.scratch };
  let end = at + 1;
  while (end < pieces.length && !pieces[end - 1]?.stop && isNameWord(trial, end)) end++;
  if (namesUnit(scan.action)) return unitName(scan, at, end);
  let from = at;
  while (from < end && !takes(scan.action, "note") && lexicon.sets.honorific.has(pieces[from]?.key ?? "")) from++;
  if (takes(scan.action, "kind")) {
    for (const { key, text, at: where } of pieces.slice(from, end)) {
      const meant = lexicon.longKinds.find((word) => isTypoOf(key, word));
      if (meant !== undefined) slots.mistyped.push({ heard: { text, at: where }, meant });
    }
  }
  const said = heard(scan, from, end);
  if (end - from > COOP_LIMITS.nameWords) slots.others.push(said);
  else if (end > from) slots.names.push(said);
  return end;
};

/** "Melati", "Melati 2"; a person is no unit. */
function unitName(scan: Scan, at: number, end: number): number {
  const { pieces, lexicon, slots } = scan;
  const numbered = pieces[end - 1]?.stop === false && /^[1-9]\d?$/.test(pieces[end]?.key ?? "");
  const until = numbered ? end + 1 : end;
  const person = lexicon.sets.honorific.has(pieces[at]?.key ?? "");
  (person || until - at > COOP_LIMITS.unitWords ? slots.others : slots.names).push(heard(scan, at, until));
  return until;
}

function isNameWord(trial: Scan, at: number): boolean {
  if (!NAME.test(trial.pieces[at]?.key ?? "")) return false;
  return !NAMED_BEFORE.some((step) => step(trial, at) !== undefined);
}

/** What comes before a name; a name ends where one of them begins. */
const NAMED_BEFORE: readonly Step[] = [
  date,
  month,
  fund,
  words,
  loanTerms,
  loan,
  entry,
  number,
  amount,
  purpose,
  nothing,
  sentence,
];
const STEPS: readonly Step[] = [note, ...NAMED_BEFORE, name];
