import { z } from "zod";
import { LIMITS } from "../limits.ts";

/**
 * A flow as a programme officer writes it: `flows/<domain>/<id>.yaml`. What is asked is here; every word that is said
 * is in `locales/<lang>/<id>.json` under the step's name. docs/FLOWS.md explains each word with examples.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, "small letters, digits and hyphens, e.g. weekly-report");
const name = id;
const actionName = z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, "module.action, e.g. weekly-report.submit");

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** `{ running: yes }`, `{ obstacle: [capital, buyers] }`, `{ last: { set: true } }`, `{ profit: { min: 1 } }`. */
const test = z.union([
  scalar,
  z.array(scalar).min(1),
  z.strictObject({ set: z.boolean().optional(), min: z.number().optional(), max: z.number().optional() }),
]);
const condition = z.record(z.string(), test);

/** Roles that a flow or an option is for. */
export const ROLES = [
  "prospective",
  "beneficiary",
  /** Graduated from every programme that she was in. It comes and goes with that, and nobody gives it. */
  "alumni",
  "kader",
  "facilitator",
  "coordinator",
  "manager",
  "admin",
  "protection",
  "treasurer",
  "chair",
  "supervisor",
  "village",
  "donor",
  /** A member of the cooperative. It comes and goes with her membership, and nobody gives it. */
  "member",
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that somebody is given by hand. */
export const GIVEN_ROLES: readonly Role[] = ROLES.filter((role) => role !== "member" && role !== "alumni");

export const QUESTION_TYPES = [
  "choice",
  "several",
  "yes-no",
  "money",
  "number",
  "scale",
  "year",
  "date",
  "time",
  "phone",
  "name",
  "text",
  "photo",
  "voice",
  "file",
  "location",
  "person",
  "message",
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

const when = { when: condition.optional(), unless: condition.optional() };

const option = z.union([id, z.strictObject({ id, ...when })]);

const duration = z.string().regex(/^\d+[hd]$/, "hours or days, e.g. 6h or 1d");

const ask = z.strictObject({
  ask: name,
  as: z.enum(QUESTION_TYPES),
  /** Fixed options, or `{ from: name }` for a list that an action made: `[{ id, label }]`. */
  options: z.union([z.array(option).min(1), z.strictObject({ from: name })]).optional(),
  /** What may be written in place of an option of a choice: its answer is the rupiah as digits, like an option's id. */
  or: z.literal("money").optional(),
  ...when,
  min: z.number().optional(),
  max: z.number().optional(),
  /** Which side of today a date without a year lies on. */
  prefer: z.enum(["past", "future"]).optional(),
  /** Read the value back before going on: in the next message when it was clear, as a question when it was not. */
  confirm: z.boolean().optional(),
  /** "lewati" is an answer too. */
  optional: z.boolean().optional(),
  /** When this question is brought up again, where that differs from the flow. */
  remind: z.union([z.array(duration).min(1).max(LIMITS.reminders), z.literal("none")]).optional(),
  /** `false`: nobody else may answer this one for her. */
  helper: z.boolean().optional(),
  /** An action whose outcome `ok` accepts the value; every other outcome is a text `<ask>.<outcome>` and asks again. */
  validate: actionName.optional(),
  /** Show nothing: whatever is written next is taken. For talks with a human. */
  silent: z.boolean().optional(),
  /** The value is used in this turn and not kept with the conversation. */
  keep: z.boolean().optional(),
});

const say = z.strictObject({ say: name, ...when, end: z.boolean().optional() });

const review = z.strictObject({ review: z.union([z.literal(true), z.array(name).min(1)]), ...when });

const act = z.strictObject({
  do: actionName,
  /** The step's own name, where the same action stands twice in a flow. */
  as: name.optional(),
  /** Arguments beside the answers given so far; `$name` is an answer. */
  with: z.record(z.string(), scalar).optional(),
  /** Outcome -> the name of a later step, or `end`. Outcomes that are not named go on. */
  outcomes: z.record(z.string(), name).optional(),
  ...when,
});

const call = z.strictObject({ call: id, with: z.record(z.string(), scalar).optional(), ...when });

/** Starts the flow whose id is the answer, in place of this one: for menus. */
const open = z.strictObject({ open: name, ...when });

const end = z.strictObject({ end: z.literal(true), ...when });

export type AskStep = z.infer<typeof ask>;
export type SayStep = z.infer<typeof say>;
export type ReviewStep = z.infer<typeof review>;
export type DoStep = z.infer<typeof act>;
export type CallStep = z.infer<typeof call>;
export type OpenStep = z.infer<typeof open>;
export type EndStep = z.infer<typeof end>;
export type IfStep = { if: Condition; steps: Step[]; else?: Step[] | undefined };
export type RepeatStep = {
  /** The item's name inside the steps, when `over` is given. */
  repeat: string;
  over?: string | undefined;
  while?: Condition | undefined;
  /** Most rounds; the checker demands it for `while`. */
  max?: number | undefined;
  /** Rounds leave nothing behind: for talks with a human. */
  forget?: boolean | undefined;
  steps: Step[];
};
export type Condition = z.infer<typeof condition>;
export type Test = z.infer<typeof test>;
export type Step = AskStep | SayStep | ReviewStep | DoStep | CallStep | OpenStep | EndStep | IfStep | RepeatStep;

const step: z.ZodType<Step> = z.lazy(() => z.union([ask, say, review, act, call, open, end, block, repeat])) as never;
const steps = z.array(step).min(1);
const block = z.strictObject({ if: condition, steps, else: steps.optional() });
const repeat = z.strictObject({
  repeat: name,
  over: name.optional(),
  while: condition.optional(),
  max: z.number().int().positive().max(500).optional(),
  forget: z.boolean().optional(),
  steps,
});

/** The step kinds by their first word, for error messages that name what was meant. */
export const STEP_SCHEMAS = { ask, say, review, do: act, call, open, end, if: block, repeat } as const;

export const flowSchema = z.strictObject({
  id,
  /** Roles that may start it; `anyone` includes people who are not registered. */
  for: z.union([z.literal("anyone"), z.literal("registered"), z.array(z.enum(ROLES)).min(1)]),
  start: z
    .strictObject({
      /** Its words are the list `start` in its locale file. */
      words: z.boolean().optional(),
      /** Its place in the menu, small first; left out: not in the menu. */
      menu: z.number().int().optional(),
      /** Rukun starts it too, by the programme's calendar. */
      every: z.enum(["weekly", "daily", "monthly"]).optional(),
      /** Wins over any question that is open, also over free text. */
      always: z.boolean().optional(),
    })
    .optional(),
  /** Values it must be given when it is called or opened by an action. */
  takes: z.array(name).optional(),
  /** When an unanswered question is brought up again, at most twice; `none` where silence needs nothing. */
  remind: z.union([z.array(duration).min(1).max(LIMITS.reminders), z.literal("none")]),
  /**
   * After the reminders: `human` gives it to the facilitator, `close` ends it, said in the flow's text `closed`, and
   * `wait` keeps it as it is. Unless it was closed, an answer weeks later goes on with it.
   */
  silence: z.enum(["human", "close", "wait"]).optional(),
  /** What it interrupted stays as it is, without "Mau dilanjutkan?": for BERHENTI and the like. */
  quiet: z.boolean().optional(),
  /** `sealed`: the conversation is in memory only, no row is written. */
  privacy: z.enum(["normal", "sealed"]).optional(),
  /** Old step name -> new step name, for people who are in the middle when the flow changes. */
  moved: z.record(name, name).optional(),
  steps,
});

export type Flow = z.infer<typeof flowSchema>;
