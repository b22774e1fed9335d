import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/** How somebody wants to be written to. Without a row: as usual. */
export const accessProfile = sqliteTable("access_profile", {
  personId: text("person_id")
    .primaryKey()
    .references(() => person.id),
  /** `short`: short sentences, few options at a time. `reader`: for a screen reader. `deaf`: never by ear. */
  manner: text({ enum: ["usual", "short", "reader", "deaf"] }).notNull(),
  /** Who set it for her; null: she did. */
  byPerson: text("by_person").references(() => person.id),
  at: integer().notNull(),
});

/**
 * What somebody asked for about her data that the bot cannot do by itself. A human has 3 x 24 hours (UU 27/2022). The
 * words are emptied by HAPUS, the row stays as proof that it was asked and answered.
 */
export const rightsRequest = sqliteTable(
  "rights_request",
  {
    /** 12 is H0012; never given twice. */
    no: integer().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    /** `correction` of a fact that others recorded, a `copy` with what others entered, or something `other`. */
    kind: text({ enum: ["correction", "copy", "other"] }).notNull(),
    /** In her words; null once she was erased. */
    about: text(),
    openedAt: integer("opened_at").notNull(),
    doneAt: integer("done_at"),
    doneBy: text("done_by").references(() => person.id),
    /** What was done, in the words that she was told; null while it is open, and once she was erased. */
    answer: text(),
  },
  (t) => [index("rights_request_person").on(t.personId), index("rights_request_open").on(t.doneAt, t.openedAt)],
);
