import { derive, padded, unpadded, unreadable, wiping } from "./bytes.ts";
import { KEY_BYTES } from "./keys.ts";
import { lockBytes, unlockBytes } from "./lock.ts";
import type { Random } from "./random.ts";

/** The two keys of a content: one goes to its readers, the other lies in the vault until it is to be destroyed. */
export type ContentKeys = { dek: Uint8Array; shred: Uint8Array };

/**
 * Seals a text or file under both keys at once, in its row. The length of what comes out tells the number of blocks and
 * nothing else.
 */
export function sealContent(
  keys: ContentKeys,
  row: Uint8Array,
  plain: Uint8Array,
  { random, block }: { random: Random; block: number },
): Buffer {
  const key = contentKey(keys);
  const filled = padded(plain, block);
  return wiping([key, filled], () => lockBytes(key, row, filled, random));
}

/** Opens what `sealContent` sealed. Errors: `safe.sealed`. */
export function openContent(keys: ContentKeys, row: Uint8Array, sealed: Uint8Array): Buffer {
  const key = contentKey(keys);
  const filled = wiping([key], () => unlockBytes(key, row, sealed));
  return wiping([filled], () => unpadded(filled));
}

/** Either key alone gives nothing. */
function contentKey({ dek, shred }: ContentKeys): Buffer {
  if (dek.length !== KEY_BYTES || shred.length !== KEY_BYTES) throw unreadable();
  return derive(dek, "content", shred);
}
