import type Sqlite from "better-sqlite3";
import { RukunError } from "../errors.ts";

type Two = { from: string; into: string };

/**
 * Whether two records may become one as far as graduation goes: who judges a case under one name and speaks in it under
 * another would be two of the people that it needs. Errors: `merge.judging`.
 */
export function assertOneJudge(sqlite: Sqlite.Database, two: Two): void {
  if (sqlite.prepare(JUDGING).get(two) === undefined) return;
  const how = "wait for the decision";
  throw new RukunError("merge.judging", `she proposed, judges or is judged in a graduation that is open: ${how}`);
}

/** What was voted stays under the name that it was said by, so that it would count beside a second vote of hers. */
const VOTED = (who: string) => `EXISTS (SELECT 1 FROM event v WHERE v.programme = c.programme
  AND v.kind = 'graduation.voted' AND v.by_person = ${who} AND json_extract(v.data, '$.case') = c.id)`;
const JUDGING = `SELECT 1 FROM graduation_case c WHERE c.closed_at IS NULL AND (${VOTED(":from")}
  OR (:from IN (c.person_id, c.by_person) AND (:into IN (c.person_id, c.by_person) OR ${VOTED(":into")}))) LIMIT 1`;

/** What stays of a programme, and what is given up of the other record. */
export type Standings = { programme: string; kept: string; lost: string };

/** Programmes that both are in, and not as the same. */
export function standingsOf(sqlite: Sqlite.Database, two: Two): Standings[] {
  return programmesOf(sqlite, two).flatMap(({ programme, from, into }) => {
    if (into === undefined || into.as === from.as) return [];
    const [kept, lost] = [countsOf(from, into), countsOf(from, into) === from ? into : from];
    return [{ programme, kept: kept.as, lost: lost.as }];
  });
}

/** How often something happened to her in a programme. */
export const happenedTo = (sqlite: Sqlite.Database, person: string): number =>
  sqlite.prepare("SELECT count(*) FROM event WHERE person_id = ?").pluck().get(person) as number;

type Row = { id: number; as: string; since: number; until: number | null; cohort: string | null };
type OfBoth = { programme: string; from: Row; into: Row | undefined };

function programmesOf(sqlite: Sqlite.Database, { from, into }: Two): OfBoth[] {
  const newest = sqlite.prepare(
    `SELECT id, as_role AS "as", since, until, cohort FROM enrolment WHERE programme = ? AND person_id = ?
     ORDER BY id DESC LIMIT 1`,
  );
  const programmes = sqlite.prepare("SELECT DISTINCT programme FROM enrolment WHERE person_id = ? ORDER BY 1").pluck();
  return (programmes.all(from) as string[]).map((programme) => ({
    programme,
    from: newest.get(programme, from) as Row,
    into: newest.get(programme, into) as Row | undefined,
  }));
}

/** Two people decided it, so no list and no registration of a second record takes it back. */
const DECIDED = ["graduate", "stopped"];
const rankOf = ({ as }: Row): number => (DECIDED.includes(as) ? 2 : as === "candidate" ? 0 : 1);

/** Of what she is under two names: what was decided, then what is more than wanting to take part, then the newer word. */
function countsOf(from: Row, into: Row | undefined): Row {
  if (into === undefined) return from;
  const [a, b] = [rankOf(from), rankOf(into)];
  return a === b ? (from.id > into.id ? from : into) : a > b ? from : into;
}

/**
 * Says under `into` what she is to each programme of `from`, and since when she takes part. The rows of `from` stay as
 * they were told, for enrolment is only added to.
 */
export function moveEnrolments(sqlite: Sqlite.Database, two: Two): void {
  const add = sqlite.prepare(
    `INSERT INTO enrolment (programme, person_id, as_role, since, until, cohort, source)
     VALUES (:programme, :into, :as, :since, :until, :cohort, :source) ON CONFLICT DO NOTHING`,
  );
  const began = sqlite
    .prepare("SELECT min(since) FROM enrolment WHERE programme = ? AND person_id = ? AND as_role = 'beneficiary'")
    .pluck();
  for (const { programme, from, into } of programmesOf(sqlite, two)) {
    const { as, since, until, cohort } = countsOf(from, into);
    const told = { programme, into: two.into, source: `merge:${two.from}`, cohort: cohort ?? from.cohort };
    const first = [two.from, two.into].flatMap((who) => (began.get(programme, who) as number | null) ?? []);
    const took = first.length === 0 ? null : Math.min(...first);
    if (took !== null && as !== "beneficiary") add.run({ ...told, as: "beneficiary", since: took, until: null });
    add.run({ ...told, as, since: as === "beneficiary" && took !== null ? took : since, until });
  }
}

