import { describe, expect, it } from "vitest";
import {
  allocate,
  disburse,
  effectiveYearlyPpm,
  type LoanPayment,
  largestRemainder,
  loanState,
  NEAREST,
  paymentOf,
  penaltyFor,
  savingsInterest,
  schedule,
  settlement,
} from "../../../src/cooperative/rules/index.ts";
import { addDays } from "../../../src/zones.ts";
import beyond from "../vectors/beyond.json" with { type: "json" };
import { terms, termsOf } from "./support.ts";

const COUNTED = { JATUH_TEMPO: "due-date", SETELAH_TOLERANSI: "after-grace" } as const;
const loanOf = (id: string) => {
  const found = beyond.jadwal.find((given) => given.id === id);
  if (found === undefined) throw new Error(`no schedule ${id}`);
  return termsOf(found);
};

describe("cases that were worked apart from the code", () => {
  it.each(beyond.jadwal)("schedule: $id", (given) => {
    const { rows, totals } = schedule(termsOf(given));
    expect(rows.map((r) => [r.n, r.principal, r.interest, r.total, r.balance])).toEqual(given.baris);
    expect([totals.principal, totals.interest, totals.total]).toEqual([
      given.total_pokok,
      given.total_jasa,
      given.total_bayar,
    ]);
  });

  it.each(beyond.jatuh_tempo)("due dates after $cair", ({ cair, tenor, satuan, jatuh_tempo }) => {
    const every = satuan === "MINGGU" ? "week" : "month";
    const { rows } = schedule(terms({ disbursedOn: cair, periods: tenor, every }));
    expect(rows.map((r) => r.dueOn)).toEqual(jatuh_tempo);
  });

  it.each(beyond.pelunasan)("settlement: $pinjaman after $angsuran_terbayar, $aturan", (given) => {
    const flatInterestAhead = given.aturan === "SEMUA_JASA" ? "owed" : "waived";
    const loan = { ...loanOf(given.pinjaman), flatInterestAhead } as const;
    const paid = schedule(loan).rows.slice(0, given.angsuran_terbayar);
    const posted = paid.map(({ dueOn, principal, interest }) => ({ on: dueOn, penalty: 0, interest, principal }));
    const day = addDays(paid.at(-1)?.dueOn ?? loan.disbursedOn, 1);
    expect(settlement(loan, loanState(loan, posted, day))).toEqual({
      penalty: 0,
      interest: given.jasa,
      principal: given.sisa_pokok,
      total: given.bayar,
      waivedInterest: given.jasa_tidak_ditagih,
    });
  });

  it.each(beyond.alokasi)("allocation of $pokok at $jasa_ppm ppm", ({ pokok, jasa_ppm, periode }) => {
    const loan = terms({ principal: pokok, ratePpm: jasa_ppm });
    const posted: LoanPayment[] = [];
    for (const [i, month] of periode.entries()) {
      const on = schedule(loan).rows[i]?.dueOn ?? "";
      const before = loanState(loan, posted, on);
      const split = allocate(before, month.bayar);
      posted.push(paymentOf(on, split));
      const after = loanState(loan, posted, on);
      expect([before.due.interest, split, after.balance, after.due.interest]).toEqual([
        month.jasa_ditagih,
        { penalty: 0, interest: month.ke_jasa, principal: month.ke_pokok, deposit: month.titipan },
        month.sisa_pokok,
        month.tunggakan_jasa,
      ]);
    }
  });

  it.each(beyond.denda)("denda of $tertunggak, $hari_telat days, $toleransi of grace", (given) => {
    const { ppm_per_hari: ppmPerDay, toleransi: graceDays } = given;
    const countFrom = COUNTED[given.hitung_dari as keyof typeof COUNTED];
    const rule = { kind: "percent-a-day", ppmPerDay, graceDays, countFrom } as const;
    expect(penaltyFor(given.tertunggak, given.hari_telat, rule)).toBe(given.denda);
  });

  it.each(beyond.pencairan)("fees on $pokok", ({ pokok, provisi_ppm, perlindungan_ppm, kapitalisasi_ppm, ...rest }) => {
    const { provisi, administrasi, dana_perlindungan, kapitalisasi } = rest.potongan;
    const paid = disburse(pokok, {
      originationPpm: provisi_ppm,
      administration: administrasi,
      protectionPpm: perlindungan_ppm,
      capitalisationPpm: kapitalisasi_ppm,
      rounding: NEAREST,
    });
    expect([Object.values(paid.fees), paid.net]).toEqual([
      [provisi, administrasi, dana_perlindungan, kapitalisasi],
      rest.diterima_tunai,
    ]);
  });

  it.each(beyond.jasa_simpanan)("jasa on $saldo_terendah at $ppm_per_bulan ppm", (given) => {
    const { gross, tax, net } = savingsInterest([{ lowest: given.saldo_terendah, ppm: given.ppm_per_bulan }]);
    expect([gross, tax, net]).toEqual([given.jasa, given.pph_final, given.masuk_simpanan]);
  });

  it.each(beyond.pembagian)("$jumlah by $bobot", ({ jumlah, bobot, bagian }) => {
    expect(largestRemainder(jumlah, bobot)).toEqual(bagian);
  });

  it.each(beyond.biaya_setahun)("cost a year: $pinjaman", ({ pinjaman, diterima, ppm_setahun }) => {
    const loan = loanOf(pinjaman);
    const instalments = schedule(loan).rows.map(({ total }) => total);
    expect(effectiveYearlyPpm({ received: diterima, instalments, every: loan.every })).toBe(ppm_setahun);
  });
});
