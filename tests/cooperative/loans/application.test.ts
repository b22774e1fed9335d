import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { mostFor, simulate } from "../../../src/cooperative/loans/application.ts";
import { debtsOf } from "../../../src/cooperative/loans/debts.ts";
import { dueSoon, expected } from "../../../src/cooperative/loans/lists.ts";
import { productFor } from "../../../src/cooperative/loans/offer.ts";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import { settingsOf } from "../../../src/cooperative/settings.ts";
import { BIASA, loansWorld, MELATI, SETTINGS } from "./loans-world.ts";

const DAY = "2026-01-10";
const settings = (written: unknown) => settingsOf(writtenSchema.parse(written));
const product = (written: unknown, name = "biasa") => {
  const found = productFor(settings(written), { product: name });
  if (found.kind !== "one") throw new Error(found.kind);
  return found.product;
};
const code = (result: { ok: boolean }) => ("refusal" in result ? (result.refusal as { code: string }).code : "ok");

describe("a simulation", () => {
  it("shows schedule, fees, what is handed out, and what a flat loan really costs a year, with a warning", () => {
    const flat = simulate(settings(SETTINGS), product(SETTINGS, "tetap"), { principal: 5_000_000, periods: 10 }, DAY);
    if (!flat.ok) throw new Error(flat.refusal.code);
    expect(flat.offer.schedule.totals.total).toBe(5_750_000);
    expect(flat.offer.yearlyPpm).toBeGreaterThan(314_000);
    expect(flat.offer.yearlyPpm).toBeLessThan(316_000);
    expect(flat.offer.aboveCap).toBe(true);
    const declining = simulate(settings(SETTINGS), product(SETTINGS), { principal: 5_000_000, periods: 10 }, DAY);
    expect(declining).toMatchObject({ ok: true, offer: { yearlyPpm: 180_000, aboveCap: false } });
  });

  it("counts fees as a cost, and her own kapitalisasi not", () => {
    const yearly = (fees: object) => {
      const written = { "loan-products": [{ ...BIASA, fees }] };
      const result = simulate(settings(written), product(written), { principal: 5_000_000, periods: 10 }, DAY);
      return result.ok ? result.offer.yearlyPpm : 0;
    };
    expect(yearly({ provision: "2%" })).toBeGreaterThan(220_000);
    expect(yearly({ capitalisation: "2%" })).toBe(180_000);
  });

  it("stays within what the product allows", () => {
    const written = { "loan-products": [{ ...BIASA, periods: { min: 3, max: 10 }, "max-amount": 2_000_000 }] };
    const wish = (principal: number, periods: number) =>
      code(simulate(settings(written), product(written), { principal, periods }, DAY));
    expect([wish(1_000_000, 2), wish(1_000_000, 11), wish(2_000_001, 5), wish(2_000_000, 10)]).toEqual([
      "loan-periods",
      "loan-periods",
      "loan-above-max",
      "ok",
    ]);
    const dear = { "loan-products": [{ ...BIASA, fees: { administration: 50_000 } }] };
    expect(code(simulate(settings(dear), product(dear), { principal: 50_000, periods: 5 }, DAY))).toBe(
      "fees-above-loan",
    );
  });
});

describe("the product that is meant", () => {
  it("is found by name, method or rate; a rate that the unit does not have is none", () => {
    const found = (words: Parameters<typeof productFor>[1]) => {
      const result = productFor(settings(SETTINGS), words);
      return result.kind === "one" ? result.product.name : result.kind;
    };
    expect(found({ product: "Biasa " })).toBe("biasa");
    expect(found({ method: "flat" })).toBe("tetap");
    expect(found({ method: "declining", every: "week" })).toBe("pekan");
    expect(found({ method: "declining" })).toBe("several");
    expect(found({ method: "flat", ratePpm: 10_000 })).toBe("none");
  });
});

