import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../src/home.ts";
import { tablesFrom } from "./support/migrations.ts";

/**
 * The layers of docs/ARCHITECTURE.md, lowest first. A file may import from its own layer and from lower ones. Files
 * that stand directly in `src/` are named; a folder stands for all that is in it.
 */
const LAYERS: readonly (readonly string[])[] = [
  ["errors.ts", "limits.ts", "clock.ts", "ids.ts", "zones.ts"],
  ["config.ts", "log.ts", "home.ts"],
  ["flow", "texts"],
  ["content", "tables"],
  ["db"],
  ["schedule", "people", "analytics", "documents"],
  ["conversation"],
  ["membership", "programme", "cooperative", "safeguarding"],
  ["channels"],
  ["runtime.ts", "ticking.ts", "module-parts.ts"],
  ["modules.ts", "cell.ts", "demo", "web"],
  ["simulation"],
  ["start"],
  ["cli", "main.ts"],
];
/** Domains do not import each other; channels do not either. */
const APART = [
  "membership",
  "programme",
  "cooperative",
  "safeguarding",
  "channels/telegram",
  "channels/whatsapp",
  "channels/terminal",
  "channels/simulator",
];

const SRC = join(packageRoot(), "src");

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "page" ? [] : filesBelow(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

const files = filesBelow(SRC);
const inSrc = (path: string) => relative(SRC, path).split("\\").join("/");

function importsOf(path: string): string[] {
  const source = readFileSync(path, "utf8");
  const found = [...source.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((m) =>
    join(dirname(path), m[1] ?? ""),
  );
  return found.filter((target) => target.startsWith(SRC));
}

const layerOf = (path: string) => LAYERS.findIndex((names) => names.includes(inSrc(path).split("/")[0] ?? ""));

const ARCHITECTURE = readFileSync(join(packageRoot(), "docs", "ARCHITECTURE.md"), "utf8");

describe("the house", () => {
  it("says of every table what is in it", () => {
    expect(tablesFrom().filter((name) => !ARCHITECTURE.includes(`\`${name}\``))).toEqual([]);
  });

  it("has a layer for every file", () => {
    expect(files.filter((f) => layerOf(f) === -1).map(inSrc)).toEqual([]);
  });

  it("imports only downward", () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => layerOf(target) > layerOf(file))
        .map((target) => `${inSrc(file)} -> ${inSrc(target)}`),
    );
    expect(upward).toEqual([]);
  });

  it("keeps domains and channels apart from each other", () => {
    const roomOf = (path: string) => APART.find((room) => inSrc(path).startsWith(`${room}/`));
    const across = files.flatMap((file) =>
      importsOf(file)
        .filter(
          (target) => roomOf(file) !== undefined && roomOf(target) !== undefined && roomOf(target) !== roomOf(file),
        )
        .map((target) => `${inSrc(file)} -> ${inSrc(target)}`),
    );
    expect(across).toEqual([]);
  });

  it("has no circles", () => {
    const state = new Map<string, "open" | "done">();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (state.get(file) === "done") return;
      if (state.get(file) === "open") {
        circles.push([...path.slice(path.indexOf(file)), file].map(inSrc).join(" -> "));
        return;
      }
      state.set(file, "open");
      for (const target of importsOf(file)) visit(target, [...path, file]);
      state.set(file, "done");
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it("reads the time only where it is handed in from", () => {
    const readers = files.filter((file) => /Date\.now\(\)|new Date\(\)/.test(readFileSync(file, "utf8"))).map(inSrc);
    expect(readers.filter((file) => !["clock.ts", "main.ts"].includes(file) && !file.startsWith("cli/"))).toEqual([]);
  });
});
