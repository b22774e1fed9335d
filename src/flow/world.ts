import type { CompiledFlow } from "./compile.ts";
import type { Json } from "./session.ts";
import type { ChoiceOption } from "./understand/index.ts";

/** What the engine may know of the world: everything is handed in, nothing is fetched. */
export interface FlowWorld {
  /** The revision that new conversations start with. */
  flow(id: string): CompiledFlow | undefined;
  /** The revision that a conversation stands on; undefined when it is gone. */
  revision(id: string, revision: string): CompiledFlow | undefined;
  /** Labels and other words of a question's fixed options, in the person's language. */
  options(flow: CompiledFlow, step: string): ReadonlyMap<string, ChoiceOption>;
  /** A text without variables, e.g. a flow's title. */
  text(key: string): string;
  has(key: string): boolean;
  /** Variables of a text, so that only these are looked up. */
  needs(key: string): readonly string[];
  /** Does the action change something that going back cannot undo? */
  writes(action: string): boolean;
  /** Facts about the person that conditions may use: `registered`, `roles`, `shared`. */
  fact(name: string): Json | undefined;
  /** The person's language: amounts are written out in words only in Indonesian. */
  readonly language: string;
  /** The time of this turn, ms UTC. */
  readonly now: number;
  /** Today's date in the person's zone, YYYY-MM-DD. */
  readonly today: string;
  /** The flow that a wish for a human opens. */
  readonly helpFlow: string;
}

/** One thing that happened to a conversation; typed, never fake text. */
export type Input =
  /** `instead`: what goes on ends first, a sealed conversation or one of this very flow, and nothing of it is left. */
  | { kind: "start"; flow: string; data?: Record<string, Json>; instead?: boolean }
  /**
   * `by` and `inFlow`: a helper answers in her place the question that waits in that flow. `perhaps`: a word in it begins
   * another flow, which she is told how to ask for when the text is no answer.
   */
  | {
      kind: "text";
      text: string;
      waitedMs: number;
      by?: string;
      inFlow?: string;
      perhaps?: { flow: string; word: string };
    }
  | { kind: "choice"; asked: number; option: string; waitedMs: number }
  | { kind: "media"; media: string; ref?: string; caption?: string; waitedMs: number }
  | { kind: "location"; latitude: number; longitude: number; waitedMs: number }
  /** The person wants to move: kembali, ulang, lewati, batal, lanjut. */
  | { kind: "move"; to: "back" | "again" | "skip" | "cancel" | "resume" }
  /** What an action came to. `data` is kept with the conversation under its names. */
  | { kind: "outcome"; outcome: string; data?: Record<string, Json> }
  /** What this flow asks on top, or below a menu, was said in another way: it is over without a word. */
  | { kind: "leave"; flow: string }
  /** The open question's timer rang. */
  | { kind: "remind" }
  | { kind: "silence" };

/** One thing to tell the person; the words are filled in outside. */
export type Say = {
  key: string;
  data: Record<string, string | number>;
  /** A question with options to tap or number. */
  choices?: readonly { id: string; label: string }[];
};

export type TurnEvent = {
  what:
    | "started"
    | "answered"
    | "read-back"
    | "which"
    | "misunderstood"
    | "skipped"
    | "back"
    | "edited"
    | "reviewed"
    | "reminded"
    | "stalled"
    | "revived"
    | "resumed"
    | "parked"
    | "cancelled"
    | "helper-offered"
    | "helped"
    | "finished";
  flow: string;
  step: string;
};

/** An action that the engine waits for; its outcome is the next input. */
export type Wanted = { action: string; args: Record<string, Json>; helpers: Record<string, string> };

export type Advanced = {
  session: import("./session.ts").Session;
  says: Say[];
  events: TurnEvent[];
  action?: Wanted;
  /** False: the text was no answer to the open question. A keyword may take it; the state is then thrown away. */
  understood: boolean;
};
