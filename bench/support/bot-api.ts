import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Update } from "grammy/types";

export const TOKEN = "7000000001:AAE-bench_TOKEN-bench_TOKEN-bench_TOKEN";

/** As much of the Bot API as a process needs that is measured from outside: updates out, messages in. */
export class BotApi {
  private readonly server: Server;
  private updates: Update[] = [];
  private wake: () => void = () => {};
  private sent = 0;
  private readonly onSent = new Map<string, () => void>();
  private onEmpty: (() => void) | undefined;

  private constructor() {
    this.server = createServer((request, response) => {
      this.answer(request).then(
        (result) => response.end(JSON.stringify({ ok: true, result })),
        () => response.destroy(),
      );
    });
  }

  static async start(): Promise<BotApi> {
    const api = new BotApi();
    await new Promise<void>((resolve) => api.server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  get root(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  push(...updates: Update[]): void {
    this.updates.push(...updates);
    this.wake();
  }

  /** Resolves when a message has reached this chat; what the last process left to others does not count. */
  sentTo(chat: string): Promise<void> {
    return new Promise((resolve) => this.onSent.set(chat, resolve));
  }

  /** Resolves when every update is confirmed. */
  emptied(): Promise<void> {
    return new Promise((resolve) => {
      this.onEmpty = resolve;
    });
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage): Promise<unknown> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fields = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const method = request.url?.split("/").at(-1);
    if (method === "getUpdates") return this.getUpdates(fields);
    if (method === "getMe") return { id: 7_000_000_001, is_bot: true, first_name: "Rukun", username: "rukun_bot" };
    if (method !== "sendMessage") return true;
    this.sent += 1;
    this.onSent.get(String(fields.chat_id))?.();
    return { message_id: this.sent, date: 1, chat: { id: fields.chat_id, type: "private" }, text: fields.text };
  }

  private async getUpdates({ offset = 0, limit = 100 }: { offset?: number; limit?: number }): Promise<Update[]> {
    this.updates = this.updates.filter(({ update_id }) => update_id >= offset);
    if (this.updates.length === 0) this.onEmpty?.();
    if (this.updates.length === 0)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.updates.slice(0, limit);
  }
}
