import { z } from "zod";
import {
  type Action,
  action,
  type Begun,
  type HearContext,
  type Heard,
  type Outcome,
} from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import type { PeopleStore } from "../../people/store.ts";
import type { Texts } from "../../texts/index.ts";
import type { Books } from "../books.ts";
import {
  type Draft,
  type Lexicon,
  type LineResult,
  LOOKS,
  lexiconOf,
  parseLines,
  type Result,
} from "../commands/index.ts";
import { Audience } from "./audience.ts";
import { isDocument, isOwnReport } from "./commands/documents.ts";
import { type Answer, fill } from "./fill.ts";
import { carryOut } from "./line.ts";
import { helpKey, tellsOfMoney } from "./menu/help.ts";
import type { Say } from "./say.ts";
import { is, standingOf } from "./standing.ts";
import { answerOf, type Gathered } from "./summary.ts";
import { asJson, type Carriers, type CoopTurn, type Reply } from "./turn.ts";

export const LINE_FLOW = "coop-line";

export type ChatParts = {
  books: Books;
  people: PeopleStore;
  texts: Texts;
  carriers: Carriers;
};

type Speaker = Pick<CoopTurn, "context">["context"];

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
    const { person } = context;
    if (heard.kind === "media") return this.photo(heard, context);
    const lines = this.commandsIn(heard.text, context);
    if (lines === undefined) return this.prose(heard.text, context);
    // Where somebody has nothing to do with the cooperative, nothing of it answers her.
    const standing = standingOf(person, this.parts.books);
    if (standing === undefined || isOwnReport(lines, person, standing)) return undefined;
    if (context.open && lines.every(mayAnswer)) return undefined;
    const begun: Begun[] = [];
    for (const { line, text, result } of lines) {
      if (result.kind === "not-a-command") {
        context.gather({ text, reply: this.notUnderstood(person.language, text) } satisfies Gathered);
        continue;
      }
      const turn = this.turn(context, `${context.source}#${line}`, {});
      if (turn === undefined) return undefined;
      const reply = carryOut(result, this.parts.carriers, turn);
      // One question at a time: the first is asked, the others stand in the summary.
      if (isOpen(reply) && begun.length === 0 && !this.isAsked(context)) begun.push(begin(reply, turn.source));
      else context.gather({ text, reply } satisfies Gathered);
    }
    return begun[0] ?? "taken";
  }

  /** A treasurer who tells of money in a sentence is shown how it is written; of it nothing is booked. */
  private prose(text: string, context: HearContext): "taken" | undefined {
    const { person, open } = context;
    const standing = standingOf(person, this.parts.books);
    if (open || standing === undefined || !is(standing, "treasurer")) return undefined;
    if (!tellsOfMoney(text, this.lexicon(person.language))) return undefined;
    const say = this.say(person.language);
    const lines = [say.line("coop-menu:prose", { heard: text.trim().slice(0, 40) }), say.line(helpKey(standing))];
    context.gather({ text, reply: { kind: "said", text: lines.join(" "), refused: true } } satisfies Gathered);
    return "taken";
  }

  /** A photo of the paper book lies beside the meeting; its figures are never read into the ledger. */
  private photo({ media, ref }: Extract<Heard, { kind: "media" }>, context: HearContext): "taken" | undefined {
    const { meetings } = this.parts.books;
    const meeting = media === "photo" ? meetings.openOf(context.person.id) : undefined;
    if (meeting === undefined) return undefined;
    meetings.addPhoto(meeting.id, context.keepMedia("photo", ref));
    const text = this.say(context.person.language).line("meeting.photo-kept");
    context.gather({ text: "", reply: { kind: "said", text } } satisfies Gathered);
    return "taken";
  }

  gathered(items: readonly unknown[], context: HearContext): void {
    const say = this.say(context.person.language);
    const gathered = items as readonly Gathered[];
    const [only] = gathered;
    const file = gathered.length === 1 && only?.reply.kind === "said" ? only.reply.file : undefined;
    const posted = gathered.some(({ reply }) => reply.kind === "posted");
    for (const text of answerOf(gathered, this.audience, say))
      context.tell(
        context.person.id,
        "coop:plain",
        { text },
        {
          as: "reply",
          ...(posted ? { policy: "hold" } : {}),
          ...(file === undefined ? {} : { file }),
        },
      );
  }

  /** The action of the flow that asks for what a line lacks. */
  actions(): Record<string, Action> {
    return {
      "coop.resolve": action({
        args: z.object({
          draft: z.record(z.string(), z.unknown()),
          field: z.string(),
          origin: z.string(),
          decided: z.record(z.string(), z.string()).optional(),
          way: z.enum(["which", "ask"]),
          choice: z.string().nullish(),
          text: z.string().nullish(),
        }),
        outcomes: ["done", "which", "ask"],
        gives: ["way", "question", "choices", "draft", "field", "decided"],
        writes: true,
        run: (args, context) => {
          const answer = (args.way === "which" ? args.choice : args.text) ?? "";
          const decided = { ...args.decided, [args.field]: answer };
          const given = {
            draft: args.draft as Draft,
            field: args.field,
            answer: { way: args.way, text: answer },
            decided,
          };
          return this.resolve(given, args.origin, context);
        },
      }),
    };
  }

  private resolve(
    { draft, field, answer, decided }: { draft: Draft; field: string; answer: Answer; decided: Record<string, string> },
    origin: string,
    context: Speaker,
  ): Outcome {
    const turn = this.turn(context, origin, decided);
    if (turn === undefined) return { outcome: "done", data: { way: "done" } };
    if (field === "same" && answer.text === "same")
      return this.finish({ kind: "said", text: turn.say.line("same-kept") }, turn);
    const filled = fill(draft, field, answer, turn.lexicon, turn.today);
    if (filled.kind === "again") {
      const question = turn.say.line("again", {
        heard: answer.text.slice(0, 40),
        question: this.questionAgain(draft, field, turn),
      });
      return { outcome: "ask", data: { way: "ask", question, choices: [], draft: asJson(draft), field, decided } };
    }
    const reply = carryOut(filled as Exclude<Result, { kind: "not-a-command" }>, this.parts.carriers, turn);
    if (!isOpen(reply)) return this.finish(reply, turn);
    return { outcome: reply.kind, data: { ...begin(reply, origin).data, decided } };
  }

  /** Says what became of a command at the end of a conversation about it. */
  finish(reply: Reply, { context, say }: CoopTurn): Outcome {
    const policy = reply.kind === "posted" ? ({ policy: "hold" } as const) : {};
    const file = reply.kind === "said" && reply.file !== undefined ? { file: reply.file } : {};
    for (const text of answerOf([{ text: "", reply }], this.audience, say))
      context.tell(context.person.id, "coop:plain", { text }, { ...policy, ...file });
    return { outcome: "done", data: { way: "done" } };
  }

  private questionAgain(draft: Draft, field: string, { say }: CoopTurn): string {
    const own = `ask.${draft.action}-${field}`;
    return say.has(own) ? say.line(own) : say.has(`ask.${field}`) ? say.line(`ask.${field}`) : "";
  }

  /** The lines of a text, when commands are what it consists of; undefined: it is for somebody else to hear. */
  private commandsIn(text: string, { person, now }: HearContext): LineResult[] | undefined {
    const writes = person.roles.includes("treasurer") && this.parts.books.meetings.openOf(person.id) !== undefined;
    const mode = writes ? "meeting" : "normal";
    const unit = this.parts.books.units.ofPerson(person);
    const today = this.parts.books.units.today(unit ?? person, now);
    const { lines } = parseLines(text, this.lexicon(person.language), { today, mode });
    const commands = lines.filter(({ result }) => result.kind !== "not-a-command").length;
    return commands === 0 || commands * 2 < lines.length ? undefined : lines;
  }

  /** Undefined: she has nothing to do with the cooperative. */
  turn(context: Speaker, source: string, decided: Record<string, string>): CoopTurn | undefined {
    const { books } = this.parts;
    const standing = standingOf(context.person, books);
    if (standing === undefined) return undefined;
    const { language } = context.person;
    return {
      books,
      audience: this.audience,
      standing,
      context,
      say: this.say(language),
      lexicon: this.lexicon(language),
      today: books.units.today(standing.unit, context.now),
      source,
      decided,
    };
  }

  private isAsked({ openQuestion, person }: HearContext): boolean {
    return openQuestion(person.id, LINE_FLOW) !== undefined;
  }

  private notUnderstood(language: string, text: string): Reply {
    return {
      kind: "said",
      text: this.say(language).line("not-understood", { heard: text.trim().slice(0, 40) }),
      refused: true,
    };
  }

  private say(language: string): Say {
    return this.audience.sayIn(language);
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

export const isOpen = (reply: Reply): reply is Extract<Reply, { kind: "which" | "ask" }> =>
  reply.kind === "which" || reply.kind === "ask";

/** The conversation that asks for one thing, with all that is known already. */
export function begin(
  reply: Extract<Reply, { kind: "which" | "ask" }>,
  origin: string,
): Begun & { data: Record<string, Json> } {
  const choices = reply.kind === "which" ? reply.options.map(({ id, label }) => ({ id, label })) : [];
  const { question, field } = reply;
  const data = { way: reply.kind, question, choices, draft: asJson(reply.draft), field, origin, decided: {} };
  return { flow: LINE_FLOW, data };
}
