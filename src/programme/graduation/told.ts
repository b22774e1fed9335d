import { formatDate, formatMoney } from "../../flow/understand/index.ts";
import type { Texts } from "../../texts/index.ts";
import { formKind } from "../forms/data.ts";
import type { Evidence, Pack } from "../pack/index.ts";
import type { Assessment, Judged } from "./assessment.ts";
import type { Graduating } from "./parts.ts";
import type { Plan } from "./plans.ts";

export type Line = (key: string, data?: Record<string, string | number>) => string;

export const lineIn =
  (texts: Texts, language: string): Line =>
  (key, data = {}) =>
    texts.text(language, `graduation:${key}`, data);

/** What is asked for in a programme, level by level, before anybody is judged by it. */
export function criteriaText({ pack, graduation }: Graduating, line: Line): string {
  const levels = graduation.levels.map(({ id, name, told }) => {
    const asked = graduation.criteria.filter(({ level }) => level === id).map((one) => `- ${one.told}`);
    return [line("level", { name, told }), ...asked].join("\n");
  });
  const goal = graduation.levels.find(({ id }) => id === graduation.graduates)?.name ?? graduation.graduates;
  return [line("criteria-head", { programme: pack.name }), ...levels, line("criteria-foot", { level: goal })].join(
    "\n\n",
  );
}

/** Where she stands, criterion by criterion, in the words that are said to herself. */
export function whyText(given: Graduating, assessment: Assessment, line: Line): string {
  const { level, needed, met, judged } = assessment;
  const head = line("why-head", { programme: given.pack.name, level: level.name, met, needed });
  return [head, ...judged.map((one) => judgedText(given.pack, one, line))].join("\n\n");
}

/** The same for those who propose and decide: short, with what is recorded. */
export function evidenceText({ pack }: Graduating, { level, judged, met, needed }: Assessment, line: Line): string {
  const lines = judged.map(({ criterion, standing, found }) =>
    line(`evidence.${standing}`, {
      name: criterion.name,
      recorded: recordedText(pack, { criterion, standing, found }, line),
    }),
  );
  return [line("evidence-head", { level: level.name, met, needed }), ...lines].join("\n");
}

function judgedText(pack: Pack, judged: Judged, line: Line): string {
  const { criterion, standing } = judged;
  const data = { name: criterion.name, recorded: recordedText(pack, judged, line) };
  if (standing === "met") return line("judged.met", { ...data, told: criterion.met });
  if (standing === "not-yet") return line("judged.not-yet", { ...data, told: criterion.missing });
  return line("judged.unknown", { ...data, told: criterion.told });
}

/** `7, sampai 16 November 2026`; a word of the pack is not repeated, only its day. */
function recordedText(pack: Pack, { criterion, found }: Judged, line: Line): string {
  const { value, on } = found;
  if (value === null || on === null) return line("recorded.nothing");
  const date = formatDate(on);
  if (typeof value !== "number") return line("recorded.word", { date });
  return line("recorded.number", { value: numberText(pack, criterion.evidence, value, line), date });
}

function numberText(pack: Pack, evidence: Evidence, value: number, line: Line): string {
  if ("months" in evidence) return line("recorded.months", { value });
  if ("streak" in evidence) return line("recorded.weeks", { value });
  if ("share" in evidence || ("change" in evidence && evidence.as === "median-percent"))
    return line("recorded.percent", { value: Math.trunc(value / 10_000) });
  return isMoney(pack, evidence) ? formatMoney(value) : String(value);
}

/** Fields of events that are rupiah; of a form, what it asks as money. */
const RUPIAH: readonly string[] = ["profit", "amount"];

function isMoney({ forms }: Pack, evidence: Evidence): boolean {
  if ("distinct" in evidence || !("of" in evidence)) return false;
  const field = "sum" in evidence ? evidence.sum : fieldOf(evidence);
  const form = forms.find(({ id }) => formKind(id) === evidence.of);
  return form === undefined
    ? RUPIAH.includes(field)
    : form.questions.some(({ id, as }) => id === field && as === "money");
}

const fieldOf = (evidence: Extract<Evidence, { of: string }>): string =>
  "median" in evidence
    ? evidence.median
    : "last" in evidence
      ? evidence.last
      : "change" in evidence
        ? evidence.change
        : "";

/** The steps of a plan with their days. */
export function planText({ steps, evaluateOn }: Plan, line: Line): string {
  const lines = steps.map(({ no, what, dueOn, doneAt }) =>
    line(doneAt === null ? "plan.step" : "plan.step-done", { no, what, date: formatDate(dueOn) }),
  );
  return [...lines, line("plan.evaluate", { date: formatDate(evaluateOn) })].join("\n");
}
