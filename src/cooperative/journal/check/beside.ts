import type Sqlite from "better-sqlite3";
import { accountCode } from "../../accounts.ts";
import type { Telling } from "./breach.ts";
import { code8Of } from "./names.ts";
import type { Pass } from "./pass.ts";

/** What is kept of the entries beside them, against what the entries say. `unit`: of one alone. */
export function checkBeside(sqlite: Sqlite.Database, unit: number | undefined, pass: Pass, telling: Telling): void {
  checkAnchors(sqlite, unit, telling);
  checkBalances(sqlite, unit, pass, telling);
  checkMonths(sqlite, unit, pass, telling);
  pass.boxes.finish(unit, telling.breaches);
  pass.sheets.finish(unit, telling.breaches);
}

const rowsOf = (sqlite: Sqlite.Database, sql: string, unit: number | undefined) =>
  sqlite
    .prepare(unit === undefined ? sql : `${sql} WHERE unit = ?`)
    .iterate(...(unit === undefined ? [] : [unit])) as IterableIterator<unknown>;

type AnchorRow = { unit: number; no: number; day: string; told: Buffer };

/** The heads that were told to others: a chain that was made anew from the middle does not have them. */
function checkAnchors(sqlite: Sqlite.Database, only: number | undefined, { breaches }: Telling): void {
  const rows = rowsOf(sqlite, CHANGED_ANCHORS, only) as IterableIterator<AnchorRow>;
  for (const { unit, no, day, told } of rows)
    breaches.add({
      code: "anchor",
      unit,
      no,
      what: `others were told ${code8Of(told)} of it on the evening of ${day}`,
    });
}

const CHANGED_ANCHORS = `SELECT unit, no, day, told FROM (
  SELECT a.unit, a.no, a.day, a.hash AS told
  FROM ledger_anchor AS a LEFT JOIN journal_entry AS e ON e.unit = a.unit AND e.no = a.no
  WHERE e.hash IS NOT a.hash ORDER BY a.day, a.unit)`;

type BalanceRow = { unit: number; member: number; account: number; loan: number; amount: number };

function checkBalances(
  sqlite: Sqlite.Database,
  only: number | undefined,
  pass: Pass,
  { breaches, names }: Telling,
): void {
  const rows = rowsOf(sqlite, "SELECT unit, member, account, loan, amount FROM ledger_balance", only);
  for (const { unit, amount, ...place } of rows as IterableIterator<BalanceRow>) {
    const isPlace = pass.owners.isPlace(unit, place);
    const sum = isPlace ? pass.balances.get(unit, place) : 0;
    if (sum !== amount) {
      const what = () => `the balance of ${names.place(place, unit)} is kept as ${amount}, and its lines make ${sum}`;
      breaches.add({ code: "balance", unit, what });
    }
    if (isPlace) pass.balances.add(unit, { ...place, delta: -sum });
  }
  for (const { of, id, account, sum } of pass.balances.rest()) {
    const unit = pass.owners.unitOf(of, id);
    const whose = () => (of === "unit" ? "" : ` of ${of === "loan" ? names.loan(id, unit) : names.member(id, unit)}`);
    const what = () => `the lines of ${accountCode(account)}${whose()} make ${sum}, and no balance is kept`;
    breaches.add({ code: "balance", ...(unit === undefined ? {} : { unit }), what });
  }
}

type MonthRow = { unit: number; month: string; account: number; debit: number; credit: number };

function checkMonths(sqlite: Sqlite.Database, only: number | undefined, pass: Pass, { breaches }: Telling): void {
  const rows = rowsOf(sqlite, "SELECT unit, month, account, debit, credit FROM ledger_month", only);
  for (const { unit, month, account, debit, credit } of rows as IterableIterator<MonthRow>) {
    const sum = pass.months.take(unit, month, account);
    if (sum.debit === debit && sum.credit === credit) continue;
    const kept = `${month} of ${accountCode(account)} is kept as debit ${debit} and credit ${credit}`;
    const what = `${kept}, and its lines make ${sum.debit} and ${sum.credit}`;
    breaches.add({ code: "month", unit, what });
  }
  for (const { unit, month, account } of pass.months.rest()) {
    const what = `the lines of ${accountCode(account)} moved in ${month}, and no such month is kept`;
    breaches.add({ code: "month", unit, what });
  }
}
