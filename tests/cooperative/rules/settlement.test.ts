import { describe, expect, it } from "vitest";
import { loanState, schedule, settlement } from "../../../src/cooperative/rules/index.ts";
import { addDays } from "../../../src/zones.ts";
import { terms, termsOf, vector, vectors } from "./support.ts";

describe("paying a loan off", () => {
  it.each(vectors.pelunasan)("$id costs the balance and the jasa of this period", (given) => {
    const loan = termsOf(vector(vectors.jadwal, given.pinjaman));
    const paidRows = schedule(loan).rows.slice(0, given.angsuran_terbayar);
    const posted = paidRows.map(({ dueOn, principal, interest }) => ({ on: dueOn, penalty: 0, interest, principal }));
    const nextDay = addDays(paidRows.at(-1)?.dueOn ?? "", 1);
    expect(settlement(loan, loanState(loan, posted, nextDay))).toEqual({
      penalty: 0,
      interest: given.jasa,
      principal: given.sisa_pokok,
      total: given.bayar,
      waivedInterest: given.jasa_tidak_ditagih,
    });
  });

  it("costs no jasa of a period that begins tomorrow", () => {
    const posted = [{ on: "2026-02-10", penalty: 0, interest: 75_000, principal: 500_000 }];
    expect(settlement(terms(), loanState(terms(), posted, "2026-02-10"))).toEqual({
      penalty: 0,
      interest: 0,
      principal: 4_500_000,
      total: 4_500_000,
      waivedInterest: 337_500,
    });
  });

  it("costs no jasa twice, when this period's was paid already", () => {
    const posted = [{ on: "2026-02-01", penalty: 0, interest: 75_000, principal: 500_000 }];
    expect(settlement(terms(), loanState(terms(), posted, "2026-02-05"))).toMatchObject({
      interest: 0,
      total: 4_500_000,
      waivedInterest: 337_500,
    });
  });

  it("costs all jasa of a flat loan where the unit wants it", () => {
    const loan = terms({ method: "flat", flatInterestAhead: "owed" });
    const state = loanState(
      loan,
      [{ on: "2026-02-10", penalty: 0, interest: 75_000, principal: 500_000 }],
      "2026-02-20",
    );
    expect(settlement(loan, state)).toEqual({
      penalty: 0,
      interest: 675_000,
      principal: 4_500_000,
      total: 5_175_000,
      waivedInterest: 0,
    });
  });

  it("costs what is late and its denda, too", () => {
    const loan = terms({ penalty: { kind: "fixed", amount: 5_000, graceDays: 3 } });
    // Two months of 75,000, and the third on 4,000,000, which is what is owed once the first two are paid.
    expect(settlement(loan, loanState(loan, [], "2026-03-20"))).toMatchObject({
      penalty: 10_000,
      interest: 150_000 + 60_000,
      principal: 5_000_000,
    });
  });

  it("waives only what paying on from here would have cost", () => {
    const posted = [{ on: "2026-02-10", penalty: 0, interest: 75_000, principal: 4_000_000 }];
    // 1,000,000 is owed until the schedule reaches it in its eighth month.
    expect(settlement(terms(), loanState(terms(), posted, "2026-02-10")).waivedInterest).toBe(
      7 * 15_000 + 15_000 + 7_500,
    );
  });

  it("costs nothing once nothing is owed", () => {
    const posted = [{ on: "2026-02-10", penalty: 0, interest: 75_000, principal: 5_000_000 }];
    for (const method of ["declining", "flat"] as const) {
      const loan = terms({ method });
      expect(settlement(loan, loanState(loan, posted, "2026-05-10"))).toMatchObject({ total: 0, waivedInterest: 0 });
    }
  });
});
