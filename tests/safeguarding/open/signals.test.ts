import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handlersOf, nextStep, readersOf, readTicket, ticketOf } from "../../../src/safeguarding/open/complaint.ts";
import { alike, attendanceFalls, mayWarn } from "../../../src/safeguarding/open/signals.ts";

const TODAY = "2026-11-20";
const AROUND = { facilitators: ["dewi"], coordinators: ["wati"], managers: ["ratna"], protection: ["tini"] };

describe("a ticket", () => {
  it("is read back as it was written, whatever stands between", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.constantFrom("", "-", " "), (no, between) => {
        expect(readTicket(ticketOf(no))).toBe(no);
        expect(readTicket(ticketOf(no).toLowerCase().replace("k", `k${between}`))).toBe(no);
      }),
    );
  });

  it("is nothing else that begins with a K", () => {
    expect(["K", "KE12", "12", "K12a", "K1234567"].map(readTicket)).toEqual(Array(5).fill(undefined));
  });
});

describe("in whose hands a complaint is", () => {
  it("goes by its size: facilitator, coordinator, manager with the protection team; before that the coordinator", () => {
    const handlers = (size: "small" | "medium" | "large" | null) => handlersOf({ size, personId: "sari" }, AROUND);
    expect([null, "small", "medium", "large"].map((size) => handlers(size as "small"))).toEqual([
      ["wati"],
      ["dewi"],
      ["wati"],
      ["ratna", "tini"],
    ]);
  });

  it("is the next office where one is empty", () => {
    const around = { ...AROUND, facilitators: [], coordinators: [] };
    expect(handlersOf({ size: "small", personId: "sari" }, around)).toEqual(["ratna", "tini"]);
    expect(handlersOf({ size: null, personId: "sari" }, around)).toEqual(["ratna", "tini"]);
  });

  it("is never her own, whatever her offices", () => {
    const people = fc.subarray(["a", "b", "c", "d"]);
    const around = fc.record({ facilitators: people, coordinators: people, managers: people, protection: people });
    const size = fc.constantFrom("small" as const, "medium" as const, "large" as const, null);
    fc.assert(
      fc.property(around, size, (given, one) => {
        expect(readersOf({ size: one, personId: "a" }, given)).not.toContain("a");
        expect(handlersOf({ size: one, personId: "a" }, given)).not.toContain("a");
      }),
    );
  });

  it("takes its four steps in their order", () => {
    expect(nextStep({ size: null, step: null })).toBeUndefined();
    expect(nextStep({ size: "small", step: null })).toBe("identify");
    expect(nextStep({ size: "small", step: "settle" })).toBe("document");
    expect(nextStep({ size: "small", step: "document" })).toBeUndefined();
  });
});

describe("signs of trouble", () => {
  const on = (about: string, ...days: string[]) => days.map((day) => ({ about, on: day }));

  it("are three alike within thirty days", () => {
    expect(alike(on("melati:6", "2026-10-22", "2026-11-01", TODAY), TODAY, 3)).toEqual([
      { about: "melati:6", count: 3 },
    ]);
    expect(alike(on("melati:6", "2026-10-21", "2026-11-01", TODAY), TODAY, 3)).toEqual([]);
    expect(alike([...on("melati:6", TODAY, TODAY), ...on("melati:0", TODAY)], TODAY, 3)).toEqual([]);
  });

  it("are given once in thirty days", () => {
    expect([undefined, "2026-10-21", "2026-10-22"].map((last) => mayWarn(last, TODAY))).toEqual([true, true, false]);
  });

  const weeks = (...shares: [number, number][]) =>
    shares.map(([came, expected], at) => ({ week: `2026-11-${String(at * 7 + 1).padStart(2, "0")}`, came, expected }));

  it("are a quarter fewer at the group's activity than in the weeks before", () => {
    expect(attendanceFalls(weeks([10, 12], [10, 12], [10, 12], [7, 12]))).toBe(true);
    expect(attendanceFalls(weeks([10, 12], [10, 12], [10, 12], [8, 12]))).toBe(false);
    expect(attendanceFalls(weeks([7, 12], [7, 12], [10, 12]))).toBe(false);
  });

  it("are not read from a handful, nor from a first week", () => {
    expect(attendanceFalls(weeks([4, 4], [4, 4], [0, 4]))).toBe(false);
    expect(attendanceFalls(weeks([0, 12]))).toBe(false);
    expect(attendanceFalls([])).toBe(false);
  });
});
