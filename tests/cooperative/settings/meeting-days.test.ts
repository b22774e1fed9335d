import { expect, test } from "vitest";
import { meetsOn } from "../../../src/cooperative/settings/meeting-days.ts";
import { addDays } from "../../../src/zones.ts";

/** Days of 2026 on which a unit meets. */
const ofYear = (days: Parameters<typeof meetsOn>[0]): string[] =>
  Array.from({ length: 365 }, (_, n) => addDays("2026-01-01", n)).filter((date) => meetsOn(days, date));

test("a meeting every month is once in each month, the 31st on the last day of a shorter one", () => {
  expect(ofYear({ every: "month", on: 21 })).toHaveLength(12);
  expect(ofYear({ every: "month", on: 31 }).slice(0, 4)).toEqual([
    "2026-01-31",
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
  ]);
  expect(ofYear({ every: "month", on: 30 })[1]).toBe("2026-02-28");
  expect(meetsOn({ every: "month", on: 29 }, "2028-02-29")).toBe(true);
  expect(meetsOn({ every: "month", on: 31 }, "2028-02-28")).toBe(false);
});

test("a meeting every week is on its weekday and on no other", () => {
  const saturdays = ofYear({ every: "week", on: "saturday" });
  expect(saturdays.slice(0, 2)).toEqual(["2026-01-03", "2026-01-10"]);
  expect(saturdays).toHaveLength(52);
  expect(meetsOn({ every: "week", on: "sunday" }, "2026-11-22")).toBe(true);
  expect(meetsOn({ every: "week", on: "monday" }, "2026-11-23")).toBe(true);
});

test("a unit that named no day meets on none", () => {
  expect(ofYear({ every: "none" })).toEqual([]);
});
