import type Sqlite from "better-sqlite3";
import { HOUR } from "../clock.ts";
import type { AskStep } from "../flow/definition.ts";
import { openStep } from "../flow/question.ts";
import type { Session } from "../flow/session.ts";
import type { FlowWorld, Input, Say, TurnEvent } from "../flow/world.ts";
import type { NewId } from "../ids.ts";
import type { Address, Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Texts } from "../texts/index.ts";
import { dateIn, type Hours, withinHours } from "../zones.ts";
import type { StoredBody } from "./channel.ts";
import { type Conversed, converse } from "./converse.ts";
import type { FlowLibrary } from "./library.ts";
import type { KeepMedia } from "./media/index.ts";
import type { Action, ActionContext, Reach } from "./module.ts";
import type { Origin } from "./origin.ts";
import type { OutboxStore, UnknownPolicy } from "./outbox/index.ts";
import { Pending, type PendingMark } from "./pending.ts";
import { Reaching, type TurnAccess } from "./reaching.ts";
import { render, tagOf } from "./render.ts";
import { SealedTurns } from "./sealed-turns.ts";
import type { Held, Sessions } from "./sessions.ts";
import { ReachOf, Speaker } from "./speaking.ts";
import { nextRing } from "./timers.ts";
import { type Facts, PersonWorld, Words } from "./world.ts";

export type TurnsParts = {
  sqlite: Sqlite.Database;
  people: PeopleStore;
  sessions: Sessions;
  library: FlowLibrary;
  texts: Texts;
  outbox: OutboxStore;
  actions: ReadonlyMap<string, Action>;
  keepMedia: KeepMedia;
  facts: Facts;
  hours: Hours;
  mayInitiate(channel: string, hasWritten: boolean): boolean;
  newId: NewId;
  startedAt: number;
};

const NOTHING_LEFT: readonly TurnEvent[] = [];

/** Between two reminders, also when the first came late after days of downtime. */
const REST = 20 * HOUR;

/**
 * One turn of one person's conversations: loaded, advanced, stored, logged and answered in the outbox, all inside the
 * transaction that the caller holds. What of sealed conversations goes on after the commit is kept aside in memory.
 */
export class Turns implements TurnAccess {
  private readonly parts: TurnsParts;
  private readonly log: Sqlite.Statement;
  /** What waits in memory for the end of the turn or of the batch. */
  readonly pending: Pending;
  private lastWords: { language: string; revision: string | undefined; words: Words } | undefined;
  private lastWorld: { personId: string; session: Session; origin: Origin; world: FlowWorld } | undefined;
  private readonly reaching: Reaching;
  /** Turns of conversations that are in memory only. */
  readonly sealed: SealedTurns;

