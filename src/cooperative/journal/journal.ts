import Sqlite from "better-sqlite3";
import { accountCode, staysPositive } from "../accounts.ts";
import type { BookingTime, Draft, Entry, Line } from "./entry.ts";
import { JournalError, unsound } from "./errors.ts";
import { canonical, chained } from "./hash.ts";
import { JournalReader } from "./reader.ts";
import { assertSound, type Movement, movements } from "./sound.ts";
import { JournalWrites } from "./writes.ts";

const { SqliteError } = Sqlite;

/** What came of a draft. `duplicate`: its source was posted before, and nothing was written now. */
export type Posted = { entry: Entry; duplicate: boolean };

/** Who takes an entry back, and how. */
export type Reversal = {
  maker: string;
  checker?: string;
  source?: string;
  memo?: string;
  /** Today where it is not said. */
  valueOn?: string;
};

/**
 * The journal of all units: posts, reverses and locks, and reads. It opens no transaction: on the path of a message it
 * works inside of that one's savepoint. A refusal is a `JournalError`, and then nothing was written, so that the caller
 * may answer it and go on.
 *
 * @example
 * const journal = new Journal(sqlite);
 * const { entry } = journal.post(
 *   { unit: 1, kind: "deposit", valueOn: "2026-11-20", maker, source: "telegram:7:1",
 *     lines: [debit(ACCOUNTS.cash, 20_000), credit(ACCOUNTS.voluntary, 20_000, { member: 7 })] },
 *   { at: clock.now(), today: "2026-11-20" },
 * );
 */
export class Journal extends JournalReader {
  private readonly writes: JournalWrites;

  constructor(sqlite: Sqlite.Database) {
    super(sqlite);
    this.writes = new JournalWrites(sqlite);
  }

  /**
   * Writes a draft into the books: number, hash, lines, balances, months.
   * Errors: `journal.unsound`, `journal.future`, `journal.locked`, `journal.negative`.
   */
  post(draft: Draft, now: BookingTime): Posted {
    return this.enter(draft, null, now);
  }

  /**
   * Takes an entry back by its mirror image, which names it. An entry is taken back once, a reversal never.
   * Errors: `journal.unknown`, `journal.reversed`, `journal.reversal`, and those of `post`.
   */
  reverse(entryId: number, { valueOn, ...by }: Reversal, now: BookingTime): Posted {
    const entry = this.entry(entryId);
    if (entry === undefined) throw new JournalError({ code: "journal.unknown", entryId });
    const lines = entry.lines.map(mirrored);
    const draft = { ...by, unit: entry.unit, kind: "reversal", valueOn: valueOn ?? now.today, lines } as const;
    return this.enter(draft, entry, now);
  }

  /** Closes the books of a unit up to a day, YYYY-MM-DD; the latest day counts. */
  lock(unit: number, kind: "day" | "month" | "year", until: string, by: string, at: number): void {
    super.forget();
    this.writes.lock(unit, kind, until, by, at);
  }

  /**
   * The open transaction alone writes, and posts many: what each entry is chained to is known from the one before. Until
   * `committed()` or `forget()`, one of which must follow.
   */
  expectMany(): void {
    this.writes.keepHeads();
  }

  /** The transaction is over, and others may write. */
  committed(): void {
    this.writes.dropHeads();
  }

  override forget(): void {
    super.forget();
    this.writes.forget();
  }

  private enter(draft: Draft, reversed: Entry | null, now: BookingTime): Posted {
    assertSound(draft);
    const source = draft.source === undefined ? null : wellFormed(draft.source);
    try {
      return { entry: this.write(draft, source, reversed, now), duplicate: false };
    } catch (error) {
      // Hardly anything is posted twice: whether it was is looked up when it is refused, for whatever reason.
      const earlier = source === null || !isRefusal(error) ? undefined : this.writes.idOfSource(source);
      if (earlier === undefined) throw error;
      return { entry: this.there(earlier), duplicate: true };
    }
  }

