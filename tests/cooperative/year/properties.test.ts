import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS, CHART, growsBy } from "../../../src/cooperative/accounts.ts";
import { monthsOf } from "../../../src/cooperative/jobs/months.ts";
import { jobKey } from "../../../src/cooperative/jobs/progress.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { SYSTEM } from "../../../src/cooperative/operations/desk.ts";
import { closingLines, isResult } from "../../../src/cooperative/year/closing-lines.ts";
import { splitLines, splitSurplus } from "../../../src/cooperative/year/split.ts";
import { type BooksWorld, booksWorld } from "./books-world.ts";

const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);

describe("the lines of a year's end", () => {
  const balances = fc
    .uniqueArray(
      fc.record({ account: fc.constantFrom(...CHART), closing: fc.integer({ min: -9_000_000, max: 9_000_000 }) }),
      { selector: ({ account }) => account },
    )
    .filter((given) => given.some(({ account, closing }) => isResult(account) && closing !== 0));

  it("balance, and leave every account of income and expenses at zero", () => {
    fc.assert(
      fc.property(balances, (given) => {
        const lines = closingLines(given);
        expect(sum(lines.map((line) => line.debit))).toBe(sum(lines.map((line) => line.credit)));
        const after = new Map(given.map(({ account, closing }) => [account as number, closing]));
        for (const { account, debit, credit } of lines) {
          const growth = growsBy(account) === "debit" ? debit - credit : credit - debit;
          after.set(account, (after.get(account) ?? 0) + growth);
        }
        for (const [account, amount] of after) if (isResult(account)) expect([account, amount]).toEqual([account, 0]);
      }),
      { seed: 3 },
    );
  });

  const ppm = fc
    .array(fc.nat(1_000_000), { minLength: 6, maxLength: 6 })
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 1_000_000])
    .map((cuts) => cuts.slice(1).map((cut, i) => cut - (cuts[i] ?? 0)))
    .map(([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0]) => {
      return {
        generalReserve: a,
        riskReserve: b,
        memberSavings: c,
        memberLoans: d,
        officers: e,
        education: f,
        social: g,
      };
    });
  const basis = fc
    .array(fc.record({ savings: fc.nat(5_000_000), interestPaid: fc.nat(500_000) }), { maxLength: 30 })
    .map((members) => members.map((member, i) => ({ no: i + 1, ...member })));

  it("share a surplus to the rupiah, whoever has a basis and whatever was decided", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900_000_000 }), ppm, basis, (surplus, shares, members) => {
        const split = splitSurplus(surplus, shares, members);
        if (split === undefined) throw new Error("a surplus was not split");
        expect(sum(Object.values(split.funds))).toBe(surplus);
        const toMembers = split.funds.memberSavings + split.funds.memberLoans;
        expect(sum(split.shares.map(({ total }) => total)) + split.unshared).toBe(toMembers);
        const lines = splitLines(split, ACCOUNTS.surplus, (no) => no);
        expect(sum(lines.map((line) => line.credit))).toBe(surplus);
      }),
      { seed: 4 },
    );
  });
});

type Act =
  | { do: "save"; member: number; amount: number; kind: "voluntary" | "holiday" | "mandatory" }
  | { do: "take"; member: number; amount: number }
  | { do: "term"; member: number; amount: number }
  | { do: "jasa"; member: number; amount: number }
  | { do: "earn" | "spend"; amount: number }
  | { do: "undo" }
  | { do: "job"; months: number };

const member = fc.nat(3);
const amount = fc.integer({ min: 1, max: 3_000_000 });
const acts = fc.array(
  fc.record({
    day: fc.nat(360),
    what: fc.oneof<fc.Arbitrary<Act>[]>(
      fc.record({
        do: fc.constant("save" as const),
        member,
        amount,
        kind: fc.constantFrom("voluntary", "holiday", "mandatory"),
      }),
      fc.record({ do: fc.constant("take" as const), member, amount: fc.integer({ min: 1, max: 400_000 }) }),
      fc.record({ do: fc.constant("term" as const), member, amount }),
      fc.record({ do: fc.constant("jasa" as const), member, amount: fc.integer({ min: 1, max: 90_000 }) }),
      fc.record({
        do: fc.constantFrom("earn" as const, "spend" as const),
        amount: fc.integer({ min: 1, max: 200_000 }),
      }),
      fc.record({ do: fc.constant("undo" as const) }),
      // Somebody asks for jasa of an early month once more.
      fc.record({ do: fc.constant("job" as const), months: fc.nat(5) }),
    ),
  }),
  { maxLength: 40 },
);

const dayOf = (n: number) => new Date(Date.UTC(2026, 0, 3 + n)).toISOString().slice(0, 10);

