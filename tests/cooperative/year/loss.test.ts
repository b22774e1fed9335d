import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { coverOf } from "../../../src/cooperative/year/loss.ts";
import { type BooksWorld, booksWorld } from "./books-world.ts";

const COVER = { op: "cover-loss", year: 2026 } as const;
const rupiah = fc.integer({ min: 0, max: 1_000_000_000 });

/** A closed year with a loss of Rp 300.000, and reserves as given. */
function lossYear({ general = 0, risk = 0 } = {}): BooksWorld {
  const world = booksWorld();
  const lines = [debit(ACCOUNTS.cash, 1_000_000 + general + risk), credit(ACCOUNTS.grants, 1_000_000)];
  if (general > 0) lines.push(credit(ACCOUNTS.generalReserve, general));
  if (risk > 0) lines.push(credit(ACCOUNTS.riskReserve, risk));
  const opening = { unit: 1, kind: "opening", valueOn: "2026-01-01", maker: "system", lines } as const;
  world.books.journal.post(opening, { at: world.at("2026-01-01"), today: "2026-01-01" });
  world.post({ op: "expense", account: ACCOUNTS.operations, amount: 300_000, note: "atap" }, "2026-06-08");
  world.lock("2026-11-30");
  world.agreed({ op: "year-close", year: 2026 }, "2027-01-10", { valueOn: "2026-12-31" });
  return world;
}

describe("the loss of a year", () => {
  it("is met from the general reserve, then the risk reserve, with two others' yes", () => {
    const world = lossYear({ general: 200_000, risk: 400_000 });
    expect(world.take(COVER, "2027-02-20")).toMatchObject({ kind: "waiting", pending: { votes: 2, amount: 300_000 } });
    const [entry] = world.agreed(COVER, "2027-02-20");
    expect(entry?.kind).toBe("loss");
    expect(entry?.lines).toEqual([
      { account: ACCOUNTS.generalReserve, debit: 200_000, credit: 0 },
      { account: ACCOUNTS.riskReserve, debit: 100_000, credit: 0 },
      { account: ACCOUNTS.surplus, debit: 0, credit: 300_000 },
    ]);
    expect(world.balance(ACCOUNTS.surplus)).toBe(0);
    expect(world.refusal(COVER, "2027-02-21")).toEqual({ code: "loss-covered", data: { year: 2026 } });
    expect(checkLedger(world.db.sqlite).breaches).toEqual([]);
  });

  it("stays as far as the reserves do not reach, and what is put by later meets the rest, in 3-301 by then", () => {
    const world = lossYear({ general: 120_000 });
    world.agreed(COVER, "2027-02-20");
    expect(world.balance(ACCOUNTS.surplus)).toBe(-180_000);
    expect(world.refusal(COVER, "2027-02-21")).toEqual({
      code: "loss-no-reserve",
      data: { year: 2026, amount: 180_000 },
    });
    world.post({ op: "income", account: ACCOUNTS.otherIncome, amount: 500_000, note: "" }, "2027-03-01");
    world.lock("2027-11-30");
    world.agreed({ op: "year-close", year: 2027 }, "2028-01-05", { valueOn: "2027-12-31" });
    world.agreed({ op: "shu", year: 2027 }, "2028-02-20");
    const reserve = world.balance(ACCOUNTS.generalReserve);
    world.agreed(COVER, "2028-02-21");
    expect(world.balance(ACCOUNTS.earlierSurplus)).toBe(0);
    expect(world.balance(ACCOUNTS.generalReserve)).toBe(reserve - 180_000);
    expect(world.books.year.closes.of(1, 2026)).toMatchObject({ state: "closed", split: { generalReserve: -300_000 } });
    expect(checkLedger(world.db.sqlite).breaches).toEqual([]);
  });

  it.each([
    ["the year is not closed", { op: "cover-loss", year: 2025 }, "2027-02-20", "year-not-closed"],
    ["there is nothing put by", COVER, "2027-02-20", "loss-no-reserve"],
  ] as const)("is refused while %s", (_, operation, today, code) => {
    expect(lossYear().refusal(operation, today)).toMatchObject({ code });
  });

  it("is none where the year ended well, and is not met under a day of the year itself", () => {
    const world = lossYear({ general: 900_000 });
    expect(world.refusal(COVER, "2027-02-20", { valueOn: "2026-12-30" })).toMatchObject({ code: "shu-early" });
    const good = booksWorld();
    good.post({ op: "income", account: ACCOUNTS.otherIncome, amount: 500_000, note: "" }, "2026-03-01");
    good.lock("2026-11-30");
    good.agreed({ op: "year-close", year: 2026 }, "2027-01-10", { valueOn: "2026-12-31" });
    expect(good.refusal(COVER, "2027-02-20")).toEqual({ code: "loss-none", data: { year: 2026 } });
  });

  it("is the sum of what each reserve gives and what is left, and no reserve goes below zero", () => {
    fc.assert(
      fc.property(rupiah, rupiah, rupiah, (loss, generalReserve, riskReserve) => {
        const { from, left } = coverOf(loss, { generalReserve, riskReserve });
        expect(from.generalReserve + from.riskReserve + left).toBe(loss);
        expect(from.generalReserve).toBeLessThanOrEqual(generalReserve);
        expect(from.riskReserve).toBeLessThanOrEqual(riskReserve);
        // Nothing stays a loss that a reserve could meet.
        if (left > 0) expect(generalReserve + riskReserve + left).toBe(loss);
      }),
      { seed: 20_261_122, numRuns: 200 },
    );
  });
});
