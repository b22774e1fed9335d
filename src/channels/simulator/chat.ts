import type { Choice, Inbound } from "../../conversation/channel.ts";
import { RukunError } from "../../errors.ts";
import { SIMULATOR_LIMITS } from "./limits.ts";

/** How a simulated chat looks and what it can do: WhatsApp has numbered text, Telegram has buttons. */
export type Look = "whatsapp" | "telegram";

/** What a message shows besides its text. */
export type ChatMedia = {
  kind: string;
  /** Reference of the bytes; left out where a message came without any. */
  ref?: string;
  mime?: string;
  name?: string;
  latitude?: number;
  longitude?: number;
};

/** One message as the person sees it on her phone. */
export type ChatMessage = {
  id: string;
  channel: Look;
  address: string;
  /** When it was written (hers) or arrived (ours), ms UTC by the simulator's clock. */
  at: number;
  from: "bot" | "person";
  text: string;
  choices?: readonly Choice[];
  /** The id of the choice that was tapped to write this. */
  choice?: string;
  media?: ChatMedia;
  forwarded?: true;
  edited?: true;
  deleted?: true;
  /** Written without signal; Rukun has not got it yet. */
  waiting?: true;
};

type Kept = { message: ChatMessage; made: number; changed: number };

/** A message of ours on its way to the phone; all parts of one sending have the same key. */
export type Arriving = { key: string; message: ChatMessage };

/** One person's chat in one look: what is shown, and what waits on both sides while there is no signal. */
export class Chat {
  readonly look: Look;
  readonly address: string;
  signal = true;
  /** She blocked the bot: what is sent to her is refused until she writes again. */
  blocked = false;
  unsent: Inbound[] = [];
  undelivered: Arriving[] = [];
  private kept: Kept[] = [];
  private readonly keys: string[] = [];
  private readonly nextChange: () => number;

  constructor(look: Look, address: string, nextChange: () => number) {
    this.look = look;
    this.address = address;
    this.nextChange = nextChange;
  }

  /** Shows a message at the end; one with an id that is shown already is the same message and changes nothing. */
  show(message: ChatMessage): boolean {
    if (this.find(message.id)) return false;
    const made = this.nextChange();
    this.kept.push({ message, made, changed: made });
    if (this.kept.length > SIMULATOR_LIMITS.messagesPerChat) this.kept.shift();
    return true;
  }

  /** Changes a shown message; an id that is not shown (any more) changes nothing. */
  change(id: string, how: (message: ChatMessage) => ChatMessage): void {
    const kept = this.find(id);
    if (!kept) return;
    kept.message = how(kept.message);
    kept.changed = this.nextChange();
  }

  /** Deletes a message for both sides, as if it had never had words. False: it is not here. */
  remove(id: string): boolean {
    const waiting = this.undelivered.length;
    this.undelivered = this.undelivered.filter(({ message }) => message.id !== id);
    if (this.undelivered.length < waiting) return true;
    if (this.find(id) === undefined) return false;
    this.change(id, withoutWords);
    return true;
  }

  /** Takes back what was shown of a batch that was not stored. */
  takeBack(ids: ReadonlySet<string>): void {
    this.kept = this.kept.filter(({ message }) => !ids.has(message.id));
  }

  /** What was shown or changed after a change number. */
  since(change: number): { message: ChatMessage; made: number }[] {
    return this.kept.filter(({ changed }) => changed > change);
  }

  /** The number under which a message was first shown. */
  madeAt(id: string): number | undefined {
    return this.find(id)?.made;
  }

  /** The label of a choice that was offered here, so that a tap reads like an answer. */
  labelOf(choiceId: string): string | undefined {
    for (const { message } of this.kept.toReversed()) {
      const choice = message.choices?.find(({ id }) => id === choiceId);
      if (choice) return choice.label;
    }
    return undefined;
  }

  /** Was this sending seen before? The phone shows a repeated one once, as WhatsApp does with a repeated id. */
  seen(key: string): boolean {
    if (this.keys.includes(key)) return true;
    this.keys.push(key);
    if (this.keys.length > SIMULATOR_LIMITS.messagesPerChat) this.keys.shift();
    return false;
  }

  /** Refuses what a phone without signal could not keep. */
  refuseMoreThan(arriving: number): void {
    if (this.unsent.length + arriving > SIMULATOR_LIMITS.waitingPerChat) {
      throw new RukunError("simulator.full", `${this.address} has no signal and keeps no more messages`, {
        retryable: true,
      });
    }
  }

  private find(id: string): Kept | undefined {
    return this.kept.find(({ message }) => message.id === id);
  }
}

/** What is left on the screen of a message that was deleted. */
export function withoutWords({ media: _media, choices: _choices, choice: _choice, ...rest }: ChatMessage): ChatMessage {
  return { ...rest, text: "", deleted: true };
}
