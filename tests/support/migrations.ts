import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/home.ts";

const FOLDER = join(packageRoot(), "drizzle");

/** The tables that the migrations from a number on make; one that takes another's place has its name. */
export function tablesFrom(first = 0): string[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".sql") && Number(name.slice(0, 4)) >= first);
  const text = files.map((name) => readFileSync(join(FOLDER, name), "utf8")).join("\n");
  const renamed = new Map(
    [...text.matchAll(/ALTER TABLE `(\w+)` RENAME TO `(\w+)`/g)].map(([, from, to]) => [from, to]),
  );
  const made = [...text.matchAll(/CREATE TABLE `(\w+)`/g)].map(([, name]) => renamed.get(name) ?? name ?? "");
  return [...new Set(made)];
}
