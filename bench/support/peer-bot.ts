import { join } from "node:path";
import { type Conversation, type ConversationFlavor, conversations, createConversation } from "@grammyjs/conversations";
import type Sqlite from "better-sqlite3";
import { Bot, type Context, InlineKeyboard, type Transformer } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import { connect } from "../../src/db/open.ts";
import { START } from "./form.ts";
import { chatOf, NOW } from "./world.ts";

type Outer = ConversationFlavor<Context>;
type Talk = Conversation<Outer, Context>;

const ME = { id: 7_000_000_001, is_bot: true, first_name: "Peer", username: "peer_bot" } as UserFromGetMe;

/** Telegram as it would answer, at once and in this process. */
const answerHere: Transformer = (_previous, method, payload) => {
  const result =
    method === "sendMessage"
      ? { message_id: 1, date: NOW / 1_000, chat: { id: Number((payload as { chat_id: number }).chat_id) }, text: "" }
      : true;
  return Promise.resolve({ ok: true, result } as never);
};

/** The questions of the bench's form, each with what counts as an answer: less than Rukun understands, and cheaper. */
const isYesNo = (text: string) => ["ya", "tidak"].includes(text.toLowerCase());
const isMoney = (text: string) => /^[\d.,]+\s*(rb|ribu|jt|juta)?$/i.test(text);
const isUpTo = (most: number) => (text: string) => /^\d+$/.test(text) && Number(text) <= most;
const isAnything = (text: string) => text.length > 0;
const FORM: readonly { name: string; accepts: (text: string) => boolean; options?: readonly string[] }[] = [
  { name: "running", accepts: isYesNo, options: ["Ya", "Tidak"] },
  { name: "profit", accepts: isMoney },
  { name: "sales", accepts: isMoney },
  { name: "days", accepts: isUpTo(7) },
  { name: "obstacle", accepts: isUpTo(4), options: ["Tidak ada", "Modal", "Bahan", "Pembeli"] },
  { name: "joined", accepts: isYesNo, options: ["Ya", "Tidak"] },
  { name: "feedback", accepts: isUpTo(5) },
  { name: "village", accepts: isAnything },
  { name: "note", accepts: isAnything },
  { name: "plan", accepts: isAnything },
];

/** grammY with @grammyjs/conversations as its documentation writes it, on a SQLite store with our pragmas. */
export class PeerBot {
  readonly sqlite: Sqlite.Database;
  private readonly bot: Bot<Outer>;
  private readonly insert: Sqlite.Statement;

  constructor(home: string) {
    this.sqlite = connect(join(home, "peer.db"));
    this.sqlite.exec("CREATE TABLE conversation (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
    this.sqlite.exec("CREATE TABLE form (id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, answers TEXT NOT NULL) STRICT");
    this.insert = this.sqlite.prepare("INSERT INTO form (chat, answers) VALUES (?, ?)");
    this.bot = new Bot<Outer>("7000000001:bench", { botInfo: ME });
    this.bot.api.config.use(answerHere);
    this.bot.use(conversations<Outer, Context>({ storage: { type: "key", adapter: storeOn(this.sqlite) } }));
    const plugins = [
      async (context: Context, next: () => Promise<void>) => {
        context.api.config.use(answerHere);
        await next();
      },
    ];
    this.bot.use(
      createConversation<Outer, Context>((talk, context) => this.form(talk, context), { id: "form", plugins }),
    );
    this.bot.hears(START, (context) => context.conversation.enter("form"));
  }

  private async form(talk: Talk, context: Context): Promise<void> {
    const answers: Record<string, string> = {};
    for (const { name, accepts, options } of FORM) {
      const keyboard = options && InlineKeyboard.from([options.map((label) => InlineKeyboard.text(label))]);
      const text = `Halo Ibu Sari, pertanyaan tentang ${name}: bagaimana minggu ini?`;
      await context.reply(text, keyboard === undefined ? {} : { reply_markup: keyboard });
      let answer = await talk.waitFor("message:text");
      while (!accepts(answer.message.text)) {
        await answer.reply("Maaf, saya belum paham.");
        answer = await talk.waitFor("message:text");
      }
      answers[name] = answer.message.text;
    }
    await talk.external(() => void this.insert.run(context.chatId, JSON.stringify(answers)));
    await context.reply("Terima kasih. Sudah dicatat.");
  }

  take(update: Update): Promise<void> {
    return this.bot.handleUpdate(update);
  }

  /** Forms that were finished. */
  get forms(): number {
    return this.sqlite.prepare("SELECT count(*) FROM form").pluck().get() as number;
  }
}

/** The library awaits each read and write by itself: a commit a write. */
function storeOn(sqlite: Sqlite.Database) {
  const read = sqlite.prepare<[string], string>("SELECT value FROM conversation WHERE key = ?").pluck();
  const write = sqlite.prepare(
    "INSERT INTO conversation (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  const drop = sqlite.prepare("DELETE FROM conversation WHERE key = ?");
  return {
    read: (key: string) => {
      const value = read.get(key);
      return value === undefined ? undefined : JSON.parse(value);
    },
    write: (key: string, state: unknown) => void write.run(key, JSON.stringify(state)),
    delete: (key: string) => void drop.run(key),
  };
}

let updates = 1;

export function updateOf(person: number, text: string): Update {
  const id = Number(chatOf(person));
  const from = { id, is_bot: false, first_name: "Sari" };
  const chat = { id, type: "private" as const, first_name: "Sari" };
  updates += 1;
  return { update_id: updates, message: { message_id: updates, date: NOW / 1_000, chat, from, text } };
}
