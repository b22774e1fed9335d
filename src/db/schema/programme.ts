import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
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

/**
 * What somebody is to a programme, append-only: the newest row of (programme, person) counts, the others are how it
 * came to be.
 */
export const enrolment = sqliteTable(
  "enrolment",
  {
    id: integer().primaryKey(),
    /** The pack's id. */
    programme: text().notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    asRole: text("as_role", { enum: ["candidate", "beneficiary", "graduate", "left", "stopped"] }).notNull(),
    since: integer().notNull(),
    /** When it is known beforehand to end; null: it is not. */
    until: integer(),
    /** Who began together: `2026-1`. */
    cohort: text(),
    /** The message, duty or import key that it comes from. */
    source: text().notNull(),
  },
  (t) => [
    index("enrolment_person").on(t.personId, t.programme, t.id),
    index("enrolment_programme").on(t.programme, t.personId, t.id),
    uniqueIndex("enrolment_source").on(t.programme, t.personId, t.source, t.asRole),
  ],
);

/**
 * What happened in a programme, append-only. No story, name or phone number stands in it: erasing a person leaves what
 * happened under an id that leads to nobody.
 */
export const event = sqliteTable(
  "event",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    /** `training.attended`, `form.kunjungan`; the kinds are in src/programme/events/kinds. */
    kind: text().notNull(),
    /** Null: it happened to nobody in particular. */
    personId: text("person_id").references(() => person.id),
    groupId: text("group_id"),
    unitId: text("unit_id"),
    village: text(),
    /** The local day on which it happened, YYYY-MM-DD. */
    onDate: text("on_date").notNull(),
    /** When it was written down, ms UTC. */
    at: integer().notNull(),
    /** How it was told. */
    mode: text({ enum: ["self", "kader", "facilitator", "phone", "import", "system"] }).notNull(),
    byPerson: text("by_person").references(() => person.id),
    /** The message, duty or import key that it comes from: what comes twice stands once. */
    source: text().notNull(),
    /** JSON object. */
    data: text().notNull(),
    /** Id of the event that this one replaces. */
    corrects: text(),
    /** It takes back what it corrects and says nothing instead. */
    void: integer({ mode: "boolean" }).notNull().default(false),
  },
  (t) => [
    uniqueIndex("event_corrects").on(t.corrects),
    uniqueIndex("event_source").on(t.programme, t.source, t.kind, sql`ifnull(person_id, '')`),
    index("event_kind").on(t.programme, t.kind, t.onDate),
    index("event_person").on(t.personId, t.kind, t.onDate),
  ],
);

/** Free words and private answers of a form, apart from the event that it became: they go when the person is erased. */
export const formWords = sqliteTable(
  "form_words",
  {
    eventId: text("event_id")
      .notNull()
      .references(() => event.id),
    question: text().notNull(),
    /** Whom they are about. */
    personId: text("person_id").references(() => person.id),
    /** JSON of the answer. */
    answer: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.question] }), index("form_words_person").on(t.personId)],
);
