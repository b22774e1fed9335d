import type Sqlite from "better-sqlite3";
import type { Expiry } from "./inbound.ts";

/** Chats whose messages disappear, in `chat_expiry`: an answer without the same setting would stay, and looks odd. */
export class ChatExpiry {
  readonly #channel: string;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database, channel: string) {
    this.#channel = channel;
    this.#sql = prepare(sqlite);
  }

  /** Keeps what a message told of its chat; 0 seconds means that messages stay. An older setting changes nothing. */
  remember(address: string, { seconds, setAt }: Expiry): void {
    if (seconds > 0) this.#sql.set.run(this.#channel, address, seconds, setAt);
    else this.#sql.drop.run(this.#channel, address, setAt);
  }

  of(address: string): Expiry | undefined {
    return this.#sql.get.get(this.#channel, address) as Expiry | undefined;
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    set: sqlite.prepare(
      `INSERT INTO chat_expiry (channel, address, seconds, set_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (channel, address) DO UPDATE SET seconds = excluded.seconds, set_at = excluded.set_at
       WHERE chat_expiry.set_at <= excluded.set_at
         AND (chat_expiry.seconds <> excluded.seconds OR chat_expiry.set_at <> excluded.set_at)`,
    ),
    drop: sqlite.prepare("DELETE FROM chat_expiry WHERE channel = ? AND address = ? AND set_at <= ?"),
    get: sqlite.prepare(`SELECT seconds, set_at AS "setAt" FROM chat_expiry WHERE channel = ? AND address = ?`),
  };
}
