import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/**
 * Answers to what people ask: those of the packs, and those that a facilitator gave and wanted kept for all. No names
 * stand in it. The virtual table `faq_index` (FTS5, trigrams) is kept beside it by triggers.
 */
export const faqEntry = sqliteTable(
  "faq_entry",
  {
    no: integer().primaryKey(),
    programme: text().notNull(),
    /** The pack's id, or a random one. */
    key: text().notNull(),
    origin: text({ enum: ["pack", "people"] }).notNull(),
    question: text().notNull(),
    answer: text().notNull(),
    /** Words by which it is found, local ones too. */
    words: text().notNull(),
    byPerson: text("by_person").references(() => person.id),
    at: integer().notNull(),
  },
  (t) => [uniqueIndex("faq_entry_key").on(t.programme, t.key)],
);

/** A question that waits for a human. Its words go once it was answered, and when she is erased. */
export const faqQuestion = sqliteTable(
  "faq_question",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    helperId: text("helper_id")
      .notNull()
      .references(() => person.id),
    question: text(),
    state: text({ enum: ["open", "answered", "gone"] }).notNull(),
    at: integer().notNull(),
    answeredAt: integer("answered_at"),
  },
  (t) => [index("faq_question_helper").on(t.helperId, t.state), index("faq_question_person").on(t.personId)],
);

/** One message to many people, from its draft to its end. */
export const campaign = sqliteTable(
  "campaign",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    /** The activity of the calendar, or `campaign`. */
    activity: text().notNull(),
    /** Id of the pack's audience. */
    audience: text().notNull(),
    text: text().notNull(),
    /** JSON: village, unit, role, standing. */
    filters: text().notNull(),
    state: text({ enum: ["waiting", "sending", "paused", "sent", "cancelled", "expired"] }).notNull(),
    /** Who made it; null: at the command line. */
    byPerson: text("by_person").references(() => person.id),
    /** Null: nobody yet, or nobody had to. */
    approvedBy: text("approved_by"),
    createdAt: integer("created_at").notNull(),
    approvedAt: integer("approved_at"),
    /** Nothing of it is sent afterwards. */
    expiresAt: integer("expires_at").notNull(),
    /** Everybody up to this id was looked at; empty: nobody yet. */
    after: text().notNull().default(""),
    /** Everybody was looked at. */
    planned: integer({ mode: "boolean" }).notNull().default(false),
    /** Up to this id it was looked up what became of the messages. */
    seen: text().notNull().default(""),
  },
  (t) => [index("campaign_live").on(t.state).where(sql`state IN ('waiting', 'sending', 'paused')`)],
);

/** What became of a campaign for one person. The key is why nobody gets it twice. */
export const campaignPerson = sqliteTable(
  "campaign_person",
  {
    campaignId: text("campaign_id")
      .notNull()
      .references(() => campaign.id),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    state: text({ enum: ["queued", "sent", "unknown", "failed", "left-out"] }).notNull(),
    /** Why not: stopped, cap, no-phone, cold; or why it failed. */
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.campaignId, t.personId] }),
    index("campaign_person_state").on(t.campaignId, t.state, t.personId),
    index("campaign_person_person").on(t.personId),
  ],
);

/** When the weeks of a programme's socialisation began. */
export const calendarStart = sqliteTable("calendar_start", {
  programme: text().primaryKey(),
  /** Monday of the first week, YYYY-MM-DD. */
  monday: text().notNull(),
  byPerson: text("by_person").references(() => person.id),
  at: integer().notNull(),
});

/** A task of the calendar for one of those whose role has it. */
export const calendarTask = sqliteTable(
  "calendar_task",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    /** `<activity>/<task>` of the pack. */
    task: text().notNull(),
    what: text().notNull(),
    role: text().notNull(),
    /** Null: nobody has the role. */
    ownerId: text("owner_id").references(() => person.id),
    /** Monday of its week, and the Sunday by which it is to be done, YYYY-MM-DD. */
    week: text().notNull(),
    due: text().notNull(),
    doneAt: integer("done_at"),
  },
  (t) => [
    uniqueIndex("calendar_task_whose").on(t.programme, t.task, sql`ifnull(owner_id, '')`),
    index("calendar_task_owner").on(t.ownerId, t.due),
    index("calendar_task_open").on(t.programme, t.due).where(sql`done_at IS NULL`),
  ],
);

/** Somebody who wants to take part, and what a human decided. */
export const application = sqliteTable(
  "application",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    state: text({ enum: ["open", "accepted", "not-yet", "withdrawn"] }).notNull(),
    /** JSON: her yes and no to each condition that is asked. */
    answers: text().notNull(),
    at: integer().notNull(),
    decidedBy: text("decided_by").references(() => person.id),
    decidedAt: integer("decided_at"),
    /** In the words of who decided, as she was told them. */
    reason: text(),
  },
  (t) => [
    uniqueIndex("application_open").on(t.programme, t.personId).where(sql`state = 'open'`),
    index("application_person").on(t.personId),
  ],
);

/** Photos that she sent with it: never of an identity card. */
export const applicationDocument = sqliteTable(
  "application_document",
  {
    applicationId: text("application_id")
      .notNull()
      .references(() => application.id),
    mediaId: text("media_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.applicationId, t.mediaId] })],
);

/** A time for a talk, opened by somebody of the programme; one person takes it. */
export const consultSlot = sqliteTable(
  "consult_slot",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    startsAt: integer("starts_at").notNull(),
    endsAt: integer("ends_at").notNull(),
    zone: text().notNull(),
    place: text().notNull(),
    takenBy: text("taken_by").references(() => person.id),
    takenAt: integer("taken_at"),
    cancelled: integer({ mode: "boolean" }).notNull().default(false),
  },
  (t) => [
    uniqueIndex("consult_slot_when").on(t.byPerson, t.startsAt),
    index("consult_slot_time").on(t.programme, t.startsAt),
    index("consult_slot_person").on(t.takenBy),
  ],
);
