import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countCash, DENOMINATIONS } from "../../../src/cooperative/rules/index.ts";
import { booksWorld } from "../year/books-world.ts";
import { vectors } from "./support.ts";

describe("the cash count", () => {
  it.each(vectors.opname_kas)("of '$teks'", ({ teks, fisik, buku, selisih }) => {
    const pieces = [...teks.matchAll(/(\d+)rb x (\d+)/gu)].map(([, value, count]) => ({
      value: Number(value) * 1000,
      count: Number(count),
    }));
    expect(pieces).toHaveLength(7);
    expect(countCash(pieces, buku)).toEqual({ kind: "counted", counted: fisik, book: buku, difference: selisih });
  });

  it.each(vectors.opname_kas)("books what '$teks' found missing", ({ fisik, buku, jurnal }) => {
    const world = booksWorld();
    const items = [{ kind: "voluntary", amount: buku } as const];
    world.post({ op: "deposit", member: world.ids[0] ?? 0, items }, "2026-01-10");
    const [entry] = world.post({ op: "cash-count", counted: fisik }, "2026-01-10");
    const code = (account: number) => String(account).replace(/^./, "$&-");
    expect(entry?.lines.map(({ account, debit, credit }) => [code(account), debit, credit])).toEqual(jurnal);
  });

  it("is of an empty box, too", () => {
    expect(countCash([], 0)).toEqual({ kind: "counted", counted: 0, book: 0, difference: 0 });
  });

  it("adds a note that is named twice, and may be over", () => {
    const pieces = [
      { value: 500, count: 3 },
      { value: 500, count: 1 },
    ];
    expect(countCash(pieces, 1_500)).toMatchObject({ counted: 2_000, difference: 500 });
  });

  it("names what is no money", () => {
    expect(
      countCash(
        [
          { value: 1_000, count: 1 },
          { value: 3_000, count: 2 },
        ],
        0,
      ),
    ).toEqual({ kind: "unknown", value: 3_000 });
  });

  it("refuses counts that are none", () => {
    expect(() => countCash([{ value: 1_000, count: -1 }], 0)).toThrow(RangeError);
    expect(() => countCash([{ value: 1_000, count: 0.5 }], 0)).toThrow(RangeError);
  });

  it("differs from the book by what was counted less the book", () => {
    const pieces = fc.array(fc.record({ value: fc.constantFrom(...DENOMINATIONS), count: fc.nat(1_000) }));
    fc.assert(
      fc.property(pieces, fc.nat(10 ** 9), (given, book) => {
        const count = countCash(given, book);
        if (count.kind !== "counted") throw new Error("known money was not known");
        expect(count.counted - count.difference).toBe(book);
        expect(count.counted).toBe(given.reduce((sum, p) => sum + p.value * p.count, 0));
      }),
      { seed: 1 },
    );
  });
});
