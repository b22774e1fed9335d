import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Message, Update } from "grammy/types";
import { BotState, type MessageContent, type SentMessage } from "./telegram/bot.ts";
import { type Call, METHODS, Refusal } from "./telegram/methods.ts";
import { readForm } from "./telegram/multipart.ts";

export type { SentMessage } from "./telegram/bot.ts";

/** What goes wrong with the next call of a method. */
export type Fault =
  | { kind: "error"; code: number; description: string; retryAfter?: number }
  /** Taken and done, and the connection cut before the reply. */
  | { kind: "lost" }
  /** Cut before anything was done. */
  | { kind: "cut" }
  /** Done, and replied to, when the promise resolves. */
  | { kind: "slow"; until: Promise<unknown> }
  /** Never replied to, while the connection stays open. */
  | { kind: "silent" }
  /** The page of a gateway instead of Telegram's JSON. */
  | { kind: "garbage" };

export type TelegramServerOptions = {
  token?: string;
  /** The server's time, ms. */
  now?: () => number;
};

/** Of the form of a real one, so that what hides tokens can be tested with it. */
export const TEST_TOKEN = "7000000001:AAE-test_TOKEN-test_TOKEN-test_TOKEN-x";

/**
 * A stand-in for the Bot API on loopback: offsets confirm, long polls are held, limits are Telegram's and so are the
 * words of its refusals. Tests write as a person would (`userSends`), and wait for answers as promises (`nextMessage`).
 *
 * @example
 * const server = await TelegramServer.start();
 * server.userSends(11, "halo");
 * expect((await server.nextMessage(11)).text).toContain("Selamat datang");
 */
export class TelegramServer {
  readonly token: string;
  readonly bot: BotState;
  /** Every call that came in, oldest first. */
  readonly calls: { method: string; fields: Record<string, unknown> }[] = [];
  readonly #http: Server;
  readonly #faults = new Map<string, Fault[]>();
  readonly #listeners = new Map<string, ((fields: Record<string, unknown>) => void)[]>();
  #port = 0;
  #held: AbortController | undefined;

