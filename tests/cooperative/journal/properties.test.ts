import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS, CHART, LOAN_ACCOUNTS, MEMBER_ACCOUNTS, staysPositive } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import type { Draft, Line } from "../../../src/cooperative/journal/entry.ts";
import { JournalError } from "../../../src/cooperative/journal/errors.ts";
import type { Journal } from "../../../src/cooperative/journal/journal.ts";
import { growthBy } from "../../../src/cooperative/journal/sound.ts";
import { addDays } from "../../../src/zones.ts";
import { allRows, newBooks, on } from "./books.ts";

/** What somebody does with the books; what is to be posted may be anything that has the form of a draft. */
type Act =
  | { do: "post"; draft: Draft; day: number }
  | { do: "reverse"; nth: number; day: number; back: number }
  | { do: "lock"; unit: number; day: number };

const START = "2026-10-20";
const day = (n: number) => addDays(START, n);
const days = fc.nat(60);
/** True one time in so many. */
const rarely = (times: number) => fc.nat(times - 1).map((n) => n === 0);
/** Null most of the time. */
const seldom = <T>(times: number, what: fc.Arbitrary<T>) =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: what });

const lines = fc.record({
  account: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(1101, 1201, 2101, 3102, 4101) }, fc.constantFrom(...CHART)),
  amount: fc.integer({ min: 1, max: 300_000 }),
  bad: seldom(30, fc.constantFrom(0, -5, 1.5, 10_000_000_001)),
  stray: seldom(20, fc.record({ member: fc.integer({ min: 1, max: 5 }), loan: fc.integer({ min: 1, max: 3 }) })),
  unnamed: rarely(20),
});
type Made = typeof lines extends fc.Arbitrary<infer T> ? T : never;
type Owner = { unit: number; member: number; loan: number };

function lineOf({ account, amount, bad, stray, unnamed }: Made, { member, loan }: Owner): Line {
  const line: Line = { account, debit: bad ?? amount, credit: 0 };
  const of = stray ?? { member, loan };
  if (stray !== null || (MEMBER_ACCOUNTS.has(account) && !unnamed)) line.member = of.member;
  if (stray !== null || (LOAN_ACCOUNTS.has(account) && !unnamed)) line.loan = of.loan;
  return line;
}

const turned = (line: Line): Line => ({ ...line, debit: line.credit, credit: line.debit });

/** One to three lines against one that mostly balances them. */
const drafts = fc
  .record({
    owner: fc.constantFrom<Owner>(
      { unit: 1, member: 1, loan: 1 },
      { unit: 1, member: 2, loan: 2 },
      { unit: 2, member: 4, loan: 3 },
    ),
    debits: fc.boolean(),
    lines: fc.array(lines, { minLength: 1, maxLength: 3 }),
    against: lines,
    off: rarely(20),
    day: days,
    back: fc.integer({ min: -1, max: 12 }),
    late: fc.boolean(),
    source: fc.option(fc.nat(200)),
    memo: fc.option(fc.string({ unit: "binary", maxLength: 6 }), { nil: undefined }),
  })
  .map((made) => {
    const some = made.lines.map((one) => lineOf(one, made.owner));
    const sum = some.reduce((all, { debit }) => all + debit, made.off ? 1 : 0);
    const all = [...some, turned({ ...lineOf(made.against, made.owner), debit: sum })];
    const draft: Draft = {
      unit: made.owner.unit,
      kind: "other",
      valueOn: day(made.day - made.back),
      maker: "p1",
      late: made.late,
      lines: made.debits ? all : all.map(turned),
      ...(made.source === null ? {} : { source: `s:${made.source}` }),
      ...(made.memo === undefined ? {} : { memo: made.memo }),
    };
    return { do: "post" as const, draft, day: made.day };
  });

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 40, arbitrary: drafts },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("reverse" as const), nth: fc.nat(30), day: days, back: fc.nat(5) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("lock" as const), unit: fc.constantFrom(1, 2), day: fc.nat(20) }),
  },
);

