import { HOUR } from "../../../clock.ts";

/** Tries of a number from one phone or account within an hour. */
const MOST = 5;
/** Phones whose tries are remembered; beyond, the oldest are forgotten. A few dozen bytes each. */
const MOST_PHONES = 10_000;

/** Counts how often a number is asked for, in memory only: who asks is written nowhere. */
export class Tries {
  private readonly byPhone = new Map<string, number[]>();

  /** Takes a try, or says when the next one may be made, ms UTC. */
  take(phone: string, now: number): { kind: "taken" } | { kind: "wait"; until: number } {
    const recent = (this.byPhone.get(phone) ?? []).filter((at) => at > now - HOUR);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= MOST) return { kind: "wait", until: oldest + HOUR };
    this.byPhone.delete(phone);
    this.byPhone.set(phone, [...recent, now]);
    this.forgetOld(now);
    return { kind: "taken" };
  }

  private forgetOld(now: number): void {
    for (const [phone, times] of this.byPhone) {
      const isOld = (times.at(-1) ?? 0) <= now - HOUR;
      if (!isOld && this.byPhone.size <= MOST_PHONES) return;
      this.byPhone.delete(phone);
    }
  }
}
