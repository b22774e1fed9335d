import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { withdraw } from "../../../src/cooperative/loans/application.ts";
import type { Operation } from "../../../src/cooperative/operations/operation.ts";
import { instant, type LoansWorld, loansWorld, MELATI, SETTINGS } from "./loans-world.ts";

const DAY = "2026-01-10";
const WISH = { principal: 1_000_000, periods: 10 };

const asked = (world: LoansWorld, loan: { id: number; member: number }, maker = world.treasurer) => {
  const taken = world.take({ op: "agree-loan", member: loan.member, loan: loan.id }, DAY, { maker });
  if (taken.kind !== "waiting") throw new Error(JSON.stringify(taken));
  return taken.pending;
};
const payOut = (world: LoansWorld, loan: { id: number; member: number }, on = DAY, maker = world.treasurer) =>
  world.take({ op: "disburse", member: loan.member, loan: loan.id }, on, { maker });

describe("a ghost loan", () => {
  it("is not paid out without the committee and her own yes", () => {
    const world = loansWorld();
    const loan = world.applied(WISH, DAY);
    expect(world.refusal(payOut(world, loan)).code).toBe("loan-is-applied");
    const pending = asked(world, loan);
    world.desk.vote(world.chair, MELATI, pending.no, { yes: true }, world.when(DAY));
    expect(world.refusal(payOut(world, loan)).code).toBe("loan-is-applied");
    world.desk.vote(world.supervisor, MELATI, pending.no, { yes: true }, world.when(DAY));
    expect(world.refusal(payOut(world, loan)).code).toBe("loan-is-applied");
    const decided = world.desk.confirm(world.sariPerson, pending.code ?? "", true, world.when(DAY));
    expect(decided).toMatchObject({ kind: "posted", done: { entries: [] } });
    expect(world.balance(ACCOUNTS.loans)).toBe(0);
    expect(world.posted(payOut(world, loan)).kind).toBe("disbursement");
  });

  it("is not paid out by a row that somebody turned to agreed", () => {
    const world = loansWorld();
    const loan = world.applied(WISH, DAY);
    world.loans.setState(loan.id, { state: "agreed" });
    expect(world.refusal(payOut(world, loan)).code).toBe("loan-not-agreed");
    expect(world.balance(ACCOUNTS.loans)).toBe(0);
  });

  it("is not made by the treasurer's vote on what she wrote up, nor by one voice twice", () => {
    const world = loansWorld();
    const loan = world.applied(WISH, DAY);
    const { no } = asked(world, loan);
    const vote = (person: string) => world.desk.vote(person, MELATI, no, { yes: true }, world.when(DAY));
    expect(vote(world.treasurer)).toMatchObject({ kind: "refused", refusal: { code: "own-request" } });
    vote(world.chair);
    expect(vote(world.chair)).toMatchObject({ kind: "refused", refusal: { code: "voted-already" } });
    expect(vote(world.sariPerson)).toMatchObject({ kind: "refused", refusal: { code: "own-money" } });
    expect(world.there(loan).state).toBe("applied");
  });

  it("needs a witness where the borrower has no phone, who is noted for the supervisor", () => {
    const world = loansWorld();
    const loan = world.applied({ ...WISH, member: world.maria }, DAY);
    const pending = asked(world, loan);
    expect(pending).toMatchObject({ needsConfirm: true, confirmer: null });
    world.desk.vote(world.chair, MELATI, pending.no, { yes: true }, world.when(DAY));
    world.desk.vote(world.supervisor, MELATI, pending.no, { yes: true }, world.when(DAY));
    expect(world.desk.witness(world.treasurer, MELATI, pending.no, world.when(DAY))).toMatchObject({ kind: "refused" });
    expect(world.desk.witness(world.chair, MELATI, pending.no, world.when(DAY))).toMatchObject({ kind: "refused" });
    const witness = world.person("Saksi");
    world.desk.witness(witness, MELATI, pending.no, world.when(DAY));
    expect(world.loans.witnessed(MELATI)).toMatchObject([{ id: loan.id, witness, state: "agreed" }]);
    expect(world.refusal(payOut(world, loan, DAY, witness)).code).toBe("voter-pays-out");
  });

  it("is not paid out by one who voted for it, nor by the borrower", () => {
    const world = loansWorld();
    const loan = world.applied(WISH, DAY);
    world.agree(loan, DAY);
    expect(world.refusal(payOut(world, loan, DAY, world.chair)).code).toBe("voter-pays-out");
    expect(world.refusal(payOut(world, loan, DAY, world.sariPerson)).code).toBe("own-loan");
  });

  it("is not paid out long after the yes: she is asked anew", () => {
    const world = loansWorld();
    const loan = world.applied(WISH, DAY);
    world.agree(loan, DAY);
    expect(world.refusal(payOut(world, loan, "2026-02-10")).code).toBe("loan-agreed-long-ago");
    world.agree(loan, "2026-02-10");
    world.posted(payOut(world, loan, "2026-02-10"));
  });

  it("ends with her no, and with hers before the money is there", () => {
    const world = loansWorld();
    const first = world.applied(WISH, DAY);
    const pending = asked(world, first);
    const decided = world.desk.confirm(world.sariPerson, pending.code ?? "", false, world.when(DAY));
    expect(decided.kind).toBe("rejected");
    expect(world.there(first).state).toBe("rejected");
    const second = world.applied(WISH, DAY);
    world.agree(second, DAY);
    expect(withdraw(world.parts, world.there(second))).toMatchObject({ ok: true, loan: { state: "withdrawn" } });
    expect(world.refusal(payOut(world, second)).code).toBe("loan-is-withdrawn");
  });

  it("of another member, or unit, is none", () => {
    const world = loansWorld();
    const loan = world.applied(WISH, DAY);
    world.agree(loan, DAY);
    expect(world.refusal(payOut(world, { ...loan, member: world.lina })).code).toBe("no-such-loan");
  });
});

