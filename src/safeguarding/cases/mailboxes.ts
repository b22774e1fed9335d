import { wiping } from "../crypto/bytes.ts";
import { type Mailbox, mailboxOf, openReply } from "../crypto/mailbox.ts";
import { afterEvent, type Status } from "../rules/status.ts";
import { destroyCases } from "./destruction.ts";
import type { CaseParts } from "./parts.ts";
import type { CaseRow } from "./rows.ts";

/** What the holder of a number is told: never the story, nor what she wrote herself. */
export type Seen = {
  status: Status;
  /** An officer has opened it. */
  read: boolean;
  /** Oldest first; the texts are to be emptied after use. */
  replies: readonly { onDate: string; text: Buffer }[];
};

/**
 * The reporter's side: everything by the nomor simpanan, from any phone. A wrong number, none at all, and one whose case
 * is destroyed all give undefined after the same time. Errors of each: `safe.busy`.
 */
export class Mailboxes {
  private readonly parts: CaseParts;

  constructor(parts: CaseParts) {
    this.parts = parts;
  }

  /** How it stands, and the replies. */
  look(typed: string): Promise<Seen | undefined> {
    return this.at(typed, (row, { keys }) => {
      const find = this.parts.rows.sqlite.prepare(
        "SELECT on_date AS onDate, box FROM safe_reply WHERE case_id = ? ORDER BY no",
      );
      const replies = (find.all(row.id) as { onDate: string; box: Buffer }[]).map(({ onDate, box }) => ({
        onDate,
        text: openReply(keys, box),
      }));
      return { status: row.status, read: row.readOn !== null, replies };
    });
  }

  /**
   * The reporter writes again; `text` is emptied. `closed`: two weeks after its closing a case takes no more, and what
   * she wrote was not stored.
   */
  write(typed: string, text: Buffer, now: number): Promise<"sealed" | "closed" | undefined> {
    return this.at(
      typed,
      (row) => {
        const { rows, items } = this.parts;
        const today = this.parts.today(now);
        const after = afterEvent(row, { kind: "reporter-wrote" }, today);
        if (after === undefined) return "closed";
        this.parts.act(now, undefined, () => {
          const readers = rows.readers(row.id, this.parts.recipients());
          items.add(row.id, "answer", text, { readers, today });
          rows.update({ ...row, ...after });
        });
        return "sealed";
      },
      [text],
    );
  }

  /** TARIK: before it was read it is destroyed at once, afterwards it is closed as taken back. */
  withdraw(typed: string, now: number): Promise<"destroyed" | "closed" | undefined> {
    return this.at(typed, (row) => {
      if (row.readOn === null) {
        destroyCases(this.parts, [row.id], { now, counted: false });
        return "destroyed";
      }
      const after = afterEvent(row, { kind: "withdrawn" }, this.parts.today(now));
      if (after !== undefined) this.parts.act(now, undefined, () => this.parts.rows.update({ ...row, ...after }));
      this.parts.returnAddresses.drop(row.id);
      return "closed";
    });
  }

  /** She wants to be told of an answer, once, at an address; it is emptied. */
  async askToBeTold(typed: string, address: Buffer, now: number): Promise<boolean> {
    const kept = await this.at(typed, (row) => {
      this.parts.returnAddresses.keep(row.id, address, this.parts.today(now), this.parts.random);
      return true;
    });
    return kept ?? false;
  }

  /** The keys are made in any case, and emptied whatever happens. */
  private async at<T>(
    typed: string,
    work: (row: CaseRow, mailbox: Mailbox) => T,
    secrets: readonly Uint8Array[] = [],
  ): Promise<T | undefined> {
    const { stretcher, keys } = this.parts.vault;
    const mailbox = await mailboxOf(stretcher, keys.pepper, typed);
    try {
      const row = this.find(mailbox.tag);
      // What was destroyed and came back with an older backup is destroyed all the same.
      if (row === undefined || !this.parts.shred.has(row.id)) return undefined;
      return wiping(secrets, () => work(row, mailbox));
    } finally {
      mailbox.keys.wipe();
    }
  }

  private find(tag: Buffer): CaseRow | undefined {
    const find = this.parts.rows.sqlite.prepare("SELECT case_id FROM safe_mailbox WHERE tag = ?").pluck();
    const id = find.get(tag);
    return Buffer.isBuffer(id) ? this.parts.rows.byId(id) : undefined;
  }
}
