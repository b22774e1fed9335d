import fc from "fast-check";
import { CHART, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import type { Draft, Line } from "../../../src/cooperative/journal/entry.ts";
import { JournalError } from "../../../src/cooperative/journal/errors.ts";
import type { Journal } from "../../../src/cooperative/journal/journal.ts";
import { addDays } from "../../../src/zones.ts";
import { anyText } from "../../support/any-text.ts";
import { on } from "./books.ts";

/** What somebody does with the books; what is to be posted may be anything that has the form of a draft. */
export type Act =
  | { do: "post"; draft: Draft; day: number }
  | { do: "reverse"; nth: number; day: number; back: number }
  | { do: "lock"; unit: number; day: number };

export const START = "2026-10-20";
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
    memo: fc.option(anyText({ maxLength: 6 }), { nil: undefined }),
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

export const acts: fc.Arbitrary<Act> = fc.oneof(
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

/** The last day on which something was done to each books: time does not go back. */
const latest = new WeakMap<Journal, number>();

function dayOf(journal: Journal, n: number): string {
  const reached = Math.max(n, latest.get(journal) ?? 0);
  latest.set(journal, reached);
  return day(reached);
}

/** True: something new stands in the books. Only what was foreseen may be refused. */
export function act(journal: Journal, what: Act): boolean {
  try {
    if (what.do === "lock") {
      const { at } = on(dayOf(journal, what.day + 1));
      journal.lock(what.unit, "month", day(what.day), "p9", at);
      return false;
    }
    const now = on(dayOf(journal, what.day));
    if (what.do === "post") return !journal.post(what.draft, now).duplicate;
    const by = { maker: "p2", valueOn: day(what.day - what.back) };
    return !journal.reverse(what.nth, by, now).duplicate;
  } catch (error) {
    if (error instanceof JournalError) return false;
    throw error;
  }
}
