import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { MINUTE } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import { type Collected, collected, FORMATS, type Format, type LayoutQueue, plainOf } from "../../documents/index.ts";
import { RukunError } from "../../errors.ts";
import type { Json } from "../../flow/session.ts";
import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import type { PeopleStore } from "../../people/store.ts";
import type { Duties } from "../../schedule/duties.ts";
import type { Texts } from "../../texts/index.ts";
import type { Books } from "../books.ts";
import { shortHash } from "../journal/entry.ts";
import { makeStatement, Words } from "../statements/index.ts";
import { documentName } from "./name.ts";
import { askerOf, maySee, type Order } from "./order.ts";

export type DocumentParts = {
  books: Books;
  people: PeopleStore;
  duties: Duties;
  texts: Texts;
  /** Folder for files that are made to be sent; they are cleared away after a day. */
  files: string;
  layout: LayoutQueue;
  /** A document was made, or could not be: `hastenMade` is to be called. */
  wake: () => void;
};

export const DOCUMENT_DUTY = "coop.document";
/**
 * The file is made beside the conversation, and its duty is hastened when it is there. Without that it looks again: where
 * the queue was full, and where somebody else holds the phone.
 */
const LOOK_AGAIN = MINUTE;

/** Rows that are read for a chat: while they are, nobody else is answered. */
const MOST_ROWS: Readonly<Record<Format, number>> = {
  pdf: LIMITS.chatPdfRows,
  xlsx: LIMITS.chatXlsxRows,
  csv: LIMITS.chatTextRows,
  txt: LIMITS.chatTextRows,
};

type Sent = { key: string; data: Record<string, string | number> };
type Making = { state: "making" | "made" | "failed"; path: string; caption: Sent; until: number };

/**
 * Statements as files, made once the message that asked for them is stored. What is asked for is a row (`duty`), so a
 * restart loses nothing; what is being made is in memory alone, and after a crash it is made anew.
 */
export class Documents {
  private readonly parts: DocumentParts;
  private readonly making = new Map<string, Making>();
  /** Keys of duties whose document is there, and of those that waited for a place in the queue. */
  private readonly over = new Set<string>();
  private readonly queued = new Set<string>();

  constructor(parts: DocumentParts) {
    this.parts = parts;
  }

  /** Has a document made and sent. `source`: the message that asks for it; the same one is answered once. */
  order(order: Order, personId: string, source: string, now: number): void {
    this.parts.duties.plan({
      key: `${DOCUMENT_DUTY}:${source}`,
      kind: DOCUMENT_DUTY,
      personId,
      data: { order: order as unknown as Json },
      dueAt: now,
      expiresAt: now + LIMITS_MS.documentWanted,
    });
  }

  /** A statement as it would be read now. Errors: `statement.too-long` and those of `makeStatement`. */
  read({ name, request }: Pick<Order, "name" | "request">, lang: string, now: number, most: number): Collected {
    const { books, texts } = this.parts;
    return collected(makeStatement(books, name, request, { texts, lang, now }), most);
  }

  /** What is ready goes out now, and what waited for its place is begun. Inside a transaction. */
  hastenMade(now: number): void {
    if (this.over.size === 0) return;
    for (const key of [...this.over, ...this.queued]) this.parts.duties.hasten(key, now);
    this.over.clear();
    this.queued.clear();
  }

  duty(): DutyHandler {
    return { run: (data, context) => this.run(data["order"] as unknown as Order, context) };
  }

  private run(order: Order, context: DutyContext): ReturnType<DutyHandler["run"]> {
    const { key, now } = context;
    const person = this.parts.people.person(context.personId ?? "");
    const asker = person === undefined ? undefined : askerOf(person, this.parts.books);
    if (person === undefined || asker === undefined || !maySee(order, asker, this.parts.books))
      return { dropped: "not hers" };
    const again = { again: now + LOOK_AGAIN };
    const making = this.making.get(key);
    if (making === undefined) {
      if (this.parts.layout.full) {
        this.queued.add(key);
        return again;
      }
      return this.begin(order, person, context) ? again : "done";
    }
    // Somebody else may hold the phone by now: it waits until she is the one again.
    if (making.state === "making" || this.somebodyElseWrites(person.id, now)) return again;
    this.making.delete(key);
    if (making.state === "failed") context.tell(person.id, "coop-documents:failed", making.caption.data);
    else this.send(order, making, person.id, context);
    return "done";
  }

  /** False when it cannot be made at all, and she was told why. */
  private begin(order: Order, person: Person, { key, now, newId, tell }: DutyContext): boolean {
    const statement = this.readOrTell(order, person, now, tell);
    if (statement === undefined) return false;
    const { files, layout } = this.parts;
    mkdirSync(files, { recursive: true, mode: 0o700 });
    const path = join(files, `${newId()}.${order.format}`);
    const caption = this.captionOf(order, statement);
    const making: Making = { state: "making", path, caption, until: now + LIMITS_MS.documentWanted };
    this.forgetUnwanted(now);
    this.making.set(key, making);
    const plain = plainOf(statement);
    layout.add({ statement: plain, format: order.format, path }).then(
      () => this.isOver(key, making, "made"),
      () => this.isOver(key, making, "failed"),
    );
    return true;
  }

  private isOver(key: string, making: Making, state: "made" | "failed"): void {
    making.state = state;
    this.over.add(key);
    this.parts.wake();
  }

  private readOrTell(order: Order, { id, language }: Person, now: number, tell: DutyContext["tell"]) {
    try {
      return this.read(order, language, now, MOST_ROWS[order.format]);
    } catch (error) {
      if (!(error instanceof RukunError)) throw error;
      const key = error.code === "statement.too-long" ? "too-long" : "nothing";
      tell(id, `coop-documents:${key}`, { title: new Words(this.parts.texts, language).say(`title.${order.name}`) });
      return undefined;
    }
  }

  /** What it is, of whom and when, and where the books stood: the code can be held against a receipt. */
  private captionOf({ request }: Order, { title, unit, period }: Collected): Sent {
    const head = request.unit === "all" ? undefined : this.parts.books.journal.head(request.unit);
    const data = { title, unit, period };
    if (head === undefined) return { key: "coop-documents:caption.all", data };
    return { key: "coop-documents:caption.unit", data: { ...data, no: head.no, code: shortHash(head.hash) } };
  }

  private send(order: Order, { path, caption }: Making, personId: string, { tell }: DutyContext): void {
    const file = { name: documentName(order, this.parts.books), mime: FORMATS[order.format], path };
    tell(personId, caption.key, caption.data, { policy: "hold", file });
  }

  private somebodyElseWrites(personId: string, now: number): boolean {
    const address = this.parts.people.reach(personId, () => true);
    if (address === undefined || address.people.length < 2) return false;
    const known = now - (address.speakerSince ?? 0) < LIMITS_MS.sharedPhoneSpeaker;
    return address.speakerId !== personId || !known;
  }

  /** What was made for somebody who is gone, or whose phone never came back to her. */
  private forgetUnwanted(now: number): void {
    for (const [key, { until }] of this.making) if (until < now) this.making.delete(key);
  }
}
