import type { SavingsKind } from "../accounts.ts";
import { readAmount } from "./amount.ts";
import { type Action, type Draft, type MemberRef, namesUnit, takes, UNNAMED_KIND } from "./command.ts";
import { type Ask, type Doubt, type Heard, type Result, settle, unsure, wonder } from "./result.ts";
import type { Item, Slots } from "./slots.ts";

type Amount = Extract<Item, { type: "amount" }>;
type Paired = { amount: Amount; kind?: SavingsKind };

/** What the slots of a command come to: the command, one thing to ask, or why it cannot be understood. */
export function build(said: Action, slots: Slots): Result {
  const action = said === "disburse" && isAgreedLoan(slots) ? "disburse-loan" : said;
  const draft: Draft = { action };
  const figures = shareFigures(action, slots, draft);
  if (figures !== undefined) return figures;
  const fund = takeFund(slots, draft);
  takeTerms(slots, draft);
  const [date, money] = [takeDate(slots, draft), takeMoney(slots, draft)];
  const tooMuch = leftOver(action, slots, draft);
  if (tooMuch !== undefined) return tooMuch;
  // What cannot be understood at all goes before what can be asked.
  if (money?.kind === "unsure") return money;
  return date ?? money ?? fund ?? settle(draft);
}

/** "cair P0001": the terms are known already. */
const isAgreedLoan = ({ loans, items, products, methods, periods, rates }: Slots): boolean =>
  loans.length > 0 &&
  items.every((item) => item.type === "amount" && item.bare) &&
  products.length + methods.length + periods.length + rates.length === 0;

/** Says of each plain figure below 1000 whether it is the member's number or money. Puts member or loan into the draft. */
function shareFigures(action: Action, slots: Slots, draft: Draft): Result | undefined {
  const wantsMember = takes(action, "member") || takes(action, "target");
  const amounts = slots.items.filter((item) => item.type === "amount");
  const bare = amounts.filter((item) => item.bare);
  const named = slots.numbers.length + slots.loans.length + slots.names.length > 0;
  const [only] = bare;
  const kinds = slots.items.length - amounts.length;
  const money = amounts.length - bare.length;
  // With money elsewhere in the line, or nobody named, the one plain figure is the member's number.
  const spare = !takes(action, "amount") || (money > 0 ? kinds <= money : !named && kinds <= 1);
  const isNumber = wantsMember && bare.length === 1 && slots.numbers.length === 0 && spare;
  if (only !== undefined && isNumber) {
    slots.items.splice(slots.items.indexOf(only), 1);
    slots.numbers.push({ no: Number(only.heard.text), heard: only.heard });
  } else if (
    bare.length > 0 &&
    !(takes(action, "amount") && bare.length === amounts.length && (named || !wantsMember))
  ) {
    return unsure(
      draft,
      "figures",
      bare.map(({ heard }) => heard),
    );
  }
  const tail = amounts.find((item) => item.tail);
  const nobody = takes(action, "member") && slots.numbers.length + slots.names.length === 0;
  // "20 ribu 500" with nobody named: 500 may be the member.
  if (tail !== undefined && nobody && !takes(action, "purpose")) return unsure(draft, "figures", [tail.heard]);
  return takeMember(action, slots, draft);
}

