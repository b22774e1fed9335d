/** Where the time comes from. Nothing below `main.ts` reads `Date.now()`. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The simulator's clock: real time plus what it was advanced by. It never goes back, so no duty happens twice. */
export class MovableClock implements Clock {
  private offsetMs: number;
  private readonly base: Clock;

  constructor(offsetMs = 0, base: Clock = systemClock) {
    this.offsetMs = offsetMs;
    this.base = base;
  }

  now(): number {
    return this.base.now() + this.offsetMs;
  }

  /** How far ahead of real time it stands, in ms; kept in the database so that a restart goes on from there. */
  get aheadMs(): number {
    return this.offsetMs;
  }

  /** Moves forward to an instant; an instant that has passed changes nothing. */
  advanceTo(instantMs: number): void {
    this.offsetMs += Math.max(0, instantMs - this.now());
  }
}

/** A clock that stands still until it is set: for tests and benches. */
export class FixedClock implements Clock {
  private instantMs: number;

  constructor(instantMs: number) {
    this.instantMs = instantMs;
  }

  now(): number {
    return this.instantMs;
  }

  advanceTo(instantMs: number): void {
    this.instantMs = Math.max(this.instantMs, instantMs);
  }
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
