import type { Clock } from "../../../src/clock.ts";
import type { Book } from "./book.ts";
import type { Dice } from "./dice.ts";
import { CHANNEL, type Human } from "./people.ts";
import type { Platform, Told } from "./platform.ts";

/** Whoever gets no answer for so long goes on with something else. */
const PATIENCE_MS = 3 * 86_400_000;

/** What somebody writes next, from what she read last; `undefined`: she lets it be. */
export type Line = string | ((said: string) => string | undefined);

/** Something that she wants to do, line by line; at the end she looks whether it was taken. */
export type Errand = { lines: readonly Line[]; taken?: RegExp; done?: (said: string, at: number) => void };

/** What she takes from a message, whether it is open or not. */
export type Note = { on: RegExp; take: (me: Life, found: RegExpExecArray, told: Told) => void };
/** How she answers an open question. */
export type Answer = { on: RegExp; give: (me: Life, found: RegExpExecArray, told: Told) => string | undefined };

/** A draft of a weekly report, as she said it so far. */
export type Draft = {
  who: string;
  week: string;
  running: string;
  profit: number | undefined;
  obstacle: string;
  activity: string;
};

export type LifeParts = {
  human: Human;
  dice: Dice;
  platform: Platform;
  book: Book;
  humans: readonly Human[];
  clock: Clock;
  later: (at: number, what: () => void) => void;
  notes: readonly Note[];
  answers: readonly Answer[];
};

/** One person and her phone: she reads, notes what she was told, and answers or does what she had in mind. */
export class Life {
  readonly human: Human;
  readonly dice: Dice;
  readonly book: Book;
  readonly humans: readonly Human[];
  draft: Draft | undefined;
  /** What she wrote by heart while she had no signal: questions that come now are answered already. */
  isByHeart = false;
  /** Whose application she decides about. */
  applicant: Human | undefined;
  /** What was read to her last, to be confirmed. */
  shown: Draft | undefined;
  /** The part of it that is not as she means it. */
  wrong: string | undefined;
  /** She wrote by heart, or thought better of it: what is read to her need not be what she means. */
  mayMisread = false;
  /** What the session is called of which she is asked how it was. */
  what = "";
  /** The session that an open question is about. */
  place = "";
  score = 0;
  /** Of whom the receipts are that she was asked about, by their code; and the one that she answered last. */
  readonly receipts = new Map<string, Human>();
  receipt: Human | undefined;
  /** She does not agree that she is to graduate. */
  objects = false;
  wantsToCorrect = false;
  /** How a business is kept, as it was read back to her. */
  keeping: { who: Human; data: Record<string, string | number> } | undefined;
  /** Since when she took her consent to reports back. */
  refused: number | undefined;
  /** Since when she wants no invitations to trainings. */
  noTraining: number | undefined;
  /** From BERHENTI to MULAI, by what she was told. */
  readonly quiet: { from: number; to: number }[] = [];
  /** Her new number is not known as hers yet. */
  isMoving = false;
  /** She has her phone in her hand. */
  isLooking = false;
  address: string;
  /** All numbers that she ever had. */
  readonly addresses: string[];
  /** The message that she has not answered yet. */
  open: Told | undefined;
  private readonly parts: LifeParts;
  private readonly errands: Errand[] = [];
  private step = 0;
  /** How the keys of the answers to what she wrote last begin. */
  private awaited = "";
  private isWaiting = false;
  private wroteAt = 0;
  private readonly byHeart: string[] = [];
  private readonly lines = new Map<string, string>();
  private readonly seen = new Set<string>();

  constructor(parts: LifeParts) {
    this.parts = parts;
    this.human = parts.human;
    this.dice = parts.dice;
    this.book = parts.book;
    this.humans = parts.humans;
    this.address = parts.human.address ?? "";
    this.addresses = this.address === "" ? [] : [this.address];
  }

  plan(errand: Errand): void {
    this.errands.push(errand);
  }

  get now(): number {
    return this.parts.clock.now();
  }

  /** She will do something at an instant. */
  later(at: number, what: () => void): void {
    this.parts.later(at, what);
  }

  get isBusy(): boolean {
    return this.errands.length > 0;
  }

  write(text: string): void {
    this.wroteAt = this.now;
    this.isWaiting = true;
    this.awaited = `${CHANNEL}:${this.parts.platform.write(this.address, text)}:`;
    this.lines.set(this.awaited, text);
  }

  /** She has a new number, and writes from it as everybody who does not know Rukun yet. */
  moveTo(address: string): void {
    this.address = address;
    this.addresses.push(address);
    this.open = undefined;
    this.write("halo");
  }

