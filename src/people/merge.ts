import type Sqlite from "better-sqlite3";
import { DELETE_ANSWERS_OF } from "../db/answers.ts";
import { inTransaction } from "../db/open.ts";
import { RukunError } from "../errors.ts";
import type { NewId } from "../ids.ts";
import { ACCESS_MOVES } from "./access.ts";
import { assertOneMember, MEMBERSHIP_MOVES, membershipsOf } from "./merge-memberships.ts";
import {
  assertOneJudge,
  happenedTo,
  moveEnrolments,
  PROGRAMME_MOVES,
  standingsOf,
  takeBackTwins,
} from "./merge-programme.ts";
import { assertOneOfficer, SAFEGUARDING_MOVES } from "./merge-safeguarding.ts";

/**
 * Two records of one woman become one: `from` ends as `merged` and says into whom, `into` has what both had.
 *
 * What is append-only is never changed. A word on consent is written again under `into` where it is the newer one. A
 * weekly report is written again under `into` as a correction that replaces the old one, so that every list and sum
 * that takes the newest report of a week counts it once and under the right name; the old row stays as it was told.
 */
export type Merge = {
  from: MergedPerson;
  into: MergedPerson;
  /** What `into` does not have and takes over: `village`, `birth_year`, ... */
  filled: string[];
  /** Of what both have, what is kept of `into` and given up of `from`. */
  givenUp: { what: string; kept: string; lost: string }[];
  addresses: number;
  roles: string[];
  care: number;
  consents: { purpose: string; given: boolean }[];
  optOuts: number;
  tickets: number;
  reports: number;
  media: number;
  /** Of the cooperative, those that ended included. */
  memberships: number;
  /** What happened to her in programmes; it stays under the old id and is hers to see. */
  events: number;
  /** `from` is in the middle of a conversation, which ends. */
  endsConversation: boolean;
};

export type MergedPerson = { id: string; name: string | null; called: string | null; status: string };

type Row = Record<string, string | number | null> & MergedPerson;

/** What says something about a person and is taken over where `into` has nothing. */
const FACTS = ["name", "called", "sex", "birth_year", "village", "disability", "unit_id", "pin"] as const;
/** Not shown to anybody, not even an operator. */
const SECRET: ReadonlySet<string> = new Set(["pin", "disability"]);
const OVER: ReadonlySet<string> = new Set(["merged", "erased"]);

/**
 * What a merge would do; changes nothing. Errors: `merge.unknown`, `merge.same`, `merge.over`, and those of
 * `assertOneMember`, `assertOneOfficer` and `assertOneJudge`.
 */
export function planMerge(sqlite: Sqlite.Database, fromId: string, intoId: string): Merge {
  if (fromId === intoId) throw new RukunError("merge.same", "a person cannot be merged into herself");
  const [from, into] = [personRow(sqlite, fromId), personRow(sqlite, intoId)];
  assertOneMember(sqlite, { from: fromId, into: intoId });
  assertOneOfficer(sqlite, { from: fromId, into: intoId });
  assertOneJudge(sqlite, { from: fromId, into: intoId });
  const count = (sql: string) => sqlite.prepare(sql).pluck().get({ from: fromId, into: intoId }) as number;
  const filled = FACTS.filter((fact) => into[fact] === null && from[fact] !== null);
  const both = FACTS.filter((fact) => into[fact] !== null && from[fact] !== null && into[fact] !== from[fact]);
  const shown = (row: Row, fact: string) => (SECRET.has(fact) ? "(not shown)" : String(row[fact]));
  return {
    from: shortOf(from),
    into: shortOf(into),
    filled,
    givenUp: [
      ...both.map((what) => ({ what, kept: shown(into, what), lost: shown(from, what) })),
      ...standingsOf(sqlite, { from: fromId, into: intoId }).map(({ programme, ...is }) => ({
        what: programme,
        ...is,
      })),
    ],
    addresses: count("SELECT count(*) FROM address_person WHERE person_id = :from"),
    roles: sqlite.prepare(NEW_ROLES).pluck().all({ from: fromId, into: intoId }) as string[],
    care: count("SELECT count(*) FROM care WHERE carer_id = :from OR person_id = :from"),
    consents: newerConsents(sqlite, fromId, intoId).map(({ purpose, given }) => ({ purpose, given: given === 1 })),
    optOuts: count("SELECT count(*) FROM opt_out WHERE person_id = :from"),
    tickets: count("SELECT count(*) FROM ticket WHERE person_id = :from OR helper_id = :from"),
    reports: count(`SELECT count(*) FROM (${STANDING_REPORTS})`),
    media: count("SELECT count(*) FROM media WHERE person_id = :from"),
    memberships: membershipsOf(sqlite, fromId),
    events: happenedTo(sqlite, fromId),
    endsConversation: count("SELECT count(*) FROM session WHERE person_id = :from AND frames <> '[]'") > 0,
  };
}

