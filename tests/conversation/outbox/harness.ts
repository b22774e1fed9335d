import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { FixedClock } from "../../../src/clock.ts";
import { Dispatcher, type DispatcherOptions } from "../../../src/conversation/outbox/dispatcher.ts";
import type { NewOutboxRow } from "../../../src/conversation/outbox/row.ts";
import { OutboxStore } from "../../../src/conversation/outbox/store.ts";
import type { Log, Timers } from "../../../src/conversation/outbox/timers.ts";
import { inTransaction } from "../../../src/db/open.ts";
import { freshDb } from "../../support/databases.ts";
import type { FakeChannel } from "../../support/fake-channel.ts";

export const T0 = Date.UTC(2026, 0, 5, 3);

/** Timers that go off when the test moves the time on, in their order; the clock stands at their instants. */
export class ManualTimers implements Timers {
  private readonly clock: FixedClock;
  private readonly waiting = new Map<number, { at: number; run: () => void }>();
  private count = 0;

  constructor(clock: FixedClock) {
    this.clock = clock;
  }

  set(run: () => void, ms: number): number {
    this.count += 1;
    this.waiting.set(this.count, { at: this.clock.now() + ms, run });
    return this.count;
  }

  clear(timer: unknown): void {
    this.waiting.delete(timer as number);
  }

  get size(): number {
    return this.waiting.size;
  }

  /** Moves on by `ms`; what each timer started comes to rest before the next one goes off. */
  async advance(ms: number): Promise<void> {
    await rest();
    const end = this.clock.now() + ms;
    for (;;) {
      const first = [...this.waiting].sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
      if (first === undefined || first[1].at > end) break;
      const [id, { at, run }] = first;
      this.waiting.delete(id);
      this.clock.advanceTo(at);
      run();
      await rest();
    }
    this.clock.advanceTo(end);
  }
}

/** Lets everything that can go on without a timer go on: a fixed number of turns of the event loop. */
export async function rest(turns = 6): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export type Logged = { level: string; facts: Record<string, unknown>; what: string };

export function recordingLog(): Log & { lines: Logged[] } {
  const lines: Logged[] = [];
  const at = (level: string) => (facts: Record<string, unknown>, what: string) => {
    lines.push({ level, facts, what });
  };
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}

/** A database in a folder of its own. */
export function tempDb(): { sqlite: Sqlite.Database; home: string; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), "rukun-outbox-"));
  const { sqlite } = freshDb(join(home, "rukun.db"));
  const remove = () => {
    sqlite.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { sqlite, home, remove };
}

/** A row with what a test does not care about filled in. */
export function newRow(key: string, change: Partial<NewOutboxRow> = {}): NewOutboxRow {
  const plain = { key, channel: "fake", address: "a", personId: null, priority: 0, policy: "resend" } as const;
  return { ...plain, body: { text: `text of ${key}` }, createdAt: T0, ...change };
}

/** A whole outbox on a real file, with a clock, timers and channels that the test moves. */
export function world(...channels: FakeChannel[]) {
  const { sqlite, home, remove } = tempDb();
  const clock = new FixedClock(T0);
  const timers = new ManualTimers(clock);
  const log = recordingLog();
  const store = new OutboxStore(sqlite);
  const unreachable: string[] = [];
  const build = (over: FakeChannel[] = channels, more: Pick<DispatcherOptions, "stillGoes"> = {}) =>
    new Dispatcher({
      ...more,
      store,
      sqlite,
      channels: over,
      clock,
      log,
      random: () => 0.5,
      onUnreachable: (channel, address, code) => unreachable.push(`${channel} ${address} ${code}`),
      timers,
    });
  const states = () =>
    Object.fromEntries(
      sqlite
        .prepare<[], { key: string; state: string }>("SELECT key, state FROM outbox ORDER BY id")
        .all()
        .map(({ key, state }) => [key, state]),
    );
  const add = (...rows: NewOutboxRow[]) =>
    inTransaction(sqlite, () => {
      for (const row of rows) store.add(row);
    });
  return { sqlite, home, remove, clock, timers, log, store, unreachable, build, dispatcher: build(), states, add };
}

/** Random numbers that are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
