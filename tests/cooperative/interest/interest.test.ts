import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { lowestOf } from "../../../src/cooperative/interest/month-savings.ts";
import { hasFullMonth } from "../../../src/cooperative/interest/term-interest.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { SYSTEM } from "../../../src/cooperative/operations/desk.ts";
import { type BooksWorld, booksWorld } from "../year/books-world.ts";

type Saved = { kind: "voluntary" | "holiday" | "mandatory" | "term"; amount: number; months?: number };
const save = (world: BooksWorld, member: number | undefined, item: Saved, today: string) =>
  world.post({ op: "deposit", member: member ?? 0, items: [item] }, today);
const withdraw = (world: BooksWorld, member: number | undefined, amount: number, today: string, valueOn = today) =>
  world.post({ op: "withdraw", member: member ?? 0, kind: "voluntary", amount }, today, { valueOn });
const pay = (world: BooksWorld, month: string, today: string, source = `by hand ${today}`) =>
  world.take({ op: "savings-interest", month }, today, { maker: SYSTEM, source, late: true });
const linesOf = (taken: ReturnType<typeof pay>) =>
  taken.kind === "posted" ? taken.entries.flatMap(({ lines }) => lines) : taken;

describe("jasa simpanan", () => {
  it("goes by the month's lowest balance, each kind at its rate, rounded down, into sukarela, in one entry", () => {
    const world = booksWorld();
    const [maria, tiur] = world.ids;
    save(world, maria, { kind: "voluntary", amount: 1_000_000 }, "2026-02-10");
    save(world, maria, { kind: "holiday", amount: 333_333 }, "2026-02-10");
    save(world, tiur, { kind: "voluntary", amount: 200_000 }, "2026-02-10");
    withdraw(world, maria, 150_000, "2026-03-12");
    save(world, maria, { kind: "voluntary", amount: 500_000 }, "2026-03-20");
    // 850.000 at 0.3% and 333.333 at 0.2%: 2.550 and 666 of 666,67; 200.000 at 0.3%: 600.
    expect(linesOf(pay(world, "2026-03", "2026-04-01"))).toEqual([
      { account: ACCOUNTS.savingsInterest, debit: 3_816, credit: 0 },
      { account: ACCOUNTS.voluntary, debit: 0, credit: 3_216, member: maria },
      { account: ACCOUNTS.voluntary, debit: 0, credit: 600, member: tiur },
    ]);
    expect(world.books.journal.head(1)?.no).toBe(6);
    expect(world.books.journal.byNo(1, 6)).toMatchObject({ valueOn: "2026-03-31", maker: SYSTEM, memo: "2026-03" });
  });

  it("is taxed on all of a member's kinds together, from the first rupiah once above the threshold", () => {
    const rates = { voluntary: { rate: "1%" }, holiday: { on: true, rate: "1%" } };
    const world = booksWorld({ rules: { savings: rates } });
    const [maria, tiur] = world.ids;
    for (const kind of ["voluntary", "holiday"] as const)
      save(world, maria, { kind, amount: 15_000_000 }, "2026-02-01");
    save(world, tiur, { kind: "voluntary", amount: 24_000_000 }, "2026-02-01");
    pay(world, "2026-02", "2026-03-01");
    expect(world.balance(ACCOUNTS.voluntary, maria)).toBe(15_000_000 + 270_000);
    expect(world.balance(ACCOUNTS.voluntary, tiur)).toBe(24_240_000);
    expect(world.balance(ACCOUNTS.taxPayable)).toBe(30_000);
  });

  it("is paid once, whatever asks for it and however often, and never twice after midnight", () => {
    const world = booksWorld();
    save(world, world.ids[0], { kind: "voluntary", amount: 1_000_000 }, "2026-02-01");
    pay(world, "2026-02", "2026-03-01", "by hand");
    for (const source of ["another", "job:savings-interest:2026-02:1", "third"])
      expect(pay(world, "2026-02", "2026-03-02", source)).toMatchObject({ kind: "posted", duplicate: true });
    expect(world.balance(ACCOUNTS.savingsInterest)).toBe(3_000);
  });

  it("is booked anew once the entry was taken back, by a person with another's yes, and never twice at once", () => {
    const world = booksWorld();
    const [maria] = world.ids;
    save(world, maria, { kind: "voluntary", amount: 1_000_000 }, "2026-02-01");
    expect(pay(world, "2026-02", "2026-03-01")).toMatchObject({ kind: "posted", duplicate: false });
    const back = () => world.agreed({ op: "reverse", entry: newest(), reason: "tarif" }, "2026-03-05");
    const newest = () => world.books.journal.byNo(1, world.books.journal.head(1)?.no ?? 0)?.id ?? 0;
    back();
    expect(world.balance(ACCOUNTS.voluntary, maria)).toBe(1_000_000);
    const again = { op: "savings-interest", month: "2026-02" } as const;
    const [second] = world.agreed(again, "2026-03-05");
    expect(second).toMatchObject({ kind: "savings-interest", valueOn: "2026-02-28", memo: "2026-02" });
    expect(world.balance(ACCOUNTS.voluntary, maria)).toBe(1_003_000);
    // What stands is given again, whoever asks: the calendar too.
    expect(pay(world, "2026-02", "2026-03-06", "a third")).toMatchObject({
      duplicate: true,
      entries: [{ id: second?.id }],
    });
    back();
    expect(pay(world, "2026-02", "2026-03-07", "a fourth")).toMatchObject({ kind: "posted", duplicate: false });
    expect(world.balance(ACCOUNTS.voluntary, maria)).toBe(1_003_000);
    expect(checkLedger(world.db.sqlite).breaches).toEqual([]);
  });

  it("asked for by a person waits for another officer, and where there is nothing to book she hears so", () => {
    const world = booksWorld();
    expect(world.refusal({ op: "savings-interest", month: "2026-02" }, "2026-03-05")).toMatchObject({
      code: "interest-nothing",
    });
    save(world, world.ids[0], { kind: "voluntary", amount: 1_000_000 }, "2026-02-01");
    expect(world.take({ op: "savings-interest", month: "2026-02" }, "2026-03-05")).toMatchObject({
      kind: "waiting",
      pending: { votes: 1 },
    });
  });

  it("is not paid for a month that is not over", () => {
    const world = booksWorld();
    save(world, world.ids[0], { kind: "voluntary", amount: 1_000_000 }, "2026-02-01");
    for (const today of ["2026-02-10", "2026-02-28"])
      expect(pay(world, "2026-02", today)).toMatchObject({ kind: "refused", refusal: { code: "month-not-over" } });
    expect(world.books.journal.head(1)?.no).toBe(1);
  });

  it("is booked late, under today, when the month was locked already", () => {
    const world = booksWorld();
    save(world, world.ids[0], { kind: "voluntary", amount: 1_000_000 }, "2026-02-01");
    world.lock("2026-02-28");
    const taken = pay(world, "2026-02", "2026-03-03");
    expect(taken).toMatchObject({ kind: "posted", entries: [{ valueOn: "2026-02-28", booksOn: "2026-03-03" }] });
  });

  it("of a simpanan berjangka is paid for each month that is full, to the end of its term and not after", () => {
    const world = booksWorld();
    const [maria] = world.ids;
    save(world, maria, { kind: "term", amount: 1_000_000, months: 3 }, "2026-01-31");
    const paid = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"].map((month, i) => {
      const before = world.balance(ACCOUNTS.savingsInterest);
      pay(world, month, `2026-0${i + 2}-02`);
      return world.balance(ACCOUNTS.savingsInterest) - before;
    });
    // What was paid lies in sukarela, and bears its own 0.3% there from the next month on.
    expect(paid).toEqual([0, 5_000, 5_015, 5_030, 45]);
    expect(hasFullMonth({ openedOn: "2026-01-31", months: 3 }, "2026-04")).toBe(true);
    expect(hasFullMonth({ openedOn: "2026-01-31", months: 3 }, "2026-05")).toBe(false);
  });

  it("still pays the last month of a deposit that was taken out on the day it matured", () => {
    const world = booksWorld();
    const [maria] = world.ids;
    save(world, maria, { kind: "term", amount: 500_000, months: 3 }, "2026-01-15");
    const taken = world.take({ op: "withdraw", member: maria ?? 0, kind: "term", amount: 500_000 }, "2026-04-15");
    expect(taken.kind).toBe("posted");
    pay(world, "2026-04", "2026-05-01");
    expect(world.balance(ACCOUNTS.savingsInterest)).toBe(2_500);
  });

  it("is not paid to who has left", () => {
    const world = booksWorld();
    const [maria, tiur] = world.ids;
    for (const member of [maria, tiur]) save(world, member, { kind: "voluntary", amount: 1_000_000 }, "2026-02-01");
    world.books.members.leave(tiur ?? 0, "2026-02-28");
    expect(linesOf(pay(world, "2026-02", "2026-03-01"))).toHaveLength(2);
  });

  it("bears nothing on a balance that was below zero on a day in between", () => {
    const world = booksWorld();
    const [maria] = world.ids;
    save(world, maria, { kind: "voluntary", amount: 400_000 }, "2026-02-20");
    withdraw(world, maria, 400_000, "2026-02-21", "2026-02-18");
    save(world, maria, { kind: "voluntary", amount: 900_000 }, "2026-02-22");
    expect(linesOf(pay(world, "2026-02", "2026-03-01"))).toEqual([]);
  });

  it("needs an opening that is what there is now without what came since", () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(
          fc.record({ day: fc.integer({ min: 1, max: 28 }), amount: fc.integer({ min: -300_000, max: 300_000 }) }),
        ),
        (opening, moves) => {
          const moved = moves
            .map(({ day, amount }) => ({ on: `2026-02-${String(day).padStart(2, "0")}`, amount }))
            .sort((a, b) => (a.on < b.on ? -1 : 1));
          let balance = opening;
          const ends = new Map<string, number>([["2026-02-00", opening]]);
          let below = false;
          for (const { on, amount } of moved) {
            balance += amount;
            below ||= balance < 0;
            ends.set(on, balance);
          }
          if (!moved.some(({ on }) => on === "2026-02-01")) ends.set("2026-02-01", opening);
          ends.delete("2026-02-00");
          const expected = below ? 0 : Math.min(...ends.values());
          expect(lowestOf(moved, opening, "2026-02")).toBe(expected);
        },
      ),
      { seed: 7 },
    );
  });
});