function takeMember(action: Action, slots: Slots, draft: Draft): Result | undefined {
  const [number, secondNumber] = slots.numbers;
  const [name, secondName] = slots.names;
  const [loan, secondLoan] = slots.loans;
  if (takes(action, "note")) return undefined;
  if (namesUnit(action)) {
    if (name !== undefined) draft.unit = name.text;
    if (number !== undefined || secondName !== undefined || loan !== undefined)
      return unsure(draft, "names", [...slots.numbers, ...slots.loans].map(({ heard }) => heard).concat(slots.names));
    return undefined;
  }
  const several = [secondNumber?.heard, secondName, secondLoan?.heard].filter((found) => found !== undefined);
  if (several.length > 0) return unsure(draft, "names", several);
  const member: MemberRef = {};
  if (number !== undefined) member.no = number.no;
  if (name !== undefined) member.name = name.text;
  const someone = number !== undefined || name !== undefined;
  if (takes(action, "member") && loan === undefined) {
    if (someone) draft.member = member;
  } else if (takes(action, "target")) {
    if (someone || loan !== undefined)
      draft.target = { ...(loan === undefined ? {} : { loan: loan.loan }), ...(someone ? { member } : {}) };
  } else if (someone || loan !== undefined) {
    const nobody = [number?.heard, name, loan?.heard].filter((found) => found !== undefined);
    return unsure(draft, "words", [...nobody, ...slots.others]);
  }
  return undefined;
}

/**
 * What bears the money: a fund that was named first, or of which it is said that the money comes from it, whatever it
 * bought. "Operasional 50rb buku dana sosial" may mean either, and is asked about.
 */
function takeFund(slots: Slots, draft: Draft): Ask | undefined {
  const [category] = slots.categories;
  const [fund] = slots.funds;
  if (fund === undefined) {
    if (category !== undefined) draft.category = category.category;
    return undefined;
  }
  const several = slots.funds.some((other) => other.fund !== fund.fund);
  if (several || (category !== undefined && !fund.marked)) {
    const said = [...slots.categories, ...slots.funds].map(({ heard }) => heard);
    return wonder(draft, "category", said, { kind: "ask", candidates: [] });
  }
  draft.category = fund.fund;
  if (category !== undefined && !within(category.heard, slots.free)) slots.free.push(category.heard);
  return undefined;
}

function takeTerms(slots: Slots, draft: Draft): void {
  const [product] = slots.products;
  const [method] = slots.methods;
  const [periods] = slots.periods;
  const [ratePpm] = slots.rates;
  const [month] = slots.months;
  const [source] = slots.sources;
  const [entry] = slots.entries;
  if (product !== undefined) draft.product = product.name;
  if (method !== undefined) draft.method = method;
  // "5 kali": how far apart is the product's to say.
  const every = product === undefined ? {} : { every: product.every };
  if (periods !== undefined && takes(draft.action, "periods")) Object.assign(draft, every, periods);
  else if (periods?.every === "month") draft.months = periods.periods;
  if (ratePpm !== undefined) draft.ratePpm = ratePpm;
  if (month !== undefined) draft.month = month;
  if (source !== undefined) draft.source = source;
  if (entry !== undefined) draft.entry = entry;
  const note = noteOf(slots, draft.action);
  if (note !== "") draft[takes(draft.action, "purpose") ? "purpose" : "note"] = note;
}

function noteOf(slots: Slots, action: Action): string {
  const said = takes(action, "note")
    ? [...slots.free, ...slots.names, ...slots.others, ...slots.numbers.map(({ heard }) => heard)]
    : slots.free;
  const doubts = action === "report-deposit" ? slots.doubts.filter((doubt) => !within(doubt, slots.free)) : [];
  return [...said, ...doubts]
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .join(" ");
}

const within = (heard: Heard, wider: readonly Heard[]): boolean =>
  wider.some(({ at, text }) => at <= heard.at && heard.at < at + text.length);

