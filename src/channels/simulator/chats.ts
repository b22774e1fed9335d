import { randomBytes } from "node:crypto";
import type { Clock } from "../../clock.ts";
import type { Choice, Inbound, InboundContent, Receive, ReceiveResult } from "../../conversation/channel.ts";
import { RukunError } from "../../errors.ts";
import { Changes } from "./changes.ts";
import { Chat, type ChatMedia, type ChatMessage, type Look } from "./chat.ts";
import { SIMULATOR_LIMITS } from "./limits.ts";
import { MediaStore } from "./media.ts";
import { applyChanges, shownAs } from "./shown.ts";

/** One message that a simulated person sends. */
export type HandItem = {
  /** Message id; made when left out. The same id again is the same message, as when a platform delivers it twice. */
  id?: string;
  content: InboundContent;
  /** When her phone says that it was written, ms UTC; now when left out. */
  sentAt?: number;
  /** For `edited` and `deleted`: the id of her message that changes on the screen. */
  target?: string;
  /** How it looks in the chat where the content alone does not say it. */
  shown?: ChatMedia;
};

/** What became of a batch. `waiting` messages are kept on the phone until its signal returns. */
export type HandResult = ReceiveResult & { ids: string[]; waiting: number };

/** Which chats a reader wants; all of them when empty. */
export type Whose = { address?: string; channel?: Look };

/** What is new for a reader. */
export type News = {
  messages: ChatMessage[];
  /** Give this as `after` to go on from here. */
  next: string;
  /** `after` was missing or from an earlier life of the chats: this is everything, forget what you had. */
  fromStart: boolean;
  /** Phones without signal, and how much waits on each side. */
  cut: { channel: Look; address: string; unsent: number; undelivered: number }[];
};

/** Is there a phone with this address? */
export type Exists = (look: Look, address: string) => boolean;

/** One part of a message of ours, ready to be shown. */
export type Part = { text: string; choices?: readonly Choice[]; media?: ChatMedia };

/** All simulated chats: the phones of the personas on one side, the two simulator channels on the other. */
export class SimulatorChats {
  readonly media = new MediaStore();
  readonly clock: Clock;
  private readonly chats = new Map<string, Chat>();
  private readonly receivers = new Map<Look, Receive>();
  private readonly changes = new Changes();
  private signalsChanged = 0;
  private counter = 0;
  /** Stored message ids outlive a restart, the counter does not: without this they would all be duplicates. */
  private readonly idPrefix = randomBytes(5).toString("hex");
  private readonly exists: Exists;

  /** `exists` says which phones there are: a message to any other is refused, unless somebody wrote from it. */
  constructor(clock: Clock, exists: Exists = () => true) {
    this.clock = clock;
    this.exists = exists;
  }

  /** The channel of a look begins to receive. */
  attach(look: Look, receive: Receive): void {
    this.receivers.set(look, receive);
  }

  /** The channel of a look has stopped; what people write is refused until it starts again. */
  detach(look: Look): void {
    this.receivers.delete(look);
  }

  /** Hands one person's messages over as one batch and says what became of them. */
  hand(look: Look, from: string, items: readonly HandItem[]): HandResult {
    return this.handAll(
      look,
      items.map((item) => ({ ...item, from })),
    );
  }

