import fc, { type StringConstraints } from "fast-check";

/** How many code points stand below the halves of pairs, and how many such halves there are. */
const [BELOW, HALVES] = [0xd800, 0x800];

/** Any code point that stands for itself. */
const codePoint = fc.nat(0x10ffff - HALVES).map((n) => String.fromCodePoint(n < BELOW ? n : n + HALVES), numberOf);

/**
 * Any text that UTF-8 can write. As fast-check's own `unit: "binary"`, which makes a list of the million code points first:
 * a second of each process, and memory that all tests after it carry along.
 */
export const anyText = (given: Omit<StringConstraints, "unit"> = {}): fc.Arbitrary<string> =>
  fc.string({ ...given, unit: codePoint });

/** The way back, by which fast-check also draws texts that are known to be dangerous. */
function numberOf(text: unknown): number {
  const [first, ...more] = typeof text === "string" ? Array.from(text, (one) => one.codePointAt(0) ?? -1) : [];
  if (first === undefined || more.length > 0 || (first >= BELOW && first < BELOW + HALVES)) throw new Error("not one");
  return first < BELOW ? first : first - HALVES;
}
