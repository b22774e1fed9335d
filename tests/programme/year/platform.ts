import { present } from "../../../src/channels/present.ts";
import type { Clock } from "../../../src/clock.ts";
import type {
  Capabilities,
  Channel,
  Inbound,
  InboundContent,
  Outgoing,
  Receive,
  SendResult,
} from "../../../src/conversation/channel.ts";
import { NO_LIMIT } from "../../support/fake-channel.ts";
import { CHANNEL } from "./people.ts";

/** A message of Rukun's as the platform took it. */
export type Told = { at: number; address: string; key: string; text: string; file: boolean };

/** What the platform says to a try; `lost`: it took it, and its answer did not come back. */
export type Mood = "good" | "later" | "silent" | "lost";

type Phone = { signal: boolean; seen: Told[]; arriving: Told[]; unsent: Inbound[] };

/**
 * The platform between Rukun and the phones. It takes a message also for a phone without signal, and hands it over when
 * that is back; what is written there waits on the phone. When Rukun is down, it keeps what was written for it.
 */
export class Platform implements Channel {
  readonly name = CHANNEL;
  readonly can: Capabilities = {
    choices: "numbers",
    maxText: 4_096,
    initiate: true,
    deletion: false,
    media: ["document"],
    rate: NO_LIMIT,
  };
  /** Everything that Rukun said, in its order. */
  readonly told: Told[] = [];
  /** Everything that people wrote, as it reached Rukun. */
  readonly heard: { at: number; address: string; id: string; text: string }[] = [];
  /** Keys of which the answer was lost: these alone may come twice. */
  readonly lost = new Set<string>();
  /** Keys that it did not take at first, and when they were tried. */
  readonly refused = new Map<string, number>();
  /** How it answers a try; the test's weather. */
  mood: (message: Outgoing) => Mood = () => "good";
  /** Of a batch, those that are delivered once more with the next one. */
  doubles: (message: Inbound) => boolean = () => false;
  private readonly clock: Clock;
  private readonly phones = new Map<string, Phone>();
  private waiting: Inbound[] = [];
  private again: Inbound[] = [];
  private receive: Receive | undefined;
  private written = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  async start(receive: Receive): Promise<void> {
    this.receive = receive;
  }

  async stop(): Promise<void> {
    this.receive = undefined;
  }

  async health(): Promise<{ ok: boolean; what: string }> {
    return { ok: true, what: "a platform in memory" };
  }

  async send(message: Outgoing): Promise<SendResult> {
    const mood = this.mood(message);
    if ((mood === "later" || mood === "silent") && !this.refused.has(message.key))
      this.refused.set(message.key, this.clock.now());
    if (mood === "later") return { kind: "wait", retryAfterMs: 45 * 60_000 };
    if (mood === "silent") throw new Error("no answer");
    const { key, address, body } = message;
    const text = present(body, this.can)
      .map((part) => part.text)
      .join("\n");
    const told = { at: this.clock.now(), address, key, text, file: body.file !== undefined };
    this.told.push(told);
    const phone = this.phone(address);
    (phone.signal ? phone.seen : phone.arriving).push(told);
    if (mood === "lost") {
      this.lost.add(key);
      throw new Error("its answer did not come back");
    }
    return { kind: "sent", remoteId: key };
  }

  /** She writes: it waits on her phone, or on the platform until `handOver`. Gives the message's id. */
  write(address: string, content: InboundContent | string): string {
    const id = `w${++this.written}`;
    const said: InboundContent = typeof content === "string" ? { kind: "text", text: content } : content;
    const message: Inbound = { id, remoteId: id, address, sentAt: this.clock.now(), content: said };
    const phone = this.phone(address);
    (phone.signal ? this.waiting : phone.unsent).push(message);
    return id;
  }

  /** Cuts a phone off, or brings it back: then it sends what was written, and shows what came. */
  signal(address: string, on: boolean): void {
    const phone = this.phone(address);
    phone.signal = on;
    if (!on) return;
    this.waiting.push(...phone.unsent.splice(0));
    phone.seen.push(...phone.arriving.splice(0));
  }

  hasSignal(address: string): boolean {
    return this.phone(address).signal;
  }

  /** What came onto her phone since she last looked. */
  look(address: string): Told[] {
    return this.phone(address).seen.splice(0);
  }

  /** Hands Rukun what waits, as one batch, with some of the last one once more. False: nothing waited, or it is down. */
  handOver(): boolean {
    const messages = [...this.again, ...this.waiting];
    if (this.receive === undefined || messages.length === 0) return false;
    this.receive({ channel: CHANNEL, messages });
    for (const { id, address, content } of messages)
      this.heard.push({
        at: this.clock.now(),
        address,
        id,
        text: content.kind === "text" ? content.text : content.kind,
      });
    this.again = this.waiting.filter((one) => this.doubles(one));
    this.waiting = [];
    return true;
  }

  private phone(address: string): Phone {
    const found = this.phones.get(address) ?? { signal: true, seen: [], arriving: [], unsent: [] };
    this.phones.set(address, found);
    return found;
  }
}
