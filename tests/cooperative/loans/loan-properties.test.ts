import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import type { Entry } from "../../../src/cooperative/journal/entry.ts";
import { addDays } from "../../../src/zones.ts";
import { type LoansWorld, loansWorld, SETTINGS } from "./loans-world.ts";

const START = "2026-01-10";

/** What may happen to a loan: `day` counts from its disbursement, the amount is a part of what it takes to be free of it. */
const anyStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("instalment" as const, "savings-to-loan" as const),
      day: fc.nat(400),
      thousandths: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 1_100 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("settle" as const), day: fc.nat(400) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("reverse" as const), nth: fc.nat(20) }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

const anyLoan = fc.record({
  words: fc.constantFrom("biasa", "tetap", "anuitas", "pekan"),
  principal: fc.integer({ min: 1_000, max: 9_000_000 }),
  periods: fc.integer({ min: 1, max: 24 }),
});

const TODAY = addDays(START, 401);

function play(world: LoansWorld, loan: ReturnType<LoansWorld["lend"]>, step: Step, entries: Entry[]): void {
  if (step.kind === "reverse") {
    const entry = entries[step.nth % Math.max(1, entries.length)];
    if (entry === undefined) return;
    const taken = world.desk.take(
      { op: "reverse", entry: entry.id, reason: "keliru" },
      world.booking(1, world.treasurer, { ...world.when(TODAY), valueOn: TODAY }),
    );
    if (taken.kind === "posted") entries.splice(entries.indexOf(entry), 1);
    return;
  }
  const on = addDays(START, step.day);
  const of = { member: loan.member, loan: loan.id };
  const owed = Math.max(1, world.balance(ACCOUNTS.loans, loan.member));
  const amount = step.kind === "settle" ? 0 : Math.max(1, Math.floor((owed * step.thousandths) / 1_000));
  const operation = step.kind === "settle" ? ({ op: "settle", ...of } as const) : { op: step.kind, ...of, amount };
  const taken = world.take(operation, on, { today: TODAY });
  if (taken.kind === "posted") entries.push(...taken.entries);
}

const sum = (entry: Entry, side: "debit" | "credit") => entry.lines.reduce((total, line) => total + line[side], 0);

describe("any history of a loan", () => {
  const settings = {
    ...SETTINGS,
    penalty: { kind: "percent-a-day", rate: "0.1%" },
    withdrawal: { "code-above": 10_000_000_000 },
  };

  it("replays to the balances of the books, pays no more principal than was lent, and closes exactly at nothing", () => {
    const world = loansWorld(settings);
    world.give(ACCOUNTS.voluntary, 10_000_000, world.sari);
    fc.assert(
      fc.property(anyLoan, fc.array(anyStep, { maxLength: 12 }), (wish, steps) => {
        world.sqlite.exec("SAVEPOINT history");
        try {
          const loan = world.lend(wish, START);
          const entries: Entry[] = [];
          for (const step of steps) {
            play(world, loan, step, entries);
            const balance = world.balance(ACCOUNTS.loans, loan.member);
            const { state, history } = world.view(loan, TODAY);
            expect(state.balance).toBe(balance);
            expect(state.paid.principal).toBe(wish.principal - balance);
            expect(history.payments).toHaveLength(entries.filter(({ lines }) => lines.some((l) => l.loan)).length);
            const row = world.there(loan);
            if (row.state === "closed") expect(state).toMatchObject({ balance: 0, settled: true });
            else expect(row.state).toBe("active");
            if (balance > 0) expect(row.state).toBe("active");
          }
          for (const entry of entries) expect(sum(entry, "debit")).toBe(sum(entry, "credit"));
        } finally {
          world.sqlite.exec("ROLLBACK TO history; RELEASE history");
        }
      }),
      { numRuns: 150 },
    );
  });

  it("ends when it is settled: nothing is owed then, and never again", () => {
    const world = loansWorld(settings);
    world.give(ACCOUNTS.voluntary, 10_000_000, world.sari);
    fc.assert(
      fc.property(anyLoan, fc.array(anyStep, { maxLength: 6 }), fc.nat(60), (wish, steps, later) => {
        world.sqlite.exec("SAVEPOINT history");
        try {
          const loan = world.lend(wish, START);
          for (const step of steps) play(world, loan, step, []);
          const on = addDays(TODAY, later);
          world.take({ op: "settle", member: loan.member, loan: loan.id }, on);
          expect(world.there(loan).state).toBe("closed");
          expect(world.view(loan, addDays(on, 900)).state).toMatchObject({
            balance: 0,
            settled: true,
            due: { total: 0 },
          });
        } finally {
          world.sqlite.exec("ROLLBACK TO history; RELEASE history");
        }
      }),
      { numRuns: 60 },
    );
  });
});
