import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { RukunError } from "../../errors.ts";
import { KEY_BYTES } from "./seal.ts";

/** What a key file is: a line of Base64 that a person can copy by hand or print. */
const FORM = /^[A-Za-z0-9+/]{43}=\s*$/;
const OTHERS_MAY = 0o077;

/**
 * Reads the key that opens what is stored of the linked device. Throws RukunError `whatsapp.key` where there is none,
 * where it cannot be read, or where it is none.
 */
export function readKeyFile(path: string): Buffer {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new RukunError("whatsapp.key", `The key of the WhatsApp link cannot be read from ${path} (${why}).`);
  }
  if (!FORM.test(text)) throw new RukunError("whatsapp.key", `${path} is no key of a WhatsApp link.`);
  return Buffer.from(text, "base64");
}

/** The key in the file, or a new one in a new file that only its owner may read. Never writes over anything. */
export function readOrMakeKeyFile(path: string): Buffer {
  if (existsSync(path)) return readKeyFile(path);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, `${key.toString("base64")}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}

/** May other users of this machine read it? Not known on Windows, where files have no such bits. */
export function isOpenToOthers(path: string): boolean {
  return process.platform !== "win32" && (statSync(path).mode & OTHERS_MAY) !== 0;
}
