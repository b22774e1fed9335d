import { randomBytes } from "node:crypto";
import { RukunError } from "../../errors.ts";
import { LIMITS } from "../limits.ts";
import { PLANTS, THINGS } from "./words.ts";

/** Chance, handed in: this many bytes. */
export type Random = (bytes: number) => Buffer;

export const systemRandom: Random = (bytes) => randomBytes(bytes);

/** Crockford's digits: without I, L, O and U, which are misread. */
export const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 12;
const RECEIPT_LENGTH = 16;

/** A single-use code of an officer, 60 bits: `7K3MQ09ZT2XA`. */
export function newCode(random: Random): string {
  return [...random(CODE_LENGTH)].map((byte) => CROCKFORD[byte % CROCKFORD.length]).join("");
}

/** A code as it is typed, with whatever stands between and letters that were misread; undefined when it is none. */
export function readCode(text: string): string | undefined {
  const read = text
    .toUpperCase()
    .replaceAll(/[\s\-–—.]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return read.length === CODE_LENGTH && [...read].every((letter) => CROCKFORD.includes(letter)) ? read : undefined;
}

/** `7K3M-Q09Z-T2XA`, or a receipt's `1234 5678 9012 3456` with a space between. */
export const inFours = (text: string, between: string): string => (text.match(/.{1,4}/g) ?? []).join(between);

/** A nomor simpanan: 16 digits, each as likely as the others. */
export function newReceipt(random: Random): string {
  let digits = "";
  // 250 is the last multiple of ten in a byte: what lies above would make small digits more likely.
  while (digits.length < RECEIPT_LENGTH)
    for (const byte of random(RECEIPT_LENGTH)) if (byte < 250 && digits.length < RECEIPT_LENGTH) digits += byte % 10;
  return digits;
}

/** A nomor simpanan as it is typed; undefined when it is none. */
export function readReceipt(text: string): string | undefined {
  const digits = text.replaceAll(/[\s\-–—.]/g, "");
  return /^\d{16}$/.test(digits) ? digits : undefined;
}

/** Two words that say nothing, `melati-payung`, which no case has or had. Errors: `safe.alias`. */
export function newAlias(random: Random, taken: (alias: string) => boolean): string {
  for (let draw = 0; draw < LIMITS.aliasDraws; draw += 1) {
    const [plant = 0, thing = 0] = random(2);
    const alias = `${PLANTS[plant]}-${THINGS[thing]}`;
    if (!taken(alias)) return alias;
  }
  throw new RukunError("safe.alias", "no alias is free any more: more cases than there are names");
}

/** An alias as it is typed: `Melati payung`. */
export const readAlias = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .split(/[\s-]+/)
    .join("-");
