import type Sqlite from "better-sqlite3";
import { addDays } from "../../zones.ts";
import { growthBy, type Turnover } from "./sound.ts";

/** One account in a trial balance: rupiah; `opening` and `closing` in the account's own direction. */
export type TrialRow = Turnover & { opening: number; closing: number };

/**
 * Opening, turnover and closing of each account that moved up to `to` (YYYY-MM-DD, within), in the order of the chart.
 * Whole months come from `ledger_month`, the days of a month that is not over from the lines. Without `from` the period
 * begins with the books.
 */
export function trialBalance(
  sqlite: Sqlite.Database,
  unit: number | "all",
  { from, to }: { from?: string; to: string },
): TrialRow[] {
  const before = from === undefined ? new Map<number, Turnover>() : turnoverUntil(sqlite, unit, addDays(from, -1));
  const until = [...turnoverUntil(sqlite, unit, to).values()].sort((a, b) => a.account - b.account);
  return until.map((all) => {
    const { account } = all;
    const earlier = before.get(account) ?? { account, debit: 0, credit: 0 };
    const [debit, credit] = [all.debit - earlier.debit, all.credit - earlier.credit];
    return { account, opening: growthBy(earlier), debit, credit, closing: growthBy(all) };
  });
}

/** All that moved from the beginning of the books to the end of a day. */
function turnoverUntil(sqlite: Sqlite.Database, unit: number | "all", date: string): Map<number, Turnover> {
  const next = addDays(date, 1);
  const wholeMonth = next.endsWith("-01");
  const found = new Map<number, Turnover>();
  const add = (rows: readonly unknown[]) => {
    for (const { account, debit, credit } of rows as readonly Turnover[]) {
      const there = found.get(account);
      found.set(account, {
        account,
        debit: debit + (there?.debit ?? 0),
        credit: credit + (there?.credit ?? 0),
      });
    }
  };
  const month = (wholeMonth ? next : date).slice(0, 7);
  const of = unit === "all" ? [] : [unit];
  add(sqlite.prepare(unit === "all" ? MONTHS_OF_ALL : MONTHS).all(...of, month));
  if (!wholeMonth) add(sqlite.prepare(unit === "all" ? DAYS_OF_ALL : DAYS).all(...of, `${month}-01`, date));
  return found;
}

const SUMS = "account, sum(debit) AS debit, sum(credit) AS credit";
const MONTHS = `SELECT ${SUMS} FROM ledger_month WHERE unit = ? AND month < ? GROUP BY account`;
const MONTHS_OF_ALL = `SELECT ${SUMS} FROM ledger_month WHERE month < ? GROUP BY account`;
// CROSS JOIN is SQLite's way to say which table is gone through first: entries by unit and date, then their lines.
const DAYS = `SELECT ${SUMS} FROM journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
  WHERE e.unit = ? AND e.books_on BETWEEN ? AND ? GROUP BY account`;
const DAYS_OF_ALL = `SELECT ${SUMS} FROM coop_unit AS u CROSS JOIN journal_entry AS e ON e.unit = u.id
  CROSS JOIN journal_line AS l ON l.entry_id = e.id
  WHERE e.books_on BETWEEN ? AND ? GROUP BY account`;
