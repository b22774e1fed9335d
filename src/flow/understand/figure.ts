/** What the dots and commas of a typed figure can mean, before any scale is looked at. */
export type Figure =
  /** 20, 20.000, 1,500,000, 1.500.000,00. `groups`: how many thousands groups of three were marked, by which mark. */
  | { kind: "whole"; value: bigint; digits: number; groups: number; mark: "" | "." | "," }
  /** 1,5 or 1.50: digits times 10^-decimals. */
  | { kind: "decimal"; digits: bigint; decimals: number; mark: "." | "," }
  /** 2.5000, 1.5000.000, 007: nobody can say. */
  | { kind: "broken" };

/**
 * Indonesian marks thousands with a dot and decimals with a comma; calculators and banking apps do the reverse. Three
 * digits behind each mark are thousands, whichever the mark; anything else behind a single mark is decimals.
 */
export function readFigure(raw: string): Figure {
  if (/^(?:0|[1-9]\d*)$/u.test(raw))
    return { kind: "whole", value: BigInt(raw), digits: raw.length, groups: 0, mark: "" };
  for (const mark of [".", ","] as const) {
    const [whole = "", decimals, ...more] = raw.split(mark === "." ? "," : ".");
    const grouped = mark === "." ? /^[1-9]\d{0,2}(?:\.\d{3})+$/u : /^[1-9]\d{0,2}(?:,\d{3})+$/u;
    if (more.length > 0 || !grouped.test(whole)) continue;
    const plain = whole.replaceAll(mark, "");
    const groups = whole.split(mark).length - 1;
    if (decimals === undefined || /^0{1,2}$/u.test(decimals)) {
      return { kind: "whole", value: BigInt(plain), digits: plain.length, groups, mark };
    }
    if (decimals.length > 2) return { kind: "broken" };
    return {
      kind: "decimal",
      digits: BigInt(plain + decimals),
      decimals: decimals.length,
      mark: mark === "." ? "," : ".",
    };
  }
  const simple = /^(?<whole>0|[1-9]\d*)(?<mark>[.,])(?<decimals>\d+)$/u.exec(raw)?.groups;
  if (simple === undefined) return { kind: "broken" };
  const { whole = "", mark, decimals = "" } = simple;
  if (whole.length >= 4 && /^0{1,2}$/u.test(decimals)) {
    return { kind: "whole", value: BigInt(whole), digits: whole.length, groups: 0, mark: "" };
  }
  const decimalMark = mark === "." ? "." : ",";
  return { kind: "decimal", digits: BigInt(whole + decimals), decimals: decimals.length, mark: decimalMark };
}

/** "20'000", as some calculators write it: the same figure with dots. Takes and gives any text. */
export const withDots = (text: string): string => text.replace(APOSTROPHES, (figure) => figure.replace(/['’`]/gu, "."));
const APOSTROPHES = /(?<![\d.,])[1-9]\d{0,2}(?:['’`]\d{3})+(?![\d.,'’`]*\d)/gu;

/** digits * 10^-decimals * scale, or undefined when that is not whole. */
export function timesScale(digits: bigint, decimals: number, scale: number): bigint | undefined {
  const product = digits * BigInt(scale);
  const divisor = 10n ** BigInt(decimals);
  return product % divisor === 0n ? product / divisor : undefined;
}