  /** Writes one line after the other, without an answer to any. */
  writeByHeart(lines: readonly string[]): void {
    this.isByHeart = true;
    this.mayMisread = true;
    for (const line of lines) {
      this.write(line);
      this.byHeart.push(this.awaited);
    }
  }

  /** What she wrote that a message answers. */
  lineOf(key: string): string | undefined {
    return this.lines.get(key.slice(0, key.lastIndexOf(":") + 1));
  }

  wroteByHeart(key: string): boolean {
    return this.byHeart.some((prefix) => key.startsWith(prefix));
  }

  /** Looks at her phone, and writes at most one message. False: she has nothing to write. */
  turn(): boolean {
    const news = this.addresses.flatMap((address) => this.parts.platform.look(address));
    for (const told of news) this.read(told);
    if (this.isMoving) return false;
    const asked = news.findLast(({ text }) => this.parts.answers.some(({ on }) => on.test(text)));
    if (asked !== undefined) this.open = asked;
    this.isByHeart &&= news.length === 0;
    this.isWaiting &&= !news.some(({ key }) => key.includes(this.awaited));
    // Without an answer to what she wrote she writes nothing more, until she gives it up.
    if (this.isWaiting && this.now - this.wroteAt < PATIENCE_MS) return false;
    if (this.isWaiting && this.step > 0) this.giveUp();
    const [errand] = this.errands;
    const text = errand === undefined ? this.answer() : this.nextOf(errand, news);
    if (text === undefined) return false;
    this.open = undefined;
    this.write(text);
    return true;
  }

  private read(told: Told): void {
    // Its answer was lost, so that the same message came again.
    if (this.seen.has(told.key)) return;
    this.seen.add(told.key);
    for (const { on, take } of this.parts.notes) {
      const found = on.exec(told.text);
      if (found !== null) take(this, found, told);
    }
  }

  /** What she wrote may still arrive, and end what she answers meanwhile: then her number answers something else. */
  private giveUp(): void {
    this.mayMisread = true;
    this.errands.shift();
    this.step = 0;
    this.isWaiting = false;
  }

  /** Something else was open, or came between, and took her words: she goes on with that. */
  private goesOnWith(replies: readonly Told[]): boolean {
    this.open = this.asksElse(replies);
    return this.open !== undefined;
  }

  private asksElse(replies: readonly Told[]): Told | undefined {
    return replies.findLast(({ text }) => this.parts.answers.some(({ on }) => on.test(text)));
  }

  /** The next line of an errand, once the one before was answered. */
  private nextOf(errand: Errand, news: readonly Told[]): string | undefined {
    const replies = news.filter(({ key }) => key.includes(this.awaited));
    if (this.step > 0 && replies.length === 0) return undefined;
    const said = replies.map(({ text }) => text).join("\n");
    // What was left open would take her first word for its answer.
    if (this.step === 0 && this.open !== undefined && this.human.role !== "beneficiary") {
      this.open = undefined;
      this.write("batal");
    }
    // Another question came between: what she writes next may answer that.
    if (this.step > 0 && this.asksElse(replies) !== undefined) this.mayMisread = true;
    const line = errand.lines[this.step];
    const text = typeof line === "function" ? line(said) : line;
    this.step += 1;
    if (text !== undefined) return text;
    this.errands.shift();
    this.step = 0;
    const at = replies.at(-1)?.at ?? 0;
    if (errand.taken?.test(said) !== false) errand.done?.(said, at);
    else if (!this.goesOnWith(replies))
      this.book.strange(this.human, at, `"${String(errand.lines[0])}" was answered: ${said}`);
    const [next] = this.errands;
    return next === undefined ? this.answer() : this.nextOf(next, []);
  }

  private answer(): string | undefined {
    const told = this.open;
    if (told === undefined || this.isByHeart) return undefined;
    for (const { on, give } of this.parts.answers) {
      const found = on.exec(told.text);
      if (found === null) continue;
      const text = give(this, found, told);
      if (text === undefined) this.open = undefined;
      return text;
    }
    this.open = undefined;
    return undefined;
  }
}

/** The number of an option by how its label begins; `undefined`: it is not offered. */
export const option = (text: string, label: string): string | undefined =>
  new RegExp(`^(\\d+)\\. ${label}`, "m").exec(text)?.[1];

/** Who is called so; a list of the year has no two. */
export function named(me: Life, called: string): Human {
  const found = me.humans.find((one) => one.called === called);
  if (found === undefined) throw new Error(`nobody is called ${called}`);
  return found;
}
