import type { Capabilities, Channel, Outgoing, Receive, SendResult } from "../../src/conversation/channel.ts";

/** A send that waits for the test to say what the platform answers. */
export type Pending = {
  message: Outgoing;
  signal: AbortSignal;
  answer(result: SendResult): void;
  fail(error: unknown): void;
};

type Say = (message: Outgoing, signal: AbortSignal) => SendResult | Promise<SendResult>;

/**
 * A channel without a wire. It accepts everything at once, unless the test says otherwise: `say` for one rule,
 * `next` for the answers of the coming sends, `holdBack` to answer by hand.
 */
export class FakeChannel implements Channel {
  readonly name: string;
  readonly can: Capabilities;
  /** What went to the wire, tries included, in its order. */
  readonly tried: Outgoing[] = [];
  /** What the platform accepted. */
  readonly sent: Outgoing[] = [];
  readonly pending: Pending[] = [];
  /** Files that can be fetched, by reference. */
  readonly files = new Map<string, { bytes: Uint8Array; mime: string } | Error>();
  say: Say = () => ({ kind: "sent" });
  holdBack = false;
  receive: Receive | undefined;
  private readonly answers: (SendResult | Error)[] = [];

  constructor(name = "fake", rate: Capabilities["rate"] = NO_LIMIT, more: Partial<Capabilities> = {}) {
    this.name = name;
    this.can = { choices: "numbers", maxText: 4_096, initiate: true, deletion: false, media: [], rate, ...more };
  }

  async start(receive: Receive): Promise<void> {
    this.receive = receive;
  }

  async stop(): Promise<void> {
    this.receive = undefined;
  }

  /** The coming sends are answered with these, in turn; an Error is thrown. */
  next(...answers: (SendResult | Error)[]): void {
    this.answers.push(...answers);
  }

  async send(message: Outgoing, signal: AbortSignal): Promise<SendResult> {
    this.tried.push(message);
    const result = await this.answer(message, signal);
    if (result.kind === "sent") this.sent.push(message);
    return result;
  }

  async fetchMedia(ref: string, maxBytes: number): Promise<{ bytes: Uint8Array; mime: string }> {
    const file = this.files.get(ref);
    if (file === undefined) throw new Error(`no file ${ref}`);
    if (file instanceof Error) throw file;
    if (file.bytes.length > maxBytes) throw new Error(`more than ${maxBytes} bytes`);
    return file;
  }

  async health(): Promise<{ ok: boolean; what: string }> {
    return { ok: true, what: "a channel without a wire" };
  }

  /** The keys that were accepted, in their order. */
  get keys(): string[] {
    return this.sent.map(({ key }) => key);
  }

  private answer(message: Outgoing, signal: AbortSignal): SendResult | Promise<SendResult> {
    const next = this.answers.shift();
    if (next instanceof Error) throw next;
    if (next !== undefined) return next;
    if (!this.holdBack) return this.say(message, signal);
    return new Promise((resolve, reject) => {
      this.pending.push({ message, signal, answer: resolve, fail: reject });
    });
  }
}

/** Rates that hold back nothing. */
export const NO_LIMIT = {
  perSecond: Number.POSITIVE_INFINITY,
  perChatPerSecond: Number.POSITIVE_INFINITY,
  burst: Number.POSITIVE_INFINITY,
};
