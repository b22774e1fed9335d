import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import makeBaileysSocket, {
  type AuthenticationCreds,
  type BinaryNode,
  Curve,
  initAuthCreds,
  proto,
  type WASocket,
} from "@whiskeysockets/baileys";
// Crabline's own start keeps a journal on disk, which costs 30 ms a stanza; below it is the same server without one.
import {
  attachWhatsAppBaileysWebSocketServer,
  type WhatsAppBaileysWebSocketServer,
} from "../../node_modules/@openclaw/crabline/dist/src/servers/whatsapp-baileys-websocket.js";
import type { MakeSocket } from "../../src/channels/whatsapp/socket.ts";
import { TcpProxy } from "./tcp-proxy.ts";
import { MediaHost } from "./whatsapp/media-host.ts";
import { pairDevice, pairSuccess } from "./whatsapp/pairing.ts";
import { spellOutUnknownWords } from "./whatsapp/tokens.ts";

/** The number that Rukun has in tests. */
export const BOT_PHONE = "6281100000000";

const PATH = "/ws/chat";
const TOKEN = "stand-in";
/** Messages that are on their way before a receipt came: crabline ends a client that has more than 32 frames waiting. */
const PORTION = 20;

/** A message that reached a phone. */
export type Delivered = { id: string; text: string };

/** Where frames are put in. */
type Client = { emit: (event: string, frame: BinaryNode) => void; creds: () => AuthenticationCreds };

type Waiting = { person: string; id: string; content: proto.IMessage; attrs: Record<string, string>; isPut?: boolean };

export type WhatsAppServerOptions = {
  /** The server's time, ms. */
  now?: () => number;
};

/**
 * A stand-in for WhatsApp on loopback: crabline's server (Noise, Signal, the queries of a login) behind a line that can
 * go bad. What crabline lacks is put into the client's own socket as decoded frames: photos and everything else that is
 * not text, backlogs, refusals, and that a message without a receipt is delivered again at the next connection.
 *
 * @example
 * const server = await WhatsAppServer.start();
 * const channel = new WhatsAppChannel({ webSocketUrl: server.webSocketUrl, makeSocket: server.makeSocket, ... });
 * server.userSends("6281234567890", "halo");
 */
export class WhatsAppServer {
  readonly proxy: TcpProxy;
  readonly media: MediaHost;
  /** Every stanza that Rukun sent, oldest first. */
  readonly stanzas: BinaryNode[] = [];
  /** Every message that Rukun encrypted, in plain. */
  readonly written: proto.IMessage[] = [];
  /** Ids of messages that Rukun has given a receipt for. */
  readonly receipts = new Set<string>();
  readonly #http: Server;
  readonly #crabline: WhatsAppBaileysWebSocketServer;
  readonly #now: () => number;
  readonly #delivered = new Map<string, Delivered[]>();
  /** Refused messages, with what crabline made of them: should the same come again, it does not look a second time. */
  readonly #refused = new Map<string, Accepted | undefined>();
  /** Ids on which crabline's own word is not passed on. */
  readonly #overruled = new Set<string>();
  readonly #refusing: string[] = [];
  #losing = 0;
  #unconfirmed: Waiting[] = [];
  #socket: WASocket | undefined;
  #client: Client | undefined;
  #isOpen = false;
  #count = 0;
  readonly #watchers: { isMet: () => boolean; resolve: () => void }[] = [];