describe("an application", () => {
  it("is measured by her savings where the product says so", () => {
    const world = loansWorld({ "loan-products": [{ ...BIASA, "max-times-savings": 3 }] });
    world.give(ACCOUNTS.principalSavings, 100_000, world.sari);
    world.give(ACCOUNTS.voluntary, 300_000, world.sari);
    world.give(ACCOUNTS.holiday, 900_000, world.sari);
    const of = { unit: MELATI, member: world.sari };
    const found = product({ "loan-products": [{ ...BIASA, "max-times-savings": 3 }] });
    expect(mostFor(world.parts, of, found)).toEqual({ amount: 1_200_000, by: "savings" });
    expect(mostFor(world.parts, of, { ...found, maxAmount: 1_000_000 })).toEqual({ amount: 1_000_000, by: "product" });
    expect(code(world.ask({ principal: 1_200_001, periods: 10 }, DAY))).toBe("loan-above-savings");
    expect(code(world.ask({ principal: 1_200_000, periods: 10 }, DAY))).toBe("ok");
  });

  it("is one of a kind at a time; a top-up must leave something", () => {
    const world = loansWorld();
    const first = world.applied({ principal: 1_000_000, periods: 10 }, DAY);
    expect(code(world.ask({ principal: 500_000, periods: 5 }, DAY))).toBe("loan-applied-already");
    world.agree(first, DAY);
    world.take({ op: "disburse", member: world.sari, loan: first.id }, DAY);
    expect(code(world.ask({ principal: 500_000, periods: 5 }, DAY))).toBe("loan-running");
    expect(code(world.ask({ principal: 500_000, periods: 5, topUp: 99 }, DAY))).toBe("no-such-loan");
    expect(code(world.ask({ principal: 1_015_000, periods: 5, topUp: first.id }, "2026-01-11"))).toBe(
      "top-up-too-small",
    );
    expect(code(world.ask({ principal: 1_015_001, periods: 5, topUp: first.id }, "2026-01-11"))).toBe("ok");
  });

  it("of another product may stand beside a loan that runs", () => {
    const world = loansWorld();
    world.lend({ principal: 1_000_000, periods: 10 }, DAY);
    expect(code(world.ask({ principal: 100_000, periods: 4, words: "pekan" }, DAY))).toBe("ok");
  });

  it("is of a member, in a group that is hers", () => {
    const world = loansWorld();
    const group = world.parts.groups.add(MELATI, "Mawar Merah");
    expect(code(world.ask({ principal: 100_000, periods: 5, group: group.id }, DAY))).toBe("not-in-group");
    world.members.leave(world.lina, "2026-01-05");
    expect(code(world.ask({ principal: 100_000, periods: 5, member: world.lina }, DAY))).toBe("not-a-member");
  });

  it("has a number of its own in the unit", () => {
    const world = loansWorld();
    const numbers = [world.sari, world.maria, world.lina].map(
      (member) => world.applied({ principal: 100_000, periods: 5, member }, DAY).no,
    );
    expect(numbers).toEqual([1, 2, 3]);
    expect(world.loans.byNo(MELATI, 2)?.member).toBe(world.maria);
    expect(world.loans.open(MELATI)).toHaveLength(3);
    expect(world.loans.active(MELATI)).toEqual([]);
  });
});

describe("what is expected", () => {
  it("at a meeting is what is due, in coins, after titipan; the next instalment where it falls due until then", () => {
    const world = loansWorld({ ...SETTINGS, rounding: { cash: { unit: 500, mode: "up" } } });
    const first = world.lend({ principal: 1_000_000, periods: 3 }, DAY);
    const amounts = (date: string, until?: string) =>
      expected(world.parts, MELATI, date, until).map(({ member, amount }) => [member, amount]);
    expect(amounts("2026-02-09")).toEqual([]);
    expect(amounts("2026-02-09", "2026-03-08")).toEqual([[world.sari, 348_500]]);
    expect(amounts("2026-02-10")).toEqual([[world.sari, 348_500]]);
    world.give(ACCOUNTS.heldForMembers, 100_000, world.sari);
    expect(amounts("2026-02-10")).toEqual([[world.sari, 248_500]]);
    world.posted(world.pay(first, 248_500, "2026-02-10"));
    expect(amounts("2026-02-10")).toEqual([]);
    expect(world.balance(ACCOUNTS.voluntary, world.sari)).toBe(167);
  });

  it("soon is each unpaid instalment by its date", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 600_000, periods: 12, words: "pekan" }, "2026-01-05");
    world.pay(loan, 53_000, "2026-01-12");
    const soon = dueSoon(world.parts, MELATI, { from: "2026-01-12", to: "2026-01-26" });
    expect(soon.map(({ instalment }) => [instalment.n, instalment.dueOn, instalment.principal])).toEqual([
      [2, "2026-01-19", 50_000],
      [3, "2026-01-26", 50_000],
    ]);
  });

  it("of one who leaves is what all her loans cost that day", () => {
    const world = loansWorld();
    const one = world.lend({ principal: 1_000_000, periods: 10 }, DAY);
    const two = world.lend({ principal: 100_000, periods: 4, words: "pekan" }, DAY);
    expect(debtsOf(world.parts, world.sari, "2026-01-12")).toEqual([
      { loan: two.id, penalty: 0, interest: 500, principal: 100_000 },
      { loan: one.id, penalty: 0, interest: 15_000, principal: 1_000_000 },
    ]);
  });

  it("of titipan is that it pays before savings do", () => {
    const world = loansWorld();
    world.give(ACCOUNTS.heldForMembers, 40_000, world.sari);
    world.give(ACCOUNTS.voluntary, 100_000, world.sari);
    const loan = world.lend({ principal: 1_000_000, periods: 10 }, DAY);
    const operation = { op: "savings-to-loan", member: world.sari, loan: loan.id, amount: 115_000 } as const;
    world.posted(world.take(operation, "2026-02-10"));
    expect([world.balance(ACCOUNTS.heldForMembers), world.balance(ACCOUNTS.voluntary)]).toEqual([0, 25_000]);
  });
});
