import type Sqlite from "better-sqlite3";
import type { Clock } from "../clock.ts";
import { DAY, HOUR } from "../clock.ts";
import { inTransaction } from "../db/open.ts";
import type { NewId } from "../ids.ts";
import type { Log } from "../log.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Duties, Duty } from "../schedule/duties.ts";
import { type Hours, withinHours } from "../zones.ts";
import type { FlowLibrary } from "./library.ts";
import type { DutyHandler, Module } from "./module.ts";
import type { AfterCommit, Origin } from "./origin.ts";
import type { Reception } from "./receive.ts";
import type { Sessions } from "./sessions.ts";
import { nextRing } from "./timers.ts";
import type { Turns } from "./turns.ts";

export type DueParts = {
  sqlite: Sqlite.Database;
  clock: Clock;
  log: Log;
  duties: Duties;
  people: PeopleStore;
  sessions: Sessions;
  library: FlowLibrary;
  turns: Turns;
  reception: Reception;
  modules: readonly Module[];
  hours: Hours;
  newId: NewId;
  mayInitiate(channel: string, hasWritten: boolean): boolean;
  committed(after: AfterCommit): void;
};

/** Duties and reminders in one transaction: small enough that a message never waits long behind them. */
const TOGETHER = 200;
/** A reminder that could not be sent in its hours is tried again the next day. */
const TOMORROW = DAY;

/**
 * Does what is due: duties of the modules, and reminders of open questions. Each once: its row, what it says and what
 * it changes are one savepoint.
 */
export class Due {
  private readonly parts: DueParts;
  private readonly handlers: ReadonlyMap<string, DutyHandler>;

  constructor(parts: DueParts) {
    this.parts = parts;
    this.handlers = new Map(parts.modules.flatMap((m) => Object.entries(m.duties ?? {})));
  }

  /** Makes the rows of what comes; bounded work. */
  plan(): void {
    this.inOneTransaction(() => {
      for (const module of this.parts.modules) module.plan?.(this.parts.clock.now());
    });
  }

  /** Does some of what is due now, in one transaction; returns how many things, 0 when nothing is due any more. */
  doSome(): number {
    return this.inOneTransaction(() => this.someDuties() + this.someReminders());
  }

  /** When the next thing is due, or null. */
  nextAt(): number | null {
    const times = [this.parts.duties.nextAt(), this.parts.sessions.nextDue()].filter((at) => at !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  private inOneTransaction<T>(work: () => T): T {
    const { sqlite, reception, turns, committed } = this.parts;
    let result: T;
    try {
      result = inTransaction(sqlite, () => {
        reception.forgetIfOthersWrote();
        return work();
      });
    } catch (error) {
      turns.cut();
      throw error;
    }
    committed(turns.pending.takeAfter());
    return result;
  }

  private someDuties(): number {
    const { duties, clock } = this.parts;
    const due = duties.due(clock.now(), TOGETHER);
    for (const duty of due) this.one(duty);
    return due.length;
  }

  private one(duty: Duty): void {
    const { duties, clock, reception } = this.parts;
    const now = clock.now();
    if (now > duty.expiresAt) {
      duties.finish(duty.id, "dropped", now, "past");
      return;
    }
    const handler = this.handlers.get(duty.kind);
    if (handler === undefined) {
      duties.finish(duty.id, "failed", now, "no handler");
      return;
    }
    const done = reception.inSavepoint(`duty ${duty.kind}`, () => this.run(handler, duty, now));
    if (!done) duties.finish(duty.id, "failed", now, "threw");
  }

  private run(handler: DutyHandler, duty: Duty, now: number): void {
    const { duties, turns, newId } = this.parts;
    const { key, personId, dueAt, expiresAt: until } = duty;
    const origin: Origin = { key: `duty:${key}`, queued: { n: 0 }, now, channel: "schedule", priority: 1, until };
    const context = Object.assign(turns.reach(origin, null), { key, personId, dueAt, now, newId });
    const result = handler.run(duty.data, context);
    if (result === "done") duties.finish(duty.id, "done", now);
    else if ("dropped" in result) duties.finish(duty.id, "dropped", now, result.dropped);
    else duties.postpone(duty.id, Math.max(result.again, now + HOUR / 60));
  }

  private someReminders(): number {
    const { sessions, clock, reception } = this.parts;
    const now = clock.now();
    const due = sessions.due(now, TOGETHER);
    for (const personId of due) {
      const done = reception.inSavepoint("reminder", () => this.ring(personId, now));
      if (!done) reception.inSavepoint("reminder set aside", () => this.postpone(personId, now, null));
    }
    return due.length;
  }

  private ring(personId: string, now: number): void {
    const { sessions, people, library, hours, turns, mayInitiate } = this.parts;
    const person = people.person(personId);
    const held = sessions.load(personId, now);
    const ring = person === undefined ? undefined : nextRing(held.session, library, held.heardAt, person.zone, hours);
    if (person === undefined || ring === undefined || person.status === "stopped") {
      this.postpone(personId, now, null);
      return;
    }
    const open = withinHours(person.zone, now, hours);
    const address = people.reach(personId, mayInitiate);
    const tooMany = !turns.mayBeWrittenTo(personId, now);
    const isLost = ring.what === "remind" && (address === undefined || tooMany);
    if (open !== now || isLost) {
      this.postpone(personId, now, open !== now ? open : withinHours(person.zone, now + TOMORROW, hours));
      return;
    }
    const { frame } = ring;
    const origin: Origin = {
      key: `${ring.what}:${personId}:${frame.id}:${frame.asked}:${frame.reminded}`,
      queued: { n: 0 },
      now,
      channel: address?.channel ?? "schedule",
      priority: 1,
      // What silence ends is ended; where she had enough of us this week, without a word.
      ...(address === undefined || tooMany ? {} : { address }),
    };
    // On a phone of several people the answer need not come from the one who wrote last.
    if (address !== undefined && address.people.length > 1 && address.speakerId !== personId)
      people.setSpeaker(address, null, now);
    turns.take(personId, { kind: ring.what }, origin);
    if (ring.what === "silence") this.stalled(personId, frame.flow, frame.at, origin);
  }

  private stalled(personId: string, flow: string, step: string, origin: Origin): void {
    const source = this.parts.library.flow(flow)?.source;
    if (source?.silence !== "human") return;
    const { modules, turns, newId } = this.parts;
    const context = Object.assign(turns.reach(origin, null), { now: origin.now, newId });
    for (const module of modules) module.stalled?.(personId, flow, step, context);
  }

  private postpone(personId: string, now: number, remindAt: number | null): void {
    const held = this.parts.sessions.load(personId, now);
    this.parts.sessions.save(personId, held, { ...held, remindAt }, now);
  }
}
