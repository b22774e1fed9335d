import { ACCOUNTS } from "../../accounts.ts";
import { loanNo } from "../../loans/store.ts";
import { missingNumber, numberOf, type Rule } from "./rules.ts";

/** Yes of people who may say it: not of who asked, not of who stood by for the member, not after it was over. */
const YES = `SELECT v.person_id FROM pending_vote AS v
  WHERE v.pending_id = p.id AND v.yes = 1 AND v.person_id <> p.maker AND v.person_id IS NOT p.witness AND v.at <= p.ended_at`;

/** What always makes an entry when it is carried out. */
const POSTS = `('deposit', 'withdraw', 'instalment', 'meeting-line', 'settle', 'savings-to-loan', 'cover', 'disburse',
  'write-off', 'recover', 'death-benefit', 'expense', 'income', 'cash-difference', 'reverse', 'year-close', 'shu',
  'shu-to-savings', 'pay-shu')`;

/** What is entered under a name of its own, since a unit has it once. */
const NAMED = "('year-close', 'savings-interest', 'provision')";

/** How many others no setting goes below. */
const FEWEST = `CASE p.kind WHEN 'year-close' THEN 2 WHEN 'shu' THEN 2 WHEN 'cover-loss' THEN 2 WHEN 'leave' THEN 1
  WHEN 'shu-to-savings' THEN 1 WHEN 'number-change' THEN 1 ELSE 0 END`;

const HOW = "iif(json_valid(p.what), json_extract(p.what, '$.needsConfirm'), NULL)";
const ASKED = "iif(json_valid(p.what), json_extract(p.what, '$.operation.amount'), NULL)";

/** What waited for others, who agreed to it, and the entries that came of it. */
export const REQUESTS: readonly Rule[] = [
  { sql: missingNumber("pending"), what: ({ missing }) => `request ${missing} is missing` },
  {
    sql: `SELECT p.unit, p.no FROM pending AS p
      WHERE iif(json_valid(p.what), json_extract(p.what, '$.operation.op'), NULL) IS NOT p.kind`,
    what: ({ no }) => `what request ${no} asked for cannot be understood`,
  },
  {
    sql: `SELECT * FROM (SELECT p.unit, p.no, max(p.votes, ${FEWEST}) AS votes,
        (SELECT count(*) FROM (${YES})) AS had FROM pending AS p WHERE p.state = 'done') WHERE had < votes`,
    what: ({ no, votes, had }) => `request ${no} was carried out with ${had} yes of others, and ${votes} were needed`,
  },
  {
    sql: `SELECT p.unit, p.no FROM pending AS p WHERE p.state = 'done' AND ${HOW} = 1 AND
        (p.confirmed_at IS NULL OR p.confirmed_at > p.ended_at OR p.witness = p.maker OR (p.confirmer IS NULL AND p.witness IS NULL))`,
    what: ({ no }) => `request ${no} was carried out without the member's own yes or her witness`,
  },
  {
    sql: `SELECT p.unit, p.no, p.state FROM pending AS p
      WHERE (p.state = 'open') <> (p.ended_at IS NULL) OR (p.state <> 'done' AND p.entry_id IS NOT NULL)`,
    what: ({ no, state }) => `request ${no} is kept as ${state}, and its end or its entry does not fit`,
  },
  {
    sql: `SELECT p.unit, p.no FROM pending AS p WHERE p.state = 'done' AND p.entry_id IS NULL AND p.kind IN ${POSTS}`,
    what: ({ no }) => `request ${no} was carried out, and its entry is not named`,
  },
  {
    sql: `SELECT p.unit, p.no, e.no AS entry_no FROM pending AS p LEFT JOIN journal_entry AS e ON e.id = p.entry_id
      WHERE p.entry_id IS NOT NULL AND (e.unit IS NOT p.unit OR e.maker IS NOT p.maker OR (p.kind NOT IN ${NAMED}
        AND e.source IS NOT 'pending:' || p.id AND e.source NOT LIKE 'pending:' || p.id || '/%'))`,
    what: ({ no }) => `request ${no} is kept as carried out by it, and it came from something else`,
  },
  {
    sql: `SELECT p.unit, p.no, e.no AS entry_no FROM pending AS p JOIN journal_entry AS e ON e.id = p.entry_id
      WHERE p.votes > 0 AND (e.checker IS NULL OR e.checker NOT IN (${YES}))`,
    what: ({ no }) => `who agreed to request ${no} is not who checked it`,
  },
  {
    sql: `SELECT * FROM (SELECT p.unit, p.no, e.no AS entry_no, p.amount, ${ASKED} AS asked,
        (SELECT sum(l.debit) FROM journal_line AS l WHERE l.entry_id = p.entry_id) AS booked
        FROM pending AS p LEFT JOIN journal_entry AS e ON e.id = p.entry_id
        WHERE p.kind IN ('deposit', 'withdraw', 'meeting-line', 'expense', 'income'))
      WHERE (asked IS NOT NULL AND asked IS NOT amount) OR (booked IS NOT NULL AND booked IS NOT amount)`,
    what: ({ no, amount }) => `request ${no} is kept with ${amount}, and that is not what was asked for or booked`,
  },
  {
    sql: `SELECT e.unit, e.no AS entry_no, p.no, p.state FROM journal_entry AS e
      LEFT JOIN pending AS p ON p.id = CAST(substr(e.source, 9) AS INTEGER)
      WHERE e.source >= 'pending:' AND e.source < 'pending;' AND p.state IS NOT 'done'`,
    what: ({ no, state }) =>
      no === null
        ? "the request that it was made for is gone"
        : `it was made for request ${no}, which is kept as ${state}`,
  },
  {
    // From the first loan of a unit on to which people are known to have agreed.
    sql: `SELECT f.unit, f.no AS loan, e.no AS entry_no FROM
        (SELECT l.unit, l.id, l.no, (SELECT min(entry_id) FROM journal_line AS j WHERE j.loan = l.id AND j.account = ${ACCOUNTS.loans}) AS entry
          FROM loan AS l WHERE l.unit IN (SELECT unit FROM pending WHERE kind = 'agree-loan')) AS f
        JOIN journal_entry AS e ON e.id = f.entry AND e.kind = 'disbursement'
      WHERE e.booked_at >= (SELECT min(made_at) FROM pending WHERE kind = 'agree-loan' AND unit = f.unit)
        AND f.id NOT IN (SELECT json_extract(what, '$.operation.loan') FROM pending
          WHERE kind = 'agree-loan' AND state = 'done' AND json_valid(what) AND json_extract(what, '$.operation.loan') IS NOT NULL)`,
    what: ({ loan }) => `it pays out loan ${loanNo(numberOf(loan))}, and no request says who agreed to that`,
  },
];