/**
 * What can happen to a woman only once, told under both names: it is taken back under one of them, and both stay as they
 * were told. She was at a session when either says so; of a test, a certificate and what Rukun told her itself the first
 * one counts.
 */
export function takeBackTwins(sqlite: Sqlite.Database, two: Two, now: number, newId: () => string): void {
  const takeBack = sqlite.prepare(
    `INSERT INTO event (id, programme, kind, person_id, group_id, unit_id, village, on_date, at, mode, by_person, source,
       data, corrects, void)
     SELECT :id, programme, kind, person_id, group_id, unit_id, village, on_date, :now, 'system', NULL, 'merge:' || id,
       '{}', id, 1 FROM event WHERE id = :twin`,
  );
  for (const twin of twinsOf(sqlite, two)) takeBack.run({ id: newId(), now, twin });
}

type Told = { id: string; what: string; there: 0 | 1; at: number };

/** By what two of a kind are the same; of any other kind, when they come from the same source. */
const ONCE = `CASE e.kind
    WHEN 'training.attended' THEN json_extract(e.data, '$.session')
    WHEN 'training.feedback' THEN json_extract(e.data, '$.session')
    WHEN 'training.test' THEN json_extract(e.data, '$.module') || '/' || json_extract(e.data, '$.which')
    WHEN 'training.completed' THEN json_extract(e.data, '$.module')
    WHEN 'training.certificate' THEN json_extract(e.data, '$.module')
    ELSE e.source END`;
const STANDING = `SELECT e.id, e.person_id AS whose, e.programme || ' ' || e.kind || ' ' || ${ONCE} AS what, e.at,
    ifnull(json_extract(e.data, '$.status') IN ('full', 'late', 'half'), 0) AS there
  FROM event e WHERE e.person_id = :whose AND e.void = 0 AND NOT EXISTS (SELECT 1 FROM event c WHERE c.corrects = e.id)
  ORDER BY e.at, e.rowid`;

/** Of each pair the one that gives way. */
function twinsOf(sqlite: Sqlite.Database, { from, into }: Two): string[] {
  const all = (whose: string) => sqlite.prepare(STANDING).all({ whose }) as Told[];
  const hers = new Map(all(into).map((one) => [one.what, one]));
  return all(from).flatMap((one) => {
    const other = hers.get(one.what);
    if (other === undefined) return [];
    const first = one.there === other.there ? one.at < other.at : one.there > other.there;
    return [first ? other.id : one.id];
  });
}

