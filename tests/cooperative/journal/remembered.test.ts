import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { Journal } from "../../../src/cooperative/journal/journal.ts";
import { wholly } from "../../../src/cooperative/members/whole.ts";
import { deposit, newBooks, on } from "./books.ts";

const DAYS = ["2026-11-18", "2026-11-19", "2026-11-20"] as const;
const TODAY = on("2026-11-20");

const one = fc.record({
  /** 1 and 2 are of unit 1, 4 of unit 2. */
  member: fc.constantFrom(1, 2, 4),
  amount: fc.constantFrom(20_000, 25_000),
  valueOn: fc.constantFrom(...DAYS),
});
type One = typeof one extends fc.Arbitrary<infer O> ? O : never;
const steps = fc.record({
  do: fc.constantFrom("post", "post", "look", "reverse", "taken back", "refused", "committed", "another process"),
  one,
});
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never;

const unitOf = (member: number) => (member === 4 ? 2 : 1);

function post(journal: Journal, { member, amount, valueOn }: One): number {
  return journal.post(deposit(amount, { unit: unitOf(member), valueOn }, member), TODAY).entry.id;
}

const same = (journal: Journal, { member, amount, valueOn }: One) =>
  journal.sameDay(unitOf(member), member, ACCOUNTS.voluntary, amount, valueOn).map(({ id }) => id);

function take(step: Step, journal: Journal, sqlite: ReturnType<typeof newBooks>["sqlite"]): void {
  journal.expectMany();
  switch (step.do) {
    case "post":
      post(journal, step.one);
      break;
    case "look":
      same(journal, step.one);
      break;
    case "reverse": {
      const [last] = same(journal, step.one);
      if (last !== undefined) journal.reverse(last, { maker: "p1" }, TODAY);
      break;
    }
    case "taken back":
      sqlite.exec("SAVEPOINT message");
      post(journal, step.one);
      sqlite.exec("ROLLBACK TO message; RELEASE message");
      journal.forget();
      break;
    case "refused":
      wholly({ sqlite, journal }, () => ({ ok: post(journal, step.one) === 0 }));
      break;
    case "committed":
      journal.committed();
      break;
    case "another process":
      journal.committed();
      post(new Journal(sqlite), step.one);
      journal.forget();
  }
}

describe("what the journal remembers between entries", () => {
  it("is what it would read, whatever was taken back or written by others: one chain, and every repetition is seen", () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 40 }), fc.array(one), (history, looks) => {
        const { sqlite, journal } = newBooks();
        try {
          for (const step of history) take(step, journal, sqlite);
          for (const look of looks) expect(same(journal, look)).toEqual(same(new Journal(sqlite), look));
          expect(checkLedger(sqlite)).toMatchObject({ found: 0 });
        } finally {
          sqlite.close();
        }
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  it("is no more after the transaction: another process goes on with the chain, and so does this one", () => {
    const { sqlite, journal } = newBooks();
    journal.expectMany();
    post(journal, { member: 1, amount: 20_000, valueOn: "2026-11-20" });
    journal.committed();
    post(new Journal(sqlite), { member: 2, amount: 20_000, valueOn: "2026-11-20" });
    post(journal, { member: 1, amount: 20_000, valueOn: "2026-11-20" });
    expect(checkLedger(sqlite)).toMatchObject({ entries: 3, found: 0 });
    sqlite.close();
  });

  it("sees a repetition on a day that has more lines than it keeps", () => {
    const { sqlite, journal } = newBooks();
    const first: One = { member: 1, amount: 25_000, valueOn: "2026-11-20" };
    const id = post(journal, first);
    for (let n = 0; n < 600; n += 1) post(journal, { member: 2, amount: 20_000, valueOn: "2026-11-20" });
    expect(same(journal, first)).toEqual([id]);
    sqlite.close();
  });
});
