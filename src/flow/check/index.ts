import type { Problem } from "../../errors.ts";
import type { Flow } from "../definition.ts";
import type { ParsedFlow } from "../parse.ts";
import type { CheckContext, Rule, World } from "./context.ts";
import { actionArguments, actionsKnown } from "./rules/actions.ts";
import { calls, recursion } from "./rules/calls.ts";
import { commonTexts } from "./rules/common-texts.ts";
import { conditions, contradictions } from "./rules/conditions.ts";
import { deadEnds } from "./rules/dead-ends.ts";
import { flowIds, stepNames } from "./rules/ids.ts";
import { jumps } from "./rules/jumps.ts";
import { keywords } from "./rules/keywords.ts";
import { labels } from "./rules/labels.ts";
import { goneFlows, live, moved } from "./rules/live.ts";
import { manners } from "./rules/manners.ts";
import { limits, options } from "./rules/questions.ts";
import { reachable } from "./rules/reach.ts";
import { references, reviews } from "./rules/references.ts";
import { repeats } from "./rules/repeats.ts";
import { sealed } from "./rules/sealed.ts";
import { silence } from "./rules/silence.ts";
import { textsThere, textsUsed } from "./rules/texts.ts";
import { variables } from "./rules/variables.ts";
import { commonLengths, lengths, wordings } from "./rules/wording.ts";
import { zero } from "./rules/zero.ts";
import { type Sketch, sketchOf } from "./sketch.ts";

export type { ActionInfo, CheckContext, FlowTexts, LiveStep } from "./context.ts";
export { FACTS, TEXT_FACTS } from "./context.ts";

/** The rules that look at one flow, in the order in which a writer would mend what they find. */
const RULES: readonly Rule[] = [
  stepNames,
  actionsKnown,
  actionArguments,
  jumps,
  conditions,
  contradictions,
  references,
  reviews,
  options,
  limits,
  repeats,
  reachable,
  deadEnds,
  calls,
  recursion,
  silence,
  sealed,
  moved,
  live,
  textsThere,
  textsUsed,
  variables,
  lengths,
  labels,
  zero,
];

/** All that is wrong with the flows and their words, by file and line. Pure. */
export function checkFlows(flows: readonly ParsedFlow[], context: CheckContext): Problem[] {
  const world = worldOf(flows, context);
  const problems = [
    ...flows.flatMap((flow) => flow.problems),
    ...flowIds(flows),
    ...goneFlows(world.ids, context.liveSteps),
    ...keywords(world),
    ...wordings(context.texts, world),
    ...commonTexts(world),
    ...commonLengths(world),
    ...manners(world),
  ];
  for (const sketch of world.sketches.values()) for (const rule of RULES) problems.push(...rule(sketch, world));
  return problems.sort(byPlace);
}

function worldOf(flows: readonly ParsedFlow[], context: CheckContext): World {
  const sketches = new Map<string, Sketch>();
  for (const parsed of flows) {
    if (isWhole(parsed) && !sketches.has(parsed.flow.id))
      sketches.set(parsed.flow.id, sketchOf(parsed, context.actions));
  }
  const steps = [...sketches.values()].flatMap(({ placed }) => placed.map(({ step }) => step));
  const called = new Set(steps.flatMap((step) => ("call" in step ? [step.call] : [])));
  const ids = new Set(flows.flatMap(({ id }) => (id === undefined ? [] : [id])));
  return { ...context, sketches, ids, called };
}

const isWhole = (parsed: ParsedFlow): parsed is ParsedFlow & { flow: Flow } => parsed.flow !== undefined;

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