/** What makes a command of nothing: words that deny it, words that fit nothing, and twice what is said once. */
function leftOver(action: Action, slots: Slots, draft: Draft): Result | undefined {
  if (slots.doubts.length > 0 && action !== "report-deposit") return unsure(draft, "not-said", slots.doubts);
  if (slots.others.length > 0 && !takes(action, "note"))
    return unsure(draft, "words", [...slots.others, ...slots.names]);
  const [mistyped] = slots.mistyped;
  if (mistyped !== undefined && !takes(action, "note"))
    return { ...unsure(draft, "typo", [mistyped.heard]), suggestion: mistyped.meant };
  const twice: [Doubt, number][] = [
    ["dates", slots.dates.length],
    ["amounts", Math.max(slots.periods.length, slots.rates.length, slots.months.length)],
    ["kinds", Math.max(slots.methods.length, slots.products.length)],
  ];
  const [doubt] = twice.find(([, count]) => count > 1) ?? [];
  if (doubt !== undefined)
    return unsure(
      draft,
      doubt,
      slots.dates.map(({ heard }) => heard),
    );
  const items = slots.items.map(({ heard }) => heard);
  if (items.length > 0 && !takes(action, "amount")) return unsure(draft, "amounts", items);
  // An expense without a real amount and without a category is a sentence that begins with "keluar".
  const real = slots.items.some((item) => item.type === "amount" && !item.bare);
  if (takes(action, "note") && !real && draft.category === undefined && draft.source === undefined) {
    if (slots.names.length + slots.others.length > 0) return unsure(draft, "words", [...slots.names, ...slots.others]);
  }
  return undefined;
}

function takeDate(slots: Slots, draft: Draft): Ask | undefined {
  const [date] = slots.dates;
  if (date === undefined) return undefined;
  if (date.day.kind === "value") draft.date = date.day.date;
  else return wonder(draft, "date", [date.heard], date.day);
  return undefined;
}

function takeMoney(slots: Slots, draft: Draft): Result | undefined {
  const paired = pair(slots.items, draft);
  if (!Array.isArray(paired)) return paired;
  for (const [i, { amount, kind }] of paired.entries()) {
    const reading = readAmount(amount.heard.text);
    // One question cannot mend one of several amounts: the line is written anew.
    if (reading.kind !== "value" && paired.length > 1) return unsure(draft, "amounts", [amount.heard]);
    if (reading.kind !== "value") return wonder(draft, "amount", [amount.heard], reading);
    if (i === 0) draft.amount = reading.rupiah;
    else if (kind !== undefined) draft.more = [...(draft.more ?? []), { kind, amount: reading.rupiah }];
    if (i === 0 && kind !== undefined) draft.kind = kind;
  }
  return undefined;
}

/**
 * Which amount is of which kind: one of each in any order, or several in turn ("wajib 20rb sukarela 50rb", "20rb wajib,
 * 50rb sukarela"; "20rb, wajib 20rb" begins with what is meant where no kind is said). A kind without an amount is asked
 * for it.
 */
function pair(items: readonly Item[], draft: Draft): Paired[] | Result {
  const kinds = items.filter((item) => item.type === "kind");
  const amounts = items.filter((item) => item.type === "amount");
  const heard = items.flatMap((item) => (item === UNNAMED ? [] : [item.heard]));
  const [first] = items;
  // Without the comma, "20rb wajib 30rb" may begin with either.
  const isUnnamed = first?.type === "amount" && first.stop && kinds.length > 0 && amounts.length === kinds.length + 1;
  if (isUnnamed && takes(draft.action, "more")) return pair([UNNAMED, ...items], draft);
  const [kind] = kinds;
  const [amount] = amounts;
  if (kinds.length <= 1 && amounts.length <= 1) {
    if (kind !== undefined) draft.kind = kind.kind;
    if (amount === undefined) return [];
    return [kind === undefined ? { amount } : { amount, kind: kind.kind }];
  }
  if (kinds.length > amounts.length) return unsure(draft, "kinds", heard);
  if (!takes(draft.action, "more") || kinds.length < amounts.length) return unsure(draft, "amounts", heard);
  if (new Set(kinds.map((item) => item.kind)).size < kinds.length) return unsure(draft, "kinds", heard);
  if (items.some((item, i) => item.type === items[i + 1]?.type)) return unsure(draft, "amounts", heard);
  return amounts.flatMap((one, i) => {
    const of = kinds[i];
    return of === undefined ? [] : [{ amount: one, kind: of.kind }];
  });
}

const UNNAMED: Item = { type: "kind", kind: UNNAMED_KIND, heard: { text: "", at: 0 } };
