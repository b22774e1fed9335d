import type { Problem } from "../../../errors.ts";
import type { ParsedFlow } from "../../parse.ts";
import type { Rule } from "../context.ts";
import type { Placed } from "../sketch.ts";

/** A flow's file has the flow's name, and no two flows have the same. */
export function flowIds(flows: readonly ParsedFlow[]): Problem[] {
  const first = new Map<string, string>();
  return flows.flatMap(({ id, file, lineOf }) => {
    if (id === undefined) return [];
    const problems: Problem[] = [];
    const line = lineOf(["id"]);
    const expected = `${id}.yaml`;
    if (file.split(/[\\/]/).at(-1) !== expected) {
      const how = `Name the file ${expected}, or write the file's name under id.`;
      problems.push({ file, line, what: `The flow "${id}" stands in a file of another name.`, how });
    }
    const other = first.get(id);
    if (other === undefined) first.set(id, file);
    else
      problems.push({
        file,
        line,
        what: `The flow "${id}" is also in ${other}.`,
        how: "Give one of the two another id.",
      });
    return problems;
  });
}

/** Names of a flow's texts that are no steps. */
const TAKEN = ["title", "start", "closed", "review"];

/** Every step has a name of its own, the ones that it gets by itself included. */
export const stepNames: Rule = (sketch) => {
  const seen = new Map<string, Placed>();
  return sketch.placed.flatMap((placed) => {
    const { id, step, path } = placed;
    const problems: Problem[] = [];
    const named = "ask" in step || "say" in step || ("do" in step && step.as !== undefined);
    if (TAKEN.includes(id) && ("ask" in step || "say" in step)) {
      problems.push(
        sketch.problem(
          path,
          `A step cannot be named "${id}".`,
          `"${id}" is a text of the whole flow: choose another name.`,
        ),
      );
    }
    if (named && isAutomatic(id)) {
      const how = "Choose another name: steps without a name are numbered like this.";
      problems.push(sketch.problem(path, `A step cannot be named "${id}".`, how));
    }
    const first = seen.get(id);
    seen.set(id, first ?? placed);
    if (first === undefined) return problems;
    const what = `There is a step "${id}" already, in line ${sketch.lineOf(first.path)}.`;
    return [...problems, sketch.problem(path, what, mend(placed))];
  });
};

const isAutomatic = (id: string) => id === "end" || /^(if|else|next|review|open|end)-\d+$/.test(id);

function mend({ step }: Placed): string {
  if ("do" in step) return 'Name one of the two with as:, e.g. "as: submit-again".';
  if ("call" in step) return "Bring the two together in one step, with the conditions of both.";
  return "Give one of the two another name.";
}
