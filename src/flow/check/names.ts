import { atomWords, implied, isSet } from "./atoms.ts";
import { FACTS } from "./context.ts";
import type { Placed, Provider, Sketch } from "./sketch.ts";

/** Whether a name has a value where a step uses it. */
export type Known =
  | { kind: "always" }
  /** On some ways to the step it has none; `why` says which, for the end of a sentence. */
  | { kind: "sometimes"; why: string }
  /** Only a later step gives it. */
  | { kind: "later" }
  | { kind: "never" };

/** Looks a name up for a step. `facts` are names that are always there. */
export function known(sketch: Sketch, name: string, user: Placed, facts: readonly string[] = FACTS): Known {
  if (facts.includes(name) || isSet(name, user.guards)) return { kind: "always" };
  const providers = sketch.providers.filter((one) => one.name === name);
  // The unknown action is told; what it might give is not told as well.
  if (providers.length === 0) return { kind: sketch.unknownActions ? "always" : "never" };
  const reasons = providers.map((one) => missing(sketch, one, user));
  if (reasons.includes(undefined)) return { kind: "always" };
  const why = reasons.find((reason) => reason !== undefined && reason !== LATER);
  return why === undefined ? { kind: "later" } : { kind: "sometimes", why };
}

/** All names that some step before this one may have given. */
export function namesBefore(sketch: Sketch, user: Placed): string[] {
  const names = sketch.providers.filter((one) => missing(sketch, one, user) !== LATER).map(({ name }) => name);
  return [...new Set([...names, ...FACTS])];
}

const LATER = "later";

/** Why a provider may not have given its value when the step runs; undefined when it always has. */
function missing(sketch: Sketch, provider: Provider, user: Placed): string | undefined {
  const { placed } = provider;
  if (placed === undefined) return begunByPerson(sketch) ? "a person who starts the flow does not give it" : undefined;
  if (placed.at >= user.at) return inSameRepeat(sketch, placed, user) ? "in the first round it comes later" : LATER;
  const guards =
    provider.by === "round" ? [...placed.guards, { kind: "round", name: provider.name } as const] : placed.guards;
  const open = guards.find((guard) => !implied(guard, user.guards));
  if (open !== undefined) return `it is there only when ${atomWords(open)}`;
  const jump = sketch.jumps.find(({ from, to }) => from.at < placed.at && placed.at < to && to <= user.at);
  if (jump !== undefined) return `the outcome "${jump.outcome}" of "${jump.from.id}" leaves it out`;
  return provider.fleeting && questionBetween(sketch, placed.at, user.at)
    ? "keep: false lets go of it at the next question"
    : undefined;
}

/** Nobody gives values to a flow that a person or the calendar begins: what it takes may be missing. */
export function begunByPerson({ flow: { start } }: Sketch): boolean {
  return start?.words === true || start?.menu !== undefined || start?.every !== undefined;
}

/** A later step of the same repeat has given it in the round before. */
function inSameRepeat(sketch: Sketch, placed: Placed, user: Placed): boolean {
  return placed.blocks.some((block) => {
    const around = sketch.placed.find((one) => one.path.join(".") === block);
    return around !== undefined && (user.blocks.includes(block) || user.at === around.at);
  });
}

function questionBetween(sketch: Sketch, from: number, to: number): boolean {
  return sketch.placed.some(({ step, at }) => at > from && at < to && ("ask" in step || "review" in step));
}
