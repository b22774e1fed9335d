import type { Problem } from "../../../errors.ts";
import { normalise } from "../../understand/normalise.ts";
import { allLanguages, type Rule, SOURCE, type World } from "../context.ts";
import { asksOf, type Sketch } from "../sketch.ts";
import { optionIds } from "./actions.ts";
import { place } from "./texts.ts";

type Word = { word: string; option: string; number: number; lang: string; key: string };

/** What a person may write for an option means that option and nothing else. */
export const labels: Rule = (sketch, world) =>
  asksOf(sketch).flatMap(({ step }) =>
    allLanguages(world.texts).flatMap((lang) => {
      const words = optionIds(step).flatMap((option, at) => wordsOf(sketch, step.ask, option, at + 1, lang, world));
      return clashes(words, lang, world, alwaysWords(lang, world));
    }),
  );

/** Label and aliases in one language; in the source language where it has none of its own. */
function wordsOf(sketch: Sketch, ask: string, option: string, number: number, lang: string, { texts }: World): Word[] {
  const base = `${sketch.flow.id}:${ask}.options.${option}`;
  const labelled = (code: string) => [base, `${base}.label`].some((key) => texts.raw(code, key).length > 0);
  const from = labelled(lang) ? lang : SOURCE;
  return [base, `${base}.label`, `${base}.aliases`].flatMap((key) =>
    texts.raw(from, key).map((word) => ({ word, option, number, lang: from, key })),
  );
}

function clashes(words: readonly Word[], lang: string, world: World, always: ReadonlyMap<string, string>): Problem[] {
  const owners = new Map<string, Word>();
  return words.flatMap((one) => {
    const plain = normalise(one.word);
    const first = owners.get(plain);
    owners.set(plain, first ?? one);
    // A clash of two words of the source language is told there.
    if (lang !== SOURCE && one.lang === SOURCE && (first === undefined || first.lang === SOURCE)) return [];
    const tell = (what: string, how: string) => [
      { ...place(one.lang, one.key, world), what: `The option "${one.option}": ${what}.`, how },
    ];
    if (plain === "0") return tell('"0" is the way back (0 = kembali)', "Choose another word.");
    if (/^\d+$/.test(plain) && Number(plain) !== one.number) {
      return tell(
        `"${one.word}" would be read as option number ${plain}`,
        "Choose a word, or change the order of the options.",
      );
    }
    if (first !== undefined && first.option !== one.option) {
      return tell(`"${one.word}" also means the option "${first.option}"`, "Keep it in one of the two.");
    }
    const flow = always.get(plain);
    if (flow === undefined || flow === one.option) return [];
    return tell(`"${one.word}" always starts the flow "${flow}"`, "Choose another word.");
  });
}

/** Words that win over any open question, with their flows. */
function alwaysWords(lang: string, { texts, sketches }: World): Map<string, string> {
  const found = new Map<string, string>();
  for (const { flow } of sketches.values()) {
    if (flow.start?.words !== true || flow.start.always !== true) continue;
    for (const word of texts.words(lang, `${flow.id}:start`)) found.set(normalise(word), flow.id);
  }
  return found;
}
