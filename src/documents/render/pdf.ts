import { createRequire } from "node:module";
import type { Collected, Column, Row } from "../statement.ts";
import { awardContent, awardFrame, awardPage } from "./award.ts";
import { continues, shown } from "./cell.ts";
import { pointsOf, svgOf } from "./drawing.ts";

/** What of pdfmake is used; it comes without types. */
type PdfMake = {
  setFonts(fonts: Record<string, Record<"normal" | "bold", string>>): void;
  setUrlAccessPolicy(allowed: (url: string) => boolean): void;
  setLocalAccessPolicy(allowed: (path: string) => boolean): void;
  createPdf(definition: object): { getBuffer(): Promise<Buffer> };
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
/** Letters in points: a page is read on a phone more often than on paper. */
const SIZE = { text: 10.5, upright: 10, side: 9, narrow: 8, small: 9, heading: 12 };
const INK = { line: "#9AA5AE", shade: "#E7EEF3", quiet: "#4A555E" };

/**
 * A statement as PDF, A4 (a slip A5): page numbers, the headings again on each page, amounts to the right. The same
 * statement gives the same bytes. It says its title and language and its text is in the order of reading, but pdfmake
 * writes no structure tags: who listens to a screen reader is better served with the text.
 */
export async function pdf(statement: Collected): Promise<Buffer> {
  return (await loaded()).createPdf(definition(statement)).getBuffer();
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
  const { title, unit, period, sections, small, cover, frame, mark, award } = statement;
  const made = new Date(frame.madeAt);
  const named = `${title}, ${unit} (${period})`;
  const side = small ? 24 : 36;
  const head = {
    version: "1.7",
    language: LANGUAGES[frame.lang] ?? frame.lang,
    displayTitle: true,
    ...(mark === undefined ? {} : { watermark: { text: mark, opacity: 0.05, bold: true } }),
    info: { title: named, creator: "Rukun", producer: "Rukun", creationDate: made, modDate: made },
  };
  if (award !== undefined) {
    const defaultStyle = { font: "Roboto", lineHeight: 1.15 };
    return { ...head, ...awardPage, defaultStyle, background: awardFrame(), content: awardContent(award) };
  }
  return {
    ...head,
    pageSize: small ? "A5" : "A4",
    pageOrientation: small ? "landscape" : cover ? "portrait" : orientation(sections),
    pageMargins: [side, side, side, side + 8],
    defaultStyle: { font: "Roboto", fontSize: small ? SIZE.small : SIZE.text, lineHeight: 1.15 },
    footer: (page: number, pages: number) => ({
      margin: [side, 10, side, 0],
      fontSize: 8,
      color: INK.quiet,
      columns: [named, { text: frame.page(page, pages), alignment: "right", width: "auto" }],
    }),
    content: content(statement),
  };
}

/** Tables with many columns lie on their side. */
const orientation = (parts: readonly Part[]): "portrait" | "landscape" =>
  parts.some(({ columns }) => columns.length > COLUMNS.upright) ? "landscape" : "portrait";

function content(statement: Collected): Content[] {
  const { notes, signatures, cover, frame, sections } = statement;
  const end = [...notes.map((note) => `${frame.labels.note}: ${note}`), frame.made];
  return [
    ...(cover ? coverPage(statement) : heading(statement)),
    ...sections.flatMap((part, i) => partContent(part, chapterFrom(sections, i), statement)),
    { stack: end, fontSize: SIZE.narrow, color: INK.quiet, margin: [0, 10, 0, 0] },
    ...(signatures.length === 0 ? [] : [signed(statement)]),
  ];
}

function coverPage({ title, unit, period, facts }: Collected): Content[] {
  const lines = [unit, period, ...facts.map(({ label, value }) => `${label}: ${value}`)];
  return [
    { text: title, fontSize: 26, bold: true, alignment: "center", margin: [0, 220, 0, 16] },
    ...lines.map((text) => ({ text, fontSize: 14, alignment: "center", margin: [0, 0, 0, 6] })),
  ];
}

function heading({ title, unit, period, facts, small }: Collected): Content[] {
  const lines = facts.map(({ label, value }) => `${label}: ${value}`);
  const half = small ? Math.ceil(lines.length / 2) : lines.length;
  const columns = [lines.slice(0, half), lines.slice(half)].filter((stack) => stack.length > 0);
  return [
    { text: title, fontSize: 15, bold: true },
    { stack: [unit, period], fontSize: 10, margin: [0, 0, 0, 8] },
    ...(columns.length === 0
      ? []
      : [{ columns: columns.map((stack) => ({ stack })), columnGap: 16, margin: [0, 0, 0, 8] }]),
  ];
}

/** A section and those after it up to the next chapter. */
function chapterFrom(sections: readonly Part[], first: number): readonly Part[] {
  const next = sections.findIndex(({ chapter }, i) => i > first && chapter !== undefined);
  return sections.slice(first, next === -1 ? sections.length : next);
}

const signed = ({ signatures }: Collected): Content => ({
  unbreakable: true,
  margin: [0, 14, 0, 0],
  columns: signatures.map(({ role, name }) => ({
    alignment: "center",
    stack: [role, { text: " ", fontSize: 28 }, name === "" ? "____________________" : name],
  })),
});

/** A table whose title belongs to its heading, so that it never stands alone at the end of a page. */
function partContent(part: Part, chapter: readonly Part[], statement: Collected): Content[] {
  const { title, columns, rows, text } = part;
  if (text !== undefined) return prose(part);
  const page = part.chapter === undefined ? {} : { pageBreak: "before", pageOrientation: orientation(chapter) };
  const body = together(columns, rows).map((group) => rowCells(columns, group, statement));
  const drawn = drawingOf(part, statement);
  const titled = title === undefined || drawn !== undefined ? [] : [titleCells(title, columns.length)];
  const head = [...titled, columns.map(headingCell)];
  const fontSize = sizeOf(columns.length, statement);
  const table = {
    headerRows: head.length,
    keepWithHeaderRows: 1,
    dontBreakRows: true,
    widths: columnWidths(part, statement, fontSize),
    body: [...head, ...body],
  };
  // Room is above a part: below it, where a page is full, it would make an empty one.
  const told = { table, layout: LAYOUT, fontSize, margin: [0, 8, 0, 0] };
  if (drawn === undefined) return [{ ...told, ...page }];
  const drawing = { unbreakable: true, stack: [...titleOf(title), { svg: drawn, margin: [0, 4, 0, 0] }], ...page };
  return [
    { ...drawing, margin: [0, 8, 0, 0] },
    { ...told, margin: [0, 4, 0, 0] },
  ];
}

function sizeOf(columns: number, { small }: Collected): number {
  if (small) return SIZE.small;
  if (columns <= COLUMNS.upright) return SIZE.upright;
  return columns > COLUMNS.normal ? SIZE.narrow : SIZE.side;
}

const titleOf = (title: string | undefined): Content[] =>
  title === undefined ? [] : [{ text: title, bold: true, fontSize: SIZE.heading, margin: [0, 4, 0, 2] }];

function drawingOf({ chart, columns, rows }: Part, { frame }: Collected): string | undefined {
  return chart === undefined ? undefined : svgOf(chart.kind, pointsOf(columns, rows, chart, frame));
}

const prose = ({ title, text = [], chapter }: Part): Content[] => [
  {
    ...(chapter === undefined ? {} : { pageBreak: "before" }),
    stack: [...titleOf(title), ...text.map((one, i) => ({ text: one, margin: [0, i === 0 ? 0 : 4, 0, 0] }))],
    margin: [0, 8, 0, 0],
  },
];

const titleCells = (text: string, columns: number): Content[] =>
  Array.from({ length: columns }, (_, i) =>
    i === 0 ? { text, bold: true, fontSize: SIZE.heading, colSpan: columns, margin: [-4, 4, 0, 2] } : "",
  );

const isText = ({ kind }: Column): boolean => kind === "text" || kind === "date";
const headingCell = (column: Column): Content => ({
  text: column.label,
  bold: true,
  fillColor: INK.shade,
  alignment: isText(column) ? "left" : "right",
});

/** The lines of one entry are one row of the table: no page ends between them. */
function together(columns: readonly Column[], rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const [i, row] of rows.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && continues(columns, row, rows[i - 1])) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function rowCells(columns: readonly Column[], rows: readonly Row[], { frame }: Collected): Content[] {
  const [first] = rows;
  const text = (column: Column, i: number, row: Row | undefined) =>
    shown(column, row?.cells[i] ?? null, frame, "no Rp");
  if (first?.role === "heading") {
    const all = columns
      .map((column, i) => text(column, i, first))
      .join(" ")
      .trim();
    return columns.map((_, i) =>
      i === 0 ? { text: all, bold: true, colSpan: columns.length, margin: [0, 4, 0, 0] } : "",
    );
  }
  return columns.map((column, i) => ({
    // A line that says nothing keeps its height, so that the lines of all columns meet.
    ...(column.lead === undefined && rows.length > 1
      ? { stack: rows.map((row) => text(column, i, row) || " ") }
      : { text: text(column, i, first) }),
    alignment: isText(column) ? "left" : "right",
    noWrap: column.kind !== "text" || (column.lead === undefined && rows.length > 1),
    ...(column.room ? { margin: [0, HAND, 0, HAND] } : {}),
    ...(first?.role === undefined ? {} : { bold: true }),
    ...(first?.role === "total" ? { fillColor: INK.shade } : {}),
  }));
}

/** Above and below a line that somebody writes on, in points. */
const HAND = 8;

/** A figure's width in ems, and what a cell has around it, in points. */
const FIGURE = { em: 0.58, around: 4 };

/**
 * Every column is as wide as what stands in it, and the one with the longest texts has the rest of the line. Figures are reckoned: a
 * long title above them would widen them else.
 */
function columnWidths({ columns, rows }: Part, { frame }: Collected, fontSize: number): ("auto" | "*" | number)[] {
  const lengths = columns.map((column, i) => {
    if (column.kind !== "text") return -1;
    return rows.reduce((most, { role, cells }) => {
      return role === "heading" ? most : Math.max(most, shown(column, cells[i] ?? null, frame).length);
    }, 0);
  });
  const most = Math.max(...lengths);
  // Where there are no words, nothing takes the rest: figures far from the edge would be hard to follow along a line.
  const widest = most === -1 ? -1 : lengths.indexOf(most);
  return columns.map((column, i) => {
    if (i === widest || column.room) return "*";
    if (isText(column)) return "auto";
    const letters = (of: number) => of * fontSize * FIGURE.em + FIGURE.around;
    const longest = rows.reduce(
      (most, { cells }) => Math.max(most, shown(column, cells[i] ?? null, frame, "no Rp").length),
      0,
    );
    return Math.ceil(letters(Math.max(longest, column.label.length)));
  });
}

type TableNode = { table: { body: unknown[]; headerRows: number } };

/** Thin lines between rows and none between columns. */
const LAYOUT = {
  hLineWidth: (i: number, { table: { body, headerRows } }: TableNode) => {
    if (i < headerRows - 1) return 0;
    return i <= headerRows || i === body.length ? 0.7 : 0.25;
  },
  vLineWidth: () => 0,
  hLineColor: () => INK.line,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 1.5,
  paddingBottom: () => 1,
};
