import {
  type AuthenticationCreds,
  BufferJSON,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from "@whiskeysockets/baileys";
import type Sqlite from "better-sqlite3";
import { inTransaction } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import { KEY_BYTES, seal, unseal } from "./seal.ts";

const CREDS = "creds";

/**
 * What the linked device must keep, in `device_key`: its credentials in one row, each Signal key in one. Every value is
 * encrypted with `key`, which lies outside of the database. Baileys calls `get` and `set` between its own awaits, so
 * never inside a transaction of the application, which holds the connection for one synchronous piece of work only.
 */
export class DeviceKeys implements SignalKeyStore {
  readonly #sqlite: Sqlite.Database;
  readonly #channel: string;
  readonly #key: Buffer;
  readonly #sql: ReturnType<typeof prepare>;

  /** Throws RukunError `whatsapp.key` where the key does not have 32 bytes. */
  constructor(sqlite: Sqlite.Database, channel: string, key: Buffer) {
    if (key.length !== KEY_BYTES) throw new RukunError("whatsapp.key", `The key must have ${KEY_BYTES} bytes.`);
    this.#sqlite = sqlite;
    this.#channel = channel;
    this.#key = key;
    this.#sql = prepare(sqlite);
  }

  /** The credentials, or undefined where no device was ever linked. Throws RukunError `whatsapp.key`. */
  creds(): AuthenticationCreds | undefined {
    return this.#read(CREDS, "") as AuthenticationCreds | undefined;
  }

  saveCreds(creds: AuthenticationCreds): void {
    this.#write(CREDS, "", creds);
  }

  get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]): { [id: string]: SignalDataTypeMap[T] } {
    const found: { [id: string]: SignalDataTypeMap[T] } = {};
    for (const id of ids) {
      const value = this.#read(type, id);
      if (value !== undefined) found[id] = revived(type, value) as SignalDataTypeMap[T];
    }
    return found;
  }

  /** All or nothing: a session and the key that it has used up belong together. */
  set(data: SignalDataSet): void {
    inTransaction(this.#sqlite, () => {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) {
          if (value === null || value === undefined) this.#sql.drop.run(this.#channel, type, id);
          else this.#write(type, id, value);
        }
      }
    });
  }

  /** Forgets the device: it can be linked anew. */
  clear(): void {
    this.#sql.clear.run(this.#channel);
  }

  #read(type: string, id: string): unknown {
    const sealed = this.#sql.read.get(this.#channel, type, id) as Buffer | undefined;
    if (sealed === undefined) return undefined;
    return JSON.parse(unseal(this.#key, [this.#channel, type, id], sealed), BufferJSON.reviver);
  }

  #write(type: string, id: string, value: unknown): void {
    const text = JSON.stringify(value, BufferJSON.replacer);
    this.#sql.write.run(this.#channel, type, id, seal(this.#key, [this.#channel, type, id], text));
  }
}

/** The one kind that Baileys wants as an object of protobuf. */
function revived(type: keyof SignalDataTypeMap, value: unknown): unknown {
  if (type !== "app-state-sync-key") return value;
  return proto.Message.AppStateSyncKeyData.fromObject(value as Record<string, unknown>);
}

function prepare(sqlite: Sqlite.Database) {
  return {
    read: sqlite.prepare("SELECT value FROM device_key WHERE channel = ? AND type = ? AND id = ?").pluck(),
    write: sqlite.prepare(
      `INSERT INTO device_key (channel, type, id, value) VALUES (?, ?, ?, ?)
       ON CONFLICT (channel, type, id) DO UPDATE SET value = excluded.value`,
    ),
    drop: sqlite.prepare("DELETE FROM device_key WHERE channel = ? AND type = ? AND id = ?"),
    clear: sqlite.prepare("DELETE FROM device_key WHERE channel = ?"),
  };
}
