/**
 * One row of a table whose total may be hidden: numbers under `least` are null, none as well, and so is the total where
 * one is, since the hidden number could be reckoned from it. Hiding a second number in its place does not do where the
 * first is none or few: who knows the rule can often reckon both. Pure.
 */
export function maskedRow(
  numbers: readonly number[],
  least: number,
): { cells: readonly (number | null)[]; total: number | null } {
  const cells = numbers.map((number) => (number < least ? null : number));
  return { cells, total: cells.includes(null) ? null : numbers.reduce((sum, number) => sum + number, 0) };
}

/**
 * Which cells of a row are hidden whose total stays, by how many people are in each, in an order that has nothing to do
 * with these numbers. Hidden is a cell of fewer than `least`, and with it the last one that is not, from which it could
 * be reckoned; all of them where these two are so small that the rule itself would tell. Nobody at all is no secret,
 * except where all are hidden. Pure.
 */
export function hiddenCells(sizes: readonly number[], least: number): readonly boolean[] {
  const isSmall = (size: number) => size > 0 && size < least;
  const small = sizes.filter(isSmall);
  if (small.length === 0) return sizes.map(() => false);
  const beside = sizes.findLastIndex((size) => size >= least);
  const together = small.reduce((sum, size) => sum + size, sizes[beside] ?? 0);
  // Of one person beside five everybody who knows the rule would know: there is nothing else that it could be.
  const tells = beside === -1 || together < small.length + least + 2;
  return sizes.map((size, at) => tells || isSmall(size) || at === beside);
}