const NEW_ROLES = `SELECT role FROM person_role WHERE person_id = :from
  AND role NOT IN (SELECT role FROM person_role WHERE person_id = :into) ORDER BY role`;

/** Reports that no other report replaces. */
const STANDING_REPORTS = `SELECT * FROM weekly_report AS r WHERE person_id = :from
  AND NOT EXISTS (SELECT 1 FROM weekly_report WHERE replaces = r.id)`;

function personRow(sqlite: Sqlite.Database, id: string): Row {
  const row = sqlite.prepare("SELECT * FROM person WHERE id = ?").get(id) as Row | undefined;
  if (row === undefined) throw new RukunError("merge.unknown", `there is no person with the id ${id}`);
  if (OVER.has(row.status)) throw new RukunError("merge.over", `person ${id} is ${row.status} already`);
  return row;
}

const shortOf = ({ id, name, called, status }: Row): MergedPerson => ({ id, name, called, status });

type ConsentRow = { purpose: string; given: number; version: string; by: string | null; at: number };

/** The newest word of `from` on each purpose, where `into` has said nothing about it since. */
function newerConsents(sqlite: Sqlite.Database, from: string, into: string): ConsentRow[] {
  const newest = (id: string) => {
    const rows = sqlite
      .prepare(
        `SELECT purpose, given, version, by_person AS "by", at FROM consent WHERE person_id = ? ORDER BY at DESC, id DESC`,
      )
      .all(id) as ConsentRow[];
    const found = new Map<string, ConsentRow>();
    for (const row of rows) if (!found.has(row.purpose)) found.set(row.purpose, row);
    return found;
  };
  const theirs = newest(into);
  return [...newest(from).values()].filter(({ purpose, at }) => at > (theirs.get(purpose)?.at ?? -1));
}

/**
 * Merges in one transaction; safe while Rukun runs, which notices that another process wrote. Returns what was done.
 */
export function mergePeople(sqlite: Sqlite.Database, fromId: string, intoId: string, now: number, newId: NewId): Merge {
  return inTransaction(sqlite, () => {
    const plan = planMerge(sqlite, fromId, intoId);
    const consents = newerConsents(sqlite, fromId, intoId);
    const run = (sql: string) => sqlite.prepare(sql).run({ from: fromId, into: intoId, now });
    const addConsent = sqlite.prepare(
      `INSERT INTO consent (person_id, purpose, given, version, by_person, via, at) VALUES (?, ?, ?, ?, ?, 'merge', ?)`,
    );
    for (const { purpose, given, version, by, at } of consents) addConsent.run(intoId, purpose, given, version, by, at);
    moveReports(sqlite, fromId, intoId, newId);
    moveEnrolments(sqlite, { from: fromId, into: intoId });
    takeBackTwins(sqlite, { from: fromId, into: intoId }, now, newId);
    for (const sql of MOVES) run(sql);
    return plan;
  });
}

type ReportRow = { id: string };

function moveReports(sqlite: Sqlite.Database, from: string, into: string, newId: NewId): void {
  const move = sqlite.prepare(
    `INSERT INTO weekly_report (id, person_id, week, kind, mode, by_person, helped_by, profit, answers, replaces, at)
     SELECT :id, :into, week, kind, mode, iif(by_person = :from, :into, by_person), helped_by, profit, answers, id, at
     FROM weekly_report WHERE id = :old`,
  );
  for (const { id } of sqlite.prepare(STANDING_REPORTS).all({ from }) as ReportRow[])
    move.run({ id: newId(), into, from, old: id });
}

