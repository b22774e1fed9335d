import { formatMoney } from "../../flow/understand/index.ts";
import { numberText, percentText } from "../figures.ts";
import type { Cell, Column, Frame, Row } from "../statement.ts";

/** A date, and not the word that stands under dates in a row that sums up. */
export const isDate = ({ kind }: Column, cell: Cell): cell is string =>
  kind === "date" && typeof cell === "string" && /^\d{4}-\d{2}-\d{2}$/.test(cell);

/** A cell as it is read; money with or without its sign. Empty for nothing. */
export function shown(column: Column, cell: Cell, frame: Frame, rp: "Rp" | "no Rp" = "Rp"): string {
  if (cell === null) return "";
  if (typeof cell === "string") return isDate(column, cell) ? frame.date(cell) : cell;
  const { kind } = column;
  if (kind === "money") return rp === "Rp" ? formatMoney(cell) : numberText(cell);
  if (kind === "percent") return percentText(cell);
  return kind === "number" ? numberText(cell) : String(cell);
}

/** Whether a row says the same in its leading columns as the row before: a line of the same entry. */
export function continues(columns: readonly Column[], row: Row, before: Row | undefined): boolean {
  if (before === undefined || row.role !== undefined || before.role !== undefined) return false;
  return columns.every(({ lead }, i) => lead === undefined || row.cells[i] === before.cells[i]);
}
