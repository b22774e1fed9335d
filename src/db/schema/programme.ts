import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/**
 * Weekly reports, append-only: a correction is a new row that names the one it replaces, so that source and mode of
 * each stay. The newest of a week counts.
 */
export const weeklyReport = sqliteTable(
  "weekly_report",
  {
    id: text().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    /** Monday of the week, YYYY-MM-DD. */
    week: text().notNull(),
    kind: text({ enum: ["beneficiary", "facilitator"] }).notNull(),
    /** Who told it: herself, her kader, her facilitator. */
    mode: text({ enum: ["self", "kader", "facilitator"] }).notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    /** Answers that somebody else gave in her place: JSON `{ answer: person id }`. */
    helpedBy: text("helped_by"),
    /** Net profit of the week in rupiah; null when she had no business that week. */
    profit: integer(),
    /** The form's answers, JSON. */
    answers: text().notNull(),
    replaces: text(),
    at: integer().notNull(),
  },
  (t) => [
    uniqueIndex("weekly_report_replaces").on(t.replaces),
    index("weekly_report_person").on(t.personId, t.week, t.at),
    index("weekly_report_week").on(t.week),
  ],
);
