import { HOUR } from "../../../clock.ts";
import { SOCIALISATION } from "../limits.ts";
import type { Campaign } from "./campaign.ts";
import type { DryRun, Sending } from "./sending.ts";
import { newTally, type Tally } from "./tally.ts";

/** Whom a dry run is about, apart from what would be said. */
export type Meant = Pick<Campaign, "programme" | "audience" | "filters">;

type Begun = { tally: Tally; at: number };

/** So long the count of a large audience is told; who joined or stopped meanwhile changes little of it. */
const VALID_MS = HOUR;
/** Counts in memory, a few hundred bytes each. */
const KEPT = 20;

/**
 * Dry runs of large audiences, a page at a time, begun as soon as it is known to whom: by the time that somebody has
 * answered the next question, a hundred thousand people are counted, and nobody waited for it. In memory alone.
 */
export class Counts {
  private readonly sending: Sending;
  private readonly begun = new Map<string, Begun>();

  constructor(sending: Sending) {
    this.sending = sending;
  }

  /** Counts anew from the first page. */
  begin(meant: Meant, now: number): void {
    const [oldest] = this.begun.keys();
    if (oldest !== undefined && this.begun.size >= KEPT) this.begun.delete(oldest);
    this.begun.set(keyOf(meant), { tally: newTally(), at: now });
  }

  /** The next page. True: there are more. */
  step(meant: Meant, now: number): boolean {
    const { tally } = this.begun.get(keyOf(meant)) ?? {};
    if (tally === undefined || tally.isWhole) return false;
    this.sending.countSome(meant, tally, now);
    return !tally.isWhole;
  }

  /** Whom it was counted to. */
  placeOf(meant: Meant): string {
    return this.begun.get(keyOf(meant))?.tally.after ?? "";
  }

  /** Is it counted, or being counted, not long ago? */
  isFresh(meant: Meant, now: number): boolean {
    const { at = Number.NEGATIVE_INFINITY } = this.begun.get(keyOf(meant)) ?? {};
    return now - at < VALID_MS;
  }

  /** What was counted, to its end; of an audience of a page, which costs nothing, as it is this moment. */
  dryRun(campaign: Meant & Pick<Campaign, "text">, now: number): DryRun {
    const { tally } = this.begun.get(keyOf(campaign)) ?? {};
    if (tally === undefined || !this.isFresh(campaign, now) || tally.seen <= SOCIALISATION.sweepPage)
      return this.sending.dryRun(campaign, now);
    while (!tally.isWhole) this.sending.countSome(campaign, tally, now);
    return this.sending.told(campaign, tally);
  }
}

/** The same audience, in whatever order its filters were chosen. */
const keyOf = ({ programme, audience, filters }: Meant): string =>
  JSON.stringify([programme, audience, Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))]);
