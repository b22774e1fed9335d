import sodium from "sodium-native";
import { unreadable } from "./bytes.ts";
import type { Random } from "./random.ts";

const NONCE_BYTES = 24;
const TAG_BYTES = 16;
/** The form of what follows, so that another one may come later. */
const FORM = 1;

/**
 * Locks bytes with a key (XChaCha20-Poly1305). `row` says where they belong and is bound in: what was copied to another
 * row is refused. Layout: form, nonce, ciphertext, tag; 41 bytes longer than what is in it.
 */
export function lockBytes(key: Uint8Array, row: Uint8Array, plain: Uint8Array, random: Random): Buffer {
  const nonce = random(NONCE_BYTES);
  const locked = Buffer.alloc(plain.length + TAG_BYTES);
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(locked, plain, bound(row), null, nonce, key);
  return Buffer.concat([Buffer.from([FORM]), nonce, locked]);
}

/** Opens what `lockBytes` locked. Errors: `safe.sealed`. */
export function unlockBytes(key: Uint8Array, row: Uint8Array, locked: Uint8Array): Buffer {
  const body = locked.subarray(1 + NONCE_BYTES);
  if (locked[0] !== FORM || body.length < TAG_BYTES) throw unreadable();
  const plain = Buffer.alloc(body.length - TAG_BYTES);
  try {
    const nonce = locked.subarray(1, 1 + NONCE_BYTES);
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(plain, null, body, bound(row), nonce, key);
    return plain;
  } catch {
    throw unreadable();
  }
}

const bound = (row: Uint8Array) => Buffer.concat([Buffer.from([FORM]), row]);