/** In this order: what belongs to `from` is moved, then she is emptied. */
const MOVES = [
  "INSERT OR IGNORE INTO address_person (address_id, person_id) SELECT address_id, :into FROM address_person WHERE person_id = :from",
  "DELETE FROM address_person WHERE person_id = :from",
  "UPDATE address SET speaker_id = :into WHERE speaker_id = :from",
  "INSERT OR IGNORE INTO person_role (person_id, role, since) SELECT :into, role, since FROM person_role WHERE person_id = :from",
  "DELETE FROM person_role WHERE person_id = :from",
  ...MEMBERSHIP_MOVES,
  ...SAFEGUARDING_MOVES,
  ...ACCESS_MOVES,
  ...PROGRAMME_MOVES,
  // The role of a member goes along with what she is a member as.
  "UPDATE OR IGNORE coop_member SET person_id = :into WHERE person_id = :from",
  `INSERT OR IGNORE INTO care (carer_id, person_id, kind)
     SELECT iif(carer_id = :from, :into, carer_id), iif(person_id = :from, :into, person_id), kind FROM care
     WHERE :from IN (carer_id, person_id) AND iif(carer_id = :from, :into, carer_id) <> iif(person_id = :from, :into, person_id)`,
  "DELETE FROM care WHERE :from IN (carer_id, person_id)",
  "INSERT OR IGNORE INTO opt_out (person_id, topic, at) SELECT :into, topic, at FROM opt_out WHERE person_id = :from",
  "DELETE FROM opt_out WHERE person_id = :from",
  // Only one talk at a time: of two, the one of the record that stays goes on. Nobody is her own helper.
  `UPDATE ticket SET state = 'closed', closed_at = :now WHERE person_id = :from AND state = 'talking'
     AND EXISTS (SELECT 1 FROM ticket WHERE person_id = :into AND state = 'talking')`,
  `UPDATE ticket SET state = 'closed', closed_at = :now WHERE state <> 'closed'
     AND ((person_id = :from AND helper_id = :into) OR (person_id = :into AND helper_id = :from))`,
  "UPDATE ticket SET person_id = :into WHERE person_id = :from",
  "UPDATE ticket SET helper_id = :into WHERE helper_id = :from",
  "UPDATE media SET person_id = :into WHERE person_id = :from",
  "UPDATE outbox SET person_id = :into WHERE person_id = :from",
  // What is planned for her goes on under who she is now; what is planned for both is done once.
  "UPDATE OR IGNORE duty SET key = replace(key, :from, :into), person_id = :into WHERE person_id = :from",
  "UPDATE duty SET state = 'dropped', done_at = :now, reason = 'merged' WHERE person_id = :from AND state = 'due'",
  `UPDATE duty SET data = replace(data, '"' || :from || '"', '"' || :into || '"')
     WHERE state = 'due' AND instr(data, '"' || :from || '"') > 0`,
  DELETE_ANSWERS_OF.replace(":person", ":from"),
  "DELETE FROM session WHERE person_id = :from",
  // Of two half-registered records the more registered one tells.
  `UPDATE person SET status = (SELECT status FROM person WHERE id = :from) WHERE id = :into AND status = 'guest'`,
  ...FACTS.map(
    (fact) =>
      `UPDATE person SET ${fact} = coalesce(${fact}, (SELECT ${fact} FROM person WHERE id = :from)) WHERE id = :into`,
  ),
  "UPDATE person SET changed_at = :now WHERE id = :into",
  "UPDATE person SET merged_into = :into WHERE merged_into = :from",
  // What was hers is with `into` now: were it left here, erasing her one day would leave it behind.
  `UPDATE person SET ${FACTS.map((fact) => `${fact} = NULL`).join(", ")},
     status = 'merged', merged_into = :into, changed_at = :now WHERE id = :from`,
] as const;
