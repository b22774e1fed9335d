import { formatMoney } from "../../../flow/understand/index.ts";
import type { Cell, Column, Frame, Row } from "../statement.ts";
import { numberText, percentText } from "../words.ts";

/** A cell as it is read; money with or without its sign. Empty for nothing. */
export function shown({ kind }: Column, cell: Cell, frame: Frame, rp: "Rp" | "no Rp" = "Rp"): string {
  if (cell === null) return "";
  if (typeof cell === "string") return kind === "date" ? frame.date(cell) : cell;
  if (kind === "money") return rp === "Rp" ? formatMoney(cell) : numberText(cell);
  return kind === "percent" ? percentText(cell) : String(cell);
}

/** Whether a row says the same in its leading columns as the row before: a line of the same entry. */
export function continues(columns: readonly Column[], row: Row, before: Row | undefined): boolean {
  if (before === undefined || row.role !== undefined || before.role !== undefined) return false;
  return columns.every(({ lead }, i) => lead === undefined || row.cells[i] === before.cells[i]);
}
