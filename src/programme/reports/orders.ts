import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Timers } from "../../conversation/outbox/index.ts";
import { FORMATS, type Format, InMaking, type LayOut, type LayoutQueue, plainOf } from "../../documents/index.ts";
import type { Json } from "../../flow/session.ts";
import type { Person } from "../../people/person.ts";
import type { Duties } from "../../schedule/duties.ts";
import { dateIn } from "../../zones.ts";
import type { Scope } from "../indicators/index.ts";
import { Additions } from "./additions.ts";
import { reportDocument } from "./build.ts";
import { LIMITS_MS } from "./limits.ts";
import type { Made, ReportSource } from "./made.ts";
import { periodName, type ReportKind } from "./period.ts";
import type { ReckonReport } from "./reckoning.ts";
import { captionOf, fileNameOf, messagesOf } from "./told.ts";
import { ReportWords } from "./words.ts";

export const REPORT_DUTY = "report.file";
export const MOMENT_DUTY = "report.moment";

/** A report that somebody asked for in chat, or said yes to as it stands. */
export type Order = {
  what: "report" | "approve";
  programme: string;
  kind: ReportKind;
  from: string;
  to: string;
  /** Of her own people only. */
  own: boolean;
};

export type OrderParts = {
  source(programme: string): ReportSource | undefined;
  duties: Duties;
  /** Folder for files that are made to be sent; they are cleared away after a day. */
  files: string;
  layout: LayoutQueue;
  reckon: ReckonReport;
  timers: Timers;
  person(id: string): Person | undefined;
  /** Whether the phone that she reads on takes a document. */
  takesFiles(personId: string): boolean;
  /** Whether she may have it, looked at again before it is sent. */
  maySee(person: Person, order: Order): boolean;
  scopeOf(personId: string): Scope;
  /** Something is ready: what is due is looked at again. */
  wake: () => void;
};

type File = { path: string; format: Format };
type Reckoned = { made: Made; file?: File };

/**
 * Reports for a chat, reckoned and laid out in threads beside the conversation. What is asked for is a row (`duty`), so a
 * restart loses nothing; what is being made is in memory alone, and after a crash it is made anew. It is told in the
 * transaction that ends its duty, so it comes once.
 */
export class ReportOrders {
  private readonly parts: OrderParts;
  private readonly making: InMaking<Reckoned>;
  /** The timer of each duty whose report is not there yet, and those that take long, with who waits. */
  private readonly waiting = new Map<string, unknown>();
  private readonly slow = new Map<string, string>();

  constructor(parts: OrderParts) {
    this.parts = parts;
    this.making = new InMaking(parts);
  }

  /** `source`: the message that it is asked by; the same one is answered once. */
  order(order: Order, personId: string, source: string, now: number): void {
    const [key, kind, data] = [`${REPORT_DUTY}:${source}`, REPORT_DUTY, order as Record<string, Json>];
    this.parts.duties.plan({ key, kind, personId, data, dueAt: now, expiresAt: now + LIMITS_MS.wanted });
  }

  duties(): Record<string, DutyHandler> {
    return {
      [REPORT_DUTY]: { run: (data, context) => this.run(data as unknown as Order, context) },
      [MOMENT_DUTY]: { run: ({ key }, context) => this.moment(String(key), context) },
    };
  }

  /** What is ready goes out now, and who waits is told so. Inside a transaction. */
  hasten(now: number): void {
    const { duties } = this.parts;
    const kind = MOMENT_DUTY;
    for (const [key, personId] of this.slow)
      duties.plan({
        key: `${kind}:${key}`,
        kind,
        personId,
        data: { key },
        dueAt: now,
        expiresAt: now + LIMITS_MS.lookAgain,
      });
    this.slow.clear();
    for (const key of this.making.ready()) duties.hasten(key, now);
  }

  private run(order: Order, context: DutyContext): ReturnType<DutyHandler["run"]> {
    const { key, personId, now } = context;
    const source = this.parts.source(order.programme);
    const person = this.parts.person(personId ?? "");
    if (source === undefined || person === undefined || !this.parts.maySee(person, order))
      return { dropped: "not hers" };
    const over = this.making.take(key, this.work(order, source, person, context));
    if (over === undefined) {
      this.waitsFor(key, person.id);
      return { again: now + LIMITS_MS.lookAgain };
    }
    this.parts.timers.clear(this.waiting.get(key));
    this.waiting.delete(key);
    if (over.is === "failed") context.tell(person.id, "report:chat.failed", {}, { as: "reply" });
    else this.tell(order, source, person, over.made, context);
    return "done";
  }

  /** Reckons it, and lays it out where it is a file too. */
  private work(order: Order, source: ReportSource, person: Person, { now, newId }: DutyContext) {
    const { reckon, scopeOf, takesFiles, files } = this.parts;
    const { programme, kind, from, to } = order;
    const { sqlite, pack, main } = source;
    const withFile = order.what === "report" && !order.own && takesFiles(person.id);
    return async (layOut: LayOut): Promise<Reckoned> => {
      const scope = order.own ? { scope: scopeOf(person.id) } : {};
      const id = { programme, kind, days: { from, to } };
      const made = await reckon({ database: sqlite.name, pack, main, id, today: dateIn(person.zone, now), ...scope });
      if (!withFile) return { made };
      mkdirSync(files, { recursive: true, mode: 0o700 });
      // Who listens to a screen reader has the text, which says each table line by line.
      const format = person.access === "reader" ? "txt" : "pdf";
      const path = join(files, `${newId()}.${format}`);
      const statement = plainOf(reportDocument(source, made, person.language, now));
      await layOut({ statement, format, path });
      return { made, file: { path, format } };
    };
  }

  /** Who waits longer than one waits without a word is told so. */
  private waitsFor(key: string, personId: string): void {
    if (this.waiting.has(key)) return;
    const ring = () => {
      this.slow.set(key, personId);
      this.parts.wake();
    };
    this.waiting.set(key, this.parts.timers.set(ring, LIMITS_MS.patience));
  }

  private tell(
    order: Order,
    source: ReportSource,
    { id, language, called }: Person,
    { made, file: laid }: Reckoned,
    { tell, key, now }: DutyContext,
  ): void {
    const words = new ReportWords(source.texts, language);
    if (order.what === "approve") {
      const approval = { byPerson: id, source: key, at: now };
      new Additions(source.sqlite).approve(made.id, made.digest, approval);
      const period = periodName(order.kind, made.id.days);
      tell(id, "report:chat.approved", { period, called: called ?? "" }, { as: "reply" });
      return;
    }
    for (const text of messagesOf(source, made, words, { whole: !order.own }))
      tell(id, "report:chat.line", { text }, { as: "reply" });
    if (laid === undefined) return;
    const { path, format } = laid;
    const file = { name: fileNameOf(source, made, words, format), mime: FORMATS[format], path };
    tell(id, "report:chat.caption", captionOf(source, made, words), { as: "reply", file });
  }

  /** It takes longer than one waits without a word. */
  private moment(key: string, { personId, tell }: DutyContext): ReturnType<DutyHandler["run"]> {
    if (personId === null || !this.waiting.has(key)) return { dropped: "there" };
    return tell(personId, "report:chat.moment", {}, { as: "reply" }) ? "done" : { dropped: "unreachable" };
  }
}
