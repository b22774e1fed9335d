/** Statements: what is made of the books for people to read, in a chat, on paper or in a spreadsheet. */
export { CATALOGUE, kindOf, STATEMENT_NAMES, type StatementName, statementNamed } from "./catalogue.ts";
export {
  documentOf,
  FORMATS,
  type Format,
  fileName,
  mostRows,
  slugOf,
  textOf,
} from "./file.ts";
export { type Ledger, openLedger } from "./ledger.ts";
export { collected, type Making, makeStatement, type StatementRequest } from "./make.ts";
export { monthUntil, type Period, readPeriod, yearUntil } from "./period.ts";
export { txtPages } from "./render/txt.ts";
export { shortArrears, shortCashBook, shortCollectibility, shortMemberBook } from "./short.ts";
export type { Collected, Frame, Section, Statement } from "./statement.ts";
export { Words } from "./words.ts";
