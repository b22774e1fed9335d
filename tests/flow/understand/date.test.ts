import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDate, formatDateShort, readDate, readTime } from "../../../src/flow/understand/index.ts";
import { check, line, SEED } from "./table.ts";

/** A Wednesday. */
const today = "2026-07-15";

describe("days to come", () => {
  const read = (text: string) => readDate(text, { today, prefer: "future" });

  it("are told from today", () => {
    check(
      read,
      `hari ini -> = 2026-07-15
      nanti malam -> = 2026-07-15
      besok -> = 2026-07-16
      Besok pagi -> = 2026-07-16
      besok jam 8 -> = 2026-07-16
      lusa -> = 2026-07-17
      kemarin -> = 2026-07-14
      kemarin lusa -> = 2026-07-13
      sesuk -> ? 2026-07-16
      3 hari lagi -> = 2026-07-18
      tiga hari lagi -> = 2026-07-18
      seminggu lagi -> = 2026-07-22
      2 minggu lalu -> = 2026-07-01
      2 minggu yang lalu -> = 2026-07-01
      sebulan lagi -> ? 2026-08-15
      besok? -> ? 2026-07-16
      minggu depan -> ? 2026-07-22 2026-07-19
      bulan depan -> ! date.vague
      minggu ini -> ! date.vague
      nanti -> ! date.vague
      Desember -> ! date.vague
      ya -> none`,
    );
  });

  it("are told by weekday", () => {
    check(
      read,
      `Jumat -> = 2026-07-17
      hari jum'at -> = 2026-07-17
      Jum’at -> = 2026-07-17
      Jumat malam -> = 2026-07-17
      Jumat ini -> = 2026-07-17
      Jumat depan -> ? 2026-07-24 2026-07-17
      Jumat minggu depan -> = 2026-07-24
      Senin lalu -> ? 2026-07-13 2026-07-06
      Senin kemarin -> = 2026-07-13
      Senin minggu lalu -> = 2026-07-06
      senin ini -> ? 2026-07-20 2026-07-13
      Rabu -> ? 2026-07-15 2026-07-22
      Minggu -> = 2026-07-19
      Ahad -> = 2026-07-19
      malam Jumat -> ? 2026-07-16 2026-07-17
      besok Jumat -> ? 2026-07-17
      Jumat, 17 Juli 2026 -> = 2026-07-17
      Jumat 17/7 -> = 2026-07-17
      Jumat, 16 Juli 2026 -> ? 2026-07-16`,
    );
    // On a Saturday the coming Friday is also the Friday of next week.
    expect(line(readDate("Jumat depan", { today: "2026-07-18" }))).toBe("= 2026-07-24");
  });

  it("are written day first", () => {
    check(
      read,
      `tgl 5 -> = 2026-08-05
      tanggal 20 -> = 2026-07-20
      tgl5 -> = 2026-08-05
      tanggal lima -> = 2026-08-05
      tgl 5 bulan depan -> = 2026-08-05
      5 -> ? 2026-08-05
      5/12 -> = 2026-12-05
      5-12-2026 -> = 2026-12-05
      5 / 12 / 2026 -> = 2026-12-05
      05.12.26 -> = 2026-12-05
      2026-12-05 -> = 2026-12-05
      5 Desember 2026 -> = 2026-12-05
      5 des -> = 2026-12-05
      5desember -> = 2026-12-05
      lima desember -> = 2026-12-05
      5 Nopember -> = 2026-11-05
      17 Agt -> = 2026-08-17
      desember 5 -> ? 2026-12-05
      5 12 -> ? 2026-12-05
      051226 -> ? 2026-12-05
      14/7 -> ? 2026-07-14 2027-07-14
      05.12.85 -> ? 1985-12-05
      29 feb -> ? 2028-02-29
      31 Februari -> ! date.impossible
      31/2 -> ! date.impossible
      12/25 -> ! date.impossible
      29/2/2026 -> ! date.impossible
      0/5 -> ! date.impossible
      tgl 32 -> ! date.impossible
      1/1/2500 -> none
      5/12/2026/1 -> none`,
    );
  });
});

