import type Sqlite from "better-sqlite3";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Address } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Asking } from "./asking.ts";
import type { Batch, Inbound, ReceiveResult } from "./channel.ts";
import { type Hearing, type HearingMark, originOf } from "./hearing.ts";
import type { Module } from "./module.ts";
import type { AfterCommit } from "./origin.ts";
import type { Sessions } from "./sessions.ts";
import type { Turns } from "./turns.ts";

export type ReceptionParts = {
  sqlite: Sqlite.Database;
  clock: Clock;
  log: Log;
  people: PeopleStore;
  sessions: Sessions;
  turns: Turns;
  asking: Asking;
  hearing: Hearing;
  modules: readonly Module[];
  /** After each commit: the outbox has rows, and something may have to go on. */
  committed(after: AfterCommit): void;
};

/**
 * The path of one message: one batch, one transaction; one message, one savepoint. A savepoint copies each page that is
 * touched in it, and hardly any message throws: a burst is taken without savepoints first. Where something of it throws,
 * all of it is taken back and taken again, with a savepoint for each message, so that the others stand.
 */
export class Reception {
  private readonly parts: ReceptionParts;
  private readonly sql: ReturnType<typeof prepare>;
  private dataVersion: unknown;
  /** A burst is being taken without savepoints: what throws in it ends it all. */
  private isBold = false;

  constructor(parts: ReceptionParts) {
    this.parts = parts;
    this.sql = prepare(parts.sqlite);
    this.dataVersion = this.version();
  }

  /**
   * Stores and answers a batch, all of it before it returns. Throws only when nothing can be stored at all (a full
   * disk, a locked file): then nothing of the batch was, and the channel hands it over again.
   */
  receive(batch: Batch): ReceiveResult {
    const known = this.parts.hearing.mark;
    const bold = batch.messages.length > 1 ? this.boldly(batch, known) : undefined;
    const result = bold ?? this.inOneTransaction(batch, known);
    this.parts.committed(this.parts.turns.pending.takeAfter());
    return result;
  }

  /** Undefined: something of the burst threw, and nothing of it is stored or remembered. */
  private boldly(batch: Batch, known: HearingMark): ReceiveResult | undefined {
    this.isBold = true;
    try {
      return this.inOneTransaction(batch, known);
    } catch (error) {
      if (isStorageError(error)) throw error;
      return undefined;
    } finally {
      this.isBold = false;
    }
  }

  private inOneTransaction(batch: Batch, known: HearingMark): ReceiveResult {
    const result: ReceiveResult = { stored: 0, duplicates: 0, failed: 0 };
    this.sql.begin.run();
    try {
      // Behind the lock: nobody can write between this look and the batch.
      this.forgetIfOthersWrote();
      for (const message of batch.messages) result[this.one(batch.channel, message)] += 1;
      this.finishGathered();
      if (batch.cursor !== undefined) this.sql.cursor.run(batch.channel, batch.cursor);
      this.sql.commit.run();
      return result;
    } catch (error) {
      if (this.parts.sqlite.inTransaction) this.sql.rollback.run();
      this.forgetAll();
      this.parts.hearing.cut(known);
      throw error;
    }
  }

  /** The place from which a channel goes on, as stored with the last batch. */
  cursorOf(channel: string): string | undefined {
    return (this.sql.cursorOf.get(channel) as { cursor: string } | undefined)?.cursor;
  }

  /** Forgets messages that no platform will hand over again. */
  purge(before: number): void {
    this.sql.purge.run(before);
  }

  /** Work of the same kind that no message began: a duty, a reminder. One savepoint; false when it threw. */
  inSavepoint(what: string, work: () => void): boolean {
    if (this.isBold) {
      work();
      return true;
    }
    const mark = this.parts.turns.pending.mark;
    this.sql.savepoint.run();
    try {
      work();
      this.sql.release.run();
      return true;
    } catch (error) {
      if (isStorageError(error) || !this.parts.sqlite.inTransaction) throw error;
      this.sql.rollbackTo.run();
      this.sql.release.run();
      this.parts.turns.cut(mark);
      this.forgetCaches();
      this.parts.log.error({ code: codeOf(error), what, err: nameless(error) }, "work failed and was taken back");
      return false;
    }
  }

