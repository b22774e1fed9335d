import { z } from "zod";
import { type Action, type ActionContext, action, type Outcome } from "../../../conversation/module.ts";
import type { Json } from "../../../flow/session.ts";
import { settle } from "../../commands/index.ts";
import { COOP_LIMITS } from "../../limits.ts";
import { forbidden } from "../allowed.ts";
import type { CoopChat } from "../chat.ts";
import type { Answer } from "../fill.ts";
import { carryOut } from "../line.ts";
import { answerIn, begin, finish, isOpen, WAYS, type Way, wayOf } from "../resolve.ts";
import { type Carriers, type CoopTurn, notDone, said } from "../turn.ts";
import { type Asking, answered, asking, type State } from "./ask.ts";
import { begun, ITEMS, openAsk } from "./forms.ts";

/** The questions of the menus, a page each; the last of them that was answered says what is wanted. */
const PAGES = [
  "what",
  "more",
  "loans",
  "other-loans",
  "cash",
  "transfer",
  "other-cash",
  "members",
  "closing",
  "others",
  "papers",
  "lists",
  "other-lists",
  "year",
] as const;

const stateSchema = z.object({
  item: z.string(),
  draft: z.record(z.string(), z.unknown()),
  decided: z.record(z.string(), z.string()),
});
const GIVES = ["way", "question", "choices", "state"];

/**
 * The cooperative by numbers: what can be written as a line can be chosen in a menu, with one question a message. Until
 * all of it was read back nothing is written, so that every question can be gone back to.
 */
export class CoopMenu {
  private readonly chat: CoopChat;
  private readonly carriers: Carriers;

  constructor(chat: CoopChat, carriers: Carriers) {
    this.chat = chat;
    this.carriers = carriers;
  }

  actions(): Record<string, Action> {
    return {
      "coop.at-head": action({
        args: z.object({}),
        outcomes: ["ok", "nobody"],
        run: (_, context) => ({ outcome: this.turn(context, {})?.standing.unit.kind === "head" ? "ok" : "nobody" }),
      }),
      "coop.item": action({
        args: z.object(Object.fromEntries(PAGES.map((page) => [page, z.string().nullish()]))),
        outcomes: ["ok"],
        gives: ["item"],
        run: (pages) => {
          const chosen = PAGES.map((page) => pages[page] ?? "").filter((item) => ITEMS.has(item));
          return { outcome: "ok", data: { item: chosen.at(-1) ?? "help" } };
        },
      }),
      "coop.begin": action({
        args: z.object({ item: z.string() }),
        outcomes: ["ok", "done", "nobody"],
        gives: GIVES,
        run: ({ item }, context) => this.begin(item, context),
      }),
      "coop.next": action({
        args: z.object({
          state: stateSchema,
          way: z.enum(WAYS),
          choice: z.string().nullish(),
          amount: z.string().nullish(),
          text: z.string().nullish(),
        }),
        outcomes: ["ok", "done", "nobody"],
        gives: GIVES,
        run: ({ state, ...answer }, context) => this.next(state as State, answerIn(answer), context),
      }),
      "coop.carry-out": action({
        args: z.object({ state: stateSchema }),
        outcomes: ["done", ...WAYS, "nobody"],
        gives: ["way", "question", "choices", "draft", "field", "origin", "decided", "undecided"],
        writes: true,
        run: ({ state }, context) => this.carryOut(state as State, context),
      }),
    };
  }

  private turn(context: ActionContext, decided: State["decided"]): CoopTurn | undefined {
    return this.chat.turn(context, `${context.source}#1`, decided);
  }

  private begin(item: string, context: ActionContext): Outcome {
    const turn = this.turn(context, {});
    if (turn === undefined) return NOBODY;
    const state = begun(item);
    const no = forbidden(state.draft.action, turn.standing);
    if (no !== undefined) return finish(notDone(turn.say.line(no)), turn);
    return this.goOn(state, turn);
  }

  /** The next thing that is to be asked, or `go`: it may be carried out. */
  private goOn(given: State, turn: CoopTurn): Outcome {
    let state = given;
    for (let asked = 0; asked < COOP_LIMITS.formQuestions; asked++) {
      const ask = openAsk(state);
      if (ask === undefined) return { outcome: "ok", data: { way: "go", state: plain(state) } };
      const next = asking(ask, state, turn);
      if ("end" in next) return finish(said(next.end), turn);
      if ("ask" in next) return question(next.ask, state);
      state = next.state;
    }
    throw new Error(`${given.item} asks without end`);
  }

  private next(state: State, answer: Answer, context: ActionContext): Outcome {
    const turn = this.turn(context, state.decided);
    if (turn === undefined) return NOBODY;
    const ask = openAsk(state);
    if (ask === undefined) return this.goOn(state, turn);
    const change = answered(ask, answer, state, turn);
    if ("end" in change) return finish(said(change.end), turn);
    if ("again" in change) return question({ text: change.again, options: [] }, state);
    return "ask" in change ? question(change.ask, state) : this.goOn(change.state, turn);
  }

  /** As a line that was written: what it leaves undecided is asked in the same way. */
  private carryOut(state: State, context: ActionContext): Outcome {
    const turn = this.turn(context, state.decided);
    if (turn === undefined) return NOBODY;
    const reply = carryOut(settle(state.draft), this.carriers, turn);
    if (!isOpen(reply)) return finish(reply, turn);
    const data = { ...begin(reply, turn.source).data, decided: { ...state.decided }, undecided: true };
    return { outcome: wayOf(reply), data };
  }
}

/** The cooperative has nothing to do with her: its menu was opened by somebody who was an officer until now. */
const NOBODY: Outcome = { outcome: "nobody", data: { way: "done" } };

function question({ text, options, typed }: Asking, state: State): Outcome {
  const choices = options.map(({ id, label, aliases = [] }) => ({ id, label, aliases: [...aliases] }));
  const way: Way = choices.length === 0 ? "ask" : (typed ?? "which");
  return { outcome: "ok", data: { way, question: text, choices, state: plain(state) } };
}

const plain = (state: State): Json => JSON.parse(JSON.stringify(state)) as Json;
