import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BOM } from "../../analytics/index.ts";
import type { NewId } from "../../ids.ts";
import { CATALOGUE, type StatementName } from "./catalogue.ts";
import type { Ledger } from "./ledger.ts";
import { collected, type Making, makeStatement, type StatementRequest } from "./make.ts";
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

/**
 * Rows of a document that is laid out in memory: a PDF of this many takes some seconds, and more rows in a sheet are
 * more than people look through. CSV has no end.
 */
export const MOST_ROWS = { pdf: 10_000, xlsx: 100_000 } as const;
/** The same while a chat waits: nobody else is answered while a page is laid out, so it must be done in a second. */
export const MOST_ROWS_IN_CHAT = { pdf: 1_000, xlsx: 10_000, txt: 10_000, csv: 100_000 } as const;

/** A statement as a text that is written while it is read from the books. */
export const textOf = (statement: Statement, format: "txt" | "csv"): Generator<string> =>
  format === "txt" ? txt(statement) : csv(statement);

/** A statement that was read whole, as the bytes of a document. */
export function documentOf(statement: Collected, format: Format): Promise<Buffer> {
  if (format === "pdf") return pdf(statement);
  if (format === "xlsx") return xlsx(statement);
  return Promise.resolve(Buffer.from([...textOf(statement, format)].join("")));
}

/** The most rows of a format. */
export const mostRows = (format: Format): number =>
  format === "pdf" || format === "xlsx" ? MOST_ROWS[format] : Number.MAX_SAFE_INTEGER;

/** `buku-kas-melati-2026-11-01-2026-11-21.pdf` */
export function fileName(
  name: StatementName,
  statement: Pick<Statement, "unit">,
  { period }: StatementRequest,
  format: Format,
): string {
  const words = [
    CATALOGUE[name].words[0],
    statement.unit,
    period.from,
    ...(period.to === period.from ? [] : [period.to]),
  ];
  const slug = words
    .join("-")
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return `${slug}.${format}`;
}

export type FileParts = Making & {
  /** The home's folder of files to be sent; they are cleared away after a day. */
  folder: string;
  newId: NewId;
};

/**
 * A statement as a file to be sent in a chat, which only this user may read. The books are read before the promise is
 * made, in one transaction; the rest needs them no more.
 * Errors: those of `makeStatement`, and `statement.too-long`.
 */
export async function statementFile(
  ledger: Ledger,
  name: StatementName,
  request: StatementRequest,
  format: Format,
  parts: FileParts,
): Promise<{ name: string; mime: string; path: string }> {
  const read = ledger.sqlite.transaction(() =>
    collected(makeStatement(ledger, name, request, parts), MOST_ROWS_IN_CHAT[format]),
  );
  const statement = read();
  const bytes = await documentOf(statement, format);
  mkdirSync(parts.folder, { recursive: true, mode: 0o700 });
  const path = join(parts.folder, `${parts.newId()}.${format}`);
  // Excel takes a CSV for UTF-8 only with a mark in front, and on a phone nobody can say it by hand.
  writeFileSync(path, format === "csv" ? BOM + bytes.toString() : bytes, { mode: 0o600 });
  return { name: fileName(name, statement, request, format), mime: FORMATS[format], path };
}
