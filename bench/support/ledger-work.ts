import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "../../src/cooperative/accounts.ts";
import { credit, type Draft, debit } from "../../src/cooperative/journal/entry.ts";
import { type Filled, meetingOf, memberId, sourceOf } from "./ledger-fill.ts";

/** Fifty cash accounts, as the clients of the other side have them. */
export const UNITS = 50;
export const MEMBERS_EACH = 100;

/** Messages that are told apart from those that filled the books. */
const FIRST_MESSAGE = 1_000_000_000;

/**
 * Deposits of members drawn at random from a unit each time, as a treasurer writes them down at a meeting. Only those are
 * drawn who have lines in the books.
 */
export class Meetings {
  private readonly filled: Filled;
  private readonly random: () => number;
  private message = FIRST_MESSAGE;
  readonly now: { at: number; today: string };

  constructor(filled: Filled, random: () => number) {
    this.filled = filled;
    this.random = random;
    this.now = { at: Date.parse(`${filled.today}T05:00:00Z`), today: filled.today };
  }

  /** `count` deposits of one unit. */
  deposits(count: number): Draft[] {
    const unit = this.unit();
    return Array.from({ length: count }, () => this.deposit(unit));
  }

  /** A member drawn at random. */
  member(): { unit: number; member: number } {
    const unit = this.unit();
    return { unit, member: this.memberOf(unit) };
  }

  private deposit(unit: number): Draft {
    this.message += 1;
    const member = this.memberOf(unit);
    return {
      unit,
      kind: "deposit",
      valueOn: this.now.today,
      maker: "bench00000000000",
      source: sourceOf(this.now.at, unit, this.message),
      lines: [debit(ACCOUNTS.cash, 50_000), credit(ACCOUNTS.voluntary, 50_000, { member })],
    };
  }

  private unit(): number {
    return this.below(meetingOf(this.filled.size).units);
  }

  private memberOf(unit: number): number {
    const { size } = this.filled;
    return memberId(size, unit, this.below(meetingOf(size).membersEach));
  }

  /** 1 to n. */
  private below(n: number): number {
    return 1 + Math.floor(this.random() * n);
  }
}

/** One commit, as the path of a message makes it. */
export function committer(sqlite: Sqlite.Database): (work: () => void) => void {
  const begin = sqlite.prepare("BEGIN IMMEDIATE");
  const commit = sqlite.prepare("COMMIT");
  return (work) => {
    begin.run();
    work();
    commit.run();
  };
}
