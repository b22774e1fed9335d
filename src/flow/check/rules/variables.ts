import type { Problem } from "../../../errors.ts";
import { allLanguages, type Rule, SOURCE, TEXT_FACTS, type World } from "../context.ts";
import { formsOf, type Key, keysOf } from "../keys.ts";
import { known, namesBefore } from "../names.ts";
import { didYouMean } from "../near.ts";
import { asksOf, type Placed, type Sketch } from "../sketch.ts";
import { place } from "./texts.ts";

/** Texts that are said without a conversation to look values up in. */
const BARE: readonly Key["kind"][] = ["title", "words", "label", "aliases", "review"];

/** Every `{{name}}` of a text has a value when the text is said. */
export const variables: Rule = (sketch, world) =>
  keysOf(sketch, world).flatMap((key) =>
    allLanguages(world.texts).flatMap((lang) => {
      const { key: at, forms } = formsOf(key, lang, world);
      const needs = lang === SOURCE ? world.texts.needs(at) : [...new Set(forms.flatMap(variablesIn))];
      return forms.length === 0 ? [] : needs.flatMap((name) => variable(sketch, world, key, lang, at, name));
    }),
  );

/** Names in `{{}}` of a text; a format after a comma is not part of the name. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([^{},]*?)\s*(?:,[^{}]*)?\}\}/g)].map((hole) => hole[1] ?? "");
}

function variable(sketch: Sketch, world: World, key: Key, lang: string, at: string, name: string): Problem[] {
  const problem = (what: string, how: string) => [{ ...place(lang, at, world), what, how }];
  if (lang !== SOURCE && !world.texts.needs(at).includes(name)) {
    const how = `Use only what the text in "${SOURCE}" uses, or use it there too.`;
    return problem(`The text "${key.name}" uses {{${name}}}, and the source language's does not.`, how);
  }
  if (BARE.includes(key.kind)) {
    return problem(`The text "${key.name}" cannot use {{${name}}}: it is said by itself.`, "Word it without a value.");
  }
  if (TEXT_FACTS.includes(name) || extra(key).includes(name)) return [];
  // A text without a step, `closed`, may come at any question.
  const users = key.placed === undefined ? asksOf(sketch) : [key.placed];
  const user = users.find((one) => known(sketch, name, one, []).kind !== "always");
  return user === undefined ? [] : problem(...missing(sketch, key, name, user));
}

function missing(sketch: Sketch, key: Key, name: string, user: Placed): [what: string, how: string] {
  const what = `The text "${key.name}" uses {{${name}}}`;
  const there = known(sketch, name, user, []);
  if (there.kind === "sometimes") {
    const how = "Give the step the same condition, or make two steps with a text each.";
    return [`${what}, which may have no value then: ${there.why}.`, how];
  }
  const names = [...namesBefore(sketch, user), ...TEXT_FACTS];
  const how = didYouMean(name, names, "Ask it before, or take it out of the text.");
  return [`${what}, and nothing before it gives that.`, how];
}

/** What the engine adds for one kind of text. */
function extra({ kind }: Key): readonly string[] {
  if (kind === "again") return ["heard"];
  return kind === "recap" ? ["answers"] : [];
}
