import { ask, doubt, isQuestion, MAX_ANSWER_CHARACTERS, MAX_CANDIDATES } from "./ask.ts";
import { isBareNumber, numbersIn } from "./choice.ts";
import { CHOICE_FILLER, NEGATORS } from "./lexicon.ts";
import { wordsOf } from "./matching.ts";
import { normalise } from "./normalise.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { isTypoOf } from "./typo.ts";

/** One of a numbered list of people, in the order it is shown. */
export type PersonOption = { id: string; name: string; aliases?: readonly string[] };

const HONORIFICS = new Set(
  "ibu bu bapak bpk pak mbak mba mas kak kakak hj hajah haji h mama mak bunda nyonya ny".split(" "),
);

/**
 * Reads who of a list is meant: the number, the whole name, a part that only one of them has, an alias. Honorifics do
 * not count. A typo is asked, and so is a name that is also part of another's: money goes to the person read here.
 */
export function readPerson(text: string, people: readonly PersonOption[]): Reading<string> {
  const normal = normalise(text);
  if (normal === "" || normal.length > MAX_ANSWER_CHARACTERS || people.length === 0) return none;
  const reading = understand(normal, people);
  return isQuestion(text) ? doubt(reading, "asked back") : reading;
}

type Named = { id: string; names: string[][] };

function understand(normal: string, people: readonly PersonOption[]): Reading<string> {
  const all: Named[] = people.map(({ id, name, aliases = [] }) => ({ id, names: [name, ...aliases].map(nameWords) }));
  const known = new Set(all.flatMap(({ names }) => names.flat()));
  const words = nameWords(normal).filter((word) => !CHOICE_FILLER.has(word) || known.has(word));
  if (words.some((word) => NEGATORS.has(word) && !known.has(word))) return none;
  const named = idsOf(all, (name) => words.length > 0 && words.every((word) => name.includes(word)));
  const exact = idsOf(all, (name) => name.join(" ") === words.join(" "));
  // One word is rarely all that a person is called: "Sri" may be Sri Wahyuni too.
  if (exact.length === 1 && (words.length > 1 || named.length === 1)) return sure(exact[0] ?? "", "name");
  if (named.length > 0) return several([...exact, ...named.filter((id) => !exact.includes(id))], "part of the name");
  const numbers = numbersIn(normal) ?? [];
  if (numbers.length > 0) return numbered(numbers, normal, people);
  const typos = idsOf(all, (name) => words.length > 0 && words.every((word) => name.some((part) => alike(word, part))));
  if (typos.length > MAX_CANDIDATES) return refuse("person.many", { count: typos.length });
  return ask(typos, "typo");
}

const nameWords = (name: string): string[] => {
  const words = wordsOf(name);
  const plain = words.filter((word) => !HONORIFICS.has(word));
  return plain.length > 0 ? plain : words;
};

const idsOf = (all: readonly Named[], fits: (name: readonly string[]) => boolean): string[] =>
  all.filter(({ names }) => names.some(fits)).map(({ id }) => id);

const alike = (word: string, part: string): boolean => word === part || isTypoOf(word, part);

function several(ids: readonly string[], why: string): Reading<string> {
  if (ids.length > MAX_CANDIDATES) return refuse("person.many", { count: ids.length });
  return ids.length === 1 ? sure(ids[0] ?? "", why) : ask(ids, why);
}

function numbered(numbers: readonly number[], normal: string, people: readonly PersonOption[]): Reading<string> {
  const ids = numbers.flatMap((number) => people[number - 1]?.id ?? []);
  if (ids.length < numbers.length) return refuse("choice.range", { max: people.length });
  return numbers.length === 1 && isBareNumber(normal) ? sure(ids[0] ?? "", "number") : ask(ids, "number among words");
}
