import { z } from "zod";
import type { Pack } from "../../pack/index.ts";

/** Where somebody stands in what is explained and asked of her. */
export const stateSchema = z.object({
  programme: z.string(),
  what: z.enum(["conditions", "check"]),
  at: z.number().int().nonnegative(),
  answers: z.record(z.string(), z.enum(["yes", "no"])),
  right: z.number().int().nonnegative(),
});
export type State = z.infer<typeof stateSchema>;

export type Step =
  | { way: "yes-no"; preface: string | null; question: string; state: State }
  | { way: "choice"; preface: string | null; question: string; choices: { id: string; label: string }[]; state: State }
  | { way: "done"; preface: string | null; state: State };

export const beginning = (programme: string, what: State["what"]): State => ({
  programme,
  what,
  at: 0,
  answers: {},
  right: 0,
});

/** The next question from a place on; conditions that are only told go before it, as one text. */
export function stepFrom(pack: Pack, state: State, said: readonly string[] = []): Step {
  return state.what === "conditions" ? condition(pack, state, [...said]) : check(pack, state, [...said]);
}

function condition({ eligibility }: Pack, state: State, told: string[]): Step {
  for (let { at } = state; at < eligibility.length; at += 1) {
    const one = eligibility[at];
    if (one === undefined) break;
    told.push(one.told);
    if (one.ask !== undefined)
      return { way: "yes-no", preface: prefaceOf(told), question: one.ask, state: { ...state, at } };
  }
  return { way: "done", preface: prefaceOf(told), state: { ...state, at: eligibility.length } };
}

function check({ calendar }: Pack, state: State, told: string[]): Step {
  const one = calendar?.check[state.at];
  if (one === undefined) return { way: "done", preface: prefaceOf(told), state };
  const choices = one.options.map(({ id, label }) => ({ id, label }));
  return { way: "choice", preface: prefaceOf(told), question: one.ask, choices, state };
}

/** Takes the answer to the question at which she stands, and goes on. What was not right is explained, kindly. */
export function answered(pack: Pack, state: State, answer: string): Step {
  const next = { ...state, at: state.at + 1 };
  if (state.what === "conditions") {
    const asked = pack.eligibility[state.at];
    if (asked === undefined || (answer !== "yes" && answer !== "no")) return stepFrom(pack, state);
    return stepFrom(pack, { ...next, answers: { ...state.answers, [asked.id]: answer } });
  }
  const asked = pack.calendar?.check[state.at];
  const isRight = asked?.options.find(({ id }) => id === answer)?.right === true;
  return stepFrom(pack, { ...next, right: state.right + (isRight ? 1 : 0) }, isRight ? [] : [asked?.explain ?? ""]);
}

/** Whether what she said fits the conditions. It decides nothing: a human does. */
export function eligibleBy({ eligibility }: Pack, answers: State["answers"]): "yes" | "no" | "unclear" {
  const must = eligibility.filter(({ kind, ask }) => kind === "must" && ask !== undefined);
  if (must.some(({ id }) => answers[id] === undefined)) return "unclear";
  return must.every(({ id, fits = "yes" }) => answers[id] === fits) ? "yes" : "no";
}

/** Conditions that she does not meet by what she said, as they were told. */
export const unmet = ({ eligibility }: Pack, answers: State["answers"]): string[] =>
  eligibility
    .filter(({ id, kind, fits = "yes" }) => kind === "must" && answers[id] !== undefined && answers[id] !== fits)
    .map(({ told }) => told);

const prefaceOf = (told: readonly string[]): string | null => (told.length === 0 ? null : told.join("\n\n"));
