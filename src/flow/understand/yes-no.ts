import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS } from "./ask.ts";
import { NEGATORS, NO_WORDS, POLITE, UNSURE, YES_PREDICATES, YES_WORDS } from "./lexicon.ts";
import { normalise } from "./normalise.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { type Token, tokenise } from "./tokens.ts";

export type YesNo = "yes" | "no";

const BOTH: YesNo[] = ["yes", "no"];
const LISTED: ReadonlyMap<string, YesNo> = new Map([
  ["1", "yes"],
  ["2", "no"],
  ["satu", "yes"],
  ["dua", "no"],
  ["two", "no"],
]);
const NUMBER_BEFORE = /^(?:no|nomor|nomer|pilih|pilihan)[ .]*(?=\d)/u;

/**
 * Reads yes or no in Indonesian, Javanese, Sundanese, Malay of the east, Batak and signs, or as number 1 or 2 of the
 * list: "iya bu", "nggih", "mboten", "belum", 👍. Both at once ("ya tidak"), "belum tentu" and anything with more in
 * it are asked, for "tidak ada masalah" may well be a yes.
 */
export function readYesNo(text: string): Reading<YesNo> {
  const normal = normalise(text);
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS) return none;
  const reading = understand(normal);
  return isQuestion(text) ? doubt(reading, "asked back") : reading;
}

function understand(normal: string): Reading<YesNo> {
  const tokens = tokenise(normal.replace(NUMBER_BEFORE, ""));
  const only = tokens.length === 1 ? tokens[0]?.text : undefined;
  if (only !== undefined && /^\d+$/u.test(only) && !LISTED.has(only)) return refuse("choice.range", { max: 2 });
  const heard = new Set<YesNo>();
  let unsure = false;
  let unknown = false;
  for (let at = 0; at < tokens.length; at++) {
    const { text, kind } = tokens[at] ?? { text: "", kind: "sign" };
    const word = known(text);
    const listed = LISTED.get(text);
    if (listed !== undefined) heard.add(listed);
    else if (YES_WORDS.has(word) || YES_PREDICATES.has(word)) heard.add("yes");
    else if (NO_WORDS.has(word)) heard.add("no");
    else if (NEGATORS.has(word)) {
      heard.add("no");
      // "tidak setuju" is one no; "tidak, setuju" and "tidak ya" are not.
      if (YES_PREDICATES.has(known(tokens[at + 1]?.text ?? ""))) at++;
    } else if (UNSURE.has(word)) unsure = true;
    else if (kind !== "sign" && !POLITE.has(word)) unknown = true;
  }
  return conclude(tokens, heard, unsure, unknown);
}

function conclude(
  tokens: readonly Token[],
  heard: ReadonlySet<YesNo>,
  unsure: boolean,
  unknown: boolean,
): Reading<YesNo> {
  const [first] = heard;
  if (first === undefined) return none;
  if (heard.size > 1 || unsure) return ask(BOTH, "both or neither");
  const negators = tokens.filter(({ text }) => NEGATORS.has(known(text)));
  // "bukan tidak setuju": two different negators cancel, or do not.
  if (new Set(negators.map(({ text }) => text)).size > 1) return ask(BOTH, "double negation");
  if (unknown) return ask(first === "no" ? ["no", "yes"] : [first], "more was said");
  return sure(first, "word");
}

/** A word, or what it is when drawn out: "iyaaa" -> "iya", "tidaaak" -> "tidak". */
function known(word: string): string {
  const lists = [YES_WORDS, YES_PREDICATES, NO_WORDS, NEGATORS, UNSURE, POLITE];
  if (lists.some((list) => list.has(word))) return word;
  return word.replace(/(\p{L})\1+/gu, "$1");
}
