import { LIMITS } from "../limits.ts";
import { derive, padded, unpadded, wiping } from "./bytes.ts";
import { KeyPair, sealTo } from "./keys.ts";
import { readReceipt } from "./random.ts";
import { SALT_BYTES, type Stretcher } from "./stretch.ts";

/** Where replies to a reporter lie, and the key that opens them. */
export type Mailbox = { tag: Buffer; keys: KeyPair };

/**
 * The mailbox of a nomor simpanan. What is no number at all takes the same time and finds nothing. The salt comes of
 * the pepper: a number must lead to its mailbox before anything about it is known. Errors: `safe.busy`.
 */
export async function mailboxOf(stretcher: Stretcher, pepper: Uint8Array, typed: string): Promise<Mailbox> {
  const secret = Buffer.from(readReceipt(typed) ?? "no number");
  const salt = derive(pepper, "receipt-salt").subarray(0, SALT_BYTES);
  const { tag, key } = await stretcher.stretch("receipt", secret, salt);
  return { tag, keys: KeyPair.fromSeed(key) };
}

/** A reply that only the holder of the number can open. */
export function sealReply(publicKey: Uint8Array, text: Uint8Array): Buffer {
  const filled = padded(text, LIMITS.block);
  return wiping([filled], () => sealTo(publicKey, filled));
}

/** Errors: `safe.sealed`. */
export function openReply(keys: KeyPair, box: Uint8Array): Buffer {
  const filled = keys.open(box);
  return wiping([filled], () => unpadded(filled));
}
