import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** Where a text was found, and in which form: `rukun.db-wal: base64`. */
export type Found = string;

/**
 * Looks for texts in every file below folders, as somebody does who has the disk: databases with their -wal and -shm, logs,
 * backups, whatever else lies there. Each text is looked for in UTF-8, UTF-16 (both orders), hexadecimal and Base64, at
 * every offset, and in capitals and small letters.
 */
export function grepFolders(folders: readonly string[], texts: readonly string[]): Found[] {
  const forms = texts.flatMap((text) => formsOf(text).map((form) => ({ ...form, text })));
  const found = new Set<Found>();
  for (const folder of folders)
    for (const path of filesBelow(folder)) {
      const bytes = readFileSync(path);
      for (const { name, needle, text } of forms)
        if (bytes.includes(needle)) found.add(`${relative(folder, path)}: ${text} as ${name}`);
    }
  return [...found].sort();
}

/** SQLite's own temporary files would lie here: those that came since a look. */
export function temporaryFiles(): Set<string> {
  const folders = [process.env["SQLITE_TMPDIR"], tmpdir(), "/var/tmp"].filter((folder) => folder !== undefined);
  const names = folders.flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).map((n) => join(folder, n)) : [],
  );
  return new Set(names.filter((name) => name.includes("etilqs")));
}

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

type Form = { name: string; needle: Buffer };

function formsOf(text: string): Form[] {
  return [...new Set([text, text.toLowerCase(), text.toUpperCase()])].flatMap((each) => {
    const utf8 = Buffer.from(each);
    const little = Buffer.from(each, "utf16le");
    const big = Buffer.from(little).swap16();
    return [
      { name: "UTF-8", needle: utf8 },
      { name: "UTF-16 LE", needle: little },
      { name: "UTF-16 BE", needle: big },
      { name: "hexadecimal", needle: Buffer.from(utf8.toString("hex")) },
      { name: "HEXADECIMAL", needle: Buffer.from(utf8.toString("hex").toUpperCase()) },
      ...base64Of(utf8, "base64"),
      ...base64Of(utf8, "base64url"),
    ];
  });
}

/** Wherever the text stands in what was encoded: only the characters that are its own alone. */
function base64Of(bytes: Buffer, encoding: "base64" | "base64url"): Form[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString(encoding)
      .replaceAll("=", "");
    const first = offset === 0 ? 0 : offset + 1;
    const last = (offset + bytes.length) % 3 === 0 ? encoded.length : encoded.length - 1;
    return { name: encoding, needle: Buffer.from(encoded.slice(first, last)) };
  });
}
