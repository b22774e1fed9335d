/** Share of the slots that may be taken before the table doubles. */
const FULLEST = 0.6;
const FIRST_SLOTS = 1_024;
/** No key is below zero. */
const FREE = -1;
/** An odd number near 2^32 divided by the golden ratio: neighbouring keys land far from each other. */
const SPREAD = 0x9e3779b1;

/**
 * Sums by number, for millions of them: 16 bytes a slot and no object a key. Keys and sums are integers that a double
 * holds exactly, keys from 0.
 */
export class Tally {
  private keys = new Float64Array(FIRST_SLOTS).fill(FREE);
  private sums = new Float64Array(FIRST_SLOTS);
  private used = 0;

  /** Adds to a key's sum, and gives the new one. */
  add(key: number, amount: number): number {
    let slot = this.slotOf(key);
    if (this.keys[slot] === FREE) {
      if (this.used >= this.keys.length * FULLEST) {
        this.grow();
        slot = this.slotOf(key);
      }
      this.keys[slot] = key;
      this.used += 1;
    }
    const sum = (this.sums[slot] ?? 0) + amount;
    this.sums[slot] = sum;
    return sum;
  }

  /** The sum of a key; 0 for one that was never added to. */
  get(key: number): number {
    return this.sums[this.slotOf(key)] ?? 0;
  }

  /** Sums that are not 0. */
  *rest(): Generator<[key: number, sum: number]> {
    for (const [slot, key] of this.keys.entries()) {
      const sum = this.sums[slot] ?? 0;
      if (key !== FREE && sum !== 0) yield [key, sum];
    }
  }

  /** Where a key stands, or the free slot where it would. */
  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    const high = Math.floor(key / 2 ** 32);
    let hash = Math.imul(key | 0, SPREAD) ^ Math.imul(high, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = Math.imul(hash, SPREAD) >>> 7;
    for (slot &= mask; this.keys[slot] !== FREE && this.keys[slot] !== key; slot = (slot + 1) & mask);
    return slot;
  }

  private grow(): void {
    const [keys, sums] = [this.keys, this.sums];
    this.keys = new Float64Array(keys.length * 2).fill(FREE);
    this.sums = new Float64Array(keys.length * 2);
    for (let from = 0; from < keys.length; from += 1) {
      const key = keys[from] ?? FREE;
      if (key === FREE) continue;
      const to = this.slotOf(key);
      this.keys[to] = key;
      this.sums[to] = sums[from] ?? 0;
    }
  }
}
