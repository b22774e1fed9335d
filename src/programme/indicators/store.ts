import type Sqlite from "better-sqlite3";
import type { Indicator } from "../pack/index.ts";
import type { Days } from "./evaluate.ts";
import type { ShownValue } from "./values.ts";

/** Indicators as they were reckoned last. Reckoned anew they take the place of those before; nothing else changes them. */
export class IndicatorValues {
  private readonly sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    this.sqlite = sqlite;
  }

  /** Puts what was reckoned of a period in the place of what stood there. `at`: ms UTC. */
  replace(programme: string, { from, to }: Days, reckoned: readonly Reckoned[], at: number): void {
    const { sqlite } = this;
    const forget = sqlite.prepare(
      "DELETE FROM indicator_value WHERE programme = ? AND period_from = ? AND period_to = ?",
    );
    const add = sqlite.prepare(
      `INSERT INTO indicator_value (programme, indicator, period_from, period_to, dimension, cell, numerator,
         denominator, n, unit, value, hidden, computed_at)
       VALUES (:programme, :indicator, :from, :to, :dimension, :cell, :numerator, :denominator, :n, :unit, :value,
         :hidden, :at)`,
    );
    sqlite.transaction(() => {
      forget.run(programme, from, to);
      for (const { indicator, values } of reckoned)
        for (const value of values) {
          const { id, unit } = indicator;
          add.run({ ...value, hidden: value.hidden ? 1 : 0, programme, indicator: id, unit, from, to, at });
        }
    })();
  }

  /** What stands there of a period, by indicator. */
  of(programme: string, { from, to }: Days): Map<string, ShownValue[]> {
    const rows = this.sqlite
      .prepare(
        `SELECT indicator, dimension, cell, numerator, denominator, n, value, hidden FROM indicator_value
         WHERE programme = ? AND period_from = ? AND period_to = ? ORDER BY indicator, dimension, cell`,
      )
      .all(programme, from, to) as (Omit<ShownValue, "hidden"> & { indicator: string; hidden: number })[];
    const found = new Map<string, ShownValue[]>();
    for (const { indicator, hidden, ...value } of rows)
      found.set(indicator, [...(found.get(indicator) ?? []), { ...value, hidden: hidden === 1 }]);
    return found;
  }
}

/** An indicator with its numbers in one period: all first, then the breakdowns in their order. */
export type Reckoned = { indicator: Indicator; values: readonly ShownValue[] };
