import { accountCode, CHART } from "../accounts.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { Draft, Paper } from "./command.ts";
import { dayAt, monthAt } from "./day.ts";
import { type Lexicon, phraseAt } from "./lexicon.ts";
import { cleanLine, cut, type Piece, stretch } from "./pieces.ts";
import { type Heard, NOT_A_COMMAND, type Result, settle, unsure, wonder } from "./result.ts";
import { scan } from "./scan.ts";
import type { NamedDay, Slots } from "./slots.ts";
import type { Scan } from "./step.ts";

type Input = Pick<Scan, "line" | "pieces" | "lexicon" | "today" | "units">;

const YEAR = /^20\d\d$/;
const NUMBER = /^#?(\d{1,9})$/;
const WORD = /^\p{L}/u;
/** Statements of one member, whom the line may name. */
const OF_A_MEMBER: ReadonlySet<Paper["statement"]> = new Set(["member-book", "loan-card"]);

/** "laporan", "laporan neraca 11/2026 pdf", "laporan buku anggota 003". Others have reports of their own. */
export function readDocument(input: Input, from: number, day?: NamedDay): Result {
  const { pieces, lexicon } = input;
  const named = phraseAt(lexicon.papers, pieces, from);
  if (named !== undefined) return readPaper(input, { statement: named.value }, named.end, day);
  return isEmpty(scan({ ...input, action: "documents" }, from)) ? settle({ action: "documents" }) : NOT_A_COMMAND;
}

/** "neraca", "pearls 2026 pdf": a statement by its name alone, which nothing else understood. */
export function readBarePaper(
  text: string,
  lexicon: Lexicon,
  { today, units }: Pick<Input, "today" | "units">,
): Result {
  const line = cleanLine(text.slice(0, COOP_LIMITS.lineCharacters));
  const pieces = cut(line, lexicon);
  const named = phraseAt(lexicon.papers, pieces, 0)?.value;
  // "yang lain" is a page of the list, and anything else besides.
  if (named === undefined || named === "others") return NOT_A_COMMAND;
  return readDocument({ line, pieces, lexicon, today, ...(units === undefined ? {} : { units }) }, 0);
}

/** "buku anggota 003 pdf": her book as a document, and not as an answer in the chat. */
export const asksForFile = (pieces: readonly Piece[], lexicon: Lexicon): boolean =>
  phraseAt(lexicon.formats, pieces, pieces.length - 1) !== undefined;

/** "slip 143", "slip #143 pdf", "slip 143 unit Mawar". */
export function readSlip(input: Input, from: number): Result {
  const { pieces, lexicon, line } = input;
  const draft: Draft = { action: "slip" };
  const at = lexicon.sets["mark.number"].has(pieces[from]?.key ?? "") ? from + 1 : from;
  const [, digits] = NUMBER.exec(pieces[at]?.key ?? "") ?? [];
  if (digits === undefined) return from < pieces.length ? NOT_A_COMMAND : settle(draft);
  draft.entry = Number(digits);
  const { format, unit, rest } = takeOwn(input, at + 1);
  if (format !== undefined) draft.format = format;
  if (unit !== undefined) draft.unit = unit;
  const left = scan({ ...input, pieces: rest, action: "documents" }, 0);
  return isEmpty(left) ? settle(draft) : unsure(draft, "words", [stretch(line, rest, 0, rest.length)]);
}

export function readPaper(input: Input, named: Paper, from: number, day?: NamedDay): Result {
  const { format, unit, all, account, year, span, rest } = takeOwn(input, from);
  const paper: Paper = {
    ...named,
    ...(account === undefined ? {} : { account }),
    ...(unit === undefined ? {} : { unit }),
    ...(all ? { all } : {}),
    ...(span === undefined ? {} : { from: span.from }),
  };
  const draft: Draft = { action: "documents", paper };
  if (format !== undefined) draft.format = format;
  if (year !== undefined) draft.year = year;
  if (span !== undefined) draft.date = span.to;
  const slots = scan({ ...input, pieces: rest, action: "documents" }, 0, day);
  return whole(draft, paper, slots, { ...input, pieces: rest });
}

/** Puts what is left of the line into the draft, or says what of it fits nothing. */
function whole(draft: Draft, paper: Paper, slots: Slots, { line, pieces }: Input): Result {
  const { doubts, others, free, dates, months, names, numbers, loans } = slots;
  // "Laporan kas sudah saya buat": somebody tells of a report.
  if (doubts.length + others.length + free.length > 0) return NOT_A_COMMAND;
  if (paper.account !== undefined && paper.statement !== "ledger") return unsure(draft, "words");
  const [date] = dates;
  const [month] = months;
  const times = [draft.year, draft.date, ...months, ...dates].filter((time) => time !== undefined);
  if (times.length > 1)
    return unsure(
      draft,
      "dates",
      dates.map(({ heard }) => heard),
    );
  if (month !== undefined) draft.month = month;
  if (date?.day.kind === "value") draft.date = date.day.date;
  else if (date !== undefined) return wonder(draft, "date", [date.heard], date.day);
  const bare = slots.items.map(({ heard }) => heard);
  const whose = [...names, ...numbers.map(({ heard }) => heard), ...loans.map(({ heard }) => heard), ...bare];
  if (OF_A_MEMBER.has(paper.statement)) return withMember(draft, slots, whose);
  const [unit] = names;
  if (unit === undefined) return whose.length === 0 ? settle(draft) : unsure(draft, "words", whose);
  if (whose.length > 1 || paper.unit !== undefined || paper.all === true)
    return unsure(draft, "words", [stretch(line, pieces, 0, pieces.length)]);
  return settle({ ...draft, paper: { ...paper, unit: unit.text } });
}

