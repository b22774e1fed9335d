import type { z } from "zod";
import { QUESTION_TYPES, ROLES } from "../definition.ts";
import { didYouMean } from "./near.ts";
import type { Path } from "./yaml.ts";

/** One thing wrong at a place, in plain English, with how to mend it. */
export type Finding = { path: Path; what: string; how: string };

type Issue = z.core.$ZodIssue;

const CONDITION = "Write names and what they must be, e.g. { running: yes } or { profit: { min: 1 } }.";
const NAME = "Write a name in small letters, digits and hyphens, e.g. net-profit.";
const STEPS = "Write at least one step below it, each beginning with a dash.";
const YES = "Write true, or take the line out.";

/** How a word of the flow language is written. */
const HELP: Record<string, string> = {
  id: "Write the flow's name in small letters, digits and hyphens, e.g. id: weekly-report.",
  for: `Write anyone, registered, or a list of roles: ${ROLES.join(", ")}.`,
  start: "Write e.g. start: { words: true, menu: 1 }.",
  every: "Write weekly, daily or monthly.",
  menu: "Write its place in the menu as a whole number.",
  takes: "Write a list of names, e.g. takes: [group].",
  remind: "Write one or two times, e.g. remind: [6h, 2d], or remind: none.",
  silence: "Write silence: human or silence: close.",
  privacy: "Write privacy: normal or privacy: sealed.",
  moved: "Write old and new step names, e.g. moved: { profit: net-profit }.",
  steps: STEPS,
  else: STEPS,
  ask: NAME,
  say: NAME,
  as: `Write one of: ${QUESTION_TYPES.join(", ")}.`,
  options:
    "Write a list, e.g. options: [yes, no], in small letters, or options: { from: members } for a list that an action made.",
  from: NAME,
  when: CONDITION,
  unless: CONDITION,
  if: CONDITION,
  while: CONDITION,
  min: "Write a number, e.g. min: 0.",
  max: "Write a number, e.g. max: 12.",
  or: "Write or: money.",
  prefer: "Write prefer: past or prefer: future.",
  validate: "Write an action as module.action, e.g. validate: savings.check-amount.",
  review: "Write review: true, or the names of the questions, e.g. review: [running, profit].",
  do: "Write an action as module.action, e.g. do: weekly-report.submit.",
  with: "Write the values by name, e.g. with: { group: $group }.",
  outcomes: "Write what may come of it and a later step, e.g. outcomes: { duplicate: already-sent }.",
  call: "Write the id of another flow, e.g. call: consent.",
  open: "Write the name of the question whose answer is a flow's id, e.g. open: choice.",
  end: YES,
  repeat: NAME,
  over: "Write the name of a list, e.g. over: members.",
};

/** Words that may stand inside another one. */
const INNER: Record<string, readonly string[]> = {
  start: ["words", "menu", "every", "always"],
  options: ["from", "id", "when", "unless"],
};
const TEST_WORDS = ["set", "min", "max"];

/** A zod issue as sentences. `kind` names what it is in ("an ask step"), `words` what that may say. */
export function findings(issue: Issue, value: unknown, kind: string, words: readonly string[]): Finding[] {
  if (issue.code === "invalid_union") {
    const inside = meant(issue.errors as readonly Issue[][]);
    if (inside === undefined) return [misfit(issue.path, value, kind)];
    return inside.flatMap((one) => findings({ ...one, path: [...issue.path, ...one.path] }, value, kind, words));
  }
  if (issue.code !== "unrecognized_keys") return [misfit(issue.path, value, kind)];
  const around = wordOf(issue.path);
  const known = around === undefined ? words : (INNER[around] ?? TEST_WORDS);
  const place = around === undefined ? kind : `"${around}"`;
  return issue.keys.map((key) => ({
    path: [...asPath(issue.path), key],
    what: `"${key}" is not a word of ${place}.`,
    how: didYouMean(key, known, `Known here: ${known.join(", ")}.`),
  }));
}

/** The branch of a union that the value was meant for: the one whose quarrel lies inside the value. */
function meant(branches: readonly Issue[][]): Issue[] | undefined {
  return branches.find((issues) => issues.every((one) => one.path.length > 0 || one.code === "unrecognized_keys"));
}

function misfit(issuePath: Issue["path"], root: unknown, kind: string): Finding {
  const path = asPath(issuePath);
  const field = wordOf(issuePath);
  const value = valueAt(root, path);
  const named = field === "as" && !kind.includes('"ask"');
  const how = (field === undefined || named ? undefined : HELP[field]) ?? NAME;
  if (field === undefined) return { path, what: `${shown(value)} is not ${kind}.`, how };
  if (value === undefined) return { path, what: `"${field}" is missing in ${kind}.`, how };
  const allowed = field === "as" ? QUESTION_TYPES : field === "for" ? ROLES : [];
  const near = typeof value === "string" ? didYouMean(value, allowed) : "";
  return { path, what: `${shown(value)} cannot stand under "${field}".`, how: near === "" ? how : `${near} ${how}` };
}

/** The innermost word of the flow language on the way to a value: under `when.running` it is `when`. */
function wordOf(path: Issue["path"]): string | undefined {
  const names = path.filter((part): part is string => typeof part === "string");
  const condition = names.find((name) => HELP[name] === CONDITION);
  if (condition !== undefined) return condition;
  return names.findLast((name) => Object.hasOwn(HELP, name)) ?? names.at(-1);
}

const asPath = (path: Issue["path"]): Path => path.map((part) => (typeof part === "number" ? part : String(part)));

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.hasOwn(value, part) ? (value as Record<string | number, unknown>)[part] : undefined;
  }
  return value;
}

/** A value as the writer knows it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (value === null || value === undefined) return "Nothing";
  if (Array.isArray(value)) return value.length === 0 ? "An empty list" : "This list";
  return typeof value === "object" ? "This group of words" : String(value);
}
