import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { person } from "./people.ts";

/**
 * A proposal that somebody graduates or is stopped, or her request to look at a decision again, as far as it has come.
 * What happened on the way (votes, objections, the decision) stands in `event`.
 */
export const graduationCase = sqliteTable(
  "graduation_case",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    kind: text({ enum: ["graduate", "stop", "review"] }).notNull(),
    /** Of a review: the case that was decided. */
    about: text(),
    state: text({ enum: ["proposed", "returned", "agreed", "shown", "closed"] }).notNull(),
    /** Goes up when it is proposed anew and with each objection: votes of an earlier round count no more. */
    round: integer().notNull(),
    /** Who proposed it, or asked for the review. */
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    openedAt: integer("opened_at").notNull(),
    /** When she was told of it, and until when she may object before it is decided. */
    toldAt: integer("told_at"),
    until: integer("objection_until"),
    outcome: text({ enum: ["graduate", "not-yet", "stop", "go-on", "withdrawn", "gone", "upheld", "again"] }),
    closedAt: integer("closed_at"),
  },
  (t) => [
    // One proposal at a time for each woman and programme, whoever proposes.
    uniqueIndex("graduation_case_open").on(t.programme, t.personId).where(sql`closed_at IS NULL AND kind <> 'review'`),
    uniqueIndex("graduation_case_review").on(t.programme, t.personId).where(sql`closed_at IS NULL AND kind = 'review'`),
    index("graduation_case_person").on(t.personId, t.openedAt),
  ],
);

/** Notes, reasons and objections in somebody's words, apart from the events: gone when she is erased. */
export const graduationWord = sqliteTable(
  "graduation_word",
  {
    id: text().primaryKey(),
    /** The case, or the plan of which it is. */
    of: text().notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    what: text({ enum: ["note", "return", "vote", "objection", "answer", "cause", "evaluation"] }).notNull(),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    words: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index("graduation_word_of").on(t.of, t.at), index("graduation_word_person").on(t.personId)],
);

/** What is done together until somebody is looked at again. The newest of a woman and programme counts. */
export const graduationPlan = sqliteTable(
  "graduation_plan",
  {
    id: text().primaryKey(),
    programme: text().notNull(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id),
    byPerson: text("by_person")
      .notNull()
      .references(() => person.id),
    /** It was made together with her. */
    together: integer({ mode: "boolean" }).notNull(),
    madeAt: integer("made_at").notNull(),
    /** The local day of the new evaluation, YYYY-MM-DD. */
    evaluateOn: text("evaluate_on").notNull(),
    evaluatedAt: integer("evaluated_at"),
  },
  (t) => [index("graduation_plan_person").on(t.personId, t.madeAt)],
);

/** A step of a plan. Gone when she is erased: it may tell of her life. */
export const graduationStep = sqliteTable(
  "graduation_step",
  {
    planId: text("plan_id")
      .notNull()
      .references(() => graduationPlan.id),
    no: integer().notNull(),
    what: text().notNull(),
    /** YYYY-MM-DD. */
    dueOn: text("due_on").notNull(),
    doneAt: integer("done_at"),
  },
  (t) => [primaryKey({ columns: [t.planId, t.no] })],
);
