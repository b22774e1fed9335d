import { distance, typoLimit } from "../../../flow/understand/typo.ts";

/** As much of somebody as tells whether two are one. */
export type Known = { name: string; born: number | undefined; village: string | undefined; phone: string | undefined };

const HONORIFICS = /^(?:(?:ibu|bu|bapak|pak|mbak|mas|kak|hj|h|mama|mak)\.? +)+/u;

/** A name as it is compared: small letters, without signs and forms of address. */
export function plainName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return plain.replace(HONORIFICS, "");
}

/** Letters from which on a slip of the thumb is likelier than another name: Dewi and Dedi are two. */
const LONG_ENOUGH = 8;

/** The same name but for a slip of the thumb a word. */
export function nearNames(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one.split(" "), other.split(" ")];
  if (Math.min(one.length, other.length) < LONG_ENOUGH || a.length !== b.length) return false;
  return a.every((word, at) => alike(word, b[at] ?? ""));
}

function alike(one: string, other: string): boolean {
  const limit = typoLimit(Math.min(one.length, other.length));
  return one === other || (limit > 0 && distance(one, other, limit) <= limit);
}

/** Finds who is probably the same person, among thousands: by year of birth, and of whom none is known by village. */
export class Twins<T extends Known> {
  private readonly byYear = new Map<number | undefined, { plain: string; one: T }[]>();

  add(one: T): void {
    const there = this.byYear.get(one.born) ?? [];
    there.push({ plain: plainName(one.name), one });
    this.byYear.set(one.born, there);
  }

  /** Somebody with a near name and the same year; where a year is not known: with this very name, village or phone. */
  of(wanted: Known): T | undefined {
    const plain = plainName(wanted.name);
    const years = wanted.born === undefined ? [...this.byYear.keys()] : [wanted.born, undefined];
    for (const year of years)
      for (const { plain: other, one } of this.byYear.get(year) ?? [])
        if (isTwin(plain, wanted, other, one)) return one;
    return undefined;
  }
}

function isTwin(plain: string, wanted: Known, other: string, one: Known): boolean {
  if (wanted.born !== undefined && one.born !== undefined) return nearNames(plain, other);
  if (wanted.phone !== undefined && wanted.phone === one.phone) return nearNames(plain, other);
  const here = wanted.village === undefined || one.village === undefined || wanted.village === one.village;
  return here && plain === other;
}
