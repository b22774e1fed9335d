import { packageRoot } from "../../home.ts";
import { inFours } from "../../safeguarding/index.ts";
import { loadTexts } from "../../texts/index.ts";
import type { Io } from "../io.ts";
import { type Showing, writeSecret } from "./secrets.ts";
import { type Sheet, sheetPdf } from "./sheet-pdf.ts";

export type { Sheet };

const COLUMNS = 4;

/** What stands on an officer's sheet; `date` YYYY-MM-DD. */
export function sheetOf(name: string, codes: readonly string[], date: string, lang: string): Sheet {
  const { texts } = loadTexts(`${packageRoot()}/locales`);
  const say = (key: string, data = {}) => texts.text(lang, `officer-sheet:${key}`, data);
  return {
    title: say("title"),
    lines: [say("owner", { name }), say("made", { date: written(date, lang) })],
    codes: codes.map((code) => inFours(code, "-")),
    notes: ["use", "keep", "last", "lost"].map((key) => say(key)),
  };
}

/** Prints a sheet, or writes it into a PDF and nowhere else. It is shown this once. */
export async function showSheet(io: Io, sheet: Sheet, { pdf }: Showing): Promise<void> {
  if (pdf === undefined) {
    for (const line of sheetLines(sheet)) io.out(line);
    return;
  }
  const path = writeSecret(io, pdf, await sheetPdf(sheet));
  io.out(`The sheet is in ${path}. Print it, hand it over, and delete the file.`);
}

/** The sheet as lines for a terminal. Pure. */
export function sheetLines({ title, lines, codes, notes }: Sheet): string[] {
  const rows = Array.from({ length: Math.ceil(codes.length / COLUMNS) }, (_, row) =>
    codes
      .slice(row * COLUMNS, (row + 1) * COLUMNS)
      .map((code, column) => `${String(row * COLUMNS + column + 1).padStart(2)}. ${code}`)
      .join("   "),
  );
  return ["", title, ...lines, "", ...rows, "", ...notes.map((note) => `- ${note}`), ""];
}

/** `22 November 2026`, from YYYY-MM-DD. */
const written = (date: string, lang: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(date));
