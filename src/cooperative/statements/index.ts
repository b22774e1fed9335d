/** Statements: what is made of the books for people to read, in a chat, on paper or in a spreadsheet. */

export type { Collected, Frame, Section, Statement } from "../../documents/index.ts";
export { CATALOGUE, kindOf, STATEMENT_NAMES, type StatementName, statementNamed } from "./catalogue.ts";
export { fileName } from "./file.ts";
export { type Ledger, openLedger } from "./ledger.ts";
export { type Making, makeStatement, type StatementRequest } from "./make.ts";
export { monthUntil, type Period, readPeriod, yearUntil } from "./period.ts";
export { Words } from "./words.ts";
