import { inFours } from "../../safeguarding/index.ts";
import type { Texts } from "../../texts/index.ts";

/** A sheet as it is read on paper. */
export type Sheet = { title: string; lines: readonly string[]; codes: readonly string[]; notes: readonly string[] };

const CODES_A_LINE = 4;
const WORDS_A_LINE = 6;

/** What stands on an officer's sheet; `date` YYYY-MM-DD. */
export function sheetOf(
  texts: Texts,
  { name, codes, date, lang }: { name: string; codes: readonly string[]; date: string; lang: string },
): Sheet {
  const say = (key: string, data = {}) => texts.text(lang, `officer-sheet:${key}`, data);
  return {
    title: say("title"),
    lines: [say("owner", { name }), say("made", { date: written(date, lang) })],
    codes: codes.map((code) => inFours(code, "-")),
    notes: ["use", "keep", "last", "lost"].map((key) => say(key)),
  };
}

/** The sheet as lines for a terminal. Pure. */
export function sheetLines({ title, lines, codes, notes }: Sheet): string[] {
  const numbered = codes.map((code, at) => `${String(at + 1).padStart(2)}. ${code}`);
  const rows = inRows(numbered, CODES_A_LINE).map((row) => row.join("   "));
  return ["", title, ...lines, "", ...rows, "", ...notes.map((note) => `- ${note}`), ""];
}

/** A trustee's key as lines for a terminal. */
export function keyLines(texts: Texts, words: readonly string[], lang: string): string[] {
  const say = (key: string) => texts.text(lang, `officer-sheet:trustee.${key}`);
  const numbered = words.map((word, at) => `${String(at + 1).padStart(2)}. ${word.padEnd(11)}`);
  const rows = inRows(numbered, WORDS_A_LINE).map((row) => row.join(" ").trimEnd());
  return ["", say("title"), "", ...rows, "", say("keep"), ""];
}

const inRows = (items: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, row) => items.slice(row * size, (row + 1) * size));

/** `22 November 2026`, from YYYY-MM-DD. */
const written = (date: string, lang: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(date));
