import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/**
 * Complaints that somebody gives openly, under her name, with a ticket; what is confidential is in `safe_case`. Instants
 * are ms UTC.
 */
export const complaint = sqliteTable(
  "complaint",
  {
    /** The number of the ticket: 12 is K0012. No row is ever deleted, so that none is given twice. */
    no: integer().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    /** 6 service, 0 anything else: the others are for Kotak Suara. */
    category: integer().notNull(),
    /** Her unit when she told it; null when she was in none. */
    unitId: text("unit_id"),
    /** How large a conflict is, once somebody has said so. */
    size: text({ enum: ["small", "medium", "large"] }),
    /** How far a conflict is; null before its first step, and of what is no conflict. */
    step: text({ enum: ["identify", "analyse", "settle", "document"] }),
    openedAt: integer("opened_at").notNull(),
    /** Somebody of the staff looked at it. */
    readAt: integer("read_at"),
    /** A human answered; a ticket number is no answer. */
    acknowledgedAt: integer("acknowledged_at"),
    closedAt: integer("closed_at"),
  },
  (t) => [index("complaint_person").on(t.personId), index("complaint_unit").on(t.unitId, t.category, t.openedAt)],
);

/** What was told, answered and done about a complaint. `text` is null where nothing was written, and after HAPUS. */
export const complaintEntry = sqliteTable(
  "complaint_entry",
  {
    complaintNo: integer("complaint_no")
      .notNull()
      .references(() => complaint.no),
    no: integer().notNull(),
    /** `told` is hers; `reply` and `answer` (the one that closes it) are for her; `size` and `step` for the staff. */
    kind: text({ enum: ["told", "reply", "size", "step", "answer"] }).notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    /** Which size or step. */
    what: text(),
    text: text(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.complaintNo, t.no] }), index("complaint_entry_by").on(t.byPerson)],
);

/** Signs of trouble that somebody was told of, so that each is told once in a while. Nothing of what was said. */
export const earlyWarning = sqliteTable(
  "early_warning",
  {
    kind: text({ enum: ["alike", "attendance", "confidential"] }).notNull(),
    /** What it is about: a unit and category, a unit, or an officer and category. */
    about: text().notNull(),
    /** YYYY-MM-DD in the programme's zone. */
    onDate: text("on_date").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.about, t.onDate] })],
);
