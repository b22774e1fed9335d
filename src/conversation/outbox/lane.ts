import type Sqlite from "better-sqlite3";
import type { Clock } from "../../clock.ts";
import { inTransaction } from "../../db/open.ts";
import { LIMITS_MS } from "../../limits.ts";
import type { Channel, Outgoing } from "../channel.ts";
import { type Admission, Allowance, type Look } from "./allowance.ts";
import type { CapDay } from "./cap.ts";
import { codeOf } from "./deadline.ts";
import { type Flight, takeOff, takeOffSealed } from "./flight.ts";
import { Gate, type StillGoes } from "./gate.ts";
import { Pace } from "./pace.ts";
import { fateOf, type Random } from "./policy.ts";
import { Recalls } from "./recalls.ts";
import { type Head, type Outcome, PRIORITY, type Priority } from "./row.ts";
import type { OutboxStore } from "./store.ts";
import type { Log, Timers } from "./timers.ts";
import { type Volatile, VolatileQueue } from "./volatile.ts";

/** What a lane works with. */
export type LaneOptions = {
  store: OutboxStore;
  sqlite: Sqlite.Database;
  clock: Clock;
  log: Log;
  random: Random;
  timers: Timers;
  /** By what a daily cap counts. */
  day: CapDay;
  /** Asked of each broadcast before it leaves; inside the transaction that marks it. */
  stillGoes: StillGoes;
  /** Called inside the transaction that writes the result; it must not throw and must not wait. */
  onUnreachable: (channel: string, address: string, code: string) => void;
};

/** A message that is to be sent now: a row of the outbox, perhaps with other words, or one that is kept nowhere. */
type Job = { address: string } & ({ row: Head } | { sealed: Volatile });

type Landed = { job: Job; outcome: Outcome };

/**
 * The loop of one channel. One turn writes the results that have come in and marks the next rows as under way, in one
 * transaction; then those go to the wire. While a commit is flushed other answers come in, and the next turn writes
 * them all: the slower the disk, the larger the groups. Nothing is polled: a turn follows a commit of the pipeline, an
 * answer, or the one timer for the next instant at which something can happen.
 */
export class Lane {
  readonly channel: Channel;
  private readonly use: LaneOptions;
  private readonly pace: Pace;
  private readonly allowance: Allowance | undefined;
  private readonly sealed = new VolatileQueue();
  private readonly recalls: Recalls;
  /** Sends under way by chat, until their results are written. */
  private readonly flights = new Map<string, Flight>();
  private landed: Landed[] = [];
  private running = false;
  private scheduled = false;
  private timer: unknown;
  /** How long the rates hold back something that is due; undefined: they hold back nothing. */
  private limitedMs: number | undefined;
  /** Something was put aside for another day, or brought forward: others may go now. */
  private isToLookAgain = false;
  private waiters: (() => void)[] = [];

  constructor(channel: Channel, options: LaneOptions) {
    this.channel = channel;
    this.use = options;
    this.pace = new Pace(channel.can.rate, options.clock.now());
    this.allowance = Allowance.of(options.sqlite, channel.name, channel.can, options.day);
    const { log, random, timers, store } = options;
    const onEnd = (remoteId: string) => {
      store.sealed.recalled(remoteId);
      this.schedule();
    };
    this.recalls = new Recalls(channel, { log, random, timers, onEnd });
  }

  start(): void {
    this.running = true;
    this.schedule();
  }

  /** Something may have become due. Costs nothing when a turn is already to come. */
  wake(): void {
    if (this.running) this.schedule();
  }

  /** Resolves when nothing that is due now waits for its rate or is under way. A pause of the channel ends it too. */
  settled(): Promise<void> {
    this.wake();
    return this.quiet();
  }

  /** Begins nothing more, waits for what is under way until the deadline, and writes what became of it. */
  async stop(): Promise<void> {
    this.running = false;
    this.limitedMs = undefined;
    const forgotten = this.sealed.clear();
    if (forgotten > 0) this.use.log.warn({ channel: this.channel.name, forgotten }, "sealed messages were not sent");
    const deadline = this.use.timers.set(() => {
      for (const flight of this.flights.values()) flight.abort("stopped");
    }, LIMITS_MS.stopDeadline);
    this.schedule();
    await this.quiet();
    this.use.timers.clear(deadline);
    this.disarm();
    if (this.recalls.size > 0)
      this.use.log.warn({ channel: this.channel.name, left: this.recalls.size }, "messages stay on phones");
  }

