import { RukunError } from "../errors.ts";
import type { Collected, Statement } from "./statement.ts";

/**
 * Reads all rows, so that the books may go on. Errors: `statement.too-long` for more than `most` rows.
 */
export function collected({ sections, ...statement }: Statement, most: number = Number.MAX_SAFE_INTEGER): Collected {
  let left = most;
  const read = <T>(rows: Iterable<T>): T[] => {
    const found: T[] = [];
    for (const row of rows) {
      if (left-- === 0)
        throw new RukunError(
          "statement.too-long",
          `it has more than ${most} rows: ask for csv, a shorter period or one unit`,
        );
      found.push(row);
    }
    return found;
  };
  const whole = [];
  for (const section of sections) whole.push({ ...section, rows: read(section.rows) });
  return { ...statement, sections: whole };
}
