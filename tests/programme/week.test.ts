import { describe, expect, it } from "vitest";
import {
  chooseWeek,
  weekAbout,
  weekLabel,
  weeksBefore,
  weeksBetween,
  whichWeek,
} from "../../src/programme/weekly/week.ts";

const LAST = "2026-11-09";
const THIS = "2026-11-16";

function choose(today: string, more: { invited?: string; reported?: string[]; since?: string } = {}) {
  const { invited, reported = [], since = "2026-01-05" } = more;
  return chooseWeek({ today, invited, since, reported: (week) => reported.includes(week) });
}

describe("the week of a report", () => {
  it("is the one that she was invited for, whenever she answers", () => {
    expect(choose("2026-11-20", { invited: THIS })).toEqual({ week: THIS, which: "this" });
    expect(choose("2026-11-23", { invited: THIS })).toEqual({ week: THIS, which: "last" });
    expect(choose("2026-12-04", { invited: THIS })).toEqual({ week: THIS, which: "earlier" });
  });

  it.each(["2026-11-16", "2026-11-17", "2026-11-18"])(
    "is until Wednesday the last one when it is missing (%s)",
    (day) => {
      expect(choose(day)).toEqual({ week: LAST, which: "last" });
    },
  );

  it("is this week from Thursday on", () => {
    expect(choose("2026-11-19")).toEqual({ week: THIS, which: "this" });
    expect(choose("2026-11-22")).toEqual({ week: THIS, which: "this" });
  });

  it("is this week when the last one is there", () => {
    expect(choose("2026-11-16", { reported: [LAST] })).toEqual({ week: THIS, which: "this" });
  });

  it("is never one before she took part", () => {
    expect(choose("2026-11-17", { since: THIS })).toEqual({ week: THIS, which: "this" });
  });
});

describe("a week", () => {
  it("is told by its days", () => {
    expect(weekLabel("2026-11-16")).toBe("16–22 Nov");
    expect(weekLabel("2026-11-30")).toBe("30 Nov–6 Des");
    expect(weekLabel("2026-12-28")).toBe("28 Des–3 Jan");
  });

  it("lies before others", () => {
    expect(weeksBefore("2027-01-04", 2)).toEqual(["2026-12-28", "2026-12-21"]);
    expect(weeksBetween("2026-10-19", "2026-11-23")).toBe(5);
    expect(whichWeek("2026-11-09", "2026-11-22")).toBe("last");
  });

  it("is over in people's minds on Thursday", () => {
    expect(weekAbout("2026-11-18")).toBe(LAST);
    expect(weekAbout("2026-11-19")).toBe(THIS);
  });
});
