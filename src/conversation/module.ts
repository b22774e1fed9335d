import type { z } from "zod";
import type { Json } from "../flow/session.ts";
import type { NewId } from "../ids.ts";
import type { Address, Person } from "../people/person.ts";
import type { FileInMemory, FileOnDisk, MediaKind } from "./channel.ts";
import type { Keeper } from "./keeper.ts";
import type { NotNow, UnknownPolicy } from "./outbox/index.ts";

/**
 * What a domain (membership, programme, cooperative, safeguarding) plugs into the conversation: actions that flows can
 * `do`, and duties that fall due. Everything it does happens inside the transaction of the message or duty.
 */
export type Module = {
  name: string;
  /** By their full name, `weekly-report.submit`. */
  actions?: Readonly<Record<string, Action>>;
  /** By kind, `weekly-report.invite`. */
  duties?: Readonly<Record<string, DutyHandler>>;
  /** Makes the rows of what falls due from now on; called at each tick and safe to call again. */
  plan?: (now: number) => void;
  /**
   * Asked of each broadcast (`PRIORITY.bulk`) by its key, in the transaction before it leaves: it may have waited long.
   * Undefined: it is not this domain's, or it goes.
   */
  stillGoes?: (key: string, now: number) => NotNow | undefined;
  /** A transaction was committed: what was read in it is true, and may be kept in memory. */
  committed?: () => void;
  /** A transaction was taken back, or another process wrote: what is in memory may not be true. */
  forget?: () => void;
  /** A voice note where no voice was asked for: kept, for a human to hear. */
  voice?: (personId: string, mediaId: string, context: Reach & { now: number; newId: NewId }) => void;
  /**
   * What this domain takes by itself before it is heard as an answer: a command such as "setor wajib Maria 20rb", a
   * photo for a meeting that is open. Undefined: it is not for this domain. Called for everything that is written, so
   * it must know quickly. Never called inside a sealed conversation or a talk with a human.
   */
  hear?: (heard: Heard, context: HearContext) => "taken" | Begun | undefined;
  /** The same for words that nothing else understood: neither a question, nor a domain, nor a word that starts a flow. */
  unheard?: (heard: Heard, context: HearContext) => "taken" | Begun | undefined;
  /** What takes anything of a sort, once no domain knew more of it: any question, any word about savings. */
  lastly?: (heard: Heard, context: HearContext) => "taken" | Begun | undefined;
  /** A text that was passed on in a talk with a human: she may have to know that nothing else was done with it. */
  overheard?: (heard: Heard, context: HearContext) => undefined;
  /**
   * She changed or deleted a message of hers, which changes nothing: where this domain wrote something down because of
   * it, it says what stands. Undefined: it wrote nothing. Never called inside a sealed conversation or a talk with a human.
   */
  changed?: (change: Change, context: HearContext) => "taken" | undefined;
  /**
   * Words that must not wait, "tolong saya dipukul": asked before everything else for each text that is not forwarded, of
   * strangers too, in a talk with a human and where it is not known who of a phone writes; only not inside a sealed
   * conversation. The text itself is then kept nowhere. Where it is not known who writes, the flow has to be sealed; it is
   * begun for the phone, with whoever of its people. Called for everything that is written: a look into a set, no more.
   * "taken", only where it is known who writes: it was heard, and what it tells her is the answer.
   */
  urgent?: (heard: Heard, context: HearContext) => Begun | "taken" | undefined;
  /**
   * What is heard first inside a sealed conversation, e.g. a word that leaves it: words that start flows elsewhere are
   * answers there. Undefined: an answer, or a way to move.
   */
  inside?: (heard: Heard, context: HearContext) => Inside | undefined;
  /**
   * Nothing is left of a person's sealed conversation: it ended, or she was silent for a quarter of an hour. What was kept
   * in memory for it can go. Called after the commit; for a phone of which nobody knows who writes with its own key.
   */
  sealedGone?: (conversation: string) => void;
  /** What it keeps of people in books of its own, for their rights. */
  keeper?: Keeper;
  /** At the end of a batch, once a person: what `hear` gathered of her, so that a burst gets one answer. */
  gathered?: (items: readonly unknown[], context: HearContext) => void;
  /** A conversation that ends its reminders without an answer and whose flow says `silence: human`. */
  stalled?: (personId: string, flow: string, step: string, context: Reach & { now: number; newId: NewId }) => void;
};

export type Action = {
  /** Takes the answers so far and what the flow gives `with` it; unknown keys are left out. */
  args: z.ZodObject;
  outcomes: readonly string[];
  /** Names of the values that it hands to the flow. */
  gives?: readonly string[];
  /** It changes something that going back cannot undo. */
  writes?: boolean;
  /** It may be used by a sealed flow: it keeps nothing. */
  sealed?: boolean;
  run(args: Record<string, unknown>, context: ActionContext): Outcome | Later;
};

/**
 * Work of a sealed action that must not hold up the transaction: Argon2id, fetching a photo. It is begun after the commit;
 * its outcome goes on in the conversation, in a transaction of its own, if that still waits for it. What she writes
 * meanwhile is answered with "engine:moment", unless it ends the conversation. A rejection, or more time than
 * `LIMITS_MS.laterDeadline`, is the outcome "failed" where the action has it; else she hears errors:trouble and the
 * conversation is over.
 */
export type Later = { later: () => Promise<Outcome> };

export type Outcome = { outcome: string; data?: Record<string, Json> };

/** Declares an action with the type of its arguments taken from the schema. */
export function action<S extends z.ZodObject>(
  definition: Omit<Action, "args" | "run"> & {
    args: S;
    run(args: z.infer<S>, context: ActionContext): Outcome | Later;
  },
): Action {
  return definition as unknown as Action;
}