describe("days past, and days of either side", () => {
  it("look back where the question does", () => {
    check(
      (text) => readDate(text, { today, prefer: "past", max: today, min: "2020-01-01" }),
      `5/12 -> = 2025-12-05
      Jumat -> = 2026-07-10
      tgl 20 -> = 2026-06-20
      besok -> ! date.above
      5 Desember 2019 -> ! date.below
      16/7 -> ? 2025-07-16`,
    );
    expect(readDate("besok", { today, max: today })).toEqual({
      kind: "refused",
      reason: "date.above",
      data: { limit: today },
    });
  });

  it("take what is near, and ask about the rest", () => {
    check(
      (text) => readDate(text, { today }),
      `5/8 -> = 2026-08-05
      5/12 -> ? 2026-12-05 2025-12-05
      Jumat -> ? 2026-07-17 2026-07-10
      tgl 5 -> ? 2026-08-05 2026-07-05`,
    );
  });
});

describe("properties of days", () => {
  const day = fc
    .date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it("reads back every day that it writes, and its digits", () => {
    fc.assert(
      fc.property(day, day, (iso, now) => {
        const [y, m, d] = iso.split("-").map(Number);
        for (const text of [formatDate(iso), iso, `${d}/${m}/${y}`, `${d}.${m}.${y}`]) {
          expect(line(readDate(text, { today: now }))).toBe(`= ${iso}`);
        }
      }),
      SEED,
    );
  });

  it("offers the day that it writes in brief", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 180 }), (now, ahead) => {
        const meant = new Date(Date.parse(now) + ahead * 86_400_000).toISOString().slice(0, 10);
        const reading = readDate(formatDateShort(meant), { today: now, prefer: "future" });
        const values =
          reading.kind === "sure"
            ? [reading.value]
            : reading.kind === "ask"
              ? reading.candidates.map((c) => c.value)
              : [];
        expect(values).toContain(meant);
      }),
      SEED,
    );
  });
});

describe("times of day", () => {
  it("are read on both clocks", () => {
    check(
      readTime,
      `08.30 -> = 08:30
      8:30 -> = 08:30
      14:00 -> = 14:00
      00.15 -> = 00:15
      jam 8 -> = 08:00
      8 -> = 08:00
      jam delapan pagi -> = 08:00
      jam 2 siang -> = 14:00
      jam 12 siang -> = 12:00
      jam 4 sore -> = 16:00
      jam 7 malam -> = 19:00
      12 malam -> = 00:00
      jam 2 pagi -> = 02:00
      jam 3 dini hari -> = 03:00
      pukul 20.00 WIB -> = 20:00
      setengah 9 -> = 08:30
      setengah sembilan -> = 08:30
      setengah delapan malam -> = 19:30
      jam 9 kurang 15 -> = 08:45
      jam 8 lewat seperempat -> = 08:15
      jam 2 -> ? 14:00 02:00
      2:30 -> ? 14:30 02:30
      02.30 -> ? 02:30 14:30
      jam 6 -> ? 06:00 18:00
      jam 12 -> ? 12:00 00:00
      setengah 1 -> ? 12:30 00:30
      jam 1 kurang 5 -> ? 12:55 00:55
      jam 8 siang -> ? 08:00 20:00
      0830 -> ? 08:30
      8.5 -> ? 08:50 08:05
      24.00 -> ? 00:00
      25.00 -> ! time.impossible
      8.75 -> ! time.impossible
      jam 8 sampai 10 -> none
      ya -> none`,
    );
  });

  it("reads back every time from seven to midnight", () => {
    for (let minute = 7 * 60; minute < 24 * 60; minute++) {
      const [h, m] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0"));
      if (h !== "12") expect(line(readTime(`${h}:${m}`))).toBe(`= ${h}:${m}`);
    }
  });
});
