import { LIMITS, LIMITS_MS } from "../../limits.ts";

/**
 * The newest sends of a channel, so that in no window of `LIMITS_MS.sendWindow` more begin than its platform may see in a
 * second. The window is longer than that second: two messages that left so far apart come at least a second apart, unless
 * one was longer under way than the other by more than what it is longer.
 */
export class SendWindow {
  private readonly at: Float64Array;
  private next = 0;

  /** Undefined where no platform counts: at rates of thousands a second. */
  static of(perSecond: number): SendWindow | undefined {
    const most = Math.max(1, Math.floor(perSecond * LIMITS.aboveRate));
    return most <= LIMITS.countedSends ? new SendWindow(most) : undefined;
  }

  private constructor(most: number) {
    this.at = new Float64Array(most).fill(Number.NEGATIVE_INFINITY);
  }

  add(at: number): void {
    this.at[this.next] = at;
    this.next = (this.next + 1) % this.at.length;
  }

  /** How many may begin now, with a share (0 to 1) of the rate. */
  room(now: number, share: number): number {
    const since = now - LIMITS_MS.sendWindow;
    const begun = this.at.reduce((sum, at) => sum + (at > since ? 1 : 0), 0);
    return Math.max(0, this.most(share) - begun);
  }

  /** Milliseconds until there is room for one. */
  waitMs(now: number, share: number): number {
    const size = this.at.length;
    const blocking = this.at[(this.next - this.most(share) + size) % size] ?? Number.NEGATIVE_INFINITY;
    return Math.max(0, Math.ceil(blocking + LIMITS_MS.sendWindow - now));
  }

  private most(share: number): number {
    return Math.max(1, Math.floor(this.at.length * share));
  }
}
