import { DESK_MS } from "../../limits.ts";

/** What an officer was asked to write next. It is in memory only, so after a restart nothing is asked. */
export type Asked =
  | { for: "code" }
  | { for: "reply"; alias: string }
  | { for: "note"; alias: string }
  /** A reply that was read back, to be sent by her word. */
  | { for: "yes"; alias: string; text: string };

/** What was asked. `late`: the time for it is over, and what comes now is still not for anybody else. */
export type Taken = { asked: Asked; late: boolean; until: number };

type Waiting = { asked: Asked; until: number };

/** What officers are asked for at the moment, by person. */
export class AskedOf {
  private readonly waiting = new Map<string, Waiting>();
  /** As it was before the transaction that is under way, of those for whom it changed. */
  private readonly before = new Map<string, Waiting | undefined>();

  ask(personId: string, asked: Asked, now: number): void {
    this.set(personId, { asked, until: now + DESK_MS.asked });
  }

  take(personId: string, now: number): Taken | undefined {
    const found = this.waiting.get(personId);
    if (found === undefined) return undefined;
    this.set(personId, undefined);
    return now < found.until + DESK_MS.late ? { ...found, late: now >= found.until } : undefined;
  }

  /** Works with an answer. Where that fails she is asked to send it again, and it is still the answer then. */
  during<T>(personId: string, { asked, until }: Taken, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.set(personId, { asked, until });
      throw error;
    }
  }

  isAsked(personId: string, now: number): boolean {
    const found = this.waiting.get(personId);
    return found !== undefined && now < found.until + DESK_MS.late;
  }

  committed(): void {
    this.before.clear();
  }

  /** The transaction was taken back, and her message comes again. */
  forget(): void {
    for (const [personId, waiting] of this.before) this.put(personId, waiting);
    this.before.clear();
  }

  sweep(now: number): void {
    for (const [personId, { until }] of this.waiting) if (now >= until + DESK_MS.late) this.waiting.delete(personId);
  }

  private set(personId: string, waiting: Waiting | undefined): void {
    if (!this.before.has(personId)) this.before.set(personId, this.waiting.get(personId));
    this.put(personId, waiting);
  }

  private put(personId: string, waiting: Waiting | undefined): void {
    if (waiting === undefined) this.waiting.delete(personId);
    else this.waiting.set(personId, waiting);
  }
}