/** A text or a file as a domain may take it by itself. */
export type Heard = { kind: "text"; text: string } | { kind: "media"; media: MediaKind; ref: string; caption?: string };

/**
 * A message that was changed or deleted on the phone; `source` and `at` are those of `Speaking` (there `now`) when it was
 * heard. Without `at`: it came too long ago, or never.
 */
export type Change = { kind: "edited" | "deleted"; source: string; at?: number };

/** A conversation that answers it. `instead`: what this flow asks her already ends for it. */
export type Begun = { flow: string; data: Record<string, Json>; instead?: boolean };

/** A conversation that begins inside a sealed one: over it, or in its place. */
export type Inside = Begun & { ends: boolean };

/** Who speaks, when, and what is known of the message. */
export type Speaking = {
  /** Whose conversation it is. */
  person: Person;
  /** Where the person is writing from now; undefined in a duty. */
  address?: Address;
  channel: string;
  now: number;
  /** In the person's zone. */
  today: string;
  /** The message (or duty) that this comes from: the same however often it is delivered. */
  source: string;
  newId: NewId;
};

/** What the conversation offers to an action or duty. Texts are locale keys; nothing is sent before the commit. */
export type ActionContext = Reach &
  Speaking &
  Hearer & {
    /** The conversation of a sealed flow, as `sealedGone` will name it: her person id, or the key of her phone. */
    conversation: string;
    flow: string;
    /** Answers that somebody else gave in her place: answer -> person id. */
    helpers: Record<string, string>;
  };

export type HearContext = Reach &
  Speaking &
  Hearer & {
    /** A question is waiting for her answer. */
    open: boolean;
    /** Keeps something for `gathered`, unless the message is taken back. */
    gather(item: unknown): void;
    /** What this flow asks her on top, or below a menu, was said in another way: it ends without a word. */
    leave(flow: string): void;
  };

/** Of the message that was just heard. */
export type Hearer = {
  /** It is deleted on her phone after so long, where the channel can: an officer's code. Best effort. */
  recallHeard(afterMs: number): void;
};

export type Reach = {
  /** Tells somebody something. False when no phone of theirs can be reached. */
  tell(personId: string, key: string, data?: Record<string, string | number>, options?: TellOptions): boolean;
  /**
   * Tells somebody something that is never stored: on the disk lies what her menu says in its place. The data may hold
   * secrets. To the speaker it goes with the answer of this turn. False when no phone of hers can be reached.
   */
  tellSealed(personId: string, key: string, data?: Record<string, string | number>, options?: SealedOptions): boolean;
  /** Where the speaker is, for an address that she asks to be told at; of sealed actions only, else undefined. */
  place(): Place | undefined;
  /** Begins a flow with somebody, e.g. a facilitator who is asked for help. False when unreachable. */
  begin(personId: string, flow: string, data?: Record<string, Json>, options?: TellOptions): boolean;
  /** The question that a person is waiting at (in one flow, when it is named), as she sees it. */
  openQuestion(personId: string, flow?: string): OpenQuestion | undefined;
  /** Answers, in a person's place, the question that she is waiting at in a flow. */
  answerFor(personId: string, answer: HelpersAnswer): "understood" | "not-understood" | "nothing-open";
  /** Leaves the optional question that a person is waiting at in this flow, e.g. a talk that the other side ended. */
  skip(personId: string, flow: string): void;
  /** Ends what a person is in the middle of. */
  endConversations(personId: string): void;
  /** The phone is asked who is writing. */
  askWho(address: Address): void;
  /** Remembers a photo or voice note that a flow asked for, to be fetched after the commit; gives its id. */
  keepMedia(kind: MediaKind, ref: string): string;
};

/**
 * A question that somebody waits at, as she sees it. `hers`: nobody may answer it in her place. `known` looks up what its
 * conversation was given or told under a name.
 */
export type OpenQuestion = {
  flow: string;
  step: string;
  text: string;
  hers: boolean;
  known(name: string): Json | undefined;
};

export type HelpersAnswer = {
  text: string;
  /** Who answers in her place. */
  by: string;
  /** The flow whose question it is. */
  flow: string;
  /** What she is told before her conversation goes on. */
  preface?: { key: string; data: Record<string, string | number> };
};

export type TellOptions = {
  /** `reply` at once, `initiated` counts against the weekly cap; default: `reply` for talk, `initiated` for flows. */
  as?: "reply" | "initiated";
  /**
   * Of what is told: `hold` for what must not come twice (a receipt of money), so that an operator decides when nobody
   * knows whether it arrived. Default: `resend`.
   */
  policy?: UnknownPolicy;
  /** A file to go with it: made by Rukun, lies in the home. */
  file?: FileOnDisk;
};

export type SealedOptions = {
  /** `reply` at once (default); `initiated` counts against the weekly cap. */
  as?: "reply" | "initiated";
  /** Deleted on the phone again after so long, where the channel can; kept in memory only, so best effort. */
  recallAfterMs?: number;
  /** It cannot be forwarded or saved, where the channel has that. */
  protect?: boolean;
  /** A file that exists in memory only. */
  file?: FileInMemory;
};

/** A chat: where somebody can be told something, whoever she is. */
export type Place = { channel: string; address: string };

export type DutyHandler = {
  /** Does it; or says why it is not to be done any more. */
  run(data: Record<string, Json>, context: DutyContext): "done" | { dropped: string } | { again: number };
};

export type DutyContext = Reach & { key: string; personId: string | null; dueAt: number; now: number; newId: NewId };
