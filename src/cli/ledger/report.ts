import { writeSync } from "node:fs";
import { resolve } from "node:path";
import { accountCode, CHART } from "../../cooperative/accounts.ts";
import {
  CATALOGUE,
  fileName,
  type Ledger,
  makeStatement,
  monthUntil,
  openLedger,
  type Period,
  readPeriod,
  STATEMENT_NAMES,
  type StatementName,
  type StatementRequest,
  statementNamed,
  Words,
  yearUntil,
} from "../../cooperative/statements/index.ts";
import { collected, documentOf, type Format, mostRows, type Statement, textOf } from "../../documents/index.ts";
import { RukunError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { loadTexts } from "../../texts/index.ts";
import { dateIn, type Zone } from "../../zones.ts";
import { type CommandContext, configOf, type Io } from "../io.ts";
import { openHome } from "../open.ts";
import { table } from "../table.ts";
import { inFile, PERSONAL, writeText } from "./out.ts";
import { unitsOf } from "./units.ts";

export type ReportOptions = {
  unit?: string;
  period?: string;
  format: Format;
  member?: string;
  loan?: string;
  account?: string;
  entry?: string;
  out?: string;
  lang: string;
};

/** The statements that there are, with what they are called. */
export function listReports({ io }: CommandContext, lang: string): void {
  const { texts } = loadTexts(`${packageRoot()}/locales`);
  const words = new Words(texts, lang);
  const rows = STATEMENT_NAMES.map((name) => [CATALOGUE[name].words.join(", "), name, words.say(`title.${name}`)]);
  io.out(table(["NAME", "ALSO", "TITLE"], rows));
}

/** `rukun ledger report buku-kas --unit Melati --period 2026-11`: text and CSV to the terminal, documents into a file. */
export async function reportBooks({ io, home }: CommandContext, asked: string, options: ReportOptions): Promise<void> {
  const name = statementNamed(asked);
  const { texts } = loadTexts(`${packageRoot()}/locales`);
  io.err(PERSONAL);
  const { sqlite } = openHome(configOf(io, home()).home);
  try {
    sqlite.pragma("query_only = ON");
    // One state of the books from the first row to the last, also while somebody posts.
    sqlite.exec("BEGIN");
    const ledger = openLedger(sqlite);
    const request = requestOf(ledger, name, options, io.now());
    const statement = makeStatement(ledger, name, request, { texts, lang: options.lang, now: io.now() });
    await write(io, statement, { name, request, options });
  } finally {
    sqlite.close();
  }
}

type Written = { name: StatementName; request: StatementRequest; options: ReportOptions };

async function write(io: Io, statement: Statement, { name, request, options }: Written): Promise<void> {
  const { format, out } = options;
  if (format === "txt" || format === "csv") {
    writeText({ io, out }, textOf(statement, format));
    return;
  }
  const bytes = await documentOf(collected(statement, mostRows(format)), format);
  const path = resolve(io.cwd, out ?? fileName(name, statement, request, format));
  inFile(path, (file) => writeSync(file, bytes));
  io.err(`rukun: written to ${path}`);
}

function requestOf(ledger: Ledger, name: StatementName, options: ReportOptions, now: number): StatementRequest {
  const unit = unitOf(ledger, options.unit);
  const subject = {
    ...(options.member === undefined ? {} : { member: memberOf(ledger, unit, options.member) }),
    ...(options.loan === undefined ? {} : { loan: loanOf(ledger, unit, options.loan) }),
    ...(options.account === undefined ? {} : { account: accountOf(options.account) }),
    ...(options.entry === undefined ? {} : { entry: entryOf(ledger, unit, options.entry) }),
  };
  const [first] = unit === "all" ? ledger.units.all() : [ledger.units.byId(unit)];
  return { unit, period: periodOf(name, options, first?.zone ?? "Asia/Jakarta", now), subject };
}

/** All units where there are several and none is named. */
function unitOf({ sqlite }: Ledger, named: string | undefined): number | "all" {
  if (named?.trim().toLowerCase() === "all") return "all";
  const units = unitsOf(sqlite, named);
  const [only] = units;
  if (only === undefined) throw new RukunError("ledger.unit", "no unit has books here yet");
  return units.length > 1 ? "all" : only.id;
}

/** This month where no period is named; this year for what a year is about. */
function periodOf(name: StatementName, { period }: ReportOptions, zone: Zone, now: number): Period {
  if (period !== undefined) return readPeriod(period);
  const today = dateIn(zone, now);
  return name === "annual-book" || name === "surplus-split" ? yearUntil(today) : monthUntil(today);
}

function oneUnit(unit: number | "all", option: string): number {
  if (unit !== "all") return unit;
  throw new RukunError("ledger.unit", `numbers are of one unit: give --unit together with ${option}`);
}

function memberOf({ members }: Ledger, unit: number | "all", text: string): number {
  const of = oneUnit(unit, "--member");
  const wanted = text.trim().toLowerCase();
  const found = members
    .roster(of)
    .find(({ no, name }) => String(no) === wanted.replace(/^0+/, "") || name.toLowerCase() === wanted);
  if (found !== undefined) return found.id;
  throw new RukunError("ledger.member", `the unit has no member "${text}": give her number, e.g. --member 003`);
}

function loanOf({ loans }: Ledger, unit: number | "all", text: string): number {
  const found = loans.loans.byNo(oneUnit(unit, "--loan"), numberIn(text));
  if (found !== undefined) return found.id;
  throw new RukunError("ledger.loan", `the unit has no loan "${text}": give its number, e.g. --loan P0001`);
}

function entryOf({ journal }: Ledger, unit: number | "all", text: string): number {
  const found = journal.byNo(oneUnit(unit, "--entry"), numberIn(text));
  if (found !== undefined) return found.id;
  throw new RukunError("ledger.entry", `the unit has no entry "${text}": give its number, e.g. --entry 42`);
}

/** `P0001` and `#42` as numbers; 0, which nothing has, for anything else. */
const numberIn = (text: string): number => Number(/^[#pP]?\s*(\d{1,15})$/.exec(text.trim())?.[1] ?? 0);

function accountOf(text: string): number {
  const found = CHART.find((account) => accountCode(account) === text.trim() || String(account) === text.trim());
  if (found !== undefined) return found;
  throw new RukunError("ledger.account", `there is no account "${text}": give its code, e.g. --account 1-101`);
}
