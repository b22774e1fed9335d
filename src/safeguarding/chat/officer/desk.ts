import type { HearContext } from "../../../conversation/module.ts";
import { normalise } from "../../../flow/understand/index.ts";
import { readCode } from "../../crypto/random.ts";
import { DESK_MS } from "../../limits.ts";
import { OFFICER_ROLE, type Officer } from "../../officers/officers.ts";
import { aboutCase, writeAsked } from "./about-case.ts";
import { AskedOf, type Taken } from "./asked.ts";
import { list } from "./commands/list.ts";
import { audit, statistics } from "./commands/look-back.ts";
import { type Command, isBareCode, isCodeLike, type Phrases, phrasesOf, readCommand } from "./grammar.ts";
import { Keyring } from "./keyring.ts";
import { clockIn } from "./moments.ts";
import type { DeskSetting } from "./setting.ts";
import { chatOf, DeskTurn, OpenTurn } from "./turn.ts";
import { Unlocking } from "./unlocking.ts";

/** What officers write: heard, tried as a code, or carried out. */
export class Desk {
  readonly unlocking: Unlocking;
  private readonly setting: DeskSetting;
  private readonly ring = new Keyring();
  private readonly asked = new AskedOf();
  /** The page of the list that each has before her. */
  private readonly pages = new Map<string, number>();
  private readonly phrases = new Map<string, Phrases>();
  /** Words that always win, by language. */
  private readonly always = new Map<string, ReadonlySet<string>>();

  constructor(setting: DeskSetting) {
    this.setting = setting;
    this.unlocking = new Unlocking(setting, this.ring);
  }

  /** With each tick: what is over is emptied, also of an officer who writes no more. */
  sweep(now: number): void {
    this.ring.sweep(now, (personId) => this.setting.officers.ofPerson(personId));
    this.asked.sweep(now);
  }

  committed(): void {
    this.asked.committed();
    this.unlocking.committed();
  }

  forget(): void {
    this.asked.forget();
    this.unlocking.forget();
  }

  hear(text: string, context: HearContext): "taken" | undefined {
    const officer = this.officerHere(context);
    if (officer === undefined) return this.hushCode(text, context);
    const turn = new DeskTurn(this.setting, officer, context, this.asked);
    const key = this.ring.of(officer, chatOf(context), context.now);
    const open = key === undefined ? undefined : new OpenTurn(turn, this.asked, key);
    const taken = this.heard(text, turn, open);
    if (taken) context.recallHeard(DESK_MS.recall);
    return taken ? "taken" : undefined;
  }

  /**
   * Before everything else, also in a talk with a human: what an officer writes about a case must not be passed on to
   * somebody else, nor a code. On a phone of several people it is not known yet who writes.
   */
  urgent(text: string, context: HearContext): "taken" | undefined {
    const isHers = context.address?.people.length === 1;
    return isHers && !this.wins(text, context) ? this.hear(text, context) : undefined;
  }

  /** Whether a text is for the desk, whatever words are in it: a reply may speak of violence. Changes nothing. */
  expects(text: string, context: HearContext): boolean {
    const officer = this.officerHere(context);
    if (officer === undefined || this.wins(text, context)) return false;
    const isOpen = this.ring.of(officer, chatOf(context), context.now) !== undefined;
    return this.asked.isAsked(officer.personId, context.now) || this.commandOf(text, context, isOpen) !== undefined;
  }

  /** BERHENTI, BANTUAN and the like are what they are everywhere. */
  private wins(text: string, { person }: HearContext): boolean {
    const known = this.always.get(person.language) ?? this.alwaysIn(person.language);
    this.always.set(person.language, known);
    return person.roles.includes(OFFICER_ROLE) && known.has(normalise(text));
  }

  private alwaysIn(language: string): ReadonlySet<string> {
    const { library, texts } = this.setting;
    const flows = [...library.all()].filter(({ source }) => source.start?.always === true);
    return new Set(flows.flatMap(({ id }) => texts.words(language, `${id}:start`).map(normalise)));
  }

  /**
   * The officer that somebody is now, alone on her phone; looked up for each message, since she may be revoked at any
   * time.
   */
  private officerHere({ person, address }: HearContext): Officer | undefined {
    if (!person.roles.includes(OFFICER_ROLE) || address?.people.length !== 1) return undefined;
    const officer = this.setting.officers.ofPerson(person.id);
    if (officer === undefined) this.ring.drop(person.id);
    return officer;
  }