  private constructor({ token = TEST_TOKEN, now = Date.now }: TelegramServerOptions) {
    this.token = token;
    this.bot = new BotState(Number(token.split(":")[0]), now);
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: TelegramServerOptions = {}): Promise<TelegramServer> {
    const server = new TelegramServer(options);
    await new Promise<void>((resolve) => server.#http.listen(0, "127.0.0.1", resolve));
    server.#port = (server.#http.address() as AddressInfo).port;
    return server;
  }

  /** Where it listens, and where it listened after `close`. */
  get apiRoot(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async close(): Promise<void> {
    this.#held?.abort();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  // What people do.

  userSends(chat: number, text: string, more: MessageContent = {}): Message {
    return this.bot.receive(chat, { text, ...more });
  }

  /** Any other message: `userSendsContent(11, { dice: { emoji: "🎲", value: 3 } })`. */
  userSendsContent(chat: number, content: MessageContent): Message {
    return this.bot.receive(chat, content);
  }

  /** `announce` false leaves out the size of the file, as Telegram may. */
  userSendsPhoto(chat: number, bytes: Uint8Array, options: { caption?: string; announce?: boolean } = {}): Message {
    const { caption, announce = true } = options;
    const size = announce ? bytes.length : undefined;
    const id = this.bot.addFile(Buffer.from(bytes), "photos/file_1.jpg", size);
    const small = this.bot.addFile(Buffer.from("kecil"), "photos/file_0.jpg", 5);
    const photo = (file_id: string, width: number) => ({ file_id, file_unique_id: file_id, width, height: width });
    const large = { ...photo(id, 1_280), ...(size !== undefined && { file_size: size }) };
    return this.bot.receive(chat, { photo: [large, photo(small, 90)], ...(caption !== undefined && { caption }) });
  }

  userEdits(chat: number, messageId: number, text: string): void {
    this.bot.edit(chat, messageId, { text });
  }

  /** Taps a button of a message of the bot, counted from 0; gives the id of the query. */
  userTaps(chat: number, messageId: number, buttonIndex: number): string {
    const message = this.bot.sent(chat).find((sent) => sent.messageId === messageId);
    const button = message?.buttons[buttonIndex];
    if (button === undefined) throw new Error(`Message ${messageId} in chat ${chat} has no button ${buttonIndex}.`);
    return this.bot.tap(chat, messageId, button.data);
  }

  blockedBy(chat: number): void {
    this.bot.changeMembership(chat, "kicked");
  }

  unblockedBy(chat: number): void {
    this.bot.changeMembership(chat, "member");
  }

  /** Any update at all, as Telegram may one day send it. */
  push(update: Omit<Update, "update_id">): number {
    return this.bot.updates.push(update);
  }

  // What came of it.

  /** What the bot has sent to a chat, oldest first. */
  sent(chat: number): SentMessage[] {
    return this.bot.sent(chat);
  }

  /** How many messages of a chat were deleted, of either side. */
  removed(chat: number): number {
    return this.bot.removed.filter((one) => one === chat).length;
  }

  /** The first message to a chat that was not asked for yet; waits for it. */
  nextMessage(chat: number): Promise<SentMessage> {
    return this.bot.next(chat);
  }

  /** Resolves with the fields of the next call of a method. */
  nextCall(method: string): Promise<Record<string, unknown>> {
    return new Promise((resolve) => {
      this.#listeners.set(method, [...(this.#listeners.get(method) ?? []), resolve]);
    });
  }

  /** Resolves when every update is confirmed. */
  confirmed(): Promise<void> {
    return this.bot.updates.emptied();
  }

  // What goes wrong.

  /** The next call, or the next few, of a method go wrong; several faults of a method are taken in order. */
  next(method: string, fault: Fault, times = 1): void {
    const faults = this.#faults.get(method) ?? [];
    this.#faults.set(method, [...faults, ...Array.from({ length: times }, () => fault)]);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? "";
    const prefix = `/bot${this.token}/`;
    if (url.startsWith(`/file${prefix}`)) return this.#serveFile(url.slice(`/file${prefix}`.length), response);
    const call = await readCall(request);
    if (!url.startsWith(prefix)) return reply(response, refusalOf(new Refusal(401, "Unauthorized")));
    const method = url.slice(prefix.length);
    this.calls.push({ method, fields: call.fields });
    for (const tell of this.#listeners.get(method) ?? []) tell(call.fields);
    this.#listeners.delete(method);
    const fault = this.#faults.get(method)?.shift();
    if (fault?.kind === "silent") return;
    if (fault?.kind === "slow") await fault.until;
    if (fault?.kind === "cut") return void response.destroy();
    if (fault?.kind === "garbage") return void response.writeHead(502).end("<html>502 Bad Gateway</html>");
    const answer = await this.#answer(method, call, fault, response);
    if (fault?.kind === "lost") return void response.destroy();
    reply(response, answer);
  }

  async #answer(method: string, call: Call, fault: Fault | undefined, response: ServerResponse): Promise<Answer> {
    try {
      if (fault?.kind === "error") throw new Refusal(fault.code, fault.description, fault.retryAfter);
      if (method === "getUpdates") return { ok: true, result: await this.#getUpdates(call, response) };
      const run = METHODS[method];
      if (run === undefined) throw new Refusal(404, "Not Found");
      return { ok: true, result: run(this.bot, call) };
    } catch (error) {
      if (error instanceof Refusal) return refusalOf(error);
      throw error;
    }
  }

  /** Holds the request until there is something to say. A second one ends the first, as at Telegram. */
  async #getUpdates({ fields }: Call, response: ServerResponse): Promise<Update[]> {
    if (this.bot.webhook !== "") {
      const words =
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
      throw new Refusal(409, `Conflict: ${words}`);
    }
    this.#held?.abort();
    const held = new AbortController();
    this.#held = held;
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const read = () =>
      this.bot.updates.read(
        fields["offset"] === undefined ? undefined : Number(fields["offset"]),
        Number(fields["limit"] ?? 100),
        fields["allowed_updates"] as readonly string[] | undefined,
      );
    const until = AbortSignal.any([
      held.signal,
      gone.signal,
      AbortSignal.timeout(Number(fields["timeout"] ?? 0) * 1_000),
    ]);
    let updates = read();
    while (updates.length === 0 && !until.aborted) {
      await this.bot.updates.pushed(until);
      if (!until.aborted) updates = read();
    }
    if (held.signal.aborted) {
      const words = "terminated by other getUpdates request; make sure that only one bot instance is running";
      throw new Refusal(409, `Conflict: ${words}`);
    }
    if (this.#held === held) this.#held = undefined;
    return updates;
  }

  #serveFile(path: string, response: ServerResponse): void {
    const file = [...this.bot.files.values()].find((known) => known.path === path);
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": "application/octet-stream" });
    response.end(file.bytes);
  }
}

type Answer = { ok: true; result: unknown } | (Record<string, unknown> & { ok: false; error_code: number });

function refusalOf({ code, message, retryAfter }: Refusal): Answer {
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
  return { ok: false, error_code: code, description: message, ...parameters };
}

function reply(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.ok ? 200 : answer.error_code, { "content-type": "application/json" });
  response.end(JSON.stringify(answer));
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const contentType = request.headers["content-type"] ?? "";
  if (contentType.startsWith("multipart/form-data")) return readForm(body, contentType);
  return { fields: body.length === 0 ? {} : JSON.parse(body.toString("utf8")), files: new Map() };
}
