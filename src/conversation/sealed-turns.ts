import type { Frame, Session } from "../flow/session.ts";
import type { Input, Say, TurnEvent } from "../flow/world.ts";
import type { NewId } from "../ids.ts";
import { LIMITS_MS } from "../limits.ts";
import { type Address, isRegistered, type Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { StoredBody } from "./channel.ts";
import type { Conversed } from "./converse.ts";
import type { FlowLibrary } from "./library.ts";
import type { Outcome } from "./module.ts";
import type { Origin, Waiting } from "./origin.ts";
import type { SealedPiece } from "./outbox/index.ts";
import type { Pending } from "./pending.ts";
import { asOne, isSealedTag, readTap, render, sealedTagOf, type Tap, tagOf } from "./render.ts";
import type { Held, Sessions } from "./sessions.ts";
import type { Veil } from "./veils.ts";
import type { Words } from "./world.ts";

/** What sealed turns need of the others. */
export interface TurnWork {
  held(personId: string, now: number): Held;
  person(id: string): Person;
  wordsFor(person: Person, session: Session): Words;
  converse(personId: string, session: Session, input: Input, origin: Origin): Conversed;
  rendered(personId: string, says: readonly Say[], origin: Origin, session: Session): StoredBody[];
  remindAt(personId: string, session: Session, heardAt: number, ringing: boolean, now: number): number | null;
  logTurn(personId: string, before: Held, result: Conversed, origin: Origin): void;
  keyOf(origin: Origin): string;
  enqueue(personId: string | null, address: Address, body: StoredBody, origin: Origin): void;
}

export type SealedParts = {
  people: PeopleStore;
  sessions: Sessions;
  library: FlowLibrary;
  newId: NewId;
  /** When this process began; what was in memory before is gone. */
  startedAt: number;
};

/** Where somebody starts who is in the middle of nothing: what a sealed turn looks like on the disk. */
const MENU = "menu";
const WELCOME = "welcome";

const PHONE = "phone:";

/**
 * Turns of conversations that are in memory only. On the disk each leaves what a turn of the person's menu leaves, made by
 * such a turn: her session at the menu, its line in the turn log, and one row in the outbox, in whose place her answer
 * goes to the wire. On a phone of which it is not known who writes it is "Ini siapa?" instead.
 */
export class SealedTurns {
  private readonly turns: TurnWork;
  private readonly parts: SealedParts;
  private readonly pending: Pending;
  private readonly asksWho: (address: Address, origin: Origin) => void;
  /** What actions tell the speaker in this turn. */
  private told: SealedPiece[] = [];
  /** Whose words and hours do for a phone of which it is not known who writes. */
  private readonly phones = new Map<string, string>();

  constructor(
    turns: TurnWork,
    pending: Pending,
    parts: SealedParts,
    asksWho: (address: Address, origin: Origin) => void,
  ) {
    this.turns = turns;
    this.parts = parts;
    this.pending = pending;
    this.asksWho = asksWho;
  }

  /** The transaction, or its last message, was taken back. */
  cut(): void {
    this.told.length = 0;
  }

  /** A phone as a conversation of its own, of nobody whom the disk could name. */
  phone(address: Address): string | undefined {
    const [somebody] = address.people;
    if (somebody === undefined) return undefined;
    const conversation = `${PHONE}${address.id}`;
    this.phones.set(conversation, somebody);
    return conversation;
  }

  /** Is a sealed conversation going on with this phone, of which it is not known who writes? */
  isOpenAt(address: Address, now: number): boolean {
    return this.phones.size > 0 && this.parts.sessions.veils.isIn(`${PHONE}${address.id}`, now);
  }

  isPhone(conversation: string): boolean {
    return conversation.startsWith(PHONE);
  }

  personOf(conversation: string): Person | undefined {
    const id = this.phones.get(conversation);
    return id === undefined ? undefined : this.parts.people.person(id);
  }

  isSealedFlow(flow: string): boolean {
    return this.parts.library.flow(flow)?.source.privacy === "sealed";
  }

  /** The number of the question that a button answers; 0 for one of a sealed conversation that is over. */
  askedBy(conversation: string, tap: Tap | undefined, now: number): number {
    if (tap === undefined || !isSealedTag(tap.tag)) return tap?.asked ?? 0;
    const { veils } = this.parts.sessions;
    return veils.isIn(conversation, now) && veils.of(conversation, now)?.tag === tap.tag ? tap.asked : 0;
  }

  /** Was her sealed conversation forgotten for her silence, so that these words may have been meant for it? */
  isLate(conversation: string, now: number): boolean {
    return this.parts.sessions.veils.isLate(conversation, now);
  }

  /**
   * Stands she at a menu since shortly before this process began? Then she may have been in a sealed conversation, which
   * the menu stood for: what it does not understand is not repeated, and no voice note passed on. Nor is it when she was
   * told just now that such a conversation is over.
   */
  mayBeLate(personId: string, now: number): boolean {
    const { sessions, startedAt } = this.parts;
    if (sessions.veils.wasJustTold(personId, now)) return true;
    if (now - startedAt > LIMITS_MS.recapAfter || this.isPhone(personId)) return false;
    const { session, heardAt } = sessions.stored(personId, now);
    const at = session.frames.at(-1)?.flow;
    const isMenu = at === MENU || at === WELCOME;
    return isMenu && heardAt < startedAt && startedAt - heardAt < LIMITS_MS.sealedConversation;
  }

  /** She is told that it is over. */
  tellLate(conversation: string, now: number): void {
    this.parts.sessions.veils.tell(conversation, now);
  }

  /** What is in memory of it is forgotten. */
  end(conversation: string): void {
    this.parts.sessions.veils.lift(conversation);
  }

  /**
   * With an ordinary turn the menu that stood for a sealed conversation goes from the disk. One that she had been at would
   * have been left, and so it is in the turn log.
   */
  left(conversation: string, now: number): TurnEvent[] {
    const { sessions } = this.parts;
    const veil = sessions.veils.of(conversation, now);
    if (veil?.cover === undefined || veil.session.frames.some(({ id }) => id === veil.cover)) return [];
    const menu = sessions.stored(conversation, now).session.frames.find(({ id }) => id === veil.cover);
    return menu === undefined ? [] : [{ what: "cancelled", flow: menu.flow, step: menu.at }];
  }

  /** Is a message such that it may lie on the disk in the place of another one? A menu, a welcome, or "Ini siapa?". */
  mayStandForOthers({ choices = [] }: StoredBody): boolean {
    const { library } = this.parts;
    const taps = choices.map(({ id }) => readTap(id));
    const options = taps.map((tap) => tap?.option ?? "");
    const isWho = taps[0]?.tag === "who";
    const isMenu = options.every((option) => library.flow(option) !== undefined);
    const welcome = [...(library.flow(WELCOME)?.asks.values() ?? [])].map(({ options: fixed }) => fixed);
    const isWelcome = welcome.some(
      (fixed) => Array.isArray(fixed) && fixed.map((o) => (typeof o === "string" ? o : o.id)).join() === options.join(),
    );
    return choices.length > 0 && (isWho || isMenu || isWelcome);
  }

  /** Keeps the outcome of a turn in memory, and has its answer go out in the place of a menu. */
  store(conversation: string, { session, says, later }: Conversed, origin: Origin): void {
    const tag = this.tagOf(conversation, origin.now);
    const pieces = this.pieces(conversation, says, session, tag);
    const isAnswered = pieces.length > 0 || later !== undefined;
    const key = isAnswered && origin.address !== undefined ? this.turns.keyOf(origin) : undefined;
    const waiting = later === undefined ? undefined : this.waiting(conversation, session, later, pieces, origin, key);
    this.cover(conversation, { session, at: origin.now, tag, ...(waiting && { waiting }) }, origin, isAnswered);
    this.answer(key, origin, waiting === undefined ? pieces : undefined);
    if (waiting !== undefined) this.pending.begin(waiting);
    this.pending.sendAfterwards();
  }

  /** Something for the speaker, which goes with the answer of this turn. */
  tell(piece: SealedPiece): void {
    this.told.push(piece);
  }

  /** What was told to the speaker outside of a sealed conversation, as an answer of its own. */
  sayTold(conversation: string, origin: Origin): void {
    if (this.told.length === 0) return;
    const { session } = this.turns.held(conversation, origin.now);
    const pieces = this.told.splice(0);
    const key = this.turns.keyOf(origin);
    const tag = this.tagOf(conversation, origin.now);
    this.cover(conversation, { session, at: origin.now, tag }, origin, true);
    this.answer(key, origin, pieces);
  }

  apart({ now, channel, address, priority, dueAt }: Origin): Origin {
    const key = `${channel}:${this.parts.newId()}`;
    const due = dueAt === undefined ? {} : { dueAt };
    return { key, queued: { n: 0 }, now, channel, priority, ...due, ...(address !== undefined && { address }) };
  }

  tellAside(personId: string, piece: SealedPiece, origin: Origin, initiated: boolean): void {
    const { address } = origin;
    if (address === undefined) return;
    const { session } = this.parts.sessions.stored(personId, origin.now);
    const menu = this.turns.converse(personId, session, this.menuOf(personId), origin);
    const key = this.turns.keyOf(origin);
    this.turns.enqueue(personId, address, this.coverBody(personId, menu, origin), origin);
    const keepMs = initiated ? LIMITS_MS.waitPatience : LIMITS_MS.sealedConversation;
    this.pending.answerSealed({ key, channel: address.channel, address: address.address, pieces: [piece], keepMs });
  }

  /**
   * Does an action of hers go on? Then she is asked for a moment's patience, in the row that waits, and what comes of it
   * goes in the row of this message. True: that was all. False: the input ends the conversation and is to be taken.
   */
  isWaiting(conversation: string, input: Input, origin: Origin): boolean {
    const veil = this.parts.sessions.veils.of(conversation, origin.now);
    if (veil?.waiting === undefined) return false;
    const { waiting, ...others } = veil;
    const person = this.turns.person(conversation);
    const text = this.turns.wordsFor(person, veil.session).text("engine:moment");
    this.answer(waiting.key, waiting.origin, [...waiting.said, { body: { text } }]);
    const ends = input.kind === "start" || (input.kind === "move" && input.to === "cancel");
    if (ends) {
      this.parts.sessions.veils.put(conversation, others);
      return false;
    }
    const key = this.turns.keyOf(origin);
    const now: Waiting = { ...waiting, origin, key, said: [] };
    this.cover(conversation, { ...others, at: origin.now, waiting: now }, origin, true);
    this.answer(key, origin, undefined);
    return true;
  }

  /**
   * Goes on with what an action came to, if the conversation still waits for it; `outcome` undefined: it failed. Nothing
   * is written but what further actions write: the row of the message stands already.
   */
  resume(begun: Waiting, outcome: Outcome | undefined, now: number): void {
    const { conversation } = begun;
    const { veils } = this.parts.sessions;
    const veil = veils.of(conversation, now);
    if (veil?.waiting?.later !== begun.later || veil.session.frames.at(-1)?.id !== begun.frame) return;
    const { waiting: current, ...others } = veil;
    const waiting = { ...current, mayFail: begun.mayFail };
    const origin = { ...waiting.origin, now };
    const result = this.outcome(waiting, veil.session, outcome, origin);
    const ended = this.pending.wasEnded(conversation);
    const session = this.plain(conversation, ended ? { ...result.session, frames: [] } : result.session, now);
    const pieces = [...waiting.said, ...this.pieces(conversation, result.says, session, others.tag ?? "")];
    const { later } = result;
    const next =
      later === undefined ? undefined : this.waiting(conversation, session, later, pieces, waiting.origin, waiting.key);
    veils.put(conversation, { ...others, session, at: now, ...(next && { waiting: next }) });
    if (next !== undefined) this.pending.begin(next);
    else this.answer(waiting.key, origin, pieces);
    this.pending.sendAfterwards();
  }

  private outcome(waiting: Waiting, session: Session, outcome: Outcome | undefined, origin: Origin): Conversed {
    const { conversation, mayFail } = waiting;
    if (outcome !== undefined || mayFail) {
      const input = { kind: "outcome", ...(outcome ?? { outcome: "failed" }) } as const;
      return this.turns.converse(conversation, session, input, origin);
    }
    const ended = this.turns.converse(conversation, session, { kind: "move", to: "cancel" }, origin);
    return { ...ended, says: [{ key: "errors:trouble", data: {} }, ...ended.says.slice(1)] };
  }

  private waiting(
    conversation: string,
    session: Session,
    { later, mayFail }: NonNullable<Conversed["later"]>,
    said: readonly SealedPiece[],
    origin: Origin,
    key: string | undefined,
  ): Waiting {
    const frame = session.frames.at(-1)?.id ?? 0;
    return { conversation, frame, mayFail, later, said, origin, key };
  }

  /** What goes out in the place of a row; no pieces yet: the row waits for them. */
  private answer(key: string | undefined, origin: Origin, pieces: readonly SealedPiece[] | undefined): void {
    const { address } = origin;
    if (key === undefined || address === undefined) return;
    const keepMs = pieces === undefined ? LIMITS_MS.laterDeadline * 2 : LIMITS_MS.sealedConversation;
    this.pending.answerSealed({ key, channel: address.channel, address: address.address, pieces, keepMs });
  }

  /** What is said in a turn, without a heading: whoever looks over her shoulder reads no name. */
  private pieces(conversation: string, says: readonly Say[], session: Session, tag: string): SealedPiece[] {
    const top = session.frames.at(-1);
    const person = this.turns.person(conversation);
    const words = this.turns.wordsFor(person, session);
    const isSealed = top !== undefined && this.isSealedFlow(top.flow);
    // Of a phone it is not known who reads it.
    const manner = this.isPhone(conversation) ? "usual" : person.access;
    const bodies = render(says, words, { tag: isSealed ? tag : tagOf(conversation), manner });
    return [...bodies.map((body) => ({ body })), ...this.told.splice(0)];
  }

  /** Of the conversation that goes on; a new one has a new tag, for its questions may have the numbers of the last. */
  private tagOf(conversation: string, now: number): string {
    const { veils } = this.parts.sessions;
    const tag = veils.isIn(conversation, now) ? veils.of(conversation, now)?.tag : undefined;
    return tag ?? sealedTagOf(this.parts.newId());
  }

  /** Writes what a turn of her menu would have written, and keeps in memory where she stands. */
  private cover(conversation: string, veil: Veil, origin: Origin, isAnswered: boolean): void {
    const { sessions } = this.parts;
    const { address } = origin;
    if (this.isPhone(conversation)) {
      if (address !== undefined && isAnswered) this.asksWho(address, origin);
      sessions.veils.put(conversation, veil);
      return;
    }
    const stored = sessions.stored(conversation, origin.now);
    const base = this.base(stored.session, veil.session, sessions.veils.of(conversation, origin.now)?.cover);
    const menu = this.turns.converse(conversation, base, this.menuOf(conversation), origin);
    const remindAt = this.turns.remindAt(conversation, menu.session, origin.now, false, origin.now);
    const cover = menu.session.frames.at(-1)?.id;
    const session = this.hasSealed(veil.session) ? veil.session : { ...veil.session, n: menu.session.n };
    const kept = { ...veil, session, ...(cover !== undefined && { cover }) };
    sessions.saveVeiled(conversation, kept, { session: menu.session, heardAt: origin.now, remindAt });
    this.turns.logTurn(conversation, stored, menu, origin);
    if (address !== undefined && isAnswered)
      this.turns.enqueue(conversation, address, this.coverBody(conversation, menu, origin), origin);
  }

  private coverBody(personId: string, { says, session }: Conversed, origin: Origin): StoredBody {
    return asOne(this.turns.rendered(personId, says, origin, session));
  }

  private menuOf(personId: string): Input {
    return { kind: "start", flow: isRegistered(this.turns.person(personId)) ? MENU : WELCOME };
  }

  /** Her conversations without the sealed ones, and the menu that already stands for them on the disk. */
  private base(stored: Session, session: Session, cover: number | undefined): Session {
    const hers = this.parts.sessions.veils.open(session.frames);
    // It may be the menu that she was at herself before.
    const menu = stored.frames.filter(({ id }) => id === cover && !hers.some((frame) => frame.id === id));
    const frames = [...hers, ...menu];
    return { n: highest(stored.n, frames), frames, auto: 0 };
  }

  /** When nothing sealed is left, the numbers go on from those on the disk: theirs would tell how much was asked. */
  private plain(conversation: string, session: Session, now: number): Session {
    if (this.hasSealed(session) || this.isPhone(conversation)) return session;
    return { ...session, n: highest(this.parts.sessions.stored(conversation, now).session.n, session.frames) };
  }

  private hasSealed({ frames }: Session): boolean {
    return frames.some((f) => this.isSealedFlow(f.flow));
  }
}

const highest = (n: number, frames: readonly Frame[]): number => Math.max(n, ...frames.flatMap((f) => [f.id, f.asked]));
