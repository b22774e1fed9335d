import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { coopMember, coopUnit } from "./cooperative.ts";

/**
 * The journal of every unit: double entry, append-only (triggers refuse UPDATE and DELETE), each entry chained to the
 * one before it in its unit. Money is integer rupiah; dates are YYYY-MM-DD in the unit's zone; instants ms UTC.
 */
export const journalEntry = sqliteTable(
  "journal_entry",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    /** 1, 2, 3, … within the unit, without a gap. */
    no: integer().notNull(),
    kind: text().notNull(),
    /** When the money moved, as the treasurer says. */
    valueOn: text("value_on").notNull(),
    /** The date that it stands under in the books: the value date, or the day of booking when that was locked. */
    booksOn: text("books_on").notNull(),
    bookedAt: integer("booked_at").notNull(),
    /** Person ids; `system` for what falls due by itself. */
    maker: text().notNull(),
    checker: text(),
    /** What it comes from, made only once: `<channel>:<message id>:<line>`, `job:<kind>:<month>:<unit>…`. */
    source: text(),
    /** The entry that this one mirrors. */
    reverses: integer(),
    memo: text(),
    /** SHA-256 of the content and the hash of the entry before it in the unit. */
    hash: blob({ mode: "buffer" }).notNull(),
  },
  (t) => [
    uniqueIndex("journal_entry_no").on(t.unit, t.no),
    uniqueIndex("journal_entry_source").on(t.source).where(sql`source IS NOT NULL`),
    uniqueIndex("journal_entry_reverses").on(t.reverses).where(sql`reverses IS NOT NULL`),
  ],
);

/** One side of an entry. `account` is the chart's number without its dash: 1101 is 1-101. */
export const journalLine = sqliteTable(
  "journal_line",
  {
    entryId: integer("entry_id")
      .notNull()
      .references(() => journalEntry.id),
    n: integer().notNull(),
    account: integer().notNull(),
    debit: integer().notNull(),
    credit: integer().notNull(),
    member: integer().references(() => coopMember.id),
    loan: integer().references(() => loan.id),
  },
  (t) => [
    primaryKey({ columns: [t.entryId, t.n] }),
    // With all that a member's statement shows, so that the lines themselves, which lie apart, need not be read.
    index("journal_line_member")
      .on(t.member, t.entryId, t.account, t.debit, t.credit, t.loan)
      .where(sql`member IS NOT NULL`),
    index("journal_line_loan").on(t.loan, t.entryId).where(sql`loan IS NOT NULL`),
  ],
);

/**
 * What each account holds now, by member and loan (0: none), in the account's own direction, so that a negative amount
 * is a mistake. Kept in the transaction of each posting; `rukun ledger check` proves it equal to the lines. The member
 * stands first in the key: SQLite compares a first number at once, and the others one by one (decision 0017).
 */
export const ledgerBalance = sqliteTable(
  "ledger_balance",
  {
    unit: integer().notNull(),
    member: integer().notNull(),
    account: integer().notNull(),
    loan: integer().notNull(),
    amount: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.member, t.unit, t.account, t.loan] })],
);

/** Turnover of each account by month of `books_on`: what trial balances and statements are made of. */
export const ledgerMonth = sqliteTable(
  "ledger_month",
  {
    unit: integer().notNull(),
    /** YYYY-MM */
    month: text().notNull(),
    account: integer().notNull(),
    debit: integer().notNull(),
    credit: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.unit, t.month, t.account] })],
);

/** Loans from the application on. What is owed is reckoned from the journal each time; nothing of it is kept here. */
export const loan = sqliteTable(
  "loan",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    /** 1, 2, 3, … within the unit: P0001. */
    no: integer().notNull(),
    member: integer()
      .notNull()
      .references(() => coopMember.id),
    state: text({
      enum: ["applied", "approved", "agreed", "active", "closed", "written-off", "rejected", "withdrawn"],
    }).notNull(),
    /** JSON of the terms as they were agreed: principal, method, rate, periods, rounding, fees, penalty. */
    terms: text().notNull(),
    purpose: text(),
    /** Members of this group stand for each other's instalments. */
    groupId: integer("group_id").references(() => coopGroup.id),
    /** The loan that this one pays off. */
    toppedUp: integer("topped_up"),
    /** Who stood by when a member without a phone said yes. */
    witness: text(),
    appliedAt: integer("applied_at").notNull(),
    disbursedOn: text("disbursed_on"),
    closedOn: text("closed_on"),
    /** Nobody is reminded before this date, YYYY-MM-DD. */
    remindAfter: text("remind_after"),
  },
  (t) => [
    uniqueIndex("loan_no").on(t.unit, t.no),
    index("loan_member").on(t.member),
    index("loan_open").on(t.unit, t.id).where(sql`state IN ('applied', 'approved', 'agreed', 'active')`),
  ],
);

/** Members who stand for each other (tanggung renteng). */
export const coopGroup = sqliteTable(
  "coop_group",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    name: text().notNull(),
  },
  (t) => [uniqueIndex("coop_group_name").on(t.unit, t.name)],
);

