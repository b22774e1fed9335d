import { LIMITS } from "../../../limits.ts";
import type { Column, Frame, Row, Section, Statement } from "../statement.ts";
import { continues, shown } from "./cell.ts";

/** Characters of a line: what a phone of 360 px shows without breaking it once more. */
const WIDTH = 40;

/** What stays together; `loose` has an empty line around it. */
type Block = { text: string; loose: boolean };

/**
 * A statement as lines that can be read aloud: a label and its value, no table, no lines drawn. Rows are read while the
 * parts are taken.
 */
export function* txt(statement: Statement): Generator<string> {
  let before: Block | undefined;
  for (const block of blocks(statement)) {
    if (before !== undefined) yield before.loose || block.loose ? "\n\n" : "\n";
    yield block.text;
    before = block;
  }
  yield "\n";
}

/**
 * The same in pages that fit one message each: the first says what it is, the others that they go on. A page ends
 * between two rows.
 */
export function txtPages(statement: Statement, most: number = LIMITS.bubble): string[] {
  // The heading of a later page, and the empty line below it.
  const room = most - statement.title.length - 30;
  const pages: string[] = [];
  let page = "";
  let loose = false;
  for (const block of blocks(statement)) {
    const between = page === "" ? "" : loose || block.loose ? "\n\n" : "\n";
    if (page !== "" && page.length + between.length + block.text.length > room) {
      pages.push(page);
      page = block.text;
    } else page += between + block.text;
    loose = block.loose;
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

function* sectionBlocks({ title, columns, rows }: Section, frame: Frame): Generator<Block> {
  if (title !== undefined) yield { text: wrapped([title]), loose: true };
  let before: Row | undefined;
  let tight = true;
  for (const row of rows) {
    const same = continues(columns, row, before);
    const text = wrapped(rowLines(columns, row, frame, same));
    before = row;
    if (text === "") continue;
    const single = !text.includes("\n");
    // Lines of one entry stand together, and so do rows of one line each.
    yield { text, loose: !same && (!single || row.role === "heading" || !tight) };
    tight = single;
  }
}

/** Which row it is, then a line for each other cell; both in one line where it is clear what the only cell says. */
function rowLines(columns: readonly Column[], row: Row, frame: Frame, same: boolean): string[] {
  let lead = "";
  const rest: { label: string; value: string }[] = [];
  for (const [i, column] of columns.entries()) {
    const value = shown(column, row.cells[i] ?? null, frame);
    if (value === "") continue;
    if (column.lead === undefined && row.role !== "heading") rest.push({ label: column.label, value });
    else
      lead +=
        (lead === "" ? "" : (column.lead ?? "")) + (column.kind === "number" ? `${column.label} ${value}` : value);
  }
  const [only] = rest;
  if (same || lead === "") return rest.map(({ label, value }) => `${label}: ${value}`);
  const clear = row.role !== undefined || columns.filter((column) => column.lead === undefined).length === 1;
  if (only !== undefined && rest.length === 1 && clear) return [`${lead}: ${only.value}`];
  return [lead, ...rest.map(({ label, value }) => `${label}: ${value}`)];
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
