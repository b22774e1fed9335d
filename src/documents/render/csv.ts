import { csvLine } from "../../analytics/index.ts";
import type { Cell, Column, Row, Section, Statement } from "../statement.ts";

/**
 * A statement for a spreadsheet or another program, a record a part, with its line end. Dates are YYYY-MM-DD, rupiah
 * whole numbers, percentages plain numbers. Where there are several sections the first column says which it is; where
 * they have other columns, an empty record and a new heading come between. What the statement is stands at the end,
 * after an empty record. Rows are read while the parts are taken: all units at once need no more memory than one.
 */
export function* csv(statement: Statement): Generator<string> {
  const { per } = statement;
  let columns: readonly Column[] | undefined;
  for (const section of statement.sections) {
    if (section.text !== undefined) {
      if (columns !== undefined) yield record([]);
      for (const text of section.text) yield record([...(per === undefined ? [] : [section.title ?? null]), text]);
      columns = [];
      continue;
    }
    if (columns === undefined || !areSame(columns, section.columns)) {
      if (columns !== undefined) yield record([]);
      columns = section.columns;
      yield record([...(per === undefined ? [] : [per]), ...columns.map(({ label }) => label)]);
    }
    for (const row of section.rows) yield record(cellsOf(section, row, per));
  }
  yield record([]);
  for (const line of endOf(statement)) yield record(line);
}

const record = (cells: readonly Cell[]): string => `${csvLine(cells)}\r\n`;

function cellsOf({ title, columns }: Section, { cells }: Row, per: string | undefined): Cell[] {
  const plain = columns.map(({ kind }, i): Cell => {
    const cell = cells[i] ?? null;
    return kind === "percent" && typeof cell === "number" ? cell / 10_000 : cell;
  });
  return per === undefined ? plain : [title ?? null, ...plain];
}

const areSame = (a: readonly Column[], b: readonly Column[]): boolean =>
  a.length === b.length && a.every(({ key, label }, i) => key === b[i]?.key && label === b[i]?.label);

function endOf({ title, unit, period, facts, notes, frame }: Statement): string[][] {
  const { labels } = frame;
  return [
    [labels.title, title],
    [labels.unit, unit],
    [labels.period, period],
    ...facts.map(({ label, value }) => [label, value]),
    ...notes.map((note) => [labels.note, note]),
    [labels.note, frame.made],
  ];
}
