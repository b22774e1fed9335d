import { RukunError } from "../../errors.ts";

/** What WhatsApp said of one message: taken, or not and why. */
export type Ack = { ok: true } | { ok: false; code: string };

type Waiting = { resolve: (ack: Ack) => void; reject: (error: RukunError) => void };

/**
 * Waits for WhatsApp's word on each message. Baileys' own promise resolves when the bytes are written, which says
 * nothing: a message counts as sent when `<ack class="message">` came for its id.
 */
export class Acks {
  readonly #waiting = new Map<string, Waiting>();

  /**
   * Resolves with the word on this id. Rejects with `whatsapp.no-answer` when the signal is aborted or the connection
   * ends first: then it is not known whether WhatsApp has the message.
   */
  of(id: string, signal: AbortSignal): Promise<Ack> {
    return new Promise<Ack>((resolve, reject) => {
      const end = () => {
        signal.removeEventListener("abort", aborted);
        if (this.#waiting.get(id) === waiting) this.#waiting.delete(id);
      };
      const waiting: Waiting = {
        resolve: (ack) => {
          end();
          resolve(ack);
        },
        reject: (error) => {
          end();
          reject(error);
        },
      };
      const aborted = () => waiting.reject(noAnswer());
      if (signal.aborted) return reject(noAnswer());
      this.#waiting.get(id)?.reject(noAnswer());
      this.#waiting.set(id, waiting);
      signal.addEventListener("abort", aborted);
    });
  }

  /** WhatsApp's word; of a message that nobody waits for any more it changes nothing. */
  told(id: string | undefined, error: string | undefined): void {
    if (id === undefined) return;
    this.#waiting.get(id)?.resolve(error === undefined ? { ok: true } : { ok: false, code: error });
  }

  /** The connection has ended: nothing more will be said of what was sent on it. */
  lost(): void {
    for (const { reject } of [...this.#waiting.values()]) reject(noAnswer());
  }
}

const noAnswer = () =>
  new RukunError("whatsapp.no-answer", "WhatsApp has not said whether it took the message.", { retryable: true });
