import { formatMoney } from "../../flow/understand/index.ts";
import { type Cell, EMPTY, type Read, textCell } from "../../tables/cell.ts";
import { cellIn } from "../../tables/headings.ts";
import type { ImportProblem } from "../../tables/problem.ts";
import { dateIn, nameIn, phoneIn } from "../../tables/values.ts";
import { COOP_LIMITS } from "../limits.ts";
import { type Column, HEADINGS, MONEY_COLUMNS, type MoneyColumn, type Table } from "./columns.ts";
import { aliasesIn, countIn, everyIn, methodIn, moneyIn, rateIn } from "./values.ts";

/** One row of the members' table, understood cell by cell. */
export type MemberRow = {
  row: number;
  no: number;
  name: string;
  aliases: readonly string[];
  /** Digits in the international form, as Rukun keeps WhatsApp numbers. */
  phone: string | undefined;
  joinedOn: string | undefined;
  /** Rupiah by account; only what is above 0. */
  savings: ReadonlyMap<number, number>;
  term: TermOfRow | undefined;
  loan: LoanOfRow | undefined;
};

/** Simpanan berjangka, with its own jasa a month where the file says it. */
export type TermOfRow = { amount: number; months: number; openedOn: string; ratePpm: number | undefined };

/** A running loan, as the paper book has it. */
export type LoanOfRow = {
  row: number;
  principal: number;
  outstanding: number;
  method: "declining" | "flat" | "annuity";
  ratePpm: number;
  every: "month" | "week";
  periods: number;
  disbursedOn: string;
  /** Instalments that were paid, where the book counts them. */
  paid: number | undefined;
  unpaidInterest: number;
};

/** Reads one row. `complain` hears of every cell that is wrong; undefined when any was. Pure. */
export function readMemberRow(
  table: Table,
  cells: readonly Cell[],
  row: number,
  on: string,
  complain: (problem: Omit<ImportProblem, "sheet">) => void,
): MemberRow | undefined {
  let sound = true;
  const fail = (column: Column, what: string, how: string) => {
    sound = false;
    complain({ row, column: table.titles.get(column) ?? HEADINGS[column][0], what, how });
  };
  const cell = (column: Column) => cellIn(table, cells, column);
  const get = <T>(column: Column, reader: (cell: Cell) => Read<T>): T | undefined => {
    const found = reader(cell(column));
    if (found.ok) return found.value;
    fail(column, found.what, found.how);
    return undefined;
  };
  const must = <T>(column: Column, value: T | undefined, what: string, how: string): T | undefined => {
    if (value === undefined && !alreadyWrong(cell(column))) fail(column, what, how);
    return value;
  };
  const no = must(
    "no",
    get("no", (one) => countIn(one, COOP_LIMITS.memberNumber, "001")),
    "The member number is missing.",
    "Write it, e.g. 001. Merged cells have it in their first row alone: write it in each.",
  );
  if (no === 0) fail("no", "A member number begins at 1.", "Write e.g. 001.");
  const { name: written, alias } = nameWithAlias(cell("name"));
  const name = get("name", () => nameIn(written));
  const phone = get("phone", phoneIn);
  const joinedOn = get("joined", (one) => dateIn(one, on));
  const savings = savingsOf(get);
  const term = termOf(savings.get(MONEY_COLUMNS.term) ?? 0, on, get, must);
  const loan = loanOf(row, on, cell, get, must, fail);
  if (!sound || no === undefined || name === undefined) return undefined;
  const aliases = [...new Set([...aliasesIn(cell("alias")), ...aliasesIn(alias)])];
  return { row, no, name, aliases, phone, joinedOn, savings, term, loan };
}

/** `Maria (Mak Ucok)`, as it is written in a chat, too. */
function nameWithAlias(cell: Cell): { name: Cell; alias: Cell } {
  const parts = cell.kind === "text" ? /^(?<name>[^()]+)\((?<alias>[^()]+)\)$/u.exec(cell.text)?.groups : undefined;
  return parts === undefined
    ? { name: cell, alias: EMPTY }
    : { name: textCell(parts["name"] ?? ""), alias: textCell(parts["alias"] ?? "") };
}

