import fc from "fast-check";
import { COOP_LIMITS } from "../../../src/cooperative/limits.ts";
import type { LoanTerms, Rounding } from "../../../src/cooperative/rules/index.ts";
import { addDays } from "../../../src/zones.ts";
import vectors from "../vectors/cooperative.json" with { type: "json" };

export { vectors };

export const METHODS = { MENURUN: "declining", FLAT: "flat", ANUITAS: "annuity" } as const;
const EVERY = { BULAN: "month", MINGGU: "week" } as const;
const MODES = { TERDEKAT: "nearest", ATAS: "up", BAWAH: "down" } as const;

export const exact: LoanTerms["rounding"] = {
  interest: { unit: 1, mode: "nearest" },
  principal: { unit: 1, mode: "down" },
  instalment: { unit: 1, mode: "nearest" },
};

/** Five million over ten months at 1.5%, disbursed on 10 January 2026, as most vectors have it. */
export const terms = (changes: Partial<LoanTerms> = {}): LoanTerms => ({
  principal: 5_000_000,
  ratePpm: 15_000,
  periods: 10,
  method: "declining",
  every: "month",
  disbursedOn: "2026-01-10",
  rounding: exact,
  ...changes,
});

export type ScheduleVector = Omit<(typeof vectors.jadwal)[number], "kolom">;

/** The terms that a vector of the file speaks of. */
export function termsOf({ metode, pokok, tenor, satuan, jasa_ppm_per_periode, pembulatan }: ScheduleVector): LoanTerms {
  const rounding = (unit: number, mode: string): Rounding => ({
    unit: unit as Rounding["unit"],
    mode: MODES[mode as keyof typeof MODES],
  });
  return terms({
    principal: pokok,
    ratePpm: jasa_ppm_per_periode,
    periods: tenor,
    method: METHODS[metode as keyof typeof METHODS],
    every: EVERY[satuan as keyof typeof EVERY],
    rounding: {
      interest: rounding(pembulatan.jasa_unit, pembulatan.jasa_mode),
      principal: rounding(pembulatan.pokok_unit, pembulatan.pokok_mode),
      instalment: rounding(pembulatan.angsuran_unit, pembulatan.angsuran_mode),
    },
  });
}

/** The vector whose name begins so. */
export function vector<V extends { id: string }>(list: readonly V[], id: string): V {
  const found = list.find((v) => v.id === id || v.id.startsWith(`${id}-`));
  if (found === undefined) throw new Error(`No vector ${id}`);
  return found;
}

export const anyRounding: fc.Arbitrary<Rounding> = fc.record({
  unit: fc.constantFrom(1, 50, 100, 500, 1000),
  mode: fc.constantFrom("nearest", "up", "down"),
});

const anyDay = fc.integer({ min: 0, max: 1500 }).map((days) => addDays("2024-01-01", days));

const anyPenalty = fc.oneof(
  fc.record({
    kind: fc.constant("percent-a-day" as const),
    ppmPerDay: fc.nat(5_000),
    graceDays: fc.nat(20),
    countFrom: fc.constantFrom("due-date" as const, "after-grace" as const),
  }),
  fc.record({ kind: fc.constant("fixed" as const), amount: fc.nat(50_000), graceDays: fc.nat(20) }),
);

/** Terms as units agree on them, and some that they should not. */
export const anyTerms = (maxPeriods: number = COOP_LIMITS.periods): fc.Arbitrary<LoanTerms> =>
  fc
    .record({
      principal: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 10_000_000_000 })),
      ratePpm: fc.oneof(fc.constant(0), fc.nat(50_000), fc.nat(1_000_000)),
      periods: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: maxPeriods })),
      method: fc.constantFrom("declining" as const, "flat" as const, "annuity" as const),
      every: fc.constantFrom("month" as const, "week" as const),
      disbursedOn: anyDay,
      anchorDay: fc.option(fc.integer({ min: 1, max: 31 }), { nil: undefined }),
      rounding: fc.record({ interest: anyRounding, principal: anyRounding, instalment: anyRounding }),
      penalty: fc.option(anyPenalty, { nil: undefined }),
      flatInterestAhead: fc.constantFrom("waived" as const, "owed" as const),
      coin: fc.constantFrom(1, 1, 500, 1000),
    })
    .map(({ anchorDay, penalty, ...rest }) => ({
      ...rest,
      ...(anchorDay === undefined ? {} : { anchorDay }),
      ...(penalty === undefined ? {} : { penalty }),
    }));
