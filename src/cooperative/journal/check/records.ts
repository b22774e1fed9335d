import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "../../accounts.ts";
import type { Breaches } from "./breach.ts";

/** A record whose figure is not that of the entry it was made with. `whose` tells which one. */
type Row = { unit: number; whose: string; said: number | null; booked: number | null };

/**
 * What is kept beside the journal and was made with an entry, against that entry: what was paid out of a loan, what is
 * tied up as term savings, what was sent to another unit, the difference of a cash count, a closed year's surplus and each
 * member's part of it. Whoever changes one of them in the file does not change what was booked.
 */
export function checkRecords(sqlite: Sqlite.Database, only: number | undefined, breaches: Breaches): void {
  for (const { what, sql } of RECORDS) {
    const rows = sqlite.prepare(`SELECT * FROM (${sql}) WHERE said IS NOT booked AND (:only IS NULL OR unit = :only)`);
    for (const { unit, whose, said, booked } of rows.iterate({ only: only ?? null }) as IterableIterator<Row>) {
      const kept = said === null ? "not a number" : said;
      breaches.add({
        code: "record",
        unit,
        what: `${what} ${whose} is kept as ${kept}, and its entry says ${booked ?? 0}`,
      });
    }
  }
}

const LINES = "SELECT sum(l.debit) FROM journal_line AS l WHERE l.entry_id =";

const RECORDS: readonly { what: string; sql: string }[] = [
  {
    // Its first line is what was paid out, or what was still owed when the books were opened; of what was never paid out
    // there is none. Terms that are no terms are found; whoever reads terms without a principal fails at once.
    what: "the principal of loan",
    sql: `SELECT * FROM (SELECT unit, no AS whose,
        json_valid(terms) AS isTerms, iif(json_valid(terms), json_extract(terms, '$.principal'), NULL) AS said,
        (SELECT l.debit FROM journal_line AS l WHERE l.loan = loan.id AND l.account = ${ACCOUNTS.loans} AND l.debit > 0
          ORDER BY l.entry_id LIMIT 1) AS booked
      FROM loan) WHERE booked IS NOT NULL AND (said IS NOT NULL OR NOT isTerms)`,
  },
  {
    what: "the term savings of member",
    sql: `SELECT t.unit, t.member AS whose, sum(t.amount) AS said,
        (SELECT sum(l.credit) FROM journal_line AS l
          WHERE l.entry_id = t.entry_id AND l.account = ${ACCOUNTS.term} AND l.member = t.member) AS booked
      FROM term_deposit AS t GROUP BY t.entry_id, t.member`,
  },
  {
    what: "what was sent by transfer",
    sql: `SELECT from_unit AS unit, id AS whose, amount AS said, (${LINES} transfer.sent_entry) AS booked FROM transfer`,
  },
  {
    what: "the difference of the cash count of",
    sql: `SELECT unit, "on" AS whose, abs(counted - book) AS said, (${LINES} cash_count.entry_id) AS booked
      FROM cash_count WHERE entry_id IS NOT NULL`,
  },
  {
    // Closing brings income and expenses to nothing: what it takes from them is the surplus.
    what: "the surplus of",
    sql: `SELECT unit, year AS whose, surplus AS said,
        (SELECT coalesce(sum(l.debit - l.credit), 0) FROM journal_line AS l
          WHERE l.entry_id = year_close.entry_id AND l.account BETWEEN 4000 AND 5999) AS booked
      FROM year_close`,
  },
  {
    what: "the part of the surplus of member",
    sql: `SELECT s.unit, s.member || ' for ' || s.year AS whose, s.for_capital + s.for_use AS said,
        (SELECT coalesce(sum(l.credit), 0) FROM journal_line AS l
          WHERE l.entry_id = y.approved_entry AND l.account = ${ACCOUNTS.shuPayable} AND l.member = s.member) AS booked
      FROM shu_share AS s JOIN year_close AS y ON y.unit = s.unit AND y.year = s.year`,
  },
];
