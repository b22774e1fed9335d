import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../src/clock.ts";
import { doneBy, isOpen, nextOpening, openingOf, PLAIN_DAY } from "../../../src/conversation/outbox/cap.ts";
import { addDays, dateIn, withinHours, ZONE_NAMES } from "../../../src/zones.ts";

/** Friday 20 November 2026, 16:00 WIB. */
const FRIDAY = Date.parse("2026-11-20T09:00:00Z");

describe("when the last one is reached", () => {
  it.each([
    [{ waiting: 1_240, usedToday: 200, perDay: 200 }, "2026-11-27"],
    [{ waiting: 1_200, usedToday: 200, perDay: 200 }, "2026-11-26"],
    [{ waiting: 1_201, usedToday: 199, perDay: 200 }, "2026-11-26"],
    [{ waiting: 50, usedToday: 150, perDay: 200 }, "2026-11-20"],
    [{ waiting: 51, usedToday: 150, perDay: 200 }, "2026-11-21"],
    [{ waiting: 0, usedToday: 500, perDay: 200 }, "2026-11-20"],
    [{ waiting: 5, usedToday: 7, perDay: 3 }, "2026-11-22"],
  ])("%j: %s", (backlog, day) => {
    expect(doneBy({ ...backlog, now: FRIDAY })).toBe(day);
  });

  it("leaves nothing of today after its hours, in the programme's zone, and all of it before them", () => {
    const backlog = { waiting: 10, usedToday: 0, perDay: 10 };
    const evening = Date.parse("2026-11-20T12:00:00Z");
    expect(doneBy({ ...backlog, now: evening })).toBe("2026-11-20");
    expect(doneBy({ ...backlog, now: evening }, { ...PLAIN_DAY, zone: "Asia/Makassar" })).toBe("2026-11-21");
    expect(doneBy({ ...backlog, now: Date.parse("2026-11-20T18:00:00Z") })).toBe("2026-11-21");
  });

  it("is never at a cap that lets nobody through", () => {
    expect(doneBy({ waiting: 1, usedToday: 0, perDay: 0, now: FRIDAY })).toBeUndefined();
    expect(doneBy({ waiting: 0, usedToday: 0, perDay: 0, now: FRIDAY })).toBe("2026-11-20");
  });

  it("is the first day by which there was room for all, whatever the numbers", () => {
    const many = fc.nat({ max: 5_000 });
    fc.assert(
      fc.property(many, many, fc.integer({ min: 1, max: 500 }), (waiting, usedToday, perDay) => {
        const day = doneBy({ waiting, usedToday, perDay, now: FRIDAY });
        const days = Math.round((Date.parse(day ?? "") - Date.parse("2026-11-20")) / DAY);
        const roomBy = (n: number) => Math.max(0, perDay - usedToday) + n * perDay;
        expect(roomBy(days)).toBeGreaterThanOrEqual(waiting);
        if (days > 0) expect(roomBy(days - 1)).toBeLessThan(waiting);
      }),
    );
  });
});

describe("the opening of a day", () => {
  it("is in the hours of every zone, on that day in each, and the next one is tomorrow's", () => {
    fc.assert(
      fc.property(fc.integer({ min: FRIDAY, max: FRIDAY + 400 * DAY }), fc.constantFrom(...ZONE_NAMES), (now, zone) => {
        const day = { ...PLAIN_DAY, zone };
        const at = nextOpening(now, day);
        expect(at).toBeGreaterThan(now);
        expect(at).toBe(openingOf(addDays(dateIn(zone, now), 1), day));
        for (const each of ZONE_NAMES) {
          expect(withinHours(each, at, day.hours)).toBe(at);
          expect(dateIn(each, at)).toBe(addDays(dateIn(zone, now), 1));
        }
        expect(isOpen(at, day)).toBe(true);
        expect(isOpen(at - HOUR, day)).toBe(false);
      }),
    );
  });
});
