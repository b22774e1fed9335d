import { RukunError } from "../../errors.ts";
import { wipe, wiping } from "../crypto/bytes.ts";
import { KEY_BYTES } from "../crypto/keys.ts";
import { mailboxOf, sealReply } from "../crypto/mailbox.ts";
import { newAlias } from "../crypto/random.ts";
import { LIMITS } from "../limits.ts";
import type { Recipient } from "../officers/recipients.ts";
import { type Category, severityOf } from "../rules/severity.ts";
import { afterEvent, type CaseEvent, newCase } from "../rules/status.ts";
import { packFile, packStory, type StoryHead, unpackFile, unpackStory } from "./envelope.ts";
import type { OpenItem, Reader } from "./items.ts";
import { type CaseParts, hexOf } from "./parts.ts";
import type { CaseRow, ItemKind, ListedCase } from "./rows.ts";

/** A report before it is sealed. Its bytes are emptied by being sealed. */
export type Report = {
  category: Category;
  /** Somebody is in danger now; it is about a child. */
  danger: boolean;
  child: boolean;
  story: Buffer;
  files: readonly { mime: string; bytes: Buffer }[];
  /** Ids of the recipients who must not have it. */
  struckOut: readonly string[];
  /** Her nomor simpanan, or undefined for none. */
  receipt: string | undefined;
};

/** `nobody`: all were struck out, and nothing was stored. */
export type Sealed = { kind: "sealed"; alias: string; readers: readonly Recipient[] } | { kind: "nobody" };

/** A case as a reader sees it. Everything in it is to be emptied with `forget` after use. */
export type OpenedCase = {
  row: CaseRow;
  head: StoryHead;
  story: Buffer;
  files: readonly { mime: string; bytes: Buffer }[];
  /** What came after the story, in its order. */
  thread: readonly { kind: Exclude<ItemKind, "story" | "file">; onDate: string; text: Buffer }[];
};

/** The cases as the reporting and the officers need them. Whoever may not read a case finds nothing under its alias. */
export class CaseStore {
  private readonly parts: CaseParts;

  constructor(parts: CaseParts) {
    this.parts = parts;
  }

  /** Everybody to whom a report may go, to be struck out before the story. */
  recipients(): Recipient[] {
    return this.parts.recipients();
  }

  /**
   * Seals a report to all who were not struck out. The instant stays in memory, the date is stored.
   * Errors: `safe.too-long`, `safe.too-many-files`, `safe.busy`.
   */
  async seal(report: Report, now: number): Promise<Sealed> {
    const { story, files, receipt } = report;
    try {
      refuseTooMuch(report);
      if (this.toWhom(report).readers.length === 0) return { kind: "nobody" };
      const { stretcher, keys } = this.parts.vault;
      const mailbox = receipt === undefined ? undefined : await mailboxOf(stretcher, keys.pepper, receipt);
      mailbox?.keys.wipe();
      const box = mailbox === undefined ? undefined : { tag: mailbox.tag, publicKey: mailbox.keys.publicKey };
      return this.store(report, box, now);
    } finally {
      wipe(story, ...files.map(({ bytes }) => bytes));
    }
  }

  /** Her open cases, the most urgent first. */
  list(reader: string): ListedCase[] {
    return this.parts.rows.open(reader);
  }

  /** The case of an alias, when she may know of it. */
  find(alias: string, reader: string): CaseRow | undefined {
    return this.parts.rows.find(alias, reader);
  }

  /** Opens a case; from now on it is read. Undefined where there is none for her. Errors: `safe.sealed`. */
  open(alias: string, reader: Reader, now: number): OpenedCase | undefined {
    const row = this.parts.rows.find(alias, reader.id);
    const items = row === undefined ? undefined : this.parts.items.open(row.id, reader);
    if (row === undefined || items === undefined) return undefined;
    const after = { ...row, ...afterEvent(row, { kind: "read" }, this.parts.today(now)) };
    this.parts.act(now, { actor: reader.id, alias, action: "case.read" }, () => this.parts.rows.update(after));
    return opened(after, items);
  }

