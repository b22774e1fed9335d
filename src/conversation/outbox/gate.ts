import { LIMITS } from "../../limits.ts";
import type { Admission } from "./allowance.ts";
import { type Head, PRIORITY, type Priority } from "./row.ts";
import type { OutboxStore } from "./store.ts";

/** What becomes of a broadcast that does not go now: it waits, or it is given up for a reason. */
export type NotNow = { until: number } | { dropped: string };

/** Asked of each broadcast at the last moment, for it may have waited for hours or days. Undefined: it goes. */
export type StillGoes = (key: string, now: number) => NotNow | undefined;

/**
 * One look at the broadcasts that could go now. What must not is seen to in the table itself, so that it does not stand in
 * its chat's line and is not asked about again before its time. Reads only, until `settle`.
 */
export class Gate implements Admission {
  private readonly stillGoes: StillGoes;
  private readonly next: Admission | undefined;
  private readonly now: number;
  private readonly upTo: Priority;
  private readonly stopped: { id: number; verdict: NotNow }[] = [];

  /** `next` decides about what this one lets pass; `upTo`: nothing that is less urgent goes in this look. */
  constructor(stillGoes: StillGoes, next: Admission | undefined, now: number, upTo: Priority = PRIORITY.bulk) {
    this.stillGoes = stillGoes;
    this.next = next;
    this.now = now;
    this.upTo = upTo;
  }

  admits(row: Head, wanted: Priority): boolean {
    if (row.priority > this.upTo) return false;
    const verdict = row.priority === PRIORITY.bulk ? this.stillGoes(row.key, this.now) : undefined;
    if (verdict === undefined) return this.next?.admits(row, wanted) ?? true;
    this.stopped.push({ id: row.id, verdict });
    return false;
  }

  isFull(): boolean {
    return this.stopped.length >= LIMITS.cappedTogether || this.next?.isFull() === true;
  }

  /** Writes what was stopped. True: look again, there may be others now. */
  settle(store: OutboxStore): boolean {
    for (const { id, verdict } of this.stopped) {
      if ("dropped" in verdict) store.drop(id, verdict.dropped);
      else store.putOff(id, verdict.until);
    }
    return this.stopped.length > 0;
  }
}
