import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../src/limits.ts";
import { loadTexts } from "../../../src/texts/index.ts";

const { texts } = loadTexts("locales");
const OURS = texts.namespaces().filter((name) => /^(kotak-suara|kabar)/.test(name));
/** What nobody who looks at a locked phone may read. */
const TELLING =
  /lapor|kekerasan|pelecehan|seksual|kdrt|korban|perkosa|pukul|ancam|aniaya|pungli|korupsi|violen|abuse|rape|harass|threat|victim|report/i;
const FIRST = 100;

const said = (lang: string) =>
  OURS.filter((name) => name !== "kotak-suara-words")
    .flatMap((name) => texts.keys(lang, name))
    .filter((key) => !/:(start|title)$|\.aliases$|\.options\./.test(key))
    .flatMap((key) => texts.raw(lang, key).map((text) => ({ key, text })));

describe.each(["id", "en"])("what Kotak Suara says in %s", (lang) => {
  it("tells nothing in what a locked screen shows of it", () => {
    expect(said(lang).length).toBeGreaterThan(60);
    const telling = said(lang).filter(({ text }) => TELLING.test([...text].slice(0, FIRST).join("")));
    expect(telling).toEqual([]);
  });

  it("promises nothing that nobody can keep, and fits a small screen", () => {
    for (const { key, text } of said(lang)) {
      expect(text, key).not.toMatch(/anonim|anonymous|dilacak|traced/i);
      expect([...text].length, key).toBeLessThanOrEqual(LIMITS.messageText);
    }
  });

  it("is one thing when it is pushed, and could be about anything", () => {
    const sign = texts.text(lang, "kotak-suara-parts:ping");
    expect(sign).not.toMatch(/suara|simpanan|kabar|rahasia|number|confiden|answer|jawab/i);
    expect(sign).toContain("MENU");
  });
});