  private constructor(http: Server, proxy: TcpProxy, media: MediaHost, now: () => number) {
    this.#http = http;
    this.proxy = proxy;
    this.media = media;
    this.#now = now;
    this.#crabline = attachWhatsAppBaileysWebSocketServer({
      accessToken: TOKEN,
      appendEvent: async (event) => this.#saw(event),
      httpServer: http,
      path: PATH,
      selfJid: jidOf(BOT_PHONE),
    });
  }

  static async start({ now = Date.now }: WhatsAppServerOptions = {}): Promise<WhatsAppServer> {
    await spellOutUnknownWords();
    const http = createServer((_, response) => void response.writeHead(404).end());
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const proxy = await TcpProxy.to((http.address() as AddressInfo).port);
    return new WhatsAppServer(http, proxy, await MediaHost.start(), now);
  }

  get webSocketUrl(): string {
    return `ws://127.0.0.1:${this.proxy.port}${PATH}?access_token=${TOKEN}`;
  }

  /** Baileys' own socket, kept here so that frames can be put into it. */
  readonly makeSocket: MakeSocket = (config) => {
    const socket = makeBaileysSocket({
      ...config,
      ...this.media.uploadOptions,
      patchMessageBeforeSending: (message) => {
        this.written.push(message);
        return message;
      },
    });
    this.#socket = socket;
    this.#client = {
      emit: (event, frame) => void socket.ws.emit(event, frame),
      creds: () => socket.authState.creds,
    };
    this.#withoutWordsOn(this.#overruled, socket);
    socket.ev.on("connection.update", ({ connection }) => {
      if (connection === undefined || this.#socket !== socket) return;
      this.#isOpen = connection === "open";
      for (const waiting of this.#unconfirmed) waiting.isPut = false;
      this.#putMore();
      this.look();
    });
    return socket;
  };

  /**
   * A client in another process that has read `whatsapp/remote.ts`, once it is connected. `creds` reads what it keeps: a
   * phone's confirmation signs it.
   */
  joinedBy(child: ChildProcess, creds: () => AuthenticationCreds): void {
    this.#client = { emit: (event, frame) => void child.send([event, frame]), creds };
    this.#isOpen = true;
    this.#putMore();
    this.look();
  }

  async close(): Promise<void> {
    await this.proxy.close();
    await this.media.close();
    await this.#crabline.close();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  // What people do.

  userSends(person: string, text: string): string {
    return this.userSendsContent(person, { conversation: text });
  }

  /** Any other message: `userSendsContent(phone, { stickerMessage: {...} })`. `attrs` are of the stanza. */
  userSendsContent(person: string, content: proto.IMessage, attrs: Record<string, string> = {}): string {
    const id = this.#newId();
    this.#unconfirmed.push({ person, id, content, attrs: { t: String(this.#seconds()), ...attrs } });
    this.#putMore();
    return id;
  }

  /** Several texts in the middle of a backlog, as they come after an hour without a connection. */
  userSendsBurst(person: string, texts: readonly string[]): void {
    for (const text of texts) this.userSendsContent(person, { conversation: text }, { offline: "1" });
  }

  /** A text over the wire itself, encoded by crabline. */
  async userSendsByWire(person: string, text: string): Promise<void> {
    const key = { fromMe: false, id: this.#newId(), remoteJid: jidOf(person) };
    const messageTimestamp = this.#seconds();
    const message = { key, message: { conversation: text }, messageTimestamp, pushName: "Ibu Sari" };
    await this.#crabline.prepareInboundMessage(message)?.commit();
  }

  async userSendsPhoto(person: string, bytes: Uint8Array, more: proto.Message.IImageMessage = {}): Promise<string> {
    return this.userSendsContent(person, { imageMessage: { ...(await this.media.add(bytes, "image")), ...more } });
  }

  // What came of it.

  /** Texts that reached a phone, oldest first. */
  delivered(person: string): readonly Delivered[] {
    return this.#delivered.get(jidOf(person)) ?? [];
  }

  /** Resolves when something is so; looked at after each event, and on `look`. */
  until(isMet: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#watchers.push({ isMet, resolve });
      this.look();
    });
  }

  /** Is a client connected? */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Resolves when the client is connected. */
  opened(): Promise<void> {
    return this.until(() => this.#isOpen);
  }

  /** Puts a frame into the client as if it had come decrypted: `put({ tag: "failure", attrs: { reason: "401" } })`. */
  put(node: BinaryNode): void {
    const { tag, attrs, content } = node;
    const child = Array.isArray(content) ? (content[0]?.tag ?? "") : "";
    for (const [key, value] of Object.entries(attrs)) {
      for (const name of [`${key}:${value},${child}`, `${key}:${value}`, key])
        this.#clientNow.emit(`CB:${tag},${name}`, node);
    }
    for (const name of [`${tag},,${child}`, tag]) this.#clientNow.emit(`CB:${name}`, node);
  }

  /** WhatsApp asks the new device to be linked, with these codes one after another. */
  invites(...refs: string[]): void {
    this.put(pairDevice(refs));
  }

  /** The phone confirms the device that has asked; WhatsApp then wants a new connection. */
  async userConfirms(phone = BOT_PHONE): Promise<void> {
    this.put(pairSuccess(this.#clientNow.creds(), phone));
    await this.until(() => this.stanzas.some(({ attrs }) => attrs["id"] === "pair-2"));
    this.put({ tag: "stream:error", attrs: { code: "515" }, content: [] });
  }

  // What goes wrong.

  /** The next message is not taken, with this code. */
  refuseNext(code: string): void {
    this.#refusing.push(code);
  }

  /** The next message is taken, and the line is cut before the word on it arrives. */
  loseNextAck(): void {
    this.#losing += 1;
  }

  get #clientNow(): Client {
    if (this.#client === undefined) throw new Error("No client has connected yet.");
    return this.#client;
  }

  /** What has no receipt yet, some at a time, as WhatsApp does with a backlog. */
  #putMore(): void {
    if (!this.#isOpen || this.#unconfirmed.filter(({ isPut }) => isPut).length >= PORTION) return;
    for (const waiting of this.#unconfirmed.slice(0, PORTION)) {
      if (!waiting.isPut) this.#put(waiting);
      waiting.isPut = true;
    }
  }

  #put({ person, id, content, attrs }: Waiting): void {
    this.#clientNow.emit("CB:message", {
      tag: "message",
      attrs: { from: jidOf(person), id, type: "text", notify: "Ibu Sari", ...attrs },
      content: [{ tag: "plaintext", attrs: {}, content: proto.Message.encode(content).finish() }],
    });
  }

  #newId(): string {
    this.#count += 1;
    return `3A${this.#count.toString(16).toUpperCase().padStart(18, "0")}`;
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1_000);
  }

  /** Crabline waits for this before it goes on, so a word that is put in here comes before its own. */
  #saw(event: { accepted?: boolean; body?: unknown }): void {
    if (event.accepted === true) this.#sawAccepted(event.body as Accepted);
    else this.#sawStanza(event.body as BinaryNode);
    this.look();
  }

  #sawStanza(node: BinaryNode): void {
    this.stanzas.push(node);
    const { tag, attrs } = node;
    if (tag === "receipt" && attrs["type"] !== "retry") this.#confirm(attrs["id"] ?? "");
    if (tag === "message") this.#sawMessage(attrs["id"] ?? "", attrs["to"] ?? "");
  }

  #sawMessage(id: string, to: string): void {
    const code = this.#refusing.shift();
    if (code !== undefined) {
      if (!this.#refused.has(id)) this.#refused.set(id, undefined);
      this.#overruled.add(id);
      this.put({ tag: "ack", attrs: { class: "message", id, from: to, error: code } });
      return;
    }
    this.#overruled.delete(id);
    const refused = this.#refused.get(id);
    this.#refused.delete(id);
    if (refused !== undefined) this.#sawAccepted(refused);
  }

  #confirm(id: string): void {
    this.receipts.add(id);
    this.#unconfirmed = this.#unconfirmed.filter((waiting) => waiting.id !== id);
    if (!this.#unconfirmed.some(({ isPut }) => isPut)) this.#putMore();
  }

  #sawAccepted(accepted: Accepted): void {
    const { key, message } = accepted;
    if (key === undefined) return;
    const { id, remoteJid } = key;
    if (this.#refused.has(id)) return void this.#refused.set(id, accepted);
    const known = this.#delivered.get(remoteJid) ?? [];
    // A phone shows an id once.
    if (!known.some((shown) => shown.id === id)) known.push({ id, text: message?.conversation ?? "" });
    this.#delivered.set(remoteJid, known);
    if (this.#losing === 0) return;
    this.#losing -= 1;
    this.proxy.cut();
  }

  #withoutWordsOn(ids: ReadonlySet<string>, socket: WASocket): void {
    const emit = socket.ws.emit.bind(socket.ws);
    socket.ws.emit = (event, ...args) => {
      const { attrs } = (args[0] ?? {}) as Partial<BinaryNode>;
      const isOverruled =
        event === "CB:ack,class:message" && attrs?.["error"] === undefined && ids.has(attrs?.["id"] ?? "");
      return isOverruled || emit(event, ...args);
    };
  }

  /** Looks whether what is waited for has come true; after each event of its own it does so by itself. */
  look(): void {
    for (const watcher of [...this.#watchers]) {
      if (!watcher.isMet()) continue;
      this.#watchers.splice(this.#watchers.indexOf(watcher), 1);
      watcher.resolve();
    }
  }
}

type Accepted = { key?: { id: string; remoteJid: string }; message?: { conversation?: string } };

const jidOf = (person: string) => (person.includes("@") ? person : `${person}@s.whatsapp.net`);

/** Credentials as a phone's confirmation leaves them. */
export function linkedCreds(): AuthenticationCreds {
  const creds = initAuthCreds();
  creds.me = { id: `${BOT_PHONE}:7@s.whatsapp.net`, lid: "91100000000000:7@lid", name: "Rukun" };
  creds.account = {
    details: randomBytes(16),
    accountSignatureKey: Curve.generateKeyPair().public,
    accountSignature: randomBytes(64),
    deviceSignature: randomBytes(64),
  };
  creds.registered = true;
  return creds;
}