/** What a treasurer does in a year, as far as it is possible; refusals are part of it. */
function live(world: BooksWorld, given: readonly { day: number; what: Act }[]): void {
  const todo = [...given].sort((a, b) => a.day - b.day);
  const months = monthsOf(2026);
  let next = 0;
  const runJobs = (today: string) => {
    for (; (months[next] ?? "9999") < today.slice(0, 7); next++) job(world, months[next] ?? "", today);
  };
  for (const { day, what } of todo) {
    const today = dayOf(day);
    runJobs(today);
    act(world, what, today);
  }
  runJobs("2027-01-01");
}

const job = (world: BooksWorld, month: string, today: string, source = jobKey("savings-interest", month, 1)) =>
  world.take({ op: "savings-interest", month }, today, { maker: SYSTEM, source, late: true });

function act(world: BooksWorld, what: Act, today: string): void {
  const who = "member" in what ? (world.ids[what.member] ?? 0) : 0;
  switch (what.do) {
    case "save":
      world.take({ op: "deposit", member: who, items: [{ kind: what.kind, amount: what.amount }] }, today);
      return;
    case "term":
      world.take({ op: "deposit", member: who, items: [{ kind: "term", amount: what.amount, months: 3 }] }, today);
      return;
    case "take":
      world.take({ op: "withdraw", member: who, kind: "voluntary", amount: what.amount }, today);
      return;
    case "jasa": {
      const lines = [debit(ACCOUNTS.cash, what.amount), credit(ACCOUNTS.loanInterest, what.amount, { member: who })];
      world.books.journal.post({ unit: 1, kind: "other", valueOn: today, maker: "x", lines }, world.booking(today));
      return;
    }
    case "earn":
      world.take({ op: "income", account: ACCOUNTS.otherIncome, amount: what.amount, note: "" }, today);
      return;
    case "spend":
      world.take({ op: "expense", account: ACCOUNTS.operations, amount: what.amount, note: "" }, today);
      return;
    case "undo": {
      const newest = world.books.journal.head(1)?.no ?? 0;
      const entry = world.books.journal.byNo(1, newest);
      if (entry !== undefined && entry.kind !== "savings-interest")
        world.take({ op: "reverse", entry: entry.id, reason: "keliru" }, today);
      return;
    }
    case "job": {
      const month = monthsOf(2026)[what.months] ?? "";
      if (month < today.slice(0, 7)) job(world, month, today, `again ${today}`);
    }
  }
}

describe("any year", () => {
  it("closes, is shared and handed over, and the books balance and are sound", () => {
    let shared = 0;
    fc.assert(
      fc.property(acts, (given) => {
        const world = booksWorld();
        live(world, given);
        const { journal } = world.books;
        const jobs = [...journal.entries(1)].filter(({ kind }) => kind === "savings-interest");
        expect(new Set(jobs.map(({ memo }) => memo)).size).toBe(jobs.length);
        world.lock("2026-11-30");
        // What nobody decided would hold up the close, and is taken back.
        for (const { no } of world.books.pendings.open(1))
          world.books.desk.cancel(world.officers.treasurer, 1, no, { at: 0, today: "2027-01-05" });
        const asked = world.take({ op: "year-close", year: 2026 }, "2027-01-05", { valueOn: "2026-12-31" });
        if (asked.kind === "refused") {
          expect(asked.refusal.code).toBe("year-empty");
          return;
        }
        world.agreed({ op: "year-close", year: 2026 }, "2027-01-05", { valueOn: "2026-12-31" });
        const trial = journal.trialBalance(1, { to: "2026-12-31" });
        for (const { account, closing } of trial) if (isResult(account)) expect(closing).toBe(0);
        // Neraca: what is owned is what is owed and their own.
        const side = (digit: number) =>
          sum(
            trial
              .filter(({ account }) => Math.trunc(account / 1000) === digit)
              .map(({ account, closing }) =>
                growsBy(account) === (digit === 1 ? "debit" : "credit") ? closing : -closing,
              ),
          );
        expect(side(1)).toBe(side(2) + side(3));
        const { surplus = 0 } = world.books.year.closes.of(1, 2026) ?? {};
        if (surplus > 0) {
          shared++;
          world.agreed({ op: "shu", year: 2026 }, "2027-02-10");
          const owed = world.balance(ACCOUNTS.shuPayable);
          const split = world.books.year.closes.shares(1, 2026);
          expect(sum(split.map(({ forCapital, forUse }) => forCapital + forUse))).toBe(owed);
          const saved = world.balance(ACCOUNTS.voluntary);
          if (owed > 0) world.agreed({ op: "shu-to-savings", year: 2026 }, "2027-02-11");
          expect(world.balance(ACCOUNTS.voluntary)).toBe(saved + owed);
          expect(world.balance(ACCOUNTS.surplus)).toBe(0);
        }
        expect(checkLedger(world.db.sqlite).breaches).toEqual([]);
        world.db.sqlite.close();
      }),
      { seed: 2_026, numRuns: 60 },
    );
    expect(shared).toBeGreaterThan(10);
  }, 60_000);
});