describe("paying out", () => {
  it("happens once, and the same message again gives the same entry", () => {
    const world = loansWorld();
    const loan = world.applied(WISH, DAY);
    world.agree(loan, DAY);
    const operation: Operation = { op: "disburse", member: loan.member, loan: loan.id };
    const first = world.posted(world.take(operation, DAY, { source: "telegram:7:1" }));
    const again = world.take(operation, DAY, { source: "telegram:7:1" });
    expect(again).toMatchObject({ kind: "posted", duplicate: true, entries: [{ id: first.id }] });
    expect(world.refusal(world.take(operation, DAY, { source: "telegram:8:1" })).code).toBe("loan-is-active");
    expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(1_000_000);
  });

  it("is refused when there is too little cash, and nothing changes", () => {
    const world = loansWorld();
    const loan = world.applied({ principal: 60_000_000, periods: 10 }, DAY);
    world.agree(loan, DAY);
    expect(world.refusal(payOut(world, loan))).toMatchObject({ code: "cash-short", data: { balance: 50_000_000 } });
    expect(world.there(loan)).toMatchObject({ state: "agreed", disbursedOn: null });
  });
});

describe("paying", () => {
  it("a loan that is closed is refused", () => {
    const world = loansWorld();
    const loan = world.lend({ ...WISH, periods: 1 }, DAY);
    world.pay(loan, 1_015_000, "2026-02-10");
    expect(world.refusal(world.pay(loan, 10_000, "2026-02-10"))).toEqual({
      code: "loan-is-closed",
      data: { loan: "P0001" },
    });
  });

  it("before the loan was paid out is refused", () => {
    const world = loansWorld();
    const loan = world.lend(WISH, DAY);
    expect(world.refusal(world.pay(loan, 10_000, "2026-01-09", { today: DAY })).code).toBe("before-loan");
  });

  it("twice on a day charges the jasa of the period once", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, DAY);
    world.posted(world.pay(loan, 300_000, "2026-02-08"));
    world.posted(world.pay(loan, 275_000, "2026-02-08"));
    world.posted(world.pay(loan, 10_000, "2026-02-08"));
    expect(world.balance(ACCOUNTS.loanInterest)).toBe(75_000);
    expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(4_490_000);
    expect(world.view(loan, "2026-02-10").state.due.total).toBe(0);
  });

  it("of the same message twice posts once", () => {
    const world = loansWorld();
    const loan = world.lend(WISH, DAY);
    world.pay(loan, 115_000, "2026-02-10", { source: "telegram:9:1" });
    expect(world.pay(loan, 115_000, "2026-02-10", { source: "telegram:9:1" })).toMatchObject({ duplicate: true });
    expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(900_000);
  });
});

