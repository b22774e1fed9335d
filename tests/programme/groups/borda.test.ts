import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bordaOf, readOptions, readRanking } from "../../../src/programme/groups/borda.ts";

describe("a ranking of a group", () => {
  it("is added up by Borda: first of three gets two points, the next one", () => {
    expect(
      bordaOf(3, [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
      ]),
    ).toEqual({ places: [[0], [1], [2]], ballots: 3 });
  });

  it("names what is tied together", () => {
    expect(
      bordaOf(3, [
        [0, 1, 2],
        [1, 0, 2],
      ]).places,
    ).toEqual([[0, 1], [2]]);
    expect(bordaOf(3, []).places).toEqual([[0, 1, 2]]);
  });

  it("lets what somebody left out share the rest evenly", () => {
    expect(bordaOf(4, [[3]]).places).toEqual([[3], [0, 1, 2]]);
  });

  it("gives each ballot the same weight, whatever was left out, and does not depend on their order", () => {
    const ballot = fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 15 }), (ballots) => {
        const result = bordaOf(5, ballots);
        expect(result.places.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
        expect(bordaOf(5, ballots.toReversed())).toEqual(result);
        // A ballot and its opposite take each other away.
        const full = ballots.filter(({ length }) => length === 5);
        expect(
          bordaOf(
            5,
            full.flatMap((one) => [one, one.toReversed()]),
          ).places,
        ).toHaveLength(1);
      }),
    );
  });

  it("is read from numbers, each once", () => {
    expect(readRanking("2, 1 lalu 3", 3)).toEqual([1, 0, 2]);
    expect(readRanking("2", 3)).toEqual([1]);
    for (const text of ["2 2", "4 1", "0", "modal", ""]) expect(readRanking(text, 3)).toBeUndefined();
    expect(readOptions("modal, pembeli,, modal; bahan baku\n1. alat")).toEqual([
      "modal",
      "pembeli",
      "bahan baku",
      "alat",
    ]);
  });
});
