import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/** A task of the staff that was put off to a day, and why; of a task the newest counts. What it is about lies elsewhere. */
export const taskMove = sqliteTable(
  "task_move",
  {
    id: integer().primaryKey(),
    /** The task as TUGAS calls it, e.g. `ticket:<id>`. */
    key: text().notNull(),
    helperId: text("helper_id")
      .notNull()
      .references(() => person.id),
    /** Whom it is about; null: nobody. */
    personId: text("person_id").references(() => person.id),
    /** YYYY-MM-DD: it is in the list again from this day on. */
    until: text().notNull(),
    /** In her words; null once one of both was erased. */
    reason: text(),
    /** The message that said so. */
    source: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    uniqueIndex("task_move_source").on(t.source, t.key),
    index("task_move_helper").on(t.helperId, t.key),
    index("task_move_person").on(t.personId),
  ],
);
