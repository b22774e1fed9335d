import { beforeEach, describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { deposit, disbursement, instalment, newBooks, on, withdrawal } from "./books.ts";

const { cash, voluntary, mandatorySavings, loans, loanInterest, operations } = ACCOUNTS;
let { journal } = newBooks();

/** Two months of unit 1: no 1 to 8; one entry of unit 2 among them. */
beforeEach(() => {
  ({ journal } = newBooks());
  const join = [debit(cash, 30_000), credit(mandatorySavings, 10_000, { member: 1 })];
  journal.post(
    deposit(0, { valueOn: "2026-10-05", lines: [...join, credit(voluntary, 20_000, { member: 1 })] }),
    on("2026-10-05"),
  );
  journal.post(deposit(500_000, { valueOn: "2026-10-20" }, 2), on("2026-10-20"));
  journal.post(deposit(70_000, { unit: 2, valueOn: "2026-10-20" }, 4), on("2026-10-20"));
  journal.post(disbursement(200_000, { valueOn: "2026-10-31" }), on("2026-10-31"));
  const paid = [debit(operations, 5_000), credit(cash, 5_000)];
  journal.post(deposit(0, { kind: "expense", valueOn: "2026-10-15", lines: paid }), on("2026-11-02"));
  journal.post(instalment(20_000, 3_000, { valueOn: "2026-11-10" }), on("2026-11-10"));
  journal.post(deposit(20_000, { valueOn: "2026-11-12", source: "w:1" }), on("2026-11-13"));
  journal.post(withdrawal(15_000, { valueOn: "2026-11-20" }), on("2026-11-20"));
  journal.post(instalment(20_000, 2_700, { valueOn: "2026-12-10" }), on("2026-12-10"));
});

const numbers = (rows: Iterable<{ entry: { no: number } }>) => [...rows].map(({ entry }) => entry.no);

describe("balances", () => {
  it("are of an account, of a member's part in it, or of a loan", () => {
    expect(journal.balance(1, cash)).toBe(30_000 + 500_000 - 200_000 - 5_000 + 23_000 + 20_000 - 15_000 + 22_700);
    expect(journal.balance(1, voluntary)).toBe(525_000);
    expect(journal.balance(1, voluntary, 1)).toBe(25_000);
    expect(journal.balance(1, loans, 1, 1)).toBe(160_000);
    expect(journal.balance(1, loans, 1, 2)).toBe(0);
    expect(journal.balance(2, loanInterest)).toBe(0);
    expect(journal.loanBalance(1)).toBe(160_000);
    expect(journal.loanBalance(2)).toBe(0);
  });

  it("of a member are told together", () => {
    expect(Object.fromEntries(journal.memberBalances(1, 1))).toEqual({
      [voluntary]: 25_000,
      [mandatorySavings]: 10_000,
      [loans]: 160_000,
    });
    expect(journal.memberBalances(1, 3).size).toBe(0);
  });

  it("of cash are known for each day, by the date of the books", () => {
    const days = ["2026-10-04", "2026-10-05", "2026-10-14", "2026-10-15", "2026-10-31", "2026-11-10", "2026-12-31"];
    expect(days.map((day) => journal.cashOn(1, day))).toEqual([0, 30_000, 30_000, 25_000, 325_000, 348_000, 375_700]);
    expect(journal.cashOn(2, "2026-12-31")).toBe(70_000);
  });
});

describe("entries", () => {
  it("are found by number, source and what took them back", () => {
    expect(journal.byNo(1, 6)?.source).toBe("w:1");
    expect(journal.bySource("w:1")?.no).toBe(6);
    expect(journal.byNo(1, 99)).toBeUndefined();
    expect(journal.reversalOf(journal.byNo(1, 6)?.id ?? 0)).toBeUndefined();
    expect(journal.head(2)).toEqual({ no: 1, hash: journal.byNo(2, 1)?.hash });
    expect(journal.head(3)).toBeUndefined();
  });

  it("stand in the order of the books, and by number within a day", () => {
    journal.post(deposit(1, { valueOn: "2026-10-15" }), on("2026-12-10"));
    expect([...journal.entries(1)].map(({ no }) => no)).toEqual([1, 4, 9, 2, 3, 5, 6, 7, 8]);
    const october = [...journal.entries(1, { from: "2026-10-06", to: "2026-10-31" })];
    expect(october).toEqual([4, 9, 2, 3].map((no) => journal.byNo(1, no)));
  });

  it("of an account stand in the same order", () => {
    expect(numbers(journal.accountLines(1, cash))).toEqual([1, 4, 2, 3, 5, 6, 7, 8]);
    const lines = [...journal.accountLines(1, voluntary, { from: "2026-11-01" })];
    expect(lines.map(({ debit: out, credit: into, entry }) => [entry.no, out, into])).toEqual([
      [6, 0, 20_000],
      [7, 15_000, 0],
    ]);
  });
});

describe("a member's lines", () => {
  it("are told from the newest, page by page, without cutting an entry", () => {
    const first = journal.memberLines(1, { limit: 3 });
    expect(numbers(first)).toEqual([8, 8, 7]);
    const second = journal.memberLines(1, { limit: 4, before: first.at(-1)?.entry.id ?? 0 });
    expect(numbers(second)).toEqual([6, 5, 5, 3]);
    const third = journal.memberLines(1, { limit: 1, before: second.at(-1)?.entry.id ?? 0 });
    expect(third.map(({ account }) => account)).toEqual([mandatorySavings, voluntary]);
    expect(journal.memberLines(1, { limit: 9, before: third.at(-1)?.entry.id ?? 0 })).toEqual([]);
  });

  it("may be of a period", () => {
    expect(numbers(journal.memberLines(1, { limit: 9, from: "2026-10-31", to: "2026-11-12" }))).toEqual([6, 5, 5, 3]);
  });

  it("of a loan are told from the oldest", () => {
    const lines = journal.loanLines(1).map(({ account, debit: up, credit: down }) => [account, up - down]);
    expect(lines).toEqual([
      [loans, 200_000],
      [loanInterest, -3_000],
      [loans, -20_000],
      [loanInterest, -2_700],
      [loans, -20_000],
    ]);
  });
});

describe("a trial balance", () => {
  const row = (account: number, opening: number, up: number, down: number, closing: number) => ({
    account,
    opening,
    debit: up,
    credit: down,
    closing,
  });

  it("of a whole month tells opening, turnover and closing", () => {
    expect(journal.trialBalance(1, { from: "2026-11-01", to: "2026-11-30" })).toEqual([
      row(cash, 325_000, 43_000, 15_000, 353_000),
      row(loans, 200_000, 0, 20_000, 180_000),
      row(voluntary, 520_000, 15_000, 20_000, 525_000),
      row(mandatorySavings, 10_000, 0, 0, 10_000),
      row(loanInterest, 0, 0, 3_000, 3_000),
      row(operations, 5_000, 0, 0, 5_000),
    ]);
  });

  it("of days in the middle of months counts lines", () => {
    expect(journal.trialBalance(1, { from: "2026-10-15", to: "2026-11-10" })[0]).toEqual(
      row(cash, 30_000, 523_000, 205_000, 348_000),
    );
  });

  it("begins with the books where no first day is said", () => {
    expect(journal.trialBalance(1, { to: "2026-10-14" })).toEqual([
      row(cash, 0, 30_000, 0, 30_000),
      row(voluntary, 0, 0, 20_000, 20_000),
      row(mandatorySavings, 0, 0, 10_000, 10_000),
    ]);
  });

  it.each(["2026-10-31", "2026-11-10"])("of all units is the sum of theirs, up to %s", (to) => {
    const all = journal.trialBalance("all", { from: "2026-10-02", to });
    const cashOf = (unit: number) => journal.trialBalance(unit, { from: "2026-10-02", to })[0]?.closing ?? 0;
    expect(all[0]).toMatchObject({ account: cash, opening: 0, closing: cashOf(1) + 70_000 });
  });
});

describe("the same on the same day", () => {
  it("is found by its value date, and not once it was taken back", () => {
    const same = () => journal.sameDay(1, 1, voluntary, 20_000, "2026-11-12").map(({ no }) => no);
    expect(same()).toEqual([6]);
    expect(journal.sameDay(1, 1, voluntary, 20_000, "2026-11-13")).toEqual([]);
    expect(journal.sameDay(1, 1, voluntary, 20_001, "2026-11-12")).toEqual([]);
    expect(journal.sameDay(1, 1, mandatorySavings, 20_000, "2026-11-12")).toEqual([]);
    expect(journal.sameDay(1, 2, voluntary, 20_000, "2026-11-12")).toEqual([]);
    journal.post(deposit(20_000, { valueOn: "2026-11-12" }), on("2026-12-24"));
    expect(same()).toEqual([9, 6]);
    journal.reverse(journal.byNo(1, 9)?.id ?? 0, { maker: "p1", valueOn: "2026-11-12" }, on("2026-12-24"));
    expect(same()).toEqual([6]);
  });
});
