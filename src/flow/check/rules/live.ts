import type { Problem } from "../../../errors.ts";
import type { LiveStep, Rule } from "../context.ts";
import { didYouMean } from "../near.ts";
import type { Sketch } from "../sketch.ts";

/** `moved` leads from steps that are gone to steps that are there. */
export const moved: Rule = (sketch) =>
  Object.entries(sketch.flow.moved ?? {}).flatMap(([from, to]) => {
    const { index } = sketch.compiled;
    const path = ["moved", from];
    if (!index.has(to)) {
      const how = didYouMean(to, index.keys(), "Write the name of a step of this flow.");
      return [sketch.problem(path, `There is no step "${to}".`, how)];
    }
    const how = "Take the line away, or rename the step.";
    return index.has(from) ? [sketch.problem(path, `The step "${from}" is still there.`, how)] : [];
  });

/** People in the middle of a flow find their step again. */
export const live: Rule = (sketch, { liveSteps = [] }) =>
  liveSteps.filter(({ flow }) => flow === sketch.flow.id).flatMap((one) => stranded(sketch, one));

function stranded(sketch: Sketch, { step, as, people }: LiveStep): Problem[] {
  const target = sketch.flow.moved?.[step] ?? step;
  const placed = sketch.placed.find(({ id }) => id === target);
  const who = people === 1 ? "1 person is" : `${people} people are`;
  if (placed === undefined) {
    const how = `Write moved: { ${step}: new-name }, or keep the step until they are through.`;
    return [sketch.problem(["steps"], `${who} waiting at the step "${step}", which is gone.`, how)];
  }
  const now = "ask" in placed.step ? placed.step.as : "review" in placed.step ? "review" : "no question";
  if (now === as) return [];
  const what = `${who} waiting at "${step}" for ${as}, and it is now for ${now}.`;
  return [
    sketch.problem(
      placed.path,
      what,
      "Give the new question another name, and keep the old one until they are through.",
    ),
  ];
}

/** Flows that are gone while people are in the middle of them. */
export function goneFlows(ids: ReadonlySet<string>, liveSteps: readonly LiveStep[] = []): Problem[] {
  const gone = new Map<string, number>();
  for (const { flow, people } of liveSteps) if (!ids.has(flow)) gone.set(flow, (gone.get(flow) ?? 0) + people);
  return [...gone].map(([flow, people]) => ({
    file: "flows",
    what: `${people === 1 ? "1 person is" : `${people} people are`} in the middle of the flow "${flow}", which is gone.`,
    how: `Keep ${flow}.yaml until they are through; take its start: away so that nobody begins it.`,
  }));
}
