import type { Row, Section } from "../../../documents/index.ts";
import { addDays } from "../../../zones.ts";
import { ACCOUNTS, accountCode } from "../../accounts.ts";
import type { CoopUnit } from "../../units.ts";
import {
  closingBalances,
  groupOf,
  type Of,
  onPaper,
  openSurplus,
  results,
  surplusOf,
  unmatchedNotes,
} from "../figures.ts";
import type { Ledger } from "../ledger.ts";
import { accountColumns, type Built, column, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";

export const ofScene = ({ units, all }: Pick<Scene, "units" | "all">): Of => (all ? "all" : (units[0]?.id ?? "all"));

/** What the neraca of a day is made of. Balances in their own direction, rupiah. */
export type BalanceSheet = {
  balances: ReadonlyMap<number, number>;
  /** The part of pokok and wajib that their units owe to members; the rest is equity. */
  owedSavings: ReadonlyMap<number, number>;
};

/** Pokok and wajib, whose class the unit decides. */
const CHOSEN: readonly number[] = [ACCOUNTS.principalSavings, ACCOUNTS.mandatorySavings];

/** Reads the neraca of a day. */
export function balanceSheetOf(
  ledger: Pick<Ledger, "journal" | "setting">,
  { units, all }: Pick<Scene, "units" | "all">,
  date: string,
): BalanceSheet {
  const { balances } = closingBalances(ledger, ofScene({ units, all }), date);
  return { balances, owedSavings: owedSavings(ledger, units, balances, date) };
}

function owedSavings(
  ledger: Pick<Ledger, "journal" | "setting">,
  units: readonly CoopUnit[],
  balances: ReadonlyMap<number, number>,
  date: string,
): Map<number, number> {
  const owing = units.filter(({ id }) => ledger.setting(id).ownSavings === "liability");
  const all = new Map(CHOSEN.map((account) => [account, balances.get(account) ?? 0]));
  if (owing.length === units.length) return all;
  const owed = new Map(CHOSEN.map((account) => [account, 0]));
  for (const { id } of owing)
    for (const { account, closing } of ledger.journal.trialBalance(id, { to: date }))
      if (CHOSEN.includes(account)) owed.set(account, (owed.get(account) ?? 0) + closing);
  return owed;
}

/** Neraca at the end of the period, beside the day before it began. */
export function balanceSheet(scene: Scene): Built {
  const { ledger, words, names, units, all, period } = scene;
  const before = addDays(period.from, -1);
  const { unmatched } = closingBalances(ledger, ofScene(scene), period.to);
  const [end, start] = [period.to, before].map((date) => balanceSheetOf(ledger, scene, date)) as [
    BalanceSheet,
    BalanceSheet,
  ];
  const columns = [
    ...accountColumns(words),
    { ...column(words, "end", "money"), label: words.date(period.to) },
    { ...column(words, "before", "money"), label: words.date(before) },
  ];
  return {
    sections: [{ columns, rows: balanceSheetRows(end, start, words) }],
    notes: unmatchedNotes(unmatched, words),
    signatures: names.signatures(all ? ledger.units.head() : units[0]),
  };
}

type Item = { code: string | null; name: string; end: number; before: number };
type Side = { group: number; items: Item[] };

/** Assets, then what is owed, then what is their own; with the surplus that is not closed yet, both sides are equal. Pure. */
export function balanceSheetRows(end: BalanceSheet, before: BalanceSheet, words: Words): Row[] {
  const sides = ([1, 2, 3] as const).map((group) => ({ group, items: itemsOf(group, end, before, words) }));
  const [, debts, equity] = sides;
  const sum = (items: readonly Item[], of: "end" | "before") => items.reduce((all, item) => all + item[of], 0);
  const both = [...(debts?.items ?? []), ...(equity?.items ?? [])];
  const last = words.say("row.debts-and-equity");
  return [
    ...sides.flatMap((side) => sideRows(side, words)),
    { role: "total", cells: [null, last, sum(both, "end"), sum(both, "before")] },
  ];
}

function sideRows({ group, items }: Side, words: Words): Row[] {
  const name = words.group(group);
  const sum = (of: "end" | "before") => items.reduce((all, item) => all + item[of], 0);
  return [
    { role: "heading", cells: [null, name, null, null] },
    ...items.map((item): Row => ({ cells: [item.code, item.name, item.end, item.before] })),
    { role: "subtotal", cells: [null, words.say("row.sum-of", { what: name }), sum("end"), sum("before")] },
  ];
}

function itemsOf(group: 1 | 2 | 3, end: BalanceSheet, before: BalanceSheet, words: Words): Item[] {
  const accounts = [...new Set([...end.balances.keys(), ...before.balances.keys()])].sort((a, b) => a - b);
  const items = accounts
    .filter((account) => groupOf(account) === group || (group === 2 && CHOSEN.includes(account)))
    .map((account): Item => {
      const amounts = { end: part(group, account, end), before: part(group, account, before) };
      return { code: accountCode(account), name: nameOf(account, amounts, words), ...amounts };
    })
    .filter((item) => item.end !== 0 || item.before !== 0);
  if (group !== 3) return items;
  const running = { end: openSurplus(end.balances), before: openSurplus(before.balances) };
  return [
    ...items,
    { code: null, name: words.say(isLoss(running) ? "row.running-loss" : "row.running-surplus"), ...running },
  ];
}

type Amounts = Pick<Item, "end" | "before">;

/** A loss is called by its name; where there is nothing any more, by what it was. */
const isLoss = ({ end, before }: Amounts): boolean => end < 0 || (end === 0 && before < 0);

/** What a closed year left is called by what it is: shared one day, or a loss that is to be met. */
function nameOf(account: number, amounts: Amounts, words: Words): string {
  if (account !== ACCOUNTS.surplus) return words.account(account);
  return words.say(isLoss(amounts) ? "row.closed-loss" : "row.closed-surplus");
}

/** What an account adds to a side. */
function part(group: 1 | 2 | 3, account: number, { balances, owedSavings: owed }: BalanceSheet): number {
  const amount = onPaper(account, balances.get(account) ?? 0);
  if (!CHOSEN.includes(account)) return amount;
  const debt = owed.get(account) ?? 0;
  return group === 2 ? debt : amount - debt;
}

/** Perhitungan SHU: income and expenses of the period, and what is left. */
export function income(scene: Scene): Built {
  const { ledger, words, names, units, all, period } = scene;
  const found = results(ledger, ofScene(scene), period);
  return {
    sections: [incomeSection(found, words)],
    signatures: names.signatures(all ? ledger.units.head() : units[0]),
  };
}

/** `Sisa Hasil Usaha (SHU)`, or `Rugi`. */
export const surplusName = (amount: number, words: Words): string => words.say(amount < 0 ? "row.loss" : "row.surplus");

/** Pure. */
export function incomeSection(found: ReadonlyMap<number, number>, words: Words): Section {
  const columns = [...accountColumns(words), column(words, "amount", "money")];
  const accounts = [...found].filter(([, amount]) => amount !== 0).sort(([a], [b]) => a - b);
  const group = (digit: 4 | 5): Row[] => {
    const own = accounts.filter(([account]) => groupOf(account) === digit);
    const name = words.group(digit);
    return [
      { role: "heading", cells: [null, name, null] },
      ...own.map(([account, amount]): Row => ({ cells: [accountCode(account), words.account(account), amount] })),
      {
        role: "subtotal",
        cells: [null, words.say("row.sum-of", { what: name }), own.reduce((sum, [, amount]) => sum + amount, 0)],
      },
    ];
  };
  const total: Row = { role: "total", cells: [null, surplusName(surplusOf(found), words), surplusOf(found)] };
  return { columns, rows: [...group(4), ...group(5), total] };
}
