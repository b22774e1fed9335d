import { LIMITS } from "../../limits.ts";
import type { Chart, Column, Frame, Row, Section, Statement } from "../statement.ts";
import { continues, shown } from "./cell.ts";
import { lengthsOf, pointsOf } from "./drawing.ts";

/** Characters of a line: what a phone of 360 px shows without breaking it once more. */
const WIDTH = 40;
/** Letters of the longest bar. */
const BAR = 20;

/** What stays together; `loose` has an empty line around it, and what is `glued` none before it. */
type Block = { text: string; loose: boolean; glued?: boolean };

/**
 * A statement as lines that can be read aloud: a label and its value, no table, no lines drawn. Rows are read while the
 * parts are taken.
 */
export function* txt(statement: Statement): Generator<string> {
  let before: Block | undefined;
  for (const block of blocks(statement)) {
    if (before !== undefined) yield between(before, block);
    yield block.text;
    before = block;
  }
  yield "\n";
}

const between = (before: Block, block: Block): string =>
  block.glued !== true && (before.loose || block.loose) ? "\n\n" : "\n";

/**
 * The same in pages that fit one message each: the first says what it is, the others that they go on. A page ends
 * between two rows.
 */
export function txtPages(statement: Statement, most: number = LIMITS.bubble): string[] {
  // The heading of a later page, and the empty line below it.
  const room = most - statement.title.length - 30;
  const pages: string[] = [];
  let page = "";
  let before: Block | undefined;
  for (const block of blocks(statement)) {
    const added = (before === undefined ? "" : between(before, block)) + block.text;
    if (before !== undefined && page.length + added.length > room) {
      pages.push(page);
      page = block.text;
    } else page += added;
    before = block;
  }
  pages.push(page);
  const head = (i: number) => `${statement.title}, ${statement.frame.page(i + 1, pages.length)}\n\n`;
  return pages.map((text, i) => (i === 0 ? text : head(i) + text));
}

function* blocks(statement: Statement): Generator<Block> {
  const { title, unit, period, facts, notes, signatures, frame } = statement;
  yield { text: wrapped([title, unit, period]), loose: true };
  if (facts.length > 0) yield { text: wrapped(facts.map(({ label, value }) => `${label}: ${value}`)), loose: true };
  for (const section of statement.sections) yield* sectionBlocks(section, frame);
  const { note } = frame.labels;
  yield { text: wrapped([...notes.map((text) => `${note}: ${text}`), frame.made]), loose: true };
  const signed = signatures.filter(({ name }) => name !== "").map(({ role, name }) => `${role}: ${name}`);
  if (signed.length > 0) yield { text: wrapped(signed), loose: true };
}

function* sectionBlocks({ title, columns, rows: given, text, chart }: Section, frame: Frame): Generator<Block> {
  if (title !== undefined) yield { text: wrapped([title]), loose: true };
  for (const one of text ?? []) yield { text: wrapped([one]), loose: true };
  // Only what is drawn must be known before it is told.
  const rows = chart === undefined ? given : [...given];
  const bars = chart === undefined || !Array.isArray(rows) ? undefined : barsOf(columns, rows, chart, frame);
  let before: Row | undefined;
  let tight = true;
  for (const row of rows) {
    const same = continues(columns, row, before);
    const bar = bars?.get(row) ?? "";
    const text = [wrapped(rowLines(columns, row, frame, same)), bar].filter((part) => part !== "").join("\n");
    before = row;
    if (text === "") continue;
    const single = !text.includes("\n");
    // Lines of one entry stand together, and so do rows of one line each.
    yield { text, loose: !single || row.role === "heading" || !tight, glued: same };
    tight = single;
  }
}

/** A row of letters as long as the number is beside the largest. */
function barsOf(columns: readonly Column[], rows: readonly Row[], chart: Chart, frame: Frame): Map<Row, string> {
  const drawn = rows.filter(({ cells }) => typeof cells[chart.value] === "number");
  const lengths = lengthsOf(pointsOf(columns, drawn, chart, frame));
  return new Map(drawn.map((row, at) => [row, "=".repeat(Math.round((lengths[at] ?? 0) * BAR))]));
}

/** Which row it is, then a line for each other cell; both in one line where it is clear what the only cell says. */
function rowLines(columns: readonly Column[], row: Row, frame: Frame, same: boolean): string[] {
  const filled = columns
    .map((column, i) => ({ column, value: shown(column, row.cells[i] ?? null, frame) }))
    .filter(({ value }) => value !== "");
  const whole = row.role === "heading";
  const lead = joined(
    filled.filter(({ column }) => whole || column.lead !== undefined),
    "lead",
  );
  const line = joined(
    filled.filter(({ column }) => !whole && column.line !== undefined),
    "line",
  );
  const rest = filled.filter(({ column }) => !whole && column.lead === undefined && column.line === undefined);
  const named = line === "" ? "" : `${line}, `;
  const lines = rest.map(({ column, value }) => `${named}${column.label}: ${value}`);
  if (same || lead === "") return lines;
  const clear = row.role !== undefined || columns.filter((column) => column.lead === undefined).length === 1;
  const [only] = rest;
  return clear && only !== undefined && rest.length === 1 ? [`${lead}: ${only.value}`] : [lead, ...lines];
}

type Filled = { column: Column; value: string };

/** `21 Nov 2026, No 12, Setoran simpanan`: figures, and dates after the first, say what they are. */
function joined(cells: readonly Filled[], by: "lead" | "line"): string {
  const first = cells.find(({ column }) => column.kind === "date");
  return cells.reduce((text, cell) => {
    const { column, value } = cell;
    const labelled =
      column.kind === "number" || column.kind === "ordinal" || (column.kind === "date" && cell !== first);
    const said = labelled ? `${column.label} ${value}` : value;
    return text === "" ? said : `${text}${column[by] ?? " "}${said}`;
  }, "");
}

/** Lines of at most the width, broken between words and never behind "Rp". */
function wrapped(lines: readonly string[]): string {
  return lines.flatMap(brokenLine).join("\n");
}

function brokenLine(line: string): string[] {
  if (line.length <= WIDTH) return [line];
  const broken: string[] = [];
  let part = "";
  for (const word of line.replaceAll("Rp ", "Rp\u00A0").split(" ")) {
    if (part !== "" && part.length + 1 + word.length > WIDTH) {
      broken.push(part);
      part = word;
    } else part += part === "" ? word : ` ${word}`;
  }
  return [...broken, part].map((text) => text.replaceAll("\u00A0", " "));
}
