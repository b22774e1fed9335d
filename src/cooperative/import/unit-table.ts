import { LIMITS } from "../../limits.ts";
import { type Cell, EMPTY, type Sheet } from "../../tables/cell.ts";
import type { ImportProblem } from "../../tables/problem.ts";
import { ACCOUNTS, accountCode, isAccount, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../accounts.ts";
import { plainHeading, UNIT_HEADINGS } from "./columns.ts";
import type { Found } from "./members-table.ts";
import { lossIn, moneyIn } from "./values.ts";

/** A balance of the unit itself: cash, bank, funds, reserves. Rupiah in the account's own direction; a loss is below 0. */
export type UnitBalance = { account: number; amount: number; row: number };

const ACCOUNT_WORDS: ReadonlySet<string> = new Set(UNIT_HEADINGS.account);
const AMOUNT_WORDS: ReadonlySet<string> = new Set(UNIT_HEADINGS.amount);
const SUM = /^(?:jumlah|total)/iu;

/** Whether a sheet is the table of the unit's balances. */
export const isUnitTable = ({ rows }: Sheet): boolean => headingsOf(rows) !== undefined;

/**
 * Reads the balances of the unit on a day: a column of accounts (`1-101`), one of amounts. In the middle of a year income
 * and expenses come along, so that the year is closed and shared as one. Pure.
 */
export function readUnitBalances({ name: sheet, rows }: Sheet, on: string): Found<UnitBalance[]> {
  const found: Found<UnitBalance[]> = { value: [], problems: [], remarks: [] };
  const complain = (problem: Omit<ImportProblem, "sheet">) => found.problems.push({ sheet, ...problem });
  const headings = headingsOf(rows);
  if (headings === undefined) {
    complain({ row: 0, column: "", what: "There are no columns Akun and Saldo.", how: "Name them in the first row." });
    return found;
  }
  for (let at = headings.row + 1; at < rows.length; at++) {
    const row = at + 1;
    const cell = rows[at]?.[headings.account] ?? EMPTY;
    const amountCell = rows[at]?.[headings.amount] ?? EMPTY;
    if (cell.kind === "empty" && amountCell.kind === "empty") continue;
    if (cell.kind === "text" && SUM.test(cell.text)) continue;
    const account = accountIn(cell);
    const amount = account !== undefined && LOSSES.has(account) ? lossIn(amountCell) : moneyIn(amountCell);
    const why = account === undefined ? NO_ACCOUNT : notOfUnit(account, on);
    if (why !== undefined) complain({ row, column: "Akun", ...why });
    else if (found.value.some((one) => one.account === account))
      complain({ row, column: "Akun", what: "This account stands twice.", how: "Write one balance for it." });
    if (!amount.ok) complain({ row, column: "Saldo", what: amount.what, how: amount.how });
    if (account !== undefined && why === undefined && amount.ok && amount.value !== 0) {
      found.value.push({ account, amount: amount.value, row });
      if (account === ACCOUNTS.surplus && !isNewYear(on)) found.remarks.push({ sheet, row, ...OF_EARLIER_YEARS });
    }
  }
  return found;
}

/** What years left may have been a loss. */
const LOSSES: ReadonlySet<number> = new Set([ACCOUNTS.earlierSurplus, ACCOUNTS.surplus]);
/** Nothing of the year was before it. */
const isNewYear = (on: string): boolean => on.endsWith("-01-01");

const OF_EARLIER_YEARS = {
  column: "Akun",
  what: "3-302 is taken for what earlier years left: the close of the year brings it to 3-301, and it is not shared.",
  how: "What this year brought so far is written with its accounts of income (4-xxx) and expenses (5-xxx).",
};

const NO_ACCOUNT = {
  what: "This is no account of the chart.",
  how: "Write its number, e.g. 1-101 for Kas Unit; docs/COOPERATIVE.md lists all.",
};

/** What members have and owe is in their own table, and on 1 January income and expenses begin at nothing. */
function notOfUnit(account: number, on: string): { what: string; how: string } | undefined {
  const code = accountCode(account);
  if (MEMBER_ACCOUNTS.has(account) || LOAN_ACCOUNTS.has(account))
    return {
      what: `${code} belongs to members, each with her own.`,
      how: "Take it out here; it is summed from the members.",
    };
  if (account === ACCOUNTS.opening)
    return { what: `${code} balances the opening, and ends at 0.`, how: "Take it out." };
  if (account >= 4_000 && isNewYear(on))
    return {
      what: `${code} is income or an expense, and a year begins without any.`,
      how: "Write what came of them last year in 3-302 SHU Berjalan.",
    };
  return undefined;
}

function accountIn(cell: Cell): number | undefined {
  const text = cell.kind === "text" || cell.kind === "figure" ? cell.text : "";
  const parts = /^(?<kind>[1-5])[-. ]?(?<rest>\d{3})\b/u.exec(text)?.groups;
  const account = Number(`${parts?.["kind"] ?? ""}${parts?.["rest"] ?? ""}`);
  return isAccount(account) ? account : undefined;
}

function headingsOf(rows: Sheet["rows"]): { row: number; account: number; amount: number } | undefined {
  for (const [row, cells] of rows.slice(0, LIMITS.rowsAboveTable).entries()) {
    const words = cells.map((cell) => (cell.kind === "text" ? plainHeading(cell.text) : ""));
    const account = words.findIndex((word) => ACCOUNT_WORDS.has(word));
    const amount = words.findIndex((word) => AMOUNT_WORDS.has(word));
    if (account >= 0 && amount >= 0) return { row, account, amount };
  }
  return undefined;
}
