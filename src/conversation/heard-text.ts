import { RukunError } from "../errors.ts";
import { isBareAnswer } from "../flow/bare.ts";
import type { AskStep } from "../flow/definition.ts";
import { isBegun } from "../flow/session.ts";
import { normalise } from "../flow/understand/index.ts";
import type { Say } from "../flow/world.ts";
import { LIMITS } from "../limits.ts";
import type { Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Asking } from "./asking.ts";
import type { Inside, Module } from "./module.ts";
import type { Origin } from "./origin.ts";
import { type Commands, flowAskedFor, type Move, route } from "./route.ts";
import type { Turns } from "./turns.ts";
import type { Ways } from "./ways.ts";
import type { Who } from "./who.ts";
import { isBefore } from "./written.ts";

export type HeardTextParts = {
  people: PeopleStore;
  turns: Turns;
  asking: Asking;
  who: Who;
  ways: Ways;
  /** The words that start something for this person. */
  commands(person: Person): Commands;
  modules: readonly Module[];
};

/** How long she had not written, and when this was written by our clock, where that is known. */
export type When = { waitedMs: number; writtenAt: number | undefined };

/** What becomes of words: a command, a move, something for a domain, an answer, or a beginning, in this order. */
export class HeardText {
  private readonly parts: HeardTextParts;

  constructor(parts: HeardTextParts) {
    this.parts = parts;
  }

  hear(personId: string, whole: string, forwarded: boolean, when: When, origin: Origin): void {
    const { turns, people, ways } = this.parts;
    const { waitedMs } = when;
    const isSealed = turns.isSealed(personId, origin.now);
    const text = whole.slice(0, isSealed ? LIMITS.sealedText : LIMITS.inboundText);
    const word = normalise(text);
    if (word === "") {
      this.parts.ways.orBegin(personId, { kind: "media", media: "other", waitedMs }, origin, "engine:got-media");
      return;
    }
    const step = turns.openStep(personId, origin);
    // What somebody was sent and passes on belongs to a story; elsewhere it is no answer of hers.
    if (forwarded && !(isSealed && step?.silent === true) && !asksForAnything(step)) {
      this.parts.ways.note(personId, "engine:forwarded", origin);
      return;
    }
    if (isSealed) {
      if (this.isEarly(personId, text, when, origin)) this.again(personId, [text], origin);
      else this.inside(personId, { text, word, waitedMs }, step, origin);
      return;
    }
    const person = people.person(personId);
    if (person === undefined) throw new RukunError("person.gone", `no person ${personId}`);
    const commands = this.parts.commands(person);
    const way = route(word, step, commands);
    if (way.kind === "start") {
      this.parts.ways.start(personId, way.flow, origin);
      return;
    }
    // What a menu guesses at ("5 kali") may be of a story, too: what follows it is not repeated to her, either.
    if (!isPlain(word, commands) && turns.sealed.mayBeLate(personId, origin.now))
      turns.sealed.tellLate(personId, origin.now);
    if (way.kind === "hear" && turns.sealed.isLate(personId, origin.now)) {
      this.late(personId, text, origin, commands.flows.get(word)?.flow, step);
      return;
    }
    const open = ways.isOpen(personId, origin.now);
    const isMove = way.kind === "move" && open;
    const leavesUnseen = isMove && LEAVES.has(way.to) && this.isUnseen(personId, when, origin);
    if (leavesUnseen || (word === "0" && this.isEarly(personId, text, when, origin))) {
      turns.pending.setAside(personId, origin, text);
      return;
    }
    if (!isMove && this.parts.ways.takenByDomain(personId, { kind: "text", text }, origin, open, step)) return;
    if (way.kind === "move" && (open || way.to === "resume")) {
      // "lanjut" may be an answer where nothing was put aside.
      const onlyIfUnderstood = way.to === "resume";
      const moved = turns.take(personId, { kind: "move", to: way.to }, origin, { onlyIfUnderstood });
      if (moved || !onlyIfUnderstood) return;
    }
    if (open) {
      if (this.isEarly(personId, text, when, origin)) {
        turns.pending.setAside(personId, origin, text);
        return;
      }
      if (turns.take(personId, { kind: "text", text, waitedMs }, origin, { onlyIfUnderstood: true })) {
        if (step?.silent === true) ways.overheard(personId, { kind: "text", text }, origin);
        return;
      }
      // "saldo" at a menu that has no such option: what a question may have meant by it is for a domain after all. So is
      // a "lanjut" that goes on with nothing: the next page of a list.
      if (this.parts.ways.takenByDomain(personId, { kind: "text", text }, origin, false, step)) return;
    }
    const asked = flowAskedFor(word, commands);
    // "semua ikut" in a form that is not finished is rather an answer than the wish for another flow: she is asked.
    const isUnsure = asked !== undefined && !asked.exact && !asked.always && ways.isUnfinished(personId, origin);
    if (asked !== undefined && !isUnsure) {
      ways.start(personId, asked.flow, origin);
      return;
    }
    if (commands.thanks.has(word) && !this.parts.ways.isAsked(personId, origin)) {
      turns.say(personId, [{ key: "engine:thanks", data: {} }], origin);
      return;
    }
    if (turns.sealed.mayBeLate(personId, origin.now)) {
      this.parts.ways.beginAnew(personId, origin);
      return;
    }
    for (const how of ["unheard", "lastly"] as const)
      if (ways.takenByDomain(personId, { kind: "text", text }, origin, open, step, how)) return;
    const perhaps = isUnsure ? { perhaps: { flow: asked.flow, word: asked.word } } : {};
    if (open) turns.take(personId, { kind: "text", text, waitedMs, ...perhaps }, origin);
    else
      this.parts.ways.begin(personId, origin, {
        key: "engine:not-understood",
        data: { heard: text.slice(0, LIMITS.heardBack) },
      });
  }

