import type { TerminalChannel } from "../../channels/terminal/index.ts";
import { DAY, HOUR, WEEK } from "../../clock.ts";
import type {
  Capabilities,
  Channel,
  Choice,
  Inbound,
  Outgoing,
  Receive,
  SendResult,
} from "../../conversation/channel.ts";

export const LOOKS = ["whatsapp", "telegram"] as const;
/** WhatsApp has numbered text; Telegram has buttons, and a number that is typed taps one. */
export type ChatLook = (typeof LOOKS)[number];

/** Where whoever sits at the terminal is reached. */
export const HERE = { channel: "terminal", address: "terminal" };
const NEVER = new AbortController().signal;

const STEPS: Record<string, number> = { h: HOUR, d: DAY, w: WEEK };
const FORWARD = /^\/maju(?:\s+(.*))?$/;

/** The milliseconds of `/maju 3d`; undefined for any other line, null where the step is not understood. */
export function forwardMs(line: string): number | null | undefined {
  const found = FORWARD.exec(line.trim());
  if (found === null) return undefined;
  const [, amount, unit = ""] = /^(\d{1,3})\s*([hdw])$/.exec(found[1]?.trim() ?? "1d") ?? [];
  const step = STEPS[unit];
  return amount === undefined || step === undefined ? null : Number(amount) * step;
}

export type ChatChannelOptions = {
  terminal: TerminalChannel;
  look: ChatLook;
  /** Shows a line before it is answered, where nobody sees it typed. */
  echo?: (line: string) => void;
  forward(ms: number | null): Promise<void>;
  /** Resolves when everything that was written has been answered. */
  settled(): Promise<void>;
};

/**
 * A terminal with what only `rukun chat` has: a clock that can be moved, and the look of a platform. Each line is
 * answered before the next is read, so that a piped conversation reads like a typed one.
 */
export class ChatChannel implements Channel {
  readonly name: string;
  readonly can: Capabilities;
  private readonly options: ChatChannelOptions;
  private buttons: readonly Choice[] = [];
  private line: Promise<void> = Promise.resolve();

  constructor(options: ChatChannelOptions) {
    this.name = options.terminal.name;
    this.can = options.terminal.can;
    this.options = options;
  }

  start(receive: Receive): Promise<void> {
    return this.options.terminal.start((batch) => {
      for (const message of batch.messages) this.line = this.line.then(() => this.take(message, receive));
      return { stored: batch.messages.length, duplicates: 0, failed: 0 };
    });
  }

  /** Resolves when every line that was typed is answered; rejects with what went wrong at one. */
  answered(): Promise<void> {
    return this.line;
  }

  /** Says something that is not of the conversation, and brings the prompt back under it. */
  async tell(text: string): Promise<void> {
    await this.options.terminal.send({ key: "aside", address: HERE.address, body: { text } }, NEVER);
  }

  stop(): Promise<void> {
    return this.options.terminal.stop();
  }

  send(message: Outgoing, signal: AbortSignal): Promise<SendResult> {
    const { look, terminal } = this.options;
    const { choices = [], ...body } = message.body;
    this.buttons = choices;
    if (look === "whatsapp" || choices.length === 0) return terminal.send(message, signal);
    const row = choices.map(({ label }, at) => `[${at + 1} ${label}]`).join(" ");
    return terminal.send({ ...message, body: { ...body, text: `${body.text}\n\n${row}` } }, signal);
  }

  fetchMedia(ref: string, maxBytes: number, signal: AbortSignal): Promise<{ bytes: Uint8Array; mime: string }> {
    return this.options.terminal.fetchMedia(ref, maxBytes, signal);
  }

  health(): Promise<{ ok: boolean; what: string }> {
    return this.options.terminal.health();
  }

  private async take(message: Inbound, receive: Receive): Promise<void> {
    const { echo, forward, settled } = this.options;
    const text = message.content.kind === "text" ? message.content.text : undefined;
    await settled();
    echo?.(text ?? `(${message.content.kind})`);
    const ms = text === undefined ? undefined : forwardMs(text);
    if (ms === undefined) receive({ channel: this.name, messages: [this.tapped(message)] });
    else await forward(ms);
    await settled();
  }

  /** A number where buttons are shown is a finger on one of them. */
  private tapped(message: Inbound): Inbound {
    const { content } = message;
    const isNumber = content.kind === "text" && /^\d{1,2}$/.test(content.text.trim());
    if (this.options.look === "whatsapp" || !isNumber) return message;
    const button = this.buttons[Number(content.text) - 1];
    return button === undefined ? message : { ...message, content: { kind: "choice", id: button.id } };
  }
}
