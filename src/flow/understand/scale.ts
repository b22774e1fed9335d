import { ask, MAX_ANSWER_CHARACTERS, valuesOf } from "./ask.ts";
import { type ChoiceOption, readLabel } from "./choice.ts";
import { normalise } from "./normalise.ts";
import { readNumber } from "./number.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";

/** Both ends included; `labels` from the lowest up, as many as there are steps. */
export type ScaleLimits = { min: number; max: number; labels?: readonly string[] };

const STARS = /^(?:[⭐🌟★✨☆]\s?)+$/u;
const OUT_OF = /^(?<value>\d{1,3}) ?(?:\/|dari) ?(?<of>\d{1,3})$/u;

/** Reads a step of a scale: "4", "empat", ⭐⭐⭐⭐, "4/5", "4 bintang", or a label ("sangat puas"). */
export function readScale(text: string, { min, max, labels = [] }: ScaleLimits): Reading<number> {
  const normal = normalise(text);
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS) return none;
  const held = (value: number, why: string): Reading<number> =>
    value < min || value > max ? refuse("scale.range", { min, max }) : sure(value, why);
  if (STARS.test(normal)) {
    // An empty star is the rest of "★★★☆☆", not a point.
    return held([...normal].filter((sign) => sign.trim() !== "" && sign !== "☆").length, "stars");
  }
  const outOf = OUT_OF.exec(normal)?.groups;
  if (outOf !== undefined) {
    const value = Number(outOf["value"]);
    return Number(outOf["of"]) === max ? held(value, "out of") : refuse("scale.range", { min, max });
  }
  const options = labels.map((label, i): ChoiceOption => ({ id: String(min + i), label }));
  const labelled = readLabel(normal, options);
  if (labelled.kind === "sure") return sure(Number(labelled.value), "label");
  if (labelled.kind === "ask") return ask(valuesOf(labelled).map(Number), "label");
  const number = readNumber(text, { integer: true });
  if (number.kind === "sure") return held(number.value, "number");
  if (number.kind !== "ask") return number;
  const inside = valuesOf(number).filter((value) => value >= min && value <= max);
  return inside.length > 0 ? ask(inside, "number") : refuse("scale.range", { min, max });
}
