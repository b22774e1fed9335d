import { type CompiledFlow, compileFlow, type Instr } from "./compile.ts";
import type { AskStep, Condition, Flow, Test } from "./definition.ts";

/** Characters of a text in a box. */
const BOX_CHARACTERS = 60;
/** Characters on an arrow. */
const ARROW_CHARACTERS = 40;

type Edge = { from: number; to: number; label: string };

/**
 * A flow as a Mermaid flowchart: a box a step, the answers and outcomes on the arrows. `label` gives the text of a
 * locale key (`weekly-report:running.ask`), or undefined where there is none.
 */
export function drawFlow(flow: Flow, label: (key: string) => string | undefined): string {
  const compiled = compileFlow(flow, "");
  const edges = simplify(
    compiled,
    compiled.instrs.flatMap((instr, at) => edgesFrom(compiled, instr, at)),
  );
  const drawn = new Set([0, ...edges.flatMap(({ from, to }) => [from, to])]);
  const lines = ["flowchart TD", `  start([${quoted(label(`${flow.id}:title`) ?? flow.id)}])`];
  compiled.instrs.forEach((instr, at) => {
    if (drawn.has(at) && !isWire(instr)) lines.push(`  s${at}${box(compiled, instr, label)}`);
  });
  lines.push(`  start --> s${entry(compiled)}`);
  for (const { from, to, label: words } of named(compiled, edges, label)) {
    lines.push(`  s${from} -->${words === "" ? "" : `|${quoted(words, ARROW_CHARACTERS)}|`} s${to}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Instructions that only lead on. */
const isWire = (instr: Instr) => instr.op === "jump" || instr.op === "next";

const entry = (flow: CompiledFlow) => target(flow, 0);

/** Follows instructions that only lead on. */
function target(flow: CompiledFlow, at: number): number {
  let to = at;
  for (let hops = 0; hops <= flow.instrs.length; hops++) {
    const instr = flow.instrs[to];
    if (instr === undefined || (instr.op !== "jump" && instr.op !== "next")) break;
    to = instr.to;
  }
  return Math.min(to, flow.instrs.length - 1);
}

function edgesFrom(flow: CompiledFlow, instr: Instr, at: number): Edge[] {
  if (isWire(instr)) return [];
  const on = (label: string, to = at + 1): Edge => ({ from: at, to, label });
  switch (instr.op) {
    case "branch":
      return [on(conditionWords(instr.if)), on("otherwise", instr.to)];
    case "loop":
      return [on("next round"), on("done", instr.to)];
    case "do":
      return [on(""), ...outcomesOf(flow, instr.step.outcomes ?? {}, at)];
    case "end":
    case "open":
      return isConditional(instr) ? [on("otherwise")] : [];
    default:
      return [on("")];
  }
}

function outcomesOf(flow: CompiledFlow, outcomes: Readonly<Record<string, string>>, at: number): Edge[] {
  return Object.entries(outcomes).map(([outcome, step]) => {
    const to = step === "end" ? undefined : flow.index.get(step);
    return { from: at, to: to ?? flow.instrs.length - 1, label: outcome };
  });
}

/** Arrows end at boxes; a way that begins at none is not drawn. */
function simplify(flow: CompiledFlow, edges: readonly Edge[]): Edge[] {
  const straight = edges.map((edge) => ({ ...edge, to: target(flow, edge.to) }));
  const reached = new Set([entry(flow)]);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { from, to } of straight) if (reached.has(from)) reached.add(to);
  }
  return straight.filter(({ from }) => reached.has(from));
}

/** A question with few fixed answers has them on its arrow, so that the picture can be read without the locale. */
function named(flow: CompiledFlow, edges: readonly Edge[], label: (key: string) => string | undefined): Edge[] {
  return edges.map((edge) => {
    const instr = flow.instrs[edge.from];
    if (instr?.op !== "ask" || edge.label !== "") return edge;
    return { ...edge, label: optionWords(flow.id, instr.step, label) };
  });
}

function optionWords(flow: string, step: AskStep, label: (key: string) => string | undefined): string {
  if (step.as === "yes-no") return "yes / no";
  if (!Array.isArray(step.options)) return "";
  const ids = step.options.map((option) => (typeof option === "string" ? option : option.id));
  const words = ids.map((id) => {
    const key = `${flow}:${step.ask}.options.${id}`;
    return label(key) ?? label(`${key}.label`) ?? id;
  });
  return words.join(" / ");
}

type Labels = (key: string) => string | undefined;

/** Shape and words of a step's box; a condition of its own stands in the last line. */
function box(flow: CompiledFlow, instr: Instr, label: Labels): string {
  const { id } = flow;
  switch (instr.op) {
    case "ask": {
      const text = label(`${id}:${instr.id}.ask`) ?? instr.id;
      const repeatable = instr.step.optional === true ? `${instr.step.as}, may be skipped` : instr.step.as;
      return `[/${lines(instr, `${instr.id} (${repeatable})`, text)}/]`;
    }
    case "say":
      return `[${lines(instr, instr.id, label(`${id}:${instr.id}`) ?? "")}]`;
    case "review":
      return `[/${lines(instr, `review: ${instr.names.join(", ")}`)}/]`;
    case "do":
      return `[[${lines(instr, instr.step.do)}]]`;
    case "call":
      return `[[${lines(instr, `flow ${instr.step.call}`)}]]`;
    case "open":
      return `[[${lines(instr, `the flow chosen in ${instr.step.open}`)}]]`;
    case "branch":
      return `{${quoted("if")}}`;
    case "loop":
      return `{{${quoted(loopWords(instr))}}}`;
    default:
      return `([${lines(instr, "end")}])`;
  }
}

function loopWords({ step }: Instr & { op: "loop" }): string {
  const over = step.over === undefined ? [] : [`each of ${step.over}`];
  const during = step.while === undefined ? [] : [`while ${conditionWords(step.while)}`];
  const most = step.max === undefined ? [] : [`at most ${step.max}`];
  return [`repeat ${step.repeat}`, ...over, ...during, ...most].join(", ");
}

function lines(instr: Instr, ...texts: string[]): string {
  const step: { when?: Condition | undefined; unless?: Condition | undefined } =
    "step" in instr && instr.op !== "loop" ? instr.step : {};
  const when = step.when === undefined ? [] : [`only when ${conditionWords(step.when)}`];
  const unless = step.unless === undefined ? [] : [`not when ${conditionWords(step.unless)}`];
  const parts = [...texts, ...when, ...unless].filter((text) => text !== "");
  return `"${parts.map((text) => escaped(text, BOX_CHARACTERS)).join("<br/>")}"`;
}

function isConditional(instr: Instr & { op: "end" | "open" }): boolean {
  return instr.step.when !== undefined || instr.step.unless !== undefined;
}

/** `running is yes, profit at least 1` */
function conditionWords(condition: Condition): string {
  return Object.entries(condition)
    .map(([name, test]) => `${name} ${testWords(test)}`)
    .join(", ");
}

function testWords(test: Test): string {
  if (Array.isArray(test)) return `is ${test.join(" or ")}`;
  if (typeof test !== "object") return `is ${test}`;
  const { set, min, max } = test;
  const parts = [
    ...(set === undefined ? [] : [set ? "is known" : "is not known"]),
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
  ];
  return parts.join(" and ");
}

const quoted = (text: string, most = BOX_CHARACTERS) => `"${escaped(text, most)}"`;

/** Mermaid reads entity codes in quotes; whatever could mean something to it or to HTML is written as one. */
function escaped(text: string, most: number): string {
  const plain = text
    .replace(/\{\{\s*([^{}]*?)\s*\}\}/gu, "‹$1›")
    .replace(/\s+/gu, " ")
    .trim();
  const characters = [...plain];
  const short =
    characters.length > most
      ? `${characters
          .slice(0, most - 1)
          .join("")
          .trimEnd()}…`
      : plain;
  return short.replace(/["#&<>|`\\;{}[\]()]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
