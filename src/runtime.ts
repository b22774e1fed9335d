import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Clock, DAY, systemClock } from "./clock.ts";
import type { Conversations } from "./content/load.ts";
import { Alarm } from "./conversation/alarm.ts";
import { Asking } from "./conversation/asking.ts";
import type { Channel } from "./conversation/channel.ts";
import { commandsByPerson } from "./conversation/commands.ts";
import { Due } from "./conversation/due.ts";
import { Hearing } from "./conversation/hearing.ts";
import { Laters } from "./conversation/laters.ts";
import { FlowLibrary } from "./conversation/library.ts";
import { fetchIntoMemory, type KeepMedia, MediaFetcher, MediaStore, sweepFiles } from "./conversation/media/index.ts";
import type { Action, Module, Reach } from "./conversation/module.ts";
import type { AfterCommit, Origin } from "./conversation/origin.ts";
import { Dispatcher, OutboxStore } from "./conversation/outbox/index.ts";
import { Reception } from "./conversation/receive.ts";
import { Sessions } from "./conversation/sessions.ts";
import { Turns } from "./conversation/turns.ts";
import { Who } from "./conversation/who.ts";
import { type Db, inTransaction, openDb } from "./db/open.ts";
import { homePaths, packageRoot } from "./home.ts";
import type { NewId } from "./ids.ts";
import { LIMITS_MS } from "./limits.ts";
import type { Log } from "./log.ts";
import type { ModuleParts, SealedWork } from "./module-parts.ts";
import { Directory } from "./people/directory.ts";
import { PeopleStore } from "./people/store.ts";
import { Duties } from "./schedule/duties.ts";
import { Ticking } from "./ticking.ts";
import type { Hours, Zone } from "./zones.ts";

/** What a channel that keeps something is made of. */
export type ChannelParts = { db: Db; outbox: OutboxStore };

export type RuntimeOptions = {
  home: string;
  content: Conversations;
  /** Who we are, and when we may write first. */
  programme: { name: string; office: string; zone: Zone; hours: Hours };
  /** The domains, in the order in which their duties are planned; see `modules.ts`. */
  modules: (parts: ModuleParts) => Module[];
  /** What connects it to people; made over this runtime's database where a channel keeps something in it. */
  channels: readonly Channel[] | ((made: ChannelParts) => readonly Channel[]);
  clock: Clock;
  log: Log;
  newId: NewId;
  /** 0 to 1, for jitter. */
  random: () => number;
};

/** A Rukun that is put together: what `main.ts`, the command line, tests and benches run. */
export class Runtime {
  readonly db: Db;
  readonly people: PeopleStore;
  readonly directory: Directory;
  readonly duties: Duties;
  readonly sessions: Sessions;
  readonly library: FlowLibrary;
  readonly outbox: OutboxStore;
  readonly dispatcher: Dispatcher;
  readonly media: MediaFetcher;
  readonly mediaStore: MediaStore;
  readonly turns: Turns;
  readonly reception: Reception;
  readonly due: Due;
  /** For a channel that needs a human. */
  readonly alarm: Alarm;
  readonly channels: readonly Channel[];
  readonly options: RuntimeOptions;
  private readonly modules: readonly Module[];
  private readonly laters: Laters;
  private readonly ticking: Ticking;
  private purgedAt = 0;