  /** Everything is looked at before the first row is written; that row is the one which its source may refuse. */
  private write(draft: Draft, source: string | null, reversed: Entry | null, now: BookingTime): Entry {
    const { unit, kind, valueOn, lines } = draft;
    if (reversed !== null) this.assertReversible(reversed);
    const booksOn = dayOfBooks(draft, this.lockedUntil(unit) ?? "", now);
    for (const line of lines) this.assertOwners(unit, line);
    const moved = movements(lines);
    this.assertPositive(unit, moved);
    const head = this.writes.head(unit);
    const entry: Entry = {
      id: 0,
      unit,
      no: head.no + 1,
      kind,
      valueOn,
      booksOn,
      bookedAt: now.at,
      maker: draft.maker,
      checker: draft.checker ?? null,
      source,
      reverses: reversed?.id ?? null,
      memo: draft.memo === undefined ? null : wellFormed(draft.memo),
      hash: "",
      lines,
    };
    entry.hash = chained(head.hash, canonical(entry));
    entry.id = this.writes.add(entry, entry.hash, moved);
    this.days.add(unit, valueOn, lines);
    return entry;
  }

  private there(id: number): Entry {
    const entry = this.entry(id);
    if (entry === undefined) throw new Error("an entry that was just found is not there");
    return entry;
  }

  private assertReversible({ id, reverses }: Entry): void {
    if (reverses !== null) throw new JournalError({ code: "journal.reversal", entryId: id });
    const by = this.reversalOf(id);
    if (by !== undefined) throw new JournalError({ code: "journal.reversed", entryId: id, by: by.id });
  }

  private assertOwners(unit: number, { account, member, loan }: Line): void {
    if (member !== undefined && this.writes.memberUnit(member) !== unit)
      throw unsound(`a line of ${accountCode(account)} names a member of another unit`);
    if (loan === undefined) return;
    const owner = this.writes.loanOwner(loan);
    if (owner?.unit !== unit || (member !== undefined && owner.member !== member))
      throw unsound(`a line of ${accountCode(account)} names a loan of somebody else`);
  }

  private assertPositive(unit: number, moved: readonly Movement[]): void {
    for (const { account, member, loan, delta } of moved) {
      if (delta >= 0 || !staysPositive(account)) continue;
      const balance = this.writes.balance(unit, { account, member, loan });
      if (balance + delta >= 0) continue;
      const of = { member: member === 0 ? undefined : member, loan: loan === 0 ? undefined : loan };
      throw new JournalError({ code: "journal.negative", account, ...of, balance, wanted: -delta });
    }
  }
}

/** The date under which it stands in the books: its value date, or today when that is locked and somebody agreed. */
function dayOfBooks({ kind, valueOn, late }: Draft, lockedUntil: string, { today }: BookingTime): string {
  if (valueOn > today) throw new JournalError({ code: "journal.future", valueOn, today });
  if (valueOn > lockedUntil) return valueOn;
  // It belongs to the last day of its year, which is locked by then. It moves no money.
  if (kind === "year-close" && late === true) return valueOn;
  if (late === true && today > lockedUntil) return today;
  throw new JournalError({ code: "journal.locked", valueOn, today, lockedUntil });
}

/** By our rules, or by the index that keeps a source from being there twice. */
const isRefusal = (error: unknown): boolean =>
  error instanceof JournalError || (error instanceof SqliteError && error.code === "SQLITE_CONSTRAINT_UNIQUE");

const mirrored = ({ debit, credit, ...line }: Line): Line => ({ ...line, debit: credit, credit: debit });

/** SQLite keeps UTF-8, which has no halves of a character; the hash must cover what will be read again. */
const wellFormed = (text: string): string => (ASCII.test(text) ? text : text.replace(/\p{Surrogate}/gu, "\ufffd"));

/** What channels call their messages by: nothing to look for. */
const ASCII = /^[\x20-\x7e]*$/;
