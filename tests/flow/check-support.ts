import { z } from "zod";
import { problemLine } from "../../src/errors.ts";
import { type ActionInfo, type CheckContext, checkFlows } from "../../src/flow/check/index.ts";
import { keysOf } from "../../src/flow/check/keys.ts";
import { sketchOf } from "../../src/flow/check/sketch.ts";
import { parseFlow } from "../../src/flow/parse.ts";
import { textsOf } from "../../src/texts/index.ts";

/** Actions that the samples use. */
export const ACTIONS: ReadonlyMap<string, ActionInfo> = new Map<string, ActionInfo>([
  [
    "report.submit",
    {
      args: z.object({
        running: z.enum(["yes", "no"]),
        profit: z.number().nullable().optional(),
        source: z.enum(["chat", "call"]).optional(),
      }),
      outcomes: ["ok", "duplicate"],
      writes: true,
    },
  ],
  ["report.find", { args: z.object({}), outcomes: ["ok", "none"], gives: ["last", "members"], sealed: true }],
  ["report.check", { args: z.object({ value: z.number() }), outcomes: ["ok", "too-much"] }],
  ["report.log", { outcomes: ["ok"] }],
]);

type Tree = { [key: string]: string | string[] | Tree };
export type Sample = {
  /** Flow id -> YAML. */
  flows: Record<string, string>;
  /** Language -> flow id -> texts, over the ones that are made up. */
  texts?: Record<string, Tree>;
  context?: Partial<CheckContext>;
};

/** `file:line: what | how` of all that is wrong, with made-up texts wherever a flow needs some. */
export function wrong(sample: Sample): string[] {
  return problemsOf(sample).map((problem) => problemLine(problem).replace("\n    ", " | "));
}

/** `line: what` of what is wrong with the steps of a flow whose steps begin at line 5. */
export function wrongSteps(steps: string, more: Omit<Sample, "flows"> & { flows?: Sample["flows"] } = {}): string[] {
  const flows = { x: flow(steps), ...more.flows };
  return problemsOf({ ...more, flows }).map(
    ({ file, line, what }) => `${file === "x.yaml" ? "" : `${file}:`}${line}: ${what}`,
  );
}

/** A flow with these steps; `head` is in place of the line `remind: none`. */
export const flow = (steps: string, head = "remind: none", id = "x") =>
  `id: ${id}\nfor: anyone\n${head}\nsteps:\n${steps}\n`;

export function problemsOf({ flows, texts = {}, context = {} }: Sample) {
  const parsed = Object.entries(flows).map(([id, yaml]) => parseFlow(`${id}.yaml`, yaml));
  const actions = context.actions ?? ACTIONS;
  const made: Record<string, Tree> = {};
  for (const one of parsed) {
    if (one.flow === undefined) continue;
    const sketch = sketchOf({ ...one, flow: one.flow }, actions);
    const world = {
      actions,
      texts: textsOf({}),
      sketches: new Map(),
      ids: new Set<string>(),
      called: new Set<string>(),
    };
    const tree: Tree = {};
    for (const key of keysOf(sketch, world)) {
      if (key.needed)
        put(tree, key.name.split("."), key.kind === "words" ? [`mulai ${one.flow.id}`] : key.name.slice(-20));
    }
    made[one.flow.id] = tree;
  }
  const all = { ...texts, id: merge(made, texts["id"] ?? {}) };
  return checkFlows(parsed, { actions, texts: textsOf(all), ...context });
}

function put(tree: Tree, path: string[], value: string | string[]): void {
  const [first = "", ...rest] = path;
  if (rest.length === 0) tree[first] = value;
  else {
    const inner = tree[first] ?? {};
    tree[first] = inner;
    if (typeof inner !== "string" && !Array.isArray(inner)) put(inner, rest, value);
  }
}

/** `null`-like: a key given as an empty list is taken away. */
function merge(base: Tree, over: Tree): Tree {
  const merged: Tree = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const old = merged[key];
    const trees = typeof value === "object" && !Array.isArray(value) && typeof old === "object" && !Array.isArray(old);
    if (Array.isArray(value) && value.length === 0) delete merged[key];
    else merged[key] = trees ? merge(old, value) : value;
  }
  return merged;
}
