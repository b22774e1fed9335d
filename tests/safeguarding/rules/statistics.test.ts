import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORIES, type Category } from "../../../src/safeguarding/rules/severity.ts";
import { type ShownMonth, shownStatistics } from "../../../src/safeguarding/rules/statistics.ts";

const cells = fc.tuple(...CATEGORIES.map(() => fc.nat(12)));
const shown = (numbers: readonly number[]): ShownMonth => {
  const [month] = shownStatistics(
    numbers.map((cases, at) => ({ month: "2026-11", category: CATEGORIES[at] ?? 0, cases })),
  );
  if (month === undefined) throw new Error("no month");
  return month;
};
const hiddenIn = ({ cells }: ShownMonth): Category[] => CATEGORIES.filter((category) => cells[category] === null);

describe("the statistics that may be shown", () => {
  it("show no number under five, none as well, and no wrong one", () => {
    fc.assert(
      fc.property(cells, (numbers) => {
        const month = shown(numbers);
        for (const category of CATEGORIES) {
          const cell = month.cells[category];
          if (cell !== null) expect([cell >= 5, cell]).toEqual([true, numbers[category]]);
        }
        expect(month.total).toBe(hiddenIn(month).length > 0 ? null : numbers.reduce((sum, each) => sum + each, 0));
      }),
    );
  });

  it("leave every number from one to four in doubt: fewer and more would have been shown alike", () => {
    fc.assert(
      fc.property(cells, (numbers) => {
        for (const category of hiddenIn(shown(numbers)).filter((each) => (numbers[each] ?? 0) > 0))
          for (const other of [0, 1, 2, 3, 4]) expect(shown(numbers.with(category, other))).toEqual(shown(numbers));
      }),
    );
  });

  it("add up what is there and what was destroyed, by month", () => {
    const count = (cases: number) => ({ month: "2026-10", category: 6, cases }) as const;
    const [october] = shownStatistics([count(4), count(3)]);
    expect(october).toMatchObject({ month: "2026-10", cells: { 6: 7, 1: null }, total: null });
    const full = CATEGORIES.map((category) => ({ month: "2026-10", category, cases: 5 }));
    expect(shownStatistics(full)[0]?.total).toBe(35);
    expect(shownStatistics([])).toEqual([]);
  });
});