  constructor(parts: TurnsParts, asksWho: (address: Address, origin: Origin) => void) {
    this.parts = parts;
    this.pending = new Pending(parts.sessions.veils);
    this.reaching = new Reaching(this, this.pending, parts, asksWho);
    this.sealed = new SealedTurns(this, this.pending, parts, asksWho);
    this.log = parts.sqlite.prepare(
      `INSERT INTO turn_log (person_id, at, flow, step, events, next, waited_ms, channel, by_person)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** The last message, or without a mark the whole transaction, was taken back. */
  cut(mark?: PendingMark): void {
    this.pending.cut(mark);
    this.sealed.cut();
  }

  /** What actions and duties may do with other people. `self` is the one whose turn is under way. */
  reach(origin: Origin, self: string | null): Reach {
    return new ReachOf(this.reaching, origin, self);
  }

  mayBeWrittenTo(personId: string, now: number): boolean {
    return this.reaching.mayBeWrittenTo(personId, now);
  }

  held(personId: string, now: number): Held {
    return this.parts.sessions.load(personId, now);
  }

  /** The question that is open, or undefined. */
  openStep(personId: string, origin: Origin): AskStep | undefined {
    const { session } = this.held(personId, origin.now);
    if (session.frames.length === 0) return undefined;
    return openStep(session, this.world(personId, session, origin));
  }

  /**
   * Takes an input; `commit: "understood"` stores nothing when the text was no answer, so that a command may have it.
   * `preface` is said before everything else.
   */
  take(
    personId: string,
    input: Input,
    origin: Origin,
    options: { onlyIfUnderstood?: boolean; preface?: Say } = {},
  ): boolean {
    if (this.sealed.isWaiting(personId, input, origin)) return true;
    const before = this.held(personId, origin.now);
    const result = this.converse(personId, before.session, input, origin);
    if (!result.understood && options.onlyIfUnderstood === true) return false;
    if (options.preface !== undefined) result.says.unshift(options.preface);
    this.store(personId, before, result, input, origin);
    return result.understood;
  }

  /** What an input makes of a session, actions included; nothing of it is stored. */
  converse(personId: string, session: Session, input: Input, origin: Origin): Conversed {
    const world = this.world(personId, session, origin);
    return converse(session, input, world, this.parts.actions, (helpers, flow, sealed) =>
      this.context(personId, origin, { helpers, flow, sealed }),
    );
  }

  /** Says something outside of any conversation. */
  say(personId: string, says: readonly Say[], origin: Origin): void {
    const { session } = this.held(personId, origin.now);
    this.queue(personId, says, origin, session);
  }

  /** Says something to a phone about which nobody is known yet. */
  sayTo(address: Address, body: StoredBody, origin: Origin): void {
    this.enqueue(null, address, body, origin);
  }

  /** Is what she is in the middle of kept in memory only? */
  isSealed(personId: string, now: number): boolean {
    const { session } = this.held(personId, now);
    return this.isSealedTurn(session, session);
  }

  private isSealedTurn(before: Session, after: Session): boolean {
    const isSealed = (s: Session) => this.parts.library.flow(s.frames.at(-1)?.flow ?? "")?.source.privacy === "sealed";
    return isSealed(before) || isSealed(after);
  }

  words(person: Person, session: Session): Words {
    const revisions = session.frames.map((f) => f.revision);
    return new Words(this.parts.texts, this.parts.library, person.language, revisions);
  }

  /** Most people are in one flow, in the language of the person before: the same words do for them. */
  wordsFor(person: Person, session: Session): Words {
    const last = this.lastWords;
    const same = last?.language === person.language && last.revision === session.frames[0]?.revision;
    if (same && session.frames.length <= 1) return last.words;
    const words = this.words(person, session);
    if (session.frames.length <= 1)
      this.lastWords = { language: person.language, revision: session.frames[0]?.revision, words };
    return words;
  }

  /** The world of the message that is being worked on is asked for several times. */
  world(personId: string, session: Session, origin: Origin): FlowWorld {
    const last = this.lastWorld;
    if (last?.origin === origin && last.personId === personId && last.session === session) return last.world;
    const world = this.makeWorld(personId, session, origin);
    this.lastWorld = { personId, session, origin, world };
    return world;
  }

  private makeWorld(personId: string, session: Session, origin: Origin): FlowWorld {
    const { library, people, facts, actions } = this.parts;
    const person = () => this.person(personId);
    return new PersonWorld({
      library,
      words: this.wordsFor(person(), session),
      writes: (name) => actions.get(name)?.writes === true,
      person,
      shared: (origin.address?.people.length ?? 0) > 1,
      facts,
      helper: () => people.askedBy(personId)?.called ?? undefined,
      now: origin.now,
    });
  }

  person(id: string): Person {
    const person = this.parts.people.person(id) ?? this.sealed.personOf(id);
    if (person === undefined) throw new Error(`no person ${id}`);
    return person;
  }

  private store(personId: string, before: Held, result: Conversed, input: Input, origin: Origin): void {
    const session = this.pending.wasEnded(personId) ? { ...result.session, frames: [] } : result.session;
    if (this.isSealedTurn(before.session, session)) {
      this.sealed.store(personId, { ...result, session }, origin);
      return;
    }
    if (result.later !== undefined) throw new Error("only a sealed conversation may wait for an action");
    const ringing = input.kind === "remind" || input.kind === "silence";
    const heardAt = ringing ? before.heardAt : origin.now;
    const remindAt = this.remindAt(personId, session, heardAt, ringing, origin.now);
    const { sessions } = this.parts;
    const left = sessions.veils.has(personId) ? this.sealed.left(personId, origin.now) : NOTHING_LEFT;
    sessions.save(personId, before, { session, heardAt, remindAt }, origin.now);
    const events = left.length === 0 ? result.events : [...left, ...result.events];
    this.logTurn(personId, before, { ...result, events, session }, origin);
    this.queue(personId, result.says, origin, session);
    this.pending.sendAfterwards();
    this.sealed.sayTold(personId, origin);
  }

  /** When the open question of a session is brought up again. */
  remindAt(personId: string, session: Session, heardAt: number, ringing: boolean, now: number): number | null {
    const { library, hours } = this.parts;
    const person = this.person(personId);
    const silent = person.status === "stopped" || person.status === "erased";
    const ring = silent ? undefined : nextRing(session, library, heardAt, person.zone, hours);
    const earliest = ringing ? withinHours(person.zone, now + REST, hours) : 0;
    return ring === undefined ? null : Math.max(ring.at, earliest);
  }

  logTurn(personId: string, before: Held, result: Conversed, origin: Origin): void {
    const first = result.events[0];
    if (first === undefined) return;
    const next = result.session.frames.at(-1)?.at ?? null;
    const what = result.events.map((e) => e.what).join(",");
    const waited = Math.max(0, origin.now - before.heardAt);
    this.log.run(personId, origin.now, first.flow, first.step, what, next, waited, origin.channel, origin.by ?? null);
  }

  private queue(personId: string, says: readonly Say[], origin: Origin, session: Session): void {
    const { address } = origin;
    if (says.length === 0 || address === undefined) return;
    for (const body of this.rendered(personId, says, origin, session)) this.enqueue(personId, address, body, origin);
  }

  /** What is said to a person, as messages. */
  rendered(personId: string, says: readonly Say[], origin: Origin, session: Session): StoredBody[] {
    const person = this.person(personId);
    const words = this.wordsFor(person, session);
    const isShared = (origin.address?.people.length ?? 0) > 1;
    const heading =
      isShared && person.called !== null ? words.text("engine:for", { called: person.called }) : undefined;
    return render(says, words, { tag: tagOf(personId), manner: person.access, heading });
  }

  /** The key of the next message that is queued for an origin. */
  keyOf(origin: Origin): string {
    return `${origin.key}:${origin.queued.n}`;
  }

  private nextKey(origin: Origin): string {
    const key = this.keyOf(origin);
    origin.queued.n += 1;
    return key;
  }

  enqueue(
    personId: string | null,
    address: Address,
    body: StoredBody,
    origin: Origin,
    policy: UnknownPolicy = "resend",
  ): void {
    if (origin.priority === 0) this.wake(personId, address, origin.now);
    this.parts.outbox.add({
      key: this.nextKey(origin),
      channel: address.channel,
      address: address.address,
      personId,
      priority: origin.priority,
      policy,
      body,
      dueAt: origin.dueAt ?? origin.now,
      createdAt: origin.now,
      until: origin.until,
    });
  }

  /** Who writes outside of her hours is awake: what waits for them goes before the answer. */
  private wake(personId: string | null, { channel, address }: Address, now: number): void {
    if (personId === null) return;
    const opening = withinHours(this.person(personId).zone, now, this.parts.hours);
    if (opening > now) this.parts.outbox.wake(channel, address, now, opening);
  }

  private context(
    personId: string,
    origin: Origin,
    given: { helpers: Record<string, string>; flow: string; sealed: boolean },
  ): ActionContext {
    return Object.assign(this.speaking(personId, origin, given.sealed), {
      flow: given.flow,
      helpers: given.helpers,
      conversation: personId,
    });
  }

  /** What a domain may do that is asked by somebody. */
  speaking(personId: string, origin: Origin, sealed = false): Speaker {
    const person = this.person(personId);
    return new Speaker(this.reaching, origin, {
      person,
      today: dateIn(person.zone, origin.now),
      newId: this.parts.newId,
      sealed,
    });
  }
}
