/** Statements: what is made of the books for people to read, in a chat, on paper or in a spreadsheet. */
export { CATALOGUE, STATEMENT_NAMES, type StatementName, statementNamed } from "./catalogue.ts";
export {
  documentOf,
  type FileParts,
  FORMATS,
  type Format,
  fileName,
  MOST_ROWS,
  MOST_ROWS_IN_CHAT,
  mostRows,
  statementFile,
  textOf,
} from "./file.ts";
export { type Ledger, openLedger } from "./ledger.ts";
export { collected, type Making, makeStatement, type StatementRequest } from "./make.ts";
export { monthUntil, type Period, readPeriod, yearUntil } from "./period.ts";
export { txtPages } from "./render/txt.ts";
export { shortArrears, shortCashBook, shortCollectibility, shortMemberBook } from "./short.ts";
export type { Collected, Section, Statement } from "./statement.ts";
export { Words } from "./words.ts";