  /**
   * Hands messages of several people over as one batch. Throws what `receive` throws: nothing was stored then, nothing
   * is shown, and the same messages can be sent again.
   */
  handAll(look: Look, items: readonly (HandItem & { from: string })[]): HandResult {
    const receive = this.receiverOf(look);
    const arriving = items.map((item) => ({ item, chat: this.chatOf(look, item.from), inbound: this.inboundOf(item) }));
    for (const chat of new Set(arriving.map((each) => each.chat))) {
      const hers = arriving.filter((each) => each.chat === chat).length;
      if (!chat.signal) chat.refuseMoreThan(hers);
    }
    const shown = arriving.filter(({ item, chat, inbound }) => {
      const message = shownAs(chat, inbound, item.shown);
      return message !== undefined && chat.show(message);
    });
    const now = arriving.filter(({ chat }) => chat.signal);
    const kept = arriving.filter(({ chat }) => !chat.signal);
    let result: ReceiveResult = { stored: 0, duplicates: 0, failed: 0 };
    try {
      if (now.length > 0) result = receive({ channel: channelName(look), messages: now.map((each) => each.inbound) });
    } catch (error) {
      for (const { chat, inbound } of shown) chat.takeBack(new Set([inbound.id]));
      throw error;
    }
    for (const { chat, inbound } of kept) chat.unsent.push(inbound);
    if (kept.length > 0) this.signalsChanged = this.changes.next();
    for (const { item, chat, inbound } of arriving) applyChanges(chat, inbound, item.target);
    return { ...result, ids: arriving.map(({ inbound }) => inbound.id), waiting: kept.length };
  }

  /** Shows a message of ours on a phone, or keeps it until the phone has signal. Gives the ids of its parts. */
  deliver(look: Look, address: string, key: string, parts: readonly Part[]): string {
    const chat = this.chatOf(look, address);
    if (chat.seen(key)) return key;
    const ids: string[] = [];
    for (const { text, choices, media } of parts) {
      const id = `bot-${this.newId()}`;
      ids.push(id);
      const message: ChatMessage = { id, channel: look, address, at: this.clock.now(), from: "bot", text };
      if (choices !== undefined && choices.length > 0) message.choices = choices;
      if (media !== undefined) message.media = media;
      if (chat.signal) chat.show(message);
      else chat.undelivered.push({ key, message });
    }
    if (!chat.signal) {
      // The platform forgets the oldest, too: Telegram after a day, WhatsApp after a month.
      chat.undelivered = chat.undelivered.slice(-SIMULATOR_LIMITS.waitingPerChat);
      this.signalsChanged = this.changes.next();
    }
    return ids.join(",");
  }

  /** Deletes a message of either side, by the id that `deliver` gave or that hers has. False: it is not there any more. */
  remove(look: Look, address: string, ids: string): boolean {
    const chat = this.chats.get(chatKey(look, address));
    return ids.split(",").every((id) => chat?.remove(id) === true);
  }

  /** Why a message to this address cannot arrive at all; undefined where it can. */
  unreachable(look: Look, address: string): "blocked" | "not-found" | undefined {
    const chat = this.chats.get(chatKey(look, address));
    if (chat?.blocked) return "blocked";
    return chat || this.exists(look, address) ? undefined : "not-found";
  }

  /**
   * Cuts the signal of a phone, or brings it back: then all that was written meanwhile is handed over as one batch, and
   * what was sent to it is shown. When `receive` throws, the phone stays without signal and loses nothing.
   */
  signal(address: string, on: boolean, channel?: Look): HandResult {
    const total: HandResult = { stored: 0, duplicates: 0, failed: 0, ids: [], waiting: 0 };
    for (const look of channel === undefined ? LOOKS : [channel]) {
      const chat = this.chatOf(look, address);
      if (chat.signal === on) continue;
      if (on) addTo(total, this.reconnect(chat));
      chat.signal = on;
      this.signalsChanged = this.changes.next();
    }
    return total;
  }

  /** What is new since `after`, which is a message id or the `next` of an earlier answer. */
  news(after: string | undefined, whose: Whose = {}): News {
    const chats = [...this.chats.values()].filter(
      ({ look, address }) =>
        (whose.channel === undefined || whose.channel === look) &&
        (whose.address === undefined || whose.address === address),
    );
    const since = after === undefined ? undefined : this.changeNumber(after, chats);
    const found = chats.flatMap((chat) => chat.since(since ?? 0)).sort((a, b) => a.made - b.made);
    return {
      messages: found.map(({ message }) => message),
      next: this.changes.cursor(),
      fromStart: since === undefined,
      cut: chats
        .filter(({ signal }) => !signal)
        .map(({ look, address, unsent, undelivered }) => ({
          channel: look,
          address,
          unsent: unsent.length,
          undelivered: undelivered.length,
        })),
    };
  }

