import { LIMITS } from "../../../limits.ts";
import type { Draft, Fields } from "../../commands/index.ts";
import type { Answer } from "../fill.ts";
import type { Option as Choice, CoopTurn, Reply } from "../turn.ts";

/** An option, with what else may be written for it. */
export type Option = Choice & { aliases?: readonly string[] };

/** How far somebody is who does something by numbers: what she chose in the menu, and what is known of it so far. */
export type State = {
  item: string;
  draft: Draft;
  /** What no command says: the product, whether it was read back. */
  decided: Readonly<Record<string, string>>;
};

/** A question: of options, or of words where there are none. */
export type Asking = { text: string; options: readonly Option[]; typed?: "amount" };

/** What an answer comes to. */
export type Change =
  | { state: State }
  /** One thing more, to make the same answer clear: which Maria? */
  | { ask: Asking }
  /** It was not understood, or cannot be: why, and what to write. */
  | { again: string }
  /** It ends here. */
  | { end: string };

/** One question of a form. Texts are `coop-menu:ask.<name>` above options and `coop-menu:write.<name>` for what is written. */
export type Ask = {
  name: string;
  open(state: State): boolean;
  /** Undefined: there is nothing to choose from, and nothing to write either; `nothing` says so. */
  options?(state: State, turn: CoopTurn): readonly Option[];
  /** An amount may be written without choosing "another amount" first. */
  typed?: "amount";
  /** A single option is taken without asking. */
  alone?: true;
  choose?(id: string, state: State, turn: CoopTurn): Change | undefined;
  /** Undefined: not understood. */
  read?(text: string, state: State, turn: CoopTurn): Change | undefined;
  /** Values of its texts. */
  data?(state: State, turn: CoopTurn): Record<string, string | number>;
};

/** What is not in the list: it is written. */
export const OTHER = "other";

export const change = (state: State, fields: Partial<Fields>): { state: State } => {
  return { state: { ...state, draft: { ...state.draft, ...fields } } };
};
export const decide = (state: State, key: string, value: string): State => ({
  ...state,
  decided: { ...state.decided, [key]: value },
});

/** Asks, or takes what needs no asking, or says that there is nothing to choose from. */
export function asking(ask: Ask, state: State, turn: CoopTurn): { ask: Asking } | { state: State } | { end: string } {
  const options = ask.options?.(state, turn) ?? [];
  const [only] = options;
  if (only !== undefined && options.length === 1 && ask.alone === true && ask.choose !== undefined) {
    const taken = ask.choose(only.id, state, turn);
    if (taken !== undefined && "state" in taken) return taken;
  }
  if (options.length === 0 && ask.read === undefined) return { end: textOf("nothing", ask, state, turn) };
  if (options.length === 0) return { ask: byHand(ask, state, turn) };
  const text = textOf("ask", ask, state, turn);
  return { ask: ask.typed === undefined ? { text, options } : { text, options, typed: ask.typed } };
}

const byHand = (ask: Ask, state: State, turn: CoopTurn): Asking => ({
  text: textOf("write", ask, state, turn),
  options: [],
});

const textOf = (way: string, ask: Ask, state: State, turn: CoopTurn): string =>
  turn.say.line(`coop-menu:${way}.${ask.name}`, ask.data?.(state, turn) ?? {});

export function answered(ask: Ask, { way, text }: Answer, state: State, turn: CoopTurn): Change {
  if (way === "which" && text === OTHER) return { ask: byHand(ask, state, turn) };
  const read = way === "which" ? ask.choose?.(text, state, turn) : ask.read?.(text, state, turn);
  if (read !== undefined) return read;
  const question = textOf("write", ask, state, turn);
  return { again: turn.say.line("again", { heard: text.trim().slice(0, LIMITS.heardBack), question }) };
}

/** What a question to make clear came to: it is asked; what cannot be is said, and asked once more. */
export function unclear(reply: Reply): Change {
  if (reply.kind === "which") return { ask: { text: reply.question, options: reply.options } };
  return { again: reply.kind === "ask" ? reply.question : reply.kind === "posted" ? "" : reply.text };
}

/** A page of a list: what does not stand on it is written. */
export function page(options: readonly Option[], { say }: CoopTurn): Option[] {
  if (options.length <= LIMITS.listOptions) return [...options];
  return [...options.slice(0, LIMITS.listOptions - 1), { id: OTHER, label: say.line("coop-menu:other.any") }];
}

/** As much of a label as stands on every button. */
export function short(label: string): string {
  const letters = [...label];
  if (letters.length <= LIMITS.optionLabel) return label;
  return `${letters
    .slice(0, LIMITS.optionLabel - 1)
    .join("")
    .trimEnd()}…`;
}

/** `Sukarela` */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
