import { none, normalise, type Reading, readPerson, sure } from "../flow/understand/index.ts";
import type { NewId } from "../ids.ts";
import { LIMITS, LIMITS_MS } from "../limits.ts";
import type { Address, Person } from "../people/person.ts";
import { hashPin, isPin, PIN_CLEARED, pinMatches } from "../people/pin.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Texts } from "../texts/index.ts";
import type { Zone } from "../zones.ts";
import type { Inbound, StoredBody } from "./channel.ts";
import { readTap, tagOf } from "./render.ts";
import { isBefore } from "./written.ts";

/** What is known of a phone that was asked "Ini siapa?", at a time; in memory only, for it may hold a message. */
type Asked = { held: Inbound[]; pinFor?: string; wrong: number; at: number };

/** A message with the time at which it was written by our clock, where that is known. */
export type Timed = {
  message: Inbound;
  writtenAt: number | undefined;
  /** Does a normalised text begin something for one of the phone's people? Then it is no try to say a name. */
  isCommand(word: string): boolean;
};

/** What was known of phones at a moment; undefined: none was being asked, as mostly. */
export type WhoMark = ReadonlyMap<number, Asked> | undefined;

/** Who is writing, or what to say to find out. */
export type Identified =
  | { kind: "known"; personId: string; held: readonly Inbound[]; justNow: boolean; pinSet?: true }
  | { kind: "asking"; body: StoredBody };

/** Keeps the hash of a PIN. */
type SetPin = (personId: string, pin: string, now: number) => void;

type Known = Extract<Identified, { kind: "known" }>;

const NEW = "new";
/** What she writes who has forgotten her PIN: no try. */
const FORGOTTEN = "who:forgotten";
/** Messages kept back while the phone is asked who is writing. */
const MOST_HELD = 5;
/** Words up to which something is a try to say a name, which is repeated to her; a story is not, on a phone of several. */
const NAME_WORDS = 2;
/** Wrong PINs before the question starts again. */
const MOST_WRONG_PINS = 3;

/**
 * Shared phones: several people on one number. Whoever wrote within the last two hours is taken to be writing still;
 * a button says whose question it answers; otherwise the phone is asked, and what was written waits in memory.
 */
export class Who {
  private asked = new Map<number, Asked>();
  private readonly people: PeopleStore;
  private readonly texts: Texts;
  private readonly newId: NewId;
  private readonly zone: Zone;
  private readonly setPin: SetPin;

  constructor(people: PeopleStore, texts: Texts, newId: NewId, zone: Zone, setPin: SetPin) {
    this.people = people;
    this.texts = texts;
    this.newId = newId;
    this.zone = zone;
    this.setPin = setPin;
  }

  /** To be given to `cut` when the transaction is taken back. */
  get mark(): WhoMark {
    return this.asked.size === 0 ? undefined : copied(this.asked);
  }

  cut(mark: WhoMark): void {
    this.asked = copied(mark ?? []);
  }

  /** The question as it stands, e.g. after "ganti orang". */
  ask(address: Address, now: number): StoredBody {
    this.people.setSpeaker(address, null, now);
    this.asked.set(address.id, { held: [], wrong: 0, at: now });
    return this.question(address);
  }

  identify(address: Address, timed: Timed, now: number): Identified {
    const { message, writtenAt } = timed;
    const tapped = this.tapped(address, message);
    if (tapped !== undefined && tapped.pin === null) return this.known(address, tapped.id, now, []);
    const asked = this.asked.get(address.id);
    if (asked === undefined) return this.unasked(address, timed, now, tapped);
    // What was written before the phone was asked answers something else, and is no name and no PIN.
    if (isBefore(writtenAt, asked.at) && message.content.kind === "text" && /\d/.test(message.content.text))
      return { kind: "asking", body: this.again(address, this.hold(asked, message) ? "kept" : "full") };
    return asked.pinFor === undefined
      ? this.chosen(address, asked, timed, now)
      : this.pin(address, asked, message, now);
  }

  /** Who is taken to be writing, without a question; undefined: the phone would be asked, or is being asked. */
  speakerAt(address: Address, now: number): string | undefined {
    return this.freshSpeaker(address, now) ?? (this.asked.has(address.id) ? undefined : this.onlyOne(address));
  }

