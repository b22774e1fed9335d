import { describe, expect, it } from "vitest";
import { askedIn } from "../../../src/programme/reports/asked.ts";
import {
  periodBefore,
  periodName,
  periodWith,
  REPORT_KINDS,
  readReportPeriod,
} from "../../../src/programme/reports/period.ts";

const TODAY = "2026-11-20";

describe("the period of a report", () => {
  it.each([
    ["weekly", "2026-W45", "2026-11-02", "2026-11-08"],
    ["weekly", "2026-W01", "2025-12-29", "2026-01-04"],
    ["monthly", "2026-02", "2026-02-01", "2026-02-28"],
    ["quarterly", "2026-Q4", "2026-10-01", "2026-12-31"],
    ["final", "2026", "2026-01-01", "2026-12-31"],
    ["final", "2025-03..2026-11", "2025-03-01", "2026-11-30"],
  ] as const)("%s %s is from %s to %s, and its name is read as the same", (kind, text, from, to) => {
    expect(readReportPeriod(kind, text)).toEqual({ from, to });
    expect(periodName(kind, { from, to })).toBe(text);
  });

  it("is none where the calendar has no such", () => {
    for (const [kind, text] of [
      ["weekly", "2026-W54"],
      ["monthly", "2026-13"],
      ["quarterly", "2026-Q5"],
    ] as const)
      expect(() => readReportPeriod(kind, text)).toThrow("is no");
  });

  it("follows on the one before without a gap", () => {
    for (const kind of REPORT_KINDS) {
      const days = periodWith(kind, TODAY);
      expect(Date.parse(days.from) - Date.parse(periodBefore(kind, days).to)).toBe(86_400_000);
    }
  });
});

describe("what is asked about reports", () => {
  it.each([
    ["LAPORAN BULAN", "report", "2026-11-01"],
    ["laporan bulan oktober", "report", "2026-10-01"],
    ["Laporan bulan des", "report", "2025-12-01"],
    ["laporan bulan lalu", "report", "2026-10-01"],
    ["laporan bulanan 2026-09", "report", "2026-09-01"],
    ["laporan minggu", "report", "2026-11-16"],
    ["setujui laporan 2026-10", "approve", "2026-10-01"],
    ["setujui laporan bulan oktober", "approve", "2026-10-01"],
  ])("%s", (text, what, from) => {
    expect(askedIn(text, TODAY)).toMatchObject({ what, days: { from } });
  });

  it("is the month before in the first days of a month", () => {
    expect(askedIn("laporan bulan", "2026-11-03")).toMatchObject({ days: { from: "2026-10-01" } });
  });

  it("is not a report about one's own business, nor the cooperative's", () => {
    for (const text of ["laporan", "lapor", "laporan neraca", "laporan buku kas", "setujui"])
      expect(askedIn(text, TODAY)).toBeUndefined();
    expect(askedIn("laporan bulan depannya", TODAY)).toMatchObject({ what: "unknown" });
    expect(askedIn("ANALISIS Kehadiran turun", TODAY)).toEqual({ what: "analysis", words: "Kehadiran turun" });
  });
});
