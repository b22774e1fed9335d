import { normalise } from "../../flow/understand/index.ts";
import type { Texts } from "../../texts/index.ts";
import { SAVINGS, type SavingsKind } from "../accounts.ts";
import type { Method } from "../rules/terms.ts";
import {
  type Action,
  COMMANDS,
  EXPENSES,
  type Fields,
  FUNDS,
  INCOMES,
  type MeetingKind,
  OUTCOMES,
  PAPER_FORMATS,
  PAPERS,
  type Paper,
} from "./command.ts";

/** Phrases of one or more words by their first word, longest first. */
export type Phrases<T> = ReadonlyMap<string, readonly { words: readonly string[]; value: T }[]>;

const METHODS: readonly Method[] = ["declining", "flat", "annuity"];
/** `times`: "10 x" says how often and not how far apart. */
export const SPANS = ["month", "week", "year", "times"] as const;
export type Span = (typeof SPANS)[number];
const NAME_PARTS = ["clan", "mother", "nai", "grandparent", "father"] as const;
const KINDS = Object.keys(SAVINGS) as SavingsKind[];
/** A confirmation is two words of its own; the others have their action's name. */
type CommandWord = { action: Action; yes?: boolean };

/** The words of a language, taken apart once. */
export type Lexicon = {
  commands: Phrases<CommandWord>;
  /** Every word that a command may begin with, days and courtesy before it included. */
  heads: ReadonlySet<string>;
  /** Command words of one word that a slip of the thumb leaves recognisable, by their first letter. */
  longCommands: ReadonlyMap<string, readonly { word: string; value: CommandWord }[]>;
  kinds: Phrases<SavingsKind>;
  /** Words and letters that stand before an amount at a meeting. */
  meetingKinds: Phrases<MeetingKind>;
  letters: ReadonlyMap<string, MeetingKind>;
  withdrawalLetters: ReadonlySet<string>;
  methods: Phrases<Method>;
  spans: ReadonlyMap<string, Span>;
  categories: Phrases<Fields["category"]>;
  /** Funds of the SHU that are spent, and what says that money comes from one. */
  spentFunds: Phrases<Fields["category"]>;
  outOf: Phrases<true>;
  sources: Phrases<Fields["source"]>;
  outcomes: Phrases<Fields["outcome"]>;
  /** The fund of the groups. */
  funds: Phrases<true>;
  /** Denda. */
  penalty: Phrases<true>;
  /** Statements, also by their own names: `cash-book`. */
  papers: Phrases<Paper["statement"]>;
  formats: Phrases<Fields["format"]>;
  /** All units. */
  everywhere: Phrases<true>;
  attendance: Phrases<"expected" | "absent">;
  days: Phrases<true>;
  leads: Phrases<true>;
  /** "Selamat pagi": before a command, and by itself. */
  greetings: Phrases<true>;
  beforeNames: Phrases<true>;
  polite: Phrases<true>;
  /** Words of kinds long enough that a slip of the thumb still shows which was meant. */
  longKinds: readonly string[];
  /** What "br" and "boru" both are; what is not among them is no part of that kind. */
  nameParts: ReadonlyMap<string, (typeof NAME_PARTS)[number]>;
  sets: Readonly<Record<(typeof SETS)[number], ReadonlySet<string>>>;
  /** The first word of each list, for printing: `command.deposit` -> "setor". */
  first: ReadonlyMap<string, string>;
};

const SETS = [
  "mark.date",
  "mark.number",
  "mark.paper",
  "mark.loan",
  "mark.month",
  "mark.purpose",
  "mark.from",
  "mark.alias",
  "mark.percent",
  "mark.times",
  "mark.pieces",
  "mark.unit",
  "mark.until",
  "this",
  "last",
  "yearly",
  "each",
  "everyday",
  "self",
  "how-much",
  "asking",
  "present",
  "nothing",
  "currency",
  "minus",
  "filler",
  "and",
  "honorific",
  "doubt",
  "prose",
  "given-name",
  "topic",
] as const;

/** Gives the words of a list, e.g. `command.deposit`; the first is the one that is printed. Empty: no such words. */
export type WordLists = (path: string) => readonly string[];

/** The lexicon of a language: its own words of `coop-words`, and those of the source language. */
export const lexiconOf = (texts: Texts, lang: string): Lexicon =>
  compileLexicon((path) => texts.words(lang, `coop-words:${path}`));

