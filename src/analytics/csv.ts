/** Excel takes a file for UTF-8 only when it begins with this. */
export const BOM = "\uFEFF";

/** What a spreadsheet would calculate, or hide, instead of showing it; some take the wide signs for it too. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;

/**
 * One record of a CSV file after RFC 4180, without its line end. A text that a spreadsheet would take for a formula
 * gets an apostrophe before it; numbers are never changed. Nothing (null) is an empty cell.
 *
 * @example csvLine(["Ibu \"Sari\"", -5, "=1+1"]) // `"Ibu ""Sari""",-5,'=1+1`
 */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return cells.map(cell).join(",");
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
