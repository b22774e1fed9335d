import { z } from "zod";
import { type Action, type ActionContext, action, type Outcome } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import { planReminders } from "../calls/reminders.ts";
import { callBack } from "../for-her/call-back.ts";
import { QUESTION_KINDS, type QuestionKind } from "../pack/forms.ts";
import type { Parts } from "../parts.ts";
import { isHers, modeOf } from "./access.ts";
import type { Answers } from "./answers.ts";
import { Filling, type State, type Step, stateSchema } from "./filling.ts";

/** A photo is the id of its file; everything else is as it was said. */
const given = z.union([z.string(), z.number(), z.array(z.string()), z.object({ ref: z.string() })]).nullish();
const SAID = Object.fromEntries(QUESTION_KINDS.map((kind) => [kind, given])) as Record<QuestionKind, typeof given>;
const GIVES = ["way", "preface", "question", "choices", "state"];

/** What the flow `form` does: any form of a pack, one question a message, read back and then stored. */
export function formActions(parts: Parts): Record<string, Action> {
  return {
    "form.open": action({
      args: z.object({
        form: z.string().optional(),
        /** Not \`programme\`: that is the name of the main one in every text. */
        "of-programme": z.string().optional(),
        member: z.string().optional(),
        /** Said in place of the form's introduction: why she is asked now. */
        why: z.string().optional(),
      }),
      outcomes: ["ok", "nothing"],
      gives: GIVES,
      run: ({ why, "of-programme": programme, ...begin }, { person, today }) => {
        const { outcome, data } = outcomeOf(new Filling(parts, person, today).open({ ...begin, programme }));
        return { outcome, data: outcome === "ok" && why !== undefined ? { ...data, preface: why } : { ...data } };
      },
    }),
    "form.own": action({
      args: z.object({ state: stateSchema, choice: z.string().nullish() }),
      outcomes: ["ok"],
      gives: ["own"],
      run: ({ state, choice = null }, { person, today }) => ({
        outcome: "ok",
        data: { own: new Filling(parts, person, today).isOwn(state, choice) },
      }),
    }),
    "form.next": action({
      args: z.object({ state: stateSchema, way: z.enum([...QUESTION_KINDS]), ...SAID }),
      outcomes: ["ok", "nothing"],
      gives: GIVES,
      run: ({ state, way, ...said }, { person, today }) =>
        outcomeOf(new Filling(parts, person, today).next(state, plain(said[way]))),
    }),
    "form.submit": action({
      args: z.object({ state: stateSchema }),
      outcomes: ["ok", "known", "nothing"],
      gives: ["title"],
      writes: true,
      run: ({ state }, context) => submit(parts, state, context),
    }),
  };
}

function outcomeOf(step: Step): Outcome {
  if ("nothing" in step) return { outcome: "nothing", data: { way: "done", preface: null } };
  if ("done" in step) return { outcome: "ok", data: { way: "done", preface: null, state: step.done as Json } };
  const { state, ...asked } = step;
  return { outcome: "ok", data: { ...asked, state: state as Json } };
}

function plain(answer: z.infer<typeof given>): Json {
  if (answer === undefined || answer === null) return null;
  return typeof answer === "object" && !Array.isArray(answer) ? answer.ref : answer;
}

/** The day that a form says it is about; else today. */
const DAY = "date";

function submit(parts: Parts, state: State, context: ActionContext): Outcome {
  const { person, now, today, source, helpers } = context;
  const offered = new Filling(parts, person, today).offer(state);
  if (offered === undefined) return { outcome: "nothing", data: { title: "" } };
  const { programme, form } = offered;
  const answers = state.answers as Answers;
  // Who answered in her place told it, as if she had begun it herself.
  const [helper] = Object.values(helpers).map((id) => parts.people.person(id));
  const teller = helper ?? person;
  const about = state.member === undefined ? undefined : parts.people.person(state.member);
  const day = answers[DAY];
  const id = parts.newId();
  const result = parts.forms.record({
    id,
    programme,
    form,
    answers,
    personId: about?.id ?? null,
    village: (about ?? person).village,
    on: typeof day === "string" && form.questions.some(({ id, as }) => id === DAY && as === "date") ? day : today,
    at: now,
    mode: modeOf(parts, teller, about?.id),
    by: teller.id,
    source,
  });
  if (result === "new" && about !== undefined && isHers(form) && !parts.members.hasPhone(about.id))
    callBack(parts, { personId: about.id, what: "form" }, { ...context, person: teller });
  if (result === "new") planReminders(parts, { form, event: id, answers }, teller, now);
  return { outcome: result === "new" ? "ok" : "known", data: { title: form.name } };
}
