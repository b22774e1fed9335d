import type Sqlite from "better-sqlite3";
import type { Telling } from "./breach.ts";
import type { Names } from "./names.ts";

/** Values of a row that breaks a rule, by column. */
export type Row = Record<string, string | number | null>;

/**
 * What may not be in a table. `sql` selects the rows that break it, with `unit`, with `entry_no` where an entry is to be
 * named, and with whatever `what` needs for its sentence; it comes to each row of the table once and to the journal by
 * its keys alone.
 */
export type Rule = { sql: string; what: (row: Row, names: Names) => string };

/** Tells of all rows that break a rule, rule by rule. `only`: of one unit. */
export function checkRules(
  sqlite: Sqlite.Database,
  only: number | undefined,
  rules: readonly Rule[],
  { breaches, names }: Telling,
): void {
  for (const { sql, what } of rules) {
    const rows = sqlite.prepare(`SELECT * FROM (${sql}) WHERE :only IS NULL OR unit = :only`);
    for (const row of rows.iterate({ only: only ?? null }) as IterableIterator<Row>) {
      const { unit, entry_no: no } = row;
      const where = { ...(typeof unit === "number" ? { unit } : {}), ...(typeof no === "number" ? { no } : {}) };
      breaches.add({ code: "record", ...where, what: () => what(row, names) });
    }
  }
}

/** The lowest number that is missing among those of a unit in a table whose rows are counted 1, 2, 3, … and stay. */
export const missingNumber = (table: string): string =>
  `SELECT unit, min(n) AS missing FROM
     (SELECT unit, no, row_number() OVER (PARTITION BY unit ORDER BY no) AS n FROM ${table}) WHERE no <> n GROUP BY unit`;

export const numberOf = (value: Row[string] | undefined): number => (typeof value === "number" ? value : 0);
