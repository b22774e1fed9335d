import type { TelegramServer } from "../support/telegram-server.ts";
import { MEMBERS } from "./ledger-unit.ts";

/** Amounts begin here, and no two are alike: none can stand for another, and none is asked about as a twin. */
const FIRST_AMOUNT = 20_000;
const MOST_MESSAGES = 6;
const MOST_LINES = 3;

/**
 * A treasurer whose phone sends what was written down in bursts, as when the signal is back: several messages of one or
 * more lines. She waits for no receipt, since one that was under way at a kill may never come; she goes on when Telegram
 * has been told that everything was taken.
 */
export class Writer {
  readonly chat: number;
  /** What must stand in the journal, each once: member's chat and amount. */
  readonly deposits: { member: number; amount: number }[] = [];
  /** Message ids under which it must be stored. */
  messages = 0;
  private readonly server: TelegramServer;
  private readonly random: () => number;
  private readonly nth: number;

  constructor(server: TelegramServer, chat: number, nth: number, random: () => number) {
    this.server = server;
    this.chat = chat;
    this.nth = nth;
    this.random = random;
  }

  /** Writes until she may stop and everything was taken; then asks for the cash, which comes after all receipts. */
  async write(mayStop: () => boolean): Promise<void> {
    do {
      const messages = 1 + Math.floor(this.random() * MOST_MESSAGES);
      for (let n = 0; n < messages; n += 1) this.say(this.lines());
      await this.server.confirmed();
    } while (!mayStop());
    this.say("kas");
    await heard(this.server, this.chat, "Kas Melati");
  }

  private lines(): string {
    return Array.from({ length: 1 + Math.floor(this.random() * MOST_LINES) }, () => this.deposit()).join("\n");
  }

  private deposit(): string {
    const no = 1 + Math.floor(this.random() * MEMBERS.length);
    // Two write in turn of even and odd amounts.
    const amount = FIRST_AMOUNT + 2 * this.deposits.length + this.nth;
    this.deposits.push({ member: MEMBERS[no - 1] ?? 0, amount });
    return `setor sukarela ${String(no).padStart(3, "0")} ${amount}`;
  }

  private say(text: string): void {
    this.messages += 1;
    this.server.userSends(this.chat, text);
  }
}

/** Waits for a message with these words, past all others. */
export async function heard(server: TelegramServer, chat: number, words: string): Promise<void> {
  for (;;) if ((await server.nextMessage(chat)).text.includes(words)) return;
}