  /** She is taken to be writing from now on. */
  settle(address: Address, personId: string, now: number): void {
    if (address.speakerId !== personId) this.known(address, personId, now, []);
  }

  private freshSpeaker({ speakerId, speakerSince, people }: Address, now: number): string | undefined {
    if (speakerId === null) return undefined;
    const isFresh = people.length === 1 || now - (speakerSince ?? 0) < LIMITS_MS.sharedPhoneSpeaker;
    return isFresh ? speakerId : undefined;
  }

  /** The only person of a phone that was asked before a restart; not one whom a PIN guards. */
  private onlyOne({ people, speakerId }: Address): string | undefined {
    const [only] = people;
    const isAlone = people.length === 1 && only !== undefined && speakerId === null;
    return isAlone && this.people.person(only)?.pin == null ? only : undefined;
  }

  private unasked(address: Address, timed: Timed, now: number, tapped: Person | undefined): Identified {
    const speaker = this.freshSpeaker(address, now);
    if (speaker !== undefined && (address.people.length === 1 || tapped === undefined || tapped.id === speaker))
      return { kind: "known", personId: speaker, held: [], justNow: false };
    const only = this.onlyOne(address);
    if (only !== undefined) return this.restarted(address, timed, only, now);
    this.people.setSpeaker(address, null, now);
    this.asked.set(address.id, { held: [timed.message], wrong: 0, at: now });
    return { kind: "asking", body: this.question(address) };
  }

  /** The phone was asked and Rukun was restarted: the answer itself may still be in this message. */
  private restarted(address: Address, timed: Timed, only: string, now: number): Identified {
    const { message } = timed;
    if (readingOf(message, this.options(address)).kind !== "sure") return this.known(address, only, now, [message]);
    const asked: Asked = { held: [], wrong: 0, at: 0 };
    this.asked.set(address.id, asked);
    return this.chosen(address, asked, timed, now);
  }

  private chosen(address: Address, asked: Asked, { message, isCommand }: Timed, now: number): Identified {
    const reading = readingOf(message, this.options(address));
    if (reading.kind !== "sure") {
      // A name that nobody has here, or a number too high: nothing to go on with afterwards.
      const heard = reading.kind === "none" ? triedName(message, isCommand) : textOf(message);
      if (heard !== undefined) return { kind: "asking", body: this.again(address, "again", heard) };
      return { kind: "asking", body: this.again(address, this.hold(asked, message) ? "kept" : "full") };
    }
    const id = reading.value;
    if (id === NEW) {
      const personId = this.newId();
      this.people.addGuest(address, personId, this.zone, now);
      return this.known(address, personId, now, []);
    }
    const person = this.people.person(id);
    if (person?.pin != null) {
      asked.pinFor = id;
      asked.wrong = 0;
      const key = person.pin === PIN_CLEARED ? "who:pin-new" : "who:pin";
      return { kind: "asking", body: this.say(key, { called: person.called ?? person.name ?? "" }) };
    }
    return this.known(address, id, now, asked.held);
  }

  private pin(address: Address, asked: Asked, message: Inbound, now: number): Identified {
    const person = this.people.person(asked.pinFor ?? "");
    const text = message.content.kind === "text" ? message.content.text : "";
    if (person?.pin === PIN_CLEARED && isPin(normalise(text))) {
      this.setPin(person.id, hashPin(normalise(text)), now);
      return { ...this.known(address, person.id, now, asked.held), pinSet: true };
    }
    if (person?.pin != null && pinMatches(normalise(text), person.pin))
      return this.known(address, person.id, now, asked.held);
    if (person !== undefined && person.pin !== PIN_CLEARED && this.isForgotten(text))
      return { kind: "asking", body: this.forgot(person) };
    asked.wrong += 1;
    if (asked.wrong < MOST_WRONG_PINS) return { kind: "asking", body: this.notYet(person, text) };
    this.asked.set(address.id, { held: [], wrong: 0, at: now });
    const question = this.question(address);
    return { kind: "asking", body: { ...question, text: `${this.say("who:pin-stop", {}).text}\n\n${question.text}` } };
  }