  /** What a person sent at once that came too early for its question. What she is in since that is sealed is left alone. */
  tellEarly(personId: string, texts: readonly string[], origin: Origin): void {
    const { turns, ways } = this.parts;
    const asksAgain = ways.isOpen(personId, origin.now) && !turns.isSealed(personId, origin.now);
    if (asksAgain) this.again(personId, texts, origin);
    else turns.say(personId, [tooEarly(texts)], origin);
  }

  private again(personId: string, texts: readonly string[], origin: Origin): void {
    this.parts.turns.take(personId, { kind: "move", to: "again" }, origin, { preface: tooEarly(texts) });
  }

  /** An answer to anything, written clearly before the question that is open was asked: not meant for it. */
  private isEarly(personId: string, text: string, { writtenAt }: When, origin: Origin): boolean {
    if (writtenAt === undefined) return false;
    const { turns } = this.parts;
    const { session } = turns.held(personId, origin.now);
    if (!isBefore(writtenAt, session.frames.at(-1)?.askedAt)) return false;
    return isBareAnswer(session, turns.world(personId, session, origin), text);
  }

  /** Did the conversation that is open begin clearly after this was written? What she wanted to leave was another one. */
  private isUnseen(personId: string, { writtenAt }: When, origin: Origin): boolean {
    const { frames } = this.parts.turns.held(personId, origin.now).session;
    const isAsked = this.parts.ways.isAsked(personId, origin);
    return isAsked && isBefore(writtenAt, frames.at(-1)?.askedAt) && !isBegun(frames);
  }

  /** Inside a sealed conversation: the words of its domain, the ways to move, and answers. No flow of outside begins. */
  private inside(
    personId: string,
    { text, word, waitedMs }: { text: string; word: string; waitedMs: number },
    step: AskStep | undefined,
    origin: Origin,
  ): void {
    const { turns, asking, modules } = this.parts;
    for (const module of modules) {
      const begun = asking.inside(module, { kind: "text", text }, personId, origin);
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
      this.parts.ways.start(personId, asked, origin);
      return;
    }
    sealed.tellLate(personId, origin.now);
    if (!this.parts.ways.takenByDomain(personId, { kind: "text", text }, origin, false, step))
      this.parts.ways.beginAnew(personId, origin);
  }
}

/** Which answers came before their question, by name. */
function tooEarly(texts: readonly string[]): Say {
  const named = texts.slice(0, LIMITS.earlyNamed).map((text) => `“${text.slice(0, LIMITS.heardBack)}”`);
  const heard = [...named, ...(texts.length > named.length ? ["…"] : [])].join(", ");
  return { key: "engine:early", data: { heard } };
}

/** A number of a list, or a command as it stands in the locale: nobody tells a story with it. */
const isPlain = (word: string, { flows, moves }: Commands): boolean =>
  /^\d{1,2}$/.test(word) || flows.has(word) || moves.has(word);

/** Ways to move after which a question is not asked any more. */
const LEAVES: ReadonlySet<Move> = new Set(["back", "skip", "cancel"]);

/** "Kirim pesannya ke sini": what is passed on is the answer, and it is not kept. */
const asksForAnything = (step: AskStep | undefined): boolean =>
  step?.as === "message" && step.keep === false && step.silent !== true;
