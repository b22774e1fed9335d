import sodium from "sodium-native";
import { RukunError } from "../../errors.ts";

/** Empties what must not stay in memory. JavaScript's texts cannot be emptied: secrets are bytes wherever they can be. */
export function wipe(...buffers: readonly Uint8Array[]): void {
  for (const buffer of buffers) sodium.sodium_memzero(buffer);
}

/** Runs work on secret bytes and empties them, however it ends. */
export function wiping<T>(secrets: readonly Uint8Array[], work: () => T): T {
  try {
    return work();
  } finally {
    wipe(...secrets);
  }
}

/** BLAKE2b with a key, for one purpose: the same bytes give another result for every purpose. 32 bytes. */
export function derive(key: Uint8Array, purpose: string, input: Uint8Array = Buffer.alloc(0)): Buffer {
  const name = Buffer.from(`rukun/kotak-suara/${purpose}/1`);
  const message = Buffer.concat([Buffer.from([name.length]), name, input]);
  const out = Buffer.alloc(32);
  sodium.crypto_generichash(out, message, key);
  wipe(message);
  return out;
}

const END = 0x80;

/** The bytes, a mark and zeros, so that their length is a multiple of the block. At least the mark is added. */
export function padded(plain: Uint8Array, block: number): Buffer {
  const filled = Buffer.alloc((Math.floor(plain.length / block) + 1) * block);
  filled.set(plain);
  filled[plain.length] = END;
  return filled;
}

/** What was padded, in bytes of its own. Errors: `safe.sealed`. */
export function unpadded(filled: Uint8Array): Buffer {
  const end = filled.findLastIndex((byte) => byte !== 0);
  if (filled[end] !== END) throw unreadable();
  return Buffer.from(filled.subarray(0, end));
}

/** Another key, or bytes that were changed: which of the two cannot be told. */
export const unreadable = (): RukunError =>
  new RukunError("safe.sealed", "what was sealed cannot be opened with this key");
