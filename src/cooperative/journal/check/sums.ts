import type { Movement, Turnover } from "../sound.ts";
import { Tally } from "./tally.ts";

/** Above every account's number: a key is what the account belongs to times this, and the account. */
const ACCOUNTS_END = 8_192;
/** Above every month's number, up to the year 2300. */
const MONTHS_END = 32_768;

type Place = Omit<Movement, "delta">;

/** What each account holds by unit, member and loan, as it grows from the lines. */
export class Balances {
  private readonly units = new Tally();
  private readonly members = new Tally();
  private readonly loans = new Tally();

  /** Gives the new balance. */
  add(unit: number, { delta, ...place }: Movement): number {
    const [tally, key] = this.at(unit, place);
    return tally.add(key, delta);
  }

  get(unit: number, place: Place): number {
    const [tally, key] = this.at(unit, place);
    return tally.get(key);
  }

  /** Balances that are not 0 and were not taken out: of a unit, a member or a loan, by its id. */
  *rest(): Generator<{ of: "unit" | "member" | "loan"; id: number; account: number; sum: number }> {
    for (const [of, tally] of [
      ["unit", this.units],
      ["member", this.members],
      ["loan", this.loans],
    ] as const)
      for (const [key, sum] of tally.rest())
        yield { of, id: Math.floor(key / ACCOUNTS_END), account: key % ACCOUNTS_END, sum };
  }

  /** A loan has one member and a member one unit, so the narrowest of the three says it all. */
  private at(unit: number, { account, member, loan }: Place): [Tally, number] {
    if (loan !== 0) return [this.loans, loan * ACCOUNTS_END + account];
    if (member !== 0) return [this.members, member * ACCOUNTS_END + account];
    return [this.units, unit * ACCOUNTS_END + account];
  }
}

/** Turnover of each account by unit and month, as it grows from the lines. */
export class Months {
  private readonly debits = new Tally();
  private readonly credits = new Tally();

  add(unit: number, month: string, { account, debit, credit }: Turnover): void {
    const key = keyOf(unit, month, account);
    this.debits.add(key, debit);
    this.credits.add(key, credit);
  }

  /** Takes out a row of the table; gives what the lines say. */
  take(unit: number, month: string, account: number): { debit: number; credit: number } {
    const key = keyOf(unit, month, account);
    const [debit, credit] = [this.debits.get(key), this.credits.get(key)];
    this.debits.add(key, -debit);
    this.credits.add(key, -credit);
    return { debit, credit };
  }

  /** What was not taken out. */
  *rest(): Generator<{ unit: number; month: string; account: number }> {
    for (const tally of [this.debits, this.credits])
      for (const [key] of tally.rest()) {
        const number = Math.floor(key / ACCOUNTS_END) % MONTHS_END;
        const unit = Math.floor(key / ACCOUNTS_END / MONTHS_END);
        const month = `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
        yield { unit, month, account: key % ACCOUNTS_END };
      }
  }
}

function keyOf(unit: number, month: string, account: number): number {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return (unit * MONTHS_END + number) * ACCOUNTS_END + account;
}
