import {
  APPROXIMATE,
  APPROXIMATE_SCALE,
  LOSS,
  MINUS,
  MONEY_FILLER,
  NEGATORS,
  OTHER_CURRENCIES,
  OTHER_CURRENCY_SIGNS,
  TYPO_NUMBER_WORDS,
  UNITS,
} from "./lexicon.ts";
import { type Amount, amountOf } from "./money-amount.ts";
import { type Atom, atomsOf, readPhrase } from "./number-phrase.ts";
import { partsOf, type Token, tokenise } from "./tokens.ts";
import { isTypoOf } from "./typo.ts";

/** What a sentence says about money: the amounts in it, and everything around them that could change them. */
export type Sentence = {
  amounts: Amount[];
  /** Every word outside the amounts. */
  words: string[];
  /** Those of them that are not known to be harmless. */
  unknown: string[];
  doubtful: boolean;
  negative: boolean;
  loss: boolean;
  currency: boolean;
  /** 1e6. */
  machine: boolean;
  /** Arithmetic, dates, percents, figures grown together with letters: no amount can be taken out of it. */
  spoilt: boolean;
};

const PERIODS = /(?<!\p{L})(?:hari|minggu|bulan|tahun) (?:ini|kemarin|lalu)(?!\p{L})/gu;
/** Words that make two numbers into a third one. */
const ARITHMETIC = new Set("x kali times dikali tambah ditambah plus dikurangi dikurang dibagi bagi".split(" "));
const RANGE_WORDS = new Set("sampai sampe hingga atau sd to or until and".split(" "));
const CURRENCY = new Set(["rp", "idr"]);
const SPOILING_SIGNS = new Set("/+%^=×÷#@".split(""));
const HARMLESS_SIGNS = new Set(".,:;()\"'!?-_~*".split(""));

/** Reads the sentence as it stands, and, where unknown words may be number words with a typo, also as it was meant. */
export function readSentence(normal: string): Sentence {
  const tokens = tokenise(normal.replace(PERIODS, " "));
  const plain = readTokens(tokens);
  if (plain.unknown.length === 0) return plain;
  const mended = readTokens(tokens.map(mend));
  if (mended.amounts.length === 0 || mended.unknown.length === plain.unknown.length) return plain;
  // What the mended words say comes first, for the rest may be half an amount ("seratur ribu", "dua pulub ribu").
  return { ...plain, amounts: [...mended.amounts, ...plain.amounts], doubtful: true, spoilt: mended.spoilt };
}

function mend(token: Token): Token {
  if (token.kind !== "word" || isKnown(token.text)) return token;
  const meant = TYPO_NUMBER_WORDS.filter((word) => isTypoOf(token.text, word));
  return meant.length === 1 && meant[0] !== undefined ? { ...token, text: meant[0] } : token;
}

function isKnown(word: string): boolean {
  const lists = [MONEY_FILLER, NEGATORS, UNITS, LOSS, MINUS, APPROXIMATE];
  return lists.some((list) => list.has(word)) || partsOf(word) !== undefined;
}

function readTokens(tokens: readonly Token[]): Sentence {
  const sentence = emptySentence();
  for (let at = 0; at < tokens.length; ) {
    const end = endOfPhrase(tokens, at, sentence);
    if (end === at) {
      readAround(tokens, at, sentence);
      at++;
    } else {
      readNumber(tokens, at, end, sentence);
      at = end;
    }
  }
  sentence.machine = tokens.some(({ text, glued }, i) => text === "e" && glued && tokens[i - 1]?.kind === "figure");
  return sentence;
}

function emptySentence(): Sentence {
  const flags = { doubtful: false, negative: false, loss: false, currency: false, machine: false, spoilt: false };
  return { amounts: [], words: [], unknown: [], ...flags };
}

/** One word or sign outside the numbers. */
function readAround(tokens: readonly Token[], at: number, sentence: Sentence): void {
  const { kind, text } = tokens[at] ?? { kind: "sign", text: "" };
  if (kind === "word") {
    sentence.words.push(text);
    if (OTHER_CURRENCIES.has(text)) sentence.currency = true;
    else if (ARITHMETIC.has(text)) sentence.spoilt = true;
    else if (LOSS.has(text)) sentence.loss = true;
    else if (APPROXIMATE.has(text)) sentence.doubtful = true;
    else if (!MONEY_FILLER.has(text)) sentence.unknown.push(text);
    return;
  }
  if (OTHER_CURRENCY_SIGNS.has(text)) sentence.currency = true;
  else if (SPOILING_SIGNS.has(text)) sentence.spoilt ||= !isTail(tokens, at);
  else if (text === "~") sentence.doubtful = true;
  else if (!HARMLESS_SIGNS.has(text) && !/\p{Extended_Pictographic}/u.test(text)) sentence.doubtful = true;
}

/** The "-" or "=" of "Rp20.000,-" and "Rp20.000,=". */
function isTail(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === "=" && /^[.,]$/u.test(tokens[at - 1]?.text ?? "");
}

