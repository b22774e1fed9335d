/** A part of a programme as it is read: lines below a heading, each a sentence or `name: what`. */
export type SheetSection = { heading: string; lines: readonly SheetLine[] };
/** `deep`: it belongs to the line above it. */
export type SheetLine = { text: string; deep?: boolean };

export type SheetFormat = "txt" | "md";

/** Characters of a line of plain text. */
const WIDTH = 88;

/** The sections below each other: without tables, so that they can be read aloud. Empty ones are left out. */
export function sheetText(title: string, sections: readonly SheetSection[], format: SheetFormat): string {
  const shown = sections.filter(({ lines }) => lines.length > 0);
  const parts = shown.map(({ heading, lines }) => {
    const head = format === "md" ? `## ${heading}\n` : heading.toUpperCase();
    return `${head}\n${lines.map((line) => lineText(line, format)).join("\n")}`;
  });
  return `${format === "md" ? `# ${title}` : title}\n\n${parts.join("\n\n")}\n`;
}

function lineText({ text, deep = false }: SheetLine, format: SheetFormat): string {
  if (format === "md") return `${deep ? "  " : ""}- ${text}`;
  const indent = deep ? "    " : "";
  return wrapped(text, WIDTH - indent.length - 2)
    .map((line, at) => `${indent}${at === 0 ? "- " : "  "}${line}`)
    .join("\n");
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
