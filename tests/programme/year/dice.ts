/** Chance that is the same each time for the same words: everybody of the year has dice of her own. */
export class Dice {
  private state: number;

  constructor(seed: string) {
    // FNV-1a: two seeds that differ in a letter have nothing in common.
    let hash = 2_166_136_261;
    for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
    this.state = hash >>> 0;
  }

  /** 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Does it happen, with this chance of 0 to 1? */
  falls(chance: number): boolean {
    return this.next() < chance;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(all: readonly [T, ...T[]] | readonly T[]): T {
    const found = all[this.between(0, all.length - 1)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }
}
