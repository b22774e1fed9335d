import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type Sqlite from "better-sqlite3";
import { RukunError } from "../../errors.ts";
import { KEY_BYTES } from "./seal.ts";

/** What a key file is: a line of Base64 that a person can copy by hand or print. */
const FORM = /^[A-Za-z0-9+/]{43}=\s*$/;
const OTHERS_MAY = 0o077;
const HOW = "put the right file there (WHATSAPP_KEY_FILE), or, if it is lost: rukun whatsapp unlink, then link";

/** What is said of a key that is one, but opens nothing here. */
export const wrongKey = (path: string): string =>
  `the key in ${path} is not the one of this home's WhatsApp link; ${HOW}`;

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
    throw new RukunError("whatsapp.key", `the key of the WhatsApp link cannot be read from ${path} (${why}); ${HOW}`);
  }
  if (!FORM.test(text)) throw new RukunError("whatsapp.key", `${path} is no key of a WhatsApp link; ${HOW}`);
  return Buffer.from(text, "base64");
}

/** The key of a home: made with the first link, and from then on needed; a new one would not fit what is stored. */
export function keyOf(sqlite: Sqlite.Database, path: string): Buffer {
  const stored = sqlite.prepare("SELECT 1 FROM device_key WHERE channel = 'whatsapp' LIMIT 1").get();
  return stored === undefined ? readOrMakeKeyFile(path) : readKeyFile(path);
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
