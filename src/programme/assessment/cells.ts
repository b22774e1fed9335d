/** Fewer answers than this could be told apart: they are shown in no figure. */
export const SMALLEST_CELL = 5;

/** Answers of a group; the mean in tenths, so that 42 is 4.2. Null: too few to be shown. */
export type Cell = { group: string; shown: { count: number; tenths: number } | null };

/**
 * The answers of each group that may be looked at: as many as are whole fives, in the order in which they came. Whoever
 * looks before and after somebody answers would else reckon her answer from the two means. Of fewer all are left.
 */
export function wholeFives<T extends { group: string }>(answers: readonly T[]): T[] {
  const sizes = new Map<string, number>();
  for (const { group } of answers) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const taken = new Map<string, number>();
  return answers.filter(({ group }) => {
    const size = sizes.get(group) ?? 0;
    const no = (taken.get(group) ?? 0) + 1;
    taken.set(group, no);
    return size < SMALLEST_CELL || no <= size - (size % SMALLEST_CELL);
  });
}

/**
 * The mean of each group, from a scale of 1 to 5. A group with fewer than five is hidden, and where only one is, the
 * smallest of the others with it: else it could be reckoned from the sum.
 */
export function cellsOf(answers: readonly { group: string; score: number }[]): { all: Cell; groups: Cell[] } {
  const byGroup = new Map<string, number[]>();
  for (const { group, score } of answers) byGroup.set(group, [...(byGroup.get(group) ?? []), score]);
  const groups = [...byGroup].sort((a, b) => a[1].length - b[1].length || (a[0] < b[0] ? -1 : 1));
  const small = groups.filter(([, scores]) => scores.length < SMALLEST_CELL).length;
  const hidden = small === 1 ? 2 : small;
  const cells = groups.map(([group, scores], at) => cellOf(group, scores, at < hidden));
  const every = answers.map(({ score }) => score);
  const all = cellOf("", every, every.length < SMALLEST_CELL || !everythingSafe(groups, hidden));
  return { all, groups: cells.sort((a, b) => (a.group < b.group ? -1 : 1)) };
}

/** What is hidden is together no cell of fewer than five that the sum would give away. */
const everythingSafe = (groups: readonly (readonly [string, readonly number[]])[], hidden: number): boolean => {
  const left = groups.slice(0, hidden).reduce((sum, [, scores]) => sum + scores.length, 0);
  return left === 0 || left >= SMALLEST_CELL || hidden === groups.length;
};

function cellOf(group: string, scores: readonly number[], hide: boolean): Cell {
  if (hide || scores.length === 0) return { group, shown: null };
  const sum = scores.reduce((total, score) => total + score, 0);
  return { group, shown: { count: scores.length, tenths: Math.round((sum * 10) / scores.length) } };
}
