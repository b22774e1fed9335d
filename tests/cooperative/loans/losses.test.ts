import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import type { Entry } from "../../../src/cooperative/journal/entry.ts";
import { arrears, collectibility } from "../../../src/cooperative/loans/lists.ts";
import type { Operation } from "../../../src/cooperative/operations/operation.ts";
import { type LoansWorld, loansWorld, MELATI, rows } from "./loans-world.ts";

const lent = (world: LoansWorld, member = world.sari) =>
  world.lend({ principal: 1_000_000, periods: 10, member }, "2026-01-10");
const approved = (world: LoansWorld, operation: Operation, on: string) => {
  const taken = world.take(operation, on);
  if (taken.kind !== "waiting") throw new Error(JSON.stringify(taken));
  const decided = world.desk.vote(world.chair, MELATI, taken.pending.no, { yes: true }, world.when(on));
  const [entry] = decided.kind === "posted" ? decided.done.entries : [];
  if (entry === undefined) throw new Error(JSON.stringify(decided));
  return entry;
};
const provide = (world: LoansWorld, month: string, on: string) =>
  world.take({ op: "provision", month }, on, { maker: "system", source: `job:provision:${month}:${MELATI}` });

describe("what is set aside for losses", () => {
  it("follows the ages of the loans, and is let go when they are paid", () => {
    const world = loansWorld();
    const loan = lent(world);
    expect(provide(world, "2026-04", "2026-04-30")).toMatchObject({ kind: "posted", entries: [] });
    // Unpaid since 10 February: more than three months on 31 May, 10% of the whole balance.
    expect(rows(world.posted(provide(world, "2026-05", "2026-05-31")))).toEqual([
      [ACCOUNTS.loanLosses, 100_000, 0],
      [ACCOUNTS.lossAllowance, 0, 100_000],
    ]);
    expect(provide(world, "2026-05", "2026-05-31")).toMatchObject({ duplicate: true });
    expect(rows(world.posted(provide(world, "2026-08", "2026-08-31")))).toEqual([
      [ACCOUNTS.loanLosses, 400_000, 0],
      [ACCOUNTS.lossAllowance, 0, 400_000],
    ]);
    world.posted(world.pay(loan, 600_000, "2026-09-05"));
    world.posted(provide(world, "2026-09", "2026-09-30"));
    expect(world.balance(ACCOUNTS.lossAllowance)).toBe(
      collectibility(world.parts, MELATI, "2026-09-30").ageing.provision,
    );
  });

  it("of a month that is over does not see what was paid after it", () => {
    const world = loansWorld();
    const loan = lent(world);
    world.posted(world.take({ op: "settle", member: world.sari, loan: loan.id }, "2026-06-02"));
    world.posted(provide(world, "2026-05", "2026-06-03"));
    expect(world.balance(ACCOUNTS.lossAllowance)).toBe(100_000);
    world.posted(provide(world, "2026-06", "2026-06-30"));
    expect(world.balance(ACCOUNTS.lossAllowance)).toBe(0);
  });
});

describe("a loan that is written off", () => {
  it("takes what was set aside first, another officer agreed, and what comes later is recovered", () => {
    const world = loansWorld();
    const loan = lent(world);
    provide(world, "2026-05", "2026-05-31");
    const entry = approved(world, { op: "write-off", member: world.sari, loan: loan.id }, "2026-06-01");
    expect(rows(entry)).toEqual([
      [ACCOUNTS.lossAllowance, 100_000, 0],
      [ACCOUNTS.loanLosses, 900_000, 0],
      [ACCOUNTS.loans, 0, 1_000_000],
    ]);
    expect(world.there(loan)).toMatchObject({ state: "written-off", closedOn: "2026-06-01" });
    expect(collectibility(world.parts, MELATI, "2026-06-30").ageing.loans).toBe(0);
    expect(world.refusal(world.pay(loan, 100_000, "2026-06-10")).code).toBe("loan-is-written-off");
    const recover = (amount: number, on: string) =>
      world.take({ op: "recover", member: world.sari, loan: loan.id, amount }, on);
    expect(rows(world.posted(recover(300_000, "2026-06-10")))).toEqual([
      [ACCOUNTS.cash, 300_000, 0],
      [ACCOUNTS.lossAllowance, 0, 300_000],
    ]);
    expect(rows(world.posted(recover(800_000, "2026-07-10")))).toEqual([
      [ACCOUNTS.cash, 800_000, 0],
      [ACCOUNTS.lossAllowance, 0, 700_000],
      [ACCOUNTS.heldForMembers, 0, 100_000],
    ]);
  });

  it("runs again when the write-off is taken back", () => {
    const world = loansWorld();
    const loan = lent(world);
    const entry = approved(world, { op: "write-off", member: world.sari, loan: loan.id }, "2026-06-01");
    approved(world, { op: "reverse", entry: entry.id, reason: "masih dibayar" }, "2026-06-01");
    expect(world.there(loan)).toMatchObject({ state: "active", closedOn: null });
    expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(1_000_000);
  });

  it("stays written off while something that came in of it stands: that is taken back first", () => {
    const world = loansWorld();
    const loan = lent(world);
    const entry = approved(world, { op: "write-off", member: world.sari, loan: loan.id }, "2026-06-01");
    const recover: Operation = { op: "recover", member: world.sari, loan: loan.id, amount: 300_000 };
    const paid = world.posted(world.take(recover, "2026-06-02"));
    const back = (no: Entry): Operation => ({ op: "reverse", entry: no.id, reason: "keliru" });
    // Else the books would have a claim of 1,000,000, and she would owe 700,000.
    const refused = world.refusal(world.take(back(entry), "2026-06-03"));
    expect(refused).toMatchObject({ code: "reversal-rests", data: { no: entry.no, first: paid.no } });
    approved(world, back(paid), "2026-06-03");
    approved(world, back(entry), "2026-06-03");
    expect(world.there(loan).state).toBe("active");
    expect(world.view(loan, "2026-06-03").state.balance).toBe(world.balance(ACCOUNTS.loans, world.sari));
  });

  it("stays as it was written off: a payment from before is not taken back while it stands", () => {
    const world = loansWorld();
    const loan = lent(world);
    const paid = world.posted(world.pay(loan, 115_000, "2026-02-10"));
    const entry = approved(world, { op: "write-off", member: world.sari, loan: loan.id }, "2026-06-01");
    const back: Operation = { op: "reverse", entry: paid.id, reason: "keliru" };
    const refused = world.refusal(world.take(back, "2026-06-03"));
    expect(refused).toMatchObject({ code: "reversal-rests", data: { no: paid.no, first: entry.no } });
    expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(0);
  });

  it("is only written off once", () => {
    const world = loansWorld();
    const loan = lent(world);
    const operation: Operation = { op: "write-off", member: world.sari, loan: loan.id };
    approved(world, operation, "2026-06-01");
    expect(world.refusal(world.take(operation, "2026-06-02")).code).toBe("loan-is-written-off");
  });
});

