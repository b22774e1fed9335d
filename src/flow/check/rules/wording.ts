import type { Problem } from "../../../errors.ts";
import { LIMITS } from "../../../limits.ts";
import { allLanguages, type FlowTexts, type Rule, type World } from "../context.ts";
import { formsOf, type Key, keysOf } from "../keys.ts";
import { place } from "./texts.ts";

/** Characters that a value in a text may have: a name, or an amount in digits and words. */
const VALUE_CHARACTERS = 24;
/** Digits, a full stop and a line end, for an option's line below a question. */
const OPTION_LINE = 4;

/** Texts are short enough for a small screen, and a question asks one thing. */
export const lengths: Rule = (sketch, world) =>
  allLanguages(world.texts).flatMap((lang) => {
    const keys = keysOf(sketch, world);
    const labels = keys.filter(({ kind }) => kind === "label");
    return keys.flatMap((key) => {
      const { key: at, forms } = formsOf(key, lang, world);
      const problems = forms.flatMap((form) => oneText(key, form, listed(key, labels, lang, world)));
      return problems.map((words): Problem => ({ ...place(lang, at, world), ...words }));
    });
  });

function oneText(key: Key, form: string, below: number): { what: string; how: string }[] {
  if (key.kind === "words" || key.kind === "aliases") return [];
  if (key.kind === "label" || key.kind === "review") {
    const length = [...form].length;
    if (length <= LIMITS.optionLabel) return [];
    const what = `"${form}" has ${length} characters; a button shows ${LIMITS.optionLabel}.`;
    return [{ what, how: key.kind === "label" ? "Shorten it; longer words can be aliases." : "Shorten it." }];
  }
  const problems = tooLong(key.name, form, below);
  return key.kind === "ask" ? [...problems, ...severalQuestions(key.name, form)] : problems;
}

function tooLong(name: string, form: string, below: number): { what: string; how: string }[] {
  const length = spoken(form) + below;
  if (length <= LIMITS.messageText) return [];
  const what = `The text "${name}" has about ${length} characters with its values; a message has at most ${LIMITS.messageText}.`;
  return [{ what, how: "Shorten it, or divide it into two say steps." }];
}

function severalQuestions(name: string, form: string): { what: string; how: string }[] {
  if ((form.match(/[?？]/g) ?? []).length <= 1) return [];
  const what = `The text "${name}" asks more than one question.`;
  return [{ what, how: "Ask one thing; make another step for the other." }];
}

/** The same of what code says (`engine`, `membership`, ...), which is in no flow: short, and one question at most. */
export function commonLengths({ texts, ids, ...world }: World): Problem[] {
  const common = texts.namespaces().filter((namespace) => !ids.has(namespace));
  return allLanguages(texts).flatMap((lang) =>
    common.flatMap((namespace) =>
      texts.keys(lang, namespace).flatMap((key) => {
        const name = key.slice(namespace.length + 1);
        const found = texts
          .raw(lang, key)
          .flatMap((form) => [...tooLong(name, form, 0), ...severalQuestions(name, form)]);
        return found.map((words): Problem => ({ ...place(lang, key, { texts, ids, ...world }), ...words }));
      }),
    ),
  );
}

const spoken = (form: string) => [...form.replace(/\{\{[^{}]*\}\}/g, "x".repeat(VALUE_CHARACTERS))].length;

/** Characters of the options that are listed below a question. */
function listed(key: Key, labels: readonly Key[], lang: string, world: World): number {
  if (key.kind !== "ask") return 0;
  const own = labels.filter(({ placed }) => placed === key.placed);
  return own.reduce((sum, label) => sum + OPTION_LINE + [...(formsOf(label, lang, world).forms[0] ?? "")].length, 0);
}

const PHRASES: readonly { pattern: RegExp; how: string }[] = [
  { pattern: /input tidak valid/iu, how: "Say what was not understood and give an example." },
  // Nobody who writes from a phone of her own is.
  {
    pattern: /(?:100\s*% |dijamin )?\banonim\w*|\banonym(?:ous(?:ly)?|ity)\b/iu,
    how: "Say truthfully who can see what.",
  },
  { pattern: /tidak bisa dilacak/iu, how: "Say truthfully who can see what." },
  {
    pattern:
      /(?:^|[.!?,;:\n])\s*(?:maaf,?\s+)?(?:(?:jawaban(?:nya)?|input)\s+(?:(?:anda|ibu|bapak)\s+)?)?salah\s*(?=$|[.!?,;:\n])/iu,
    how: 'Say what was not understood and give an example; "salah" alone shames.',
  },
];

/** No words that shame or that promise what nobody can keep, and at most one emoji, at the end: in all texts. */
export function wordings(texts: FlowTexts, world: World): Problem[] {
  return allLanguages(texts).flatMap((lang) =>
    texts.namespaces().flatMap((namespace) =>
      texts.keys(lang, namespace).flatMap((key) => {
        // What a person may write is hers; only what is said to her is looked at.
        if (/:start$|\.aliases$/.test(key) || namespace === "words") return [];
        const found = texts.raw(lang, key).flatMap((form) => [...phrases(form), ...emojis(form)]);
        const name = key.slice(namespace.length + 1);
        return found.map(({ what, how }) => ({ ...place(lang, key, world), what: `The text "${name}" ${what}.`, how }));
      }),
    ),
  );
}

function phrases(form: string): { what: string; how: string }[] {
  return PHRASES.flatMap(({ pattern, how }) => {
    const hit = pattern.exec(form)?.[0];
    return hit === undefined ? [] : [{ what: `says "${hit.replace(/^[\s.!?,;:]+/u, "").trim()}"`, how }];
  });
}

const GRAPHEMES = new Intl.Segmenter("id", { granularity: "grapheme" });
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
/** Signs that Unicode counts as pictures and people as letters. */
const LETTERLIKE = /^[©®™]$/u;

function emojis(form: string): { what: string; how: string }[] {
  const how = "Keep one at the very end: a screen reader speaks each of them.";
  // Few texts have any, and to take all apart would be half of what a start takes to check them.
  if (!PICTURE.test(form)) return [];
  const graphemes = [...GRAPHEMES.segment(form.trim())].map(({ segment }) => segment);
  const found = graphemes.filter(isEmoji);
  if (found.length > 1) return [{ what: `has ${found.length} emojis`, how }];
  if (found.length === 0 || isEmoji(graphemes.at(-1) ?? "")) return [];
  return [{ what: "has an emoji that is not at the end", how }];
}

function isEmoji(grapheme: string): boolean {
  return PICTURE.test(grapheme) && !LETTERLIKE.test(grapheme);
}
