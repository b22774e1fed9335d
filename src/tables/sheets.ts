import { parse } from "csv-parse/sync";
import readXlsx from "read-excel-file/node";
import { RukunError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import { type Cell, EMPTY, type Sheet, textCell } from "./cell.ts";

const SEPARATORS = [";", "\t", "|", ","] as const;

/** How many of these texts are headings that the reader of the table knows. */
export type KnownHeadings = (texts: readonly string[]) => number;

/**
 * The sheets of an XLSX file, or the one of a CSV file, by what is in it and not by its name. `known` tells the separator
 * of CSV text. Errors: `import.size`, `import.format`.
 */
export async function readSheets(bytes: Buffer, known: KnownHeadings): Promise<Sheet[]> {
  if (bytes.length > LIMITS.sheetBytes)
    throw new RukunError("import.size", "the file has more than 10 MB: is it the right one?");
  const sheets = isZip(bytes) ? await xlsxSheets(bytes) : [{ name: "", rows: csvRows(decoded(bytes), known) }];
  if (sheets.some(({ rows }) => rows.length > LIMITS.sheetRows))
    throw new RukunError("import.size", `a sheet has more than ${LIMITS.sheetRows} rows: divide it`);
  return sheets;
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"));

/** A figure of a spreadsheet, kept as its digits. */
class Figure {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

async function xlsxSheets(bytes: Buffer): Promise<Sheet[]> {
  try {
    const sheets = await readXlsx(bytes, { parseNumber: (text) => new Figure(text) });
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(xlsxCell)) }));
  } catch (cause) {
    const how = "open it in a spreadsheet and save it as .xlsx or .csv";
    throw new RukunError("import.format", `the file cannot be read as a spreadsheet: ${how}`, { cause });
  }
}

function xlsxCell(value: unknown): Cell {
  if (value instanceof Figure) return { kind: "figure", text: value.text };
  if (value instanceof Date) return { kind: "date", date: value.toISOString().slice(0, 10) };
  return value === null || value === undefined ? EMPTY : textCell(String(value));
}

/** UTF-8 with or without its mark, UTF-16 as Excel writes "Unicode text", else Windows' own letters. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Rows of CSV text. The separator is the one with which its headings are known; `sep=;` says it. Error: `import.format`. */
export function csvRows(text: string, known: KnownHeadings): Cell[][] {
  if (text.includes("\0"))
    throw new RukunError("import.format", "the file is neither a spreadsheet (.xlsx) nor CSV text");
  const said = /^sep=(?<separator>.)\r?\n/u.exec(text);
  const delimiter = said?.groups?.["separator"] ?? separatorOf(text, known);
  try {
    const options = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false };
    // A spreadsheet does not show the line that says the separator, nor count it.
    return parse(text.slice(said?.[0].length ?? 0), options).map((row) => row.map(textCell));
  } catch (cause) {
    const how = "save it anew from the spreadsheet, as CSV or .xlsx";
    throw new RukunError("import.format", `the file cannot be read as CSV: ${how}`, { cause });
  }
}

/** Commas stand in amounts as well: the headings tell, and only without any that is known the number of columns. */
function separatorOf(text: string, known: KnownHeadings): string {
  const lines = text.split(/\r?\n/u, LIMITS.rowsAboveTable);
  const score = (separator: string) => {
    const rows = lines.map((line) => line.split(separator).map((cell) => cell.replaceAll('"', "")));
    return Math.max(...rows.map((row) => known(row) * LIMITS.sheetRows + row.length));
  };
  return SEPARATORS.reduce((best: string, one) => (score(one) > score(best) ? one : best), SEPARATORS[0]);
}