describe("tanggung renteng", () => {
  const grouped = (world: LoansWorld) => {
    const group = world.parts.groups.add(MELATI, "Mawar Merah");
    for (const member of [world.sari, world.maria, world.lina]) world.parts.groups.join(group.id, member);
    const loan = world.lend({ principal: 1_000_000, periods: 10, group: group.id }, "2026-01-10");
    return { group, loan };
  };

  it("is paid by the others in cash, who are noted, and they see it in their own books", () => {
    const world = loansWorld();
    const { loan } = grouped(world);
    const payers = [
      { member: world.maria, amount: 60_000 },
      { member: world.lina, amount: 40_000 },
      { member: world.maria, amount: 15_000 },
    ];
    const entry = world.posted(world.take({ op: "cover", member: world.sari, loan: loan.id, payers }, "2026-02-12"));
    expect(rows(entry)).toEqual([
      [ACCOUNTS.cash, 75_000, 0],
      [ACCOUNTS.cash, 40_000, 0],
      [ACCOUNTS.loanInterest, 0, 15_000],
      [ACCOUNTS.loans, 0, 100_000],
    ]);
    expect(world.parts.groups.covers(loan.id)).toEqual([
      { entryId: entry.id, payer: world.maria, loan: loan.id, amount: 75_000 },
      { entryId: entry.id, payer: world.lina, loan: loan.id, amount: 40_000 },
    ]);
    expect(world.view(loan, "2026-02-12").state.due.total).toBe(0);
    expect(world.journal.memberLines(world.maria, { limit: 9 })).toHaveLength(1);
    world.posted(world.take({ op: "reverse", entry: entry.id, reason: "keliru" }, "2026-02-12"));
    expect(world.parts.groups.covers(loan.id)).toEqual([]);
  });

  it("is paid from the fund with another officer's yes, as far as it reaches", () => {
    const world = loansWorld();
    const { loan } = grouped(world);
    const cover = (fromFund: number): Operation => ({
      op: "cover",
      member: world.sari,
      loan: loan.id,
      payers: [],
      fromFund,
    });
    expect(world.refusal(world.take(cover(115_000), "2026-02-12"))).toMatchObject({ code: "fund-short" });
    world.give(ACCOUNTS.jointLiabilityFund, 200_000);
    expect(rows(approved(world, cover(115_000), "2026-02-12"))[0]).toEqual([ACCOUNTS.jointLiabilityFund, 115_000, 0]);
  });

  it("covers what is due and no more, and only within her group", () => {
    const world = loansWorld();
    const { loan } = grouped(world);
    const cover = (member: number, amount: number, on = "2026-02-12") =>
      world.refusal(world.take({ op: "cover", member: world.sari, loan: loan.id, payers: [{ member, amount }] }, on));
    expect(cover(world.maria, 115_001)).toMatchObject({ code: "cover-more-than-due", data: { owed: 115_000 } });
    expect(cover(world.maria, 1, "2026-02-01").code).toBe("cover-more-than-due");
    expect(cover(world.sari, 15_000).code).toBe("payer-not-in-group");
    const stranger = world.members.add({ unit: MELATI, name: "Orang Lain", joinedOn: "2026-01-01" }, 0).id;
    expect(cover(stranger, 15_000).code).toBe("payer-not-in-group");
  });
});

describe("the ageing list", () => {
  it("has the oldest first, each loan in its class with its whole balance", () => {
    const world = loansWorld();
    const old = lent(world);
    const younger = world.lend({ principal: 500_000, periods: 10, member: world.maria }, "2026-03-10");
    const paid = world.lend({ principal: 500_000, periods: 10, member: world.lina }, "2026-05-20");
    world.pay(paid, 57_500, "2026-06-20");
    expect(arrears(world.parts, MELATI, "2026-06-25").map(({ loan }) => loan.id)).toEqual([old.id, younger.id]);
    const { loans, ageing } = collectibility(world.parts, MELATI, "2026-06-25");
    expect(loans.map((one) => one.class)).toEqual(["substandard", "current", "current"]);
    expect(ageing).toMatchObject({ loans: 3, balance: 1_950_000, provision: 100_000 });
  });
});
