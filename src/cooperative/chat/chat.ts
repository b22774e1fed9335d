import type { Action, Begun, Change, HearContext, Heard, OpenQuestion } from "../../conversation/module.ts";
import { LIMITS } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import type { PeopleStore } from "../../people/store.ts";
import type { Texts } from "../../texts/index.ts";
import type { Books } from "../books.ts";
import { isCourtesy, type Lexicon, type LineResult, LOOKS, lexiconOf, parse, parseLines } from "../commands/index.ts";
import { isAnew, isOver } from "./anew.ts";
import { Audience } from "./audience.ts";
import { changed } from "./changed.ts";
import { isDocument, isOwnReport } from "./commands/documents.ts";
import { byFullName } from "./full-name.ts";
import { carryOut } from "./line.ts";
import { begin, isOpen, LINE_FLOW, resolving } from "./resolve.ts";
import { isQuestion, penaltyAsked } from "./rule-asked.ts";
import type { Say } from "./say.ts";
import { is, type Standing, standingOf } from "./standing.ts";
import { askedBefore, type Gathered, tellAnswer } from "./summary.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "./turn.ts";
import { barePaper, lastly as lastlyOf, MEMBERS_NUMBER, prose as proseOf, unheard as unheardOf } from "./unheard.ts";

export type ChatParts = {
  books: Books;
  people: PeopleStore;
  texts: Texts;
  carriers: Carriers;
};

type Speaker = CoopTurn["context"];

/** The cooperative in the chat: hears commands, carries them out, and asks for one thing where one is undecided. */
export class CoopChat {
  readonly audience: Audience;
  private readonly parts: ChatParts;
  private readonly lexicons = new Map<string, Lexicon>();

  constructor(parts: ChatParts) {
    this.parts = parts;
    this.audience = new Audience(parts.books, parts.people, parts.texts);
  }

  hear(heard: Heard, context: HearContext): "taken" | Begun | undefined {
    // Where somebody has nothing to do with the cooperative, nothing of it reads or answers her.
    const standing = standingOf(context.person, this.parts.books);
    if (standing === undefined) return undefined;
    return heard.kind === "media" ? this.photo(heard, standing, context) : this.text(heard.text, standing, context);
  }

  private text(text: string, standing: Standing, context: HearContext): "taken" | Begun | undefined {
    const { person } = context;
    const lines = this.commandsIn(text, standing, context);
    if (lines === undefined) return this.prose(text, standing, context);
    if (isOwnReport(lines, person, standing)) return undefined;
    if (context.open && lines.every((line) => mayAnswer(line, () => this.asked(context))))
      return isInQuestion(context) ? undefined : this.prose(text, standing, context);
    const begun: Begun[] = [];
    for (const { line, text, result } of lines) {
      if (result.kind === "not-a-command") {
        this.reply(notRead(text, standing, this.say(person)), context, text);
        continue;
      }
      const turn = this.turnOf(standing, context, `${context.source}#${line}`, {});
      const asked = this.asked(context);
      const before = asked ?? this.askedBelow(context);
      const meant = result.kind === "command" ? result.command : result.draft;
      const isAgain = before !== undefined && isAnew(meant, before, turn);
      const reply = carryOut(result, this.parts.carriers, turn);
      const anew = isAgain || (before !== undefined && isOver(meant, before, turn));
      // One question at a time: the first is asked, the others stand in the summary.
      if (isOpen(reply) && begun.length === 0 && (asked === undefined || anew)) {
        if (anew && asked === undefined) context.leave(LINE_FLOW);
        begun.push({ ...begin(reply, turn.source, { since: newestOf(turn), line: text }), instead: anew });
      } else {
        if (anew && !(reply.kind === "said" && reply.refused === true)) context.leave(LINE_FLOW);
        this.reply(reply, context, text);
      }
    }
    if (begun.length > 0) context.gather(JUST_ASKED);
    return begun[0] ?? "taken";
  }

  private prose(text: string, standing: Standing, context: HearContext): "taken" | Begun | undefined {
    const turn = () => this.turnOf(standing, context, `${context.source}#1`, {});
    if (isInQuestion(context))
      return isQuestion(text, this.lexicon(context.person.language))
        ? this.ruleBeside(text, turn(), context)
        : undefined;
    return standing.roles.length === 0 ? undefined : this.officersProse(text, turn(), context);
  }

  private officersProse(text: string, turn: CoopTurn, context: HearContext): "taken" | Begun | undefined {
    // A menu that lies open would hear a choice in the figures of "neraca 10/2026".
    const paper = context.open && /\d/.test(text) ? barePaper(text, this.parts.carriers, turn) : undefined;
    return this.answered(paper ?? (is(turn.standing, "treasurer") ? proseOf(text, turn) : undefined), turn, context);
  }

