import type Sqlite from "better-sqlite3";
import type { Clock } from "../../clock.ts";

/** How long a lease is good without being renewed: after a crash the next process waits at most this long. */
export const LEASE_MS = 30_000;
/** How often its holder says that it lives: it may miss two. */
export const LEASE_RENEWAL_MS = 10_000;

/**
 * Which process runs the linked device. Two on one set of keys throw each other out at WhatsApp and, worse, use up each
 * other's keys: what one has decrypted the other never can.
 */
export class Lease {
  readonly #clock: Clock;
  readonly #holder: string;
  readonly #channel: string;
  readonly #sql: ReturnType<typeof prepare>;

  /** `holder` is a name that no other process has. */
  constructor(sqlite: Sqlite.Database, channel: string, holder: string, clock: Clock) {
    this.#clock = clock;
    this.#holder = holder;
    this.#channel = channel;
    this.#sql = prepare(sqlite);
  }

  /**
   * Takes the lease, or renews it; false where another process has it. One that has run out is taken over, and so is one
   * that is good for longer than a lease ever is: the clock was ahead when it was taken, and has been put right.
   */
  take(): boolean {
    const now = this.#clock.now();
    const longest = now + LEASE_MS;
    return this.#sql.take.run(this.#channel, this.#holder, longest, now, longest).changes === 1;
  }

  /** Gives it up at once, if it is ours. */
  release(): void {
    this.#sql.release.run(this.#channel, this.#holder);
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    take: sqlite.prepare(
      `INSERT INTO channel_lease (channel, holder, until) VALUES (?, ?, ?)
       ON CONFLICT (channel) DO UPDATE SET holder = excluded.holder, until = excluded.until
       WHERE channel_lease.holder = excluded.holder OR channel_lease.until <= ? OR channel_lease.until > ?`,
    ),
    release: sqlite.prepare("DELETE FROM channel_lease WHERE channel = ? AND holder = ?"),
  };
}
