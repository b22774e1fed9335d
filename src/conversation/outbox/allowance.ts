import type Sqlite from "better-sqlite3";
import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { Capabilities } from "../channel.ts";
import { type CapDay, dayOf, isCapped, isOpen, nextOpening, openingOf, reasonOf } from "./cap.ts";
import { type Head, PRIORITY, type Priority } from "./row.ts";
import { SQL } from "./sql.ts";

/** What is decided about a row that could go: it goes, or it is seen to by `Allowance.settle`. */
export interface Admission {
  /** `wanted` is the priority of the row because of which its chat was looked at. */
  admits(row: Head, wanted: Priority): boolean;
  /** Enough was put aside for one turn. */
  isFull(): boolean;
}

/** Whom nothing may be begun with, whatever was queued before she said so. */
const WRITTEN_TO: ReadonlySet<string> = new Set(["active", "guest"]);

/**
 * Whom a channel with a daily cap may begin with. Counted are addresses that get something that they did not ask for:
 * not those that wrote within a day, nor a second message on the same day. Replies are neither counted nor held back.
 *
 * What exceeds the cap waits in the table itself, due at the opening of a later day, so that it does not stand in its
 * chat's line and is not looked at again before: a reminder goes tomorrow, a broadcast behind those that wait already,
 * as many a day as the cap allows. Whoever is written to anyway gets first what waits for her, in its order.
 */
export class Allowance {
  readonly channel: string;
  readonly perDay: number;
  readonly coldContact: boolean;
  readonly day: CapDay;
  readonly sql: ReturnType<typeof prepareAll>;

  /** Undefined: the channel has no such limits, and its rows need no look. */
  static of(sqlite: Sqlite.Database, channel: string, can: Capabilities, day: CapDay): Allowance | undefined {
    const { initiatedPerDay, coldContact = true } = can;
    if (initiatedPerDay === undefined && coldContact) return undefined;
    return new Allowance(sqlite, channel, initiatedPerDay ?? Number.POSITIVE_INFINITY, coldContact, day);
  }

  private constructor(sqlite: Sqlite.Database, channel: string, perDay: number, coldContact: boolean, day: CapDay) {
    if (!(perDay >= 0)) throw new Error(`${channel}: initiatedPerDay must be 0 or more, not ${perDay}`);
    this.channel = channel;
    this.perDay = perDay;
    this.coldContact = coldContact;
    this.day = day;
    this.sql = prepareAll(sqlite);
  }

  look(now: number): Look {
    return new Look(this, now);
  }

  /** Writes who was begun with, in the transaction that marks the rows as under way. */
  begin({ begun, today }: Look): void {
    for (const address of begun) this.sql.addApproached.run(this.channel, today, address);
  }

  /** Writes what a look put aside. True: look again, there may be others now. */
  settle({ now, later, woken, unfit }: Look): boolean {
    const { sql, channel } = this;
    for (const { id, reason } of unfit) sql.drop.run(reason, id);
    for (const address of woken) sql.wake.run({ channel, address, now });
    // At a cap of 0 nobody has a place: until it is raised, all are looked at once a day.
    const place = later.length === 0 || this.perDay < 1 ? undefined : this.places(now);
    for (const { address, isHurried } of later) {
      const dueAt = isHurried || place === undefined ? nextOpening(now, this.day) : place();
      sql.putOff.run({ channel, address, now, dueAt, reason: reasonOf(this.perDay) });
    }
    return later.length + woken.size + unfit.length > 0;
  }

  /** Places behind all that waits, a day's worth at each opening. */
  private places(now: number): () => number {
    const { sql, channel, day, perDay } = this;
    const last = sql.lastDue.get(channel) ?? 0;
    const tomorrow = nextOpening(now, day);
    let at = last > tomorrow ? openingOf(dayOf(last, day), day) : tomorrow;
    let taken = sql.dueThen.get(channel, at) ?? 0;
    return () => {
      if (taken >= perDay) {
        at = nextOpening(at, day);
        taken = 0;
      }
      taken += 1;
      return at;
    };
  }
}

