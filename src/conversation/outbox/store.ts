import type Sqlite from "better-sqlite3";
import { inTransaction } from "../../db/open.ts";
import { LIMITS, LIMITS_MS } from "../../limits.ts";
import { type Hours, withinHours, ZONE_NAMES, type Zone } from "../../zones.ts";
import type { OutgoingBody, StoredBody } from "../channel.ts";
import type { Admission } from "./allowance.ts";
import { fateAfterRestart, type Tried } from "./policy.ts";
import {
  type Fate,
  type Head,
  type NewOutboxRow,
  PRIORITY,
  type Priority,
  type RowState,
  type SetAside,
} from "./row.ts";
import { SealedBodies } from "./sealed-bodies.ts";
import { SQL } from "./sql.ts";
import { Upkeep } from "./upkeep.ts";

type HeadRow = Head & { state: RowState; dueAt: number };

/** The rows that wait for one channel. */
export type Waiting = { channel: string; queued: number; sending: number };

const PRIORITIES = Object.values(PRIORITY);

/**
 * The outbox in SQLite: what was decided to be sent, in the transaction that decided it, until it is known what became
 * of it. Bare prepared statements, since it lies on the path of a message. All times are handed in.
 *
 * Order: the rows of a chat (channel and address) leave in the order of their ids, among those that stand in line: due
 * now, or tried before. While the first of them is under way or waits for its next try, the others wait. A row that is
 * due later and was never tried (a reminder for tomorrow) does not stand in line: a reply passes it; nor does one that was
 * tried and waits for her hours. A held, dead or
 * dropped row has left the line; one that an operator releases stands at its old place again.
 */
export class OutboxStore {
  /** What goes to the wire in the place of rows; of this process alone. */
  readonly sealed = new SealedBodies();
  /** When this process began, and what of the rows that earlier ones sent may have gone out with other words. */
  earlier: { before: number; mayStandForOthers: (body: StoredBody) => boolean } | undefined;
  private readonly sqlite: Sqlite.Database;
  private readonly sql: ReturnType<typeof prepareAll>;
  private readonly upkeep: Upkeep;

  constructor(sqlite: Sqlite.Database) {
    this.sqlite = sqlite;
    this.sql = prepareAll(sqlite);
    this.upkeep = new Upkeep(sqlite);
  }

  /** Adds a row in the caller's transaction. False: a row with its key already stood, and nothing was changed. */
  add(row: NewOutboxRow): boolean {
    const { key, channel, address, personId, priority, policy, createdAt } = row;
    const body = JSON.stringify(row.body);
    const dueAt = row.dueAt ?? createdAt;
    const until = row.until ?? null;
    const added = this.sql.add.run(key, channel, address, personId, priority, policy, body, dueAt, createdAt, until);
    return added.changes === 1;
  }

  /** What Rukun began and what waits for the opening of somebody's hours goes now: she writes. */
  wake(channel: string, address: string, now: number, opening: number): void {
    this.sql.wakeBefore.run({ channel, address, now, opening });
  }

  /**
   * What Rukun began and could not send in time, for it or the platform was away, waits for the next opening of her hours.
   * What was tried already leaves its chat's line, so that answers do not wait with it. Some at a time; true: there may be
   * more, and nothing of the kind may go yet.
   */
  holdOver(channel: string, now: number, hours: Hours): boolean {
    const openings = ZONE_NAMES.map((zone) => ({ zone, opening: withinHours(zone, now, hours) }));
    const closed = openings.filter(({ opening }) => opening > now);
    // Each turn of a night asks, and most have nothing but answers: to look costs a tenth of changing nothing.
    if (closed.length === 0 || this.sql.isBegunDue.get(channel, now) === undefined) return false;
    const given = { channel, now, writing: now - LIMITS_MS.stillReply, most: LIMITS.purgeRows };
    const held = closed.map((closedNow) => this.sql.holdOver.run({ ...given, ...closedNow }).changes);
    return held.includes(given.most);
  }

  /** A queued row waits until then; what was tried leaves its chat's line. */
  putOff(id: number, until: number): void {
    this.sql.putOff.run(until, id);
  }

