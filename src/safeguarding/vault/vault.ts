import { chmodSync, closeSync, existsSync, mkdirSync, openSync, utimesSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import { connect, inTransaction } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import { derive } from "../crypto/bytes.ts";
import type { Random } from "../crypto/random.ts";
import { type Cost, Stretcher } from "../crypto/stretch.ts";
import { ARGON } from "../limits.ts";
import { makeKeyFile, readKeyFile, type ServerKeys } from "./key-file.ts";
import { isOpenToOthers, vaultPaths } from "./paths.ts";
import { VAULT_SCHEMA, VAULT_VERSION } from "./schema.ts";

/**
 * The keys that make what is in the database readable, in a file of their own: destroying a key here destroys what it
 * opens in every backup of the database. What is deleted is overwritten, and leaves the log at once.
 */
export class Vault {
  readonly home: string;
  readonly sqlite: Sqlite.Database;
  readonly keys: ServerKeys;
  readonly stretcher: Stretcher;

  private constructor({ home, sqlite, keys, cost }: Opened) {
    this.home = home;
    this.sqlite = sqlite;
    this.keys = keys;
    this.stretcher = new Stretcher(keys.pepper, cost);
  }

  static exists(home: string): boolean {
    const { database, keyFile } = vaultPaths(home);
    return existsSync(database) || existsSync(keyFile);
  }

  /** Makes vault and key file of a home. Errors: `vault.there`. */
  static create(home: string, random: Random): void {
    const { folder, database, keyFile } = vaultPaths(home);
    if (existsSync(database)) throw new RukunError("vault.there", `there is a vault ${database} already`);
    makeKeyFile(keyFile, random);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(database, "wx", 0o600));
    const sqlite = connect(database);
    inTransaction(sqlite, () => {
      sqlite.exec(VAULT_SCHEMA);
      sqlite.prepare("INSERT INTO vault (only, key_check) VALUES (1, ?)").run(checkOf(readKeyFile(keyFile)));
      sqlite.pragma(`user_version = ${VAULT_VERSION}`);
    });
    sqlite.close();
  }

  /**
   * Opens them. Errors: `vault.none`, `vault.key` when the key file is missing or another one,
   * `vault.open-to-others` when other users of the machine may read either, `vault.newer`. `cost` is of each code and
   * number that is tried; what was made with one is not found with another.
   */
  static open(home: string, cost: Cost = ARGON): Vault {
    const { database, keyFile } = vaultPaths(home);
    if (!existsSync(database))
      throw new RukunError("vault.none", `there is no vault in ${home}: make one with rukun vault init`);
    const keys = readKeyFile(keyFile);
    if (isOpenToOthers(database))
      throw new RukunError("vault.open-to-others", `other users of this machine may read ${database}: chmod 600 it`);
    const sqlite = connect(database);
    try {
      sqlite.pragma("mmap_size = 0");
      if (sqlite.pragma("user_version", { simple: true }) !== VAULT_VERSION)
        throw new RukunError("vault.newer", `another version of Rukun has written ${database}`);
      const check = sqlite.prepare("SELECT key_check FROM vault").pluck().get() as Buffer;
      if (!checkOf(keys).equals(check))
        throw new RukunError("vault.key", `the key file ${keyFile} is of another vault: put the right one there`);
      for (const extra of ["-wal", "-shm"]) if (existsSync(database + extra)) chmodSync(database + extra, 0o600);
    } catch (error) {
      sqlite.close();
      throw error;
    }
    return new Vault({ home, sqlite, keys, cost });
  }

  /**
   * Adds to the vault in one transaction. What is added may lie in the log: when it is deleted one day, the log is emptied
   * with it. Emptying it for each addition would hold up the loop of events five times as long.
   */
  add<T>(work: (sqlite: Sqlite.Database) => T): T {
    const done = inTransaction(this.sqlite, () => work(this.sqlite));
    this.blurTimes();
    return done;
  }

  /** Deletes from the vault in one transaction, and empties the log as far as nobody reads there. */
  change<T>(work: (sqlite: Sqlite.Database) => T): T {
    const done = inTransaction(this.sqlite, () => work(this.sqlite));
    this.settle();
    return done;
  }

  /** Empties the log into the file, so that nothing deleted is left. False while another process reads: try later. */
  settle(): boolean {
    const [result] = this.sqlite.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    this.blurTimes();
    return result?.busy === 0;
  }

  close(): void {
    this.sqlite.close();
    this.blurTimes();
  }

  /**
   * These files are written when a report is sealed, and Rukun knows by the millisecond who wrote to it: the time of the
   * last change is taken from them. The disk's own note of it (ctime) cannot be.
   */
  private blurTimes(): void {
    const { folder, database } = vaultPaths(this.home);
    for (const path of [database, `${database}-wal`, `${database}-shm`, folder])
      if (existsSync(path)) utimesSync(path, NO_TIME, NO_TIME);
  }
}

/** Seconds since 1970. */
const NO_TIME = 0;

type Opened = { home: string; sqlite: Sqlite.Database; keys: ServerKeys; cost: Cost };

/** Tells key files apart, and gives nothing away about what is in them. */
const checkOf = ({ pepper, returnAddress, audit }: ServerKeys): Buffer =>
  derive(pepper, "key-check", Buffer.concat([returnAddress, audit])).subarray(0, 8);