/** A row of `from` where `into` has one of the same: what she said newer, or at all, goes along; then it ends. */
const JOINED = [
  // One seat at a session: hers who stays, with what only the other one said.
  `UPDATE training_seat SET
     (answer, needs) = (SELECT coalesce(training_seat.answer, f.answer),
       CASE WHEN training_seat.answer IS NULL THEN f.needs ELSE training_seat.needs END FROM training_seat f
       WHERE f.session_id = training_seat.session_id AND f.person_id = :from),
     (told, told_at) = (SELECT nullif(max(ifnull(training_seat.told, 0), ifnull(f.told, 0)), 0),
       nullif(max(ifnull(training_seat.told_at, 0), ifnull(f.told_at, 0)), 0) FROM training_seat f
       WHERE f.session_id = training_seat.session_id AND f.person_id = :from)
   WHERE person_id = :into AND EXISTS (SELECT 1 FROM training_seat f
     WHERE f.session_id = training_seat.session_id AND f.person_id = :from)`,
  `DELETE FROM training_seat WHERE person_id = :from AND EXISTS (SELECT 1 FROM training_seat i
     WHERE i.session_id = training_seat.session_id AND i.person_id = :into)`,
  // The newer ballot and the newer word.
  `DELETE FROM poll_ballot WHERE person_id IN (:from, :into) AND EXISTS (SELECT 1 FROM poll_ballot o
     WHERE o.poll_id = poll_ballot.poll_id AND o.person_id IN (:from, :into) AND o.person_id <> poll_ballot.person_id
       AND (o.at, o.person_id = :into) > (poll_ballot.at, poll_ballot.person_id = :into))`,
  `DELETE FROM training_word WHERE person_id IN (:from, :into) AND EXISTS (SELECT 1 FROM training_word o
     WHERE o.session_id = training_word.session_id AND o.person_id IN (:from, :into)
       AND o.person_id <> training_word.person_id
       AND (o.at, o.person_id = :into) > (training_word.at, training_word.person_id = :into))`,
  // In a group once: since the earlier day, with the office that she has by either, and in it as long as by either.
  `UPDATE group_member SET (role, since, until) = (SELECT
       CASE WHEN group_member.role = 'member' THEN f.role ELSE group_member.role END, min(group_member.since, f.since),
       CASE WHEN group_member.until IS NULL OR f.until IS NULL THEN NULL ELSE max(group_member.until, f.until) END
     FROM group_member f WHERE f.group_id = group_member.group_id AND f.person_id = :from)
   WHERE person_id = :into AND EXISTS (SELECT 1 FROM group_member f
     WHERE f.group_id = group_member.group_id AND f.person_id = :from)`,
  `DELETE FROM group_member WHERE person_id = :from AND EXISTS (SELECT 1 FROM group_member i
     WHERE i.group_id = group_member.group_id AND i.person_id = :into)`,
  // From a list twice: asked and answered by either is asked and answered.
  `UPDATE imported_person SET (asked_at, answered_at) = (SELECT coalesce(imported_person.asked_at, f.asked_at),
       coalesce(imported_person.answered_at, f.answered_at) FROM imported_person f WHERE f.person_id = :from)
   WHERE person_id = :into AND EXISTS (SELECT 1 FROM imported_person f WHERE f.person_id = :from)`,
  `DELETE FROM imported_person WHERE person_id = :from AND EXISTS (SELECT 1 FROM imported_person i WHERE i.person_id = :into)`,
  // Two wishes to take part are one, with the photos of both.
  `UPDATE OR IGNORE application_document SET application_id = (SELECT i.id FROM application i JOIN application f
       ON f.programme = i.programme AND f.id = application_document.application_id
       WHERE i.person_id = :into AND i.state = 'open')
   WHERE application_id IN (SELECT f.id FROM application f JOIN application i ON i.programme = f.programme
     WHERE f.person_id = :from AND f.state = 'open' AND i.person_id = :into AND i.state = 'open')`,
  `UPDATE application SET state = 'withdrawn' WHERE person_id = :from AND state = 'open' AND EXISTS (SELECT 1
     FROM application i WHERE i.person_id = :into AND i.programme = application.programme AND i.state = 'open')`,
  // One proposal, and one review: the one that is further, then the one of the record that stays. A closed one is never changed.
  `UPDATE graduation_case SET state = 'closed', outcome = 'withdrawn', closed_at = :now
   WHERE closed_at IS NULL AND person_id IN (:from, :into) AND EXISTS (SELECT 1 FROM graduation_case o
     WHERE o.programme = graduation_case.programme AND (o.kind = 'review') = (graduation_case.kind = 'review')
       AND o.closed_at IS NULL AND o.person_id IN (:from, :into) AND o.person_id <> graduation_case.person_id
       AND (o.told_at IS NOT NULL, o.state = 'agreed', o.person_id = :into)
         > (graduation_case.told_at IS NOT NULL, graduation_case.state = 'agreed', graduation_case.person_id = :into))`,
  // A message of a campaign that waits for both is sent once; one that left counts.
  `UPDATE outbox SET state = 'dropped', body = NULL, reason = 'merged' WHERE state = 'queued' AND attempts = 0
     AND person_id IN (:from, :into) AND key IN (SELECT 'campaign:' || c.campaign_id || ':' || c.person_id
       FROM campaign_person c JOIN campaign_person o ON o.campaign_id = c.campaign_id AND o.person_id <> c.person_id
       WHERE c.person_id IN (:from, :into) AND o.person_id IN (:from, :into) AND c.state = 'queued'
         AND (o.state IN ('sent', 'unknown') OR (o.state = 'queued' AND c.person_id = :from)))`,
  `DELETE FROM campaign_person WHERE person_id IN (:from, :into) AND EXISTS (SELECT 1 FROM campaign_person o
     WHERE o.campaign_id = campaign_person.campaign_id AND o.person_id IN (:from, :into)
       AND o.person_id <> campaign_person.person_id
       AND (o.state IN ('sent', 'unknown'), o.state = 'queued', o.person_id = :into)
         > (campaign_person.state IN ('sent', 'unknown'), campaign_person.state = 'queued', campaign_person.person_id = :into))`,
  // The same task of the calendar for both offices is one, done when either did it.
  `UPDATE calendar_task SET done_at = (SELECT coalesce(calendar_task.done_at, f.done_at) FROM calendar_task f
       WHERE f.programme = calendar_task.programme AND f.task = calendar_task.task AND f.owner_id = :from)
   WHERE owner_id = :into AND EXISTS (SELECT 1 FROM calendar_task f
     WHERE f.programme = calendar_task.programme AND f.task = calendar_task.task AND f.owner_id = :from)`,
  `DELETE FROM calendar_task WHERE owner_id = :from AND EXISTS (SELECT 1 FROM calendar_task i
     WHERE i.programme = calendar_task.programme AND i.task = calendar_task.task AND i.owner_id = :into)`,
  // One worry about her at a time, as it is opened.
  `DELETE FROM field_task WHERE person_id = :from AND done_at IS NULL AND kind NOT IN ('receipt', 'revisit')
     AND EXISTS (SELECT 1 FROM field_task i WHERE i.person_id = :into AND i.helper_id = field_task.helper_id
       AND i.kind = field_task.kind AND i.done_at IS NULL)`,
  // Two times for a talk that begin at once are told apart by a thousandth of a second, which nobody sees.
  `UPDATE consult_slot SET starts_at = starts_at + 1 WHERE by_person = :from AND EXISTS (SELECT 1 FROM consult_slot i
     WHERE i.by_person = :into AND i.starts_at = consult_slot.starts_at)`,
] as const;

