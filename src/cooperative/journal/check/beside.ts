import type Sqlite from "better-sqlite3";
import type { Breaches } from "./breach.ts";
import type { Pass } from "./pass.ts";

/** What stands beside the entries, against what the entries say. */
export function checkBeside(sqlite: Sqlite.Database, unit: number | undefined, pass: Pass, breaches: Breaches): void {
  checkAnchors(sqlite, unit, breaches);
  checkBalances(sqlite, unit, pass, breaches);
  checkMonths(sqlite, unit, pass, breaches);
  checkGuards(sqlite, breaches);
}

const rowsOf = (sqlite: Sqlite.Database, sql: string, unit: number | undefined) =>
  sqlite
    .prepare(unit === undefined ? sql : `${sql} WHERE unit = ?`)
    .iterate(...(unit === undefined ? [] : [unit])) as IterableIterator<unknown>;

/** The heads that were told to others: a chain that was made anew from the middle does not have them. */
function checkAnchors(sqlite: Sqlite.Database, only: number | undefined, breaches: Breaches): void {
  const rows = rowsOf(sqlite, CHANGED_ANCHORS, only) as IterableIterator<{ unit: number; no: number; day: string }>;
  for (const { unit, no, day } of rows)
    breaches.add({ code: "anchor", unit, no, what: `it is not what was told to others at the end of ${day}` });
}

const CHANGED_ANCHORS = `SELECT unit, no, day FROM (
  SELECT a.unit, a.no, a.day FROM ledger_anchor AS a LEFT JOIN journal_entry AS e ON e.unit = a.unit AND e.no = a.no
  WHERE e.hash IS NOT a.hash ORDER BY a.day, a.unit)`;

type BalanceRow = { unit: number; member: number; account: number; loan: number; amount: number };

function checkBalances(sqlite: Sqlite.Database, only: number | undefined, pass: Pass, breaches: Breaches): void {
  const rows = rowsOf(sqlite, "SELECT unit, member, account, loan, amount FROM ledger_balance", only);
  for (const { unit, amount, ...place } of rows as IterableIterator<BalanceRow>) {
    const isPlace = pass.owners.isPlace(unit, place);
    const sum = isPlace ? pass.balances.get(unit, place) : 0;
    const whose = `account ${place.account}, member ${place.member}, loan ${place.loan}`;
    if (sum !== amount) {
      const what = `the balance of ${whose} is kept as ${amount}, and its lines make ${sum}`;
      breaches.add({ code: "balance", unit, what });
    }
    if (isPlace) pass.balances.add(unit, { ...place, delta: -sum });
  }
  for (const what of pass.balances.rest()) breaches.add({ code: "balance", what: `${what}, and no balance is kept` });
}

type MonthRow = { unit: number; month: string; account: number; debit: number; credit: number };

function checkMonths(sqlite: Sqlite.Database, only: number | undefined, pass: Pass, breaches: Breaches): void {
  const rows = rowsOf(sqlite, "SELECT unit, month, account, debit, credit FROM ledger_month", only);
  for (const { unit, month, account, debit, credit } of rows as IterableIterator<MonthRow>) {
    const sum = pass.months.take(unit, month, account);
    if (sum.debit === debit && sum.credit === credit) continue;
    const what = `${month} of account ${account} is kept as ${debit} and ${credit}, and its lines make ${sum.debit} and ${sum.credit}`;
    breaches.add({ code: "month", unit, what });
  }
  for (const what of pass.months.rest()) breaches.add({ code: "month", what: `${what}, and no month is kept` });
}

/** What keeps the journal as it is, from the migrations. */
const GUARDS = [
  "journal_entry_no",
  "journal_entry_source",
  "journal_entry_reverses",
  "journal_entry_no_update",
  "journal_entry_no_delete",
  "journal_line_no_update",
  "journal_line_no_delete",
] as const;

function checkGuards(sqlite: Sqlite.Database, breaches: Breaches): void {
  const there = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = ?");
  for (const guard of GUARDS)
    if (there.get(guard) === undefined)
      breaches.add({ code: "guard", what: `${guard}, which keeps the journal as it is, is gone` });
}
