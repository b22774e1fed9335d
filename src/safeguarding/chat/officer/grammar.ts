import { readCode } from "../../crypto/random.ts";
import { readTyped, type Typed } from "./aliases.ts";

/** Commands that are about one case: its alias follows. */
export const CASE_VERBS = ["read", "reply", "note", "status", "refer", "handover", "close", "reopen"] as const;
export type CaseVerb = (typeof CASE_VERBS)[number];
/** Commands that stand alone. */
export const LONE_VERBS = ["lock", "more", "audit", "statistics", "help"] as const;
export type LoneVerb = (typeof LONE_VERBS)[number];
export const VERBS = ["open", "list", ...LONE_VERBS, ...CASE_VERBS] as const;
export type Verb = (typeof VERBS)[number];

/** What an officer wrote. */
export type Command =
  /** `code`: as it was typed; undefined, it is to be asked for. */
  | { verb: "open"; code: string | undefined }
  /** From 1. */
  | { verb: "list"; page: number }
  | { [V in LoneVerb]: { verb: V } }[LoneVerb]
  | { verb: CaseVerb; typed: Typed | undefined; rest: string };

/** The phrases of a language by what they mean, the longest first. */
export type Phrases = readonly { words: readonly string[]; verb: Verb }[];

/** `wordsOf` gives the words of a command, e.g. "buka lagi". Pure. */
export function phrasesOf(wordsOf: (verb: Verb) => readonly string[]): Phrases {
  return VERBS.flatMap((verb) =>
    wordsOf(verb).map((phrase) => ({ words: phrase.toLowerCase().split(" "), verb })),
  ).sort((a, b) => b.words.length - a.words.length);
}

/**
 * Words that others use as well, with other things behind them: "tutup rapat", "catat beras 20rb", "status laporan".
 */
const SHARED: ReadonlySet<Verb> = new Set(["status", "note", "close"]);

/**
 * Reads a command; undefined where a text is none. With a locked desk nothing is taken that may be meant for somebody
 * else. What stands behind a command keeps its lines and capitals. Pure.
 */
export function readCommand(text: string, phrases: Phrases, open: boolean): Command | undefined {
  const plain = text.replace(/^[\s\p{Cf}]+/u, "").trimEnd();
  for (const { words, verb } of phrases) {
    const rest = restAfter(plain, words);
    const command = rest === undefined ? undefined : commandOf(verb, rest, open);
    if (command !== undefined) return command;
  }
  return undefined;
}

function commandOf(verb: Verb, rest: string, open: boolean): Command | undefined {
  if (verb === "open") return rest === "" || isCodeLike(rest) ? { verb, code: rest || undefined } : undefined;
  if (verb === "list") return /^\d{0,4}$/.test(rest) ? { verb, page: Math.max(1, Number(rest)) } : undefined;
  if (isLone(verb)) return rest === "" ? ({ verb } as Command) : undefined;
  const typed = readTyped(rest);
  if (SHARED.has(verb) && typed?.likely !== true && !(open && rest !== "")) return undefined;
  return { verb, typed, rest };
}

const isLone = (verb: Verb): verb is LoneVerb => (LONE_VERBS as readonly Verb[]).includes(verb);

/** What is left behind the words, however many spaces stand between; undefined where the text does not begin so. */
function restAfter(text: string, words: readonly string[]): string | undefined {
  let rest = text;
  for (const word of words) {
    if (rest.slice(0, word.length).toLowerCase() !== word) return undefined;
    const after = rest.slice(word.length);
    const between = /^[\s:.,;!?\-\u2010-\u2015]*/u.exec(after)?.[0] ?? "";
    if (after !== "" && between === "") return undefined;
    rest = after.slice(between.length);
  }
  return rest;
}

const PARTS_OF_FOUR = /^[\dA-Za-z]{4}[\s\-\u2010-\u2015.]*[\dA-Za-z]{4}[\s\-\u2010-\u2015.]*[\dA-Za-z]{4}$/u;
const PART = /^[\dA-Za-z]{3,5}$/;
const BLOCK = /^[\dA-Za-z]{10,14}$/;
const LENGTHS = { least: 10, most: 14 } as const;

/** Digits and letters in one: words and numbers by themselves are none. */
const isMixed = (part: string): boolean => /\d/.test(part) && /[A-Za-z]/.test(part);

/**
 * A code, or something that wants to be one; "buka rapat 20 nov" does not. Whoever writes it, it is not to be repeated
 * or stored. Pure.
 */
export function isCodeLike(text: string): boolean {
  const said = text.trim();
  const parts = said.split(/[\s\-\u2010-\u2015.]+/u);
  const mixed = parts.filter(isMixed).length;
  if (PARTS_OF_FOUR.test(said) && readCode(said) !== undefined) return mixed > 0 || said === said.toUpperCase();
  if (parts.length === 1) return BLOCK.test(said) && mixed === 1;
  const { length } = parts.join("");
  return parts.every((part) => PART.test(part)) && length >= LENGTHS.least && length <= LENGTHS.most && mixed > 1;
}

/** A code by itself, as it is printed: an officer who forgets the word means it all the same. Pure. */
export function isBareCode(text: string): boolean {
  const said = text.trim();
  return said === said.toUpperCase() && /[A-Z]/.test(said) && PARTS_OF_FOUR.test(said) && isCodeLike(said);
}