  /** "Denda berapa?" is no answer to what she is asked: she hears it, and her question again. */
  private ruleBeside(text: string, turn: CoopTurn, context: HearContext): "taken" | undefined {
    const rule = penaltyAsked(text, turn);
    const question = rule === undefined ? undefined : context.openQuestion(context.person.id);
    if (rule?.kind !== "said" || question === undefined) return undefined;
    return this.reply(said(`${rule.text}\n\n${askedBefore(question, turn.say)}`), context, text);
  }

  /** What nothing else understood, while no question waits: what of it the books have an answer to. */
  unheard(heard: Heard, context: HearContext): "taken" | Begun | undefined {
    return this.otherwise(heard, context, (text, turn) => unheardOf(text, this.parts.carriers, turn));
  }

  /** What of it speaks of the books, and nobody has an answer to. */
  lastly(heard: Heard, context: HearContext): "taken" | Begun | undefined {
    return this.otherwise(heard, context, lastlyOf);
  }

  /** In a talk with a human a line for the books is passed on like all else: she hears that it was not written down. */
  overheard(heard: Heard, context: HearContext): undefined {
    const standing = standingOf(context.person, this.parts.books);
    if (standing === undefined || heard.kind === "media") return;
    const lines = this.commandsIn(heard.text, standing, context) ?? [];
    if (lines.some(({ result }) => result.kind === "command" && !LOOKS.has(result.command.action)))
      context.gather(PASSED_ON);
  }

  /** A message of hers that she changed or deleted. */
  changed(change: Change, context: HearContext): "taken" | undefined {
    const turn = this.turn(context, `${context.source}#1`, {});
    const reply = turn === undefined ? undefined : changed(change, turn);
    return reply === undefined ? undefined : this.reply(reply, context);
  }

  private otherwise(
    heard: Heard,
    context: HearContext,
    answer: (text: string, turn: CoopTurn) => Reply | undefined,
  ): "taken" | Begun | undefined {
    const standing = standingOf(context.person, this.parts.books);
    if (standing === undefined || heard.kind === "media" || isInQuestion(context)) return undefined;
    const turn = this.turnOf(standing, context, `${context.source}#1`, {});
    return this.answered(answer(heard.text, turn), turn, context);
  }

  private answered(reply: Reply | undefined, { source }: CoopTurn, context: HearContext): "taken" | Begun | undefined {
    if (reply === undefined) return undefined;
    return isOpen(reply) ? begin(reply, source) : this.reply(reply, context);
  }

  /** A photo of the paper book lies beside the meeting; its figures are never read into the ledger. */
  private photo(
    { media, ref }: Extract<Heard, { kind: "media" }>,
    standing: Standing,
    context: HearContext,
  ): "taken" | undefined {
    const { meetings } = this.parts.books;
    const wanted = media === "photo" && is(standing, "treasurer");
    const meeting = wanted ? meetings.openOf(context.person.id) : undefined;
    if (meeting === undefined) return undefined;
    meetings.addPhoto(meeting.id, context.keepMedia("photo", ref));
    return this.reply(said(this.say(context.person).line("meeting.photo-kept")), context);
  }

  gathered(items: readonly unknown[], context: HearContext): void {
    const noted = items as readonly (Gathered | typeof JUST_ASKED | typeof PASSED_ON)[];
    const answers = noted.filter((item) => item !== JUST_ASKED && item !== PASSED_ON);
    if (noted.includes(PASSED_ON)) context.tell(context.person.id, "coop:passed-on", {}, { as: "reply" });
    // What was asked a moment ago stands right above.
    const asked = () => (answers.length < items.length ? undefined : this.asked(context));
    tellAnswer(answers, this.audience, this.say(context.person), context, asked);
  }

  /** The action of the flow that asks for what a line lacks. */
  actions(): Record<string, Action> {
    return resolving(this.parts.carriers, (context, source, decided) => this.turn(context, source, decided));
  }

