import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { RukunError } from "../../errors.ts";

/** AES-256. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The form of what follows, so that another one may come later. */
const FORM = 1;

/**
 * Encrypts one value for one row (AES-256-GCM). The row's name is sealed in: a value that was copied to another row is
 * refused as one that was changed. `key` has 32 bytes; layout: form, nonce, tag, ciphertext.
 */
export function seal(key: Buffer, row: readonly string[], value: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(nameOf(row));
  const secret = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([FORM]), nonce, cipher.getAuthTag(), secret]);
}

/**
 * Reads what `seal` wrote. Throws RukunError `whatsapp.key` when the key is not the one, or the value was changed: to
 * take that for "not linked" would make somebody link the number a second time.
 */
export function unseal(key: Buffer, row: readonly string[], sealed: Buffer): string {
  const secretAt = 1 + NONCE_BYTES + TAG_BYTES;
  try {
    if (sealed[0] !== FORM || sealed.length < secretAt) throw new RangeError("unknown form");
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + NONCE_BYTES));
    decipher.setAAD(nameOf(row)).setAuthTag(sealed.subarray(1 + NONCE_BYTES, secretAt));
    return Buffer.concat([decipher.update(sealed.subarray(secretAt)), decipher.final()]).toString("utf8");
  } catch {
    throw new RukunError("whatsapp.key", "The key of the linked device does not fit what is stored.");
  }
}

/** JSON, so that no two names are the same bytes. */
const nameOf = (row: readonly string[]) => Buffer.from(JSON.stringify(row));
