import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person, unit } from "./people.ts";

/** A unit as the books know it. Small integer ids keep the journal's lines short; `unit_id` is the unit of its people. */
export const coopUnit = sqliteTable(
  "coop_unit",
  {
    id: integer().primaryKey(),
    unitId: text("unit_id")
      .notNull()
      .references(() => unit.id),
    /** `head`: the head office, to which the units transfer; at most one. */
    kind: text({ enum: ["unit", "head"] }).notNull(),
    openedOn: text("opened_on").notNull(),
  },
  (t) => [
    uniqueIndex("coop_unit_unit").on(t.unitId),
    uniqueIndex("coop_unit_head").on(t.kind).where(sql`kind = 'head'`),
  ],
);

/** The settings of a unit, JSON; append-only, the newest counts, so that every rate that was ever in force is known. */
export const coopSetting = sqliteTable(
  "coop_setting",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    settings: text().notNull(),
    byPerson: text("by_person").notNull(),
    at: integer().notNull(),
  },
  (t) => [index("coop_setting_unit").on(t.unit, t.id)],
);

/** A member of a unit. She may have no phone, and then no person stands behind her row. */
export const coopMember = sqliteTable(
  "coop_member",
  {
    id: integer().primaryKey(),
    /** Random, safe to publish. */
    key: text().notNull(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    /** 1, 2, 3, … within the unit, as it stands in her book: 001. */
    no: integer().notNull(),
    personId: text("person_id").references(() => person.id),
    name: text().notNull(),
    joinedOn: text("joined_on").notNull(),
    leftOn: text("left_on"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("coop_member_key").on(t.key),
    uniqueIndex("coop_member_no").on(t.unit, t.no),
    uniqueIndex("coop_member_person").on(t.unit, t.personId).where(sql`person_id IS NOT NULL`),
    index("coop_member_of").on(t.personId).where(sql`person_id IS NOT NULL`),
  ],
);

/** Other names that the village calls her by: `Mak Ucok`. */
export const coopAlias = sqliteTable(
  "coop_alias",
  {
    member: integer()
      .notNull()
      .references(() => coopMember.id),
    alias: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.member, t.alias] })],
);

/**
 * Something that waits for others: a withdrawal above the limit, a loan, a write-off, a number change. It touches no
 * balance until it is carried out, and lapses.
 */
export const pending = sqliteTable(
  "pending",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    /** 1, 2, 3, … within the unit: `SETUJU 12`. */
    no: integer().notNull(),
    kind: text().notNull(),
    /** JSON of what is to be done. */
    what: text().notNull(),
    /** The beneficiary. */
    member: integer().references(() => coopMember.id),
    loan: integer(),
    amount: integer(),
    maker: text().notNull(),
    madeAt: integer("made_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    /** How many others must say yes. */
    votes: integer().notNull(),
    /** Who must answer YA with the code, and when she did. Null: nobody. */
    confirmer: text(),
    code: text(),
    confirmedAt: integer("confirmed_at"),
    /** Who stood by when a member without a phone said yes. */
    witness: text(),
    state: text({ enum: ["open", "done", "rejected", "lapsed", "cancelled"] }).notNull(),
    endedAt: integer("ended_at"),
    entryId: integer("entry_id"),
    reason: text(),
  },
  (t) => [
    uniqueIndex("pending_no").on(t.unit, t.no),
    index("pending_open").on(t.unit, t.id).where(sql`state = 'open'`),
    index("pending_confirmer").on(t.confirmer).where(sql`state = 'open' AND confirmer IS NOT NULL`),
  ],
);

/** One person's yes or no. Append-only; a person votes once. */
export const pendingVote = sqliteTable(
  "pending_vote",
  {
    pendingId: integer("pending_id")
      .notNull()
      .references(() => pending.id),
    personId: text("person_id").notNull(),
    yes: integer({ mode: "boolean" }).notNull(),
    reason: text(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pendingId, t.personId] })],
);

/** A meeting while its lines are written down; nothing is posted before it is closed. */
export const meeting = sqliteTable(
  "meeting",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    treasurer: text().notNull(),
    heldOn: text("held_on").notNull(),
    state: text({ enum: ["open", "closed", "dropped"] }).notNull(),
    openedAt: integer("opened_at").notNull(),
    endedAt: integer("ended_at"),
    /** Cash on the table when it was closed. */
    counted: integer(),
  },
  (t) => [
    uniqueIndex("meeting_one_open").on(t.unit).where(sql`state = 'open'`),
    index("meeting_treasurer").on(t.treasurer).where(sql`state = 'open'`),
  ],
);

export const meetingLine = sqliteTable(
  "meeting_line",
  {
    meetingId: integer("meeting_id")
      .notNull()
      .references(() => meeting.id),
    member: integer()
      .notNull()
      .references(() => coopMember.id),
    /** JSON: `{ absent: true }` or `{ items: [{ kind, amount }] }`. */
    line: text().notNull(),
    /** The message line that it came with. */
    source: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.member] })],
);

/** Photos of the paper book; kept beside the meeting, never read into the ledger. */
export const meetingPhoto = sqliteTable(
  "meeting_photo",
  {
    meetingId: integer("meeting_id")
      .notNull()
      .references(() => meeting.id),
    mediaId: text("media_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.mediaId] })],
);

/** SANGGAH: an entry that a member disputes, or a deposit that she misses (LAPOR setor). */
export const dispute = sqliteTable(
  "dispute",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    no: integer().notNull(),
    kind: text({ enum: ["entry", "missing"] }).notNull(),
    entryId: integer("entry_id"),
    member: integer()
      .notNull()
      .references(() => coopMember.id),
    amount: integer(),
    on: text(),
    reason: text(),
    openedAt: integer("opened_at").notNull(),
    dueAt: integer("due_at").notNull(),
    state: text({ enum: ["open", "explained", "reversed", "posted"] }).notNull(),
    answer: text(),
    endedBy: text("ended_by"),
    endedAt: integer("ended_at"),
  },
  (t) => [
    uniqueIndex("dispute_no").on(t.unit, t.no),
    index("dispute_open").on(t.unit, t.id).where(sql`state = 'open'`),
    uniqueIndex("dispute_entry").on(t.entryId, t.member).where(sql`state = 'open' AND entry_id IS NOT NULL`),
  ],
);

/** A member's new phone: checked by a second person, told to the old number, in force after the wait. */
export const numberChange = sqliteTable(
  "number_change",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    member: integer()
      .notNull()
      .references(() => coopMember.id),
    channel: text().notNull(),
    /** Null: she had none. */
    oldAddress: text("old_address"),
    newAddress: text("new_address").notNull(),
    maker: text().notNull(),
    checker: text(),
    madeAt: integer("made_at").notNull(),
    checkedAt: integer("checked_at"),
    effectiveAt: integer("effective_at"),
    state: text({ enum: ["asked", "waiting", "done", "refused", "lapsed"] }).notNull(),
  },
  (t) => [index("number_change_open").on(t.unit, t.id).where(sql`state IN ('asked', 'waiting')`)],
);