function withMember(draft: Draft, { names, numbers, loans, items }: Slots, whose: readonly Heard[]): Result {
  const bare = items.map(({ heard }) => Number(/^\d{1,5}$/.exec(heard.text)?.[0] ?? 0));
  const nos = [...numbers.map(({ no }) => no), ...bare];
  const [name] = names;
  const [no] = nos;
  const [loan] = loans;
  if (Math.max(names.length, nos.length, loans.length) > 1 || no === 0) return unsure(draft, "names", whose);
  const member = { ...(no === undefined ? {} : { no }), ...(name === undefined ? {} : { name: name.text }) };
  const target = {
    ...(loan === undefined ? {} : { loan: loan.loan }),
    ...(no === undefined && name === undefined ? {} : { member }),
  };
  return settle(whose.length === 0 ? draft : { ...draft, target });
}

type Own = {
  format?: NonNullable<Draft["format"]>;
  unit?: string;
  all?: true;
  account?: number;
  year?: number;
  span?: { from: string; to: string };
};
type Taken = { own: Own; end: number };

/** Takes out what only documents have: their format, unit, account, year, and one day until another. */
function takeOwn(input: Input, from: number): Own & { rest: Piece[] } {
  const { pieces } = input;
  const rest: Piece[] = [];
  let own: Own = {};
  for (let at = from; at < pieces.length; ) {
    const taken = ownAt(input, at);
    const twice = taken !== undefined && Object.keys(taken.own).some((name) => name in own);
    const end = taken?.end ?? timeEnd(input, at) ?? at + 1;
    if (taken === undefined || twice) rest.push(...pieces.slice(at, end));
    else own = { ...own, ...taken.own };
    at = end;
  }
  return { ...own, rest };
}

function ownAt(input: Input, at: number): Taken | undefined {
  const { pieces, lexicon } = input;
  const format = phraseAt(lexicon.formats, pieces, at);
  if (format !== undefined) return { own: { format: format.value }, end: format.end };
  const all = phraseAt(lexicon.everywhere, pieces, at);
  if (all !== undefined) return { own: { all: true }, end: all.end };
  const unit = unitAt(input, at);
  if (unit !== undefined) return unit;
  const span = spanAt(input, at);
  if (span !== undefined || timeEnd(input, at) !== undefined) return span;
  const key = pieces[at]?.key ?? "";
  const account = CHART.find((one) => accountCode(one) === key);
  if (account !== undefined) return { own: { account }, end: at + 1 };
  return YEAR.test(key) ? { own: { year: Number(key) }, end: at + 1 } : undefined;
}

/** "unit Melati", "unit Anggrek 2". Of "unit Melati 3 bulan" and "unit Melati Maria" the units that there are know the end. */
export function unitAt(input: Input, at: number): { own: { unit: string }; end: number } | undefined {
  const { pieces, lexicon, line } = input;
  if (!lexicon.sets["mark.unit"].has(pieces[at]?.key ?? "")) return undefined;
  const end = endOfKnown(input, at + 1) ?? endOfUnit(input, at + 1);
  return end === at + 1 ? undefined : { own: { unit: stretch(line, pieces, at + 1, end).text }, end };
}

/** Behind the longest name of a unit that there is. */
function endOfKnown({ line, pieces, units }: Input, from: number): number | undefined {
  const start = pieces[from]?.at;
  if (units === undefined || start === undefined) return undefined;
  const behind = line.slice(start).toLowerCase();
  const ends = units()
    .filter((name) => behind.startsWith(name.toLowerCase()))
    .map((name) => pieces.findIndex(({ at, text }) => at + text.length === start + name.length) + 1);
  const end = Math.max(0, ...ends);
  return end > from ? end : undefined;
}

/** Where the name of a unit may end that nobody knows. */
function endOfUnit(input: Input, from: number): number {
  let end = from;
  while (end < input.pieces.length && end - from < COOP_LIMITS.unitWords && isUnitWord(input, end)) end++;
  return end > from && /^[1-9]\d?$/.test(input.pieces[end]?.key ?? "") ? end + 1 : end;
}

const isUnitWord = (input: Input, at: number): boolean =>
  WORD.test(input.pieces[at]?.key ?? "") &&
  phraseAt(input.lexicon.formats, input.pieces, at) === undefined &&
  phraseAt(input.lexicon.polite, input.pieces, at) === undefined &&
  timeEnd(input, at) === undefined;

/** "1/11 sampai 15/11" */
function spanAt({ pieces, lexicon, today }: Input, at: number): Taken | undefined {
  const first = dayAt(pieces, at, lexicon, today);
  if (first?.day.kind !== "value" || !lexicon.sets["mark.until"].has(pieces[first.end]?.key ?? "")) return undefined;
  const last = dayAt(pieces, first.end + 1, lexicon, today);
  if (last?.day.kind !== "value" || last.day.date < first.day.date) return undefined;
  return { own: { span: { from: first.day.date, to: last.day.date } }, end: last.end };
}

/** Where a day or month that begins here ends: its year is its own. */
const timeEnd = ({ pieces, lexicon, today }: Input, at: number): number | undefined =>
  dayAt(pieces, at, lexicon, today)?.end ?? monthAt(pieces, at, lexicon, today, false)?.end;

const isEmpty = (slots: Slots): boolean => Object.values(slots).every((found) => found.length === 0);
