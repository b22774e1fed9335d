import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * What a linked device must keep to stay linked: credentials and Signal keys. Each value is encrypted with a key that
 * lies outside the database, so that a copy of the database or a backup cannot take over the number.
 */
export const deviceKey = sqliteTable(
  "device_key",
  {
    channel: text().notNull(),
    /** `creds`, or a kind of Signal key: `session`, `pre-key`, `sender-key`, ... */
    type: text().notNull(),
    id: text().notNull(),
    value: blob({ mode: "buffer" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.type, t.id] })],
);

/** Who runs a channel that bears only one process, and until when unless it says again that it lives. */
export const channelLease = sqliteTable("channel_lease", {
  channel: text().primaryKey(),
  holder: text().notNull(),
  until: integer().notNull(),
});

/** Chats whose messages disappear: answers carry the same expiry. Chats without one have no row. */
export const chatExpiry = sqliteTable(
  "chat_expiry",
  {
    channel: text().notNull(),
    address: text().notNull(),
    /** Seconds after which the platform deletes a message. */
    seconds: integer().notNull(),
    /** The platform's time of the setting, which answers must repeat. */
    setAt: integer("set_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.address] })],
);

/** Who got a message that she did not ask for on a day, for channels with a daily cap. Kept for a few days. */
export const approached = sqliteTable(
  "approached",
  {
    channel: text().notNull(),
    /** YYYY-MM-DD in the programme's zone. */
    day: text().notNull(),
    address: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.day, t.address] })],
);