  constructor(options: RuntimeOptions) {
    this.options = options;
    const { home, content, clock, log, newId, programme } = options;
    const paths = homePaths(home);
    mkdirSync(paths.files, { recursive: true, mode: 0o700 });
    this.db = openDb(paths.database, join(packageRoot(), "drizzle"));
    const { sqlite } = this.db;
    this.people = new PeopleStore(sqlite);
    this.directory = new Directory(this.db, this.people, newId);
    this.duties = new Duties(sqlite);
    this.library = new FlowLibrary(sqlite, content.compiled, content.texts, clock.now());
    this.sessions = new Sessions(sqlite, (id) => this.library.flow(id)?.source.privacy === "sealed");
    this.outbox = new OutboxStore(sqlite);
    const channels = typeof options.channels === "function" ? options.channels(this) : options.channels;
    this.channels = channels;
    const mediaStore = new MediaStore(sqlite);
    this.mediaStore = mediaStore;
    this.media = new MediaFetcher({ store: mediaStore, channels, clock, log, random: options.random, home });
    this.dispatcher = new Dispatcher({
      store: this.outbox,
      sqlite,
      channels,
      clock,
      log,
      random: options.random,
      stillGoes: (key, now) => firstOf(this.modules, (module) => module.stillGoes?.(key, now)),
      onUnreachable: (channel, address, code) => this.people.setUnreachable(channel, address, code),
      day: programme,
    });
    const { db, people, directory, duties, library, outbox } = this;
    const { texts } = content;
    const mayInitiate = (name: string, hasWritten: boolean) =>
      channels.some(({ name: n, can }) => n === name && can.initiate && (hasWritten || can.coldContact !== false));
    const parts = {
      db,
      people,
      directory,
      duties,
      library,
      outbox,
      media: mediaStore,
      texts,
      home,
      files: paths.files,
      sendsFiles: (name: string) => channels.some((one) => one.name === name && one.can.media.includes("document")),
      deletes: (name: string) => channels.some((one) => one.name === name && one.can.deletion),
      newId,
      random: options.random,
      mayInitiate,
      wake: () => this.ticking.wake(),
      sealed: this.sealedWork(),
    };
    const modules = options.modules(parts);
    this.modules = modules;
    const actions = new Map(modules.flatMap((m): [string, Action][] => Object.entries(m.actions ?? {})));
    const keepMedia: KeepMedia = (given) => {
      const id = newId();
      mediaStore.want({ ...given, id });
      return id;
    };
    const setPin = (id: string, pin: string, now: number) => this.directory.change(id, { pin }, now);
    const who = new Who(this.people, content.texts, newId, programme.zone, setPin);
    const facts = { programme: programme.name, office: programme.office };
    this.turns = new Turns(
      {
        sqlite,
        people: this.people,
        sessions: this.sessions,
        library: this.library,
        texts: content.texts,
        outbox: this.outbox,
        actions,
        keepMedia,
        facts,
        hours: programme.hours,
        mayInitiate,
        newId,
        startedAt: clock.now(),
      },
      (address, origin) => this.turns.sayTo(address, who.ask(address, origin.now), origin),
    );
    const mayStandForOthers = this.turns.sealed.mayStandForOthers.bind(this.turns.sealed);
    this.outbox.earlier = { before: clock.now(), mayStandForOthers };
    const committed = (after: AfterCommit) => this.committed(after);
    const asking = new Asking(this.turns);
    const common = {
      sqlite,
      clock,
      log,
      people: this.people,
      sessions: this.sessions,
      library: this.library,
      newId,
      committed,
    };
    const heardAt = sqlite.prepare("SELECT at FROM inbound WHERE channel = ? AND message_id = ?").pluck();
    const hearing = new Hearing({
      people: this.people,
      library: this.library,
      turns: this.turns,
      asking,
      who,
      modules,
      commands: commandsByPerson(this.library, content.texts),
      keepMedia,
      newId,
      heardAt: (channel, id) => heardAt.get(channel, id) as number | undefined,
      zone: programme.zone,
    });
    this.reception = new Reception({ ...common, turns: this.turns, asking, hearing, modules });
    this.due = new Due({
      ...common,
      duties: this.duties,
      turns: this.turns,
      reception: this.reception,
      modules,
      hours: programme.hours,
      mayInitiate,
    });
    this.ticking = new Ticking({ sqlite, clock, log, due: this.due, duties, upkeep: () => this.upkeep() });
    this.laters = new Laters({ ...common, turns: this.turns, reception: this.reception });
    this.alarm = new Alarm({
      ...common,
      turns: this.turns,
      reception: this.reception,
      withRole: (role) => this.directory.withRole(role),
      mayInitiate,
    });
  }