/** True: something new stands in the books. Only what was foreseen may be refused. */
function act(journal: Journal, what: Act): boolean {
  try {
    if (what.do === "lock") {
      journal.lock(what.unit, "month", day(what.day), "p9", 0);
      return false;
    }
    if (what.do === "post") return !journal.post(what.draft, on(day(what.day))).duplicate;
    const by = { maker: "p2", valueOn: day(what.day - what.back) };
    return !journal.reverse(what.nth, by, on(day(what.day))).duplicate;
  } catch (error) {
    if (error instanceof JournalError) return false;
    throw error;
  }
}

/** Balances as somebody would reckon them by hand, from nothing but the lines. */
function byHand(journal: Journal): Map<string, number> {
  const found = new Map<string, number>();
  for (const unit of [1, 2])
    for (const entry of journal.entries(unit))
      for (const one of entry.lines) {
        const member = MEMBER_ACCOUNTS.has(one.account) ? one.member : undefined;
        const loan = LOAN_ACCOUNTS.has(one.account) ? one.loan : undefined;
        const key = [unit, one.account, member, loan].join();
        found.set(key, (found.get(key) ?? 0) + growthBy(one));
      }
  return found;
}

describe("any history", () => {
  it("keeps what must hold, changes nothing when it is refused, and can be reckoned again by hand", () => {
    fc.assert(
      fc.property(fc.array(acts, { minLength: 5, maxLength: 60 }), (history) => {
        const { sqlite, journal } = newBooks();
        try {
          let posted = 0;
          for (const what of history) {
            const before = what.do === "lock" ? undefined : JSON.stringify(allRows(sqlite));
            if (act(journal, what)) posted += 1;
            else if (before !== undefined) expect(JSON.stringify(allRows(sqlite))).toBe(before);
          }
          expect(checkLedger(sqlite)).toMatchObject({ entries: posted, found: 0 });
          for (const [key, amount] of byHand(journal)) {
            const [unit = 0, account = 0, member, loan] = key
              .split(",")
              .map((part) => (part === "" ? undefined : Number(part)));
            expect(journal.balance(unit, account, member, loan)).toBe(amount);
            if (staysPositive(account)) expect(amount).toBeGreaterThanOrEqual(0);
          }
        } finally {
          sqlite.close();
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it("is posted often enough to mean something", () => {
    const { sqlite, journal } = newBooks();
    const all = fc.sample(acts, { numRuns: 2_000, seed: 4 });
    const posted = all.filter((what) => act(journal, what)).length;
    expect(posted).toBeGreaterThan(150);
    expect(checkLedger(sqlite).found).toBe(0);
  });
});

describe("two treasurers at once", () => {
  /** Savings go up and down; the same sources, as if both wrote the same lines. */
  const chats = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 50 }),
      out: fc.boolean(),
      member: fc.integer({ min: 1, max: 3 }),
      source: fc.nat(9),
    }),
    { maxLength: 12 },
  );
  const draftOf = ({
    amount,
    out,
    member,
    source,
  }: {
    amount: number;
    out: boolean;
    member: number;
    source: number;
  }): Draft => ({
    unit: 1,
    kind: out ? "withdrawal" : "deposit",
    valueOn: START,
    maker: "p1",
    source: `${source}`,
    lines: [
      { account: ACCOUNTS.cash, debit: out ? 0 : amount, credit: out ? amount : 0 },
      { account: ACCOUNTS.voluntary, debit: out ? amount : 0, credit: out ? 0 : amount, member },
    ],
  });

  it("leave sound books in whatever order their lines arrive", () => {
    fc.assert(
      fc.property(chats, chats, fc.infiniteStream(fc.boolean()), (one, other, turns) => {
        const { sqlite, journal } = newBooks();
        const waiting = [[...one], [...other]];
        const seen = new Set<string>();
        for (let left = one.length + other.length; left > 0; left -= 1) {
          if (turns.next().value) waiting.reverse();
          const next = waiting[0]?.shift() ?? waiting[1]?.shift();
          if (next === undefined) throw new Error("nothing is left");
          const draft = draftOf(next);
          if (!act(journal, { do: "post", draft, day: 0 })) continue;
          expect(seen).not.toContain(draft.source);
          seen.add(draft.source ?? "");
        }
        expect(checkLedger(sqlite)).toMatchObject({ entries: seen.size, found: 0 });
        sqlite.close();
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});
