import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hiddenCells } from "../../src/analytics/index.ts";

const LEAST = 5;
const sizes = fc.array(fc.nat(12), { minLength: 2, maxLength: 5 });

/** What is read of a row: its total, and each cell that is not hidden. */
const read = (row: readonly number[]): string =>
  JSON.stringify([
    row.reduce((a, b) => a + b, 0),
    hiddenCells(row, LEAST).map((hidden, at) => (hidden ? null : row[at])),
  ]);

/** Everything that is read alike, with `at` changed: some people stand in another of the hidden cells. */
function readsAlike(row: readonly number[], at: number): boolean {
  const hidden = hiddenCells(row, LEAST);
  const places = row.map((_, place) => place).filter((place) => hidden[place] === true);
  const total = places.reduce((sum, place) => sum + (row[place] ?? 0), 0);
  const tries = (left: number, [place, ...rest]: readonly number[], made: readonly number[]): boolean => {
    if (place === undefined) return left === 0 && made[at] !== row[at] && read(made) === read(row);
    const most = rest.length === 0 ? left : Math.min(left, 14);
    const least = rest.length === 0 ? left : 0;
    for (let size = least; size <= most; size += 1) if (tries(left - size, rest, made.with(place, size))) return true;
    return false;
  };
  return tries(total, places, row);
}

describe("cells of a row whose total is shown", () => {
  it("are hidden when few people are in them, and never alone", () => {
    fc.assert(
      fc.property(sizes, (row) => {
        const hidden = hiddenCells(row, LEAST);
        for (const [at, size] of row.entries()) if (size > 0 && size < LEAST) expect(hidden[at]).toBe(true);
        const some = row.some((size) => size > 0 && size < LEAST);
        expect(hidden.filter((one) => one).length >= 2 || !some).toBe(true);
        expect(some || hidden.every((one) => !one)).toBe(true);
      }),
    );
  });

  it("leave each of few people in doubt for who knows the rule, where the whole is not few itself", () => {
    fc.assert(
      fc.property(sizes, (row) => {
        const positive = row.filter((size) => size > 0);
        fc.pre(row.reduce((a, b) => a + b, 0) > positive.length + 1 || positive.length < row.length);
        fc.pre(row.reduce((a, b) => a + b, 0) >= LEAST);
        for (const [at, size] of row.entries())
          if (size > 0 && size < LEAST) expect([row, at, readsAlike(row, at)]).toEqual([row, at, true]);
      }),
      { numRuns: 150 },
    );
  });
});
