import type { NumberPart } from "./lexicon.ts";
import { partsOf, type Token } from "./tokens.ts";

/** What a number is written with: a figure as typed, or a part of a spelled number. */
export type Atom = { type: "figure"; raw: string } | NumberPart;

/** A quantity before a scale: digits times 10^-decimals, or a figure whose dots and commas are still to be judged. */
export type Group = { scale: number; figure?: string; digits: bigint; decimals: number };

/** "2 juta 500 ribu" is two groups. `spelled`: written with number words below the scales ("dua puluh ribu"). */
export type Phrase = { groups: Group[]; spelled: boolean };

const isDigitFigure = (atom: Atom | undefined): boolean => atom?.type === "figure" && /^[1-9]$/u.test(atom.raw);

function digitAt(atoms: readonly Atom[], at: number): number | undefined {
  const atom = atoms[at];
  if (atom?.type === "digit") return atom.value;
  return atom?.type === "figure" && isDigitFigure(atom) ? Number(atom.raw) : undefined;
}

/** The atoms that tokens stand for, or undefined when one of them is no number. */
export function atomsOf(tokens: readonly Token[]): Atom[] | undefined {
  const atoms: Atom[] = [];
  for (const { kind, text } of tokens) {
    if (kind === "figure") atoms.push({ type: "figure", raw: text });
    else {
      const found = kind === "word" ? partsOf(text) : undefined;
      if (found === undefined) return undefined;
      atoms.push(...found.parts);
    }
  }
  return atoms;
}

/**
 * Reads a whole number phrase by the grammar of Indonesian: groups below a thousand, each with its scale, scales
 * descending. Undefined when anything is left over: half understood is not understood.
 */
export function readPhrase(atoms: readonly Atom[]): Phrase | undefined {
  const groups: Group[] = [];
  let at = 0;
  while (at < atoms.length) {
    const group = readGroup(atoms, at);
    if (group === undefined) return undefined;
    at = group.next;
    const after = atoms[at];
    const scale = after?.type === "scale" ? after.value : 1;
    if (after?.type === "scale") at++;
    const previous = groups.at(-1);
    if (previous !== undefined && previous.scale <= scale) return undefined;
    if (scale === 1 && at < atoms.length) return undefined;
    const { digits, decimals, figure } = group;
    groups.push(figure === undefined ? { scale, digits, decimals } : { scale, digits, decimals, figure });
  }
  const spelled = atoms.some(({ type }) => type !== "figure" && type !== "scale");
  return groups.length === 0 ? undefined : { groups, spelled };
}

type ReadGroup = { digits: bigint; decimals: number; figure?: string; next: number };

function readGroup(atoms: readonly Atom[], at: number): ReadGroup | undefined {
  const first = atoms[at];
  if (first?.type === "zero") return { digits: 0n, decimals: 0, next: at + 1 };
  if (first?.type === "half") return { digits: 5n, decimals: 1, next: at + 1 };
  if (first?.type === "quarter") return { digits: 25n, decimals: 2, next: at + 1 };
  const multiplied = ["puluh", "belas", "ratus"].includes(atoms[at + 1]?.type ?? "");
  if (first?.type === "figure" && !(isDigitFigure(first) && multiplied)) {
    if (atoms[at + 1]?.type === "half" && /^\d{1,3}$/u.test(first.raw))
      return withHalf(atoms, BigInt(first.raw), at + 1);
    return { digits: 0n, decimals: 0, figure: first.raw, next: at + 1 };
  }
  const spelled = readBelowThousand(atoms, at);
  if (spelled === undefined) return undefined;
  const after = atoms[spelled.next]?.type;
  if (after === "half") return withHalf(atoms, BigInt(spelled.value), spelled.next);
  if (after === "comma") return withDecimals(atoms, BigInt(spelled.value), spelled.next + 1);
  return { digits: BigInt(spelled.value), decimals: 0, next: spelled.next };
}

/** "dua setengah juta": only before a scale or at the end; "dua setengah tiga" is nothing. */
function withHalf(atoms: readonly Atom[], whole: bigint, at: number): ReadGroup | undefined {
  const after = atoms[at + 1];
  if (after !== undefined && after.type !== "scale") return undefined;
  return { digits: whole * 10n + 5n, decimals: 1, next: at + 1 };
}

/** "satu koma dua lima juta": digit by digit, as decimals are spoken. */
function withDecimals(atoms: readonly Atom[], whole: bigint, from: number): ReadGroup | undefined {
  let digits = whole;
  let at = from;
  for (let value = digitAt(atoms, at); value !== undefined; value = digitAt(atoms, at)) {
    digits = digits * 10n + BigInt(value);
    at++;
  }
  return at === from ? undefined : { digits, decimals: at - from, next: at };
}

function readBelowThousand(atoms: readonly Atom[], from: number): { value: number; next: number } | undefined {
  let at = from;
  let value = 0;
  const hundreds = digitAt(atoms, at);
  if (hundreds !== undefined && atoms[at + 1]?.type === "ratus") {
    value += hundreds * 100;
    at += 2;
  }
  const head = digitAt(atoms, at);
  const next = atoms[at + 1]?.type;
  const figure = atoms[at];
  if (head !== undefined && next === "belas") {
    value += 10 + head;
    at += 2;
  } else if (head !== undefined && next === "puluh") {
    const ones = atoms[at + 3]?.type === "puluh" ? undefined : digitAt(atoms, at + 2);
    value += head * 10 + (ones ?? 0);
    at += ones === undefined ? 2 : 3;
  } else if (head !== undefined) {
    value += head;
    at += 1;
  } else if (value > 0 && figure?.type === "figure" && /^[1-9]\d$/u.test(figure.raw)) {
    value += Number(figure.raw);
    at += 1;
  }
  return at === from ? undefined : { value, next: at };
}

/** A phrase as a plain whole number, or undefined if it has decimals or dots to judge: "dua puluh satu" -> 21. */
export function wholeOf(phrase: Phrase | undefined): number | undefined {
  if (phrase === undefined) return undefined;
  let total = 0;
  for (const { scale, figure, digits, decimals } of phrase.groups) {
    if (figure !== undefined && !/^\d{1,12}$/u.test(figure)) return undefined;
    const value = figure === undefined ? Number(digits) / 10 ** decimals : Number(figure);
    total += value * scale;
  }
  return Number.isSafeInteger(total) ? total : undefined;
}

/**
 * A text with its spelled numbers as digits: "jam dua belas" -> "jam 12". "Setengah" stays a word, because half past
 * is the reader's business, and so does a scale without a number.
 */
export function numbersToDigits(tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  let run: Token[] = [];
  const flush = () => {
    const value = run.length === 0 ? undefined : wholeOf(readPhrase(atomsOf(run) ?? []));
    if (value === undefined) result.push(...run);
    else result.push({ kind: "figure", text: String(value), glued: run[0]?.glued ?? false });
    run = [];
  };
  for (const token of tokens) {
    const parts = token.kind === "word" ? partsOf(token.text)?.parts : undefined;
    if (parts?.every(({ type }) => !["half", "quarter", "comma"].includes(type))) run.push(token);
    else {
      flush();
      result.push(token);
    }
  }
  flush();
  return result;
}