  private committed({ sealed, recalls, laters, gone }: AfterCommit): void {
    for (const module of this.modules) module.committed?.();
    const now = this.options.clock.now();
    for (const answer of sealed) {
      const isTaken = this.outbox.sealed.put(answer, now);
      if (!isTaken) this.options.log.error({ channel: answer.channel }, "a sealed message could not be taken");
    }
    for (const { channel, address, remoteId, afterMs } of recalls)
      this.dispatcher.recall(channel, address, remoteId, now + afterMs);
    this.tellGone(gone);
    for (const waiting of laters) this.laters.begin(waiting);
    this.dispatcher.wake();
    this.media.wake();
    this.ticking.committed();
  }

  private tellGone(gone: readonly string[]): void {
    for (const conversation of gone) for (const module of this.modules) module.sealedGone?.(conversation);
  }

  private sealedWork(): SealedWork {
    return {
      fetch: (channel, ref, maxBytes) => fetchIntoMemory(this.channels, channel, ref, maxBytes),
      speak: (work) => this.speak(work),
      ping: ({ channel, address }, key, language) => {
        const text = this.options.content.texts.text(language, key, {});
        const id = `${channel}:${this.options.newId()}:0`;
        this.dispatcher.sendVolatile(channel, { key: id, address, body: { text } });
      },
    };
  }

  private speak(work: (reach: Reach) => void): void {
    const { sqlite } = this.db;
    if (sqlite.inTransaction) throw new Error("inside of a message or duty its own context is used");
    const { clock, newId } = this.options;
    const origin: Origin = {
      key: `duty:${newId()}`,
      queued: { n: 0 },
      now: clock.now(),
      channel: "schedule",
      priority: 0,
    };
    try {
      inTransaction(sqlite, () => {
        this.reception.forgetIfOthersWrote();
        work(this.turns.reach(origin, null));
      });
    } catch (error) {
      this.turns.cut();
      this.people.forget();
      this.sessions.forget();
      throw error;
    }
    this.committed(this.turns.pending.takeAfter());
  }

  /** Sending first, so that what was left is on its way; then the channels, which may bring new messages at once. */
  async start(): Promise<void> {
    this.dispatcher.start();
    await this.media.start();
    for (const channel of this.channels) await channel.start((batch) => this.reception.receive(batch));
    await this.tickGently();
    this.ticking.started();
  }

  /** Does everything that is due, at once: for the simulator's clock, tests and the start. */
  tick(): void {
    this.ticking.tick();
  }

  /** The same a little at a time; messages are answered in between. */
  tickGently(): Promise<void> {
    return this.ticking.tickGently();
  }

  private upkeep(): void {
    const now = this.options.clock.now();
    // Sealed conversations in which nobody has written for a quarter of an hour.
    this.tellGone(this.sessions.veils.forgetSilent(now));
    this.outbox.sealed.forget(now);
    if (now - this.purgedAt >= DAY) this.clearAway(now);
  }

  /** Once a day, what is no longer needed. */
  private clearAway(now: number): void {
    this.purgedAt = now;
    while (this.outbox.purge(now).more);
    this.duties.purge(now - LIMITS_MS.keepDuties);
    this.reception.purge(now - LIMITS_MS.keepDelivered);
    // By the clock that dates files, also when the simulator's is ahead.
    sweepFiles(this.db.sqlite, homePaths(this.options.home), systemClock.now());
  }

  /** Resolves when everything that is due to be sent now has been, and files that were asked for are fetched. */
  async settled(): Promise<void> {
    await this.ticking.settled();
    await this.laters.settled();
    await this.media.settled();
    await this.dispatcher.settled();
  }

  /** Reception ends first, then what is under way is finished, then the database is closed. */
  async stop(): Promise<void> {
    this.ticking.stop();
    await this.laters.stop();
    // While the channels still can: nobody remembers it afterwards.
    await this.dispatcher.recallUntil(this.options.clock.now() + LIMITS_MS.recallAtStop);
    for (const channel of this.channels) await channel.stop();
    await this.media.stop();
    await this.dispatcher.stop();
    this.db.sqlite.close();
  }
}

function firstOf<T, R>(all: readonly T[], ask: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = ask(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
