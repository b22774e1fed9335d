import { missingNumber, numberOf, type Rule } from "./rules.ts";

const REVERSED = "EXISTS (SELECT 1 FROM journal_entry AS r WHERE r.reverses = d.entry_id)";

/** Disputes against the entries that they are about. */
export const DISPUTES: readonly Rule[] = [
  { sql: missingNumber("dispute"), what: ({ missing }) => `dispute ${missing} is missing` },
  {
    sql: `SELECT d.unit, d.no, d.member, e.no AS entry_no FROM dispute AS d LEFT JOIN journal_entry AS e ON e.id = d.entry_id
      WHERE d.kind = 'entry' AND (e.unit IS NOT d.unit OR NOT EXISTS
        (SELECT 1 FROM journal_line AS l WHERE l.entry_id = d.entry_id AND l.member = d.member))`,
    what: ({ no, unit, member }, names) =>
      `dispute ${no} of ${names.member(numberOf(member), numberOf(unit))} is about an entry that does not name her`,
  },
  {
    sql: `SELECT d.unit, d.no, d.state, e.no AS entry_no FROM dispute AS d JOIN journal_entry AS e ON e.id = d.entry_id
      WHERE (d.state = 'open' AND ${REVERSED}) OR (d.state = 'reversed' AND NOT ${REVERSED})`,
    what: ({ no, state }) =>
      state === "open"
        ? `dispute ${no} about it is kept as open, and it was taken back`
        : `dispute ${no} about it is kept as ended by taking it back, and it stands`,
  },
  {
    sql: `SELECT d.unit, d.no, e.no AS entry_no FROM dispute AS d JOIN journal_entry AS e ON e.id = d.entry_id
      WHERE d.state = 'explained' AND d.ended_by IN (e.maker, e.checker)`,
    what: ({ no }) => `dispute ${no} about it is kept as ended by who wrote or checked it`,
  },
  {
    sql: `SELECT unit, no, state FROM dispute WHERE (state = 'open') <> (ended_at IS NULL)
      OR (state <> 'open' AND ended_by IS NULL) OR ended_at < opened_at`,
    what: ({ no, state }) => `dispute ${no} is kept as ${state}, and when or by whom it ended does not fit`,
  },
];
