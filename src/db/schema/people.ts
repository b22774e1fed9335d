import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Ids are random text (public, stable, safe to publish later); instants are ms since 1970 UTC; dates YYYY-MM-DD. */

export const person = sqliteTable(
  "person",
  {
    id: text().primaryKey(),
    /** Null until she said it, after her consent. */
    name: text(),
    /** How she wants to be addressed: `Ibu Sari`. */
    called: text(),
    sex: text({ enum: ["female", "male", "other"] }),
    birthYear: integer("birth_year"),
    village: text(),
    /** IANA zone; set from the village. */
    zone: text().notNull(),
    language: text().notNull().default("id"),
    /** Washington Group answer as she gave it; null: not asked or skipped. */
    disability: text(),
    unitId: text("unit_id"),
    status: text({ enum: ["guest", "active", "stopped", "left", "erased", "merged"] }).notNull(),
    /** After a merge: the person that this one became. */
    mergedInto: text("merged_into"),
    /** scrypt hash of the PIN that guards money and private matters on a shared phone. */
    pin: text(),
    /** A demo person that the simulator may play. */
    persona: integer({ mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
    changedAt: integer("changed_at").notNull(),
  },
  (t) => [index("person_merged").on(t.mergedInto).where(sql`merged_into IS NOT NULL`)],
);

export const address = sqliteTable(
  "address",
  {
    id: integer().primaryKey(),
    channel: text().notNull(),
    address: text().notNull(),
    /** The person who is taken to be writing. */
    speakerId: text("speaker_id").references(() => person.id),
    speakerSince: integer("speaker_since"),
    /** To the hour: which address is written to first. */
    lastInboundAt: integer("last_inbound_at").notNull(),
    /** Set when the platform said that it cannot be reached; cleared when it writes. */
    unreachable: text(),
  },
  (t) => [uniqueIndex("address_where").on(t.channel, t.address)],
);

/** Who uses which phone: several people on one, one person on several. */
export const addressPerson = sqliteTable(
  "address_person",
  {
    addressId: integer("address_id")
      .notNull()
      .references(() => address.id),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.addressId, t.personId] }), index("address_person_person").on(t.personId)],
);

export const personRole = sqliteTable(
  "person_role",
  {
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    role: text().notNull(),
    since: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.role] }), index("person_role_role").on(t.role)],
);

/** Who looks after whom: a facilitator's or kader's people, a coordinator's facilitators. */
export const care = sqliteTable(
  "care",
  {
    carerId: text("carer_id")
      .notNull()
      .references(() => person.id),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    kind: text({ enum: ["facilitator", "kader", "coordinator"] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.carerId, t.personId, t.kind] }), index("care_person").on(t.personId)],
);

export const unit = sqliteTable("unit", {
  id: text().primaryKey(),
  name: text().notNull(),
  village: text().notNull(),
  zone: text().notNull(),
});

/** Every yes and no to a purpose, with its proof; the newest counts, nothing is overwritten. */
export const consent = sqliteTable(
  "consent",
  {
    id: integer().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    purpose: text({ enum: ["service", "reports", "photo", "story", "sharing"] }).notNull(),
    given: integer({ mode: "boolean" }).notNull(),
    /** Version of the words that she agreed to. */
    version: text().notNull(),
    /** Whose chat it came from, when not her own. */
    byPerson: text("by_person"),
    /** How: `telegram`, `simulator-whatsapp`, `import`, `demo`. */
    via: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index("consent_person").on(t.personId, t.purpose, t.id)],
);

/** Topics that a person does not want to be written about; `all` is BERHENTI. */
export const optOut = sqliteTable(
  "opt_out",
  {
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    topic: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.topic] })],
);

/** A person who asked for a human, and what became of it. What they wrote to each other is not kept. */
export const ticket = sqliteTable(
  "ticket",
  {
    id: text().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    helperId: text("helper_id").references(() => person.id),
    kind: text({ enum: ["help", "silent", "stalled", "callback"] }).notNull(),
    /** Flow and step that she was at. */
    flow: text(),
    step: text(),
    state: text({ enum: ["open", "talking", "closed"] }).notNull(),
    openedAt: integer("opened_at").notNull(),
    closedAt: integer("closed_at"),
  },
  (t) => [
    index("ticket_person").on(t.personId, t.state),
    index("ticket_helper").on(t.helperId, t.state),
    uniqueIndex("ticket_one_talk").on(t.personId).where(sql`state = 'talking'`),
  ],
);
