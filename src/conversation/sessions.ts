import type Sqlite from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { add, type Entry, emptySession, type Frame, type Session, type Trail } from "../flow/session.ts";
import { LIMITS, LIMITS_MS } from "../limits.ts";

/** A person's conversations with what the timers need. */
export type Held = { session: Session; heardAt: number; remindAt: number | null };

type Row = { frames: string; n: number; heardAt: number; remindAt: number | null };
type AnswerRow = { frame: number; seq: number; entry: string };
/** A frame without its trail, as it lies in the session row. */
type FrameRow = Omit<Frame, "trail">;

/**
 * Keeps conversations: the stack in one row a person, the answers in a row each, so that question 200 costs what
 * question 2 did. Sealed conversations stay in memory and are gone after a quarter of an hour or a restart.
 */
export class Sessions {
  /** Each in a box of its own: a turn changes what is in the box, and the cache is not touched again. */
  private readonly cache = new LRUCache<string, { held: Held }>({ max: LIMITS.cachedSessions });
  private readonly sealed = new Map<string, { frames: readonly Frame[]; at: number }>();
  private readonly sql: ReturnType<typeof prepare>;
  private readonly isSealed: (flow: string) => boolean;

  constructor(sqlite: Sqlite.Database, isSealed: (flow: string) => boolean) {
    this.sql = prepare(sqlite);
    this.isSealed = isSealed;
  }

  load(personId: string, now: number): Held {
    const kept = this.cache.get(personId)?.held ?? this.read(personId, now);
    const secret = this.sealed.get(personId);
    if (secret === undefined) return kept;
    if (now - secret.at > LIMITS_MS.sealedConversation) {
      this.sealed.delete(personId);
      return kept;
    }
    return { ...kept, session: { ...kept.session, frames: [...kept.session.frames, ...secret.frames] } };
  }

  private read(personId: string, now: number): Held {
    const row = this.sql.load.get(personId) as Row | undefined;
    if (row === undefined) return { session: emptySession, heardAt: now, remindAt: null };
    const trails = this.trails(personId);
    const frames = (JSON.parse(row.frames) as FrameRow[]).map(
      (f): Frame => ({ ...f, trail: trails.get(f.id) ?? null }),
    );
    const held: Held = { session: { n: row.n, frames, auto: 0 }, heardAt: row.heardAt, remindAt: row.remindAt };
    this.cache.set(personId, { held });
    return held;
  }

  private trails(personId: string): Map<number, Trail> {
    const trails = new Map<number, Trail>();
    for (const row of this.sql.answers.all(personId) as AnswerRow[])
      trails.set(row.frame, add(trails.get(row.frame) ?? null, JSON.parse(row.entry) as Entry));
    return trails;
  }

  /** Stores what changed between two states of a person's conversations. Only inside a transaction. */
  save(personId: string, before: Held, after: Held, now: number): void {
    const frames = after.session.frames.filter((f) => !this.isSealed(f.flow));
    this.keepSealed(personId, after.session.frames, now);
    const old = new Map(before.session.frames.filter((f) => !this.isSealed(f.flow)).map((f) => [f.id, f.trail]));
    for (const frame of frames) {
      this.saveTrail(personId, frame.id, old.get(frame.id) ?? null, frame.trail);
      old.delete(frame.id);
    }
    for (const [gone, trail] of old) if (trail !== null) this.sql.dropFrame.run(personId, gone);
    const rows = frames.map(({ trail: _, ...row }): FrameRow => row);
    this.sql.save.run(personId, JSON.stringify(rows), after.session.n, after.heardAt, after.remindAt);
    const held =
      frames.length === after.session.frames.length ? after : { ...after, session: { ...after.session, frames } };
    const box = this.cache.peek(personId);
    if (box === undefined) this.cache.set(personId, { held });
    else box.held = held;
  }

  private keepSealed(personId: string, frames: readonly Frame[], now: number): void {
    const secret = frames.filter((f) => this.isSealed(f.flow));
    if (secret.length > 0) this.sealed.set(personId, { frames: secret, at: now });
    else this.sealed.delete(personId);
  }

  /** Two trails share what they have in common: only the difference is written. */
  private saveTrail(personId: string, frame: number, before: Trail, after: Trail): void {
    const added: NonNullable<Trail>[] = [];
    let old = before;
    let now = after;
    while (now !== null && now !== old) {
      if (old !== null && old.size >= now.size) {
        old = old.prev;
        continue;
      }
      added.push(now);
      now = now.prev;
    }
    if (now === null) old = null;
    const kept = now?.size ?? 0;
    if ((before?.size ?? 0) > kept) this.sql.cut.run(personId, frame, kept);
    for (const t of added.reverse()) this.sql.addAnswer.run(personId, frame, t.size, JSON.stringify(t.entry));
  }

  /** People whose open question is to be brought up again. */
  due(now: number, limit: number): string[] {
    return (this.sql.due.all(now, limit) as { id: string }[]).map((r) => r.id);
  }

  /** When the next one is due, or null. */
  nextDue(): number | null {
    return (this.sql.nextDue.get() as { at: number | null }).at;
  }

  /** Ends all conversations of a person, e.g. when she is erased. */
  drop(personId: string): void {
    this.sql.dropAnswers.run(personId);
    this.sql.drop.run(personId);
    this.cache.delete(personId);
    this.sealed.delete(personId);
  }

  /** Memory is read again from the database; sealed conversations have no other place and stay. */
  forget(): void {
    this.cache.clear();
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    load: sqlite.prepare(
      "SELECT frames, n, heard_at AS heardAt, remind_at AS remindAt FROM session WHERE person_id = ?",
    ),
    answers: sqlite.prepare("SELECT frame, seq, entry FROM answer WHERE person_id = ? ORDER BY frame, seq"),
    save: sqlite.prepare(
      `INSERT INTO session (person_id, frames, n, heard_at, remind_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (person_id) DO UPDATE SET frames = excluded.frames, n = excluded.n,
         heard_at = excluded.heard_at, remind_at = excluded.remind_at`,
    ),
    addAnswer: sqlite.prepare("INSERT INTO answer (person_id, frame, seq, entry) VALUES (?, ?, ?, ?)"),
    cut: sqlite.prepare("DELETE FROM answer WHERE person_id = ? AND frame = ? AND seq > ?"),
    dropFrame: sqlite.prepare("DELETE FROM answer WHERE person_id = ? AND frame = ?"),
    dropAnswers: sqlite.prepare("DELETE FROM answer WHERE person_id = ?"),
    drop: sqlite.prepare("DELETE FROM session WHERE person_id = ?"),
    due: sqlite.prepare("SELECT person_id AS id FROM session WHERE remind_at <= ? ORDER BY remind_at LIMIT ?"),
    nextDue: sqlite.prepare("SELECT min(remind_at) AS at FROM session WHERE remind_at IS NOT NULL"),
  };
}
