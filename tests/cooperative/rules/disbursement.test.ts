import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disburse, type FeeRule, NEAREST } from "../../../src/cooperative/rules/index.ts";
import { vector, vectors } from "./support.ts";

const c1 = vector(vectors.pencairan, "C1");
const rule: FeeRule = {
  originationPpm: c1.provisi_ppm,
  administration: c1.potongan.administrasi,
  protectionPpm: c1.perlindungan_ppm,
  capitalisationPpm: c1.kapitalisasi_ppm,
  rounding: NEAREST,
};

describe("a disbursement", () => {
  it("withholds the fees, C1, and hands out the rest", () => {
    const paid = disburse(c1.pokok, rule);
    expect(paid).toEqual({
      kind: "payable",
      fees: {
        origination: c1.potongan.provisi,
        administration: c1.potongan.administrasi,
        protection: c1.potongan.dana_perlindungan,
        capitalisation: c1.potongan.kapitalisasi,
      },
      withheld: 185_000,
      cost: 85_000,
      net: c1.diterima_tunai,
    });
    const credits = c1.jurnal.map(([, , credit]) => credit);
    const { origination, administration, protection, capitalisation } = paid.fees;
    expect([0, paid.net, origination, administration, protection, capitalisation]).toEqual(credits);
  });

  it("is refused where the fees leave nothing", () => {
    expect(disburse(10_000, rule)).toMatchObject({ kind: "nothing-left", net: 0 });
    const administration = { ...rule, originationPpm: 0, protectionPpm: 0, capitalisationPpm: 0 };
    expect(disburse(10_001, administration)).toMatchObject({ kind: "payable", net: 1 });
    expect(disburse(10_000, administration)).toMatchObject({ kind: "nothing-left", net: 0, withheld: 10_000 });
  });

  it("always adds up to the loan", () => {
    const anyRule = fc.record({
      originationPpm: fc.nat(60_000),
      administration: fc.nat(100_000),
      protectionPpm: fc.nat(60_000),
      capitalisationPpm: fc.nat(60_000),
      rounding: fc.constantFrom(NEAREST, { unit: 1000, mode: "up" } as const),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 10 }), anyRule, (principal, fees) => {
        const paid = disburse(principal, fees);
        expect(paid.withheld).toBe(paid.cost + paid.fees.capitalisation);
        if (paid.kind === "payable") expect(paid.net + paid.withheld).toBe(principal);
        else expect(paid.withheld).toBeGreaterThanOrEqual(principal);
      }),
      { seed: 1 },
    );
  });
});
