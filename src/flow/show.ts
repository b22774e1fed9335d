import { applies } from "./conditions.ts";
import type { AskStep } from "./definition.ts";
import type { Frame, Json } from "./session.ts";
import { answerOf } from "./session.ts";
import type { Turn } from "./turn.ts";
import { type ChoiceOption, formatDate, formatMoney, moneyInWords } from "./understand/index.ts";
import type { Say } from "./world.ts";

const ENGLISH = "en";

/** The options that this person is offered at a question, in their order. */
export function optionsOf(turn: Turn, frame: Frame, step: AskStep): ChoiceOption[] {
  const flow = turn.flowOf(frame);
  if (step.options === undefined) {
    return step.as === "yes-no" ? ["yes", "no"].map((id) => labelled(turn, frame, step.ask, id)) : [];
  }
  if ("from" in step.options) return listOptions(turn.value(frame, step.options.from));
  const labels = turn.world.options(flow, step.ask);
  const offered: ChoiceOption[] = [];
  for (const option of step.options) {
    const id = typeof option === "string" ? option : option.id;
    if (typeof option !== "string" && !applies(option, (name) => turn.value(frame, name))) continue;
    offered.push(labels.get(id) ?? { id, label: id });
  }
  return offered;
}

/** A yes-no question may word its own labels; else it uses the common ones. */
function labelled(turn: Turn, frame: Frame, ask: string, id: string): ChoiceOption {
  const own = turn.world.options(turn.flowOf(frame), ask).get(id);
  return own ?? { id, label: turn.world.text(`engine:${id}`) };
}

/** A list that an action made: `[{ id, label, aliases? }]`. */
function listOptions(value: Json | undefined): ChoiceOption[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) =>
    typeof item === "object" && item !== null && "id" in item && "label" in item ? [item as ChoiceOption] : [],
  );
}

/** A value as the person reads it: `Rp 150.000`, `Jumat, 5 Desember 2026`, the option's label. */
export function show(turn: Turn, frame: Frame, name: string, value: Json): string {
  const step = turn.flowOf(frame).asks.get(name);
  if (step === undefined) return plain(value);
  if (value === null) return turn.world.text("engine:skipped");
  if (step.as === "money" && typeof value === "number") return formatMoney(value);
  if (step.as === "date" && typeof value === "string") return dateIn(turn.world.language, value);
  if (step.as === "photo" || step.as === "voice" || step.as === "file" || step.as === "location")
    return turn.world.text(`engine:received.${step.as}`);
  const label = (id: Json) =>
    optionsOf(turn, frame, step).find((o) => o.id === id)?.label ?? labelEvenIfHidden(turn, frame, name, id);
  return Array.isArray(value) ? value.map(label).join(", ") : label(value);
}

function labelEvenIfHidden(turn: Turn, frame: Frame, name: string, id: Json): string {
  return turn.world.options(turn.flowOf(frame), name).get(String(id))?.label ?? plain(id);
}

/** An item of a list that an action made shows its label. */
function plain(value: Json): string {
  if (typeof value === "object" && value !== null && "label" in value) return String(value["label"]);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function dateIn(language: string, iso: string): string {
  // The languages of Indonesia that are only begun say dates and amounts in Indonesian, as their speakers do.
  if (language !== ENGLISH) return formatDate(iso);
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString(language, options);
}

/** Money in digits and words, so that a slip of a zero is seen: `Rp 150.000 (seratus lima puluh ribu rupiah)`. */
export function showLong(turn: Turn, frame: Frame, name: string, value: Json): string {
  const step = turn.flowOf(frame).asks.get(name);
  const short = show(turn, frame, name, value);
  const inWords = turn.world.language !== ENGLISH && step?.as === "money";
  return inWords && typeof value === "number" ? `${short} (${moneyInWords(value)})` : short;
}

/** Data for a text: only the variables that it names, from answers, data and facts. */
export function dataFor(turn: Turn, frame: Frame, key: string): Record<string, string | number> {
  const data: Record<string, string | number> = {};
  for (const name of turn.world.needs(key)) {
    const value = turn.value(frame, name);
    if (value !== undefined)
      data[name] =
        typeof value === "number" && !turn.flowOf(frame).asks.has(name) ? value : show(turn, frame, name, value);
  }
  return data;
}

/** Says a text of the frame's flow, or of `engine:`, with its variables filled. */
export function tell(turn: Turn, frame: Frame, key: string, data: Record<string, string | number> = {}): Say {
  const say: Say = { key, data: { ...dataFor(turn, frame, key), ...data } };
  turn.says.push(say);
  return say;
}

/** The review's lines: `Laba: Rp 150.000 (seratus lima puluh ribu rupiah)`, one an answer that counts. */
export function reviewLines(turn: Turn, frame: Frame, names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const answer = answerOf(frame.trail, name);
    const label = `${frame.flow}:${name}.review`;
    if (answer !== undefined && turn.world.has(label))
      lines.push(`${turn.world.text(label)}: ${showLong(turn, frame, name, answer.value)}`);
  }
  return lines.join("\n");
}