  /**
   * The first row of each chat whose first row may be sent now, at most `limit`: chats with a reply first, then those
   * with a reminder, then broadcasts. A broadcast in front of a reply goes early, with the reply's priority, rather
   * than being overtaken. Chats in `busyChats` are passed over, and rows that `admission` does not let go. `upTo`: nothing
   * that is less urgent.
   */
  heads(
    channel: string,
    now: number,
    limit: number,
    busyChats: { has(address: string): boolean },
    admission?: Admission,
    upTo: Priority = PRIORITY.bulk,
  ): Head[] {
    const heads: Head[] = [];
    const seen = new Set<string>();
    for (const priority of PRIORITIES) {
      if (priority > upTo || heads.length >= limit || admission?.isFull() === true) break;
      for (const address of this.sql.candidates.iterate(channel, priority, now)) {
        if (seen.has(address) || busyChats.has(address)) continue;
        seen.add(address);
        const head = this.headOf(channel, address, now);
        if (head?.ready !== true) continue;
        if (admission?.admits(head.row, priority) !== false) heads.push(head.row);
        if (heads.length >= limit || admission?.isFull() === true) break;
      }
    }
    return heads;
  }

  /** The first row in line of one chat, and whether it may be sent now. */
  headOf(channel: string, address: string, now: number): { row: Head; ready: boolean } | undefined {
    const found = this.sql.head.get({ channel, address, now });
    if (found === undefined) return undefined;
    const { state, dueAt, ...row } = found;
    return { row, ready: state === "queued" && dueAt <= now };
  }

  /** The id of the last row in line of a chat; 0: none is. What comes after it is newer than all that waits. */
  lastInLine(channel: string, address: string, now: number): number {
    return this.sql.lastInLine.get({ channel, address, now }) ?? 0;
  }

  /** When the next row of a channel that is not due at `now` will be; undefined: there is none. */
  nextDue(channel: string, now: number): number | undefined {
    let next: number | undefined;
    for (const priority of PRIORITIES) {
      const dueAt = this.sql.nextDue.get(channel, priority, now) ?? undefined;
      if (dueAt !== undefined && (next === undefined || dueAt < next)) next = dueAt;
    }
    return next;
  }

  /** Marks rows as under way. Committed before anything goes to the wire; a crash after it leaves a trace. */
  markSending(ids: readonly number[]): void {
    inTransaction(this.sqlite, () => {
      for (const id of ids) {
        if (this.sql.markSending.run(id).changes !== 1) throw new Error(`outbox row ${id} is not queued`);
      }
    });
  }

  /** Writes what became of rows that were under way. */
  finish(results: readonly ({ id: number } & Fate)[]): void {
    inTransaction(this.sqlite, () => {
      for (const result of results) this.sql.finish.run(result);
    });
  }

  /** Drops the queued rows of a chat, also those for later. Returns how many. */
  dropChat(channel: string, address: string, reason: string): number {
    return this.sql.dropChat.run(reason, channel, address).changes;
  }

  /** Drops the queued rows of a channel that would come too late now. Returns how many. */
  dropLate(channel: string, now: number): number {
    // Each turn asks, and hardly any has one: to look costs a fifth of changing nothing.
    if (this.sql.isLate.get(channel, now) === undefined) return 0;
    return this.sql.dropLate.run(channel, now).changes;
  }

  /** At start: decides about the rows that the last process left under way. */
  recover(now: number): { resent: number; held: number; dead: number } {
    const counts = { resent: 0, held: 0, dead: 0 };
    inTransaction(this.sqlite, () => {
      for (const row of this.sql.leftSending.all()) {
        const fate = fateAfterRestart(row, now);
        this.sql.finish.run({ id: row.id, ...fate });
        if (fate.state === "held") counts.held += 1;
        else if (fate.state === "dead") counts.dead += 1;
        else counts.resent += 1;
      }
    });
    return counts;
  }

  /** Rows of which nobody knows whether they arrived, for an operator, oldest first, from after `afterId`. */
  held(afterId = 0, limit: number = LIMITS.operatorRows): SetAside[] {
    return this.sql.aside.all("held", afterId, limit);
  }

  /** Rows that were given up, for an operator. */
  dead(afterId = 0, limit: number = LIMITS.operatorRows): SetAside[] {
    return this.sql.aside.all("dead", afterId, limit);
  }

  /** Sends a held or dead row again on an operator's word. False: it is neither, or its text is gone. */
  release(id: number, now: number): boolean {
    return this.sql.release.run(now, id).changes === 1;
  }

  /** Gives up a queued, held or dead row and empties its text. False: it is none of these. */
  drop(id: number, reason = "operator"): boolean {
    return this.sql.drop.run(reason, id).changes === 1;
  }

  /** Empties texts and deletes rows that are old, one small chunk of each. Call again while `more`. */
  purge(now: number): { emptied: number; deleted: number; more: boolean } {
    return this.upkeep.purge(now);
  }

