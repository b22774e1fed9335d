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

/** A terminal with what only `rukun chat` has: a clock that can be moved, and the look of a platform. */
export class ChatChannel implements Channel {
  readonly name: string;
  readonly can: Capabilities;
  private readonly terminal: TerminalChannel;
  private readonly look: ChatLook;
  private readonly forward: (ms: number | null) => void;
  private buttons: readonly Choice[] = [];

  constructor(terminal: TerminalChannel, look: ChatLook, forward: (ms: number | null) => void) {
    this.name = terminal.name;
    this.can = terminal.can;
    this.terminal = terminal;
    this.look = look;
    this.forward = forward;
  }

  /** What is typed together is one batch, except that time only passes between what stands before and after. */
  start(receive: Receive): Promise<void> {
    return this.terminal.start((batch) => {
      const total = { stored: 0, duplicates: 0, failed: 0 };
      const hand = (messages: readonly Inbound[]) => {
        if (messages.length === 0) return;
        const { stored, duplicates, failed } = receive({ ...batch, messages });
        total.stored += stored;
        total.duplicates += duplicates;
        total.failed += failed;
      };
      let waiting: Inbound[] = [];
      for (const message of batch.messages) {
        const ms = message.content.kind === "text" ? forwardMs(message.content.text) : undefined;
        if (ms === undefined) waiting.push(this.tapped(message));
        else {
          hand(waiting);
          waiting = [];
          this.forward(ms);
        }
      }
      hand(waiting);
      return total;
    });
  }

  stop(): Promise<void> {
    return this.terminal.stop();
  }

  send(message: Outgoing, signal: AbortSignal): Promise<SendResult> {
    const { choices = [], text } = message.body;
    if (this.look === "whatsapp" || choices.length === 0) return this.terminal.send(message, signal);
    this.buttons = choices;
    const row = choices.map(({ label }, at) => `[${at + 1} ${label}]`).join(" ");
    const { choices: _, ...body } = message.body;
    return this.terminal.send({ ...message, body: { ...body, text: `${text}\n\n${row}` } }, signal);
  }

  fetchMedia(ref: string, maxBytes: number, signal: AbortSignal): Promise<{ bytes: Uint8Array; mime: string }> {
    return this.terminal.fetchMedia(ref, maxBytes, signal);
  }

  health(): Promise<{ ok: boolean; what: string }> {
    return this.terminal.health();
  }

  /** A number where buttons are shown is a finger on one of them. */
  private tapped(message: Inbound): Inbound {
    const { content } = message;
    if (this.look === "whatsapp" || content.kind !== "text" || !/^\d{1,2}$/.test(content.text.trim())) return message;
    const button = this.buttons[Number(content.text) - 1];
    return button === undefined ? message : { ...message, content: { kind: "choice", id: button.id } };
  }
}
