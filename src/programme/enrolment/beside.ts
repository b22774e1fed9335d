import type Sqlite from "better-sqlite3";
import type { Json } from "../../flow/session.ts";
import { ofPerson } from "../../people/merged.ts";

/**
 * Small things about her beside what the parts show by themselves: what waits for an answer or was asked of others because
 * of her, messages that went to many, a ballot that is not counted yet. Each statement takes `:personId`.
 */
const BESIDE = {
  questions: `SELECT q.programme, q.question FROM faq_question q WHERE ${ofPerson("q.person_id")} AND q.question IS NOT NULL
    ORDER BY q.at`,
  talks: `SELECT s.programme, s.place, s.starts_at AS startsAt FROM consult_slot s
    WHERE ${ofPerson("s.taken_by")} AND s.cancelled = 0 ORDER BY s.starts_at`,
  campaigns: `SELECT c.programme, c.activity, m.state FROM campaign_person m JOIN campaign c ON c.id = m.campaign_id
    WHERE ${ofPerson("m.person_id")} ORDER BY c.created_at`,
  visits: `SELECT t.programme, t.kind, t.due_on AS "by", t.done_at IS NOT NULL AS done FROM field_task t
    WHERE ${ofPerson("t.person_id")} ORDER BY t.opened_at`,
  "put-off": `SELECT m.until, m.reason FROM task_move m WHERE ${ofPerson("m.person_id")} ORDER BY m.at`,
  steps: `SELECT p.programme, s.what, s.due_on AS "by", s.done_at IS NOT NULL AS done FROM graduation_plan p
    JOIN graduation_step s ON s.plan_id = p.id WHERE ${ofPerson("p.person_id")} ORDER BY p.made_at, s.no`,
  ballots: `SELECT o.ask, b.ranking FROM poll_ballot b JOIN poll o ON o.id = b.poll_id
    WHERE ${ofPerson("b.person_id")} ORDER BY b.at`,
  notes: `SELECT h.note FROM training_hand_in h WHERE ${ofPerson("h.person_id")} AND h.note IS NOT NULL ORDER BY h.at`,
} as const;

export type Beside = { what: keyof typeof BESIDE; rows: Json[] };

/** Looks them up for somebody; only what there is. */
export function besideOf(sqlite: Sqlite.Database): (personId: string) => Beside[] {
  const all = Object.entries(BESIDE).map(([what, sql]) => ({
    what: what as Beside["what"],
    rows: sqlite.prepare(sql),
  }));
  return (personId) =>
    all
      .map(({ what, rows }) => ({ what, rows: rows.all({ personId }) as Json[] }))
      .filter(({ rows }) => rows.length > 0);
}
