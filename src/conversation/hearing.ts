import { normalise } from "../flow/understand/index.ts";
import type { Input } from "../flow/world.ts";
import type { NewId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { type Address, isRegistered, type Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Zone } from "../zones.ts";
import type { Asking } from "./asking.ts";
import type { Inbound } from "./channel.ts";
import { HeardMedia } from "./heard-media.ts";
import { HeardText } from "./heard-text.ts";
import type { FlowLibrary } from "./library.ts";
import type { KeepMedia } from "./media/index.ts";
import type { Change, Heard, Module } from "./module.ts";
import type { Origin } from "./origin.ts";
import type { Early } from "./pending.ts";
import { isSealedTag, readTap } from "./render.ts";
import { type Commands, route } from "./route.ts";
import type { Turns } from "./turns.ts";
import { Ways } from "./ways.ts";
import type { Who, WhoMark } from "./who.ts";
import { Written } from "./written.ts";

export type HearingParts = {
  people: PeopleStore;
  library: FlowLibrary;
  turns: Turns;
  asking: Asking;
  who: Who;
  /** The words that start something for this person. */
  commands(person: Person): Commands;
  keepMedia: KeepMedia;
  newId: NewId;
  /** When a message came, by its id; undefined: too long ago, or never. */
  heardAt(channel: string, id: string): number | undefined;
  modules: readonly Module[];
  /** Of somebody about whom nothing is known yet. */
  zone: Zone;
};

const HELP = "help";

/** What is kept in memory alone of phones that are asked who writes. */
export type HearingMark = WhoMark;

/** Who wrote a message, and whose conversation takes what it is. In an open savepoint. */
export class Hearing {
  private readonly parts: HearingParts;
  /** Domains that have words which must not wait. */
  private readonly urgent: readonly Module[];
  private readonly ways: Ways;
  private readonly text: HeardText;
  private readonly media: HeardMedia;
  private readonly written = new Written();

  constructor(parts: HearingParts) {
    this.parts = parts;
    this.ways = new Ways(parts);
    this.text = new HeardText({ ...parts, ways: this.ways });
    this.media = new HeardMedia({ ...parts, ways: this.ways, text: this.text });
    this.urgent = parts.modules.filter((module) => module.urgent !== undefined);
  }

  /** To be given to `cut` when what was handled since is taken back. */
  get mark(): HearingMark {
    return this.parts.who.mark;
  }

  cut(mark: HearingMark): void {
    this.parts.who.cut(mark);
  }

  /** What she wrote before she could have seen the question is hers to say again; the question stands. */
  tellEarly({ personId, origin, texts }: Early): void {
    this.text.tellEarly(personId, texts, origin);
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
    const writtenAt = this.written.at(channel, message.sentAt, now);
    const named = who.named(address);
    const isCommand = (word: string) => this.isCommandAt(address, word);
    const identified = who.identify(address, { message, writtenAt, isCommand }, now);
    const unchanged = identified.kind === "known" && !identified.justNow;
    const fresh = unchanged ? address : (people.at(channel, message.address) ?? address);
    const origin = originOf(channel, message, now, fresh);
    if (identified.kind === "asking") {
      if (!this.heardFromAnyone(fresh, message, named, origin)) turns.sayTo(fresh, identified.body, origin);
      return;
    }
    const { personId, held, justNow, pinSet } = identified;
    if (pinSet === true)
      turns.say(personId, [{ key: "pin:set", data: { called: turns.person(personId).called ?? "" } }], origin);
    if (!justNow || (message.content.kind === "choice" && readTap(message.content.id)?.tag !== "who"))
      this.hear(personId, message, origin);
    else if (held.length === 0) this.greet(personId, origin);
    for (const earlier of held) this.hear(personId, earlier, origin);
  }

  private isCommandAt({ people }: Address, word: string): boolean {
    return people.some((id) => {
      const person = this.parts.people.person(id);
      if (person === undefined) return false;
      const { flows, moves } = this.parts.commands(person);
      return flows.has(word) || moves.has(word);
    });
  }

  /** The phone that wrote. An account that is known by another address of it is no stranger at this one. */
  private phoneOf(channel: string, { address, alias }: Inbound, now: number): Address {
    const { people, newId, zone } = this.parts;
    const other = alias === undefined || alias === address ? undefined : people.at(channel, alias);
    const there = other === undefined || other.people.length === 0 ? undefined : people.alsoAt(address, other, now);
    return there ?? people.at(channel, address) ?? people.meet(channel, address, newId(), zone, now);
  }

  /** BERHENTI and BANTUAN win also while it is not known who writes: nobody must find out her name first. */
  private heardFromAnyone(address: Address, message: Inbound, named: string | undefined, origin: Origin): boolean {
    const text = message.content.kind === "text" ? message.content.text : "";
    const registered = address.people.flatMap((id) => this.parts.people.person(id) ?? []).filter(isRegistered);
    const first = registered.find(({ id }) => id === named) ?? registered[0];
    if (first === undefined) return false;
    const way = route(normalise(text), undefined, this.parts.commands(first));
    if (way.kind !== "start" || this.parts.library.flow(way.flow)?.source.start?.always !== true) return false;
    this.parts.who.forget(address.id);
    for (const person of way.flow === HELP ? [first] : registered) this.ways.start(person.id, way.flow, origin);
    return true;
  }

  /** Words that must not wait for who is writing, nor for any question that is open. */
  private heardUrgent(address: Address, { content }: Inbound, origin: Origin): boolean {
    const text = content.kind === "text" && content.forwarded !== true ? content.text : undefined;
    const said = content.kind === "media" ? content.caption : text;
    if (said === undefined) return false;
    const { turns, asking, who } = this.parts;
    const speaker = who.speakerAt(address, origin.now);
    const conversation = speaker ?? turns.sealed.phone(address);
    if (conversation === undefined || turns.isSealed(conversation, origin.now)) return false;
    const heard: Heard = { kind: "text", text: said.slice(0, LIMITS.inboundText) };
    for (const module of this.urgent) {
      const begun = asking.urgent(module, heard, conversation, origin);
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
    if (this.ways.isOpen(personId, origin.now)) turns.take(personId, { kind: "move", to: "again" }, origin);
    else this.ways.begin(personId, origin);
  }

  private hear(personId: string, message: Inbound, origin: Origin): void {
    const held = this.parts.turns.held(personId, origin.now);
    const waitedMs = Math.max(0, origin.now - held.heardAt);
    const { content } = message;
    switch (content.kind) {
      case "text": {
        const writtenAt = this.written.at(origin.channel, message.sentAt, origin.now);
        const when = { waitedMs, writtenAt };
        this.text.hear(personId, content.text, content.forwarded === true, when, origin);
        break;
      }
      case "choice":
        this.choice(personId, content.id, waitedMs, origin);
        break;
      case "media":
        this.media.hear(personId, content, waitedMs, origin);
        break;
      case "location": {
        const { latitude, longitude } = content;
        this.ways.orBegin(personId, { kind: "location", latitude, longitude, waitedMs }, origin, "engine:got-media");
        break;
      }
      case "edited":
      case "deleted": {
        const { kind, of } = content;
        this.ways.changed(personId, this.changeOf(kind, of, origin), `engine:${kind}`, origin);
        break;
      }
      case "other":
        this.ways.orBegin(personId, { kind: "media", media: "other", waitedMs }, origin, "engine:got-media");
        break;
      case "presence":
        break;
    }
  }

  private changeOf(kind: Change["kind"], of: string | undefined, { channel }: Origin): Change | undefined {
    if (of === undefined) return undefined;
    const at = this.parts.heardAt(channel, of);
    return { kind, source: keyOf(channel, of), ...(at === undefined ? {} : { at }) };
  }

  private choice(personId: string, id: string, waitedMs: number, origin: Origin): void {
    const tap = readTap(id);
    const asked = this.parts.turns.sealed.askedBy(personId, tap, origin.now);
    const input: Input = { kind: "choice", asked, option: tap?.option ?? "", waitedMs };
    this.ways.orBegin(personId, input, origin, "engine:over");
  }
}

/** By what everything that comes from a message names it. */
const keyOf = (channel: string, id: string): string => `${channel}:${id}`;

/** What answers a message carry: its key, and the phone that wrote. */
export function originOf(channel: string, message: Inbound, now: number, address: Address): Origin {
  const { id, remoteId } = message;
  const origin: Origin = { key: keyOf(channel, id), queued: { n: 0 }, now, channel, address, priority: 0 };
  if (remoteId !== undefined) origin.remoteId = remoteId;
  return origin;
}

/** A button that is of no sealed conversation: it says by itself whose it is. */
function isOrdinaryTap({ content }: Inbound): boolean {
  const tap = content.kind === "choice" ? readTap(content.id) : undefined;
  return tap !== undefined && !isSealedTag(tap.tag);
}
