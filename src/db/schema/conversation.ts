import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/** Every message that was taken in, once. No text of it is kept. */
export const inbound = sqliteTable(
  "inbound",
  {
    channel: text().notNull(),
    messageId: text("message_id").notNull(),
    at: integer().notNull(),
    /** `failed`: it threw, its own changes were taken back, and the sender was told. */
    outcome: text({ enum: ["done", "failed"] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.messageId] })],
);

/** The conversations of a person: the stack without its answers. */
export const session = sqliteTable(
  "session",
  {
    personId: text("person_id")
      .primaryKey()
      .references(() => person.id),
    /** JSON of the frames, each without its trail. */
    frames: text().notNull(),
    n: integer().notNull(),
    /** When she last wrote. */
    heardAt: integer("heard_at").notNull(),
    /** When the open question is brought up again; null: never. A column, so that a stale timer cannot exist. */
    remindAt: integer("remind_at"),
  },
  (t) => [index("session_remind").on(t.remindAt).where(sql`remind_at IS NOT NULL`)],
);

/**
 * The trails of the frames: answers and data as linked lists. A frame's row in `session` names its newest entry, each
 * entry the one before. So an answer is always written at the end of the table, next to those that other people give
 * at the same time, however long her conversation is; and a row by itself says nothing about whose it is.
 */
export const answer = sqliteTable("answer", {
  id: integer().primaryKey(),
  prev: integer(),
  entry: text().notNull(),
});

/** Flow revisions that conversations stand on, with their words, so that an edited file does not strand anybody. */
export const flowRevision = sqliteTable("flow_revision", {
  revision: text().primaryKey(),
  flowId: text("flow_id").notNull(),
  definition: text().notNull(),
  words: text().notNull(),
  firstSeen: integer("first_seen").notNull(),
});

/** What happened at each step, append-only, without any text: for analytics. */
export const turnLog = sqliteTable("turn_log", {
  id: integer().primaryKey(),
  personId: text("person_id").notNull(),
  at: integer().notNull(),
  flow: text().notNull(),
  step: text().notNull(),
  /** The events of the turn, comma-separated: `answered,read-back`. */
  events: text().notNull(),
  /** The step that is waited at now; null: nothing is open. */
  next: text(),
  waitedMs: integer("waited_ms").notNull(),
  channel: text().notNull(),
  /** Who acted in her place. */
  byPerson: text("by_person"),
});

export const outbox = sqliteTable(
  "outbox",
  {
    id: integer().primaryKey(),
    /** What it answers and which answer it is: `<channel>:<message id>:<n>`; made only once. */
    key: text().notNull(),
    channel: text().notNull(),
    address: text().notNull(),
    personId: text("person_id"),
    /** `reply` goes before `initiated` goes before `bulk`. */
    priority: integer().notNull(),
    /** What to do with a row whose fate is unknown after a crash: prompts again, money receipts to an operator. */
    policy: text({ enum: ["resend", "hold"] }).notNull(),
    /** JSON of OutgoingBody; emptied a day after it was sent. */
    body: text(),
    state: text({ enum: ["queued", "sending", "sent", "held", "dead", "dropped"] }).notNull(),
    dueAt: integer("due_at").notNull(),
    createdAt: integer("created_at").notNull(),
    attempts: integer().notNull().default(0),
    sentAt: integer("sent_at"),
    remoteId: text("remote_id"),
    /** Why it is dead, held or waiting. */
    reason: text(),
    /** After this instant it is not sent any more: a reminder of what has begun. */
    untilAt: integer("until_at"),
  },
  (t) => [
    uniqueIndex("outbox_key").on(t.key),
    // Candidates in the order they are taken, and the next due instant; the address makes it covering.
    index("outbox_due").on(t.channel, t.priority, t.dueAt, t.address).where(sql`state = 'queued'`),
    // The rows of one chat in their order.
    index("outbox_chat").on(t.channel, t.address, t.id).where(sql`state IN ('queued', 'sending')`),
    // What an operator looks at.
    index("outbox_aside").on(t.state, t.id).where(sql`state IN ('held', 'dead')`),
    index("outbox_until").on(t.channel, t.untilAt).where(sql`state = 'queued' AND until_at IS NOT NULL`),
    index("outbox_initiated").on(t.personId, t.createdAt).where(sql`priority > 0`),
    // WhatsApp asks for a message again by the id that it was sent with.
    index("outbox_remote")
      .on(t.remoteId)
      .where(sql`channel = 'whatsapp' AND body IS NOT NULL AND remote_id IS NOT NULL`),
    index("outbox_sent").on(t.sentAt).where(sql`sent_at IS NOT NULL AND body IS NOT NULL`),
  ],
);

/** Where a channel's reception stands, in the same transaction as what it received. */
export const channelState = sqliteTable("channel_state", {
  channel: text().primaryKey(),
  cursor: text().notNull(),
});

/** Photos and voice notes that a flow asked for. The file lies in `media/<sha256>`. */
export const media = sqliteTable(
  "media",
  {
    id: text().primaryKey(),
    personId: text("person_id").notNull(),
    channel: text().notNull(),
    ref: text().notNull(),
    kind: text().notNull(),
    state: text({ enum: ["wanted", "stored", "failed"] }).notNull(),
    sha256: text(),
    mime: text(),
    bytes: integer(),
    attempts: integer().notNull().default(0),
    dueAt: integer("due_at").notNull(),
    reason: text(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("media_person").on(t.personId), index("media_wanted").on(t.dueAt).where(sql`state = 'wanted'`)],
);