type Get = <T>(column: Column, reader: (cell: Cell) => Read<T>) => T | undefined;
type Must = <T>(column: Column, value: T | undefined, what: string, how: string) => T | undefined;

/** An empty cell is missing; one that could not be read was complained about when it was read. */
const alreadyWrong = (cell: Cell): boolean => cell.kind !== EMPTY.kind;

function savingsOf(get: Get): Map<number, number> {
  const found = new Map<number, number>();
  for (const column of Object.keys(MONEY_COLUMNS) as MoneyColumn[]) {
    const amount = get(column, moneyIn) ?? 0;
    if (amount > 0) found.set(MONEY_COLUMNS[column], amount);
  }
  return found;
}

function termOf(amount: number, on: string, get: Get, must: Must): MemberRow["term"] {
  const months = get("termMonths", (one) => countIn(one, COOP_LIMITS.termMonths, "12"));
  const openedOn = get("termOpened", (one) => dateIn(one, on));
  const ratePpm = get("termRate", rateIn);
  if (amount === 0) return undefined;
  const wanted = "Simpanan berjangka needs";
  must("termMonths", months, `${wanted} its months.`, "Write e.g. 12 in a column Jangka Berjangka.");
  must(
    "termOpened",
    openedOn,
    `${wanted} the day on which it began.`,
    "Write e.g. 15/03/2025 in a column Mulai Berjangka.",
  );
  return months === undefined || openedOn === undefined ? undefined : { amount, months, openedOn, ratePpm };
}

function loanOf(
  row: number,
  on: string,
  cell: (column: Column) => Cell,
  get: Get,
  must: Must,
  fail: (column: Column, what: string, how: string) => void,
): LoanOfRow | undefined {
  const principal = get("loan", moneyIn);
  const outstanding = get("outstanding", moneyIn);
  const method = get("method", methodIn);
  const ratePpm = get("rate", rateIn);
  const every = get("every", everyIn);
  const periods = get("periods", (one) => countIn(one, COOP_LIMITS.periods, "10"));
  const disbursedOn = get("disbursed", (one) => dateIn(one, on));
  const paid = get("paid", (one) => countIn(one, COOP_LIMITS.periods, "4"));
  const unpaidInterest = get("unpaidInterest", moneyIn);
  // A loan that was paid off may still stand in the book with its terms.
  if (principal === undefined || outstanding === undefined) return undefined;
  if (principal === 0 && outstanding === 0) return undefined;
  if (outstanding === 0 && cell("outstanding").kind !== "empty") return undefined;
  if (cell("outstanding").kind === "empty")
    fail(
      "outstanding",
      "It is not said what is left of the loan.",
      "Write the rest of the principal; 0 when it is paid off.",
    );
  if (outstanding > principal)
    fail(
      "outstanding",
      `The rest, ${formatMoney(outstanding)}, is above the loan, ${formatMoney(principal)}.`,
      "Write the principal that is left, without jasa.",
    );
  must("method", method, "The loan has no method.", "Write menurun, flat or anuitas.");
  must("rate", ratePpm, "The loan has no jasa.", "Write e.g. 1,5%; 0% for none.");
  must("disbursed", disbursedOn, "The loan has no date.", "Write the day on which it was paid out.");
  must("periods", periods, "It is not said in how many instalments it is paid back.", "Write e.g. 10.");
  if (periods === 0) fail("periods", "A loan has at least one instalment.", "Write e.g. 10.");
  if (paid !== undefined && periods !== undefined && paid > periods)
    fail("paid", `${paid} instalments were paid of ${periods}.`, "Write how many were paid.");
  if (paid !== undefined && paid > 0 && paid === periods && outstanding > 0)
    fail(
      "paid",
      `All ${paid} instalments were paid, and ${formatMoney(outstanding)} of the principal is left.`,
      "Write 0 as the rest if it is paid off (what she paid too much goes into Titipan), or how many were paid.",
    );
  if (method === undefined || ratePpm === undefined || disbursedOn === undefined) return undefined;
  if (periods === undefined || every === undefined || unpaidInterest === undefined) return undefined;
  return { row, principal, outstanding, method, ratePpm, every, periods, disbursedOn, paid, unpaidInterest };
}
