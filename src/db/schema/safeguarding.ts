import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/**
 * Kotak Suara (docs/KOTAK-SUARA.md). Nothing here leads from a case to the person who reported it: no phone, account,
 * chat, message id, village or time of day. What she wrote is sealed before it comes here. The keys lie in `vault.db`.
 */

/** Who may be told: protection officers. A row stays when she is revoked, since cases and the audit name it. */
export const officer = sqliteTable(
  "officer",
  {
    id: text().primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    /** X25519. The other half lies in the vault, wrapped by each of her codes. */
    publicKey: blob("public_key", { mode: "buffer" }).notNull(),
    enrolledAt: integer("enrolled_at").notNull(),
    /** When her key was last changed for another one. */
    rotatedAt: integer("rotated_at"),
    revokedAt: integer("revoked_at"),
  },
  (t) => [uniqueIndex("officer_person").on(t.personId).where(sql`revoked_at IS NULL`)],
);

/** Somebody outside of the organisation, who holds her key herself. One at a time. */
export const trustee = sqliteTable("trustee", {
  id: text().primaryKey(),
  /** Who she is, in the operator's words. */
  name: text().notNull(),
  publicKey: blob("public_key", { mode: "buffer" }).notNull(),
  setAt: integer("set_at").notNull(),
  /** Since then reports are no longer sealed to her. */
  endedAt: integer("ended_at"),
});

/** A case as the server may know it. Dates only, YYYY-MM-DD in the programme's zone. */
export const safeCase = sqliteTable("safe_case", {
  /** 128 random bits, so that no order can be read from it. */
  id: blob({ mode: "buffer" }).primaryKey(),
  /** Two words by which officers speak of it. */
  alias: text().notNull().unique(),
  receivedOn: text("received_on").notNull(),
  /** 1 to 6, 0 for anything else. */
  category: integer().notNull(),
  severity: text({ enum: ["S1", "S2", "S3", "S4"] }).notNull(),
  status: text({
    enum: ["baru", "dibaca", "ditangani", "menunggu_pelapor", "dirujuk", "selesai", "dibuka_lagi"],
  }).notNull(),
  outcome: text({
    enum: ["terbukti", "tidak_terbukti", "kurang_info", "dirujuk", "dicabut", "luar_lingkup"],
  }),
  readOn: text("read_on"),
  /** A human answered; an automatic reply is none. */
  acknowledgedOn: text("acknowledged_on"),
  /** The plan, the legal decision or the answer, whichever its severity asks for. */
  plannedOn: text("planned_on"),
  updatedOn: text("updated_on"),
  closedOn: text("closed_on"),
  /** When the reporter last wrote again. */
  reporterOn: text("reporter_on"),
  /** She wrote something that no officer has opened. */
  unread: integer({ mode: "boolean" }).notNull().default(false),
});

/** What was told and answered, sealed with a key of its own. `no` is the order in the case. */
export const safeItem = sqliteTable(
  "safe_item",
  {
    caseId: blob("case_id", { mode: "buffer" })
      .notNull()
      .references(() => safeCase.id),
    no: integer().notNull(),
    kind: text({ enum: ["story", "file", "answer", "reply", "note"] }).notNull(),
    onDate: text("on_date").notNull(),
    body: blob({ mode: "buffer" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.no] })],
);

/** The key of an item, sealed to one who may read it: an officer or the trustee. Who was struck out has no row. */
export const safeWrap = sqliteTable(
  "safe_wrap",
  {
    caseId: blob("case_id", { mode: "buffer" }).notNull(),
    no: integer().notNull(),
    recipient: text().notNull(),
    box: blob({ mode: "buffer" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.no, t.recipient] }),
    index("safe_wrap_reader").on(t.recipient, t.caseId).where(sql`no = 1`),
  ],
);

/** Where replies go, found by what the nomor simpanan becomes. A case without a number has none. */
export const safeMailbox = sqliteTable("safe_mailbox", {
  tag: blob({ mode: "buffer" }).primaryKey(),
  caseId: blob("case_id", { mode: "buffer" })
    .notNull()
    .unique()
    .references(() => safeCase.id),
  publicKey: blob("public_key", { mode: "buffer" }).notNull(),
});

/** A reply, sealed to the mailbox. `no` is the one of the officers' copy. */
export const safeReply = sqliteTable(
  "safe_reply",
  {
    caseId: blob("case_id", { mode: "buffer" })
      .notNull()
      .references(() => safeCase.id),
    no: integer().notNull(),
    onDate: text("on_date").notNull(),
    box: blob({ mode: "buffer" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.no] })],
);

/** Which notices about a deadline were given, so that each is given once. */
export const safeNotice = sqliteTable(
  "safe_notice",
  {
    caseId: blob("case_id", { mode: "buffer" })
      .notNull()
      .references(() => safeCase.id),
    duty: text().notNull(),
    /** The date from which the deadline runs: some come again. */
    since: text().notNull(),
    /** 50, 100 or 150 percent of it. */
    step: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.duty, t.since, t.step] })],
);

/** What is left of destroyed cases. */
export const safeCount = sqliteTable(
  "safe_count",
  {
    /** YYYY-MM */
    month: text().notNull(),
    category: integer().notNull(),
    cases: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.month, t.category] })],
);

/** What officers did, never what was told. Append-only; each line is bound to the one before. */
export const safeAudit = sqliteTable("safe_audit", {
  seq: integer().primaryKey(),
  /** ms UTC, to the hour. */
  hour: integer().notNull(),
  /** An officer's or trustee's id, `system`, or `terminal` for the operator at the server. */
  actor: text().notNull(),
  /** The case, or null for what is about no case. */
  alias: text(),
  action: text().notNull(),
  hash: blob({ mode: "buffer" }).notNull(),
});