  /** The lines of a text, when commands are what it consists of; undefined: it is for somebody else to hear. */
  private commandsIn(text: string, standing: Standing, { person, now }: HearContext): LineResult[] | undefined {
    const { meetings, units } = this.parts.books;
    const writes = is(standing, "treasurer") && meetings.openOf(person.id) !== undefined;
    const mode = writes ? "meeting" : "normal";
    const today = units.today(standing.unit, now);
    const products = () => this.parts.books.setting(standing.unit.id).products;
    const lexicon = this.lexicon(person.language);
    const named = () => units.all().map(({ name }) => name);
    const reading = { today, mode, products, units: named } as const;
    const members = () => this.parts.books.members.roster(standing.unit.id).filter(({ active }) => active);
    const again = (line: LineResult) => byFullName(line, members, (written) => parse(written, lexicon, reading));
    const found = parseLines(text, lexicon, reading).lines;
    const read = standing.roles.length === 0 ? found : found.map(again);
    // Nobody has to answer a greeting above a list, or the thanks below it.
    const lines = read.length === 1 ? read : read.filter((line) => !isOnlyCourtesy(line, lexicon));
    const commands = lines.filter(({ result }) => result.kind !== "not-a-command").length;
    return commands === 0 || commands * 2 < lines.length ? undefined : lines;
  }

  /** Undefined: she has nothing to do with the cooperative. */
  turn(context: Speaker, source: string, decided: Record<string, string>): CoopTurn | undefined {
    const standing = standingOf(context.person, this.parts.books);
    return standing === undefined ? undefined : this.turnOf(standing, context, source, decided);
  }

  private turnOf(standing: Standing, context: Speaker, source: string, decided: Record<string, string>): CoopTurn {
    const { books } = this.parts;
    const { language } = context.person;
    return {
      books,
      audience: this.audience,
      standing,
      context,
      say: this.say(context.person),
      lexicon: this.lexicon(language),
      today: books.units.today(standing.unit, context.now),
      source,
      decided,
    };
  }

  /** The question about a line that waits for her answer; not one over which she opened something else meanwhile. */
  private asked({ openQuestion, person }: HearContext): OpenQuestion | undefined {
    const top = openQuestion(person.id);
    return top?.flow === LINE_FLOW ? top : undefined;
  }

  /** The same below a menu that she opened over it. */
  private askedBelow({ openQuestion, person }: HearContext): OpenQuestion | undefined {
    return MENUS.has(openQuestion(person.id)?.flow ?? "") ? openQuestion(person.id, LINE_FLOW) : undefined;
  }

  private reply(reply: Reply, { gather }: HearContext, text = ""): "taken" {
    gather({ text, reply } satisfies Gathered);
    return "taken";
  }

  private say(person: Person): Say {
    return this.audience.sayTo(person);
  }

  private lexicon(language: string): Lexicon {
    const known = this.lexicons.get(language) ?? lexiconOf(this.parts.texts, language);
    this.lexicons.set(language, known);
    return known;
  }
}

const newestOf = ({ books, standing }: CoopTurn): number => books.journal.head(standing.unit.id)?.no ?? 0;

/** A line among others, with an example that she may write herself. */
function notRead(text: string, standing: Standing, say: Say): Reply {
  const example = is(standing, "treasurer") ? "deposit" : standing.roles.length > 0 ? "approvals" : "balance";
  const heard = text.trim().slice(0, LIMITS.heardBack);
  return notDone(say.line("not-understood", { heard, example: say.line(`example.${example}`) }));
}

/** A question was asked in this batch. */
const JUST_ASKED = "just-asked";
/** A line for the books went to somebody with whom she talks. */
const PASSED_ON = "passed-on";
/** Flows that only show what there is. */
const MENUS: ReadonlySet<string> = new Set(["menu", "coop-treasurer", "coop-officer", "coop-head", "coop-member"]);

/** Does something wait for her answer? A menu asks nothing. */
function isInQuestion({ open, openQuestion, person }: HearContext): boolean {
  return open && !MENUS.has(openQuestion(person.id)?.flow ?? "");
}

const isOnlyCourtesy = ({ text, result }: LineResult, lexicon: Lexicon): boolean =>
  result.kind === "not-a-command" && isCourtesy(text, lexicon);

/**
 * While a question is open it is heard first: a word that only looks may be an answer to it, and so may a plain number,
 * which at a meeting begins a member's line. A word that looks and says of what ("saldo 003") is none, nor is any where
 * the books themselves ask for something short (`asked` at its step `text`), nor 003 where they ask for nothing.
 */
function mayAnswer({ text, result }: LineResult, asked: () => OpenQuestion | undefined): boolean {
  if (result.kind === "ask")
    return result.draft.action === "meeting-line" && (!MEMBERS_NUMBER.test(text) || asked() !== undefined);
  if (result.kind !== "command" || !LOOKS.has(result.command.action) || isDocument(result.command)) return false;
  const step = asked()?.step;
  return step === "words" || (step !== "text" && Object.keys(result.command).length === 1);
}
