import { expect, it } from "vitest";
import { checkFlows, type FlowTexts } from "../../src/flow/check/index.ts";
import { type Texts, textsOf } from "../../src/texts/index.ts";

const languages = { id: { engine: { over: "Sudah lewat, {{called}}." } } };

it("wants every common text in a complete language, and no value that the source lacks", () => {
  const texts = textsOf({ ...languages, en: { engine: { other: "x" } } });
  expect(checkFlows([], { actions: new Map(), texts: allComplete(texts) }).map((p) => p.what)).toContain(
    'There is no text "over" in "en".',
  );
  const strange = textsOf({ ...languages, en: { engine: { over: "It is over, {{name}}." } } });
  expect(checkFlows([], { actions: new Map(), texts: strange }).map((p) => p.what)).toEqual([
    '{{name}} is not known here: the text in "id" has no such value.',
  ]);
  const right = textsOf({ ...languages, en: { engine: { over: "It is over, {{called}}." } } });
  expect(checkFlows([], { actions: new Map(), texts: right })).toEqual([]);
});

/** The same texts in languages that are all said to be complete. */
function allComplete(texts: Texts): FlowTexts {
  return {
    languages: texts.languages.map(({ code }) => ({ code, complete: true })),
    raw: (lang, key) => texts.raw(lang, key),
    words: (lang, key) => texts.words(lang, key),
    needs: (key) => texts.needs(key),
    keys: (lang, namespace) => texts.keys(lang, namespace),
    namespaces: () => texts.namespaces(),
    where: (lang, key) => texts.where(lang, key),
  };
}
