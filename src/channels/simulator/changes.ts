import { randomBytes } from "node:crypto";

/**
 * Counts what changes in the chats, so that a reader can ask "what is new since?" and wait for it. A cursor names the
 * life of the chats (it ends with a reset or a restart) and the number of the last change that was seen.
 */
export class Changes {
  private life = newLife();
  private count = 0;
  private readonly waiting = new Set<() => void>();

  /** The number of the newest change. */
  get latest(): number {
    return this.count;
  }

  /** Numbers a change and wakes who waits for one. */
  next(): number {
    this.count += 1;
    this.wake();
    return this.count;
  }

  /** A new life: cursors of the old one are not understood any more. */
  restart(): void {
    this.life = newLife();
    this.count = 0;
    this.wake();
  }

  /** The cursor of somebody who has seen everything until now. */
  cursor(): string {
    return `${this.life}-${this.count}`;
  }

  /** The number in a cursor of this life, otherwise undefined. */
  read(cursor: string): number | undefined {
    const [life, count] = cursor.split("-");
    return life === this.life && count !== undefined && /^\d{1,15}$/.test(count) ? Number(count) : undefined;
  }

  /** Resolves at the next change, or when the signal is aborted, whatever comes first. */
  async wait(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.waiting.add(done);
      signal.addEventListener("abort", done);
    });
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }
}

/** Random, because the counts begin again after a restart and an old page must not take them for its own. */
function newLife(): string {
  return randomBytes(6).toString("hex");
}