describe("denda and papers that come late", () => {
  const settings = { ...SETTINGS, penalty: { kind: "percent-a-day", rate: "0.1%", "grace-days": 5 } };

  it("is owed for the days up to the value date, not up to the day of booking", () => {
    const world = loansWorld(settings);
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, DAY);
    const inGrace = world.posted(world.pay(loan, 575_000, "2026-02-14", { today: "2026-02-22" }));
    expect(inGrace.lines.some(({ account }) => account === ACCOUNTS.penalty)).toBe(false);
    expect(world.view(loan, "2026-02-22").state.due.total).toBe(0);
  });

  it("is owed and paid where the value date is late", () => {
    const world = loansWorld(settings);
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, DAY);
    const late = world.posted(world.pay(loan, 581_900, "2026-02-22"));
    expect(late.lines.find(({ account }) => account === ACCOUNTS.penalty)?.credit).toBe(6_900);
    expect(world.view(loan, "2026-02-22").state.due.total).toBe(0);
  });

  it("counts towards what comes when an older payment shows that it was not owed", () => {
    const world = loansWorld(settings);
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, DAY);
    world.posted(world.pay(loan, 581_900, "2026-02-22"));
    const older = world.posted(world.pay(loan, 575_000, "2026-02-10", { today: "2026-02-23" }));
    // The jasa of the first period was paid by the later payment: this one pays that of the second, as in order.
    expect(older.lines.slice(1).map(({ account, credit }) => [account, credit])).toEqual([
      [ACCOUNTS.loanInterest, 67_500],
      [ACCOUNTS.loans, 507_500],
    ]);
    const { state } = world.view(loan, "2026-02-23");
    expect(state.paid).toEqual({ penalty: 6_900, interest: 142_500, principal: 1_007_500 });
    // Rp 7,500 stood open for twelve days, since what was posted first is not split anew.
    expect(state.charged).toEqual({ penalty: 90, interest: 142_388 });
    expect(state.paidBeyond).toEqual({ penalty: 6_810, interest: 112 });
  });

  it("never lets a late paper pay more principal than is owed", () => {
    const world = loansWorld(settings);
    const loan = world.lend({ principal: 1_000_000, periods: 10 }, DAY);
    world.posted(world.pay(loan, 915_000, "2026-03-01"));
    const older = world.posted(world.pay(loan, 500_000, "2026-02-01", { today: "2026-03-02" }));
    const paid = (account: number) => older.lines.find((line) => line.account === account)?.credit ?? 0;
    expect(paid(ACCOUNTS.loans) + paid(ACCOUNTS.loanInterest) + paid(ACCOUNTS.heldForMembers)).toBe(500_000);
    expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(0);
    expect(world.there(loan).state).toBe("closed");
  });

  it("in a month that is closed waits for another officer, and is booked today", () => {
    const world = loansWorld();
    const loan = world.lend(WISH, DAY);
    world.journal.lock(MELATI, "month", "2026-02-28", world.chair, instant("2026-03-02"));
    const taken = world.pay(loan, 115_000, "2026-02-10", { today: "2026-03-03" });
    if (taken.kind !== "waiting") throw new Error(taken.kind);
    const decided = world.desk.vote(world.chair, MELATI, taken.pending.no, { yes: true }, world.when("2026-03-03"));
    expect(decided).toMatchObject({
      kind: "posted",
      done: { entries: [{ valueOn: "2026-02-10", booksOn: "2026-03-03", checker: world.chair }] },
    });
  });
});
