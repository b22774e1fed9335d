import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "../../src/cooperative/accounts.ts";
import { credit, debit, type EntryKind, type Line } from "../../src/cooperative/journal/entry.ts";
import { canonical, chained, NO_HASH } from "../../src/cooperative/journal/hash.ts";
import { movements } from "../../src/cooperative/journal/sound.ts";
import { JournalWrites } from "../../src/cooperative/journal/writes.ts";
import { writeTerms } from "../../src/cooperative/loans/terms.ts";
import { connect, openDb } from "../../src/db/open.ts";
import { packageRoot } from "../../src/home.ts";
import { addDays } from "../../src/zones.ts";

/** Units with as many members each, from the first on. */
export type Group = { units: number; membersEach: number };

/**
 * How large the cooperative is, and its books. Each unit has a meeting a month, at which everybody saves and one in three
 * pays. `meeting`: only these meet so far; all, when it is left out.
 */
export type Size = Group & { lines: number; meeting?: Group };

export const FIRST_DAY = "2025-01-10";
const MAKER = "bench00000000000";
/** Commits of so many lines: nothing of the filling is to be kept if it fails. */
const LINES_A_COMMIT = 200_000;

export type Filled = { file: string; size: Size /** The day after the last meeting. */; today: string };

/** Those who have lines in the books. */
export const meetingOf = (size: Size): Group => size.meeting ?? size;

/** Member `nth` of a unit, both from 1; her loan has the same number. */
export const memberId = ({ membersEach }: Group, unit: number, nth: number): number => (unit - 1) * membersEach + nth;
export const hasLoan = (nth: number): boolean => nth % 3 === 0;

/**
 * Books of a size in a new file, with the rows and hashes that posting would have made, and without what it looks at first.
 * `rukun ledger check` says whether they are sound.
 */
export function fillLedger(folder: string, size: Size): Filled {
  const file = join(folder, "rukun.db");
  openDb(file, join(packageRoot(), "drizzle")).sqlite.close();
  const sqlite = connect(file);
  for (const pragma of ["synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"]) sqlite.pragma(pragma);
  const filler = new Filler(sqlite, size);
  const today = filler.fill();
  sqlite.pragma("wal_checkpoint(TRUNCATE)");
  sqlite.close();
  return { file, size, today };
}

class Filler {
  private readonly sqlite: Sqlite.Database;
  private readonly size: Size;
  private readonly sql: ReturnType<typeof prepare>;
  private readonly writes: JournalWrites;
  private readonly heads = new Map<number, { no: number; hash: string }>();
  private lines = 0;
  private entries = 0;

  constructor(sqlite: Sqlite.Database, size: Size) {
    this.sqlite = sqlite;
    this.size = size;
    this.sql = prepare(sqlite);
    this.writes = new JournalWrites(sqlite);
  }

  fill(): string {
    this.sqlite.transaction(() => this.people())();
    let day = FIRST_DAY;
    const { units } = meetingOf(this.size);
    for (let month = 0; this.lines < this.size.lines; month += 1) {
      day = addDays(FIRST_DAY, month * 30);
      for (let unit = 1; unit <= units; ) {
        const until = this.lines + LINES_A_COMMIT;
        this.sqlite.transaction(() => {
          for (; unit <= units && this.lines < until; unit += 1) this.meeting(unit, month, day);
        })();
      }
    }
    return addDays(day, 1);
  }

  private people(): void {
    const { units, membersEach } = this.size;
    for (let unit = 1; unit <= units; unit += 1) {
      this.sql.unit.run(`unit${unit}`, `Unit ${unit}`);
      this.sql.coopUnit.run(unit, `unit${unit}`);
      for (let nth = 1; nth <= membersEach; nth += 1) {
        const id = memberId(this.size, unit, nth);
        this.sql.member.run(id, `member${id}`, unit, nth, `Anggota ${nth}`);
        if (hasLoan(nth)) this.sql.loan.run(id, unit, nth, id);
      }
    }
  }

  private meeting(unit: number, month: number, day: string): void {
    for (let nth = 1; nth <= meetingOf(this.size).membersEach; nth += 1) {
      const member = memberId(this.size, unit, nth);
      this.entry(unit, day, "deposit", deposit(member));
      if (!hasLoan(nth)) continue;
      if (month === 0) this.entry(unit, day, "disbursement", disbursement(member));
      else this.entry(unit, day, "instalment", instalment(member));
    }
  }

  private entry(unit: number, day: string, kind: EntryKind, lines: Line[]): void {
    const head = this.heads.get(unit) ?? { no: 0, hash: NO_HASH };
    const no = head.no + 1;
    this.entries += 1;
    const bookedAt = Date.parse(`${day}T05:00:00Z`) + this.entries;
    const made = { unit, no, kind, valueOn: day, booksOn: day, bookedAt, maker: MAKER, checker: null };
    const content = { ...made, source: sourceOf(bookedAt, unit, this.entries), reverses: null, memo: null, lines };
    const hash = chained(head.hash, canonical(content));
    this.heads.set(unit, { no, hash });
    this.writes.add(content, hash, movements(lines));
    this.lines += lines.length;
  }
}

/** What a line of a treasurer's message is called; each unit's treasurer has a chat of her own. */
export function sourceOf(bookedAt: number, unit: number, message: number): string {
  const second = Math.floor(bookedAt / 1_000)
    .toString(36)
    .padStart(8, "0");
  return `telegram:m${second}:7000000001:${6_281_200_000_000 + unit}:${message}:1`;
}

export const deposit = (member: number): Line[] => [
  debit(ACCOUNTS.cash, 70_000),
  credit(ACCOUNTS.mandatorySavings, 20_000, { member }),
  credit(ACCOUNTS.voluntary, 50_000, { member }),
];
const disbursement = (member: number): Line[] => [
  debit(ACCOUNTS.loans, 60_000, { member, loan: member }),
  credit(ACCOUNTS.cash, 60_000),
];
export const instalment = (member: number): Line[] => [
  debit(ACCOUNTS.cash, 1_900),
  credit(ACCOUNTS.loanInterest, 900, { member, loan: member }),
  credit(ACCOUNTS.loans, 1_000, { member, loan: member }),
];

const NEAREST = { unit: 1, mode: "nearest" } as const;
/** Sixty months at 1.5 percent of what was given: what `instalment` pays each month. */
const TERMS = writeTerms({
  product: "Biasa",
  principal: 60_000,
  method: "flat",
  ratePpm: 15_000,
  every: "month",
  periods: 60,
  rounding: { interest: NEAREST, principal: NEAREST, instalment: NEAREST, cash: NEAREST },
  fees: { originationPpm: 0, administration: 0, protectionPpm: 0, capitalisationPpm: 0 },
  flatInterestAhead: "owed",
});

const prepare = (sqlite: Sqlite.Database) => ({
  unit: sqlite.prepare("INSERT INTO unit (id, name, village, zone) VALUES (?, ?, 'Sukamaju', 'Asia/Jakarta')"),
  coopUnit: sqlite.prepare(`INSERT INTO coop_unit VALUES (?, ?, 'unit', '${FIRST_DAY}')`),
  member: sqlite.prepare(`INSERT INTO coop_member (id, key, unit, no, name, joined_on, created_at)
    VALUES (?, ?, ?, ?, ?, '${FIRST_DAY}', 0)`),
  loan: sqlite.prepare(`INSERT INTO loan (id, unit, no, member, state, terms, applied_at, disbursed_on)
    VALUES (?, ?, ?, ?, 'active', '${TERMS}', 0, '${FIRST_DAY}')`),
});
