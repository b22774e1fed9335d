import { QUESTIONS, START } from "../../bench/support/form.ts";
import type { TelegramServer } from "../support/telegram-server.ts";

type Answers = Record<(typeof QUESTIONS)[number], string | number>;

/** What is written or tapped for each question, and what it is to be kept as. */
type Script = { said: string[]; kept: Answers };

/** A different answer at every question of every form of every chat, so that none can stand for another. */
export function scriptOf(chat: number, form: number, random: () => number): Script {
  const upTo = (n: number) => Math.floor(random() * n);
  const [profit, sales, days, feedback, option] = [50 + upTo(900), 50 + upTo(900), upTo(8), 1 + upTo(5), upTo(4)];
  const village = `Suka ${"abcdefghij"[form % 10]?.toUpperCase()}${"klmnopqrst"[chat % 10]}`;
  const [running, joined] = [upTo(2), upTo(2)];
  const mine = `${chat} formulir ${form}`;
  const yes = (n: number) => (n === 0 ? "ya" : "tidak");
  const said = [
    yes(running),
    `${profit}rb`,
    `${sales} ribu`,
    `${days}`,
    `${option + 1}`,
    yes(joined),
    `${feedback}`,
    village,
    `catatan dari ${mine}`,
    `rencana dari ${mine}`,
  ];
  const kept: Answers = {
    running: running === 0 ? "yes" : "no",
    profit: profit * 1_000,
    sales: sales * 1_000,
    days,
    obstacle: ["none", "capital", "materials", "buyers"][option] ?? "",
    joined: joined === 0 ? "yes" : "no",
    feedback,
    village,
    note: `catatan dari ${mine}`,
    plan: `rencana dari ${mine}`,
  };
  return { said, kept };
}

/**
 * Somebody who fills in one form after another, until she is told that it is the last. She answers each question when
 * it reaches her, and once; one that comes again she passes over, as people do, and it is counted.
 */
export class Woman {
  readonly chat: number;
  /** What the forms that she finished are to be kept as. */
  readonly finished: Answers[] = [];
  /** Ids under which her messages must be stored, each once. */
  readonly written: string[] = [];
  /** The same text again, directly after itself: allowed when it was under way at a kill. */
  repeats = 0;
  /** What never may happen: another question than the one that is next. */
  readonly surprises: string[] = [];
  /** Resolves when she has finished her last form. */
  readonly done: Promise<void>;
  private readonly server: TelegramServer;
  private readonly random: () => number;
  private readonly mayStop: () => boolean;

  constructor(server: TelegramServer, chat: number, random: () => number, mayStop: () => boolean) {
    this.server = server;
    this.chat = chat;
    this.random = random;
    this.mayStop = mayStop;
    this.done = this.talk();
  }

  private async talk(): Promise<void> {
    for (let form = 0; form === 0 || !this.mayStop(); form += 1) {
      const { said, kept } = scriptOf(this.chat, form, this.random);
      this.write(START);
      for (const [at, question] of QUESTIONS.entries()) {
        const buttons = await this.hear(question);
        const answer = said[at] ?? "";
        const button = buttons.texts.findIndex(
          (text) => text.toLowerCase() === answer || text.startsWith(`${answer}.`),
        );
        if (button >= 0 && this.random() < 0.5) this.tap(buttons.messageId, button);
        else this.write(answer);
      }
      await this.hear("Sudah dicatat");
      this.finished.push(kept);
    }
  }

  /** The last thing that she heard; it may come again. */
  private last = "";

  private async hear(what: string): Promise<{ messageId: number; texts: string[] }> {
    for (;;) {
      const { text, messageId, buttons } = await this.server.nextMessage(this.chat);
      if (text !== this.last && text.includes(what)) {
        this.last = text;
        return { messageId, texts: buttons.map((button) => button.text) };
      }
      if (text === this.last) this.repeats += 1;
      else this.surprises.push(`instead of ${what}: ${text}`);
    }
  }

  private write(text: string): void {
    const { message_id, date } = this.server.userSends(this.chat, text);
    const when = date.toString(36).padStart(8, "0");
    this.written.push(`m${when}:${this.server.bot.botId}:${this.chat}:${message_id}`);
  }

  private tap(messageId: number, button: number): void {
    this.written.push(`c${this.server.userTaps(this.chat, messageId, button)}`);
  }
}
