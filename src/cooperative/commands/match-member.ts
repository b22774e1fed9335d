import { normalise } from "../../flow/understand/index.ts";
import { isTypoOf } from "../../flow/understand/typo.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { MemberRef } from "./command.ts";
import type { Lexicon } from "./lexicon.ts";

/** A member as the unit's list has her. */
export type Listed<Id> = { id: Id; no: number; name: string; aliases: readonly string[] };

/** Who is meant. Only `one` may be posted for; the near ones of `none` are asked: "Maksudnya …?". */
export type Match<Id> =
  | { kind: "one"; member: Listed<Id> }
  | { kind: "many"; members: readonly Listed<Id>[] }
  | { kind: "none"; near: readonly Listed<Id>[] };

const MIN_LEADING_LETTERS = 3;
const CLAN = "clan ";
/** Each keyboard has its own: "Nur’aini". */
const APOSTROPHES = /[’‘ʼ`´]/g;

/**
 * Finds the member whom a command names among those of a unit. A number is exact; with a name beside it the two must
 * agree. A name is exact word by word: "Maria" is each Maria, "Maria Sihombing" is Maria br Sihombing too, but "Mak
 * Ucok" is not Ucok. Slips of the thumb and cut words only make `near`.
 */
export function matchMember<Id>(ref: MemberRef, members: readonly Listed<Id>[], lexicon: Lexicon): Match<Id> {
  const said = ref.name === undefined ? [] : nameTokens(ref.name, lexicon);
  if (ref.no !== undefined) return byNumber(ref.no, said, members, lexicon);
  if (said.length === 0) return { kind: "none", near: [] };
  const named = members.map((member) => ({ member, names: namesOf(member, lexicon) }));
  const fitting = named.filter(({ names }) => names.some((name) => includes(name, said)));
  const whole = fitting.filter(({ names }) =>
    names.some((name) => includes(name, said) && name.length === said.length),
  );
  if (fitting.length === 0) return { kind: "none", near: nearOrTitled(said, named) };
  // One word is rarely all that a person is called: "Sri" may be Sri Wahyuni too. Two words may be.
  const [only] = said.length > 1 && whole.length === 1 ? whole : fitting.length === 1 ? fitting : [];
  if (only !== undefined) return { kind: "one", member: only.member };
  return { kind: "many", members: fitting.map(({ member }) => member) };
}

function byNumber<Id>(
  no: number,
  said: readonly string[],
  members: readonly Listed<Id>[],
  lexicon: Lexicon,
): Match<Id> {
  const member = members.find((one) => one.no === no);
  if (member === undefined) return { kind: "none", near: [] };
  const agrees = said.length === 0 || namesOf(member, lexicon).some((name) => includes(name, said));
  if (agrees) return { kind: "one", member };
  const others = members.filter((one) => one !== member && namesOf(one, lexicon).some((name) => includes(name, said)));
  return { kind: "none", near: [member, ...others].slice(0, COOP_LIMITS.nearMembers) };
}

const namesOf = <Id>({ name, aliases }: Listed<Id>, lexicon: Lexicon): string[][] =>
  [name, ...aliases].map((one) => nameTokens(one, lexicon));

/**
 * The words of a name as they are compared: without honorifics, and with a part such as "Mak" or "br" bound to the
 * word behind it, because Mak Ucok is another person than Ucok.
 */
function nameTokens(name: string, { nameParts, sets }: Lexicon): string[] {
  const words = normalise(name.replaceAll(APOSTROPHES, "'"))
    .split(/[\s()]+/u)
    .map((word) => word.replace(/^[.,]+|[.,]+$/gu, ""))
    .flatMap((word) => word.split(/(?<=^\p{L}{2,3})\.(?=\p{L})/u))
    .filter((word) => word !== "");
  const plain = words.filter((word) => !sets.honorific.has(word));
  const tokens: string[] = [];
  const kept = plain.length > 0 ? plain : words;
  for (let at = 0; at < kept.length; at++) {
    const word = kept[at] ?? "";
    const part = nameParts.get(word);
    const next = kept[at + 1];
    if (part === undefined || next === undefined) tokens.push(word);
    else {
      tokens.push(`${part} ${next}`);
      at++;
    }
  }
  return tokens;
}

/** Whether each word that was said is one of the name's; who leaves "br" out means the same. */
function includes(name: readonly string[], said: readonly string[]): boolean {
  return said.every((word) => name.some((part) => part === word || part === CLAN + word));
}

/** "Mbok Tuti": a title that no list has. Who she is without it is asked, since "Mama Ani" may be Ani's mother. */
function nearOrTitled<Id>(said: readonly string[], named: Parameters<typeof near<Id>>[1]): Listed<Id>[] {
  const found = near(said, named);
  return found.length > 0 || said.length < 2 ? found : near(said.slice(1), named);
}

function near<Id>(
  said: readonly string[],
  named: readonly { member: Listed<Id>; names: readonly string[][] }[],
): Listed<Id>[] {
  const fits = (name: readonly string[]) => said.every((word) => name.some((part) => alike(word, part)));
  return named
    .filter(({ names }) => names.some(fits))
    .map(({ member }) => member)
    .slice(0, COOP_LIMITS.nearMembers);
}

/** A slip of the thumb, a word cut short, or a word without what is bound to it. */
function alike(said: string, part: string): boolean {
  const [word, own] = [said.replace(/^.* /u, ""), part.replace(/^.* /u, "")];
  return word === own || isTypoOf(word, own) || (word.length >= MIN_LEADING_LETTERS && own.startsWith(word));
}
