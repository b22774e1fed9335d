import { z } from "zod";
import { type Action, action, type Begun, type Outcome } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import { LIMITS } from "../../limits.ts";
import type { Draft, Result } from "../commands/index.ts";
import { type Answer, fill } from "./fill.ts";
import { carryOut } from "./line.ts";
import { tellAnswer } from "./summary.ts";
import { asJson, type Carriers, type CoopTurn, type Reply } from "./turn.ts";

export const LINE_FLOW = "coop-line";

type Open = Extract<Reply, { kind: "which" | "ask" }>;
type TurnOf = (context: CoopTurn["context"], source: string, decided: Record<string, string>) => CoopTurn | undefined;

/** A command with the answer to what it left open; `decided` are her answers so far, this one among them. */
type Given = { draft: Draft; field: string; answer: Answer; decided: Record<string, string> };

/** The action of the flow that asks for what a line lacks. `turnOf`: undefined for who has nothing to do with the books. */
export function resolving(carriers: Carriers, turnOf: TurnOf): Record<string, Action> {
  return {
    "coop.resolve": action({
      args: z.object({
        draft: z.record(z.string(), z.unknown()),
        field: z.string(),
        origin: z.string(),
        decided: z.record(z.string(), z.string()).optional(),
        way: z.enum(WAYS),
        choice: z.string().nullish(),
        amount: z.string().nullish(),
        text: z.string().nullish(),
        words: z.string().nullish(),
      }),
      outcomes: ["done", ...WAYS],
      gives: ["way", "question", "plain", "choices", "draft", "field", "decided"],
      writes: true,
      run: (args, context) => {
        const { field, origin } = args;
        const answer = answerIn(args);
        const decided = { ...args.decided, [field]: answer.text };
        const given = { draft: args.draft as Draft, field, answer, decided };
        const turn = turnOf(context, origin, given.decided);
        return turn === undefined ? DONE : resolve(given, carriers, turn);
      },
    }),
  };
}

/** How a flow asks: one of a list, an amount of a list or written, something short, or in words for people. */
export const WAYS = ["which", "amount", "ask", "words"] as const;
export type Way = (typeof WAYS)[number];

type Answers = { way: Way } & { [name in "choice" | "amount" | "text" | "words"]?: string | null | undefined };

/** What was answered in the way in which it was asked. An amount that is written counts as one of the list. */
export function answerIn({ way, choice, amount, text, words }: Answers): Answer {
  if (way === "ask") return { way, text: text ?? "" };
  if (way === "words") return { way: "ask", text: words ?? "" };
  return { way: "which", text: (way === "which" ? choice : amount) ?? "" };
}

const DONE: Outcome = { outcome: "done", data: { way: "done" } };

function resolve({ draft, field, answer, decided }: Given, carriers: Carriers, turn: CoopTurn): Outcome {
  const { say, source } = turn;
  if (field === "same" && answer.text === "same") return finish({ kind: "said", text: say.line("same-kept") }, turn);
  const filled = fill(draft, field, answer, turn.lexicon, turn.today);
  if (filled.kind === "again") {
    const heard = answer.text.slice(0, LIMITS.heardBack);
    const plain = questionAgain(draft, field, turn);
    const question = say.line("again", { heard, question: plain });
    const again = wayOf({ kind: "ask", field });
    return { outcome: again, data: { way: again, question, plain, choices: [], draft: asJson(draft), field, decided } };
  }
  const reply = carryOut(filled as Exclude<Result, { kind: "not-a-command" }>, carriers, turn);
  if (!isOpen(reply)) return finish(reply, turn);
  return { outcome: wayOf(reply), data: { ...begin(reply, source).data, plain: "", decided } };
}

function questionAgain(draft: Draft, field: string, { say }: CoopTurn): string {
  const own = `ask.${draft.action}-${field}`;
  return say.has(own) ? say.line(own) : say.has(`ask.${field}`) ? say.line(`ask.${field}`) : "";
}

/** Says what became of a command at the end of a conversation about it. */
export function finish(reply: Reply, { context, audience, say }: CoopTurn): Outcome {
  tellAnswer([{ text: "", reply }], audience, say, context);
  return DONE;
}

export const isOpen = (reply: Reply): reply is Open => reply.kind === "which" || reply.kind === "ask";

/** Which of the flow's questions it is. */
export function wayOf({ kind, field }: { kind: Open["kind"]; field: string }): Way {
  if (kind === "ask") return FOR_PEOPLE.has(field) ? "words" : kind;
  return field === "amount" ? "amount" : kind;
}

/** What people read and nothing reckons with. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(["name", "reason"]);

/**
 * The conversation that asks for one thing, with all that is known already. `line`: the words that it is asked about;
 * `since`: the newest entry when it is asked, where that matters for an answer that comes late.
 */
export function begin(
  reply: Open,
  origin: string,
  { since, line }: { since?: number; line?: string } = {},
): Begun & { data: Record<string, Json> } {
  const choices = reply.kind === "which" ? reply.options.map(({ id, label }) => ({ id, label })) : [];
  const { question, field } = reply;
  const data = {
    way: wayOf(reply),
    question,
    choices,
    draft: asJson(reply.draft),
    field,
    origin,
    decided: since === undefined ? {} : { since: String(since) },
    ...(line === undefined ? {} : { line: line.trim().slice(0, LIMITS.heardBack) }),
  };
  return { flow: LINE_FLOW, data };
}
