import type Sqlite from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { CHAIN_FROM, DELETE_ANSWERS_OF } from "../db/answers.ts";
import { add, type Entry, emptySession, type Frame, type Session, type Trail } from "../flow/session.ts";
import { LIMITS } from "../limits.ts";
import { type Veil, Veils } from "./veils.ts";

/** A person's conversations with what the timers need. */
export type Held = { session: Session; heardAt: number; remindAt: number | null };

/** `held` is undefined where she has no row: it is known that nothing is stored of her. */
type Box = { readonly personId: string; held: Held | undefined };
type Row = { frames: string; n: number; heardAt: number; remindAt: number | null };
type AnswerRow = { id: number; entry: string };
/** A frame as it lies in the session row: its trail is a list in `answer`, of which it knows the newest entry. */
type FrameRow = Omit<Frame, "trail"> & { head: number | null };
type Node = NonNullable<Trail>;

/**
 * Keeps conversations: the stack in one row a person, the answers in a row each at the end of a table, so that
 * question 200 costs what question 2 did. Of somebody who is in a sealed conversation the row says that she stands at her
 * menu, and where she stands indeed is in memory only (`veils.ts`).
 */
export class Sessions {
  /** Each in a box of its own: a turn changes what is in the box, and the cache is not touched again. */
  private readonly cache = new LRUCache<string, Box>({ max: LIMITS.cachedSessions });
  private last: Box | undefined;
  /** Which row an entry is stored in. */
  private readonly rows = new WeakMap<Node, number>();
  readonly veils: Veils;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database, isSealed: (flow: string) => boolean) {
    this.sql = prepare(sqlite);
    this.veils = new Veils(isSealed);
  }

  load(personId: string, now: number): Held {
    const kept = this.stored(personId, now);
    const veil = this.veils.of(personId, now);
    return veil === undefined ? kept : { ...kept, session: veil.session };
  }

  /** Her conversations as they lie on the disk: of somebody in a sealed one not those that she is in. */
  stored(personId: string, now: number): Held {
    const box = this.boxOf(personId) ?? this.read(personId);
    return box.held ?? { session: emptySession, heardAt: now, remindAt: null };
  }

  /** One message asks for the same session several times. */
  private boxOf(personId: string): Box | undefined {
    if (this.last?.personId !== personId) this.last = this.cache.get(personId);
    return this.last;
  }

  private keep(personId: string, held: Held | undefined): Box {
    const box = { personId, held };
    this.last = box;
    this.cache.set(personId, box);
    return box;
  }

  private read(personId: string): Box {
    const row = this.sql.load.get(personId) as Row | undefined;
    if (row === undefined) return this.keep(personId, undefined);
    const frames = (JSON.parse(row.frames) as FrameRow[]).map(
      ({ head, ...frame }): Frame => ({ ...frame, trail: this.trailFrom(head) }),
    );
    const held: Held = { session: { n: row.n, frames, auto: 0 }, heardAt: row.heardAt, remindAt: row.remindAt };
    return this.keep(personId, held);
  }

  private trailFrom(head: number | null): Trail {
    let trail: Trail = null;
    if (head === null) return trail;
    for (const { id, entry } of (this.sql.chain.all(head) as AnswerRow[]).reverse()) {
      trail = add(trail, JSON.parse(entry) as Entry);
      if (trail !== null) this.rows.set(trail, id);
    }
    return trail;
  }

  /** Stores what changed between two states of a person's conversations. Only inside a transaction. */
  save(personId: string, before: Held, after: Held, now: number): void {
    const isVeiled = this.veils.has(personId);
    const frames = this.veils.open(after.session.frames);
    const held = frames === after.session.frames ? after : { ...after, session: { ...after.session, frames } };
    this.write(personId, isVeiled ? this.stored(personId, now) : before, held);
    if (frames !== after.session.frames) this.keepBelow(personId, after.session, now);
    else if (isVeiled) this.veils.lift(personId);
  }

  /** Another conversation goes on, and a sealed one waits below it. */
  private keepBelow(personId: string, session: Session, now: number): void {
    const { tag } = this.veils.of(personId, now) ?? {};
    this.veils.put(personId, { session, at: now, ...(tag !== undefined && { tag }) });
  }

  /** Keeps where she stands in memory, and on the disk in its place what is given as `cover`. Only inside a transaction. */
  saveVeiled(personId: string, veil: Veil, cover: Held): void {
    this.write(personId, this.stored(personId, veil.at), cover);
    this.veils.put(personId, veil);
  }

  private write(personId: string, before: Held, held: Held): void {
    const gone = new Map(before.session.frames.map((f) => [f.id, f.trail]));
    const rows: FrameRow[] = [];
    const { session, heardAt, remindAt } = held;
    for (const { trail, ...frame } of session.frames) {
      rows.push({ ...frame, head: this.saveTrail(gone.get(frame.id) ?? null, trail) });
      gone.delete(frame.id);
    }
    for (const trail of gone.values()) this.dropTrail(trail);
    const json = JSON.stringify(rows);
    // The timer's index is left alone where the timer stands: one page less for each message.
    const updated =
      remindAt === before.remindAt && this.sql.update.run(json, session.n, heardAt, personId).changes === 1;
    if (!updated) this.sql.save.run(personId, json, session.n, heardAt, remindAt);
    const box = this.boxOf(personId);
    if (box === undefined) this.keep(personId, held);
    else box.held = held;
  }

  /** Two trails share what they have in common: only the difference is written. Returns the newest entry's row. */
  private saveTrail(before: Trail, after: Trail): number | null {
    const added: Node[] = [];
    let old = before;
    let now = after;
    while (old !== now) {
      if (old !== null && old.size >= (now?.size ?? 0)) {
        this.sql.dropAnswer.run(this.rowOf(old));
        old = old.prev;
      } else if (now !== null) {
        added.push(now);
        now = now.prev;
      }
    }
    let head = now === null ? null : this.rowOf(now);
    for (const node of added.reverse()) {
      head = Number(this.sql.addAnswer.run(head, JSON.stringify(node.entry)).lastInsertRowid);
      this.rows.set(node, head);
    }
    return head;
  }

  /** A conversation that ended leaves nothing. */
  private dropTrail(trail: Trail): void {
    for (let t = trail; t !== null; t = t.prev) {
      const row = this.rows.get(t);
      if (row !== undefined) this.sql.dropAnswer.run(row);
    }
  }

  private rowOf(node: Node): number {
    const row = this.rows.get(node);
    if (row === undefined) throw new Error("an entry of a trail has no row");
    return row;
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
    this.sql.dropAnswers.run({ person: personId });
    this.sql.drop.run(personId);
    this.cache.delete(personId);
    this.last = undefined;
    this.veils.lift(personId);
  }

  /** Memory is read again from the database; sealed conversations have no other place and stay. */
  forget(): void {
    this.last = undefined;
    this.cache.clear();
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    load: sqlite.prepare(
      "SELECT frames, n, heard_at AS heardAt, remind_at AS remindAt FROM session WHERE person_id = ?",
    ),
    chain: sqlite.prepare(CHAIN_FROM),
    save: sqlite.prepare(
      `INSERT INTO session (person_id, frames, n, heard_at, remind_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (person_id) DO UPDATE SET frames = excluded.frames, n = excluded.n,
         heard_at = excluded.heard_at, remind_at = excluded.remind_at`,
    ),
    update: sqlite.prepare("UPDATE session SET frames = ?, n = ?, heard_at = ? WHERE person_id = ?"),
    addAnswer: sqlite.prepare("INSERT INTO answer (prev, entry) VALUES (?, ?)"),
    dropAnswer: sqlite.prepare("DELETE FROM answer WHERE id = ?"),
    dropAnswers: sqlite.prepare(DELETE_ANSWERS_OF),
    drop: sqlite.prepare("DELETE FROM session WHERE person_id = ?"),
    due: sqlite.prepare("SELECT person_id AS id FROM session WHERE remind_at <= ? ORDER BY remind_at LIMIT ?"),
    nextDue: sqlite.prepare("SELECT min(remind_at) AS at FROM session WHERE remind_at IS NOT NULL"),
  };
}
