import { setImmediate } from "node:timers/promises";
import type { proto } from "@whiskeysockets/baileys";
import type { MessageContent, SentMessage } from "../../support/telegram/bot.ts";
import type { ProofWorld } from "./proof-world.ts";

/** What a phone says of its owner with each message, wherever the platform has a place for it. */
export const PUSH_NAME = "NamaDorong-Kenanga";
export const USERNAME = "pengguna_cempaka_88";

/** A phone on a real channel: what is said on it, and what came to it. */
export interface Phone {
  readonly place: { channel: string; address: string };
  /** All that came to it, oldest first. */
  seen(): string[];
  /** What is answered to a text, when all that follows from it is done. */
  says(text: string): Promise<string[]>;
  photo(bytes: Uint8Array, caption?: string): Promise<string[]>;
  voice(bytes: Uint8Array): Promise<string[]>;
  /** Numbers and names by which the platform knows her and her messages. */
  traces(): string[];
}

/** Says several things, and gives what was answered to the last. */
export async function sayAll(phone: Phone, ...texts: readonly string[]): Promise<string[]> {
  let answers: string[] = [];
  for (const text of texts) answers = await phone.says(text);
  return answers;
}

/** Some seconds, however busy the machine is. */
const MOST_TURNS = 300_000;

/** Waits for something that another thread or the loopback does; each look is a turn of the loop of events. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns += 1) {
    if (turns > MOST_TURNS) throw new Error("what is waited for does not come");
    await setImmediate();
  }
}

export class TelegramPhone implements Phone {
  private readonly world: ProofWorld;
  readonly chat: number;

  constructor(world: ProofWorld, chat: number) {
    this.world = world;
    this.chat = chat;
    world.telegram.bot.chats.add(chat);
  }

  get place() {
    return { channel: "telegram", address: String(this.chat) };
  }

  get messages(): SentMessage[] {
    return this.world.telegram.sent(this.chat);
  }

  seen(): string[] {
    return this.messages.map(({ text }) => text);
  }

  says(text: string): Promise<string[]> {
    return this.sends({ text });
  }

  photo(bytes: Uint8Array, caption?: string): Promise<string[]> {
    const id = this.world.telegram.bot.addFile(Buffer.from(bytes), "photos/file_1.jpg", bytes.length);
    const photo = [{ file_id: id, file_unique_id: id, width: 1_280, height: 960, file_size: bytes.length }];
    return this.sends({ photo, ...(caption !== undefined && { caption }) });
  }

  voice(bytes: Uint8Array): Promise<string[]> {
    const id = this.world.telegram.bot.addFile(Buffer.from(bytes), "voice/file_1.oga", bytes.length);
    const voice = { file_id: id, file_unique_id: id, duration: 3, mime_type: "audio/ogg", file_size: bytes.length };
    return this.sends({ voice });
  }

  traces(): string[] {
    return [String(this.chat), PUSH_NAME, USERNAME];
  }

  private async sends(content: MessageContent): Promise<string[]> {
    const before = new Set(this.messages.map(({ messageId }) => messageId));
    const { chat } = this;
    const who = { first_name: PUSH_NAME, username: USERNAME };
    const from = { id: chat, is_bot: false, ...who };
    this.world.telegram.userSendsContent(chat, { ...content, from, chat: { id: chat, type: "private", ...who } });
    await this.world.telegram.confirmed();
    await this.world.settled();
    return this.messages.filter(({ messageId }) => !before.has(messageId)).map(({ text }) => text);
  }
}

export class WhatsAppPhone implements Phone {
  protected readonly world: ProofWorld;
  /** Digits of a phone, or a LID with its `@lid`. */
  readonly address: string;
  private readonly ids: string[] = [];

  constructor(world: ProofWorld, address: string) {
    this.world = world;
    this.address = address;
  }

  protected get server() {
    const { whatsapp } = this.world;
    if (whatsapp === undefined) throw new Error("there is no WhatsApp in this world");
    return whatsapp;
  }

  get place() {
    return { channel: "whatsapp", address: this.address };
  }

  seen(): string[] {
    return this.server.delivered(this.address).map(({ text }) => text);
  }

  says(text: string): Promise<string[]> {
    return this.sends({ conversation: text });
  }

  async photo(bytes: Uint8Array, caption?: string): Promise<string[]> {
    const fields = await this.server.media.add(bytes, "image");
    return this.sends({ imageMessage: { ...fields, ...(caption !== undefined && { caption }) } });
  }

  async voice(bytes: Uint8Array): Promise<string[]> {
    const fields = await this.server.media.add(bytes, "audio");
    return this.sends({ audioMessage: { ...fields, mimetype: "audio/ogg; codecs=opus", ptt: true, seconds: 3 } });
  }

  traces(): string[] {
    return [this.address.replace("@lid", ""), PUSH_NAME, ...this.ids];
  }

  protected attrs(): Record<string, string> {
    return {};
  }

  private async sends(content: proto.IMessage): Promise<string[]> {
    const before = this.seen().length;
    const { server } = this;
    const id = server.userSendsContent(this.address, content, { notify: PUSH_NAME, ...this.attrs() });
    this.ids.push(id);
    await server.until(() => server.receipts.has(id));
    await this.world.settled();
    return this.seen().slice(before);
  }
}

/** A phone whose number WhatsApp hides, or names beside its LID. */
export class HiddenPhone extends WhatsAppPhone {
  private readonly phone: string | undefined;

  constructor(world: ProofWorld, lid: string, phone: string | undefined) {
    super(world, lid);
    this.phone = phone;
  }

  override traces(): string[] {
    return [...super.traces(), ...(this.phone === undefined ? [] : [this.phone])];
  }

  protected override attrs(): Record<string, string> {
    return this.phone === undefined ? {} : { sender_pn: `${this.phone}@s.whatsapp.net` };
  }
}
