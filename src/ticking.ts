import { setImmediate } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import type { Clock } from "./clock.ts";
import type { Due } from "./conversation/due.ts";
import type { Log } from "./log.ts";
import type { Duties } from "./schedule/duties.ts";

export type TickingParts = {
  sqlite: Sqlite.Database;
  due: Due;
  duties: Duties;
  clock: Clock;
  log: Log;
  /** Forgets and clears away what is no longer needed. */
  upkeep: () => void;
};

/** When what is due is looked for: each minute, and as soon as somebody says that something is ready. */
export class Ticking {
  private readonly parts: TickingParts;
  private isTicking = false;
  /** Somebody said so while a tick went on that may have looked already. */
  private isWoken = false;
  private soon: Promise<void> = Promise.resolve();
  private isStarted = false;
  private isStopped = false;

  constructor(parts: TickingParts) {
    this.parts = parts;
  }

  /** From now on nobody need ask for a tick. */
  started(): void {
    this.isStarted = true;
  }

  stop(): void {
    this.isStopped = true;
  }

  /** Resolves when the tick that somebody's words led to is over. */
  settled(): Promise<void> {
    return this.soon;
  }

  /** Does everything that is due, at once: for the simulator's clock, tests and the start. */
  tick(): void {
    const { due, upkeep } = this.parts;
    due.plan();
    while (due.doSome() > 0);
    upkeep();
  }

  /**
   * Does everything that is due, a little at a time: a hundred thousand invitations are done in pieces of a few
   * milliseconds, between which messages are answered.
   */
  async tickGently(): Promise<void> {
    if (this.isTicking || this.isStopped) return;
    const { due, sqlite, upkeep } = this.parts;
    this.isTicking = true;
    try {
      due.plan();
      while (!this.isStopped && due.doSome() > 0) await setImmediate();
      if (this.isStopped) return;
      upkeep();
      sqlite.pragma("wal_checkpoint(PASSIVE)");
    } finally {
      this.isTicking = false;
    }
    if (this.isWoken) this.wake();
  }

  /** Something is ready. Waits for the tick that goes on. */
  wake(): void {
    this.isWoken = this.isTicking;
    if (this.isStarted && !this.isTicking && !this.isStopped) this.tickSoon();
  }

  /** After a commit: what it planned may be due at once. */
  committed(): void {
    const { duties, clock } = this.parts;
    if (this.isStarted && !this.isTicking && duties.soonest <= clock.now()) this.tickSoon();
  }

  private tickSoon(): void {
    this.soon = setImmediate()
      .then(() => this.tickGently())
      .catch((error: unknown) => {
        const type = error instanceof Error ? error.name : "";
        this.parts.log.error({ code: "runtime.tick", type }, "a tick failed");
      });
  }
}
