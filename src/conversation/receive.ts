import type Sqlite from "better-sqlite3";
import type { Clock } from "../clock.ts";
import { RukunError } from "../errors.ts";
import { takesMedia } from "../flow/answer.ts";
import type { AskStep } from "../flow/definition.ts";
import { normalise } from "../flow/understand/index.ts";
import type { Input, Say } from "../flow/world.ts";
import type { NewId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import type { Log } from "../log.ts";
import { type Address, isRegistered, type Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Zone } from "../zones.ts";
import type { Batch, Inbound, MediaKind, ReceiveResult } from "./channel.ts";
import type { FlowLibrary } from "./library.ts";
import type { Module } from "./module.ts";
import { readTap } from "./render.ts";
import { type Commands, flowAskedFor, route } from "./route.ts";
import type { Sessions } from "./sessions.ts";
import type { Origin, Sealed, Turns } from "./turns.ts";
import type { Who } from "./who.ts";

export type ReceptionParts = {
  sqlite: Sqlite.Database;
  clock: Clock;
  log: Log;
  people: PeopleStore;
  sessions: Sessions;
  library: FlowLibrary;
  turns: Turns;
  who: Who;
  /** The words that start something for this person. */
  commands(person: Person): Commands;
  keepMedia(media: { personId: string; channel: string; ref: string; kind: MediaKind; createdAt: number }): string;
  newId: NewId;
  modules: readonly Module[];
  /** Of somebody about whom nothing is known yet. */
  zone: Zone;
  /** After each commit: the outbox has rows, and perhaps messages that are not stored. */
  committed(sealed: readonly Sealed[]): void;
};

const WELCOME = "welcome";
const MENU = "menu";
const HELP = "help";

/** The path of one message: one batch, one transaction; one message, one savepoint. */
export class Reception {
  private readonly parts: ReceptionParts;
  private readonly sql: ReturnType<typeof prepare>;
  private dataVersion: unknown;

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
    const result: ReceiveResult = { stored: 0, duplicates: 0, failed: 0 };
    this.sql.begin.run();
    try {
      // Behind the lock: nobody can write between this look and the batch.
      this.forgetIfOthersWrote();
      for (const message of batch.messages) result[this.one(batch.channel, message)] += 1;
      if (batch.cursor !== undefined) this.sql.cursor.run(batch.channel, batch.cursor);
      this.sql.commit.run();
    } catch (error) {
      if (this.parts.sqlite.inTransaction) this.sql.rollback.run();
      this.forgetAll();
      throw error;
    }
    this.parts.committed(this.parts.turns.takeVolatile());
    return result;
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
    const mark = this.parts.turns.volatileMark;
    this.sql.savepoint.run();
    try {
      work();
      this.sql.release.run();
      return true;
    } catch (error) {
      if (isStorageError(error) || !this.parts.sqlite.inTransaction) throw error;
      this.sql.rollbackTo.run();
      this.sql.release.run();
      this.parts.turns.cutVolatile(mark);
      this.forgetCaches();
      this.parts.log.error({ code: codeOf(error), what, err: nameless(error) }, "work failed and was taken back");
      return false;
    }
  }

  private one(channel: string, message: Inbound): keyof ReceiveResult {
    const now = this.parts.clock.now();
    if (this.sql.seen.run(channel, message.id, now, "done").changes === 0) return "duplicates";
    const done = this.inSavepoint(`message on ${channel}`, () => this.handle(channel, message, now));
    if (done) return "stored";
    this.sql.failed.run(channel, message.id);
    const address = this.parts.people.at(channel, message.address);
    if (address !== undefined) this.inSavepoint("apology", () => this.apologise(address, channel, message, now));
    return "failed";
  }

  private apologise(address: Address, channel: string, message: Inbound, now: number): void {
    const origin = this.origin(channel, message, now, address);
    if (address.speakerId !== null)
      this.parts.turns.say(address.speakerId, [{ key: "errors:trouble", data: {} }], origin);
  }

  private origin(channel: string, message: Inbound, now: number, address: Address): Origin {
    return { key: `${channel}:${message.id}`, queued: { n: 0 }, now, channel, address, priority: 0 };
  }

  private handle(channel: string, message: Inbound, now: number): void {
    const { people, who, turns } = this.parts;
    const { content } = message;
    if (content.kind === "presence") {
      people.setUnreachable(channel, message.address, content.reachable ? null : "left");
      return;
    }
    const known = people.at(channel, message.address);
    const address = known ?? people.meet(channel, message.address, this.parts.newId(), this.parts.zone, now);
    people.touch(address, now);
    const identified = who.identify(address, message, now);
    const unchanged = identified.kind === "known" && !identified.justNow;
    const fresh = unchanged ? address : (people.at(channel, message.address) ?? address);
    const origin = this.origin(channel, message, now, fresh);
    if (identified.kind === "asking") {
      if (!this.heardFromAnyone(fresh, message, origin)) turns.sayTo(fresh, identified.body, origin);
      return;
    }
    const { personId, held, justNow } = identified;
    if (!justNow || (message.content.kind === "choice" && readTap(message.content.id)?.tag !== "who"))
      this.hear(personId, message, origin);
    else if (held.length === 0) this.greet(personId, origin);
    for (const earlier of held) this.hear(personId, earlier, origin);
  }

  /** BERHENTI and BANTUAN win also while it is not known who writes: nobody must find out her name first. */
  private heardFromAnyone(address: Address, message: Inbound, origin: Origin): boolean {
    const text = message.content.kind === "text" ? message.content.text : "";
    const registered = address.people.flatMap((id) => this.parts.people.person(id) ?? []).filter(isRegistered);
    const [first] = registered;
    if (first === undefined) return false;
    const way = route(text, undefined, this.parts.commands(first));
    if (way.kind !== "start" || this.parts.library.flow(way.flow)?.source.start?.always !== true) return false;
    this.parts.who.forget(address.id);
    for (const person of way.flow === HELP ? [first] : registered) this.start(person.id, way.flow, origin);
    return true;
  }

  /** Somebody was just identified and had written nothing else: her question again, or a beginning. */
  private greet(personId: string, origin: Origin): void {
    const { turns } = this.parts;
    if (turns.held(personId, origin.now).session.frames.length > 0)
      turns.take(personId, { kind: "move", to: "again" }, origin);
    else this.begin(personId, origin);
  }

  /** Where somebody starts who is in the middle of nothing: the welcome, or her menu. */
  private begin(personId: string, origin: Origin, preface?: Say): void {
    const person = this.parts.people.person(personId);
    const flow = person !== undefined && isRegistered(person) ? MENU : WELCOME;
    const note = flow === MENU && preface !== undefined ? { preface } : {};
    this.parts.turns.take(personId, { kind: "start", flow }, origin, note);
  }

  private hear(personId: string, message: Inbound, origin: Origin): void {
    const held = this.parts.turns.held(personId, origin.now);
    const waitedMs = Math.max(0, origin.now - held.heardAt);
    const { content } = message;
    switch (content.kind) {
      case "text":
        this.text(personId, content.text, content.forwarded === true, waitedMs, origin);
        break;
      case "choice":
        this.choice(personId, content.id, waitedMs, origin);
        break;
      case "media":
        this.media(personId, content, waitedMs, origin);
        break;
      case "location": {
        const { latitude, longitude } = content;
        this.orBegin(personId, { kind: "location", latitude, longitude, waitedMs }, origin, "engine:got-media");
        break;
      }
      case "edited":
      case "deleted":
        this.note(personId, `engine:${content.kind}`, origin);
        break;
      case "other":
        this.orBegin(personId, { kind: "media", media: "other", waitedMs }, origin, "engine:got-media");
        break;
      case "presence":
        break;
    }
  }

  private text(personId: string, whole: string, forwarded: boolean, waitedMs: number, origin: Origin): void {
    const { turns, people } = this.parts;
    const text = whole.slice(0, LIMITS.inboundText);
    if (normalise(text) === "") {
      this.orBegin(personId, { kind: "media", media: "other", waitedMs }, origin, "engine:got-media");
      return;
    }
    if (forwarded) {
      this.note(personId, "engine:forwarded", origin);
      return;
    }
    const person = people.person(personId);
    if (person === undefined) throw new RukunError("person.gone", `no person ${personId}`);
    const commands = this.parts.commands(person);
    const way = route(text, turns.openStep(personId, origin), commands);
    if (way.kind === "start") {
      this.start(personId, way.flow, origin);
      return;
    }
    const open = isOpen(turns, personId, origin.now);
    if (way.kind === "move" && (open || way.to === "resume")) {
      // "lanjut" may be an answer where nothing was put aside.
      const onlyIfUnderstood = way.to === "resume";
      const moved = turns.take(personId, { kind: "move", to: way.to }, origin, { onlyIfUnderstood });
      if (moved || !onlyIfUnderstood) return;
    }
    if (open && turns.take(personId, { kind: "text", text, waitedMs }, origin, { onlyIfUnderstood: true })) return;
    const asked = flowAskedFor(text, commands);
    if (asked !== undefined) {
      this.start(personId, asked, origin);
      return;
    }
    if (open) turns.take(personId, { kind: "text", text, waitedMs }, origin);
    else
      this.begin(personId, origin, { key: "engine:not-understood", data: { heard: text.slice(0, LIMITS.heardBack) } });
  }

  /** A flow asked for by its word; a wish for help takes along where she stands. */
  private start(personId: string, flow: string, origin: Origin): void {
    const top = this.parts.turns.held(personId, origin.now).session.frames.at(-1);
    const data = top === undefined || top.flow === flow ? {} : { about: top.flow, question: top.at };
    const takes = this.parts.library.flow(flow)?.source.takes ?? [];
    const given = Object.fromEntries(Object.entries(data).filter(([name]) => takes.includes(name)));
    this.parts.turns.take(personId, { kind: "start", flow, data: given }, origin);
  }

  private choice(personId: string, id: string, waitedMs: number, origin: Origin): void {
    const tap = readTap(id);
    const input: Input = { kind: "choice", asked: tap?.asked ?? 0, option: tap?.option ?? "", waitedMs };
    this.orBegin(personId, input, origin, "engine:over");
  }

  private media(
    personId: string,
    content: Inbound["content"] & { kind: "media" },
    waitedMs: number,
    origin: Origin,
  ): void {
    const step = this.parts.turns.openStep(personId, origin);
    const wanted = step !== undefined && takesMedia(step, content.media);
    if (!wanted && content.caption !== undefined && content.caption.trim() !== "") {
      this.text(personId, content.caption, false, waitedMs, origin);
      return;
    }
    if (!wanted && isVoice(content.media)) this.forSomebodyToHear(personId, content.ref, step, origin);
    const ref = wanted && content.ref !== undefined ? this.keep(personId, content, origin, step) : undefined;
    const input: Input = { kind: "media", media: content.media, waitedMs, ...(ref === undefined ? {} : { ref }) };
    this.orBegin(personId, input, origin, "engine:got-media");
  }

  /** A voice note at any other question is thanked for, and a human hears it; never of a sealed conversation. */
  private forSomebodyToHear(
    personId: string,
    ref: string | undefined,
    step: AskStep | undefined,
    origin: Origin,
  ): void {
    const { people, turns, modules, newId } = this.parts;
    const person = people.person(personId);
    if (ref === undefined || person === undefined || !isRegistered(person) || step?.silent === true) return;
    if (turns.isSealed(personId, origin.now)) return;
    const { channel, now } = origin;
    const mediaId = this.parts.keepMedia({ personId, channel, ref, kind: "voice", createdAt: now });
    for (const module of modules) module.voice?.(personId, mediaId, { ...turns.reach(origin, personId), now, newId });
  }

  private keep(
    personId: string,
    content: Inbound["content"] & { kind: "media" },
    origin: Origin,
    step: AskStep,
  ): string | undefined {
    if (content.ref === undefined || step.keep === false) return content.ref;
    const { channel, now } = origin;
    return this.parts.keepMedia({ personId, channel, ref: content.ref, kind: content.media, createdAt: now });
  }

  /** An input for the open question; with none open it is thanked for and the menu shown. */
  private orBegin(personId: string, input: Input, origin: Origin, otherwise: string): void {
    if (isOpen(this.parts.turns, personId, origin.now)) this.parts.turns.take(personId, input, origin);
    else this.begin(personId, origin, { key: otherwise, data: {} });
  }

  /** A kind word about something that changes nothing, and the open question again. */
  private note(personId: string, key: string, origin: Origin): void {
    const preface = { key, data: {} };
    if (isOpen(this.parts.turns, personId, origin.now))
      this.parts.turns.take(personId, { kind: "move", to: "again" }, origin, { preface });
    else this.begin(personId, origin, preface);
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
    this.parts.turns.takeVolatile();
  }

  private forgetCaches(): void {
    this.parts.people.forget();
    this.parts.sessions.forget();
  }
}

function isOpen(turns: Turns, personId: string, now: number): boolean {
  const top = turns.held(personId, now).session.frames.at(-1);
  return top !== undefined && top.mode !== "parked";
}

const isVoice = (media: MediaKind) => media === "voice" || media === "audio";

/** Is a flow for this person? */
export function mayStart(person: Person, library: FlowLibrary, flow: string): boolean {
  const audience = library.flow(flow)?.source.for;
  if (audience === undefined) return false;
  if (audience === "anyone") return true;
  if (!isRegistered(person)) return false;
  return audience === "registered" || audience.some((role) => person.roles.includes(role));
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
