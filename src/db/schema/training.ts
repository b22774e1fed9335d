import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/** A training session that is planned, moved or cancelled. What happened at it stands in `event`. */
export const trainingSession = sqliteTable(
  "training_session",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    /** Ids of the pack's module and topic. */
    module: text().notNull(),
    topic: text(),
    startsAt: integer("starts_at").notNull(),
    endsAt: integer("ends_at").notNull(),
    /** Where it takes place: its time is told in this zone. */
    zone: text().notNull(),
    place: text().notNull(),
    /** What is shown or read out at the session: whoever writes it was there. */
    code: text().notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    state: text({ enum: ["planned", "cancelled"] }).notNull(),
    /** Goes up with each move and with the cancelling: what was told of an older one is to be told anew. */
    version: integer().notNull(),
    /** When it was to begin before it was moved or cancelled. */
    beforeAt: integer("before_at"),
    createdAt: integer("created_at").notNull(),
    changedAt: integer("changed_at").notNull(),
  },
  (t) => [uniqueIndex("training_session_code").on(t.code), index("training_session_time").on(t.startsAt)],
);

/** Who is expected at a session, with her number on its list. */
export const trainingSeat = sqliteTable(
  "training_seat",
  {
    sessionId: text("session_id")
      .notNull()
      .references(() => trainingSession.id),
    no: integer().notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    answer: text({ enum: ["yes", "no", "unsure"] }),
    /** JSON list: interpreter, child-corner, companion, transport. Gone when she is erased. */
    needs: text(),
    /** The newest version of the session that she was told; null: she knows nothing of it. */
    told: integer(),
    toldAt: integer("told_at"),
    /** The version for which what she is to be told stands in `duty`. */
    planned: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.no] }),
    uniqueIndex("training_seat_person").on(t.sessionId, t.personId),
    index("training_seat_of").on(t.personId),
  ],
);

/** What a facilitator asks the people of a session to do at home. */
export const trainingTask = sqliteTable(
  "training_task",
  {
    id: text().primaryKey(),
    sessionId: text("session_id")
      .notNull()
      .references(() => trainingSession.id),
    what: text().notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    at: integer().notNull(),
  },
  (t) => [index("training_task_session").on(t.sessionId)],
);

/** What somebody did for a task; handed in again it is a new row. Her words and the note go when she is erased. */
export const trainingHandIn = sqliteTable(
  "training_hand_in",
  {
    id: text().primaryKey(),
    taskId: text("task_id")
      .notNull()
      .references(() => trainingTask.id),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    way: text({ enum: ["photo", "voice", "file", "text"] }).notNull(),
    mediaId: text("media_id"),
    words: text(),
    at: integer().notNull(),
    grade: text({ enum: ["good", "nearly", "again"] }),
    note: text(),
    gradedBy: text("graded_by").references(() => person.id),
    gradedAt: integer("graded_at"),
  },
  (t) => [index("training_hand_in_task").on(t.taskId, t.at), index("training_hand_in_person").on(t.personId)],
);

/** The free word of somebody's feedback, apart from the figure in `event`: it goes when she is erased. */
export const trainingWord = sqliteTable(
  "training_word",
  {
    sessionId: text("session_id")
      .notNull()
      .references(() => trainingSession.id),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    words: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.personId] }), index("training_word_person").on(t.personId)],
);
