import { formatMoney } from "../../flow/understand/index.ts";
import type { Cell, Sheet } from "../../tables/cell.ts";
import { cellIn } from "../../tables/headings.ts";
import type { ImportProblem, Remark } from "../../tables/problem.ts";
import { COOP_LIMITS } from "../limits.ts";
import { type Column, findTable, MONEY_COLUMNS, type MoneyColumn, type Table } from "./columns.ts";
import { type LoanOfRow, type MemberRow, readMemberRow, type TermOfRow } from "./member-row.ts";
import { countIn, moneyIn } from "./values.ts";

/** A member as the old books have her; several rows of hers are brought together. */
export type OldMember = Omit<MemberRow, "loan" | "term"> & {
  loans: readonly LoanOfRow[];
  terms: readonly TermOfRow[];
};

export type Found<T> = { value: T; problems: ImportProblem[]; remarks: Remark[] };

const TOTAL = /^(?:jumlah|total|jml)\b/iu;

/** Reads the table of members of a sheet, up to its sums. All that is wrong is found at once. Pure. */
export function readMembers(sheet: Sheet, on: string): Found<OldMember[]> {
  const table = findTable(sheet);
  const found: Found<OldMember[]> = { value: [], problems: [], remarks: [] };
  if (table === undefined) {
    const how = "Name the columns in one row, e.g. No Anggota, Nama, Simpanan Pokok, Simpanan Wajib.";
    found.problems.push({ sheet: sheet.name, row: 0, column: "", what: "There is no row of headings.", how });
    return found;
  }
  found.problems.push(...wrongHeadings(sheet, table));
  const complain = (problem: Omit<ImportProblem, "sheet">) => found.problems.push({ sheet: sheet.name, ...problem });
  const rows: MemberRow[] = [];
  for (let at = table.headingRow; at < sheet.rows.length; at++) {
    const cells = sheet.rows[at] ?? [];
    if (cells.every(({ kind }) => kind === "empty")) continue;
    if (isTotal(table, cells)) {
      if (found.problems.length === 0) found.problems.push(...wrongTotals(sheet, table, cells, at + 1, rows));
      found.problems.push(...unread(sheet, table, at + 1));
      break;
    }
    const row = readMemberRow(table, cells, at + 1, on, complain);
    if (row !== undefined) rows.push(row);
  }
  if (rows.length === 0 && found.problems.length === 0)
    complain({
      row: table.headingRow,
      column: "",
      what: "There is no member.",
      how: "Write a row for each below the headings.",
    });
  if (rows.length > COOP_LIMITS.importedMembers)
    complain({
      row: 0,
      column: "",
      what: `There are more than ${COOP_LIMITS.importedMembers} rows.`,
      how: "Divide the file by unit.",
    });
  return together(sheet.name, rows, found);
}

function wrongHeadings({ name: sheet }: Sheet, { headingRow: row, unknown, twice, places }: Table): ImportProblem[] {
  const found = unknown.map((title) => ({
    sheet,
    row,
    column: title,
    what: "This heading is not known, so nobody would see what stands below it.",
    how: "Rename it (docs/COOPERATIVE.md lists all), or take the column out.",
  }));
  for (const title of twice)
    found.push({
      sheet,
      row,
      column: title,
      what: "There are two such columns.",
      how: "Keep one, or name the other otherwise.",
    });
  if (!places.has("no"))
    found.push({
      sheet,
      row,
      column: "",
      what: "There is no column for the member's number.",
      how: "Name one No Anggota.",
    });
  return found;
}

const isTotal = (table: Table, cells: readonly Cell[]): boolean =>
  (["no", "name"] as const).some((column) => {
    const cell = cellIn(table, cells, column);
    return cell.kind === "text" && TOTAL.test(cell.text);
  }) ||
  (cells[0]?.kind === "text" && TOTAL.test(cells[0].text));

/** A book that has a sum on each page goes on below the first: nobody in it may be left out unnoticed. */
function unread({ name: sheet, rows }: Sheet, table: Table, totalRow: number): ImportProblem[] {
  const more = rows.findIndex(
    (cells, at) =>
      at >= totalRow &&
      !isTotal(table, cells) &&
      cellIn(table, cells, "name").kind !== "empty" &&
      isNumbered(cellIn(table, cells, "no")),
  );
  if (more === -1) return [];
  const what = `Below this sum there are more rows, from row ${more + 1} on: they would not be read.`;
  return [{ sheet, row: totalRow, column: "", what, how: "Take the sums out, or keep one below the last member." }];
}

