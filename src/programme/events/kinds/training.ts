import { z } from "zod";
import { count, type Kinds, word } from "./kind.ts";

/** How somebody was there: on time to the end, late, part of it, with leave, without a word. */
export const ATTENDANCE = ["full", "late", "half", "excused", "absent"] as const;

export const trainingKinds = {
  /** A session took place. Of a group or village. */
  "training.held": z.strictObject({
    module: word,
    session: word,
    topic: word.optional(),
    /** Which share of the module it was: `konseling`, `praktik`. */
    way: word.optional(),
    minutes: count.optional(),
    expected: count,
    attended: count,
  }),
  /** One person and one session that she was expected at. */
  "training.attended": z.strictObject({
    module: word,
    session: word,
    status: z.enum(ATTENDANCE),
    /** How it is known: her code, the facilitator's roll, the kader's list. */
    proof: z.enum(["code", "roll", "list", "import"]).optional(),
  }),
  /** She was told of a session for the first time. */
  "training.invited": z.strictObject({ module: word, session: word }),
  /** Whether she comes, as often as she says so; the newest counts. */
  "training.rsvp": z.strictObject({ module: word, session: word, answer: z.enum(["yes", "no", "unsure"]) }),
  "training.booked": z.strictObject({
    module: word,
    session: word,
    needs: z.array(z.enum(["interpreter", "child-corner", "companion", "transport"])).optional(),
  }),
  /** A test before or after a module: the same items, so that the two make a pair. */
  "training.test": z.strictObject({ module: word, which: z.enum(["pre", "post"]), right: count, items: count }),
  "training.task": z.strictObject({ module: word, task: word, way: z.enum(["photo", "voice", "file", "text"]) }),
  /** What whoever leads the session says of a task that was handed in. */
  "training.graded": z.strictObject({ module: word, task: word, grade: z.enum(["good", "nearly", "again"]) }),
  "training.feedback": z.strictObject({ module: word, session: word, score: z.number().int().min(1).max(5) }),
  "training.completed": z.strictObject({ module: word }),
  /** The paper that says so: its number, and of how many sessions she was at how many. */
  "training.certificate": z.strictObject({ module: word, no: word, attended: z.number().nonnegative(), held: count }),
} satisfies Kinds;
