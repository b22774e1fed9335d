import { Temporal } from "temporal-polyfill";
import { readDate, readName, readPhone } from "../flow/understand/index.ts";
import { addDays } from "../zones.ts";
import { type Cell, type Read, read, shown, wrong } from "./cell.ts";

/** Day 0 of a spreadsheet's calendar. */
const SERIAL_EPOCH = "1899-12-30";
const SERIAL = { first: 20_000, last: 70_000 };
/** Characters of a name in a list. */
export const NAME_LETTERS = 60;

const DATE = "Write day/month/year, e.g. 31/12/2025.";

/**
 * A day that has come by `today`: a date of a spreadsheet, its number, or dd/mm/yyyy. Undefined for an empty cell;
 * `late` says what is the matter with a later one.
 */
export function dateIn(
  cell: Cell,
  today: string,
  late = (date: string) => `${date} lies behind the day of the opening, ${today}.`,
): Read<string | undefined> {
  if (cell.kind === "empty" || (cell.kind === "text" && /^-+$/u.test(cell.text))) return read(undefined);
  const date = cell.kind === "date" ? cell.date : dateOf(cell.text, today);
  if (date === undefined) return wrong(`${shown(cell)} is no date.`, DATE);
  if (date > today) return wrong(late(date), DATE);
  return date < "1900-01-01" ? wrong(`${date} is too long ago.`, DATE) : read(date);
}

function dateOf(text: string, today: string): string | undefined {
  const serial = /^\d{5}(?:\.\d+)?$/u.test(text) ? Math.trunc(Number(text)) : 0;
  if (serial >= SERIAL.first && serial <= SERIAL.last) return addDays(SERIAL_EPOCH, serial);
  const reading = /\d{2,4}/u.test(text) ? readDate(text, { today, prefer: "past" }) : undefined;
  return reading?.kind === "sure" && isDate(reading.value) ? reading.value : undefined;
}

const isDate = (date: string): boolean => Temporal.PlainDate.from(date).toString() === date;

/** A name as people write it. */
export function nameIn(cell: Cell): Read<string> {
  const text = cell.kind === "text" ? cell.text : "";
  const reading = readName(text, { max: NAME_LETTERS });
  if (reading.kind === "sure") return read(reading.value);
  // A name in an office's list is a name: "Maria 2" tells two Marias apart.
  if (reading.kind === "ask" && reading.candidates[0] !== undefined) return read(reading.candidates[0].value);
  return wrong(`${shown(cell)} is no name.`, `Write her name, at most ${NAME_LETTERS} letters.`);
}

/** A mobile number as Rukun keeps it, digits in the international form; undefined for an empty cell. */
export function phoneIn(cell: Cell): Read<string | undefined> {
  if (cell.kind === "empty" || (cell.kind === "text" && /^[-0]+$/u.test(cell.text))) return read(undefined);
  const reading = readPhone(cell.kind === "date" ? "" : cell.text);
  if (reading.kind === "sure") return read(reading.value.slice(1));
  return wrong(`${shown(cell)} is no mobile number.`, "Write e.g. 0812-3456-7890, as text.");
}
