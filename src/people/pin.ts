import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

/** About 8 ms: a PIN has few digits and is guarded by the number of tries, not by the hash. */
const COST = { N: 4096, r: 8, p: 1 };
const KEY_BYTES = 32;

/** In the place of the hash, where somebody responsible cleared a PIN that was forgotten: she sets a new one first. */
export const PIN_CLEARED = "cleared";

/** A PIN is 4 to 6 digits. */
export const isPin = (text: string): boolean => /^\d{4,6}$/.test(text);

/** `salt:key` in hex, for the person's row. */
export function hashPin(pin: string, salt: Buffer = randomBytes(16)): string {
  return `${salt.toString("hex")}:${scryptSync(pin, salt, KEY_BYTES, COST).toString("hex")}`;
}

export function pinMatches(pin: string, hash: string): boolean {
  const [salt = "", key = ""] = hash.split(":");
  if (!isPin(pin) || key === "") return false;
  const made = scryptSync(pin, Buffer.from(salt, "hex"), KEY_BYTES, COST);
  return timingSafeEqual(made, Buffer.from(key, "hex"));
}
