import { createRequire } from "node:module";
import type { Collected, Column, Row } from "../statement.ts";
import { continues, shown } from "./cell.ts";

/** What of pdfmake is used; it comes without types. */
type PdfMake = {
  setFonts(fonts: Record<string, Record<"normal" | "bold", string>>): void;
  setUrlAccessPolicy(allowed: (url: string) => boolean): void;
  setLocalAccessPolicy(allowed: (path: string) => boolean): void;
  createPdf(definition: object, options: { tableLayouts: object }): { getBuffer(): Promise<Buffer> };
};
type Content = string | { [key: string]: unknown } | Content[];
type Part = Collected["sections"][number];

const require = createRequire(import.meta.url);
/** Roboto under the SIL Open Font License 1.1, as pdfmake brings it along. */
const FONT = { normal: "Roboto/Roboto-Regular.ttf", bold: "Roboto/Roboto-Medium.ttf" };
/** Languages as a PDF says them. */
const LANGUAGES: Readonly<Record<string, string>> = { id: "id-ID", en: "en-GB" };
/** Above so many columns a page lies on its side; above the second the letters are smaller too. */
const COLUMNS = { upright: 6, normal: 8 };
const INK = { line: "#9AA5AE", shade: "#E7EEF3", quiet: "#4A555E" };

/**
 * A statement as PDF, A4 (a slip A5): page numbers, the headings again on each page, amounts to the right. The same
 * statement gives the same bytes. It says its title and language and its text is in the order of reading, but pdfmake
 * writes no structure tags: who listens to a screen reader is better served with the text.
 */
export async function pdf(statement: Collected): Promise<Buffer> {
  return (await loaded()).createPdf(definition(statement), { tableLayouts: { statement: LAYOUT } }).getBuffer();
}

let maker: PdfMake | undefined;

/** Loaded with the first PDF: half a second that no other command should pay. Nothing but the fonts is ever read. */
async function loaded(): Promise<PdfMake> {
  if (maker !== undefined) return maker;
  const made = require("pdfmake") as PdfMake;
  const fonts = { normal: fontPath(FONT.normal), bold: fontPath(FONT.bold) };
  made.setFonts({ Roboto: fonts });
  made.setUrlAccessPolicy(() => false);
  made.setLocalAccessPolicy((path) => path === fonts.normal || path === fonts.bold);
  maker = made;
  return made;
}

const fontPath = (name: string): string => require.resolve(`pdfmake/fonts/${name}`);

function definition(statement: Collected): object {
  const { title, unit, period, sections, small, frame } = statement;
  const columns = Math.max(0, ...sections.map((section) => section.columns.length));
  const made = new Date(frame.madeAt);
  return {
    version: "1.7",
    language: LANGUAGES[frame.lang] ?? frame.lang,
    displayTitle: true,
    info: {
      title: `${title}, ${unit}, ${period}`,
      creator: "Rukun",
      producer: "Rukun",
      creationDate: made,
      modDate: made,
    },
    pageSize: small ? "A5" : "A4",
    pageOrientation: columns > COLUMNS.upright || small ? "landscape" : "portrait",
    pageMargins: [36, 36, 36, 44],
    defaultStyle: { font: "Roboto", fontSize: columns > COLUMNS.normal ? 7.5 : 9, lineHeight: 1.15 },
    footer: (page: number, pages: number) => ({
      margin: [36, 12, 36, 0],
      fontSize: 8,
      color: INK.quiet,
      columns: [`${title}, ${unit}, ${period}`, { text: frame.page(page, pages), alignment: "right", width: "auto" }],
    }),
    content: content(statement),
  };
}