  /** Messages that a person did not ask for and that reached her from `since` on, or will: for the weekly cap. */
  initiatedSince(personId: string, since: number): number {
    return this.sql.initiatedSince.get({ person: personId, since }) ?? 0;
  }

  /** What was sent under a key, for a platform that asks again; undefined once it was emptied, never an empty text. */
  bodyOf(key: string): StoredBody | undefined {
    const body = this.sql.bodyOf.get(key);
    return body === undefined || body === null ? undefined : JSON.parse(body);
  }

  /**
   * What was sent under the platform's own id within the last day, for a platform that asks again by it (WhatsApp).
   * Undefined once it is older, was emptied, or has not been written as sent yet; never an empty text. What went out with
   * other words than its row's is said again with those, or not at all.
   */
  bodyByRemoteId(channel: string, remoteId: string, now: number): OutgoingBody | undefined {
    const otherwise = this.sealed.byRemoteId(remoteId, now);
    if (otherwise !== undefined) return otherwise.body;
    const found = this.sql.bodyByRemoteId.get(remoteId, channel, now - LIMITS_MS.keepSentText);
    if (found === undefined) return undefined;
    const body: StoredBody = JSON.parse(found);
    const { before = 0, mayStandForOthers = () => false } = this.earlier ?? {};
    const isOurs = this.sql.bodyByRemoteId.get(remoteId, channel, before - 1) !== undefined;
    return isOurs || !mayStandForOthers(body) ? body : undefined;
  }

  /** Addresses that wait for a day with room, by channel, and the cap that they wait for; for an operator. */
  backlogs(): { channel: string; waiting: number; perDay: number }[] {
    return this.sql.backlogs.all();
  }

  /** How many were begun with on a day of the programme's zone (YYYY-MM-DD). */
  approachedOn(channel: string, day: string): number {
    return this.sql.approachedOn.get(channel, day) ?? 0;
  }

  /** How much waits, by channel, and how much is set aside. */
  counts(): { waiting: Waiting[]; held: number; dead: number } {
    const aside = (state: string) => this.sql.asideCount.get(state) ?? 0;
    return { waiting: this.sql.waiting.all(), held: aside("held"), dead: aside("dead") };
  }
}

function prepareAll(sqlite: Sqlite.Database) {
  const one = <B extends unknown[] | object, R>(sql: string) => sqlite.prepare<B, R>(sql).pluck();
  return {
    add: sqlite.prepare(SQL.add),
    wakeBefore: sqlite.prepare<ChatNow & { opening: number }>(SQL.wakeBefore),
    isBegunDue: one<[string, number], number>(SQL.isBegunDue),
    holdOver: sqlite.prepare<{
      channel: string;
      zone: Zone;
      now: number;
      opening: number;
      writing: number;
      most: number;
    }>(SQL.holdOver),
    putOff: sqlite.prepare<[number, number]>(SQL.putOffRow),
    candidates: one<[string, number, number], string>(SQL.candidates),
    head: sqlite.prepare<ChatNow, HeadRow>(SQL.head),
    lastInLine: one<ChatNow, number>(SQL.lastInLine),
    nextDue: one<[string, number, number], number | null>(SQL.nextDue),
    markSending: sqlite.prepare<[number]>(SQL.markSending),
    finish: sqlite.prepare<{ id: number } & Fate>(SQL.finish),
    dropChat: sqlite.prepare<[string, string, string]>(SQL.dropChat),
    isLate: one<[string, number], number>(SQL.isLate),
    dropLate: sqlite.prepare<[string, number]>(SQL.dropLate),
    leftSending: sqlite.prepare<[], Tried & { id: number }>(SQL.leftSending),
    aside: sqlite.prepare<[string, number, number], SetAside>(SQL.aside),
    release: sqlite.prepare<[number, number]>(SQL.release),
    drop: sqlite.prepare<[string, number]>(SQL.drop),
    bodyOf: one<[string], string | null>(SQL.bodyOf),
    bodyByRemoteId: one<[string, string, number], string>(SQL.bodyByRemoteId),
    initiatedSince: one<{ person: string; since: number }, number>(SQL.initiatedSince),
    backlogs: sqlite.prepare<[], { channel: string; waiting: number; perDay: number }>(SQL.backlogs),
    approachedOn: one<[string, string], number>(SQL.approachedOn),
    waiting: sqlite.prepare<[], Waiting>(SQL.waiting),
    asideCount: one<[string], number>(SQL.asideCount),
  };
}

type ChatNow = { channel: string; address: string; now: number };
