import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesBelow, grepFolders } from "./grep-home.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rukun-grep-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MARK = "Penanda-Zaitun-7781";

describe("the search of a disk", () => {
  const wrapped = (bytes: Buffer, offset: number) =>
    Buffer.concat([Buffer.alloc(offset, 120), bytes, Buffer.alloc(5, 121)]);
  const forms: [string, (offset: number) => Buffer | string][] = [
    ["UTF-8", (offset) => wrapped(Buffer.from(MARK), offset)],
    ["UTF-16 LE", (offset) => wrapped(Buffer.from(MARK, "utf16le"), offset)],
    ["UTF-16 BE", (offset) => wrapped(Buffer.from(MARK, "utf16le").swap16(), offset)],
    ["hexadecimal", (offset) => wrapped(Buffer.from(MARK), offset).toString("hex")],
    ["HEXADECIMAL", (offset) => wrapped(Buffer.from(MARK), offset).toString("hex").toUpperCase()],
    ["base64", (offset) => wrapped(Buffer.from(MARK), offset).toString("base64")],
    ["base64url", (offset) => wrapped(Buffer.from(MARK), offset).toString("base64url")],
  ];
  it.each(forms)("finds a text in %s, wherever it begins", (name, write) => {
    mkdirSync(join(folder, "deep/er"), { recursive: true });
    for (const offset of [0, 1, 2, 3, 4, 5]) {
      writeFileSync(join(folder, "deep/er/x.db-wal"), write(offset));
      expect(grepFolders([folder], [MARK]).some((found) => found.includes(name))).toBe(true);
    }
  });

  it("finds it in capitals and small letters, and says nothing of a file without it", () => {
    writeFileSync(join(folder, "a"), MARK.toLowerCase());
    expect(grepFolders([folder], [MARK])).toHaveLength(1);
    writeFileSync(join(folder, "a"), "nothing here");
    expect(grepFolders([folder], [MARK])).toEqual([]);
    expect(filesBelow(folder)).toHaveLength(1);
  });
});
