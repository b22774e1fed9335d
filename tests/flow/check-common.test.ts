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

it("looks at what code says, in every language: short, one question, no promise that nobody can keep", () => {
  const what = (text: string) =>
    checkFlows([], { actions: new Map(), texts: textsOf({ id: { engine: { over: text } } }) }).map((p) => p.what);
  expect(what("Sudah lewat.")).toEqual([]);
  expect(what("a ".repeat(170))[0]).toContain("a message has at most 320");
  expect(what("Siapa? Di mana?")[0]).toContain("asks more than one question");
  expect(what("Laporannya anonim.")[0]).toContain('says "anonim"');
});

it("wants a text in another manner to stand for one that there is, with no value of its own", () => {
  const what = (short: Record<string, unknown>) =>
    checkFlows([], { actions: new Map(), texts: textsOf({ id: { ...languages.id, short } }) }).map((p) => p.what);
  expect(what({ engine: { over: "Lewat, {{called}}." } })).toEqual([]);
  expect(what({ engine: { under: "Lewat." } })).toEqual(['There is no text "engine:under".']);
  expect(what({ engine: { over: "Lewat, {{name}}." } })[0]).toContain("{{name}} is not known here");
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
