import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/** Somebody who came from an office's list: until she has said whether it is right, it is only what others say of her. */
export const importedPerson = sqliteTable("imported_person", {
  personId: text("person_id")
    .primaryKey()
    .references(() => person.id),
  programme: text().notNull(),
  /** `import:<hash of the file>:<row>`. */
  source: text().notNull(),
  at: integer().notNull(),
  /** When she was asked; null: not yet. */
  askedAt: integer("asked_at"),
  /** When she had confirmed or corrected all of it, or said no. */
  answeredAt: integer("answered_at"),
});

/** What was told of a person, field by field, with who told it: a newer word stands beside the older. Goes with HAPUS. */
export const toldField = sqliteTable(
  "told_field",
  {
    id: integer().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    programme: text().notNull(),
    field: text({ enum: ["name", "born", "sex", "village"] }).notNull(),
    value: text().notNull(),
    mode: text({ enum: ["self", "kader", "facilitator", "phone", "import"] }).notNull(),
    byPerson: text("by_person").references(() => person.id),
    source: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [uniqueIndex("told_field_once").on(t.personId, t.field, t.source)],
);

/** Capital, tools or goods that were handed over: it counts once she has said that it is in her hands. */
export const handOver = sqliteTable(
  "hand_over",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    /** Who gets it. */
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    what: text({ enum: ["money", "tools", "materials", "livestock", "seeds"] }).notNull(),
    /** What it is in words; gone when she is erased. */
    items: text(),
    /** Rupiah. */
    amount: integer().notNull(),
    /** A photo, only where she agreed to be in it. */
    mediaId: text("media_id"),
    /** She answers YA with it. */
    code: text().notNull(),
    at: integer().notNull(),
    state: text({ enum: ["open", "received", "disputed"] }).notNull(),
    answeredAt: integer("answered_at"),
    /** Herself, or her kader where she has no phone. */
    answeredBy: text("answered_by").references(() => person.id),
  },
  (t) => [
    uniqueIndex("hand_over_code").on(t.code).where(sql`state = 'open'`),
    index("hand_over_person").on(t.personId, t.at),
  ],
);

/** The price board, append-only: what something cost on a market on a day. */
export const marketPrice = sqliteTable(
  "market_price",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    /** In small letters, as it is looked for. */
    commodity: text().notNull(),
    /** `kg`, `ikat`. */
    per: text().notNull(),
    /** Rupiah. */
    price: integer().notNull(),
    market: text().notNull(),
    onDate: text("on_date").notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    at: integer().notNull(),
  },
  (t) => [index("market_price_commodity").on(t.programme, t.commodity, t.onDate)],
);

/** What Rukun asks a facilitator to do: somebody to visit, a receipt that was denied. */
export const fieldTask = sqliteTable(
  "field_task",
  {
    /** What it is about: planned twice, it stands once. */
    key: text().primaryKey(),
    programme: text().notNull(),
    helperId: text("helper_id")
      .notNull()
      .references(() => person.id),
    personId: text("person_id").references(() => person.id),
    kind: text({ enum: ["silent", "paused", "falling", "absent", "unanswered", "revisit", "receipt"] }).notNull(),
    openedAt: integer("opened_at").notNull(),
    /** YYYY-MM-DD. */
    dueOn: text("due_on").notNull(),
    doneAt: integer("done_at"),
  },
  (t) => [index("field_task_open").on(t.helperId, t.dueOn).where(sql`done_at IS NULL`)],
);

/** A group of five to fifteen members. */
export const programmeGroup = sqliteTable(
  "programme_group",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    name: text().notNull(),
    village: text(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    since: integer().notNull(),
    endedAt: integer("ended_at"),
  },
  (t) => [index("programme_group_by").on(t.byPerson)],
);

export const groupMember = sqliteTable(
  "group_member",
  {
    groupId: text("group_id")
      .notNull()
      .references(() => programmeGroup.id),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    role: text({ enum: ["chair", "secretary", "treasurer", "member"] }).notNull(),
    since: integer().notNull(),
    /** When she left; null: she is in it. */
    until: integer(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.personId] }), index("group_member_person").on(t.personId)],
);

/** What a group agreed on, in its own words; a new list of rules takes the place of the last by its version. */
export const groupRule = sqliteTable(
  "group_rule",
  {
    groupId: text("group_id")
      .notNull()
      .references(() => programmeGroup.id),
    no: integer().notNull(),
    words: text().notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.no] })],
);

/** The words of a meeting, apart from the event that counts who was there. */
export const groupMeeting = sqliteTable(
  "group_meeting",
  {
    id: text().primaryKey(),
    groupId: text("group_id")
      .notNull()
      .references(() => programmeGroup.id),
    onDate: text("on_date").notNull(),
    topic: text().notNull(),
    notes: text(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    at: integer().notNull(),
    /** When the group meets again, YYYY-MM-DD; null: it was not said. */
    nextOn: text("next_on"),
  },
  (t) => [index("group_meeting_group").on(t.groupId, t.onDate)],
);

/** A question that a group ranks. Ballots are deleted when it is counted: only the result stays. */
export const poll = sqliteTable(
  "poll",
  {
    id: text().primaryKey(),
    groupId: text("group_id")
      .notNull()
      .references(() => programmeGroup.id),
    ask: text().notNull(),
    /** JSON list of texts. */
    options: text().notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    openedAt: integer("opened_at").notNull(),
    closesAt: integer("closes_at").notNull(),
    /** JSON, once it was counted. */
    result: text(),
    countedAt: integer("counted_at"),
  },
  (t) => [index("poll_group").on(t.groupId, t.openedAt)],
);

export const pollBallot = sqliteTable(
  "poll_ballot",
  {
    pollId: text("poll_id")
      .notNull()
      .references(() => poll.id),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    /** JSON list of the places of the options, the gravest first. */
    ranking: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pollId, t.personId] }), index("poll_ballot_person").on(t.personId)],
);
