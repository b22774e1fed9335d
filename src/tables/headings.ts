import { LIMITS } from "../limits.ts";
import { type Cell, EMPTY, type Sheet } from "./cell.ts";

/** Columns with the headings that are understood, plain and in small letters; the first is the one to advise. */
export type Headings<C extends string> = Readonly<Record<C, readonly string[]>>;

/** A table in a sheet: where its columns are. */
export type Table<C extends string> = {
  /** 1-based, as the spreadsheet counts. */
  headingRow: number;
  places: ReadonlyMap<C, number>;
  /** Headings as they stand in the file, for sentences. */
  titles: ReadonlyMap<C, string>;
  unknown: readonly string[];
  twice: readonly string[];
};

/** `No. HP (WA)` is `no hp wa`. */
export const plainTitle = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** How the headings of a kind of table are read, where it has customs of its own. */
export type Customs<C extends string> = {
  plain(title: string): string;
  /** A heading of a column that stands there already: it takes its place, says nothing, or stands there twice. */
  again(column: C, title: string, before: string): "instead" | "ignored" | "twice";
};

const USUAL: Customs<string> = { plain: plainTitle, again: () => "twice" };

/** The column of a heading, or undefined. */
export function columnIn<C extends string>(
  headings: Headings<C>,
  title: string,
  { plain }: Pick<Customs<C>, "plain"> = USUAL,
): C | undefined {
  const wanted = plain(title);
  return (Object.keys(headings) as C[]).find((column) => headings[column].includes(wanted));
}

/** Finds the row of headings: it has the column `must`, and at least one other known word. Undefined where there is none. */
export function tableIn<C extends string>(
  { rows }: Sheet,
  headings: Headings<C>,
  must: C,
  customs: Customs<C> = USUAL,
): Table<C> | undefined {
  const at = rows.slice(0, LIMITS.rowsAboveTable).findIndex((row) => {
    const columns = new Set(
      row.map((cell) => (cell.kind === "text" ? columnIn(headings, cell.text, customs) : undefined)),
    );
    return columns.has(must) && columns.size - (columns.has(undefined) ? 1 : 0) >= 2;
  });
  const row = rows[at];
  return row === undefined ? undefined : tableOf(row, at + 1, headings, customs);
}

function tableOf<C extends string>(
  row: readonly Cell[],
  headingRow: number,
  headings: Headings<C>,
  customs: Customs<C>,
): Table<C> {
  const places = new Map<C, number>();
  const titles = new Map<C, string>();
  const unknown: string[] = [];
  const twice: string[] = [];
  row.forEach((cell, place) => {
    if (cell.kind !== "text") return;
    const column = columnIn(headings, cell.text, customs);
    if (column === undefined) {
      unknown.push(cell.text);
      return;
    }
    const before = titles.get(column);
    const what = before === undefined ? "instead" : customs.again(column, cell.text, before);
    if (what === "twice") twice.push(cell.text);
    if (what !== "instead") return;
    places.set(column, place);
    titles.set(column, cell.text);
  });
  return { headingRow, places, titles, unknown, twice };
}

/** The cell of a column in a row; empty where the table has no such column. */
export function cellIn<C extends string>(table: Table<C>, row: readonly Cell[], column: C): Cell {
  const place = table.places.get(column);
  return place === undefined ? EMPTY : (row[place] ?? EMPTY);
}
