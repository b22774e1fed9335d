import type { Batch, Inbound, Receive, ReceiveResult } from "../../src/conversation/channel.ts";

/** Stands where the conversation stands: stores each message once, keeps the cursor, and can refuse to store. */
export class Inbox {
  /** Every batch that was handed over, also those that were not stored. */
  readonly batches: Batch[] = [];
  /** The stored ones, once each, in order. */
  readonly messages: Inbound[] = [];
  /** Ids as they were handed over, with repetitions. */
  readonly handed: string[] = [];
  #cursor: string | undefined;
  #failing = 0;
  readonly #waiting: { count: number; failures: number; resolve: () => void }[] = [];
  #failed = 0;

  readonly receive: Receive = (batch) => {
    this.batches.push(batch);
    this.handed.push(...batch.messages.map(({ id }) => id));
    if (this.#failing > 0 && batch.messages.length > 0) return this.#fail();
    const result = this.#store(batch);
    this.#tell();
    return result;
  };

  readonly cursor = (): string | undefined => this.#cursor;

  /** The next batches with messages are not stored. */
  failNext(times: number): void {
    this.#failing = times;
  }

  /** Resolves when this many messages are stored. */
  stored(count: number): Promise<void> {
    return this.#until(count, 0);
  }

  /** Resolves when this many batches were refused. */
  failed(failures: number): Promise<void> {
    return this.#until(0, failures);
  }

  texts(): string[] {
    return this.messages.map(({ content }) => (content.kind === "text" ? content.text : `(${content.kind})`));
  }

  #store(batch: Batch): ReceiveResult {
    const known = new Set(this.messages.map(({ id }) => id));
    const fresh = batch.messages.filter(({ id }) => !known.has(id));
    this.messages.push(...fresh);
    if (batch.cursor !== undefined) this.#cursor = batch.cursor;
    return { stored: fresh.length, duplicates: batch.messages.length - fresh.length, failed: 0 };
  }

  #fail(): never {
    this.#failing -= 1;
    this.#failed += 1;
    this.#tell();
    throw new Error("The disk is full.");
  }

  #until(count: number, failures: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count, failures, resolve });
      this.#tell();
    });
  }

  #tell(): void {
    for (const { count, failures, resolve } of this.#waiting) {
      if (this.messages.length >= count && this.#failed >= failures) resolve();
    }
  }
}