function isNumbered(cell: Cell): boolean {
  const no = countIn(cell, COOP_LIMITS.memberNumber, "001");
  return no.ok && no.value !== undefined;
}

/** The sums that somebody wrote below the table show a slip in either. */
function wrongTotals(
  { name: sheet }: Sheet,
  table: Table,
  cells: readonly Cell[],
  row: number,
  members: readonly MemberRow[],
): ImportProblem[] {
  const sums: [Column, number][] = (Object.keys(MONEY_COLUMNS) as MoneyColumn[]).map((column) => [
    column,
    members.reduce((sum, { savings }) => sum + (savings.get(MONEY_COLUMNS[column]) ?? 0), 0),
  ]);
  sums.push(["outstanding", members.reduce((sum, { loan }) => sum + (loan?.outstanding ?? 0), 0)]);
  return sums.flatMap(([column, ours]) => {
    const cell = cellIn(table, cells, column);
    const theirs = moneyIn(cell);
    if (cell.kind === "empty" || !theirs.ok || theirs.value === ours) return [];
    const what = `The sum says ${formatMoney(theirs.value)}, the rows make ${formatMoney(ours)}.`;
    return [
      {
        sheet,
        row,
        column: table.titles.get(column) ?? "",
        what,
        how: "Look for the row that is wrong, or mend the sum.",
      },
    ];
  });
}

/** Rows of one member, and what no two members may share. */
function together(sheet: string, rows: readonly MemberRow[], found: Found<OldMember[]>): Found<OldMember[]> {
  const byNo = new Map<number, OldMember>();
  for (const { loan, term, ...row } of rows) {
    const before = byNo.get(row.no);
    const [loans, terms] = [loan === undefined ? [] : [loan], term === undefined ? [] : [term]];
    if (before === undefined) byNo.set(row.no, { ...row, loans, terms });
    else if (same(before.name, row.name) && row.savings.size === terms.length && loans.length + terms.length > 0)
      byNo.set(row.no, {
        ...before,
        savings: tiedUp(before.savings, terms),
        loans: [...before.loans, ...loans],
        terms: [...before.terms, ...terms],
      });
    else
      found.problems.push({
        sheet,
        row: row.row,
        column: "",
        what: `The number ${row.no} stands in row ${before.row} already.`,
        how: "Give each member a number of her own; a second loan or deposit of hers is a row with her number, her name and that alone.",
      });
  }
  found.value = [...byNo.values()];
  found.remarks.push(...shared(sheet, found.value));
  return found;
}

function tiedUp(savings: MemberRow["savings"], terms: readonly TermOfRow[]): MemberRow["savings"] {
  const more = terms.reduce((sum, { amount }) => sum + amount, 0);
  const account = MONEY_COLUMNS.term;
  return more === 0 ? savings : new Map([...savings, [account, (savings.get(account) ?? 0) + more]]);
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const same = (one: string, other: string): boolean => plain(one) === plain(other);

function shared(sheet: string, members: readonly OldMember[]): Remark[] {
  const names = new Map<string, OldMember>();
  const phones = new Map<string, OldMember>();
  return members.flatMap((member): Remark[] => {
    const { row, name, aliases, phone } = member;
    const remarks: Remark[] = [];
    const twin = names.get(plain(name));
    if (twin === undefined) names.set(plain(name), member);
    else if (aliases.length === 0 || twin.aliases.length === 0)
      remarks.push({
        sheet,
        row,
        column: "",
        what: `${name} is also the name in row ${twin.row}: an alias (Panggilan) tells them apart.`,
      });
    const other = phone === undefined ? undefined : phones.get(phone);
    if (phone !== undefined && other === undefined) phones.set(phone, member);
    if (other !== undefined)
      remarks.push({
        sheet,
        row,
        column: "",
        what: `${name} has the phone of ${other.name} (row ${other.row}): Rukun will ask who is writing.`,
      });
    return remarks;
  });
}
