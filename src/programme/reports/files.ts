import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import { FORMATS, type LayoutQueue, plainOf, slugOf } from "../../documents/index.ts";
import type { Json } from "../../flow/session.ts";
import { dateIn } from "../../zones.ts";
import { reportDocument } from "./build.ts";
import { LIMITS_MS } from "./limits.ts";
import { drawUp, type ReportSource } from "./made.ts";
import { periodName, type ReportKind } from "./period.ts";
import { ReportWords } from "./words.ts";

export const REPORT_DUTY = "report.file";

/** A report that somebody asked for in chat. */
export type Order = { programme: string; kind: ReportKind; from: string; to: string };

export type FileParts = {
  source(programme: string): ReportSource | undefined;
  /** Folder for files that are made to be sent; they are cleared away after a day. */
  files: string;
  layout: LayoutQueue;
  languageOf(personId: string): string;
  /** Whether she may have it, looked at again before it is sent. */
  maySee(personId: string): boolean;
  /** A file was made: what is due is looked at again. */
  wake: () => void;
};

type Making = { state: "making" | "made" | "failed"; path: string };

/**
 * Reports as PDF for a chat, laid out in a thread beside the conversation. What is asked for is a row (`duty`), so a
 * restart loses nothing; what is being made is in memory alone, and after a crash it is made anew.
 */
export class ReportFiles {
  private readonly parts: FileParts;
  private readonly making = new Map<string, Making>();

  constructor(parts: FileParts) {
    this.parts = parts;
  }

  duty(): DutyHandler {
    return { run: (data, context) => this.run(data as unknown as Order, context) };
  }

  /** As a duty carries it. */
  static data({ programme, kind, from, to }: Order): Record<string, Json> {
    return { programme, kind, from, to };
  }

  private run(order: Order, context: DutyContext): ReturnType<DutyHandler["run"]> {
    const { key, personId, now } = context;
    const source = this.parts.source(order.programme);
    if (source === undefined || personId === null || !this.parts.maySee(personId)) return { dropped: "not hers" };
    const making = this.making.get(key);
    if (making === undefined && !this.parts.layout.full) this.begin(order, source, personId, context);
    if (making === undefined || making.state === "making") return { again: now + LIMITS_MS.lookAgain };
    this.making.delete(key);
    const words = new ReportWords(source.texts, this.parts.languageOf(personId));
    const days = { from: order.from, to: order.to };
    if (making.state === "failed") context.tell(personId, "report:chat.failed");
    else {
      const { id, name } = source.pack;
      const title = words.say(`title.${order.kind}`);
      const file = {
        name: `${slugOf([title, id, periodName(order.kind, days)])}.pdf`,
        mime: FORMATS.pdf,
        path: making.path,
      };
      context.tell(personId, "report:chat.caption", { title, name, period: words.period(order.kind, days) }, { file });
    }
    return "done";
  }

  private begin(order: Order, source: ReportSource, personId: string, { key, now, newId }: DutyContext): void {
    const { files, layout, languageOf, wake } = this.parts;
    mkdirSync(files, { recursive: true, mode: 0o700 });
    const { programme, kind, from, to } = order;
    const made = drawUp(source, { programme, kind, days: { from, to } }, dateIn(source.pack.zone, now));
    const statement = plainOf(reportDocument(source, made, languageOf(personId), now));
    const making: Making = { state: "making", path: join(files, `${newId()}.pdf`) };
    this.making.set(key, making);
    const over = (state: Making["state"]) => () => {
      making.state = state;
      this.over.add(key);
      wake();
    };
    layout.add({ statement, format: "pdf", path: making.path }).then(over("made"), over("failed"));
  }

  private readonly over = new Set<string>();

  /** Keys of duties whose file is there, each once. */
  taken(): string[] {
    const keys = [...this.over];
    this.over.clear();
    return keys;
  }
}