  /**
   * Answers the reporter, and leaves a copy for all who may read the case. `text` is emptied. False where there is no
   * such case for her. Errors: `safe.no-mailbox` when the reporter took no number, `safe.status` before it was read.
   */
  reply(alias: string, reader: string, text: Buffer, now: number): boolean {
    return wiping([text], () => {
      const row = this.parts.rows.find(alias, reader);
      if (row === undefined) return false;
      const find = this.parts.rows.sqlite.prepare("SELECT public_key FROM safe_mailbox WHERE case_id = ?").pluck();
      const mailbox = find.get(row.id);
      if (!Buffer.isBuffer(mailbox)) throw new RukunError("safe.no-mailbox", "the reporter took no number");
      const today = this.parts.today(now);
      const after = this.changed(row, { kind: "acknowledged" }, today);
      const box = sealReply(mailbox, text);
      this.parts.act(now, { actor: reader, alias, action: "case.replied" }, () => {
        const no = this.addText(row.id, "reply", text, today);
        this.parts.rows.sqlite
          .prepare("INSERT INTO safe_reply (case_id, no, on_date, box) VALUES (?, ?, ?, ?)")
          .run(row.id, no, today, box);
        this.parts.rows.update(after);
      });
      return true;
    });
  }

  /** Leaves a note for all who may read the case. `text` is emptied. False where there is no such case for her. */
  note(alias: string, reader: string, text: Buffer, now: number): boolean {
    return wiping([text], () => {
      const row = this.parts.rows.find(alias, reader);
      if (row === undefined) return false;
      this.parts.act(now, { actor: reader, alias, action: "case.noted" }, () =>
        this.addText(row.id, "note", text, this.parts.today(now)),
      );
      return true;
    });
  }

  /** Brings a case on its way. False where there is none for her. Errors: `safe.status` where that cannot happen now. */
  move(alias: string, reader: string, event: OfficerEvent, now: number): boolean {
    const row = this.parts.rows.find(alias, reader);
    if (row === undefined) return false;
    const after = this.changed(row, event, this.parts.today(now));
    const line = { actor: reader, alias, action: `case.${event.kind}` } as const;
    this.parts.act(now, line, () => this.parts.rows.update(after));
    return true;
  }

  /**
   * Lets another one read the case too. False where there is no such case, and likewise where the reporter struck that
   * one out, as an officer of then or of now.
   */
  share(alias: string, reader: Reader, to: Recipient, now: number): boolean {
    const row = this.parts.rows.find(alias, reader.id);
    const items = row === undefined ? undefined : this.parts.items.open(row.id, reader);
    if (row === undefined || items === undefined) return false;
    const whole = opened(row, items);
    const { struckOut } = whole.head;
    forget(whole);
    if (
      struckOut.some(
        ({ id, personId }) => id === to.id || (personId !== null && this.personNow(personId) === to.personId),
      )
    )
      return false;
    if (this.parts.rows.readers(row.id, [to]).length > 0) return true;
    this.parts.act(now, { actor: reader.id, alias, action: "case.shared" }, () =>
      this.parts.items.share(row.id, reader, to),
    );
    return true;
  }

  /** Who a person is by now: her record may have been merged into another one since she was struck out. */
  private personNow(id: string): string {
    const find = this.parts.rows.sqlite.prepare("SELECT coalesce(merged_into, id) FROM person WHERE id = ?").pluck();
    return (find.get(id) as string | undefined) ?? id;
  }

  private toWhom({ struckOut }: Report): { readers: Recipient[]; struck: Recipient[] } {
    const all = this.parts.recipients();
    // A person who is struck out is so in every way in which she is a recipient.
    const persons = new Set(all.flatMap((r) => (struckOut.includes(r.id) && r.personId !== null ? [r.personId] : [])));
    const out = (r: Recipient) => struckOut.includes(r.id) || (r.personId !== null && persons.has(r.personId));
    return { readers: all.filter((r) => !out(r)), struck: all.filter(out) };
  }

