import { WEEK } from "../clock.ts";
import { advance } from "../flow/engine.ts";
import { openStep } from "../flow/question.ts";
import { emptySession, type Json, lookup, type Session } from "../flow/session.ts";
import type { FlowWorld, Input, Say } from "../flow/world.ts";
import { LIMITS, LIMITS_MS } from "../limits.ts";
import { type Address, isStaff, type Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import { type Hours, withinHours } from "../zones.ts";
import type { MediaKind, StoredBody } from "./channel.ts";
import { said } from "./manner.ts";
import type { KeepMedia } from "./media/index.ts";
import type { HelpersAnswer, OpenQuestion, SealedOptions, TellOptions } from "./module.ts";
import type { Origin } from "./origin.ts";
import type { OutboxStore, SealedPiece, UnknownPolicy } from "./outbox/index.ts";
import type { Pending } from "./pending.ts";
import { render, tagOf } from "./render.ts";
import type { Held, Sessions } from "./sessions.ts";
import type { Words } from "./world.ts";

/** What reaching other people needs of the turns. */
export interface TurnAccess {
  take(
    personId: string,
    input: Input,
    origin: Origin,
    options?: { onlyIfUnderstood?: boolean; preface?: Say },
  ): boolean;
  held(personId: string, now: number): Held;
  world(personId: string, session: Session, origin: Origin): FlowWorld;
  words(person: Person, session: Session): Words;
  /** The same words, kept for whoever comes next. */
  wordsFor(person: Person, session: Session): Words;
  person(id: string): Person;
  enqueue(personId: string | null, address: Address, body: StoredBody, origin: Origin, policy?: UnknownPolicy): void;
  readonly sealed: SealedAccess;
}

/** Of turns that are in memory only. */
export interface SealedAccess {
  /** Never stored, behind what her flow says in this turn. */
  tell(piece: SealedPiece): void;
  /** An origin that leads nobody back to the message because of which another person is told. */
  apart(origin: Origin): Origin;
  /** Tells somebody what lies nowhere; on the disk stands her menu in its place. */
  tellAside(personId: string, piece: SealedPiece, origin: Origin, initiated: boolean): void;
  isSealedFlow(flow: string): boolean;
}

export type ReachingParts = {
  people: PeopleStore;
  sessions: Sessions;
  outbox: OutboxStore;
  /** When people may be written to first, in the zone of each. */
  hours: Hours;
  mayInitiate(channel: string, hasWritten: boolean): boolean;
  keepMedia: KeepMedia;
};

/** The channel of what no message causes. */
const SCHEDULE = "schedule";

const PRIORITY = { reply: 0, initiated: 1 } as const;

/**
 * What an action or duty may do with other people than the one whose turn it is (`self`): tell, begin, answer in her
 * place. They reach it by `ReachOf`.
 */
export class Reaching {
  private readonly turns: TurnAccess;
  private readonly pending: Pending;
  private readonly parts: ReachingParts;
  readonly askWho: (address: Address, origin: Origin) => void;

  constructor(
    turns: TurnAccess,
    pending: Pending,
    parts: ReachingParts,
    askWho: (address: Address, origin: Origin) => void,
  ) {
    this.turns = turns;
    this.pending = pending;
    this.parts = parts;
    this.askWho = askWho;
  }

  /** The same origin, towards another person's phone. */
  private towards(
    personId: string,
    origin: Origin,
    options: TellOptions,
    fallback: "reply" | "initiated",
  ): Origin | undefined {
    const initiated = (options.as ?? fallback) === "initiated";
    if (initiated && !this.mayBeWrittenTo(personId, origin.now)) return undefined;
    const address = this.parts.people.reach(personId, this.parts.mayInitiate);
    if (address === undefined) return undefined;
    const priority = PRIORITY[options.as ?? fallback];
    const to: Origin = {
      key: origin.key,
      queued: origin.queued,
      now: origin.now,
      channel: address.channel,
      address,
      priority,
    };
    // What a duty says long after she wrote answers nothing that she still waits for.
    const isBelated = origin.channel === SCHEDULE && origin.now - address.lastInboundAt > LIMITS_MS.stillReply;
    return initiated || isBelated ? { ...to, dueAt: this.mayBeWrittenAt(personId, origin.now) } : to;
  }

  /** From when on somebody may be written to first: now, or when her hours begin. Staff are at work at any time. */
  private mayBeWrittenAt(personId: string, now: number): number {
    const { zone, roles } = this.turns.person(personId);
    return isStaff(roles) ? now : withinHours(zone, now, this.parts.hours);
  }

  /** Not after BERHENTI, and not more often a week than a person wants to be spoken to; staff are at work. */
  mayBeWrittenTo(personId: string, now: number): boolean {
    const { status, roles } = this.turns.person(personId);
    if (status !== "active" && status !== "guest") return false;
    if (isStaff(roles)) return true;
    return this.parts.outbox.initiatedSince(personId, now - WEEK) < LIMITS.initiatedPerWeek;
  }

  tell(id: string, say: Say, origin: Origin, options: TellOptions, isSelf: boolean): boolean {
    const own = isSelf && origin.address !== undefined;
    const to = own ? origin : this.towards(id, origin, options, "reply");
    if (to?.address === undefined) return false;
    const { address } = to;
    const person = this.turns.person(id);
    const words = this.turns.wordsFor(person, emptySession);
    const text = headed(words, person, address, said(words, person.access, say.key, say.data));
    const body: StoredBody = options.file === undefined ? { text } : { text, file: options.file };
    const from = endsWith(origin.until, to, options) ? { ...to, until: origin.until } : to;
    const send = () => this.turns.enqueue(id, address, body, from, options.policy);
    if (own) this.pending.sayAfterwards(send);
    else send();
    return true;
  }

  tellSealed(id: string, say: Say, origin: Origin, options: SealedOptions, isSelf: boolean): boolean {
    const isInitiated = options.as === "initiated";
    const own = isSelf && origin.address !== undefined;
    const to = own ? origin : this.towards(id, origin, { as: options.as ?? "reply" }, "reply");
    if (to === undefined) return false;
    const person = this.turns.person(id);
    const text = said(this.turns.wordsFor(person, emptySession), person.access, say.key, say.data);
    const { file, protect, recallAfterMs } = options;
    const piece: SealedPiece = {
      body: { text, ...(file !== undefined && { file }), ...(protect === true && { protect }) },
      ...(recallAfterMs !== undefined && { recallAfterMs }),
    };
    if (own) this.turns.sealed.tell(piece);
    else this.turns.sealed.tellAside(id, piece, this.turns.sealed.apart(to), isInitiated);
    return true;
  }

  recallHeard(origin: Origin, afterMs: number): void {
    this.pending.recallHeard(origin, afterMs);
  }

  begin(
    id: string,
    flow: string,
    data: Record<string, Json>,
    origin: Origin,
    options: TellOptions,
    self: string | null,
  ): boolean {
    if (id === self) throw new Error("a flow cannot be begun with the person whose turn it is: use `call` or `open`");
    const to = this.towards(id, origin, options, "initiated");
    if (to?.address === undefined) return false;
    if (to.address.people.length > 1 && to.address.speakerId !== id)
      this.parts.people.setSpeaker(to.address, null, origin.now);
    const from = this.turns.sealed.isSealedFlow(flow) ? this.turns.sealed.apart(to) : to;
    this.turns.take(id, { kind: "start", flow, data }, from);
    return true;
  }

  openQuestion(id: string, flow: string | undefined, origin: Origin): OpenQuestion | undefined {
    const { session } = this.turns.held(id, origin.now);
    // A flow that waits for one that it called asks nothing itself.
    const frame = session.frames.findLast((f) => f.mode !== "child" && (flow === undefined || f.flow === flow));
    if (frame === undefined) return undefined;
    const world = () => this.turns.world(id, session, origin);
    const words = () => this.turns.words(this.turns.person(id), session);
    // Most ask only which flow it is.
    return {
      flow: frame.flow,
      step: frame.at,
      get text() {
        const again = advance({ ...session, frames: [frame] }, { kind: "move", to: "again" }, world());
        const bodies = render(again.says, words(), { tag: tagOf(id) });
        const lines = bodies.flatMap((b) => [b.text, ...(b.choices ?? []).map((c, at) => `${at + 1}. ${c.label}`)]);
        return lines.join("\n");
      },
      get hers() {
        return openStep({ ...session, frames: [{ ...frame, mode: "ask" }] }, world())?.helper === false;
      },
      known: (name) => lookup(frame.trail, name),
    };
  }

  endConversations(id: string, self: string | null): void {
    if (id === self) this.pending.endAfterwards(id);
    else this.parts.sessions.drop(id);
  }

  keepMedia(kind: MediaKind, ref: string, { channel, now }: Origin, self: string | null): string {
    return this.parts.keepMedia({ personId: self ?? "", channel, ref, kind, createdAt: now });
  }

  skip(id: string, flow: string, origin: Origin): void {
    const to = this.towards(id, origin, {}, "reply");
    const top = this.turns.held(id, origin.now).session.frames.at(-1);
    if (to !== undefined && top?.flow === flow) this.turns.take(id, { kind: "move", to: "skip" }, to);
  }

  answerFor(
    id: string,
    { text, by, flow, preface }: HelpersAnswer,
    origin: Origin,
    self: string | null,
  ): "understood" | "not-understood" | "nothing-open" {
    if (id === self) throw new Error("nobody answers for herself");
    if (!this.turns.held(id, origin.now).session.frames.some((f) => f.flow === flow)) return "nothing-open";
    if (this.openQuestion(id, flow, origin)?.hers === true) return "nothing-open";
    const { address: _, ...nowhere } = origin;
    const to = this.towards(id, origin, {}, "reply") ?? nowhere;
    const input: Input = { kind: "text", text, waitedMs: 0, by, inFlow: flow };
    const options = { onlyIfUnderstood: true, ...(preface === undefined ? {} : { preface }) };
    const understood = this.turns.take(id, input, { ...to, by }, options);
    return understood ? "understood" : "not-understood";
  }
}

/**
 * Does what is told of a duty say nothing any more once the duty has expired? Not a receipt, which is told however late;
 * nor what waits for her hours longer than that: whoever planned it so wants it told in the morning.
 */
const endsWith = (until: number | undefined, { dueAt, now }: Origin, { as, policy }: TellOptions): boolean =>
  until !== undefined && as === "initiated" && policy !== "hold" && (dueAt ?? now) <= until;

/** On a phone that several people use it is said for whom it is, where the text does not say so itself. */
function headed(words: Words, { called }: Person, { people }: Address, text: string): string {
  if (people.length < 2 || called === null || text.includes(called)) return text;
  return `${words.text("engine:for", { called })}\n${text}`;
}
