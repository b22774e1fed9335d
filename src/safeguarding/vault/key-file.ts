import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { RukunError } from "../../errors.ts";
import { KEY_BYTES } from "../crypto/keys.ts";
import type { Random } from "../crypto/random.ts";
import { isOpenToOthers } from "./paths.ts";

/** What lies apart from both databases and from every backup. */
export type ServerKeys = {
  /** Mixed into every code and number, so that a copy of the databases cannot even be tried. */
  pepper: Buffer;
  /** Opens the return addresses of those who asked to be told of an answer. */
  returnAddress: Buffer;
  /** Binds the audit chain, so that who can only write the database cannot forge it. */
  audit: Buffer;
};

const NAMES = { pepper: "pepper", returnAddress: "return-address", audit: "audit" } as const;
const LINE = /^([a-z-]+) ([A-Za-z0-9+/]{43}=)$/;
const HEAD =
  "# Kotak Suara of this home. Keep one copy where no backup lies. Without it every code and number is void.";

/** Makes the file, which only its owner may read. Never writes over one. Errors: `vault.there`. */
export function makeKeyFile(path: string, random: Random): void {
  if (existsSync(path)) throw new RukunError("vault.there", `there is a key file ${path} already`);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, "wx", 0o600);
  try {
    const lines = Object.values(NAMES).map((name) => `${name} ${random(KEY_BYTES).toString("base64")}`);
    writeSync(file, `${[HEAD, ...lines].join("\n")}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Reads it. Errors: `vault.key` where there is none or it is none, `vault.open-to-others` when other users of the machine
 * may read it.
 */
export function readKeyFile(path: string): ServerKeys {
  const found = new Map<string, string>();
  for (const line of textOf(path).split("\n")) {
    const [, name, key] = LINE.exec(line.trim()) ?? [];
    if (name !== undefined && key !== undefined) found.set(name, key);
  }
  if (isOpenToOthers(path))
    throw new RukunError("vault.open-to-others", `other users of this machine may read ${path}: chmod 600 it`);
  const key = (name: string) => {
    const text = found.get(name);
    if (text === undefined) throw new RukunError("vault.key", `${path} is no key file of Kotak Suara; ${HOW}`);
    return Buffer.from(text, "base64");
  };
  return { pepper: key(NAMES.pepper), returnAddress: key(NAMES.returnAddress), audit: key(NAMES.audit) };
}

const HOW = "put the copy there that was kept; without it no code and no number works";

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new RukunError("vault.key", `the key file ${path} cannot be read (${why}); ${HOW}`);
  }
}
