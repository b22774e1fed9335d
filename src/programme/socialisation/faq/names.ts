import { clean } from "../../../flow/understand/index.ts";

/** Six digits and more are a phone, an account or an identity number. */
const LONG_NUMBER = /\d(?:[ .-]?\d){5,}/;
/** "Bu Sari", "Pak Budi": whoever it is. */
const ADDRESSED = /\b(?:ibu|bu|bapak|pak|mbak|mbok|mas|kak|kakak|bang|mama|ina|daeng)\s+\p{Lu}\p{Ll}+/iu;

/**
 * Does a text that is to be shown to all tell who somebody is? `known` are the names of those whom it may be about; a
 * title before a word with a capital letter is a name, whoever has it.
 */
export function tellsWho(text: string, known: readonly (string | null)[]): boolean {
  const said = clean(text);
  if (LONG_NUMBER.test(said)) return true;
  const match = ADDRESSED.exec(said);
  if (match !== null && /\s\p{Lu}/u.test(match[0])) return true;
  const words = new Set(said.toLowerCase().split(/[^\p{L}]+/u));
  return known
    .flatMap((name) => (name ?? "").toLowerCase().split(/[^\p{L}]+/u))
    .some((part) => part.length > 2 && !TITLES.has(part) && words.has(part));
}

const TITLES = new Set(["ibu", "bapak", "pak", "kak", "kakak", "mbak", "mas"]);
