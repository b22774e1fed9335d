import type { Cell, Sheet } from "../../tables/cell.ts";
import { csvRows as rowsOf, readSheets as sheetsOf } from "../../tables/sheets.ts";
import { knownHeadings } from "./columns.ts";

/** The sheets of a cooperative's file. Errors: `import.size`, `import.format`. */
export const readSheets = (bytes: Buffer): Promise<Sheet[]> => sheetsOf(bytes, knownHeadings);

/** Rows of CSV text with headings of a cooperative. Error: `import.format`. */
export const csvRows = (text: string): Cell[][] => rowsOf(text, knownHeadings);
