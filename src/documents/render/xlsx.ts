import type { Sheet, Cell as SheetCell, Row as SheetRow } from "write-excel-file/node";
import type { Cell, Collected, Column, Row } from "../statement.ts";
import { isDate, shown } from "./cell.ts";
import { dateZip } from "./zip-date.ts";

/** Characters of a column, at least and at most. */
const WIDTH = { least: 8, most: 48 };
const FORMATS = { money: "#,##0", number: "#,##0", ordinal: "0", percent: "0.00%", date: "dd/mm/yyyy" } as const;
const SHADE = "#E7EEF3";

type Part = Collected["sections"][number];

/**
 * A statement as a workbook: a sheet, or one for each chapter of a book. Amounts are numbers and dates are dates, so
 * that they can be summed and sorted; the headings stay while one scrolls. The same statement gives the same bytes.
 */
export async function xlsx(statement: Collected): Promise<Buffer> {
  const sheets = chapters(statement).map(({ name, parts }, i, all) =>
    sheetOf(statement, parts, { name: sheetName(name, i), first: i === 0, last: i === all.length - 1 }),
  );
  // Eighty modules, which only who makes a workbook waits for.
  const { default: writeExcelFile } = await import("write-excel-file/node");
  const file = await writeExcelFile(sheets, { fontFamily: "Calibri", fontSize: 11 }).toBuffer();
  dateZip(file, statement.frame.madeAt);
  return file;
}

function chapters({ title, sections }: Collected): { name: string; parts: Part[] }[] {
  const found: { name: string; parts: Part[] }[] = [];
  for (const section of sections) {
    const last = found.at(-1);
    if (section.chapter !== undefined || last === undefined)
      found.push({ name: section.chapter ?? title, parts: [section] });
    else last.parts.push(section);
  }
  return found.length === 0 ? [{ name: title, parts: [] }] : found;
}

/** Excel takes 31 characters without `[]:*?/\`, each name once. */
const sheetName = (name: string, i: number): string =>
  `${i + 1} ${name.replaceAll(/[[\]:*?/\\]/g, " ")}`.slice(0, 31).trim();

function sheetOf(
  statement: Collected,
  parts: readonly Part[],
  { name, first, last }: { name: string; first: boolean; last: boolean },
): Sheet<never> {
  const head = headRows(statement, first);
  const body = parts.flatMap((part, i) => [...(i === 0 ? [] : [[]]), ...partRows(part)]);
  const data: SheetRow[] = [...head, [], ...body, ...(last ? [[], ...endRows(statement)] : [])];
  const titled = parts[0]?.title === undefined ? 0 : 1;
  return {
    data,
    sheet: name,
    columns: widths(statement, parts),
    // Down to the heading of the first table: the tables below it have the same columns, or are read by themselves.
    ...(parts.length === 0 || parts[0]?.text !== undefined ? {} : { stickyRowsCount: head.length + 1 + titled + 1 }),
    ...((parts[0]?.columns.length ?? 0) > 6 ? { orientation: "landscape" as const } : {}),
  };
}

const bold = (value: string, more: object = {}): SheetCell => ({ value, type: String, fontWeight: "bold", ...more });
const plain = (value: string): SheetCell => ({ value, type: String });

function headRows({ title, unit, period, facts }: Collected, first: boolean): SheetRow[] {
  const named = [[bold(title, { fontSize: 14 })], [plain(unit)], [plain(period)]];
  return first ? [...named, ...facts.map(({ label, value }) => [plain(`${label}: ${value}`)])] : named;
}

const endRows = ({ notes, signatures, frame }: Collected): SheetRow[] => [
  ...notes.map((note) => [plain(`${frame.labels.note}: ${note}`)]),
  [plain(frame.made)],
  ...signatures.map(({ role, name }) => [plain(name === "" ? role : `${role}: ${name}`)]),
];

function partRows({ title, columns, rows, text }: Part): SheetRow[] {
  if (text !== undefined) return [...(title === undefined ? [] : [[bold(title)]]), ...text.map((one) => [plain(one)])];
  const heading = columns.map(({ label, kind }) =>
    bold(label, { backgroundColor: SHADE, wrap: true, align: kind === "text" ? "left" : "right" }),
  );
  return [
    ...(title === undefined ? [] : [[bold(title)]]),
    heading,
    ...rows.map((row) => columns.map((column, i) => cellOf(column, row, row.cells[i] ?? null))),
  ];
}

function cellOf(column: Column, { role }: Row, value: Cell): SheetCell {
  if (value === null) return null;
  const style = role === undefined ? {} : { fontWeight: "bold" as const };
  if (isDate(column, value))
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: FORMATS.date, ...style };
  if (typeof value === "string" || column.kind === "text") return { value: String(value), type: String, ...style };
  const number = column.kind === "percent" ? value / 1_000_000 : value;
  return { value: number, type: Number, format: FORMATS[column.kind], ...style };
}

function widths({ frame }: Collected, parts: readonly Part[]): { width: number }[] {
  const found: number[] = [];
  for (const { columns, rows } of parts)
    for (const [i, column] of columns.entries()) {
      const longest = rows.reduce(
        (most, { cells }) => Math.max(most, shown(column, cells[i] ?? null, frame, "no Rp").length),
        column.label.length,
      );
      found[i] = Math.max(found[i] ?? WIDTH.least, Math.min(WIDTH.most, longest + 2));
    }
  return found.map((width) => ({ width }));
}
