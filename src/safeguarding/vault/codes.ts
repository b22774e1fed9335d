import type Sqlite from "better-sqlite3";
import { wipe } from "../crypto/bytes.ts";
import { KeyPair } from "../crypto/keys.ts";
import { lockBytes, unlockBytes } from "../crypto/lock.ts";
import { newCode, type Random, readCode } from "../crypto/random.ts";
import { SALT_BYTES, type Stretched } from "../crypto/stretch.ts";
import { LIMITS } from "../limits.ts";
import type { Vault } from "./vault.ts";

/** What became of a code. `left` are the codes that remain, `triesLeft` the wrong ones until she is locked out. */
export type Unlocked =
  | { kind: "open"; keys: KeyPair; left: number }
  | { kind: "wrong"; triesLeft: number }
  /** Five wrong ones in a row; `now`: this was the fifth, and the others must be told. */
  | { kind: "locked"; now: boolean }
  /** It is her last one, and kept for taking her cases over to a new sheet. */
  | { kind: "last" }
  /** She has no sheet. */
  | { kind: "none" };

/** The sheets of single-use codes: each code wraps the officer's secret key once. */
export class CodeSheets {
  private readonly vault: Vault;

  constructor(vault: Vault) {
    this.vault = vault;
  }

  /** Makes a sheet for a key pair, in place of an older one of the same pair. Takes some seconds. Errors: `safe.busy`. */
  async make(keys: KeyPair, random: Random, count: number = LIMITS.codes): Promise<string[]> {
    const salt = random(SALT_BYTES);
    const codes = new Set<string>();
    while (codes.size < count) codes.add(newCode(random));
    const stretched = await Promise.all([...codes].map((code) => this.stretch(code, salt)));
    const { publicKey } = keys;
    this.vault.change((db) => {
      drop(db, publicKey);
      db.prepare("INSERT INTO sheet (public_key, salt) VALUES (?, ?)").run(publicKey, salt);
      const add = db.prepare("INSERT INTO wrap (public_key, tag, box) VALUES (?, ?, ?)");
      for (const { tag, key } of stretched) {
        add.run(
          publicKey,
          tag,
          keys.lend((secret) => lockBytes(key, publicKey, secret, random)),
        );
        wipe(key);
      }
    });
    return [...codes];
  }

  /**
   * Opens an officer's key with a code, which is then used up, whatever happens next. To read, the last code is not
   * taken: without it her cases could not be carried over to a new sheet. Errors: `safe.busy`.
   */
  async unlock(publicKey: Buffer, typed: string, purpose: "read" | "rotate"): Promise<Unlocked> {
    const sheet = this.sheet(publicKey);
    if (sheet === undefined) return { kind: "none" };
    if (sheet.failures >= LIMITS.wrongCodes) return { kind: "locked", now: false };
    const stretched = await this.stretch(readCode(typed) ?? "no code", sheet.salt);
    try {
      return this.vault.change((db) => this.take(db, publicKey, stretched, purpose));
    } finally {
      wipe(stretched.key);
    }
  }

  /** Codes that are left, and whether she is locked out; undefined when she has no sheet. */
  state(publicKey: Buffer): { left: number; locked: boolean } | undefined {
    const sheet = this.sheet(publicKey);
    if (sheet === undefined) return undefined;
    return { left: left(this.vault.sqlite, publicKey), locked: sheet.failures >= LIMITS.wrongCodes };
  }

  /** Lets an officer try again who was locked out. */
  free(publicKey: Buffer): void {
    this.vault.change((db) => setFailures(db, publicKey, 0));
  }

  /** Destroys the sheet and with it her secret key, which is nowhere else. */
  drop(publicKey: Buffer): void {
    this.vault.change((db) => drop(db, publicKey));
  }

  /** The public keys that have a sheet. */
  publicKeys(): Buffer[] {
    return this.vault.sqlite.prepare("SELECT public_key FROM sheet").pluck().all() as Buffer[];
  }

  /** In one transaction: of two who try the same code, one gets it. */
  private take(db: Sqlite.Database, publicKey: Buffer, { tag, key }: Stretched, purpose: "read" | "rotate"): Unlocked {
    const failures = this.sheet(publicKey)?.failures;
    if (failures === undefined) return { kind: "none" };
    if (failures >= LIMITS.wrongCodes) return { kind: "locked", now: false };
    const box = db.prepare("SELECT box FROM wrap WHERE public_key = ? AND tag = ?").pluck().get(publicKey, tag);
    if (!Buffer.isBuffer(box)) {
      setFailures(db, publicKey, failures + 1);
      const triesLeft = LIMITS.wrongCodes - failures - 1;
      return triesLeft === 0 ? { kind: "locked", now: true } : { kind: "wrong", triesLeft };
    }
    if (purpose === "read" && left(db, publicKey) === 1) return { kind: "last" };
    const keys = KeyPair.fromSecret(unlockBytes(key, publicKey, box));
    db.prepare("DELETE FROM wrap WHERE public_key = ? AND tag = ?").run(publicKey, tag);
    setFailures(db, publicKey, 0);
    return { kind: "open", keys, left: left(db, publicKey) };
  }

  private stretch(code: string, salt: Buffer): Promise<Stretched> {
    return this.vault.stretcher.stretch("code", Buffer.from(code), salt);
  }

  private sheet(publicKey: Buffer): { salt: Buffer; failures: number } | undefined {
    const find = this.vault.sqlite.prepare("SELECT salt, failures FROM sheet WHERE public_key = ?");
    return find.get(publicKey) as { salt: Buffer; failures: number } | undefined;
  }
}

const left = (db: Sqlite.Database, publicKey: Buffer): number =>
  db.prepare("SELECT count(*) FROM wrap WHERE public_key = ?").pluck().get(publicKey) as number;

function setFailures(db: Sqlite.Database, publicKey: Buffer, failures: number): void {
  db.prepare("UPDATE sheet SET failures = ? WHERE public_key = ?").run(failures, publicKey);
}

function drop(db: Sqlite.Database, publicKey: Buffer): void {
  for (const table of ["wrap", "sheet"]) db.prepare(`DELETE FROM ${table} WHERE public_key = ?`).run(publicKey);
}
