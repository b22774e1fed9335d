import type { Reach, Speaking } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import type { Books } from "../books.ts";
import type { Action, Command, CommandOf, Draft, Field, Lexicon } from "../commands/index.ts";
import type { Booking, Done } from "../operations/operation.ts";
import type { Audience } from "./audience.ts";
import type { Say } from "./say.ts";
import type { Standing } from "./standing.ts";

/** One command of one person, with all that carrying it out needs. */
export type CoopTurn = {
  books: Books;
  audience: Audience;
  standing: Standing;
  context: Reach & Speaking;
  say: Say;
  lexicon: Lexicon;
  /** The date in the unit's zone. */
  today: string;
  /** The message and line that it comes from. */
  source: string;
  /** Answers that the person gave to questions about this command: `same` to "is it the same deposit?". */
  decided: Readonly<Record<string, string>>;
};

/** An option of a question that a command left open. */
export type Option = { id: string; label: string };

/** What became of a command, before it is said. */
export type Reply =
  /** Booked: a receipt by itself, a line in a summary. */
  | { kind: "posted"; done: Done; member: number | undefined }
  /** Waits for others. */
  | { kind: "waiting"; text: string }
  /** An answer that is no booking: a balance, a list, a refusal. `refused`: nothing was changed. */
  | { kind: "said"; text: string; refused?: boolean; file?: { name: string; mime: string; path: string } }
  /** Written on the sheet of a meeting; no money yet. */
  | { kind: "noted"; text: string; amount: number }
  /** One thing is undecided. */
  | { kind: "which"; question: string; options: readonly Option[]; draft: Draft; field: Field | Decision }
  | { kind: "ask"; question: string; draft: Draft; field: Field };

/** What is not said by the command itself, but decided by its sender. */
export type Decision = "same" | "months" | "product" | "settled" | "sure" | "transfer" | "repay" | "outcome";

export type Carrier<A extends Action> = (command: CommandOf<A>, turn: CoopTurn) => Reply;
export type Carriers = { [A in Action]?: Carrier<A> };

export const said = (text: string): Reply => ({ kind: "said", text });
export const notDone = (text: string): Reply => ({ kind: "said", text, refused: true });

/** The booking of a command, dated as it says. */
export function bookingOf({ standing, context, today, source }: CoopTurn, date: string | undefined): Booking {
  const { person, now } = context;
  return { unit: standing.unit.id, maker: person.id, at: now, today, valueOn: date ?? today, source };
}

/** A command as it is kept by a conversation that asks for what it lacks. */
export const asJson = (draft: Draft | Command): Json => JSON.parse(JSON.stringify(draft)) as Json;
