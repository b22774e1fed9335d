import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { toSettle } from "../../../src/cooperative/loans/book.ts";
import { expected } from "../../../src/cooperative/loans/lists.ts";
import { vectors } from "../rules/support.ts";
import { loansWorld, rows, SETTINGS } from "./loans-world.ts";

const FEES = { provision: "1%", administration: 10_000, protection: "0.5%", capitalisation: "2%" };
const withProduct = (changes: object, more: object = {}) => ({
  "loan-products": [{ ...SETTINGS["loan-products"][0], ...changes }],
  ...more,
});
const MONTHS = Array.from({ length: 9 }, (_, i) => `2026-${String(i + 2).padStart(2, "0")}-10`);
const DATES = [...MONTHS, "2026-11-10"];

describe("the life of a loan", () => {
  it.each([
    ["biasa", "A1", 5_000_000],
    ["tetap", "A2", 5_000_000],
    ["anuitas", "A3", 5_000_000],
  ])("is paid back to the rupiah, instalment by instalment: %s", (product, id, principal) => {
    const world = loansWorld();
    const loan = world.lend({ principal, periods: 10, words: product }, "2026-01-10");
    const vector = vectors.jadwal.find((one) => one.id.startsWith(id));
    for (const [i, [, pokok = 0, jasa = 0, total = 0, left = 0]] of (vector?.baris ?? []).entries()) {
      const date = DATES[i] ?? "";
      expect(world.view(loan, date).state.due.total).toBe(total);
      const entry = world.posted(world.pay(loan, total, date));
      expect(rows(entry)).toEqual([
        [ACCOUNTS.cash, total, 0],
        [ACCOUNTS.loanInterest, 0, jasa],
        [ACCOUNTS.loans, 0, pokok],
      ]);
      expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(left);
      expect(world.there(loan).state).toBe(left === 0 ? "closed" : "active");
    }
    expect(world.there(loan).closedOn).toBe("2026-11-10");
    expect(world.balance(ACCOUNTS.loanInterest)).toBe(vector?.total_jasa);
  });

  it("is paid back by the week", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 600_000, periods: 12, words: "pekan" }, "2026-01-05");
    const vector = vectors.jadwal.find((one) => one.id.startsWith("A9"));
    for (const [n = 0, , , total = 0] of vector?.baris ?? []) {
      const date = new Date(Date.parse("2026-01-05") + n * 7 * 86_400_000).toISOString().slice(0, 10);
      world.posted(world.pay(loan, total, date));
    }
    expect(world.there(loan)).toMatchObject({ state: "closed", closedOn: "2026-03-30" });
    expect(world.balance(ACCOUNTS.loanInterest)).toBe(vector?.total_jasa);
  });

  it("keeps back its fees, and posts the whole principal", () => {
    const world = loansWorld(withProduct({ fees: FEES }));
    const loan = world.applied({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    world.agree(loan, "2026-01-10");
    const entry = world.posted(world.take({ op: "disburse", member: world.sari, loan: loan.id }, "2026-01-10"));
    const [vector] = vectors.pencairan;
    const account = (code: string | number | undefined) => Number(String(code).replace("-", ""));
    expect(rows(entry)).toEqual(vector?.jurnal.map(([code, debit, credit]) => [account(code), debit, credit]));
    expect(world.balance(ACCOUNTS.capitalisation, world.sari)).toBe(100_000);
  });

  it.each([
    ["biasa", "P1"],
    ["tetap", "P2"],
  ])("is paid off early with this period's jasa alone: %s", (product, id) => {
    const world = loansWorld();
    const loan = world.lend({ principal: 5_000_000, periods: 10, words: product }, "2026-01-10");
    for (const date of DATES.slice(0, 4)) world.pay(loan, world.view(loan, date).state.due.total, date);
    const vector = vectors.pelunasan.find((one) => one.id === id);
    expect(toSettle(world.view(loan, "2026-05-20"))).toMatchObject({
      total: vector?.bayar,
      waivedInterest: vector?.jasa_tidak_ditagih,
    });
    const entry = world.posted(world.take({ op: "settle", member: world.sari, loan: loan.id }, "2026-05-20"));
    expect(entry.kind).toBe("settlement");
    expect(rows(entry)).toEqual([
      [ACCOUNTS.cash, vector?.bayar, 0],
      [ACCOUNTS.loanInterest, 0, vector?.jasa],
      [ACCOUNTS.loans, 0, vector?.sisa_pokok],
    ]);
    expect(world.there(loan)).toMatchObject({ state: "closed", closedOn: "2026-05-20" });
    expect(world.view(loan, "2026-12-31").state.settled).toBe(true);
  });

  it("is not paid off by less than it costs", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 1_000_000, periods: 10 }, "2026-01-10");
    const taken = world.take({ op: "settle", member: world.sari, loan: loan.id, amount: 900_000 }, "2026-01-20");
    expect(world.refusal(taken)).toMatchObject({ code: "settle-short", data: { owed: 1_015_000 } });
    expect(world.there(loan).state).toBe("active");
  });

  it("gives what is paid above the debt to titipan, which the next loan's instalment uses first", () => {
    const world = loansWorld();
    const first = world.lend({ principal: 1_000_000, periods: 1 }, "2026-01-10");
    const entry = world.posted(world.pay(first, 1_115_000, "2026-02-10"));
    expect(rows(entry)).toContainEqual([ACCOUNTS.heldForMembers, 0, 100_000]);
    expect(world.there(first).state).toBe("closed");
    const second = world.lend({ principal: 5_000_000, periods: 10 }, "2026-03-10");
    const paid = world.posted(world.pay(second, 475_000, "2026-04-10"));
    expect(rows(paid)).toEqual([
      [ACCOUNTS.cash, 475_000, 0],
      [ACCOUNTS.heldForMembers, 100_000, 0],
      [ACCOUNTS.loanInterest, 0, 75_000],
      [ACCOUNTS.loans, 0, 500_000],
    ]);
    expect(world.balance(ACCOUNTS.heldForMembers, world.sari)).toBe(0);
  });

  it("leaves titipan where it is, when the cash alone pays the loan off", () => {
    const world = loansWorld();
    const first = world.lend({ principal: 1_000_000, periods: 1 }, "2026-01-10");
    world.posted(world.pay(first, 1_115_000, "2026-02-10"));
    const second = world.lend({ principal: 1_000_000, periods: 1 }, "2026-03-10");
    expect(rows(world.posted(world.pay(second, 1_015_000, "2026-04-10")))).toEqual([
      [ACCOUNTS.cash, 1_015_000, 0],
      [ACCOUNTS.loanInterest, 0, 15_000],
      [ACCOUNTS.loans, 0, 1_000_000],
    ]);
    expect(world.balance(ACCOUNTS.heldForMembers, world.sari)).toBe(100_000);
  });

  it("charges no denda twice when the papers come in the wrong order", () => {
    const world = loansWorld({ ...SETTINGS, penalty: { kind: "fixed", amount: 5_000 } });
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    world.posted(world.pay(loan, 580_000, "2026-03-01"));
    expect(world.balance(ACCOUNTS.penalty)).toBe(5_000);
    world.posted(world.pay(loan, 100_000, "2026-02-20", { today: "2026-03-05" }));
    expect(world.balance(ACCOUNTS.penalty)).toBe(5_000);
  });

  it("gives what cash rounding put on top to her savings", () => {
    const world = loansWorld({ ...SETTINGS, rounding: { cash: { unit: 500, mode: "up" } } });
    const loan = world.lend({ principal: 1_000_000, periods: 3 }, "2026-01-10");
    const entry = world.posted(world.pay(loan, 348_500, "2026-02-10"));
    expect(rows(entry)).toEqual([
      [ACCOUNTS.cash, 348_500, 0],
      [ACCOUNTS.loanInterest, 0, 15_000],
      [ACCOUNTS.loans, 0, 333_333],
      [ACCOUNTS.voluntary, 0, 167],
    ]);
  });

  it("fines nobody who paid what was asked in coins, and asks for the last of it in full", () => {
    const world = loansWorld({
      ...SETTINGS,
      penalty: { kind: "fixed", amount: 5_000 },
      rounding: { cash: { unit: 1_000, mode: "nearest" } },
    });
    const loan = world.lend({ principal: 1_000_000, periods: 3 }, "2026-01-10");
    const asked = ["2026-02-10", "2026-03-10", "2026-04-10"].map((date) => {
      const [one] = expected(world.parts, 1, date);
      world.posted(world.pay(loan, one?.amount ?? 0, date));
      return one?.amount;
    });
    // 348,333; 343,671 with what was left of it; 338,334, of which no 334 stay owed for ever.
    expect(asked).toEqual([348_000, 344_000, 339_000]);
    expect(world.balance(ACCOUNTS.penalty)).toBe(0);
    expect(world.balance(ACCOUNTS.voluntary, world.sari)).toBe(329 + 666);
    expect(world.there(loan).state).toBe("closed");
  });

  it("takes more than is asked as principal ahead, which lowers the next jasa", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    const [vector] = vectors.alokasi;
    for (const [i, period] of (vector?.periode ?? []).entries()) {
      const entry = world.posted(world.pay(loan, period.bayar, DATES[i] ?? ""));
      expect(rows(entry).slice(1)).toEqual([
        [ACCOUNTS.loanInterest, 0, period.ke_jasa],
        [ACCOUNTS.loans, 0, period.ke_pokok],
      ]);
      expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(period.sisa_pokok);
    }
  });

  it("pays off an earlier loan from the proceeds of a larger one", () => {
    const world = loansWorld();
    const first = world.lend({ principal: 1_000_000, periods: 10 }, "2026-01-10");
    const second = world.applied({ principal: 3_000_000, periods: 10, topUp: first.id }, "2026-01-20");
    world.agree(second, "2026-01-20");
    const entry = world.posted(world.take({ op: "disburse", member: world.sari, loan: second.id }, "2026-01-20"));
    expect(rows(entry)).toEqual([
      [ACCOUNTS.loans, 3_000_000, 0],
      [ACCOUNTS.cash, 0, 1_985_000],
      [ACCOUNTS.loanInterest, 0, 15_000],
      [ACCOUNTS.loans, 0, 1_000_000],
    ]);
    expect(world.there(first)).toMatchObject({ state: "closed", closedOn: "2026-01-20" });
    world.posted(world.take({ op: "reverse", entry: entry.id, reason: "keliru" }, "2026-01-20"));
    expect(world.there(first)).toMatchObject({ state: "active", closedOn: null });
    expect(world.there(second)).toMatchObject({ state: "agreed", disbursedOn: null });
  });

  it("is paid from savings, and not from more than she has or owes", () => {
    const world = loansWorld();
    world.give(ACCOUNTS.voluntary, 400_000, world.sari);
    const loan = world.lend({ principal: 1_000_000, periods: 10 }, "2026-01-10");
    const from = (amount: number) =>
      world.take({ op: "savings-to-loan", member: world.sari, loan: loan.id, amount }, "2026-02-10");
    expect(world.refusal(from(450_000))).toMatchObject({ code: "not-enough", data: { balance: 400_000 } });
    expect(rows(world.posted(from(115_000)))).toEqual([
      [ACCOUNTS.voluntary, 115_000, 0],
      [ACCOUNTS.loanInterest, 0, 15_000],
      [ACCOUNTS.loans, 0, 100_000],
    ]);
    const small = world.lend({ principal: 100_000, periods: 1, member: world.lina }, "2026-02-10");
    world.give(ACCOUNTS.voluntary, 400_000, world.lina);
    const tooMuch = world.take(
      { op: "savings-to-loan", member: world.lina, loan: small.id, amount: 200_000 },
      "2026-02-11",
    );
    expect(world.refusal(tooMuch)).toMatchObject({ code: "more-than-owed", data: { owed: 101_500 } });
  });

  it("asks her before a large sum of her savings goes to her loan", () => {
    const world = loansWorld();
    world.give(ACCOUNTS.voluntary, 2_000_000, world.sari);
    const loan = world.lend({ principal: 1_000_000, periods: 10 }, "2026-01-10");
    const taken = world.take(
      { op: "savings-to-loan", member: world.sari, loan: loan.id, amount: 600_000 },
      "2026-02-10",
    );
    expect(taken).toMatchObject({ kind: "waiting", pending: { confirmer: world.sariPerson } });
    expect(world.balance(ACCOUNTS.loans, world.sari)).toBe(1_000_000);
  });

  it("goes on when the payment that closed it is taken back", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 1_000_000, periods: 1 }, "2026-01-10");
    const entry = world.posted(world.pay(loan, 1_015_000, "2026-02-10"));
    expect(world.there(loan).state).toBe("closed");
    world.posted(world.take({ op: "reverse", entry: entry.id, reason: "orang lain" }, "2026-02-10"));
    expect(world.there(loan)).toMatchObject({ state: "active", closedOn: null, disbursedOn: "2026-01-10" });
    expect(world.view(loan, "2026-02-10").state.due.total).toBe(1_015_000);
  });

  it("is cleared by the members' funds when she dies, without jasa, and the rest goes to her family", () => {
    const world = loansWorld();
    world.give(ACCOUNTS.loanProtectionFund, 2_000_000);
    world.give(ACCOUNTS.solidarityFund, 1_000_000);
    const loan = world.lend({ principal: 1_000_000, periods: 10 }, "2026-01-10");
    const taken = world.take(
      { op: "death-benefit", member: world.sari, amount: 1_500_000, loan: loan.id },
      "2026-04-20",
    );
    if (taken.kind !== "waiting") throw new Error(taken.kind);
    const decided = world.desk.vote(world.chair, 1, taken.pending.no, { yes: true }, world.when("2026-04-20"));
    if (decided.kind !== "posted") throw new Error(decided.kind);
    expect(decided.done.entries.map(rows)).toEqual([
      [
        [ACCOUNTS.loanProtectionFund, 1_000_000, 0],
        [ACCOUNTS.solidarityFund, 500_000, 0],
        [ACCOUNTS.loans, 0, 1_000_000],
        [ACCOUNTS.cash, 0, 500_000],
      ],
    ]);
    expect(world.there(loan)).toMatchObject({ state: "closed", closedOn: "2026-04-20" });
  });

  it("keeps the terms that it was agreed on when the unit decides anew", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    world.decide(1, withProduct({ rate: "3%" }, { penalty: { kind: "fixed", amount: 10_000 } }));
    expect(world.view(loan, "2026-03-10").state.due).toMatchObject({ interest: 150_000, penalty: 0 });
  });
});
