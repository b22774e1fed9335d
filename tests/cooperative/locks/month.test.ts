import fc from "fast-check";
import { expect, it } from "vitest";
import { lastDayOf, monthLock } from "../../../src/cooperative/locks/month.ts";
import { addDays } from "../../../src/zones.ts";

const lock = (month: string | undefined, today: string, lockedUntil?: string) => {
  const result = monthLock(month, { today, lockedUntil });
  return result.ok ? result.until : result.refusal.code;
};

it("closes the last month that is over when none is named", () => {
  expect(lock(undefined, "2026-11-20")).toBe("2026-10-31");
  expect(lock(undefined, "2026-01-01")).toBe("2025-12-31");
  expect(lock(undefined, "2026-11-20", "2026-10-31")).toBe("lock-already");
});

it("never closes a day on which something may still be written", () => {
  expect(lock("2026-11", "2026-11-30")).toBe("lock-not-over");
  expect(lock("2026-11", "2026-12-01")).toBe("2026-11-30");
  expect(lock("2030-01", "2026-12-01")).toBe("lock-not-over");
});

it("goes forward only", () => {
  expect(lock("2026-09", "2026-11-20", "2026-10-31")).toBe("lock-already");
  expect(lock("2026-10", "2026-11-20", "2026-09-30")).toBe("2026-10-31");
});

it("knows the last day of every month", () => {
  expect(["2024-02", "2026-02", "2026-12", "2026-04"].map(lastDayOf)).toEqual([
    "2024-02-29",
    "2026-02-28",
    "2026-12-31",
    "2026-04-30",
  ]);
  const month = fc.tuple(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(month, ([year, number]) => {
      const name = `${year}-${String(number).padStart(2, "0")}`;
      const last = lastDayOf(name);
      expect([last.slice(0, 7), addDays(last, 1).slice(8)]).toEqual([name, "01"]);
    }),
  );
});
