/** A cell as it was written, before anybody decides what it means. Figures stay text, so that none is ever a float. */
export type Cell =
  | { kind: "empty" }
  | { kind: "text"; text: string }
  /** A number of a spreadsheet, `1250000` or `0.015`. */
  | { kind: "figure"; text: string }
  /** A date of a spreadsheet, YYYY-MM-DD. */
  | { kind: "date"; date: string };

export const EMPTY: Cell = { kind: "empty" };

/** Rows as in the file: the first is row 1. */
export type Sheet = { name: string; rows: readonly (readonly Cell[])[] };

export const textCell = (text: string): Cell => {
  const trimmed = text.replaceAll(/\s+/gu, " ").trim();
  return trimmed === "" ? EMPTY : { kind: "text", text: trimmed };
};

/** What stands in a cell, to be shown in a sentence. */
export function shown(cell: Cell): string {
  if (cell.kind === "empty") return "nothing";
  return `"${(cell.kind === "date" ? cell.date : cell.text).slice(0, 40)}"`;
}

/** What was read from a cell; or what is wrong with it, and how to mend it. */
export type Read<T> = { ok: true; value: T } | { ok: false; what: string; how: string };

export const read = <T>(value: T): Read<T> => ({ ok: true, value });
export const wrong = (what: string, how: string): { ok: false; what: string; how: string } => ({
  ok: false,
  what,
  how,
});
