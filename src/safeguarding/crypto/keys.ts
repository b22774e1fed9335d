import sodium from "sodium-native";
import { unreadable, wipe } from "./bytes.ts";

/** Bytes of a key, public or secret, and of the key of a content. */
export const KEY_BYTES = 32;
/** Bytes that a sealed box is longer than what is in it. */
export const BOX_EXTRA = 48;

/** A key pair whose secret half lies in memory that is never swapped. `wipe` it as soon as it was used. */
export class KeyPair {
  readonly publicKey: Buffer;
  private readonly secretKey: Buffer;

  private constructor(publicKey: Buffer, secretKey: Buffer) {
    this.publicKey = publicKey;
    this.secretKey = secretKey;
  }

  /** From 32 random bytes, which are emptied. */
  static fromSeed(seed: Uint8Array): KeyPair {
    const publicKey = Buffer.alloc(KEY_BYTES);
    const secretKey = sodium.sodium_malloc(KEY_BYTES);
    sodium.crypto_box_seed_keypair(publicKey, secretKey, seed);
    wipe(seed);
    return new KeyPair(publicKey, secretKey);
  }

  /** From a secret key, whose bytes are emptied. */
  static fromSecret(secret: Uint8Array): KeyPair {
    const secretKey = sodium.sodium_malloc(KEY_BYTES);
    secretKey.set(secret);
    wipe(secret);
    const publicKey = Buffer.alloc(KEY_BYTES);
    sodium.crypto_scalarmult_base(publicKey, secretKey);
    return new KeyPair(publicKey, secretKey);
  }

  /** Opens what was sealed to this pair. Errors: `safe.sealed`. */
  open(box: Uint8Array): Buffer {
    if (box.length < BOX_EXTRA) throw unreadable();
    const message = Buffer.alloc(box.length - BOX_EXTRA);
    if (this.secretKey.length === 0 || !sodium.crypto_box_seal_open(message, box, this.publicKey, this.secretKey))
      throw unreadable();
    return message;
  }

  /** Lends the secret half to be wrapped; it must not be kept. */
  lend<T>(work: (secretKey: Uint8Array) => T): T {
    if (this.secretKey.length === 0) throw unreadable();
    return work(this.secretKey);
  }

  /** Empties it and gives the memory back; it opens nothing any more. */
  wipe(): void {
    sodium.sodium_free(this.secretKey);
  }
}

/** Seals to a public key, by nobody: the key that it was sealed with is gone at once, and only the other half opens it. */
export function sealTo(publicKey: Uint8Array, message: Uint8Array): Buffer {
  const box = Buffer.alloc(message.length + BOX_EXTRA);
  sodium.crypto_box_seal(box, message, publicKey);
  return box;
}