  private store(report: Report, mailbox: { tag: Buffer; publicKey: Buffer } | undefined, now: number): Sealed {
    const { rows, shred, random, items } = this.parts;
    const { readers, struck } = this.toWhom(report);
    if (readers.length === 0) return { kind: "nobody" };
    const today = this.parts.today(now);
    const id = random(16);
    const alias = newAlias(random, (word) => rows.isAlias(word) || this.parts.audit.knows(word));
    const { category, danger, child } = report;
    const key = random(KEY_BYTES);
    wiping([key], () => shred.keep(id, key));
    const struckOut = struck.map(({ id, personId, name }) => ({ id, personId, name }));
    this.parts.act(now, undefined, () => {
      rows.insert({ ...newCase({ category, severity: severityOf(report), receivedOn: today }), id, alias });
      items.add(id, "story", packStory({ danger, child, struckOut }, report.story), { readers, today });
      for (const { mime, bytes } of report.files) items.add(id, "file", packFile({ mime }, bytes), { readers, today });
      if (mailbox !== undefined)
        rows.sqlite
          .prepare("INSERT INTO safe_mailbox (tag, case_id, public_key) VALUES (?, ?, ?)")
          .run(mailbox.tag, id, mailbox.publicKey);
    });
    this.parts.arrivals.set(hexOf(id), now);
    return { kind: "sealed", alias, readers };
  }

  private addText(caseId: Buffer, kind: ItemKind, text: Buffer, today: string): number {
    const readers = this.parts.rows.readers(caseId, this.parts.recipients());
    return this.parts.items.add(caseId, kind, text, { readers, today });
  }

  private changed(row: CaseRow, event: CaseEvent, today: string): CaseRow {
    const after = afterEvent(row, event, today);
    if (after === undefined)
      throw new RukunError("safe.status", `a case that is ${row.status} cannot be ${event.kind}`);
    return { ...row, ...after };
  }
}

/** What an officer may say of a case. */
export type OfficerEvent =
  | { kind: "acknowledged" | "planned" | "updated" | "handled" | "waiting" | "referred" | "reopened" }
  | Extract<CaseEvent, { kind: "closed" }>;

/** Empties what was opened. */
export function forget({ story, files, thread }: OpenedCase): void {
  wipe(story, ...files.map(({ bytes }) => bytes), ...thread.map(({ text }) => text));
}

function refuseTooMuch({ story, files }: Report): void {
  if (story.length > LIMITS.textBytes) throw new RukunError("safe.too-long", `a story has ${story.length} bytes`);
  // The further parts of a long story are files of text, and no photos.
  const attached = files.filter(({ mime }) => mime !== "text/plain");
  if (attached.length > LIMITS.files || files.some(({ bytes }) => bytes.length > LIMITS.fileBytes))
    throw new RukunError("safe.too-many-files", `${attached.length} files, or one that is too large`);
}

function opened(row: CaseRow, items: readonly OpenItem[]): OpenedCase {
  const files: { mime: string; bytes: Buffer }[] = [];
  const thread: OpenedCase["thread"][number][] = [];
  let story: ReturnType<typeof unpackStory> | undefined;
  for (const { kind, onDate, plain } of items) {
    if (kind !== "story" && kind !== "file") thread.push({ kind, onDate, text: plain });
    else
      wiping([plain], () => {
        if (kind === "story") story = unpackStory(plain);
        else {
          const { head, body } = unpackFile(plain);
          files.push({ mime: head.mime, bytes: body });
        }
      });
  }
  if (story === undefined) throw new RukunError("safe.sealed", "a case without a story");
  return { row, head: story.head, story: story.body, files, thread };
}
