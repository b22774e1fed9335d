import type { Message, Update } from "grammy/types";
import { UpdateQueue } from "./queue.ts";

/** A message that the bot sent, as it reached the chat. */
export type SentMessage = {
  messageId: number;
  chat: number;
  /** The text, or the caption of a document. */
  text: string;
  buttons: { text: string; data: string }[];
  document?: { name: string; bytes: Buffer };
  /** It cannot be forwarded or saved. */
  isProtected?: boolean;
};

/** What a person's message may contain, as in Telegram's `Message`. */
export type MessageContent = Partial<Message>;

/** All that Telegram knows of one bot: its chats, its updates, what it sent, the files. No HTTP here. */
export class BotState {
  readonly updates = new UpdateQueue();
  readonly blocked = new Set<number>();
  readonly deactivated = new Set<number>();
  readonly chats = new Set<number>();
  readonly files = new Map<string, { path: string; bytes: Buffer; announced?: number }>();
  readonly queries = new Set<string>();
  /** Chats of which a message was deleted, once for each. */
  readonly removed: number[] = [];
  webhook = "";
  readonly #heard = new Set<string>();
  readonly #sent: SentMessage[] = [];
  readonly #taken = new Map<number, number>();
  readonly #waiting = new Map<number, ((message: SentMessage) => void)[]>();
  #nextMessageId = 1;
  #nextQuery = 4_000_000_001;
  #nextFile = 1;

  readonly botId: number;
  readonly now: () => number;

  constructor(botId: number, now: () => number) {
    this.botId = botId;
    this.now = now;
  }

  get seconds(): number {
    return Math.floor(this.now() / 1_000);
  }

  sent(chat: number): SentMessage[] {
    return this.#sent.filter((message) => message.chat === chat);
  }

  /** Puts a message of the bot into its chat. */
  record(message: Omit<SentMessage, "messageId">): SentMessage {
    const recorded = { messageId: this.#nextMessageId++, ...message };
    this.#sent.push(recorded);
    const waiting = this.#waiting.get(message.chat)?.shift();
    if (waiting !== undefined) {
      this.#taken.set(message.chat, (this.#taken.get(message.chat) ?? 0) + 1);
      waiting(recorded);
    }
    return recorded;
  }

  /** Of a private chat a bot may delete both sides. */
  remove(chat: number, messageId: number): boolean {
    const at = this.#sent.findIndex((message) => message.chat === chat && message.messageId === messageId);
    if (at >= 0) this.#sent.splice(at, 1);
    const isKnown = at >= 0 || this.#heard.delete(`${chat}:${messageId}`);
    if (isKnown) this.removed.push(chat);
    return isKnown;
  }

  /** The first message to this chat that was not asked for yet; waits for it if need be. */
  next(chat: number): Promise<SentMessage> {
    const taken = this.#taken.get(chat) ?? 0;
    const message = this.sent(chat)[taken];
    if (message !== undefined) {
      this.#taken.set(chat, taken + 1);
      return Promise.resolve(message);
    }
    return new Promise((resolve) => {
      this.#waiting.set(chat, [...(this.#waiting.get(chat) ?? []), resolve]);
    });
  }

  /** A person writes; whoever writes is not blocking the bot any more. */
  receive(chat: number, content: MessageContent): Message {
    this.chats.add(chat);
    this.blocked.delete(chat);
    const message = this.message(chat, this.#nextMessageId++, content);
    this.#heard.add(`${chat}:${message.message_id}`);
    this.updates.push({ message } as Omit<Update, "update_id">);
    return message;
  }

  edit(chat: number, messageId: number, content: MessageContent): void {
    const edited_message = { ...this.message(chat, messageId, content), edit_date: this.seconds };
    this.updates.push({ edited_message } as Omit<Update, "update_id">);
  }

  /** A person taps a button of a message of the bot; gives the id of the query. */
  tap(chat: number, messageId: number, data: string): string {
    const id = String(this.#nextQuery++);
    this.queries.add(id);
    const message = this.message(chat, messageId, { text: "..." });
    const callback_query = { id, from: person(chat), chat_instance: "1", data, message };
    this.updates.push({ callback_query } as Omit<Update, "update_id">);
    return id;
  }

  changeMembership(chat: number, status: "member" | "kicked"): void {
    if (status === "kicked") this.blocked.add(chat);
    else this.blocked.delete(chat);
    const user = { id: this.botId, is_bot: true, first_name: "Rukun" };
    const my_chat_member = {
      chat: { id: chat, type: "private", first_name: "Ibu" },
      from: person(chat),
      date: this.seconds,
      old_chat_member: { status: status === "kicked" ? "member" : "kicked", user },
      new_chat_member: { status, user },
    };
    this.updates.push({ my_chat_member } as Omit<Update, "update_id">);
  }

  addFile(bytes: Buffer, path: string, announced: number | undefined): string {
    const id = `file-${this.#nextFile++}`;
    this.files.set(id, { path, bytes, ...(announced !== undefined && { announced }) });
    return id;
  }

  message(chat: number, messageId: number, content: MessageContent): Message {
    const place = { id: chat, type: "private", first_name: "Ibu" } as Message["chat"];
    return { message_id: messageId, date: this.seconds, chat: place, from: person(chat), ...content } as Message;
  }
}

const person = (id: number) => ({ id, is_bot: false, first_name: "Ibu" });
