import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/**
 * Indicators as they were reckoned last, for who asks the database: never changed by hand, only reckoned anew. What is
 * about few people has no numbers here either.
 */
export const indicatorValue = sqliteTable(
  "indicator_value",
  {
    /** The pack's id, and the indicator's. */
    programme: text().notNull(),
    indicator: text().notNull(),
    /** First and last day, YYYY-MM-DD. */
    periodFrom: text("period_from").notNull(),
    periodTo: text("period_to").notNull(),
    /** `all`, sex, age, disability, village, group or cohort. */
    dimension: text().notNull(),
    /** Empty for all; `-` where it is not known. */
    cell: text().notNull(),
    numerator: integer(),
    /** Null where the number stands for itself. */
    denominator: integer(),
    /** People that it rests on; where nobody is named, how often it was told. */
    n: integer(),
    unit: text({ enum: ["percent", "number", "people", "rupiah"] }).notNull(),
    /** Ppm where the unit is percent; null: nothing to reckon with, or hidden. */
    value: integer(),
    /** It would tell of fewer than five people. */
    hidden: integer({ mode: "boolean" }).notNull(),
    computedAt: integer("computed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.programme, t.periodFrom, t.periodTo, t.indicator, t.dimension, t.cell] })],
);

/**
 * What people add to a report that Rukun drafted, append-only: an analysis in their words, and that somebody approved it.
 */
export const reportWord = sqliteTable(
  "report_word",
  {
    id: integer().primaryKey(),
    programme: text().notNull(),
    kind: text({ enum: ["weekly", "monthly", "quarterly", "final"] }).notNull(),
    periodFrom: text("period_from").notNull(),
    periodTo: text("period_to").notNull(),
    what: text({ enum: ["analysis", "approved"] }).notNull(),
    /** Of an analysis. */
    words: text(),
    /** Of an approval: SHA-256 of the figures and words that were approved. Other figures make it a draft again. */
    digest: text(),
    /** Null: at the terminal. */
    byPerson: text("by_person").references(() => person.id),
    /** Who it was at the terminal, as given there. */
    byName: text("by_name"),
    /** The message that it comes from: what comes twice stands once. */
    source: text().notNull().unique(),
    at: integer().notNull(),
  },
  (t) => [index("report_word_of").on(t.programme, t.kind, t.periodFrom, t.periodTo, t.id)],
);
