/** Passes one frame to the connection; `done` is called when it was written. */
export type Pass<Frame> = (frame: Frame, done?: (error?: Error) => void) => void;

/**
 * Holds frames to WhatsApp back while a message is decrypted and not yet stored. Baileys writes the receipt first and
 * tells us of the message afterwards, sometimes seconds afterwards; but what WhatsApp has a receipt for it never sends
 * again. With the gate the receipt leaves after the commit, and a process that ends in between gets the message again.
 *
 * The order of frames is kept, since their encryption counts them; so all frames wait, not only receipts. Baileys is
 * told at once that they are written: it would otherwise never come to hand the message over.
 */
export class ReceiptGate<Frame> {
  readonly #pass: Pass<Frame>;
  #held = new Set<string>();
  #overdue = new Set<string>();
  #frames: Frame[] = [];

  constructor(pass: Pass<Frame>) {
    this.#pass = pass;
  }

  get isHolding(): boolean {
    return this.#held.size > 0;
  }

  write(frame: Frame, done?: (error?: Error) => void): void {
    if (!this.isHolding) {
      this.#pass(frame, done);
      return;
    }
    this.#frames.push(frame);
    done?.();
  }

  /** A message with this id is decrypted; its receipt comes next. */
  hold(id: string): void {
    this.#held.add(id);
  }

  /** These are stored, or nobody's: their receipts may go. */
  release(ids: readonly string[]): void {
    for (const id of ids) this.#held.delete(id);
    this.#openIfEmpty();
  }

  /** Gives up what was held at the last sweep already: Baileys has dropped it on the way and will not tell of it. */
  sweep(): void {
    for (const id of this.#overdue) this.#held.delete(id);
    this.#overdue = new Set(this.#held);
    this.#openIfEmpty();
  }

  #openIfEmpty(): void {
    if (this.isHolding) return;
    const frames = this.#frames;
    this.#frames = [];
    for (const frame of frames) this.#pass(frame);
  }
}
