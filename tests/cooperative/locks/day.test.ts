import { expect, it } from "vitest";
import { dayLock } from "../../../src/cooperative/locks/day.ts";

const lock = (day: string | undefined, today: string, lockedUntil?: string) => {
  const result = dayLock(day, { today, lockedUntil });
  return result.ok ? result.until : result.refusal.code;
};

it("closes the books up to a day that is over, yesterday where none is named", () => {
  expect(lock(undefined, "2026-11-20")).toBe("2026-11-19");
  expect(lock(undefined, "2028-03-01")).toBe("2028-02-29");
  expect(lock("2026-11-10", "2026-11-20")).toBe("2026-11-10");
});

it("never closes a day on which something may still be written", () => {
  expect(lock("2026-11-20", "2026-11-20")).toBe("lock-day-not-over");
});

it("goes forward only", () => {
  expect(lock("2026-11-10", "2026-11-20", "2026-11-10")).toBe("lock-already");
  expect(lock(undefined, "2026-11-20", "2026-11-19")).toBe("lock-already");
  expect(lock(undefined, "2026-11-20", "2026-10-31")).toBe("2026-11-19");
});
