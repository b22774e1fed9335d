import type { Problem } from "../errors.ts";
import { didYouMean } from "./check/near.ts";
import { type Finding, findings, shown } from "./check/wording.ts";
import { type Path, readYaml } from "./check/yaml.ts";
import { type Flow, flowSchema, STEP_SCHEMAS } from "./definition.ts";

/** A flow's file, read: the flow itself only when nothing is wrong with its form. */
export type ParsedFlow = {
  readonly file: string;
  /** As written, so that other flows' references find it though its form is wrong. */
  readonly id?: string;
  readonly flow?: Flow;
  readonly problems: readonly Problem[];
  /** The line of a value, e.g. `["steps", 2, "as"]`; for what is not there, of the nearest around it. */
  lineOf(path: Path): number;
};

type Kind = keyof typeof STEP_SCHEMAS;

/** The first word of a step, in the order in which a step with two of them is read. */
const KINDS: readonly Kind[] = ["if", "repeat", "ask", "say", "review", "do", "call", "open", "end"];
/** Stands in for inner steps, which are looked at one by one, so that each problem is told once and in its place. */
const NO_STEPS = [{ end: true }];
const MAX_PROBLEMS = 20;

/** Reads a flow's YAML. Pure; what is wrong is returned as sentences with lines, and never thrown. */
export function parseFlow(file: string, text: string): ParsedFlow {
  const { value, problems, lineOf } = readYaml(file, text);
  if (problems.length > 0) return { file, problems, lineOf };
  const id = isGroup(value) && typeof value["id"] === "string" ? { id: value["id"] } : {};
  const found = flowFindings(value);
  const parsed = found.length === 0 ? flowSchema.safeParse(value) : undefined;
  if (parsed?.success === true) return { file, ...id, flow: parsed.data, problems: [], lineOf };
  if (parsed !== undefined) {
    found.push({ path: [], what: "The flow has a form that is not known.", how: "Compare it with docs/FLOWS.md." });
  }
  const told = found.map(({ path, what, how }) => ({ file, line: lineOf(path), what, how }));
  told.sort((a, b) => a.line - b.line);
  return { file, ...id, problems: told.slice(0, MAX_PROBLEMS), lineOf };
}

function flowFindings(value: unknown): Finding[] {
  if (!isGroup(value)) {
    return [{ path: [], what: "The file has no flow.", how: "Begin with id:, for:, remind: and steps:." }];
  }
  const head = flowSchema.safeParse({ ...value, ...outer(value, "steps") });
  const words = Object.keys(flowSchema.shape);
  const own = head.success ? [] : head.error.issues.flatMap((issue) => findings(issue, value, "a flow", words));
  return [...own, ...listFindings(value["steps"], ["steps"])];
}

/** The key with stand-in steps where real ones are there. */
function outer(value: Record<string, unknown>, key: "steps" | "else"): Record<string, unknown> {
  const steps = value[key];
  return Array.isArray(steps) && steps.length > 0 ? { [key]: NO_STEPS } : {};
}

function listFindings(steps: unknown, path: Path): Finding[] {
  return Array.isArray(steps) ? steps.flatMap((step, at) => stepFindings(step, [...path, at])) : [];
}

function stepFindings(step: unknown, path: Path): Finding[] {
  if (!isGroup(step)) {
    return [{ path, what: `${shown(step)} is not a step.`, how: `A step begins with one of: ${KINDS.join(", ")}.` }];
  }
  const kinds = KINDS.filter((kind) => Object.hasOwn(step, kind) && !(kind === "end" && "say" in step));
  const [kind, second] = kinds;
  if (kind === undefined) return [unknownStep(step, path)];
  if (second !== undefined) {
    const what = `This step has both "${kind}" and "${second}".`;
    return [{ path, what, how: "Make two steps of it, each with a dash of its own." }];
  }
  const schema = STEP_SCHEMAS[kind];
  const result = schema.safeParse({ ...step, ...outer(step, "steps"), ...outer(step, "else") });
  const words = Object.keys(schema.shape);
  const own = result.success
    ? []
    : result.error.issues.flatMap((issue) => findings(issue, step, stepName(kind), words));
  const placed = own.map((one) => ({ ...one, path: [...path, ...one.path] }));
  return [
    ...placed,
    ...listFindings(step["steps"], [...path, "steps"]),
    ...listFindings(step["else"], [...path, "else"]),
  ];
}

function unknownStep(step: Record<string, unknown>, path: Path): Finding {
  const words = Object.keys(step);
  const first = words[0] ?? "";
  const known = `A step begins with one of: ${KINDS.join(", ")}.`;
  if (words.length === 0) return { path, what: "This step is empty.", how: known };
  return { path: [...path, first], what: `"${first}" is not a kind of step.`, how: didYouMean(first, KINDS, known) };
}

function stepName(kind: Kind): string {
  return `${/^[aeio]/.test(kind) ? "an" : "a"} "${kind}" step`;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