/** What lives and may be changed goes to `into`, column by column. */
const MOVED = {
  training_seat: ["person_id"],
  training_session: ["by_person"],
  training_task: ["by_person"],
  training_hand_in: ["person_id", "graded_by"],
  training_word: ["person_id"],
  faq_question: ["person_id", "helper_id"],
  campaign: ["by_person", "approved_by"],
  campaign_person: ["person_id"],
  calendar_start: ["by_person"],
  calendar_task: ["owner_id"],
  application: ["person_id", "decided_by"],
  consult_slot: ["by_person", "taken_by"],
  imported_person: ["person_id"],
  hand_over: ["person_id", "by_person", "answered_by"],
  field_task: ["person_id", "helper_id"],
  task_move: ["person_id", "helper_id"],
  programme_group: ["by_person"],
  group_member: ["person_id"],
  group_rule: ["by_person"],
  group_meeting: ["by_person"],
  poll: ["by_person"],
  poll_ballot: ["person_id"],
  graduation_plan: ["person_id", "by_person"],
} as const satisfies Record<string, readonly string[]>;

/** The programme's, in this order. What only is added to stays under its old id, and is read through `ofPerson`. */
export const PROGRAMME_MOVES: readonly string[] = [
  ...JOINED,
  ...Object.entries(MOVED).flatMap(([table, columns]) =>
    columns.map((column) => `UPDATE ${table} SET ${column} = :into WHERE ${column} = :from`),
  ),
  "UPDATE graduation_case SET person_id = :into WHERE person_id = :from AND closed_at IS NULL",
  "UPDATE graduation_case SET by_person = :into WHERE by_person = :from AND closed_at IS NULL",
  // Where a key names her, it names who she is now, so that nothing is planned or sent beside it a second time.
  "UPDATE OR IGNORE field_task SET key = replace(key, :from, :into) WHERE person_id = :into AND instr(key, :from) > 0",
  `UPDATE OR IGNORE outbox SET key = replace(key, ':' || :from, ':' || :into) WHERE person_id IN (:from, :into)
     AND key LIKE 'campaign:%:' || :from`,
];
