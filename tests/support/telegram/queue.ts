import type { Update } from "grammy/types";

/** TDLib's rule: an offset this far past the end of the queue, or further, is ignored. */
const FUTURE = 10;

/** A bot's updates at Telegram: kept until an offset confirms them, handed out again and again until then. */
export class UpdateQueue {
  #updates: Update[] = [];
  #nextId = 700_000_001;
  #allowed: readonly string[] | undefined;
  readonly #onPush = new Set<() => void>();
  readonly #onEmpty = new Set<() => void>();

  /** Adds what happened; an update of a kind that the bot does not want is not kept. */
  push(what: Omit<Update, "update_id">): number {
    const update: Update = { update_id: this.#nextId++, ...what };
    const kind = Object.keys(what)[0] ?? "";
    if (this.#allowed === undefined || this.#allowed.includes(kind)) this.#updates.push(update);
    for (const wake of [...this.#onPush]) wake();
    return update.update_id;
  }

  /** What getUpdates answers: confirms everything before the offset, then reads from its head. */
  read(offset: number | undefined, limit: number, allowed: readonly string[] | undefined): Update[] {
    if (allowed !== undefined) this.#allowed = allowed;
    if (offset !== undefined && offset <= this.#nextId + FUTURE) {
      this.#updates = this.#updates.filter(({ update_id }) => update_id >= offset);
    }
    if (this.#updates.length === 0) for (const tell of [...this.#onEmpty]) tell();
    return this.#updates.slice(0, limit);
  }

  /** Telegram's "random identifier after a quiet week". */
  startNewSeries(nextId: number): void {
    this.#nextId = nextId;
  }

  /** Not yet confirmed. */
  get pending(): readonly Update[] {
    return this.#updates;
  }

  /** Resolves at the next push. */
  pushed(signal: AbortSignal): Promise<void> {
    return once(this.#onPush, signal);
  }

  /** Resolves when everything is confirmed; at once if it is. */
  emptied(): Promise<void> {
    return this.#updates.length === 0 ? Promise.resolve() : once(this.#onEmpty);
  }
}

function once(listeners: Set<() => void>, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      listeners.delete(done);
      resolve();
    };
    listeners.add(done);
    signal?.addEventListener("abort", done, { once: true });
  });
}
