/** The grammar of the cooperative's commands: pure, from what was written to what is meant. */
export { type AmountReading, readAmount, readMeetingAmount } from "./amount.ts";
export { DENOMINATIONS } from "./cash-count.ts";
export {
  type Action,
  COMMANDS,
  type Command,
  type CommandOf,
  type Draft,
  EXPENSES,
  type Field,
  type Fields,
  FUNDS,
  INCOMES,
  type KindAmount,
  LOOKS,
  type MeetingKind,
  type MeetingLine,
  type MemberRef,
  OUTCOMES,
  PAPER_FORMATS,
  PAPERS,
  type Paper,
  type Payer,
  type Target,
  takes,
  UNNAMED_KIND,
} from "./command.ts";
export { readBarePaper } from "./document.ts";
export { compileLexicon, type Lexicon, lexiconOf, type WordLists } from "./lexicon.ts";
export { type LineResult, parseLines } from "./lines.ts";
export { type Listed, type Match, matchMember } from "./match-member.ts";
export { isCourtesy, type ParseContext, parse } from "./parse.ts";
export { printCommand } from "./print.ts";
export { type ProductWord, productWords } from "./product.ts";
export { type Ask, type Doubt, type Heard, type Result, settle, type Unsure } from "./result.ts";
export { type Sheet, totalsOf, withLine, withoutLine } from "./sheet.ts";
