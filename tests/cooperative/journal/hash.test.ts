import fc from "fast-check";
import { expect, it } from "vitest";
import { debit } from "../../../src/cooperative/journal/entry.ts";
import { type Content, canonical } from "../../../src/cooperative/journal/hash.ts";
import { anyText } from "../../support/any-text.ts";

const text = fc.oneof(fc.string(), anyText(), fc.constantFrom('"', "\\", "\u007f", "Mak \u{1f642}"));
const optional = fc.option(text);
const entry: fc.Arbitrary<Content> = fc.record({
  unit: fc.nat(),
  no: fc.nat(),
  kind: fc.constantFrom("deposit", "shu"),
  valueOn: text,
  booksOn: text,
  bookedAt: fc.maxSafeNat(),
  maker: text,
  checker: optional,
  source: optional,
  reverses: fc.option(fc.nat()),
  memo: optional,
  lines: fc.array(fc.maxSafeNat().map((amount) => debit(1101, amount, amount % 2 === 0 ? {} : { member: 7, loan: 3 }))),
});

it("hashes what JSON makes of an entry, whatever stands in it", () => {
  fc.assert(
    fc.property(entry, (one) => {
      const { unit, no, kind, valueOn, booksOn, bookedAt, maker, checker, source, reverses, memo } = one;
      const lines = one.lines.map((l) => [l.account, l.debit, l.credit, l.member ?? null, l.loan ?? null]);
      const all = [unit, no, kind, valueOn, booksOn, bookedAt, maker, checker, source, reverses, memo, lines];
      expect(canonical(one)).toBe(JSON.stringify(all));
    }),
    { numRuns: 300, seed: 5 },
  );
});
