import type { Begun, HearContext, Heard, Inside } from "../../conversation/module.ts";
import { normalise } from "../../flow/understand/index.ts";
import { isRegistered } from "../../people/person.ts";
import type { Texts } from "../../texts/index.ts";
import { holdsLongNumber, numberAsked } from "./mailbox/typed-number.ts";
import { SafetyEar } from "./report/safety-words.ts";

/** The words of one language. */
type Words = {
  safety: SafetyEar;
  number: readonly string[];
  start: ReadonlySet<string>;
  outside: ReadonlySet<string>;
  /** What BANTUAN and its like are inside: the helper of the programme is not called there. */
  outsideInside: ReadonlySet<string>;
  leave: ReadonlySet<string>;
  wipe: ReadonlySet<string>;
  away: ReadonlySet<string>;
};

/**
 * The words of Kotak Suara. Anywhere: its name, KABAR, a number by its shape, numbers outside, and words of somebody who is
 * in trouble; that text is kept nowhere. Inside: the words that leave it, and numbers outside.
 */
export class SuaraEar {
  private readonly texts: Texts;
  private readonly byLanguage = new Map<string, Words>();

  constructor(texts: Texts) {
    this.texts = texts;
  }

  anywhere(heard: Heard, context: HearContext): Begun | undefined {
    if (heard.kind !== "text") return undefined;
    const { text } = heard;
    const words = this.wordsOf(context.person.language);
    const typed = numberAsked(text, words.number);
    if (typed !== undefined) return { flow: "kabar", data: typed === "" ? {} : { typed } };
    if (holdsLongNumber(text)) return { flow: "kabar-digits", data: whereShe(context) };
    const said = normalise(text);
    if (words.start.has(said)) return { flow: "kotak-suara", data: {} };
    if (words.outside.has(said)) return { flow: "kotak-suara-outside", data: whereShe(context) };
    return words.safety.hears(text) ? { flow: "kotak-suara-offer", data: whereShe(context) } : undefined;
  }

  inside(heard: Heard, { person, openQuestion }: HearContext): Inside | undefined {
    if (heard.kind !== "text") return undefined;
    const words = this.wordsOf(person.language);
    const typed = holdsLongNumber(heard.text) ? numberAsked(heard.text, words.number) : undefined;
    // Whoever looks again, or at another number, need not leave first; in a story the same words belong to it.
    if (typed !== undefined && openQuestion(person.id, "kabar") !== undefined)
      return { flow: "kabar", data: { typed }, ends: true };
    const said = normalise(heard.text);
    if (words.leave.has(said)) return { flow: "kotak-suara-gone", data: { word: "leave" }, ends: true };
    if (words.wipe.has(said)) return { flow: "kotak-suara-gone", data: { word: "wipe" }, ends: true };
    if (words.away.has(said)) return { flow: isRegistered(person) ? "menu" : "welcome", data: {}, ends: true };
    const isOutside = words.outside.has(said) || words.outsideInside.has(said);
    return isOutside ? { flow: "kotak-suara-outside", data: {}, ends: false } : undefined;
  }

  private wordsOf(language: string): Words {
    const known = this.byLanguage.get(language);
    if (known !== undefined) return known;
    const list = (key: string) => this.texts.words(language, `kotak-suara-words:${key}`);
    const set = (key: string) => new Set(list(key).map(normalise));
    const words: Words = {
      safety: new SafetyEar({
        phrases: list("safety"),
        elsewhere: list("safety-not"),
        between: list("between"),
      }),
      number: list("number").map(normalise),
      start: new Set(this.texts.words(language, "kotak-suara:start").map(normalise)),
      outside: set("outside"),
      outsideInside: set("outside-inside"),
      leave: set("leave"),
      wipe: set("wipe"),
      away: set("away"),
    };
    this.byLanguage.set(language, words);
    return words;
  }
}

/** The flow whose question she was at, to be asked again when this was a mistake. */
function whereShe({ openQuestion, person }: HearContext): Record<string, string> {
  const open = openQuestion(person.id);
  return open === undefined ? {} : { where: open.flow };
}
