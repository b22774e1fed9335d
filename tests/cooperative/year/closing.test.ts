import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { type BooksWorld, booksWorld } from "./books-world.ts";

const CLOSE = { op: "year-close", year: 2026 } as const;

/** A year with Rp 900.000 of income and Rp 250.000 of expenses, every month to November locked. */
function year({ income = 900_000, expense = 250_000, locked = "2026-11-30" } = {}): BooksWorld {
  const world = booksWorld();
  world.post(
    { op: "deposit", member: world.ids[0] ?? 0, items: [{ kind: "voluntary", amount: 2_000_000 }] },
    "2026-03-02",
  );
  world.post({ op: "income", account: ACCOUNTS.otherIncome, amount: income, note: "" }, "2026-05-04");
  world.post({ op: "expense", account: ACCOUNTS.operations, amount: expense, note: "kertas" }, "2026-06-08");
  if (locked !== "") world.lock(locked);
  return world;
}

const closed = (world: BooksWorld, today = "2027-01-10") => world.agreed(CLOSE, today, { valueOn: "2026-12-31" });
const atEnd = ({ books }: BooksWorld, to = "2026-12-31") =>
  new Map(books.journal.trialBalance(1, { to }).map(({ account, closing }) => [account, closing]));
const results = (balances: ReadonlyMap<number, number>) =>
  [...balances].filter(([account, amount]) => account >= 4000 && account < 6000 && amount !== 0);