  /** One answer for all that a person sent at once, where a module gathered it or it was written too early. */
  private finishGathered(): void {
    const { turns, asking, hearing } = this.parts;
    for (const early of turns.pending.takeSetAside())
      this.inSavepoint("answers before their question", () => hearing.tellEarly(early));
    for (const gathered of turns.pending.takeGathered())
      this.inSavepoint(`what ${gathered.module.name} gathered`, () => asking.finish(gathered));
  }

  private one(channel: string, message: Inbound): keyof ReceiveResult {
    const now = this.parts.clock.now();
    if (this.sql.seen.run(channel, message.id, now, "done").changes === 0) return "duplicates";
    const done = this.inSavepoint(`message on ${channel}`, () => this.parts.hearing.handle(channel, message, now));
    if (done) return "stored";
    this.sql.failed.run(channel, message.id);
    const address = this.parts.people.at(channel, message.address);
    if (address !== undefined) this.inSavepoint("apology", () => this.apologise(address, channel, message, now));
    return "failed";
  }

  private apologise(address: Address, channel: string, message: Inbound, now: number): void {
    const origin = originOf(channel, message, now, address);
    if (address.speakerId !== null)
      this.parts.turns.say(address.speakerId, [{ key: "errors:trouble", data: {} }], origin);
  }

  /** Another process (the command line) wrote: what is in memory may be old. Inside a transaction. */
  forgetIfOthersWrote(): void {
    const version = this.version();
    if (version === this.dataVersion) return;
    this.dataVersion = version;
    this.forgetCaches();
  }

  private version(): unknown {
    return this.sql.version.get();
  }

  private forgetAll(): void {
    this.forgetCaches();
    this.parts.turns.cut();
  }

  private forgetCaches(): void {
    this.parts.people.forget();
    this.parts.sessions.forget();
    for (const module of this.parts.modules) module.forget?.();
  }
}

/** The disk or the file itself: nothing of the batch can be promised. */
export function isStorageError(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR|BUSY|LOCKED|CORRUPT|NOTADB|READONLY|NOMEM|CANTOPEN)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "defect";
}

/** What of an error may be logged: never a message that could quote what a person wrote. */
function nameless(error: unknown): { type: string; stack: string } {
  if (!(error instanceof Error)) return { type: typeof error, stack: "" };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { type: error.name, stack: frames.slice(0, 8).join("\n") };
}

function prepare(sqlite: Sqlite.Database) {
  return {
    begin: sqlite.prepare("BEGIN IMMEDIATE"),
    commit: sqlite.prepare("COMMIT"),
    rollback: sqlite.prepare("ROLLBACK"),
    savepoint: sqlite.prepare("SAVEPOINT message"),
    release: sqlite.prepare("RELEASE message"),
    rollbackTo: sqlite.prepare("ROLLBACK TO message"),
    seen: sqlite.prepare("INSERT OR IGNORE INTO inbound (channel, message_id, at, outcome) VALUES (?, ?, ?, ?)"),
    failed: sqlite.prepare("UPDATE inbound SET outcome = 'failed' WHERE channel = ? AND message_id = ?"),
    cursor: sqlite.prepare(
      "INSERT INTO channel_state (channel, cursor) VALUES (?, ?) ON CONFLICT (channel) DO UPDATE SET cursor = excluded.cursor",
    ),
    cursorOf: sqlite.prepare("SELECT cursor FROM channel_state WHERE channel = ?"),
    purge: sqlite.prepare("DELETE FROM inbound WHERE at < ?"),
    version: sqlite.prepare("PRAGMA data_version").pluck(),
  };
}