  /**
   * Somebody writes a code where no officer writes: on another phone, after she was revoked, or with a sheet that was
   * found. It is as little understood as any other words; only it is not repeated, and so not stored.
   */
  private hushCode(text: string, context: HearContext): "taken" | undefined {
    const opening = this.phrasesIn(context.person.language).filter(({ verb }) => verb === "open");
    const command = readCommand(text, opening, false);
    if (command?.verb !== "open" || command.code === undefined) return undefined;
    context.recallHeard(DESK_MS.recall);
    context.tellSealed(context.person.id, "petugas:unknown");
    return "taken";
  }

  private heard(text: string, turn: DeskTurn, open: OpenTurn | undefined): boolean {
    const { personId } = turn.officer;
    const command = this.commandOf(text, turn.context, open !== undefined);
    const waiting = this.asked.take(personId, turn.now);
    if (waiting !== undefined && !(command !== undefined && isPlain(command)))
      return this.asked.during(personId, waiting, () => this.answered(waiting, text, turn, open));
    if (command === undefined) return false;
    if (this.unlocking.isUnderWay(personId)) {
      if (command.verb === "lock") this.unlocking.stop(personId);
      turn.tell("moment");
    } else if (command.verb === "open") this.unlock(command.code, turn, open);
    else if (command.verb === "lock") this.lock(turn);
    else if (open === undefined) turn.tell("locked");
    else return this.carryOut(command, open);
    return true;
  }

  private commandOf(text: string, context: HearContext, open: boolean): Command | undefined {
    const command = readCommand(text, this.phrasesIn(context.person.language), open);
    return command ?? (isBareCode(text) ? { verb: "open", code: text.trim() } : undefined);
  }

  /** What she was asked for: a code, a reply, a note, or her word. */
  private answered({ asked, late }: Taken, text: string, turn: DeskTurn, open: OpenTurn | undefined): boolean {
    if (asked.for === "code") {
      if (late || !isCodeLike(text)) return false;
      this.unlock(text, turn, open);
      return true;
    }
    const { alias } = asked;
    const what = asked.for === "note" ? "note" : "reply";
    if (turn.hears("not", text)) turn.tell("reply.not-sent");
    else if (open === undefined || late) turn.tell("reply.late", { alias, command: turn.command(what) });
    else if (asked.for === "note") writeAsked(open, "note", alias, text);
    else if (asked.for === "reply") {
      turn.tell("reply.confirm", { alias, text });
      turn.ask({ for: "yes", alias, text });
    } else if (turn.hears("send", text)) writeAsked(open, "reply", alias, asked.text);
    else turn.tell("reply.not-sent");
    return true;
  }

  /** BUKA. A code that is not needed stays good. */
  private unlock(code: string | undefined, turn: DeskTurn, open: OpenTurn | undefined): void {
    const { officer, context, now } = turn;
    if (open !== undefined) turn.tell("still-open", { until: clockIn(context.person.zone, open.until) });
    else if (code === undefined) {
      turn.tell("code.ask");
      turn.ask({ for: "code" });
    } else if (readCode(code) === undefined) turn.tell("code.shape");
    else this.unlocking.try({ officer, code, chat: chatOf(context), now });
  }

  private lock(turn: DeskTurn): void {
    turn.tell(this.ring.drop(turn.officer.personId) ? "closed" : "closed-already");
    this.pages.delete(turn.officer.personId);
  }

  private carryOut(command: Exclude<Command, { verb: "open" | "lock" }>, turn: OpenTurn): boolean {
    switch (command.verb) {
      case "list":
        return this.list(turn, command.page);
      case "more": {
        const page = this.pages.get(turn.officer.personId);
        return page !== undefined && this.list(turn, page + 1);
      }
      case "audit":
        audit(turn);
        return true;
      case "statistics":
        statistics(turn);
        return true;
      case "help":
        turn.tell("help");
        return true;
      default:
        aboutCase(command, turn);
        return true;
    }
  }

  private list(turn: OpenTurn, page: number): true {
    const shown = list(turn, page);
    if (shown === undefined) this.pages.delete(turn.officer.personId);
    else this.pages.set(turn.officer.personId, shown);
    return true;
  }

  private phrasesIn(language: string): Phrases {
    const known = this.phrases.get(language);
    if (known !== undefined) return known;
    const phrases = phrasesOf((verb) => this.setting.texts.words(language, `petugas:word.${verb}`));
    this.phrases.set(language, phrases);
    return phrases;
  }
}

/** A command that nobody writes as the text of a reply. */
const isPlain = (command: Command): boolean =>
  "typed" in command ? command.typed?.likely === true : command.verb !== "open" || command.code !== undefined;