describe("the close of a year", () => {
  it("empties income and expenses into 3-302 on 31 December, with two others' yes, and locks the year", () => {
    const world = year();
    const [entry] = closed(world);
    expect(entry).toMatchObject({ kind: "year-close", valueOn: "2026-12-31", booksOn: "2026-12-31", memo: "2026" });
    expect(entry?.lines).toEqual([
      { account: ACCOUNTS.otherIncome, debit: 900_000, credit: 0 },
      { account: ACCOUNTS.operations, debit: 0, credit: 250_000 },
      { account: ACCOUNTS.surplus, debit: 0, credit: 650_000 },
    ]);
    expect(results(atEnd(world))).toEqual([]);
    expect(atEnd(world).get(ACCOUNTS.surplus)).toBe(650_000);
    expect(world.books.year.closes.of(1, 2026)).toMatchObject({ surplus: 650_000, state: "closed" });
    expect(world.books.journal.lockedUntil(1)).toBe("2026-12-31");
  });

  it("stands under 31 December though the chair has locked that month already", () => {
    const world = year({ locked: "2026-12-31" });
    expect(closed(world)).toMatchObject([{ booksOn: "2026-12-31" }]);
    expect(results(atEnd(world))).toEqual([]);
  });

  it("asks for no month before the unit began, and for each since", () => {
    const december = booksWorld({ openedOn: "2026-12-05" });
    december.post({ op: "income", account: ACCOUNTS.otherIncome, amount: 50_000, note: "" }, "2026-12-08");
    expect(closed(december)).toMatchObject([{ booksOn: "2026-12-31" }]);
    const october = booksWorld({ openedOn: "2026-10-15" });
    october.post({ op: "income", account: ACCOUNTS.otherIncome, amount: 50_000, note: "" }, "2026-12-08");
    expect(october.refusal(CLOSE, "2027-01-10")).toEqual({ code: "year-month-open", data: { month: "10/2026" } });
    october.lock("2026-11-30");
    expect(closed(october)).toHaveLength(1);
  });

  it("waits for two, neither of whom is who asked", () => {
    const world = year();
    const taken = world.take(CLOSE, "2027-01-10");
    expect(taken).toMatchObject({ kind: "waiting", pending: { votes: 2 } });
    const when = { at: world.at("2027-01-10"), today: "2027-01-10" };
    const vote = (person: string) => world.books.desk.vote(person, 1, 1, { yes: true }, when);
    expect(vote(world.officers.treasurer)).toMatchObject({ kind: "refused", refusal: { code: "own-request" } });
    expect(vote(world.officers.chair)).toMatchObject({ kind: "counted" });
    expect(vote(world.officers.chair)).toMatchObject({ kind: "refused", refusal: { code: "voted-already" } });
    expect(world.books.year.closes.of(1, 2026)).toBeUndefined();
  });

  it("closes a year once", () => {
    const world = year();
    closed(world);
    expect(world.refusal(CLOSE, "2027-01-11")).toEqual({ code: "year-closed", data: { year: 2026 } });
  });

  it("brings a loss to 3-302, and the next close takes it on to 3-301", () => {
    const world = year({ income: 100_000, expense: 400_000 });
    closed(world);
    expect(world.balance(ACCOUNTS.surplus)).toBe(-300_000);
    world.post({ op: "income", account: ACCOUNTS.otherIncome, amount: 70_000, note: "" }, "2027-02-01");
    world.lock("2027-11-30");
    world.agreed({ op: "year-close", year: 2027 }, "2028-01-05", { valueOn: "2027-12-31" });
    expect([world.balance(ACCOUNTS.earlierSurplus), world.balance(ACCOUNTS.surplus)]).toEqual([-300_000, 70_000]);
    expect(checkLedger(world.db.sqlite).breaches).toEqual([]);
  });

  it.each([
    [
      "the year is not over",
      "2026-12-31",
      {},
      () => {},
      { code: "year-not-over", data: { year: 2026, date: "2026-12-31" } },
    ],
    [
      "a month is open",
      "2027-01-10",
      { locked: "2026-10-31" },
      () => {},
      { code: "year-month-open", data: { month: "11/2026" } },
    ],
    [
      "no month was locked",
      "2027-01-10",
      { locked: "" },
      () => {},
      { code: "year-month-open", data: { month: "01/2026" } },
    ],
    [
      "cash is missing and nobody said what became of it",
      "2027-01-10",
      {},
      (world: BooksWorld) => world.post({ op: "cash-count", counted: 1_000_000 }, "2026-12-30"),
      { code: "year-differences", data: { no: "1" } },
    ],
    [
      "somebody is asked about money of the year",
      "2027-01-10",
      {},
      (world: BooksWorld) =>
        world.take({ op: "withdraw", member: world.ids[0] ?? 0, kind: "voluntary", amount: 800_000 }, "2026-12-29"),
      { code: "year-pendings", data: { no: "1" } },
    ],
    [
      "a meeting of the year is open",
      "2027-01-10",
      {},
      (world: BooksWorld) => world.books.meetings.begin(1, world.officers.treasurer, "2026-12-28", 0),
      { code: "year-meeting", data: { date: "2026-12-28" } },
    ],
    [
      "a job of the year has not run",
      "2027-01-01",
      {},
      (world: BooksWorld) => world.books.jobs.keep({ "1": "2026-12" }),
      { code: "year-jobs", data: { month: "12/2026" } },
    ],
  ])("is refused while %s", (_, today, given, prepare, refusal) => {
    const world = year(given);
    prepare(world);
    expect(world.refusal(CLOSE, today)).toEqual(refusal);
    expect(world.books.year.closes.of(1, 2026)).toBeUndefined();
  });

  it("is refused for a year before which another is open, and for one in which nothing was", () => {
    const world = year();
    world.lock("2027-11-30");
    expect(world.refusal({ op: "year-close", year: 2027 }, "2028-01-03")).toEqual({
      code: "year-before",
      data: { year: 2026 },
    });
    expect(world.refusal({ op: "year-close", year: 2025 }, "2028-01-03")).toEqual({
      code: "year-empty",
      data: { year: 2025 },
    });
  });

  it("is no hindrance for what waits beside it: a loan that is talked about, money of the new year", () => {
    const world = year();
    world.take({ op: "withdraw", member: world.ids[0] ?? 0, kind: "voluntary", amount: 800_000 }, "2027-01-04");
    expect(closed(world)).toHaveLength(1);
  });

  it("lets late entries of the year only into the open one, and not without another's yes", () => {
    const world = year();
    closed(world);
    const late = { op: "expense", account: ACCOUNTS.operations, amount: 30_000, note: "nota yang tertinggal" } as const;
    const [entry] = world.agreed(late, "2027-01-12", { valueOn: "2026-12-20" });
    expect(entry).toMatchObject({ valueOn: "2026-12-20", booksOn: "2027-01-12" });
    expect(results(atEnd(world))).toEqual([]);
    expect(world.balance(ACCOUNTS.surplus)).toBe(650_000);
  });

  it("cannot be taken back by itself", () => {
    const world = year();
    const [entry] = closed(world);
    expect(world.refusal({ op: "reverse", entry: entry?.id ?? 0, reason: "x" }, "2027-01-12")).toMatchObject({
      code: "not-reversible",
    });
  });
});
