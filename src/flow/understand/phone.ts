import { createRequire } from "node:module";
import { ask, isQuestion, MAX_ANSWER_CHARACTERS, MAX_CANDIDATES } from "./ask.ts";
import { normalise } from "./normalise.ts";
import { none, type Reading, sure } from "./reading.ts";
import { refuse } from "./refusals.ts";

/** A run of digits as numbers are written; at least 5 digits, or it is a number of something else. */
const WRITTEN = /\(?\+?\(?\d[\d\s().-]{3,40}\d/gu;
const MIN_DIGITS = 5;

/** Ninety modules and 10 MB, which nobody waits for who reads no number: loaded by the first. */
const require = createRequire(import.meta.url);
const library = () => require("libphonenumber-js/max") as typeof import("libphonenumber-js/max");

type One = { number: string } | { reason: "phone.short" | "phone.long" | "phone.invalid" | "phone.landline" };

/**
 * Reads a telephone number as E.164: 0812-3456-7890, 62812..., 812... and "+62 0812..." are "+62812...". Numbers of
 * other countries need their +. A landline is refused, because nothing that this bot sends arrives there. The full
 * metadata is used: the small sets take any number of the right length for a valid one.
 */
export function readPhone(text: string): Reading<string> {
  const normal = normalise(text);
  if (normal.length > MAX_ANSWER_CHARACTERS) return none;
  // The letter o for a zero is a slip of reading, not of dialling: mended and asked.
  const letterZero = /(?<![\p{L}\d])o8(?=\d)/u.test(normal);
  const written = normal.replace(/(?<![\p{L}\d])o8(?=\d)/gu, "08").match(WRITTEN) ?? [];
  const numbers = written.filter((piece) => piece.replace(/\D/gu, "").length >= MIN_DIGITS).map(readOne);
  const valid = [...new Set(numbers.flatMap((one) => ("number" in one ? [one.number] : [])))];
  const [first] = valid;
  if (first === undefined) {
    const refusal = numbers.find((one) => "reason" in one);
    return refusal !== undefined && "reason" in refusal ? refuse(refusal.reason) : none;
  }
  if (valid.length > 1) return valid.length <= MAX_CANDIDATES ? ask(valid, "several numbers") : none;
  const doubtful = letterZero || isQuestion(text) || /(?<!\p{L})bukan(?!\p{L})/u.test(normal);
  return doubtful ? ask([first], "not plainly said") : sure(first, "phone");
}

function readOne(piece: string): One {
  // libphonenumber knows 001 as the prefix to dial abroad from Indonesia; people write 00.
  const digits = piece.replace(/[^\d+]/gu, "").replace(/^00(?=[1-9])/u, "+");
  const parsed = library().parsePhoneNumberFromString(digits, "ID");
  if (parsed?.isValid()) {
    return parsed.getType() === "FIXED_LINE" ? { reason: "phone.landline" } : { number: parsed.number };
  }
  const length = library().validatePhoneNumberLength(digits, "ID");
  if (length === "TOO_SHORT") return { reason: "phone.short" };
  return { reason: length === "TOO_LONG" ? "phone.long" : "phone.invalid" };
}
