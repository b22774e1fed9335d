import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS, LOAN_ACCOUNTS, MEMBER_ACCOUNTS, staysPositive } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import type { Draft } from "../../../src/cooperative/journal/entry.ts";
import type { Journal } from "../../../src/cooperative/journal/journal.ts";
import { growthBy } from "../../../src/cooperative/journal/sound.ts";
import { allRows, newBooks } from "./books.ts";
import { act, acts, START } from "./histories.ts";

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
