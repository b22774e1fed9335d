import type { Problem } from "../../../errors.ts";
import { allLanguages, completeLanguages, type Rule, SOURCE, type World } from "../context.ts";
import { formsOf, type Key, keysOf } from "../keys.ts";
import { didYouMean } from "../near.ts";
import type { Sketch } from "../sketch.ts";

/** Every text that a flow says is there, in the source language and in those that are complete. */
export const textsThere: Rule = (sketch, world) =>
  keysOf(sketch, world).flatMap((key) => {
    const needed = key.needed || (key.kind === "label" && hasOtherLabel(key, sketch, world));
    if (!needed) return [];
    return completeLanguages(world.texts)
      .filter((lang) => formsOf(key, lang, world).forms.length === 0)
      .filter((lang) => lang === SOURCE || formsOf(key, SOURCE, world).forms.length > 0)
      .map((lang) => {
        const how = `Write it in ${fileOf(lang, sketch, world)}: ${example(key)}.`;
        return sketch.problem(key.path, `There is no text "${key.name}" in "${lang}".`, how);
      });
  });

/** A yes-no question words both of its answers, or neither. */
function hasOtherLabel(key: Key, sketch: Sketch, world: World): boolean {
  const step = key.placed?.id;
  const ids = ["yes", "no"].map((id): Key => ({ ...key, key: `${sketch.flow.id}:${step}.options.${id}` }));
  return ids.some((one) => one.key !== key.key && formsOf(one, SOURCE, world).forms.length > 0);
}

/** The file of a flow's texts in one language, or the one to make. */
function fileOf(lang: string, { flow }: Sketch, { texts }: World): string {
  const [any = ""] = texts.keys(lang, flow.id);
  return texts.where(lang, any)?.file ?? `locales/${lang}/${flow.id}.json`;
}

/** `"running": { "ask": "…" }` */
function example({ name, kind }: Key): string {
  const value = kind === "words" ? '["…"]' : '"…"';
  const parts = name.split(".");
  return parts.map((part) => `"${part}": `).join("{ ") + value + " }".repeat(parts.length - 1);
}

/** Every text in a flow's file is one that the flow says. */
export const textsUsed: Rule = (sketch, world) => {
  const { texts, saidByCode } = world;
  const known = keysOf(sketch, world).flatMap(({ key, kind }) => (kind === "label" ? [key, `${key}.label`] : [key]));
  const names = known.map((key) => key.slice(sketch.flow.id.length + 1));
  return allLanguages(texts).flatMap((lang) =>
    texts.keys(lang, sketch.flow.id).flatMap((key): Problem[] => {
      if (known.includes(key) || saidByCode?.has(key) === true) return [];
      const name = key.slice(sketch.flow.id.length + 1);
      const what = `Nothing says the text "${name}".`;
      return [
        {
          ...place(lang, key, world),
          what,
          how: didYouMean(name, names, "Take it away, or add the step that says it."),
        },
      ];
    }),
  );
};

/** Where a text stands. */
export function place(lang: string, key: string, { texts }: World): { file: string; line?: number } {
  return texts.where(lang, key) ?? { file: `locales/${lang}/${key.split(":")[0]}.json` };
}
