import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "../accounts.ts";
import { lastDayOf, monthsOf, yearEnd } from "../jobs/months.ts";
import type { Member } from "../members.ts";
import type { MemberBasis } from "../rules/index.ts";

/** The savings that are members' capital in the unit; sukarela and the others bear their own jasa. */
const CAPITAL: readonly number[] = [ACCOUNTS.principalSavings, ACCOUNTS.mandatorySavings, ACCOUNTS.capitalisation];

type Moved = { member: number; on: string; amount: number };

/**
 * What each member's share of a year is reckoned by. Jasa modal: her pokok, wajib and kapitalisasi at the ends of the
 * twelve months, added up, so that who came in July has half the weight of who was there all year. Jasa usaha: the jasa
 * of loans that she paid in the year. Shares have those who were members at its end.
 */
export function basisOf(
  sqlite: Sqlite.Database,
  unit: number,
  year: number,
  members: readonly Pick<Member, "id" | "no" | "joinedOn" | "leftOn">[],
): MemberBasis[] {
  const capital = new Map<number, number>();
  for (const [member, moved] of grouped(capitalMoved(sqlite, unit, year))) capital.set(member, weightOf(moved, year));
  const paid = new Map(interestPaid(sqlite, unit, year).map(({ member, amount }) => [member, amount]));
  return members
    .filter((member) => wasMember(member, yearEnd(year)))
    .map(({ id, no }) => {
      return { no, savings: Math.max(0, capital.get(id) ?? 0), interestPaid: Math.max(0, paid.get(id) ?? 0) };
    });
}

const wasMember = ({ joinedOn, leftOn }: Pick<Member, "joinedOn" | "leftOn">, on: string): boolean =>
  joinedOn <= on && (leftOn === null || leftOn > on);

/** The sum of the balances at the twelve month-ends of a year. Pure. */
export function weightOf(moved: readonly { on: string; amount: number }[], year: number): number {
  return monthsOf(year).reduce((sum, month) => {
    const end = lastDayOf(month);
    return sum + moved.reduce((balance, { on, amount }) => (on <= end ? balance + amount : balance), 0);
  }, 0);
}

function grouped(moved: readonly Moved[]): Map<number, Moved[]> {
  const found = new Map<number, Moved[]>();
  for (const one of moved) {
    const hers = found.get(one.member);
    if (hers === undefined) found.set(one.member, [one]);
    else hers.push(one);
  }
  return found;
}

/** By the last day of the month, since nothing else is asked. */
const capitalMoved = (sqlite: Sqlite.Database, unit: number, year: number): Moved[] =>
  sqlite
    .prepare(
      `SELECT l.member, max(e.books_on) AS "on", sum(l.credit - l.debit) AS amount
       FROM journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
       WHERE e.unit = ? AND e.books_on <= ? AND l.member IS NOT NULL AND l.account IN (${CAPITAL.join(", ")})
       GROUP BY l.member, substr(e.books_on, 1, 7)`,
    )
    .all(unit, yearEnd(year)) as Moved[];

const interestPaid = (sqlite: Sqlite.Database, unit: number, year: number): Omit<Moved, "on">[] =>
  sqlite
    .prepare(
      `SELECT l.member, sum(l.credit - l.debit) AS amount
       FROM journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
       WHERE e.unit = ? AND e.books_on BETWEEN ? AND ? AND l.account = ${ACCOUNTS.loanInterest} AND l.member IS NOT NULL
       GROUP BY l.member`,
    )
    .all(unit, `${year}-01-01`, yearEnd(year)) as Omit<Moved, "on">[];
