import type { QuestionType } from "../../definition.ts";
import { allLanguages, type Rule } from "../context.ts";
import { asksOf } from "../sketch.ts";
import { place } from "./texts.ts";

const FIGURES: readonly QuestionType[] = ["money", "number", "scale"];
/** "0 = kembali", "ketik 0 untuk kembali", "0. Kembali", "kembali: 0", "kembali ketik 0". */
const ZERO_IS_BACK = [
  /\b0\b\W{0,3}(?:(?:untuk|to|for)\s+)?(?:kembali|back)\b/iu,
  /\b(?:kembali|back)\b\W{0,3}(?:(?:ketik|tulis|balas|tekan|dengan|press|with)\s+){0,2}0\b/iu,
];

/** Where 0 is an answer, no text says that it is the way back. */
export const zero: Rule = (sketch, world) =>
  asksOf(sketch).flatMap(({ step }) => {
    if (!FIGURES.includes(step.as) || (step.min ?? 1) > 0) return [];
    return allLanguages(world.texts).flatMap((lang) =>
      ["ask", "again"].flatMap((name) => {
        const key = `${sketch.flow.id}:${step.ask}.${name}`;
        if (!world.texts.raw(lang, key).some((form) => ZERO_IS_BACK.some((one) => one.test(form)))) return [];
        const what = `The text "${step.ask}.${name}" says that 0 goes back, and 0 is an answer here.`;
        return [{ ...place(lang, key, world), what, how: 'Write "ketik kembali", or min: 1 in the question.' }];
      }),
    );
  });
