/** A ranking: places of the options from 0, the most pressing first; what is left out is of equal weight behind. */
export type Ranking = readonly number[];

/** Options of one place; several in one are tied. */
export type Result = { places: number[][]; ballots: number };

/**
 * Adds rankings up by Borda: of m options the first of a ballot gets m-1 points, the next m-2, and what she did not rank
 * shares what is left evenly. Reckoned in half points, so that every sum is whole.
 */
export function bordaOf(options: number, ballots: readonly Ranking[]): Result {
  const points = Array.from({ length: options }, () => 0);
  for (const ranking of ballots) {
    const unranked = options - ranking.length;
    for (let option = 0; option < options; option++) {
      const place = ranking.indexOf(option);
      points[option] = (points[option] ?? 0) + (place === -1 ? unranked - 1 : 2 * (options - 1 - place));
    }
  }
  const sums = [...new Set(points)].sort((a, b) => b - a);
  const places = sums.map((sum) => points.flatMap((of, option) => (of === sum ? [option] : [])));
  return { places, ballots: ballots.length };
}

/** `2 1 3` for four options is [1, 0, 2]. Undefined: a number stands twice, or is none of them, or there is none. */
export function readRanking(text: string, options: number): number[] | undefined {
  const numbers = (text.match(/\d+/gu) ?? []).map(Number);
  const isRight = numbers.every((one) => one >= 1 && one <= options);
  if (numbers.length === 0 || !isRight || new Set(numbers).size < numbers.length) return undefined;
  return numbers.map((one) => one - 1);
}

/** What a poll asks about, from a line with commas or from several lines. */
export function readOptions(text: string): string[] {
  const all = text.split(/[,;\n]/u).map((one) => one.replace(/^\s*\d+[.)]\s*/u, "").trim());
  return [...new Set(all.filter((one) => one !== ""))];
}
