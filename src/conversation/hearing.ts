import { RukunError } from "../errors.ts";
import { takesMedia } from "../flow/answer.ts";
import type { AskStep } from "../flow/definition.ts";
import { normalise } from "../flow/understand/index.ts";
import type { Input, Say } from "../flow/world.ts";
import type { NewId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { type Address, isRegistered, type Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Zone } from "../zones.ts";
import type { Inbound, MediaKind } from "./channel.ts";
import type { FlowLibrary } from "./library.ts";
import type { Heard, Inside, Module } from "./module.ts";
import type { Origin } from "./origin.ts";
import { isSealedTag, readTap } from "./render.ts";
import { type Commands, flowAskedFor, route } from "./route.ts";
import type { Turns } from "./turns.ts";
import type { Who } from "./who.ts";

export type HearingParts = {
  people: PeopleStore;
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
};

const WELCOME = "welcome";
const MENU = "menu";
const HELP = "help";

/** What becomes of one message: who wrote it, what it is, and whose conversation takes it. In an open savepoint. */
export class Hearing {
  private readonly parts: HearingParts;
  /** Domains that have words which must not wait. */
  private readonly urgent: readonly Module[];

  constructor(parts: HearingParts) {
    this.parts = parts;
    this.urgent = parts.modules.filter((module) => module.urgent !== undefined);
  }

  handle(channel: string, message: Inbound, now: number): void {
    const { people, who, turns } = this.parts;
    const { content } = message;
    if (content.kind === "presence") {
      people.setUnreachable(channel, message.address, content.reachable ? null : "left");
      return;
    }
    const address = this.phoneOf(channel, message, now);
    people.touch(address, now);
    if (turns.sealed.isOpenAt(address, now) && !isOrdinaryTap(message)) {
      this.heardSealed(address, message, originOf(channel, message, now, address));
      return;
    }
    if (this.urgent.length > 0 && this.heardUrgent(address, message, originOf(channel, message, now, address))) return;
    const identified = who.identify(address, message, now);
    const unchanged = identified.kind === "known" && !identified.justNow;
    const fresh = unchanged ? address : (people.at(channel, message.address) ?? address);
    const origin = originOf(channel, message, now, fresh);
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

  /** The phone that wrote. An account that is known by another address of it is no stranger at this one. */
  private phoneOf(channel: string, { address, alias }: Inbound, now: number): Address {
    const { people, newId, zone } = this.parts;
    const other = alias === undefined || alias === address ? undefined : people.at(channel, alias);
    const there = other === undefined || other.people.length === 0 ? undefined : people.alsoAt(address, other, now);
    return there ?? people.at(channel, address) ?? people.meet(channel, address, newId(), zone, now);
  }

  /** BERHENTI and BANTUAN win also while it is not known who writes: nobody must find out her name first. */
  private heardFromAnyone(address: Address, message: Inbound, origin: Origin): boolean {
    const text = message.content.kind === "text" ? message.content.text : "";
    const registered = address.people.flatMap((id) => this.parts.people.person(id) ?? []).filter(isRegistered);
    const [first] = registered;
    if (first === undefined) return false;
    const way = route(normalise(text), undefined, this.parts.commands(first));
    if (way.kind !== "start" || this.parts.library.flow(way.flow)?.source.start?.always !== true) return false;
    this.parts.who.forget(address.id);
    for (const person of way.flow === HELP ? [first] : registered) this.start(person.id, way.flow, origin);
    return true;
  }

  /** Words that must not wait for who is writing, nor for any question that is open. */
  private heardUrgent(address: Address, { content }: Inbound, origin: Origin): boolean {
    const text = content.kind === "text" && content.forwarded !== true ? content.text : undefined;
    const said = content.kind === "media" ? content.caption : text;
    if (said === undefined) return false;
    const { turns, who } = this.parts;
    const speaker = who.speakerAt(address, origin.now);
    const conversation = speaker ?? turns.sealed.phone(address);
    if (conversation === undefined || turns.isSealed(conversation, origin.now)) return false;
    const heard: Heard = { kind: "text", text: said.slice(0, LIMITS.inboundText) };
    for (const module of this.urgent) {
      const begun = turns.urgent(module, heard, conversation, origin);
      if (begun === undefined) continue;
      if (speaker === undefined && (begun === "taken" || !turns.sealed.isSealedFlow(begun.flow))) continue;
      if (speaker !== undefined) who.settle(address, speaker, origin.now);
      if (begun !== "taken") turns.take(conversation, { kind: "start", ...begun }, origin);
      return true;
    }
    return false;
  }

  /** In a sealed conversation of a phone of which nobody knows who writes. */
  private heardSealed(address: Address, message: Inbound, origin: Origin): void {
    const conversation = this.parts.turns.sealed.phone(address);
    if (conversation !== undefined) this.hear(conversation, message, origin);
  }

  /** Somebody was just identified and had written nothing else: her question again, or a beginning. */
  private greet(personId: string, origin: Origin): void {
    const { turns } = this.parts;
    if (isOpen(turns, personId, origin.now)) turns.take(personId, { kind: "move", to: "again" }, origin);
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
    const isSealed = turns.isSealed(personId, origin.now);
    const text = whole.slice(0, isSealed ? LIMITS.sealedText : LIMITS.inboundText);
    const word = normalise(text);
    if (word === "") {
      this.orBegin(personId, { kind: "media", media: "other", waitedMs }, origin, "engine:got-media");
      return;
    }
    const step = turns.openStep(personId, origin);
    // What somebody was sent and passes on belongs to a story; elsewhere it is no answer of hers.
    if (forwarded && !(isSealed && step?.silent === true) && !asksForAnything(step)) {
      this.note(personId, "engine:forwarded", origin);
      return;
    }
    if (isSealed) {
      this.inside(personId, { text, word, waitedMs }, step, origin);
      return;
    }
    const person = people.person(personId);
    if (person === undefined) throw new RukunError("person.gone", `no person ${personId}`);
    const commands = this.parts.commands(person);
    const way = route(word, step, commands);
    if (way.kind === "start") {
      this.start(personId, way.flow, origin);
      return;
    }
    // What a menu guesses at ("5 kali") may be of a story, too: what follows it is not repeated to her, either.
    if (!isPlain(word, commands) && turns.sealed.mayBeLate(personId, origin.now))
      turns.sealed.tellLate(personId, origin.now);
    if (way.kind === "hear" && turns.sealed.isLate(personId, origin.now)) {
      this.late(personId, text, origin, commands.flows.get(word)?.flow, step);
      return;
    }
    const open = isOpen(turns, personId, origin.now);
    const isMove = way.kind === "move" && open;
    if (!isMove && this.takenByDomain(personId, { kind: "text", text }, origin, open, step)) return;
    if (way.kind === "move" && (open || way.to === "resume")) {
      // "lanjut" may be an answer where nothing was put aside.
      const onlyIfUnderstood = way.to === "resume";
      const moved = turns.take(personId, { kind: "move", to: way.to }, origin, { onlyIfUnderstood });
      if (moved || !onlyIfUnderstood) return;
    }
    if (open) {
      if (turns.take(personId, { kind: "text", text, waitedMs }, origin, { onlyIfUnderstood: true })) return;
      // "saldo" at a menu that has no such option: what a question may have meant by it is for a domain after all. So is
      // a "lanjut" that goes on with nothing: the next page of a list.
      if (this.takenByDomain(personId, { kind: "text", text }, origin, false, step)) return;
    }
    const asked = flowAskedFor(word, commands);
    if (asked !== undefined) {
      this.start(personId, asked, origin);
      return;
    }
    if (commands.thanks.has(word) && !this.isAsked(personId, origin)) {
      turns.say(personId, [{ key: "engine:thanks", data: {} }], origin);
      return;
    }
    if (turns.sealed.mayBeLate(personId, origin.now)) {
      this.beginAnew(personId, origin);
      return;
    }
    if (this.takenByDomain(personId, { kind: "text", text }, origin, open, step, "unheard")) return;
    if (open) turns.take(personId, { kind: "text", text, waitedMs }, origin);
    else
      this.begin(personId, origin, { key: "engine:not-understood", data: { heard: text.slice(0, LIMITS.heardBack) } });
  }

  /** Does a question wait for her? A menu asks nothing of anybody. */
  private isAsked(personId: string, { now }: Origin): boolean {
    const top = this.parts.turns.held(personId, now).session.frames.at(-1);
    return top !== undefined && top.mode !== "parked" && top.flow !== MENU;
  }

  /** Inside a sealed conversation: the words of its domain, the ways to move, and answers. No flow of outside begins. */
  private inside(
    personId: string,
    { text, word, waitedMs }: { text: string; word: string; waitedMs: number },
    step: AskStep | undefined,
    origin: Origin,
  ): void {
    const { turns, modules } = this.parts;
    for (const module of modules) {
      const begun = turns.inside(module, { kind: "text", text }, personId, origin);
      if (begun === undefined) continue;
      this.beginInside(personId, begun, origin);
      return;
    }
    const way = route(word, step, { ...this.parts.commands(turns.person(personId)), flows: new Map() });
    // "lanjut" is an answer here: nothing that was put aside outside is taken up.
    const isMove = way.kind === "move" && way.to !== "resume";
    turns.take(personId, isMove ? { kind: "move", to: way.to } : { kind: "text", text, waitedMs }, origin);
  }

  private beginInside(conversation: string, { flow, data, ends }: Inside, origin: Origin): void {
    const { turns, who } = this.parts;
    const { sealed } = turns;
    if (sealed.isPhone(conversation) && !sealed.isSealedFlow(flow)) {
      sealed.end(conversation);
      if (origin.address !== undefined) turns.sayTo(origin.address, who.ask(origin.address, origin.now), origin);
    } else turns.take(conversation, { kind: "start", flow, data, instead: ends }, origin);
  }

  /**
   * Perhaps a story that was meant for a sealed conversation, forgotten meanwhile: unless it is a command, it is neither
   * taken for an answer nor repeated to her, which would write it down.
   */
  private late(
    personId: string,
    text: string,
    origin: Origin,
    asked: string | undefined,
    step: AskStep | undefined,
  ): void {
    const { sealed } = this.parts.turns;
    if (asked !== undefined) {
      sealed.end(personId);
      this.start(personId, asked, origin);
      return;
    }
    sealed.tellLate(personId, origin.now);
    if (!this.takenByDomain(personId, { kind: "text", text }, origin, false, step)) this.beginAnew(personId, origin);
  }

  /** She is told that what she was in is over, without a word of what she wrote. */
  private beginAnew(personId: string, origin: Origin): void {
    this.parts.turns.sealed.tellLate(personId, origin.now);
    this.begin(personId, origin, { key: "engine:late", data: {} });
  }

  /** A command of a domain, e.g. "setor wajib Maria 20rb": heard wherever she stands, but for talks and sealed matters. */
  private takenByDomain(
    personId: string,
    heard: Heard,
    origin: Origin,
    open: boolean,
    step: AskStep | undefined,
    how: "hear" | "unheard" = "hear",
  ): boolean {
    const { turns, modules } = this.parts;
    if (step?.silent === true || turns.isSealed(personId, origin.now)) return false;
    for (const module of modules) {
      const taken = module[how] === undefined ? undefined : turns.hear(module, heard, personId, origin, open, how);
      if (taken === undefined) continue;
      if (taken !== "taken") turns.take(personId, { kind: "start", ...taken }, origin);
      return true;
    }
    return false;
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
    const asked = this.parts.turns.sealed.askedBy(personId, tap, origin.now);
    const input: Input = { kind: "choice", asked, option: tap?.option ?? "", waitedMs };
    this.orBegin(personId, input, origin, "engine:over");
  }

  private media(
    personId: string,
    content: Inbound["content"] & { kind: "media" },
    waitedMs: number,
    origin: Origin,
  ): void {
    const { sealed } = this.parts.turns;
    if (sealed.isLate(personId, origin.now) || sealed.mayBeLate(personId, origin.now)) {
      this.beginAnew(personId, origin);
      return;
    }
    const step = this.parts.turns.openStep(personId, origin);
    const wanted = step !== undefined && takesMedia(step, content.media);
    if (!wanted && content.ref !== undefined) {
      const { media, ref, caption } = content;
      const heard: Heard = { kind: "media", media, ref, ...(caption === undefined ? {} : { caption }) };
      if (this.takenByDomain(personId, heard, origin, step !== undefined, step)) return;
    }
    if (!wanted && content.caption !== undefined && content.caption.trim() !== "") {
      this.text(personId, content.caption, false, waitedMs, origin);
      return;
    }
    if (!wanted && isVoice(content.media)) this.forSomebodyToHear(personId, content.ref, step, origin);
    const ref = wanted && content.ref !== undefined ? this.keep(personId, content, origin, step) : undefined;
    const { media, caption } = content;
    const input: Input = {
      kind: "media",
      media,
      waitedMs,
      ...(ref === undefined ? {} : { ref }),
      ...(caption === undefined ? {} : { caption }),
    };
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
    const context = Object.assign(turns.reach(origin, personId), { now, newId });
    for (const module of modules) module.voice?.(personId, mediaId, context);
  }

  private keep(
    personId: string,
    content: Inbound["content"] & { kind: "media" },
    origin: Origin,
    step: AskStep,
  ): string | undefined {
    // Of a sealed conversation it is fetched into memory, by the domain that knows what for.
    if (content.ref === undefined || step.keep === false) return content.ref;
    if (this.parts.turns.isSealed(personId, origin.now)) return content.ref;
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
}

/** What answers a message carry: its key, and the phone that wrote. */
export function originOf(channel: string, message: Inbound, now: number, address: Address): Origin {
  const { id, remoteId } = message;
  const origin: Origin = { key: `${channel}:${id}`, queued: { n: 0 }, now, channel, address, priority: 0 };
  if (remoteId !== undefined) origin.remoteId = remoteId;
  return origin;
}

/** A number of a list, or a command as it stands in the locale: nobody tells a story with it. */
const isPlain = (word: string, { flows, moves }: Commands): boolean =>
  /^\d{1,2}$/.test(word) || flows.has(word) || moves.has(word);

/** "Kirim pesannya ke sini": what is passed on is the answer, and it is not kept. */
const asksForAnything = (step: AskStep | undefined): boolean =>
  step?.as === "message" && step.keep === false && step.silent !== true;

function isOpen(turns: Turns, personId: string, now: number): boolean {
  const top = turns.held(personId, now).session.frames.at(-1);
  return top !== undefined && top.mode !== "parked";
}

/** A button that is of no sealed conversation: it says by itself whose it is. */
function isOrdinaryTap({ content }: Inbound): boolean {
  const tap = content.kind === "choice" ? readTap(content.id) : undefined;
  return tap !== undefined && !isSealedTag(tap.tag);
}

const isVoice = (media: MediaKind) => media === "voice" || media === "audio";
