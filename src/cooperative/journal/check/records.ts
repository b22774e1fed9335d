import type Sqlite from "better-sqlite3";
import { ACCOUNTS, OWN_ACCOUNTS } from "../../accounts.ts";
import { loanNo } from "../../loans/store.ts";
import type { Telling } from "./breach.ts";
import { DISPUTES } from "./disputes.ts";
import { REQUESTS } from "./requests.ts";
import { checkRules, numberOf, type Row, type Rule } from "./rules.ts";
import { checkLockDays, checkSettings } from "./settings.ts";

/**
 * What is kept beside the journal, against the entries that it was made with or that it makes: figures of loans, term
 * savings, transfers, counts, closed years and their shares; members who left; requests and who agreed to them; disputes;
 * settings and locks. Whoever changes one of them in the file does not change what was booked.
 */
export function checkRecords(sqlite: Sqlite.Database, only: number | undefined, telling: Telling): void {
  checkRules(sqlite, only, [...FIGURES, ...MEMBERS, ...YEARS, ...REQUESTS, ...DISPUTES], telling);
  checkSettings(sqlite, only, telling);
  checkLockDays(sqlite, only, telling);
}

/** A record whose figure, `said`, is not that of its entry, `booked`. */
const figure = (sql: string, whose: Rule["what"]): Rule => ({
  sql: `SELECT * FROM (${sql}) WHERE said IS NOT booked`,
  what: (row, names) => {
    const kept = row["said"] === null ? "not a number" : row["said"];
    return `${whose(row, names)} is kept as ${kept}, and its entry says ${row["booked"] ?? 0}`;
  },
});

const LINES = "SELECT sum(l.debit) FROM journal_line AS l WHERE l.entry_id =";
const memberOf = ({ member, unit }: Row) => [numberOf(member), numberOf(unit)] as const;
const entryOf = ({ entry_id: entry, unit }: Row) => [numberOf(entry), numberOf(unit)] as const;

const FIGURES: readonly Rule[] = [
  // Its first line is what was paid out, or what was still owed when the books were opened; of what was never paid out
  // there is none. Terms that are no terms are found; whoever reads terms without a principal fails at once.
  figure(
    `SELECT * FROM (SELECT unit, no AS loan,
        json_valid(terms) AS isTerms, iif(json_valid(terms), json_extract(terms, '$.principal'), NULL) AS said,
        (SELECT l.debit FROM journal_line AS l WHERE l.loan = loan.id AND l.account = ${ACCOUNTS.loans} AND l.debit > 0
          ORDER BY l.entry_id LIMIT 1) AS booked
      FROM loan) WHERE booked IS NOT NULL AND (said IS NOT NULL OR NOT isTerms)`,
    ({ loan }) => `the principal of loan ${loanNo(numberOf(loan))}`,
  ),
  figure(
    `SELECT t.unit, t.member, t.entry_id, sum(t.amount) AS said,
        (SELECT sum(l.credit) FROM journal_line AS l
          WHERE l.entry_id = t.entry_id AND l.account = ${ACCOUNTS.term} AND l.member = t.member) AS booked
      FROM term_deposit AS t GROUP BY t.entry_id, t.member`,
    (row, names) => `the term savings of ${names.member(...memberOf(row))} from ${names.entry(...entryOf(row))}`,
  ),
  figure(
    `SELECT from_unit AS unit, to_unit, sent_entry AS entry_id, amount AS said, (${LINES} transfer.sent_entry) AS booked
      FROM transfer`,
    (row, names) => `what was sent to ${names.unit(numberOf(row["to_unit"]))} by ${names.entry(...entryOf(row))}`,
  ),
  figure(
    `SELECT to_unit AS unit, from_unit, amount AS said,
        coalesce((SELECT sum(l.debit) FROM journal_entry AS e JOIN journal_line AS l ON l.entry_id = e.id
          WHERE e.id = transfer.received_entry AND e.unit = transfer.to_unit), 0) AS booked
      FROM transfer WHERE state = 'received'`,
    ({ from_unit }, names) => `what was received from ${names.unit(numberOf(from_unit))}`,
  ),
  figure(
    `SELECT c.unit, c."on", c.resolved_by AS entry_id, (${LINES} c.entry_id) AS said,
        (SELECT sum(l.debit) FROM journal_entry AS e JOIN journal_line AS l ON l.entry_id = e.id
          WHERE e.id = c.resolved_by AND e.unit = c.unit AND e.kind = 'cash-difference') AS booked
      FROM cash_count AS c WHERE c.resolved_by IS NOT NULL`,
    (row, names) => `the difference of the cash count of ${row["on"]}, settled by ${names.entry(...entryOf(row))},`,
  ),
  figure(
    `SELECT (SELECT unit FROM journal_entry WHERE id = c.entry_id) AS unit, c.entry_id, sum(c.amount) AS said,
        (SELECT coalesce(sum(l.debit), 0) FROM journal_line AS l
          WHERE l.entry_id = c.entry_id AND l.account = ${ACCOUNTS.cash}) AS booked
      FROM loan_cover AS c GROUP BY c.entry_id`,
    (row, names) => `what the group paid for another by ${names.entry(...entryOf(row))}`,
  ),
  // Closing brings income and expenses to nothing: what it takes from them is the surplus.
  figure(
    `SELECT unit, year, surplus AS said,
        (SELECT coalesce(sum(l.debit - l.credit), 0) FROM journal_line AS l
          WHERE l.entry_id = year_close.entry_id AND l.account BETWEEN 4000 AND 5999) AS booked
      FROM year_close`,
    ({ year }) => `the surplus of ${year}`,
  ),
  figure(
    `SELECT s.unit, s.member, s.year, s.for_capital + s.for_use AS said,
        (SELECT coalesce(sum(l.credit), 0) FROM journal_line AS l
          WHERE l.entry_id = y.approved_entry AND l.account = ${ACCOUNTS.shuPayable} AND l.member = s.member) AS booked
      FROM shu_share AS s JOIN year_close AS y ON y.unit = s.unit AND y.year = s.year`,
    (row, names) => `the part of the surplus of ${names.member(...memberOf(row))} for ${row["year"]}`,
  ),
];