  /** No PIN yet: what to write, and that the old one is gone where she does not know it. */
  private notYet(person: Person | undefined, text: string): StoredBody {
    if (person?.pin !== PIN_CLEARED) return this.say("who:pin-wrong", {});
    const called = person.called ?? person.name ?? "";
    return /\d/.test(text) ? this.say("who:pin-form", {}) : this.say("who:pin-new", { called });
  }

  private isForgotten(text: string): boolean {
    return this.texts.words("id", FORGOTTEN).map(normalise).includes(normalise(text));
  }

  private forgot({ id, called, name }: Person): StoredBody {
    const helper = this.people.askedBy(id)?.called ?? this.texts.text("id", "engine:helper", {});
    return this.say("who:pin-forgot", { called: called ?? name ?? "", helper });
  }

  /** Whose PIN a phone is asked for: who says BANTUAN then is she. */
  named(address: Address): string | undefined {
    return this.asked.get(address.id)?.pinFor;
  }

  private known(address: Address, personId: string, now: number, held: readonly Inbound[]): Known {
    this.asked.delete(address.id);
    this.people.setSpeaker(address, personId, now);
    return { kind: "known", personId, held, justNow: true };
  }

  private tapped(address: Address, message: Inbound): Person | undefined {
    if (message.content.kind !== "choice") return undefined;
    const tap = readTap(message.content.id);
    const id = tap === undefined ? undefined : address.people.find((p) => tagOf(p) === tap.tag);
    return id === undefined ? undefined : this.people.person(id);
  }

  private options(address: Address): { id: string; label: string }[] {
    const known = address.people.flatMap((id) => {
      const person = this.people.person(id);
      const label = person?.called ?? person?.name;
      return label == null ? [] : [{ id, label }];
    });
    return [...known, { id: NEW, label: this.texts.text("id", "who:new") }];
  }

  private question(address: Address): StoredBody {
    const choices = this.options(address).map(({ id, label }) => ({ id: `who.0:${id}`, label }));
    return { ...this.say("who:ask", {}), choices };
  }

  /** Keeps a message until it is known who wrote it; false: that are too many. */
  private hold({ held }: Asked, message: Inbound): boolean {
    if (held.length >= MOST_HELD || message.content.kind === "choice") return false;
    held.push(message);
    return true;
  }

  /** The question again, with what was not understood or what becomes of it, and how to answer by number and name. */
  private again(address: Address, what: "again" | "kept" | "full", heard = ""): StoredBody {
    const question = this.question(address);
    const data = { heard: heard.slice(0, LIMITS.heardBack), number: "1", name: this.options(address)[0]?.label ?? "" };
    return { ...question, text: `${this.say(`who:${what}`, data).text}\n\n${question.text}` };
  }

  private say(key: string, data: Record<string, string>): StoredBody {
    return { text: this.texts.text("id", key, data) };
  }

  /** After a rollback nothing that was learnt in it may stay. */
  forget(addressId: number): void {
    this.asked.delete(addressId);
  }
}

const copied = (asked: Iterable<readonly [number, Asked]>): Map<number, Asked> =>
  new Map([...asked].map(([id, one]) => [id, { ...one, held: [...one.held] }]));

const textOf = ({ content }: Inbound): string | undefined =>
  content.kind === "text" ? content.text.trim() : undefined;

/** What is rather a name than a message: a word or two that begin nothing. */
function triedName(message: Inbound, isCommand: (word: string) => boolean): string | undefined {
  const text = textOf(message);
  const word = text === undefined ? "" : normalise(text);
  const isName = word !== "" && !/\d/.test(word) && word.split(" ").length <= NAME_WORDS && !isCommand(word);
  return isName ? text : undefined;
}

function readingOf(message: Inbound, options: readonly { id: string; label: string }[]): Reading<string> {
  const { content } = message;
  if (content.kind === "choice") {
    const tap = readTap(content.id);
    const id = tap?.tag === "who" ? options.find((o) => o.id === tap.option)?.id : undefined;
    return id === undefined ? none : sure(id, "tapped");
  }
  if (content.kind !== "text") return none;
  return readPerson(
    content.text,
    options.map((o) => ({ id: o.id, name: o.label })),
  );
}
