import type { Action, Begun, HearContext, Heard } from "../../conversation/module.ts";
import { LIMITS } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import type { PeopleStore } from "../../people/store.ts";
import type { Texts } from "../../texts/index.ts";
import type { Books } from "../books.ts";
import { type Lexicon, type LineResult, LOOKS, lexiconOf, parseLines } from "../commands/index.ts";
import { Audience } from "./audience.ts";
import { isDocument, isOwnReport } from "./commands/documents.ts";
import { carryOut } from "./line.ts";
import { helpKey, tellsOfMoney } from "./menu/help.ts";
import { begin, isOpen, LINE_FLOW, resolving } from "./resolve.ts";
import type { Say } from "./say.ts";
import { is, type Standing, standingOf } from "./standing.ts";
import { type Gathered, tellAnswer } from "./summary.ts";
import type { Carriers, CoopTurn, Reply } from "./turn.ts";

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
    if (context.open && lines.every(mayAnswer)) return undefined;
    const begun: Begun[] = [];
    for (const { line, text, result } of lines) {
      if (result.kind === "not-a-command") {
        context.gather({ text, reply: this.notUnderstood(person, text) } satisfies Gathered);
        continue;
      }
      const turn = this.turnOf(standing, context, `${context.source}#${line}`, {});
      const reply = carryOut(result, this.parts.carriers, turn);
      // One question at a time: the first is asked, the others stand in the summary.
      if (isOpen(reply) && begun.length === 0 && !this.isAsked(context)) begun.push(begin(reply, turn.source));
      else context.gather({ text, reply } satisfies Gathered);
    }
    return begun[0] ?? "taken";
  }

  /** A treasurer who tells of money in a sentence is shown how it is written; of it nothing is booked. */
  private prose(text: string, standing: Standing, { person, open, gather }: HearContext): "taken" | undefined {
    if (open || !is(standing, "treasurer")) return undefined;
    if (!tellsOfMoney(text, this.lexicon(person.language))) return undefined;
    const say = this.say(person);
    const lines = [
      say.line("coop-menu:prose", { heard: text.trim().slice(0, LIMITS.heardBack) }),
      say.line(helpKey(standing)),
    ];
    gather({ text, reply: { kind: "said", text: lines.join(" "), refused: true } } satisfies Gathered);
    return "taken";
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
    const text = this.say(context.person).line("meeting.photo-kept");
    context.gather({ text: "", reply: { kind: "said", text } } satisfies Gathered);
    return "taken";
  }

  gathered(items: readonly unknown[], context: HearContext): void {
    tellAnswer(items as readonly Gathered[], this.audience, this.say(context.person), context);
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
    const { lines } = parseLines(text, this.lexicon(person.language), { today, mode, products });
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

  private isAsked({ openQuestion, person }: HearContext): boolean {
    return openQuestion(person.id, LINE_FLOW) !== undefined;
  }

  private notUnderstood(person: Person, text: string): Reply {
    return {
      kind: "said",
      text: this.say(person).line("not-understood", { heard: text.trim().slice(0, LIMITS.heardBack) }),
      refused: true,
    };
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

/**
 * While a question is open it is heard first: a word that only looks may be an answer to it, and so may a plain number,
 * which at a meeting begins a member's line.
 */
const mayAnswer = ({ result }: LineResult): boolean =>
  result.kind === "command"
    ? LOOKS.has(result.command.action) && !isDocument(result.command)
    : result.kind === "ask" && result.draft.action === "meeting-line";