/** What is settled when somebody leaves; a surplus may be shared later, and waits for her. */
const SETTLED = [...OWN_ACCOUNTS, ACCOUNTS.loans].filter((account) => account !== ACCOUNTS.shuPayable).join(", ");

const MEMBERS: readonly Rule[] = [
  {
    sql: "SELECT unit, no, count(*) AS count FROM coop_member GROUP BY unit, no HAVING count(*) > 1",
    what: ({ no, count }) => `${count} members have the number ${no}`,
  },
  {
    // Taking back what was written before she left may owe her something anew.
    sql: `SELECT m.unit, m.id AS member, m.left_on, sum(b.amount) AS held
      FROM coop_member AS m CROSS JOIN ledger_balance AS b ON b.unit = m.unit AND b.member = m.id
      WHERE m.left_on IS NOT NULL AND b.account IN (${SETTLED}) AND b.amount <> 0 AND NOT EXISTS
        (SELECT 1 FROM journal_line AS l JOIN journal_entry AS e ON e.id = l.entry_id
          WHERE l.member = m.id AND e.kind = 'reversal' AND e.value_on >= m.left_on) GROUP BY m.id`,
    what: (row, names) =>
      `${names.member(...memberOf(row))} is kept as gone since ${row["left_on"]}, and her savings and loans hold ${row["held"]}`,
  },
  {
    sql: `SELECT l.unit, l.no, l.state, b.amount FROM loan AS l CROSS JOIN ledger_balance AS b
        ON b.unit = l.unit AND b.member = l.member AND b.account = ${ACCOUNTS.loans} AND b.loan = l.id
      WHERE l.state NOT IN ('active', 'written-off') AND b.amount <> 0`,
    what: ({ no, state, amount }) => `loan ${loanNo(numberOf(no))} is kept as ${state}, and ${amount} is owed of it`,
  },
  {
    sql: "SELECT unit, member, state FROM number_change WHERE state IN ('waiting', 'done') AND (checker IS NULL OR checker = maker)",
    what: (row, names) =>
      `the new phone of ${names.member(...memberOf(row))} is kept as ${row["state"]}, and nobody else agreed to it`,
  },
];

const YEARS: readonly Rule[] = [
  {
    sql: `SELECT y.unit, y.year, e.no AS entry_no FROM year_close AS y JOIN journal_entry AS e ON e.id = y.entry_id
      WHERE e.kind <> 'year-close' OR e.unit <> y.unit OR e.value_on <> y.year || '-12-31'`,
    what: ({ year }) => `the close of ${year} is kept as made by it, and it is none`,
  },
  {
    sql: `SELECT unit, year FROM year_close AS y WHERE NOT EXISTS (SELECT 1 FROM period_lock AS p
      WHERE p.unit = y.unit AND p.kind = 'year' AND p.until = y.year || '-12-31')`,
    what: ({ year }) => `${year} is closed, and its lock is gone`,
  },
  {
    sql: `SELECT unit, until FROM period_lock AS p WHERE p.kind = 'year' AND NOT EXISTS
      (SELECT 1 FROM year_close AS y WHERE y.unit = p.unit AND y.year || '-12-31' = p.until)`,
    what: ({ until }) => `the books are locked for the year until ${until}, and its close is gone`,
  },
];
