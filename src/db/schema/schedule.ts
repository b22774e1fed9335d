import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Something to be done at a time, once. The key says what it is, so that planning twice makes one row. */
export const duty = sqliteTable(
  "duty",
  {
    id: integer().primaryKey(),
    key: text().notNull(),
    kind: text().notNull(),
    personId: text("person_id"),
    data: text().notNull(),
    dueAt: integer("due_at").notNull(),
    /** After this it is dropped instead of done. */
    expiresAt: integer("expires_at").notNull(),
    state: text({ enum: ["due", "done", "dropped", "failed"] }).notNull(),
    doneAt: integer("done_at"),
    reason: text(),
  },
  (t) => [
    uniqueIndex("duty_key").on(t.key),
    index("duty_due").on(t.dueAt).where(sql`state = 'due'`),
    index("duty_done").on(t.doneAt).where(sql`done_at IS NOT NULL`),
  ],
);

/** Small facts of this home: how far planning has come, the simulator's clock. */
export const setting = sqliteTable("setting", {
  key: text().primaryKey(),
  value: text().notNull(),
});