function content(statement: Collected): Content[] {
  const { title, unit, period, facts, notes, signatures, cover, frame } = statement;
  const factLines = facts.map(({ label, value }) => `${label}: ${value}`);
  const head: Content[] = cover
    ? [
        { text: title, fontSize: 26, bold: true, alignment: "center", margin: [0, 200, 0, 16] },
        ...[unit, period, ...factLines].map((text) => ({
          text,
          fontSize: 14,
          alignment: "center",
          margin: [0, 0, 0, 6],
        })),
      ]
    : [
        { text: title, fontSize: 15, bold: true },
        { text: [unit, period].join(", "), fontSize: 10, margin: [0, 0, 0, 8] },
        ...(facts.length === 0 ? [] : [{ stack: factLines, margin: [0, 0, 0, 8] }]),
      ];
  const end = [...notes.map((note) => `${frame.labels.note}: ${note}`), frame.made];
  return [
    ...head,
    ...statement.sections.flatMap((part) => partContent(part, statement)),
    { stack: end, fontSize: 8, color: INK.quiet, margin: [0, 4, 0, 0] },
    ...(signatures.length === 0 ? [] : [signed(statement)]),
  ];
}

const signed = ({ signatures }: Collected): Content => ({
  unbreakable: true,
  margin: [0, 24, 0, 0],
  columns: signatures.map(({ role, name }) => ({
    alignment: "center",
    stack: [role, { text: " ", fontSize: 34 }, name === "" ? "____________________" : name],
  })),
});

function partContent(part: Part, statement: Collected): Content[] {
  const { title, chapter, columns, rows } = part;
  const heading =
    title === undefined
      ? []
      : [
          {
            text: title,
            bold: true,
            fontSize: 11,
            margin: [0, 6, 0, 4],
            ...(chapter === undefined ? {} : { pageBreak: "before" }),
          },
        ];
  const body = rows.map((row, i) => rowCells(columns, row, rows[i - 1], statement));
  const table = {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columnWidths(part, statement),
      body: [columns.map(headingCell), ...body],
    },
    layout: "statement",
    margin: [0, 0, 0, 10],
  };
  return [...heading, table];
}

const isText = ({ kind }: Column): boolean => kind === "text" || kind === "date";
const headingCell = (column: Column): Content => ({
  text: column.label,
  bold: true,
  fillColor: INK.shade,
  alignment: isText(column) ? "left" : "right",
});

function rowCells(columns: readonly Column[], row: Row, before: Row | undefined, { frame }: Collected): Content[] {
  const same = continues(columns, row, before);
  if (row.role === "heading") {
    const text = columns
      .map((column, i) => shown(column, row.cells[i] ?? null, frame, "no Rp"))
      .join(" ")
      .trim();
    return columns.map((_, i) => (i === 0 ? { text, bold: true, colSpan: columns.length, margin: [0, 4, 0, 0] } : ""));
  }
  return columns.map((column, i) => ({
    text: same && column.lead !== undefined ? "" : shown(column, row.cells[i] ?? null, frame, "no Rp"),
    alignment: isText(column) ? "left" : "right",
    noWrap: column.kind !== "text",
    ...(row.role === undefined ? {} : { bold: true }),
    ...(row.role === "total" ? { fillColor: INK.shade } : {}),
  }));
}

/** Characters up to which a column of text keeps its width. */
const SHORT = 12;

/** Figures keep their width; the longer texts share what is left. */
function columnWidths({ columns, rows }: Part, { frame }: Collected): string[] {
  const widths = columns.map((column, i) => {
    if (column.kind !== "text") return "auto";
    const longest = rows.reduce((most, { role, cells }) => {
      return role === "heading" ? most : Math.max(most, shown(column, cells[i] ?? null, frame).length);
    }, 0);
    return longest > SHORT ? "*" : "auto";
  });
  if (widths.includes("*")) return widths;
  const first = columns.findIndex(({ kind }) => kind === "text");
  return widths.map((width, i) => (i === Math.max(0, first) ? "*" : width));
}

type TableNode = { table: { body: unknown[] } };

/** Thin lines between rows and none between columns. */
const LAYOUT = {
  hLineWidth: (i: number, { table }: TableNode) => (i <= 1 || i === table.body.length ? 0.7 : 0.25),
  vLineWidth: () => 0,
  hLineColor: () => INK.line,
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 1.5,
  paddingBottom: () => 1,
};
