import { MAX_ANSWER_CHARACTERS } from "./ask.ts";
import { foldEnglish, type Piece } from "./english.ts";
import { NUMBER_WORDS, type NumberPart, REGIONAL_NUMBER_WORDS } from "./lexicon.ts";

export type Token = Piece;

const PIECE = /(?<figure>\d+(?:[.,]\d+)*)|(?<word>\p{L}[\p{L}\p{M}']*)|(?<sign>[^\s\p{M}])/gu;
/** Indonesian writes a doubled word with a 2: "kira2", "kadang2". */
const DOUBLING = /^2(?![\d\p{L}]|[.,]\d)/u;
const NEVER_DOUBLED = new Set(["dan", "tgl", "jam", "nomor", "nomer", "tanggal", "pukul", "pilih", "umur", "usia"]);

/**
 * Cuts a normalised text into figures, words and signs: "rp20.000,-" is `rp` `20.000` `,` `-`. Hyphens inside a
 * word-pair ("kira-kira", "dua-puluh") are dropped; "kira2" is one word.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const start = match.index;
    const last = tokens.at(-1);
    const glued = start === end && start > 0;
    const piece = match[0];
    end = start + piece.length;
    const kind =
      match.groups?.["figure"] !== undefined ? "figure" : match.groups?.["word"] !== undefined ? "word" : "sign";
    if (kind === "figure" && glued && last?.kind === "word" && isDoubling(last.text, text, start)) {
      last.text += "2";
    } else if (!(piece === "-" && glued && last?.kind === "word" && /^\p{L}/u.test(text.slice(end, end + 2)))) {
      tokens.push({ kind, text: piece, glued });
    }
  }
  return foldEnglish(tokens);
}

function isDoubling(word: string, text: string, at: number): boolean {
  if (word.length < 3 || NEVER_DOUBLED.has(word) || partsOf(word) !== undefined) return false;
  return DOUBLING.test(text.slice(at, at + 4));
}

/** The number parts of a word, or undefined: "ratus", "seratus", "duapuluh" (written as one), "telu". */
export function partsOf(word: string): { parts: readonly NumberPart[]; regional: boolean } | undefined {
  const plain = NUMBER_WORDS.get(word);
  if (plain !== undefined) return { parts: plain, regional: false };
  const regional = REGIONAL_NUMBER_WORDS.get(word);
  if (regional !== undefined) return { parts: regional, regional: true };
  const segments = segment(word);
  return segments === undefined ? undefined : { parts: segments, regional: false };
}

/** "duaratuslimapuluhribu" -> its parts: always the longest word first, which no Indonesian number contradicts. */
function segment(word: string): readonly NumberPart[] | undefined {
  if (word.length < 6 || word.length > MAX_ANSWER_CHARACTERS) return undefined;
  const parts: NumberPart[] = [];
  let at = 0;
  while (at < word.length) {
    let length = Math.min(10, word.length - at);
    while (length >= 3 && !NUMBER_WORDS.has(word.slice(at, at + length))) length--;
    if (length < 3) return undefined;
    parts.push(...(NUMBER_WORDS.get(word.slice(at, at + length)) ?? []));
    at += length;
  }
  return parts;
}
