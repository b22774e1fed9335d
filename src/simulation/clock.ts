import type Sqlite from "better-sqlite3";
import { type Clock, MovableClock, systemClock } from "../clock.ts";

/** Setting of the home: how far ahead of real time its simulator stands. */
export const AHEAD_KEY = "simulator.aheadMs";

/** The simulator's clock. It goes back to real time only together with the world that it is the clock of. */
export class SimulationClock implements Clock {
  private clock: MovableClock;
  private readonly base: Clock;

  constructor(base: Clock = systemClock) {
    this.base = base;
    this.clock = new MovableClock(0, base);
  }

  now(): number {
    return this.clock.now();
  }

  get aheadMs(): number {
    return this.clock.aheadMs;
  }

  advanceTo(instantMs: number): void {
    this.clock.advanceTo(instantMs);
  }

  /** A new world: real time, or as far ahead of it as an earlier process had gone in this home. */
  restart(aheadMs = 0): void {
    this.clock = new MovableClock(Math.max(0, aheadMs), this.base);
  }
}

/** How far the simulator had gone in this home; 0 where it was never moved. */
export function storedAheadMs(sqlite: Sqlite.Database): number {
  const value = sqlite.prepare("SELECT value FROM setting WHERE key = ?").pluck().get(AHEAD_KEY);
  const ms = Number(value ?? 0);
  return Number.isFinite(ms) ? ms : 0;
}

/** Written before anything falls due at the new time, so that nothing stored is ever later than the clock. */
export function storeAheadMs(sqlite: Sqlite.Database, aheadMs: number): void {
  sqlite
    .prepare("INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
    .run(AHEAD_KEY, String(Math.round(aheadMs)));
}