/** One look at what could go now. Reads only, so that it may be thrown away. */
export class Look implements Admission {
  readonly now: number;
  readonly today: string;
  /** Addresses that are begun with by what was admitted. */
  readonly begun = new Set<string>();
  /** Chats that must wait for another day; hurried ones for tomorrow. */
  readonly later: { address: string; isHurried: boolean }[] = [];
  /** Chats for which something waits that may go now. */
  readonly woken = new Set<string>();
  /** Rows that must never go. */
  readonly unfit: { id: number; reason: string }[] = [];
  private readonly from: Allowance;
  private used: number | undefined;

  constructor(from: Allowance, now: number) {
    this.from = from;
    this.now = now;
    this.today = dayOf(now, from.day);
  }

  admits(row: Head, wanted: Priority): boolean {
    // Tried before: counted on the day of its first try, and the others of its chat wait for it.
    if (row.attempts > 0) return true;
    const { address } = row;
    if (row.priority === PRIORITY.reply) return !(this.isInConversation(address) && this.wakes(address));
    const reason = this.unfitFor(row);
    if (reason !== undefined) {
      this.unfit.push({ id: row.id, reason });
      return false;
    }
    const isFree = this.isInConversation(address) || this.isApproached(address);
    if (!isFree && this.left <= 0) {
      this.later.push({ address, isHurried: wanted === PRIORITY.initiated || isCapped(row.reason) });
      return false;
    }
    if (this.wakes(address)) return false;
    if (!isFree) this.begun.add(address);
    return true;
  }

  isFull(): boolean {
    return this.later.length + this.woken.size + this.unfit.length >= LIMITS.cappedTogether;
  }

  /** Room that today has left, because some of those for today were in conversation anyway, goes to the next ones. */
  bringForward(room: number): void {
    const { sql, channel, day } = this.from;
    if (this.later.length > 0 || !isOpen(this.now, day)) return;
    for (const priority of [PRIORITY.initiated, PRIORITY.bulk]) {
      const most = Math.min(room, this.left) - this.woken.size;
      if (most <= 0) return;
      for (const address of sql.nextCapped.all(channel, priority, this.now, most)) this.woken.add(address);
    }
  }

  private get left(): number {
    this.used ??= this.from.sql.approachedOn.get(this.from.channel, this.today) ?? 0;
    return this.from.perDay - this.used - this.begun.size;
  }

  private isInConversation(address: string): boolean {
    return this.lastHeard(address) > this.now - LIMITS_MS.inConversation;
  }

  /** 0: this address has never written. */
  private lastHeard(address: string): number {
    return this.from.sql.lastHeard.get(this.from.channel, address) ?? 0;
  }

  private isApproached(address: string): boolean {
    return this.from.sql.isApproached.get(this.from.channel, this.today, address) !== undefined;
  }

  private wakes(address: string): boolean {
    const { sql, channel } = this.from;
    if (sql.waits.get({ channel, address, now: this.now }) === undefined) return false;
    this.woken.add(address);
    return true;
  }

  /** It may have waited for days: she may have said BERHENTI since, or be somebody else's record now. */
  private unfitFor({ address, personId }: Head): string | undefined {
    if (!this.from.coldContact && this.lastHeard(address) === 0) return "never wrote";
    const status = personId === null ? undefined : this.from.sql.statusOf.get(personId);
    return status === undefined || WRITTEN_TO.has(status) ? undefined : status;
  }
}

type ChatNow = { channel: string; address: string; now: number };

function prepareAll(sqlite: Sqlite.Database) {
  const one = <B extends unknown[] | object, R>(sql: string) => sqlite.prepare<B, R>(sql).pluck();
  return {
    approachedOn: one<[string, string], number>(SQL.approachedOn),
    isApproached: one<[string, string, string], number>(SQL.isApproached),
    addApproached: sqlite.prepare<[string, string, string]>(SQL.addApproached),
    lastHeard: one<[string, string], number>(SQL.lastHeard),
    statusOf: one<[string], string>(SQL.statusOf),
    waits: one<ChatNow, number>(SQL.waits),
    wake: sqlite.prepare<ChatNow>(SQL.wake),
    putOff: sqlite.prepare<ChatNow & { dueAt: number; reason: string }>(SQL.putOff),
    nextCapped: one<[string, number, number, number], string>(SQL.nextCapped),
    lastDue: one<[string], number | null>(SQL.lastDue),
    dueThen: one<[string, number], number>(SQL.dueThen),
    drop: sqlite.prepare<[string, number]>(SQL.drop),
  };
}
