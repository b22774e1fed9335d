/** How many slips of the thumb a word of this length may have; in a short word one letter is another word. */
export function typoLimit(length: number): number {
  if (length <= 3) return 0;
  return length <= 7 ? 1 : 2;
}

/**
 * Damerau-Levenshtein distance (insert, delete, replace, swap of neighbours), or `limit + 1` once it is larger.
 * `distance("modla", "modal", 1)` is 1.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] ?? 0, limit + 1);
}

/** Whether `written` is `meant` with a small typo; the same text is not a typo. */
export function isTypoOf(written: string, meant: string): boolean {
  const limit = typoLimit(Math.min(written.length, meant.length));
  return limit > 0 && written !== meant && distance(written, meant, limit) <= limit;
}
