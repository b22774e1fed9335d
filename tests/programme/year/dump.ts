import type { Living } from "./living.ts";

/** Stands for the moment at which it was made, of nothing else. */
const OF_THE_MACHINE = new Set(["content_cache"]);

/** Everything that a year left: each row of each table, and every message as the platform took it. */
export function dumped({ machine: { runtime, platform } }: Living): string[] {
  const { sqlite } = runtime.db;
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  const rows = tables
    .filter((table) => !OF_THE_MACHINE.has(table))
    .flatMap((table) =>
      sqlite
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) => `${table} ${JSON.stringify(row)}`),
    );
  return [...rows, ...platform.told.map((told) => JSON.stringify(told))];
}