/** Where the run of figures and number words that begins here ends; `at` itself when none begins here. */
function endOfNumber(tokens: readonly Token[], at: number): number {
  let end = at;
  for (let token = tokens[end]; token !== undefined && isNumberToken(token); token = tokens[end]) end++;
  return end;
}

/** Goes on over a comma when both sides are one number: "dua juta, lima ratus ribu". */
function endOfPhrase(tokens: readonly Token[], at: number, sentence: Sentence): number {
  const end = endOfNumber(tokens, at);
  if (end === at || tokens[end]?.text !== ",") return end;
  const further = endOfNumber(tokens, end + 1);
  const both = atomsOf([...tokens.slice(at, end), ...tokens.slice(end + 1, further)]);
  if (further === end + 1 || both === undefined || readPhrase(both) === undefined) return end;
  sentence.doubtful = true;
  return further;
}

function isNumberToken({ kind, text }: Token): boolean {
  return kind === "figure" || (kind === "word" && (partsOf(text) !== undefined || APPROXIMATE_SCALE.has(text)));
}

function readNumber(tokens: readonly Token[], from: number, end: number, sentence: Sentence): void {
  const pieces = tokens.slice(from, end).filter(({ kind }) => kind !== "sign");
  const run = pieces.map((token) => ({ ...token, text: APPROXIMATE_SCALE.get(token.text) ?? token.text }));
  const [before, beforeThat, after] = [tokens[from - 1], tokens[from - 2], tokens[end]];
  if (pieces.some(({ text }) => APPROXIMATE_SCALE.has(text) || partsOf(text)?.regional)) {
    sentence.doubtful = true;
  }
  const first = run[0];
  // ".5 juta": the dot before belongs to the figure, unless it ends "Rp."; a comma behind a word parts the two.
  const endsWord = beforeThat?.kind === "word" && (before?.glued === true || before?.text === ",");
  if (first?.kind === "figure" && first.glued && /^[.,]$/u.test(before?.text ?? "") && !endsWord) {
    sentence.amounts.push({ kind: "refused", reason: "money.dots" });
    return;
  }
  const [sign, beforeSign] = signBefore(tokens, from);
  const isRange = sign?.text === "-" && beforeSign !== undefined && isNumberToken(beforeSign);
  // "20-30rb", "1 atau 2 juta": the first figure borrows its scale from the second.
  const last = sentence.amounts.at(-1);
  if ((isRange || RANGE_WORDS.has(before?.text ?? "")) && last?.kind === "amount" && last.bare) sentence.spoilt = true;
  if (sign !== undefined && (MINUS.has(sign.text) || (sign.text === "-" && !isRange))) sentence.negative = true;
  const grown = (token: Token | undefined) => token?.kind === "word" && !MONEY_FILLER.has(token.text);
  if (first?.glued && grown(before)) sentence.spoilt = true;
  if (after?.glued && grown(after) && !APPROXIMATE.has(after.text)) sentence.spoilt = true;
  const amount = amountOfRun(run, after?.text === "rupiah");
  if (amount === undefined) sentence.spoilt = true;
  else if (amount !== "none" && isCount(amount, after)) sentence.doubtful = true;
  else if (amount !== "none") sentence.amounts.push(amount);
  else sentence.unknown.push(...run.map(({ text }) => text));
}

/** What stands before a number and its currency, and what before that: the minus of "-Rp. 20.000". */
function signBefore(tokens: readonly Token[], from: number): [Token | undefined, Token | undefined] {
  let at = from - 1;
  if (tokens[at]?.text === "." && CURRENCY.has(tokens[at - 1]?.text ?? "")) at--;
  if (CURRENCY.has(tokens[at]?.text ?? "")) at--;
  return [tokens[at], tokens[at - 1]];
}

/** "5 hari", "3 orang": counts something else, unless it carries its own thousands. */
function isCount(amount: Amount, after: Token | undefined): boolean {
  const small = amount.kind === "amount" && amount.bare;
  return small && after?.kind === "word" && UNITS.has(after.text);
}

/** "none": scale words without a number ("ribuan"), no figure is lost. Undefined: a number that cannot be read. */
function amountOfRun(run: readonly Token[], rupiah: boolean): Amount | undefined | "none" {
  const atoms = atomsOf(run) ?? [];
  if (atoms.every(({ type }) => type === "scale" || type === "ratus" || type === "puluh" || type === "belas"))
    return "none";
  const phrase = readPhrase(atoms);
  return phrase === undefined ? spacedThousands(atoms) : amountOf(phrase, rupiah);
}

/** "20 000": spaces where the thousands are. Or two numbers, so it is asked. */
function spacedThousands(atoms: readonly Atom[]): Amount | undefined {
  const figures = atoms.map((atom) => (atom.type === "figure" ? atom.raw : ""));
  const [first = "", ...rest] = figures;
  if (!/^[1-9]\d{0,2}$/u.test(first) || rest.length > 3 || !rest.every((figure) => /^\d{3}$/u.test(figure)))
    return undefined;
  return { kind: "amount", values: [Number(figures.join(""))], certain: false, bare: false, why: "spaced thousands" };
}
