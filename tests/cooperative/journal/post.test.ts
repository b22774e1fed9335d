import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, type Draft, debit } from "../../../src/cooperative/journal/entry.ts";
import { allRows, deposit, disbursement, instalment, newBooks, on, refusal, withdrawal } from "./books.ts";

const { cash, voluntary, loans, loanInterest, operations } = ACCOUNTS;
const NOW = on("2026-11-20");
let { sqlite, journal } = newBooks();

beforeEach(() => {
  ({ sqlite, journal } = newBooks());
});

/** Refused, and not a row is different. */
function refused(draft: Draft, now = NOW) {
  const before = allRows(sqlite);
  const why = refusal(() => journal.post(draft, now));
  expect(allRows(sqlite)).toEqual(before);
  return why;
}

describe("a posting", () => {
  it("stands in the journal, the balances and the month", () => {
    const { entry, duplicate } = journal.post(deposit(20_000, { source: "telegram:7:1", memo: "rapat" }), NOW);
    expect(duplicate).toBe(false);
    expect(journal.entry(entry.id)).toEqual(entry);
    expect(entry).toMatchObject({ unit: 1, no: 1, valueOn: "2026-11-20", booksOn: "2026-11-20", bookedAt: NOW.at });
    expect(entry).toMatchObject({ maker: "p1", checker: null, source: "telegram:7:1", reverses: null, memo: "rapat" });
    expect(journal.balance(1, cash)).toBe(20_000);
    expect(journal.balance(1, voluntary, 1)).toBe(20_000);
    expect(sqlite.prepare("SELECT * FROM ledger_month ORDER BY account").all()).toEqual([
      { unit: 1, month: "2026-11", account: cash, debit: 20_000, credit: 0 },
      { unit: 1, month: "2026-11", account: voluntary, debit: 0, credit: 20_000 },
    ]);
  });

  it("is numbered within its unit", () => {
    const other = (amount: number) => deposit(amount, { unit: 2 }, 4);
    const numbers = [deposit(1), other(2), deposit(3), other(4)].map((draft) => journal.post(draft, NOW).entry);
    expect(numbers.map(({ unit, no }) => [unit, no])).toEqual([
      [1, 1],
      [2, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  it("is chained to the one before it in its unit, by a hash that anybody can make again", () => {
    const first = journal.post(deposit(20_000, { source: "s", memo: "Bu “Tio”" }), NOW).entry;
    journal.post(deposit(1, { unit: 2 }, 4), NOW);
    const second = journal.post(instalmentOfNobody(), NOW).entry;
    const sha = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
    const content = `[1,1,"deposit","2026-11-20","2026-11-20",${NOW.at},"p1",null,"s",null,"Bu “Tio”",[[1101,20000,0,null,null],[2101,0,20000,1,null]]]`;
    expect(first.hash).toBe(sha("0".repeat(64) + content));
    const next = `[1,2,"income","2026-11-20","2026-11-20",${NOW.at},"p1","p2",null,null,null,[[1101,500,0,null,null],[4109,0,500,null,null]]]`;
    expect(second.hash).toBe(sha(first.hash + next));
    expect(journal.head(1)).toEqual({ no: 2, hash: second.hash });
  });

  it("is made once of one source", () => {
    const { entry } = journal.post(deposit(20_000, { source: "telegram:7:1" }), NOW);
    const before = allRows(sqlite);
    const again = journal.post(deposit(20_000, { source: "telegram:7:1" }), on("2026-11-21"));
    expect(again).toEqual({ entry, duplicate: true });
    expect(allRows(sqlite)).toEqual(before);
  });

  it("that is there already is given again, also where it would be refused by now", () => {
    journal.post(deposit(20_000), NOW);
    const { entry } = journal.post(withdrawal(20_000, { source: "s" }), NOW);
    expect(journal.post(withdrawal(20_000, { source: "s" }), NOW)).toEqual({ entry, duplicate: true });
    journal.lock(1, "month", "2026-11-30", "p2", NOW.at);
    expect(journal.post(withdrawal(20_000, { source: "s" }), NOW)).toEqual({ entry, duplicate: true });
    expect(sqlite.prepare("SELECT count(*) FROM journal_entry").pluck().get()).toBe(2);
    expect(refused(withdrawal(20_000, { source: "other" }))).toMatchObject({ code: "journal.locked" });
  });

  it("may move a balance down and up again in one entry", () => {
    const lines = [credit(cash, 500), debit(cash, 800), credit(voluntary, 300, { member: 1 })];
    journal.post(deposit(0, { lines }), NOW);
    expect(journal.balance(1, cash)).toBe(300);
  });

  it("keeps text that is no text as it will be read again", () => {
    const { entry } = journal.post(deposit(1, { memo: "a\ud800b\u0000c" }), NOW);
    expect(journal.entry(entry.id)).toEqual(entry);
    expect(entry.memo).toBe("a\ufffdb\u0000c");
  });
});

const instalmentOfNobody = (): Draft => ({
  ...deposit(0),
  kind: "income",
  checker: "p2",
  lines: [debit(cash, 500), credit(ACCOUNTS.otherIncome, 500)],
});

describe("a draft that is no entry", () => {
  const cases: [string, Draft["lines"], RegExp][] = [
    ["has one line", [debit(cash, 1)], /two lines/],
    ["has none", [], /two lines/],
    ["does not balance", [debit(cash, 2), credit(operations, 1)], /debit 2 is not credit 1/],
    ["has a fraction", [debit(cash, 1.5), credit(operations, 1.5)], /integer/],
    ["has less than nothing", [debit(cash, -1), credit(operations, -1)], /integer/],
    ["has nothing", [debit(cash, 0), credit(operations, 0)], /one side/],
    ["has no number", [debit(cash, Number.NaN), credit(operations, Number.NaN)], /integer/],
    ["has more than the limit", [debit(cash, 10_000_000_001), credit(operations, 10_000_000_001)], /limit/],
    ["has a line on both sides", [{ account: cash, debit: 1, credit: 1 }, debit(cash, 1), credit(cash, 1)], /one side/],
    ["names no account", [debit(1999, 1), credit(cash, 1)], /no account 1999/],
    ["leaves the member out", [debit(cash, 1), credit(voluntary, 1)], /2-101 names a member/],
    ["leaves the loan out", [debit(loans, 1, { member: 1 }), credit(cash, 1)], /1-201 names a loan/],
    ["names a member of another unit", [debit(cash, 1), credit(voluntary, 1, { member: 4 })], /another unit/],
    ["names nobody", [debit(cash, 1), credit(voluntary, 1, { member: 99 })], /another unit/],
    ["names the loan of another", [debit(loans, 1, { member: 1, loan: 2 }), credit(cash, 1)], /somebody else/],
    ["names a loan of another unit", [debit(cash, 1), credit(loanInterest, 1, { loan: 3 })], /somebody else/],
  ];
  it.each(cases)("%s: refused, and nothing is written", (_, lines, why) => {
    expect(refused(deposit(0, { lines }))).toEqual({ code: "journal.unsound", why: expect.stringMatching(why) });
  });

  it.each(["2026-13-01", "20/11/2026", "2026-11-2", ""])("has no date: %s", (valueOn) => {
    expect(refused(deposit(1, { valueOn })).code).toBe("journal.unsound");
  });
});

describe("what is not there cannot be taken", () => {
  it("neither from a member's savings", () => {
    journal.post(deposit(20_000), NOW);
    journal.post(deposit(50_000, {}, 2), NOW);
    expect(refused(withdrawal(20_001))).toEqual({
      code: "journal.negative",
      account: voluntary,
      member: 1,
      loan: undefined,
      balance: 20_000,
      wanted: 20_001,
    });
    journal.post(withdrawal(20_000), NOW);
    expect(journal.balance(1, voluntary, 1)).toBe(0);
  });

  it("nor from cash", () => {
    journal.post(deposit(20_000), NOW);
    const why = refused(disbursement(20_001));
    expect(why).toMatchObject({ code: "journal.negative", account: cash, member: undefined, balance: 20_000 });
  });

  it("nor may more principal be paid than was given", () => {
    journal.post(deposit(100_000), NOW);
    journal.post(disbursement(50_000), NOW);
    journal.post(disbursement(50_000, {}, { member: 2, loan: 2 }), NOW);
    journal.post(instalment(30_000, 750), NOW);
    const why = refused(instalment(20_001, 750));
    expect(why).toMatchObject({ account: loans, member: 1, loan: 1, balance: 20_000, wanted: 20_001 });
    expect(journal.loanBalance(1)).toBe(20_000);
  });

  it("but other accounts may stand on their other side", () => {
    journal.post(deposit(1_000), NOW);
    journal.post(deposit(0, { kind: "expense", lines: [debit(operations, 400), credit(cash, 400)] }), NOW);
    const back = [debit(cash, 900), credit(operations, 900)];
    journal.post(deposit(0, { kind: "other", lines: back }), NOW);
    expect(journal.balance(1, operations)).toBe(-500);
  });
});

describe("dates", () => {
  it("a date in the future is refused", () => {
    const why = refused(deposit(1, { valueOn: "2026-11-21" }));
    expect(why).toEqual({ code: "journal.future", valueOn: "2026-11-21", today: "2026-11-20" });
  });

  it("an earlier date in an open period stands in the books under itself", () => {
    const { entry } = journal.post(deposit(1, { valueOn: "2026-11-03" }), NOW);
    expect(entry).toMatchObject({ valueOn: "2026-11-03", booksOn: "2026-11-03" });
  });

  it("in a locked month only late entries are booked, and under today", () => {
    journal.lock(1, "month", "2026-10-31", "p9", NOW.at);
    const draft = deposit(1, { valueOn: "2026-10-31" });
    const why = refused(draft);
    expect(why).toMatchObject({ code: "journal.locked", lockedUntil: "2026-10-31" });
    const { entry } = journal.post({ ...draft, late: true }, NOW);
    expect(entry).toMatchObject({ valueOn: "2026-10-31", booksOn: "2026-11-20" });
    journal.post(deposit(1, { valueOn: "2026-11-01" }), NOW);
    journal.post(deposit(1, { unit: 2, valueOn: "2026-10-31" }, 4), NOW);
  });

  it("the latest lock counts, and a locked today takes nothing at all", () => {
    journal.lock(1, "year", "2026-12-31", "p9", NOW.at);
    journal.lock(1, "month", "2026-10-31", "p9", NOW.at);
    expect(journal.lockedUntil(1)).toBe("2026-12-31");
    expect(refused(deposit(1)).code).toBe("journal.locked");
    expect(refused(deposit(1, { late: true })).code).toBe("journal.locked");
  });
});

describe("a reversal", () => {
  it("mirrors the entry, names it, and stands in an open day", () => {
    journal.post(deposit(100_000), NOW);
    const { entry } = journal.post(disbursement(50_000, { valueOn: "2026-11-19" }), NOW);
    const posted = journal.reverse(entry.id, { maker: "p1", checker: "p2", memo: "dua kali" }, on("2026-11-22"));
    expect(posted.entry).toMatchObject({ kind: "reversal", reverses: entry.id, valueOn: "2026-11-22", checker: "p2" });
    expect(posted.entry.lines).toEqual([credit(loans, 50_000, { member: 1, loan: 1 }), debit(cash, 50_000)]);
    expect(journal.reversalOf(entry.id)).toEqual(posted.entry);
    expect(journal.balance(1, cash)).toBe(100_000);
    expect(journal.loanBalance(1)).toBe(0);
  });

  it("happens once, and never to a reversal", () => {
    const { entry } = journal.post(deposit(1), NOW);
    const { entry: back } = journal.reverse(entry.id, { maker: "p1", source: "s" }, NOW);
    expect(journal.reverse(entry.id, { maker: "p1", source: "s" }, NOW)).toEqual({ entry: back, duplicate: true });
    const again = () => journal.reverse(entry.id, { maker: "p1" }, NOW);
    expect(refusal(again)).toEqual({ code: "journal.reversed", entryId: entry.id, by: back.id });
    const twice = () => journal.reverse(back.id, { maker: "p1" }, NOW);
    expect(refusal(twice)).toEqual({ code: "journal.reversal", entryId: back.id });
    expect(refusal(() => journal.reverse(99, { maker: "p1" }, NOW))).toEqual({ code: "journal.unknown", entryId: 99 });
  });

  it("takes nothing that is gone, and nothing in a locked period", () => {
    const { entry } = journal.post(deposit(100), NOW);
    journal.post(withdrawal(40), NOW);
    expect(refusal(() => journal.reverse(entry.id, { maker: "p1" }, NOW)).code).toBe("journal.negative");
    journal.lock(1, "day", "2026-11-20", "p9", NOW.at);
    const dated = { maker: "p1", valueOn: "2026-11-20" };
    expect(refusal(() => journal.reverse(entry.id, dated, on("2026-11-21"))).code).toBe("journal.locked");
  });
});

describe("the triggers", () => {
  it.each(["journal_entry", "journal_line"])("let nobody change or delete a row of %s", (table) => {
    journal.post(deposit(1), NOW);
    expect(() => sqlite.prepare(`DELETE FROM ${table}`).run()).toThrow(/append-only/);
    const column = table === "journal_entry" ? "memo = 'x'" : "debit = debit + 1";
    expect(() => sqlite.prepare(`UPDATE ${table} SET ${column}`).run()).toThrow(/append-only/);
  });
});
