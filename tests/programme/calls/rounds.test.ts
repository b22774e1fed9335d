import { describe, expect, it } from "vitest";
import { roundsOf } from "../../../src/programme/calls/rounds.ts";

const say = "Boleh tahu kabarnya?";
const YEARS = ["2026-01-01", "2028-12-31"] as const;

describe("the days of a call", () => {
  it("lie so many months after somebody began, at the end of a shorter month", () => {
    const call = { after: "certificate", months: [1, 3, 12], again: false, say } as const;
    expect(roundsOf({ ...call, months: [...call.months] }, "2026-01-31", ...YEARS)).toEqual([
      "2026-02-28",
      "2026-04-30",
      "2027-01-31",
    ]);
  });

  it("go on in the last distance where the form says so", () => {
    const call = { after: "joined" as const, months: [3, 9], again: true, say };
    expect(roundsOf(call, "2026-01-10", "2026-01-01", "2027-12-31")).toEqual([
      "2026-04-10",
      "2026-10-10",
      "2027-04-10",
      "2027-10-10",
    ]);
    expect(roundsOf({ ...call, months: [6] }, "2026-01-10", "2027-01-01", "2027-12-31")).toEqual([
      "2027-01-10",
      "2027-07-10",
    ]);
  });

  it("are a day of each month or of some, and never the first day of somebody", () => {
    expect(roundsOf({ day: 5, say }, "2026-11-05", "2026-11-01", "2027-01-31")).toEqual(["2026-12-05", "2027-01-05"]);
    expect(roundsOf({ day: 10, in: [1, 7], say }, "2020-01-01", ...YEARS)).toEqual([
      "2026-01-10",
      "2026-07-10",
      "2027-01-10",
      "2027-07-10",
      "2028-01-10",
      "2028-07-10",
    ]);
  });
});
