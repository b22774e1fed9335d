import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { type BookingTime, credit, type Draft, debit } from "../../../src/cooperative/journal/entry.ts";
import { JournalError, type JournalRefusal } from "../../../src/cooperative/journal/errors.ts";
import { Journal } from "../../../src/cooperative/journal/journal.ts";
import { freshDb } from "../../support/databases.ts";

/** Noon in Jakarta of a day. */
export const on = (today: string): BookingTime => ({ at: Date.parse(`${today}T05:00:00Z`), today });

/**
 * The books of two units in memory. Unit 1 has members 1 to 3, unit 2 members 4 and 5; loan 1 is of member 1, loan 2 of
 * member 2, loan 3 of member 4.
 */
export function newBooks(file?: string): { sqlite: Sqlite.Database; journal: Journal } {
  const { sqlite } = freshDb(file);
  for (const [id, name] of [
    [1, "Melati"],
    [2, "Mawar"],
  ] as const) {
    sqlite
      .prepare("INSERT INTO unit (id, name, village, zone) VALUES (?, ?, 'Sukamaju', 'Asia/Jakarta')")
      .run(`u${id}`, name);
    sqlite.prepare("INSERT INTO coop_unit VALUES (?, ?, 'unit', '2026-01-01')").run(id, `u${id}`);
  }
  const member = sqlite.prepare(
    "INSERT INTO coop_member (id, key, unit, no, name, joined_on, created_at) VALUES (?, ?, ?, ?, ?, '2026-01-01', 0)",
  );
  for (const [id, unit, no] of [
    [1, 1, 1],
    [2, 1, 2],
    [3, 1, 3],
    [4, 2, 1],
    [5, 2, 2],
  ] as const)
    member.run(id, `m${id}`, unit, no, `Anggota ${id}`);
  const loan = sqlite.prepare(
    "INSERT INTO loan (id, unit, no, member, state, terms, applied_at) VALUES (?, ?, ?, ?, 'active', '{}', 0)",
  );
  for (const [id, unit, of] of [
    [1, 1, 1],
    [2, 1, 2],
    [3, 2, 4],
  ] as const)
    loan.run(id, unit, id, of);
  return { sqlite, journal: new Journal(sqlite) };
}

const DRAFT = { unit: 1, maker: "p1", valueOn: "2026-11-20" } as const;

export const deposit = (amount: number, more: Partial<Draft> = {}, member = 1): Draft => ({
  ...DRAFT,
  kind: "deposit",
  lines: [debit(ACCOUNTS.cash, amount), credit(ACCOUNTS.voluntary, amount, { member })],
  ...more,
});

export const withdrawal = (amount: number, more: Partial<Draft> = {}, member = 1): Draft => ({
  ...DRAFT,
  kind: "withdrawal",
  lines: [debit(ACCOUNTS.voluntary, amount, { member }), credit(ACCOUNTS.cash, amount)],
  ...more,
});

/** Paid out without fees. */
export const disbursement = (amount: number, more: Partial<Draft> = {}, of = { member: 1, loan: 1 }): Draft => ({
  ...DRAFT,
  kind: "disbursement",
  lines: [debit(ACCOUNTS.loans, amount, of), credit(ACCOUNTS.cash, amount)],
  ...more,
});

export const instalment = (
  principal: number,
  interest: number,
  more: Partial<Draft> = {},
  of = { member: 1, loan: 1 },
): Draft => ({
  ...DRAFT,
  kind: "instalment",
  lines: [
    debit(ACCOUNTS.cash, principal + interest),
    credit(ACCOUNTS.loanInterest, interest, of),
    credit(ACCOUNTS.loans, principal, of),
  ],
  ...more,
});

/** Why the journal refused; fails when it did not. */
export function refusal(work: () => unknown): JournalRefusal {
  try {
    work();
  } catch (error) {
    if (error instanceof JournalError) return error.data;
    throw error;
  }
  throw new Error("the journal did not refuse");
}

/** Every row of the books, to see that nothing changed. */
export const allRows = (sqlite: Sqlite.Database): unknown =>
  ["journal_entry", "journal_line", "ledger_balance", "ledger_month", "period_lock"].map((table) =>
    sqlite.prepare(`SELECT * FROM ${table}`).all(),
  );