export const coopGroupMember = sqliteTable(
  "coop_group_member",
  {
    groupId: integer("group_id")
      .notNull()
      .references(() => coopGroup.id),
    member: integer()
      .notNull()
      .references(() => coopMember.id),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.member] }), index("coop_group_member_member").on(t.member)],
);

/** Who covered whose instalment: a list that the group can see. */
export const loanCover = sqliteTable(
  "loan_cover",
  {
    entryId: integer("entry_id")
      .notNull()
      .references(() => journalEntry.id),
    payer: integer()
      .notNull()
      .references(() => coopMember.id),
    loan: integer()
      .notNull()
      .references(() => loan.id),
    amount: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.entryId, t.payer] }), index("loan_cover_loan").on(t.loan)],
);

/** Savings that are tied up for a time (simpanan berjangka). The money is in account 2-102. */
export const termDeposit = sqliteTable(
  "term_deposit",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    member: integer()
      .notNull()
      .references(() => coopMember.id),
    entryId: integer("entry_id")
      .notNull()
      .references(() => journalEntry.id),
    amount: integer().notNull(),
    openedOn: text("opened_on").notNull(),
    months: integer().notNull(),
    ratePpm: integer("rate_ppm").notNull(),
    maturesOn: text("matures_on").notNull(),
    state: text({ enum: ["open", "paid"] }).notNull(),
  },
  (t) => [
    index("term_deposit_member").on(t.member),
    index("term_deposit_open").on(t.maturesOn).where(sql`state = 'open'`),
  ],
);

/** Up to which date the books of a unit are closed; the latest counts. Append-only. */
export const periodLock = sqliteTable(
  "period_lock",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    kind: text({ enum: ["day", "month", "year"] }).notNull(),
    /** The last date that is closed. */
    until: text().notNull(),
    byPerson: text("by_person").notNull(),
    at: integer().notNull(),
  },
  (t) => [index("period_lock_unit").on(t.unit, t.until)],
);

/** The head of a unit's chain at the end of a day, as it was sent to people beside the treasurer. Append-only. */
export const ledgerAnchor = sqliteTable(
  "ledger_anchor",
  {
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    day: text().notNull(),
    no: integer().notNull(),
    hash: blob({ mode: "buffer" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.unit, t.day] })],
);

/** Cash on the table against the book. */
export const cashCount = sqliteTable(
  "cash_count",
  {
    id: integer().primaryKey(),
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    on: text().notNull(),
    counted: integer().notNull(),
    book: integer().notNull(),
    /** JSON `[[100000, 9], …]`; null when only the sum was said. */
    notes: text(),
    byPerson: text("by_person").notNull(),
    at: integer().notNull(),
    /** The entry that brought the book to what was counted. */
    entryId: integer("entry_id").references(() => journalEntry.id),
    /** The entry that resolved the difference. */
    resolvedBy: integer("resolved_by").references(() => journalEntry.id),
  },
  (t) => [index("cash_count_unit").on(t.unit, t.on)],
);

/** Money on its way between two units, in two phases. */
export const transfer = sqliteTable(
  "transfer",
  {
    id: integer().primaryKey(),
    fromUnit: integer("from_unit")
      .notNull()
      .references(() => coopUnit.id),
    toUnit: integer("to_unit")
      .notNull()
      .references(() => coopUnit.id),
    amount: integer().notNull(),
    state: text({ enum: ["sent", "received", "returned"] }).notNull(),
    sentEntry: integer("sent_entry")
      .notNull()
      .references(() => journalEntry.id),
    /** The receiver's entry. */
    receivedEntry: integer("received_entry").references(() => journalEntry.id),
    sentAt: integer("sent_at").notNull(),
    endedAt: integer("ended_at"),
  },
  (t) => [index("transfer_open").on(t.toUnit).where(sql`state = 'sent'`)],
);

/** A year that was closed, and its surplus (SHU). */
export const yearClose = sqliteTable(
  "year_close",
  {
    unit: integer()
      .notNull()
      .references(() => coopUnit.id),
    year: integer().notNull(),
    entryId: integer("entry_id")
      .notNull()
      .references(() => journalEntry.id),
    /** Rupiah; negative for a loss. */
    surplus: integer().notNull(),
    state: text({ enum: ["closed", "approved", "distributed"] }).notNull(),
    /** JSON of the split among funds, once it was decided. */
    split: text(),
    approvedEntry: integer("approved_entry").references(() => journalEntry.id),
  },
  (t) => [primaryKey({ columns: [t.unit, t.year] })],
);

/** What each member gets of a year's surplus. */
export const shuShare = sqliteTable(
  "shu_share",
  {
    unit: integer().notNull(),
    year: integer().notNull(),
    member: integer()
      .notNull()
      .references(() => coopMember.id),
    /** For her savings (jasa modal) and for her borrowing (jasa usaha). */
    forCapital: integer("for_capital").notNull(),
    forUse: integer("for_use").notNull(),
    /** The entry that put it into her savings or paid it out. */
    entryId: integer("entry_id").references(() => journalEntry.id),
  },
  (t) => [primaryKey({ columns: [t.unit, t.year, t.member] })],
);
