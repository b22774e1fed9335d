import { packageRoot } from "../../home.ts";
import { type Sheet, sheetLines, sheetOf } from "../../start/kotak-suara/sheet.ts";
import { loadTexts, type Texts } from "../../texts/index.ts";
import type { Io } from "../io.ts";
import { type Showing, writeSecret } from "./secrets.ts";
import { sheetPdf } from "./sheet-pdf.ts";

/** The words of what is printed. */
export const printedTexts = (): Texts => loadTexts(`${packageRoot()}/locales`).texts;

/** Whose sheet it is; `date` YYYY-MM-DD. */
export const newSheet = (name: string, codes: readonly string[], date: string, lang: string): Sheet =>
  sheetOf(printedTexts(), { name, codes, date, lang });

/** Prints a sheet, or writes it into a PDF and nowhere else. It is shown this once. */
export async function showSheet(io: Io, sheet: Sheet, { pdf }: Showing): Promise<void> {
  if (pdf === undefined) {
    for (const line of sheetLines(sheet)) io.out(line);
    return;
  }
  const path = writeSecret(io, pdf, await sheetPdf(sheet));
  io.out(`The sheet is in ${path}. Print it, hand it over, and delete the file.`);
}
