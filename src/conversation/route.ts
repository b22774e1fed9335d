import { takesAnyText, takesZero } from "../flow/answer.ts";
import type { CompiledFlow } from "../flow/compile.ts";
import type { AskStep } from "../flow/definition.ts";
import { normalise } from "../flow/understand/index.ts";
import type { Texts } from "../texts/index.ts";

export type Move = "back" | "again" | "skip" | "cancel" | "resume";
const MOVES: readonly Move[] = ["back", "again", "skip", "cancel", "resume"];

/** The words of a language that are commands wherever they are written. */
export type Commands = {
  moves: ReadonlyMap<string, Move>;
  /** Ends a talk with a human. */
  done: ReadonlySet<string>;
  /** Thanks somebody for something that is over: it wants no menu. */
  thanks: ReadonlySet<string>;
  flows: ReadonlyMap<string, { flow: string; always: boolean }>;
};

export type Route = { kind: "move"; to: Move } | { kind: "start"; flow: string } | { kind: "hear" };

/**
 * Reads the commands out of the locale: `words:back` and so on, and the `start` words of the flows that one person may
 * start. Where two of them have the same word, the one that stands higher in the menu has it.
 */
export function commandsOf(texts: Texts, lang: string, flows: Iterable<CompiledFlow>): Commands {
  const moves = new Map<string, Move>();
  for (const move of MOVES) for (const word of texts.words(lang, `words:${move}`)) moves.set(normalise(word), move);
  const started = new Map<string, { flow: string; always: boolean }>();
  const inMenuOrder = [...flows].sort((a, b) => placeInMenu(a) - placeInMenu(b));
  for (const { id, source } of inMenuOrder) {
    if (source.start?.words !== true) continue;
    for (const said of texts.words(lang, `${id}:start`)) {
      const word = normalise(said);
      if (!started.has(word)) started.set(word, { flow: id, always: source.start.always === true });
    }
  }
  const set = (key: string) => new Set(texts.words(lang, key).map(normalise));
  return { moves, done: set("words:done"), thanks: set("words:thanks"), flows: started };
}

const placeInMenu = ({ source }: CompiledFlow): number => source.start?.menu ?? Number.MAX_SAFE_INTEGER;

/**
 * What a text, normalised, is before it is an answer. Words that always win go first, then the ways to move; a flow's own words
 * take an open question only where any text would be an answer, for elsewhere the question is heard first.
 */
export function route(word: string, step: AskStep | undefined, commands: Commands): Route {
  const command = commands.flows.get(word);
  if (command?.always === true) return { kind: "start", flow: command.flow };
  if (step?.silent === true && commands.done.has(word)) return { kind: "move", to: "skip" };
  const move = commands.moves.get(word);
  const zero = word === "0" && step !== undefined && takesZero(step);
  if (move !== undefined && !zero && !(step?.silent === true && move !== "cancel")) return { kind: "move", to: move };
  if (command !== undefined && step !== undefined && takesAnyText(step) && step.silent !== true)
    return { kind: "start", flow: command.flow };
  return { kind: "hear" };
}

/** A flow that a text asks for: by its words exactly, or by one of them in a short sentence; `always`: it always wins. */
export type AskedFor = { flow: string; word: string; exact: boolean; always: boolean };

/**
 * The flow that a normalised text asks for when no open question understood it: its words exactly, or one of them in a short
 * sentence ("saya mau lapor"). A sentence that names two flows is neither.
 */
export function flowAskedFor(word: string, commands: Commands): AskedFor | undefined {
  const exact = commands.flows.get(word);
  if (exact !== undefined) return { ...exact, word, exact: true };
  const tokens = word.split(" ");
  if (tokens.length > SHORT_SENTENCE) return undefined;
  const named = tokens.flatMap((token) => {
    const command = commands.flows.get(token);
    return command === undefined ? [] : [{ ...command, word: token, exact: false }];
  });
  return named.every(({ flow }) => flow === named[0]?.flow) ? named[0] : undefined;
}

/** Words of a sentence in which a command may be looked for. */
const SHORT_SENTENCE = 6;
