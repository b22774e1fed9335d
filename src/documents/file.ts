import { LIMITS } from "../limits.ts";
import { csv } from "./render/csv.ts";
import { pdf } from "./render/pdf.ts";
import { txt } from "./render/txt.ts";
import { xlsx } from "./render/xlsx.ts";
import type { Collected, Statement } from "./statement.ts";

export const FORMATS = {
  txt: "text/plain",
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
} as const;
export type Format = keyof typeof FORMATS;

/** A statement as a text that is written while it is read from the books. */
export const textOf = (statement: Statement, format: "txt" | "csv"): Generator<string> =>
  format === "txt" ? txt(statement) : csv(statement);

/** A statement that was read whole, as the bytes of a document. */
export function documentOf(statement: Collected, format: Format): Promise<Buffer> {
  if (format === "pdf") return pdf(statement);
  if (format === "xlsx") return xlsx(statement);
  return Promise.resolve(Buffer.from([...textOf(statement, format)].join("")));
}

/** The most rows of a format from the command line. */
export const mostRows = (format: Format): number =>
  format === "pdf" ? LIMITS.pdfRows : format === "xlsx" ? LIMITS.xlsxRows : Number.MAX_SAFE_INTEGER;

/** `buku-kas-melati`, for the name of a file. */
export const slugOf = (words: readonly string[]): string =>
  words
    .join("-")
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