export function compileLexicon(lists: WordLists): Lexicon {
  const first = new Map<string, string>();
  const words = (path: string): string[] => {
    const found = lists(path).map((word) => normalise(word) || word);
    if (found[0] !== undefined) first.set(path, found[0]);
    return found;
  };
  const under = <K extends string>(path: string, keys: readonly K[]): [string, K][] =>
    keys.flatMap((key) => words(`${path}.${key}`).map((word): [string, K] => [word, key]));
  const commands = commandWords(words);
  const kinds = under("kind", KINDS);
  const letters = under("letter", [...KINDS, "instalment"] as const);
  const loanWords = lists("command.instalment").map((word): [string, MeetingKind] => [normalise(word), "instalment"]);
  return {
    commands: phrases(commands),
    heads: new Set(
      [
        ...commands.map(([word]) => word),
        ...words("lead"),
        ...words("greeting"),
        ...words("day"),
        ...words("mark.date"),
      ].flatMap((phrase) => phrase.split(" ")[0] ?? []),
    ),
    longCommands: byLetter(commands),
    kinds: phrases(kinds),
    meetingKinds: phrases<MeetingKind>([...kinds, ...loanWords, ...letters]),
    letters: new Map(letters),
    withdrawalLetters: new Set(words("withdrawal-letter")),
    methods: phrases(under("method", METHODS)),
    spans: new Map(under("period", SPANS)),
    categories: phrases(under("expense", EXPENSES)),
    spentFunds: phrases(under("expense", FUNDS)),
    outOf: marks(words("out-of")),
    sources: phrases(under("income", INCOMES)),
    outcomes: phrases(under("outcome", OUTCOMES)),
    funds: marks(words("fund")),
    penalty: marks(words("penalty")),
    papers: phrases([...under("paper", PAPERS), ...PAPERS.map((name): [string, typeof name] => [name, name])]),
    formats: phrases(under("format", PAPER_FORMATS)),
    everywhere: marks(words("everywhere")),
    attendance: phrases([
      ...words("expected").map((word): [string, "expected"] => [word, "expected"]),
      ...words("absent").map((word): [string, "absent"] => [word, "absent"]),
    ]),
    days: marks(words("day")),
    leads: marks(words("lead")),
    greetings: marks(words("greeting")),
    beforeNames: marks(words("before-name")),
    polite: marks(words("polite")),
    longKinds: kinds.map(([word]) => word).filter((word) => /^\p{L}{6,}$/u.test(word)),
    nameParts: new Map(under("name-part", NAME_PARTS)),
    sets: setsOf(words),
    first,
  };
}

const MIN_TYPO_LETTERS = 4;

function byLetter(commands: readonly [string, CommandWord][]): Lexicon["longCommands"] {
  const found = new Map<string, { word: string; value: CommandWord }[]>();
  for (const [word, value] of commands) {
    const letter = word[0] ?? "";
    if (word.length < MIN_TYPO_LETTERS || word.includes(" ")) continue;
    found.set(letter, [...(found.get(letter) ?? []), { word, value }]);
  }
  return found;
}

function setsOf(words: (path: string) => readonly string[]): Lexicon["sets"] {
  const sets: Partial<Record<(typeof SETS)[number], ReadonlySet<string>>> = {};
  for (const set of SETS) sets[set] = new Set(words(set));
  return sets as Lexicon["sets"];
}

function commandWords(words: (path: string) => string[]): [string, CommandWord][] {
  const actions = (Object.keys(COMMANDS) as Action[]).flatMap((action) =>
    words(`command.${action}`).map((word): [string, CommandWord] => [word, { action }]),
  );
  const answers = [true, false].flatMap((yes) =>
    words(`command.${yes ? "yes" : "no"}`).map((word): [string, CommandWord] => [word, { action: "confirm", yes }]),
  );
  return [...actions, ...answers];
}

const marks = (words: readonly string[]): Phrases<true> => phrases(words.map((word): [string, true] => [word, true]));

/** Where two lists have the same phrase, the one that comes first has it. */
export function phrases<T>(entries: readonly (readonly [string, T])[]): Phrases<T> {
  const found = new Map<string, { words: string[]; value: T }[]>();
  for (const [phrase, value] of entries) {
    const words = phrase.split(" ");
    const [head = ""] = words;
    const others = found.get(head) ?? [];
    if (others.some((other) => other.words.join(" ") === phrase)) continue;
    found.set(
      head,
      [...others, { words, value }].sort((a, b) => b.words.length - a.words.length),
    );
  }
  return found;
}

/** The longest phrase that stands at a place, and where it ends. */
export function phraseAt<T>(
  phrases: Phrases<T>,
  pieces: readonly { readonly key: string }[],
  at: number,
): { value: T; end: number } | undefined {
  const head = pieces[at];
  const found = head === undefined ? undefined : phrases.get(head.key);
  if (found === undefined) return undefined;
  for (const { words, value } of found) {
    if (words.every((word, i) => pieces[at + i]?.key === word)) return { value, end: at + words.length };
  }
  return undefined;
}
