/**
 * Rows under their headings, each column as wide as its widest cell; the last one runs free.
 *
 * @example table(["ID", "NAME"], [["a1", "Sari"]])
 */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [headings, ...rows].map(line).join("\n");
}

/** Enough of an address to tell two apart, and no more: `telegram …711`. A persona's name is shown as it is. */
export function masked({ channel, address }: { channel: string; address: string }): string {
  const digits = address.replaceAll(/\D/g, "");
  return `${channel} ${digits.length < 4 ? address : `…${digits.slice(-3)}`}`;
}
