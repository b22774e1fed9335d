/** Members up to this id are kept: 4 MB at most. Whoever lies beyond is asked for each time. */
const KEPT = 1_000_000;
const FIRST_SIZE = 1_024;

/**
 * The unit of each member, by her id, in an array of numbers: ids are given one after another, and in a map of a hundred
 * thousand each is looked for in three places of memory.
 */
export class MemberUnits {
  /** 0: not known. */
  private units = new Int32Array(FIRST_SIZE);

  get(member: number): number | undefined {
    return this.units[member] || undefined;
  }

  set(member: number, unit: number): void {
    if (member >= KEPT) return;
    if (member >= this.units.length) this.grow(member);
    this.units[member] = unit;
  }

  clear(): void {
    this.units.fill(0);
  }

  private grow(member: number): void {
    const larger = new Int32Array(Math.min(KEPT, Math.max(member + 1, this.units.length * 2)));
    larger.set(this.units);
    this.units = larger;
  }
}
