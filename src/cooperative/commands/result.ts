import { COMMANDS, type Command, type Draft, type Field } from "./command.ts";

/** Something that was written, and where in the line (after it was cleaned). */
export type Heard = { readonly text: string; readonly at: number };

/** Why a line that begins like a command is none. */
export type Doubt =
  /** It asks. */
  | "question"
  /** Words that belong to no command: `leftover`. */
  | "words"
  /** Words that say that it is not so, or not yet. */
  | "not-said"
  /** Plain figures of which nobody can say which is the member and which the money. */
  | "figures"
  /** More amounts, kinds, names or dates than the command has. */
  | "amounts"
  | "kinds"
  | "names"
  | "dates"
  /** The command word has a slip of the thumb; `suggestion` is what it may have been. */
  | "typo"
  /** Money out of the box is no matter of a meeting's line. */
  | "withdrawal"
  | "long";

/**
 * What a line is. Only `command` may be carried out; `ask` wants one thing more, or one thing again; of `unsure` nothing
 * may be carried out; `not-a-command` is for somebody else to hear.
 */
export type Result =
  | { readonly kind: "command"; readonly command: Command }
  | Ask
  | Unsure
  | { readonly kind: "not-a-command" };

export type Ask = {
  readonly kind: "ask";
  readonly draft: Draft;
  readonly missing: Field;
  /** What was written in its place, if anything was. */
  readonly heard: readonly Heard[];
  /** What it may have meant, most likely first. */
  readonly candidates: readonly (number | string)[];
  /** Why it could not be taken: a reason of `understand:refused.`, with its data. */
  readonly refused?: { readonly reason: string; readonly data?: Readonly<Record<string, string | number>> };
};

export type Unsure = {
  readonly kind: "unsure";
  readonly draft: Draft;
  readonly doubt: Doubt;
  readonly leftover: readonly Heard[];
  readonly suggestion?: string;
};

export const NOT_A_COMMAND: Result = { kind: "not-a-command" };

export const unsure = (draft: Draft, doubt: Doubt, leftover: readonly Heard[] = []): Unsure => ({
  kind: "unsure",
  draft,
  doubt,
  leftover: leftover.map(({ text, at }) => ({ text, at })).sort((a, b) => a.at - b.at),
});

/** A reading that is no value yet. */
export type NotSure =
  | { kind: "ask"; candidates: (number | string)[] }
  | { kind: "refused"; reason: string; data?: Record<string, string | number> };

/** Asks for a field whose words may mean several things, or cannot be taken. */
export function wonder(draft: Draft, missing: Field, heard: readonly Heard[], reading: NotSure): Ask {
  const ask = { kind: "ask", draft, missing, heard: heard.map(({ text, at }) => ({ text, at })) } as const;
  if (reading.kind === "ask") return { ...ask, candidates: reading.candidates };
  const { reason, data } = reading;
  return { ...ask, candidates: [], refused: data === undefined ? { reason } : { reason, data } };
}

/**
 * The command that a draft is, or the first thing that it still lacks. A conversation that has asked for it puts the
 * answer into the draft and comes here again.
 */
export function settle(draft: Draft): Extract<Result, { kind: "command" | "ask" }> {
  const missing = missingIn(draft);
  if (missing !== undefined) return { kind: "ask", draft, missing, heard: [], candidates: [] };
  return { kind: "command", command: draft as Command };
}

function missingIn(draft: Draft): Field | undefined {
  const needs: readonly Field[] = COMMANDS[draft.action].needs;
  return needs.find((field) => draft[field] === undefined);
}
