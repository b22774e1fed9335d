import { describe, expect, it } from "vitest";
import { DAY } from "../../src/clock.ts";
import { occurrences } from "../../src/programme/weekly/calendar.ts";
import { ZONE_NAMES } from "../../src/zones.ts";
import { melati, wib } from "./support.ts";

const HOURS = melati().hours;
const FRIDAYS = { day: "friday", time: "16:00" } as const;
const MONDAY = wib("2026-11-16", "00:00");

describe("a weekly time", () => {
  it("is the same hour on the wall in all three zones", () => {
    const due = ZONE_NAMES.map((zone) => occurrences(FRIDAYS, zone, HOURS, MONDAY, MONDAY + 7 * DAY)[0]?.dueAt ?? 0);
    expect(due.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual(["09:00", "08:00", "07:00"]);
  });

  it("comes once a week, after the beginning and up to the end", () => {
    const friday = wib("2026-11-20", "16:00");
    const weeks = (from: number, to: number) =>
      occurrences(FRIDAYS, "Asia/Jakarta", HOURS, from, to).map((o) => o.week);
    expect(weeks(MONDAY, MONDAY + 15 * DAY)).toEqual(["2026-11-16", "2026-11-23"]);
    expect(weeks(friday, friday + 7 * DAY)).toEqual(["2026-11-23"]);
    expect(weeks(friday - 1, friday)).toEqual(["2026-11-16"]);
    expect(weeks(friday, friday)).toEqual([]);
  });

  it("is about the week before until Wednesday", () => {
    const monday = { day: "monday", time: "08:30" } as const;
    expect(occurrences(monday, "Asia/Jakarta", HOURS, MONDAY, MONDAY + DAY)[0]?.week).toBe("2026-11-09");
  });

  it("expires when its week is no longer asked for, and not within a day", () => {
    const end = (day: "friday" | "wednesday", time: string) =>
      occurrences({ day, time }, "Asia/Jakarta", HOURS, MONDAY, MONDAY + 7 * DAY)[0]?.expiresAt;
    expect(end("friday", "16:00")).toBe(wib("2026-11-25", "19:30"));
    expect(end("wednesday", "19:00")).toBe(wib("2026-11-19", "19:00"));
  });
});
