import { RukunError } from "../../errors.ts";
import { derive, wipe } from "./bytes.ts";
import { KEY_BYTES, KeyPair } from "./keys.ts";
import { PLANTS, THINGS } from "./words.ts";

/** Bytes behind the key that find a word that was misread: one in 65,536 is missed. */
const CHECK_BYTES = 2;
const WORDS = KEY_BYTES + CHECK_BYTES;

/**
 * A key for paper: 34 words, taken from two lists in turn, so that words that were left out or changed places are found.
 * The texts cannot be wiped from memory; the process that prints them should end soon.
 */
export function wordsOfKey(pair: KeyPair): string[] {
  return pair.lend((secret) => {
    const bytes = Buffer.concat([secret, checkOf(secret)]);
    const words = [...bytes].map((byte, at) => listAt(at)[byte] ?? "");
    wipe(bytes);
    return words;
  });
}

/** The key of such words, with anything but letters between them. Errors: `safe.words`, which says which word. */
export function keyOfWords(typed: string): KeyPair {
  const words = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  if (words.length !== WORDS) throw new RukunError("safe.words", `a key has ${WORDS} words, here are ${words.length}`);
  const bytes = Buffer.from(words.map((word, at) => byteOf(word, at)));
  const secret = Buffer.from(bytes.subarray(0, KEY_BYTES));
  const fits = checkOf(secret).equals(bytes.subarray(KEY_BYTES));
  wipe(bytes);
  if (!fits) throw new RukunError("safe.words", "these words are no key: was one of them misread?");
  return KeyPair.fromSecret(secret);
}

const listAt = (at: number): readonly string[] => (at % 2 === 0 ? PLANTS : THINGS);

function byteOf(word: string, at: number): number {
  const byte = listAt(at).indexOf(word);
  if (byte === -1) throw new RukunError("safe.words", `word ${at + 1} of the key cannot stand there: was it misread?`);
  return byte;
}

const checkOf = (secret: Uint8Array): Buffer => derive(secret, "paper").subarray(0, CHECK_BYTES);