  /** Like `news`, but waits up to `ms` until there is something. */
  async waitForNews(after: string | undefined, whose: Whose, ms: number, signal: AbortSignal): Promise<News> {
    // A controller and a timer that are held here: Node collects combined timeout signals before they have fired.
    const over = new AbortController();
    const end = () => over.abort();
    const timer = setTimeout(end, ms).unref();
    signal.addEventListener("abort", end);
    try {
      for (;;) {
        const news = this.news(after, whose);
        const since = after === undefined ? undefined : this.changes.read(after);
        const signals = since !== undefined && this.signalsChanged > since;
        const isOver = over.signal.aborted || signal.aborted;
        if (isOver || news.fromStart || news.messages.length > 0 || signals) return news;
        await this.changes.wait(over.signal);
      }
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    }
  }

  /** Forgets every chat, as new phones; readers are told by `fromStart`. */
  clear(): void {
    this.chats.clear();
    this.media.clear();
    this.signalsChanged = 0;
    this.changes.restart();
  }

  private reconnect(chat: Chat): HandResult {
    const batch = chat.unsent;
    const result =
      batch.length === 0
        ? { stored: 0, duplicates: 0, failed: 0 }
        : this.receiverOf(chat.look)({ channel: channelName(chat.look), messages: batch });
    chat.unsent = [];
    for (const { id } of batch) chat.change(id, ({ waiting: _, ...message }) => message);
    const { undelivered } = chat;
    chat.undelivered = [];
    for (const { message } of undelivered) chat.show({ ...message, at: this.clock.now() });
    return { ...result, ids: batch.map(({ id }) => id), waiting: 0 };
  }

  private receiverOf(look: Look): Receive {
    const receive = this.receivers.get(look);
    if (receive) return receive;
    throw new RukunError("simulator.stopped", `the channel ${channelName(look)} is not started`, { retryable: true });
  }

  private chatOf(look: Look, address: string): Chat {
    const key = chatKey(look, address);
    const chat = this.chats.get(key) ?? new Chat(look, address, () => this.changes.next());
    this.chats.set(key, chat);
    return chat;
  }

  private inboundOf({ id, from, sentAt, content, target }: HandItem & { from: string }): Inbound {
    const messageId = id ?? `sim-${this.newId()}`;
    const isChange = content.kind === "edited" || content.kind === "deleted";
    const said = isChange && target !== undefined ? { ...content, of: target } : content;
    return { id: messageId, address: from, remoteId: messageId, sentAt: sentAt ?? this.clock.now(), content: said };
  }

  private changeNumber(after: string, chats: readonly Chat[]): number | undefined {
    const read = this.changes.read(after);
    if (read !== undefined) return read;
    for (const chat of chats) {
      const made = chat.madeAt(after);
      if (made !== undefined) return made;
    }
    return undefined;
  }

  private newId(): string {
    this.counter += 1;
    return `${this.idPrefix}-${this.counter}`;
  }
}

/** Both looks, in the order in which they are served. */
export const LOOKS = ["whatsapp", "telegram"] as const satisfies readonly Look[];

/** The channel's name as stored with addresses and outbox rows. */
export function channelName(look: Look): `simulator-${Look}` {
  return `simulator-${look}`;
}

function chatKey(look: Look, address: string): string {
  return `${look}:${address}`;
}

function addTo(total: HandResult, part: HandResult): void {
  total.stored += part.stored;
  total.duplicates += part.duplicates;
  total.failed += part.failed;
  total.ids.push(...part.ids);
}
