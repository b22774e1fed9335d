import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { runningLoan } from "../../../src/cooperative/import/running-loan.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { basisOf } from "../../../src/cooperative/year/basis.ts";
import { type BooksWorld, booksWorld } from "../year/books-world.ts";

/** A member without a phone leaves: another officer agrees, and somebody stands by. */
function left(world: BooksWorld, member: number, today: string, valueOn: string) {
  const { desk } = world.books;
  const taken = world.take({ op: "leave", member }, today, { valueOn });
  if (taken.kind !== "waiting") throw new Error(JSON.stringify(taken));
  const when = { at: world.at(today), today };
  const { no } = taken.pending;
  desk.vote(world.officers.chair, 1, no, { yes: true }, when);
  const decided = desk.witness(world.officers.supervisor, 1, no, when);
  if (decided.kind !== "posted") throw new Error(JSON.stringify(decided));
  return decided.done.entries;
}

/** Rp 1.000.000, menurun, 1.5% a month, ten months, of the paper book. */
function lent(world: BooksWorld, member: number, on: string): number {
  const { books } = world;
  const paper = { row: 1, principal: 1_000_000, outstanding: 1_000_000, paid: undefined, unpaidInterest: 0 };
  const agreed = { method: "declining", ratePpm: 15_000, every: "month", periods: 10, disbursedOn: on } as const;
  const { terms, from } = runningLoan({ ...paper, ...agreed }, books.setting(1), on);
  const { id: loan } = books.loans.loans.addRunning({ unit: 1, member, terms, appliedAt: 0 }, from);
  const lines = [debit(ACCOUNTS.loans, 1_000_000, { member, loan }), credit(ACCOUNTS.opening, 1_000_000)];
  books.journal.post({ unit: 1, kind: "opening", valueOn: on, maker: "x", lines }, { at: world.at(on), today: on });
  return loan;
}

const saved = (world: BooksWorld, member: number, amount: number, today: string) =>
  world.post({ op: "deposit", member, items: [{ kind: "voluntary", amount }] }, today);
const leftOn = (world: BooksWorld, member: number) => world.books.members.member(member)?.leftOn;

describe("the day on which a member leaves", () => {
  it("is not before the last of her entries: on no day she has less than nothing", () => {
    const world = booksWorld();
    const [maria = 0] = world.ids;
    saved(world, maria, 50_000, "2026-03-02");
    expect(left(world, maria, "2026-03-05", "2026-02-01")).toMatchObject([{ booksOn: "2026-03-02" }]);
    expect(leftOn(world, maria)).toBe("2026-03-02");
  });

  it("is not before a payment on her loan: what she owed on an earlier day is not what she owes", () => {
    const world = booksWorld();
    const [maria = 0] = world.ids;
    saved(world, maria, 2_000_000, "2026-01-05");
    const loan = lent(world, maria, "2026-02-02");
    world.post({ op: "instalment", member: maria, loan, amount: 115_000 }, "2026-03-02");
    const [entry] = left(world, maria, "2026-03-20", "2026-02-20");
    expect(entry).toMatchObject({ booksOn: "2026-03-02" });
    expect(entry?.lines).toContainEqual({ account: ACCOUNTS.loans, debit: 0, credit: 900_000, member: maria, loan });
    expect(checkLedger(world.db.sqlite).breaches).toEqual([]);
  });

  it("is not before she joined", () => {
    const world = booksWorld();
    const [maria = 0] = world.ids;
    left(world, maria, "2026-03-05", "2026-01-01");
    expect(leftOn(world, maria)).toBe("2026-01-02");
  });

  it("is not in closed books: who leaves under a date of a closed year was a member at its end", () => {
    const world = booksWorld();
    const [maria = 0, tiur = 0] = world.ids;
    world.post({ op: "deposit", member: maria, items: [{ kind: "principal", amount: 100_000 }] }, "2026-03-02");
    world.lock("2026-12-31");
    expect(left(world, maria, "2027-01-10", "2026-12-15")).toMatchObject([{ booksOn: "2027-01-01" }]);
    left(world, tiur, "2027-01-10", "2026-12-15");
    expect([leftOn(world, maria), leftOn(world, tiur)]).toEqual(["2027-01-01", "2027-01-01"]);
    const basis = basisOf(world.db.sqlite, 1, 2026, world.books.members.roster(1));
    expect(basis[0]).toEqual({ no: 1, savings: 1_000_000, interestPaid: 0 });
    expect(checkLedger(world.db.sqlite).breaches).toEqual([]);
  });
});

describe("what was booked before she left", () => {
  it("is not taken back any more: she was paid what she had, and nobody is there to have more", () => {
    const world = booksWorld();
    const [maria = 0] = world.ids;
    saved(world, maria, 50_000, "2026-03-02");
    const [entry] = world.post({ op: "withdraw", member: maria, kind: "voluntary", amount: 20_000 }, "2026-03-03");
    left(world, maria, "2026-03-05", "2026-03-05");
    const reverse = { op: "reverse", entry: entry?.id ?? 0, reason: "keliru" } as const;
    expect(world.take(reverse, "2026-03-06")).toMatchObject({
      kind: "refused",
      refusal: { code: "reversal-left", data: { name: "Maria", no: entry?.no } },
    });
    expect(world.books.journal.balance(1, ACCOUNTS.voluntary, maria)).toBe(0);
  });
});