  /** Deletes a message on the phone at that time, as far as the channel can. */
  recall(address: string, remoteId: string, at: number): void {
    this.recalls.add(address, remoteId, at);
    this.schedule();
  }

  /** Deletes now what would be due until then, and waits for it: for the end of the process. */
  async recallUntil(until: number): Promise<void> {
    let timer: unknown;
    const deadline = new Promise<void>((resolve) => {
      timer = this.use.timers.set(resolve, LIMITS_MS.stopDeadline);
    });
    await Promise.race([this.recalls.hasten(until, this.use.clock.now()), deadline]);
    this.use.timers.clear(timer);
  }

  /** Takes a message that is kept in memory only, to go after a row of its chat. False: it cannot be taken. */
  addSealed(message: Outgoing, after?: number): boolean {
    if (!this.running) return false;
    const now = this.use.clock.now();
    const afterId = after ?? this.use.store.lastInLine(this.channel.name, message.address, now);
    const taken = this.sealed.add(message, afterId, now);
    if (taken) this.schedule();
    return taken;
  }

  status(): { underWay: number; sealed: number; pausedUntil: number | null; away: boolean } {
    const paused = this.pace.isPaused(this.use.clock.now());
    const pausedUntil = paused ? this.pace.until : null;
    return { underWay: this.flights.size, sealed: this.sealed.size, pausedUntil, away: this.pace.isAway };
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.turn());
  }

  private turn(): void {
    this.scheduled = false;
    this.disarm();
    const now = this.use.clock.now();
    const landed = this.landed;
    this.landed = [];
    const freed = new Set(landed.map(({ job }) => job.address));
    let jobs: Job[];
    try {
      jobs = inTransaction(this.use.sqlite, () => {
        this.record(landed, now);
        return this.pick(now, freed);
      });
    } catch (error) {
      this.notWritten(landed, error);
      return;
    }
    for (const address of freed) this.flights.delete(address);
    for (const job of jobs) this.launch(job);
    this.recalls.begin(now);
    if (this.isToLookAgain) this.schedule();
    this.arm(now);
    this.tellWaiters();
  }

  /** Writes results; part of the turn's transaction, so it changes nothing in memory. */
  private record(landed: readonly Landed[], now: number): void {
    const { store, random, log } = this.use;
    const channel = this.channel.name;
    const fates = [];
    for (const { job, outcome } of landed) {
      if (!("row" in job)) continue;
      const fate = { id: job.row.id, ...fateOf(job.row, outcome, now, random, this.pace.isAway) };
      fates.push(fate);
      const { id: row, state, reason, attempts } = fate;
      if (state !== "sent") log.warn({ channel, row, state, reason, attempts }, "a message was not sent");
      if (state !== "queued") store.sealed.drop(job.row.key);
    }
    if (fates.length > 0) store.finish(fates);
    for (const { job, outcome } of landed) {
      if (outcome.kind === "unreachable") this.unreachable(job.address, outcome.code);
    }
  }

  private unreachable(address: string, code: string): void {
    const { store, sqlite, log, onUnreachable } = this.use;
    const channel = this.channel.name;
    const dropped = store.dropChat(channel, address, `unreachable:${code}`);
    store.sealed.dropChat(channel, address);
    if (dropped > 0) log.warn({ channel, code, dropped }, "rows to an unreachable address were dropped");
    try {
      // A savepoint: what it did is taken back when it throws, and the results are written all the same.
      inTransaction(sqlite, () => onUnreachable(channel, address, code));
    } catch (error) {
      log.error({ channel, code: codeOf(error) }, "an unreachable address could not be marked");
    }
  }

  /** Takes what may go now and marks it; part of the turn's transaction. */
  private pick(now: number, freed: ReadonlySet<string>): Job[] {
    this.limitedMs = undefined;
    this.isToLookAgain = false;
    if (!this.running || this.pace.isPaused(now)) return [];
    const room = this.pace.room(this.flights.size - freed.size, now);
    const outOfTokensMs = room === 0 ? this.pace.waitMs(undefined, now) : 0;
    if (room === 0 && outOfTokensMs === 0) return [];
    this.dropLate(now);
    const isHoldingOver = this.use.store.holdOver(this.channel.name, now, this.use.day.hours);
    const look = this.allowance?.look(now);
    const upTo = isHoldingOver ? PRIORITY.reply : PRIORITY.bulk;
    const gate = new Gate(this.use.stillGoes, look, now, upTo);
    const jobs = this.ready(now, Math.max(1, room), freed, { admission: gate, upTo });
    if (look !== undefined) this.settle(look, room, jobs.length);
    if (gate.settle(this.use.store) || isHoldingOver) this.isToLookAgain = true;
    if (room === 0) {
      if (jobs.length > 0) this.limitedMs = outOfTokensMs;
      return [];
    }
    this.use.store.markSending(jobs.flatMap((job) => ("row" in job ? [job.row.id] : [])));
    return jobs;
  }

  /** What waited for a try, a night or a cap until it says nothing any more. */
  private dropLate(now: number): void {
    const channel = this.channel.name;
    const dropped = this.use.store.dropLate(channel, now);
    if (dropped > 0) this.use.log.info({ channel, dropped }, "rows that would come too late were dropped");
  }

  /** What a channel's daily cap makes of this turn. */
  private settle(look: Look, room: number, going: number): void {
    const { log } = this.use;
    if (room > going) look.bringForward(room - going);
    if (room > 0) this.allowance?.begin(look);
    this.isToLookAgain = this.allowance?.settle(look) === true;
    const facts = { channel: this.channel.name, chats: look.later.length, dropped: look.unfit.length };
    if (facts.chats > 0) log.info(facts, "the day's cap is reached: these wait for another day");
    if (facts.dropped > 0) log.warn(facts, "rows to people with whom nothing is begun were dropped");
  }

  /** At most `limit` messages, each of another chat, that order and the chats' rates allow to go now. */
  private ready(
    now: number,
    limit: number,
    freed: ReadonlySet<string>,
    { admission, upTo }: { admission: Admission; upTo: Priority },
  ): Job[] {
    const isUnderWay = (address: string) => this.flights.has(address) && !freed.has(address);
    const isLimited = (address: string) => {
      if (this.pace.chatReady(address, now)) return false;
      this.limitedMs = Math.min(this.limitedMs ?? Number.POSITIVE_INFINITY, this.pace.waitMs(address, now));
      return true;
    };
    const jobs: Job[] = [];
    for (const sealed of this.sealed.heads()) {
      if (jobs.length >= limit) break;
      const { address } = sealed.message;
      const job = isUnderWay(address) ? undefined : this.firstOf(sealed, now);
      if (job !== undefined && !isLimited(address)) jobs.push(job);
    }
    const has = (address: string) =>
      isUnderWay(address) || this.sealed.has(address) || this.isHeldBack(address, now) || isLimited(address);
    for (const row of this.use.store.heads(this.channel.name, now, limit - jobs.length, { has }, admission, upTo)) {
      jobs.push({ address: row.address, row });
    }
    return jobs;
  }

  /** The first row of the chat waits for words that are still being made. */
  private isHeldBack(address: string, now: number): boolean {
    const { store } = this.use;
    const channel = this.channel.name;
    if (!store.sealed.holdsBack(channel, address)) return false;
    const head = store.headOf(channel, address, now);
    const instead = head === undefined ? undefined : store.sealed.of(head.row.key, now);
    return instead !== undefined && instead.pieces === undefined;
  }

  /** In a chat with sealed messages: the row that stood before the first of them, or else that message. */
  private firstOf(sealed: Volatile, now: number): Job | undefined {
    const { address } = sealed.message;
    const head = this.use.store.headOf(this.channel.name, address, now);
    if (head !== undefined && head.row.id <= sealed.afterId) {
      const isReady = head.ready && !this.isHeldBack(address, now);
      return isReady ? { address, row: head.row } : undefined;
    }
    return sealed.dueAt <= now ? { address, sealed } : undefined;
  }

  private launch(job: Job): void {
    // By the time at which it leaves: the commit before it may have waited for the disk.
    this.pace.take(job.address, this.use.clock.now());
    const flight = this.takeOff(job);
    this.flights.set(job.address, flight);
    void flight.outcome.then((outcome) => this.land(job, outcome));
  }

  private takeOff(job: Job): Flight {
    const { timers, clock, store } = this.use;
    if (!("row" in job)) return takeOff(this.channel, job.sealed.message, timers);
    const { key } = job.row;
    const instead = store.sealed.of(key, clock.now());
    if (instead !== undefined) {
      return takeOffSealed(this.channel, key, instead, timers, ({ body, recallAfterMs }, remoteId) => {
        const now = clock.now();
        store.sealed.pieceSent(instead, remoteId, body, now);
        if (recallAfterMs !== undefined && remoteId !== undefined)
          this.recalls.add(job.address, remoteId, now + recallAfterMs);
      });
    }
    const message = messageOf(job.row);
    return message === undefined ? NO_TEXT : takeOff(this.channel, message, timers);
  }

  private land(job: Job, outcome: Outcome): void {
    const { clock, random, log } = this.use;
    const now = clock.now();
    this.pace.heard(job.address, outcome, now, random);
    if ("sealed" in job) {
      const { forgotten } = this.sealed.heard(job.sealed, outcome, now, random);
      const channel = this.channel.name;
      if (forgotten > 0) log.warn({ channel, forgotten, kind: outcome.kind }, "sealed messages were not sent");
    }
    this.landed.push({ job, outcome });
    this.schedule();
  }

  /** The database refused the turn (full disk, locked): nothing went out, and the results are kept for the next one. */
  private notWritten(landed: Landed[], error: unknown): void {
    const { log, timers } = this.use;
    const facts = { channel: this.channel.name, code: codeOf(error), results: landed.length };
    log.error(facts, "the outbox could not be written");
    this.landed = [...landed, ...this.landed];
    if (this.running) {
      this.timer = timers.set(() => this.schedule(), LIMITS_MS.databaseRetry);
      return;
    }
    // Stopping: the rows stay `sending`, and the next start decides about them.
    for (const { job } of this.landed) this.flights.delete(job.address);
    this.landed = [];
    this.tellWaiters();
  }

  /** Sets the one timer for the next instant at which something can happen by itself. */
  private arm(now: number): void {
    if (!this.running) return;
    let next = Number.POSITIVE_INFINITY;
    if (this.pace.isPaused(now)) next = this.pace.until;
    else {
      if (this.limitedMs !== undefined) next = now + this.limitedMs;
      for (const { dueAt } of this.sealed.heads()) if (dueAt > now) next = Math.min(next, dueAt);
      next = Math.min(next, this.use.store.nextDue(this.channel.name, now) ?? next);
      next = Math.min(next, this.use.store.sealed.nextEnd(this.channel.name) ?? next);
    }
    if (this.recalls.nextAt !== undefined) next = Math.min(next, Math.max(now, this.recalls.nextAt));
    if (next === Number.POSITIVE_INFINITY) return;
    this.timer = this.use.timers.set(() => this.schedule(), Math.min(next - now, LIMITS_MS.longestTimer));
  }

  private disarm(): void {
    if (this.timer !== undefined) this.use.timers.clear(this.timer);
    this.timer = undefined;
  }

  private get isQuiet(): boolean {
    const isIdle = !this.scheduled && this.flights.size === 0 && this.landed.length === 0 && this.recalls.isQuiet;
    return isIdle && this.limitedMs === undefined;
  }

  private quiet(): Promise<void> {
    if (this.isQuiet) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  private tellWaiters(): void {
    if (this.waiters.length === 0 || !this.isQuiet) return;
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }
}

/** A row whose text is gone or unreadable never goes to the wire. */
const NO_TEXT: Flight = { outcome: Promise.resolve({ kind: "refused", code: "no_text" }), abort: () => {} };

function messageOf(row: Head): Outgoing | undefined {
  if (row.body === null) return undefined;
  try {
    return { key: row.key, address: row.address, body: JSON.parse(row.body) };
  } catch {
    return undefined;
  }
}
