import type Sqlite from "better-sqlite3";
import type { Clock } from "../clock.ts";
import { inTransaction } from "../db/open.ts";
import { LIMITS, LIMITS_MS } from "../limits.ts";
import type { Log } from "../log.ts";
import type { Outcome } from "./module.ts";
import type { AfterCommit, Waiting } from "./origin.ts";
import { codeOf, withDeadline } from "./outbox/deadline.ts";
import { systemTimers, type Timers } from "./outbox/timers.ts";
import type { Reception } from "./receive.ts";
import type { Turns } from "./turns.ts";

export type LatersParts = {
  sqlite: Sqlite.Database;
  clock: Clock;
  log: Log;
  reception: Reception;
  turns: Turns;
  committed(after: AfterCommit): void;
  timers?: Timers;
};

/**
 * Work of sealed actions that goes on after the commit. What it comes to is taken up in a transaction of its own; nothing
 * of it is on the disk meanwhile, so what a crash interrupts was never begun.
 */
export class Laters {
  private readonly parts: LatersParts;
  private readonly timers: Timers;
  private underWay = 0;
  private waiters: (() => void)[] = [];

  constructor(parts: LatersParts) {
    this.parts = parts;
    this.timers = parts.timers ?? systemTimers;
  }

  begin(waiting: Waiting): void {
    this.underWay += 1;
    withDeadline(async () => waiting.later(), LIMITS_MS.laterDeadline, this.timers).result.then(
      (outcome) => this.take(waiting, outcome, 1),
      (error: unknown) => {
        this.parts.log.warn({ code: codeOf(error) }, "what a sealed action did after the commit failed");
        this.take(waiting, undefined, 1);
      },
    );
  }

  /** Resolves when none is under way. */
  settled(): Promise<void> {
    return this.underWay === 0 ? Promise.resolve() : new Promise((resolve) => this.waiters.push(resolve));
  }

  /** Waits for those that are under way, up to a deadline: somebody waits for her receipt. */
  async stop(): Promise<void> {
    let timer: unknown;
    const deadline = new Promise<void>((resolve) => {
      timer = this.timers.set(resolve, LIMITS_MS.stopDeadline);
    });
    await Promise.race([this.settled(), deadline]);
    this.timers.clear(timer);
  }

  /** A database that takes nothing now is tried again; then her row goes as it stands on the disk. */
  private take(waiting: Waiting, outcome: Outcome | undefined, attempt: number): void {
    const { sqlite, turns, log, committed } = this.parts;
    try {
      inTransaction(sqlite, () => this.resume(waiting, outcome));
    } catch (error) {
      turns.cut();
      log.error({ code: codeOf(error), attempt }, "what a sealed action came to could not be taken up");
      if (attempt < LIMITS.laterAttempts) {
        this.timers.set(() => this.take(waiting, outcome, attempt + 1), LIMITS_MS.databaseRetry);
        return;
      }
      this.end();
      return;
    }
    committed(turns.pending.takeAfter());
    this.end();
  }

  private resume(waiting: Waiting, outcome: Outcome | undefined): void {
    const { reception, turns, clock } = this.parts;
    reception.forgetIfOthersWrote();
    const resume = (of: Waiting, what: Outcome | undefined) =>
      reception.inSavepoint("a sealed action", () => turns.sealed.resume(of, what, clock.now()));
    if (!resume(waiting, outcome)) resume({ ...waiting, mayFail: false }, undefined);
  }

  private end(): void {
    this.underWay -= 1;
    if (this.underWay > 0) return;
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }
}
