import type Sqlite from "better-sqlite3";
import { Temporal } from "temporal-polyfill";
import { ACCOUNTS } from "../accounts.ts";
import type { Entry } from "../journal/entry.ts";
import type { Booking, Refusal, SavingsItem } from "../operations/operation.ts";

export type TermDeposit = {
  id: number;
  unit: number;
  member: number;
  entryId: number;
  amount: number;
  openedOn: string;
  months: number;
  ratePpm: number;
  maturesOn: string;
};

type Offers = readonly { months: number; ratePpm: number }[];

const COLUMNS = `id, unit, member, entry_id AS entryId, amount, opened_on AS openedOn, months, rate_ppm AS ratePpm,
  matures_on AS maturesOn`;

/** Simpanan berjangka: which parts of account 2-102 are tied up, until when, at which jasa. */
export class TermDeposits {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Those of a member that were not paid out, the first that matures first. */
  open(member: number): TermDeposit[] {
    return this.sql.open.all(member) as TermDeposit[];
  }

  /** Every one of a unit that was not paid out. */
  openIn(unit: number): TermDeposit[] {
    return this.sql.openIn.all(unit) as TermDeposit[];
  }

  /** Writes down what a deposit tied up. */
  opened(
    entries: readonly Entry[],
    member: number,
    items: readonly SavingsItem[],
    booking: Booking,
    offers: Offers,
  ): void {
    const [entry] = entries;
    for (const { kind, amount, months = 0 } of items) {
      const offer = offers.find((one) => one.months === months);
      if (kind !== "term" || entry === undefined || offer === undefined) continue;
      const maturesOn = Temporal.PlainDate.from(booking.valueOn).add({ months }).toString();
      this.sql.add.run(booking.unit, member, entry.id, amount, booking.valueOn, months, offer.ratePpm, maturesOn);
    }
  }

  /** Whole deposits that have matured are paid out, never a part: why this amount may not be, or undefined. */
  refusal(member: number, amount: number, on: string): Refusal | undefined {
    if (this.matching(member, amount, on) !== undefined) return undefined;
    const all = this.open(member);
    const [next] = all;
    if (next === undefined) return { code: "no-term-deposit", data: {} };
    const matured = all.filter(({ maturesOn }) => maturesOn <= on);
    if (matured.length === 0) return { code: "term-not-over", data: { amount: next.amount, date: next.maturesOn } };
    return { code: "term-whole", data: { amount: matured[0]?.amount ?? 0 } };
  }

  paid(member: number, amount: number, on: string): void {
    const deposit = this.matching(member, amount, on);
    if (deposit !== undefined) this.sql.paid.run(deposit.id);
  }

  /** An entry was taken back: what it tied up is free again, what it paid out is tied up again. */
  takenBack({ id, kind, lines }: Entry): void {
    this.sql.forget.run(id);
    if (kind !== "withdrawal") return;
    for (const { account, debit, member } of lines)
      if (account === ACCOUNTS.term && member !== undefined) this.sql.reopen.run(member, debit);
  }

  private matching(member: number, amount: number, on: string): TermDeposit | undefined {
    return this.open(member).find((one) => one.amount === amount && one.maturesOn <= on);
  }
}

const prepare = (sqlite: Sqlite.Database) => ({
  add: sqlite.prepare(
    `INSERT INTO term_deposit (unit, member, entry_id, amount, opened_on, months, rate_ppm, matures_on, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
  ),
  open: sqlite.prepare(
    `SELECT ${COLUMNS} FROM term_deposit WHERE member = ? AND state = 'open' ORDER BY matures_on, id`,
  ),
  openIn: sqlite.prepare(`SELECT ${COLUMNS} FROM term_deposit WHERE unit = ? AND state = 'open' ORDER BY id`),
  paid: sqlite.prepare("UPDATE term_deposit SET state = 'paid' WHERE id = ?"),
  reopen: sqlite.prepare(
    `UPDATE term_deposit SET state = 'open' WHERE id = (
       SELECT max(id) FROM term_deposit WHERE member = ? AND amount = ? AND state = 'paid')`,
  ),
  forget: sqlite.prepare("DELETE FROM term_deposit WHERE entry_id = ?"),
});
