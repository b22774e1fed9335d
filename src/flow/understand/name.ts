import { ask, isQuestion } from "./ask.ts";
import { NOT_A_NAME } from "./lexicon.ts";
import { clean } from "./normalise.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";

/** Balinese names have seven words; a longer text is a sentence with a name in it. */
const MAX_WORDS = 8;
const GREETING = /^(?:(?:halo|hallo|hai|assalamu'?alaikum|perkenalkan|permisi)[\s,.!]+)/iu;
const INTRODUCTION =
  /^(?:nama(?: lengkap)?(?: saya| sy| aku| kami)?|namaku|nama ku)(?: adalah| ialah| itu)?\s*[:=]?\s+/iu;
const I_AM = /^(?:saya|sy|aku)(?: adalah)?[\s,:]+/iu;
const PRONOUNS = new Set(["saya", "sy", "aku", "nama", "nama saya"]);
const LINK = /https?:|www\.|@|\.(?:com|net|org|id|co)(?![\p{L}\d])/iu;
const EMOJI = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}]/gu;
const OUTER = new Set(' ,;:!?"*_~=-()[]');

/**
 * Reads a person's name and keeps it as she writes it, case and honorifics included: "Sri", "I Gusti Ayu",
 * "D'Rosari", "Ibu Sri". Only a phrase around it goes ("nama saya ..."). `max` in characters.
 */
export function readName(text: string, { max }: { max: number }): Reading<string> {
  const whole = clean(text);
  if (LINK.test(whole)) return refuse("name.link");
  const name = trim(introduced(whole));
  if (name === "") return whole === "" ? none : refuse("name.letters");
  if (!/\p{L}/u.test(name)) return refuse(/\d/u.test(name) ? "name.digits" : "name.letters");
  // "Nama saya" and no more: the name is still to come.
  if (PRONOUNS.has(name.toLowerCase())) return none;
  if ([...name].length > max) return refuse("name.long", { max });
  if ((name.match(/\p{L}/gu) ?? []).length < 2) return refuse("name.short");
  const words = name.split(" ");
  const strange = words.length > MAX_WORDS || /[^\p{L}\p{M}\p{N}\s.,'’‘ʼ`/()-]/u.test(name) || /\d/u.test(name);
  const answer = words.some((word) => NOT_A_NAME.has(word.toLowerCase().replace(/\P{L}/gu, "")));
  return strange || answer || isQuestion(whole) ? ask([name], "may not be a name") : sure(name, "name");
}

function introduced(text: string): string {
  const greeted = text.replace(GREETING, "");
  const named = greeted.replace(INTRODUCTION, "");
  return named === greeted ? greeted.replace(I_AM, "") : named;
}

/** Without emoji, and without signs and lone dots at the ends; the dot of "S.Pd." and of "Siti M." stays. */
function trim(text: string): string {
  const plain = text.replace(EMOJI, " ").replace(/\s+/gu, " ");
  let [start, end] = [0, plain.length];
  while (end > start && OUTER.has(plain[end - 1] ?? "")) end--;
  while (start < end && (OUTER.has(plain[start] ?? "") || plain[start] === ".")) start++;
  const name = plain.slice(start, end);
  const last = name.slice(name.lastIndexOf(" ") + 1);
  return /^[\p{L}\p{M}'’]{3,}\.+$/u.test(last) ? name.replace(/\.{1,9}$/u, "") : name;
}
