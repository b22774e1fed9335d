import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import { dateIn, instantOf, type Zone } from "../../zones.ts";
import type { Standing } from "../enrolment/index.ts";

/** What somebody is told apart by, and what she was to the programme at the end of a day. Never who she is. */
export type Known = {
  sex: string | null;
  birthYear: number | null;
  village: string | null;
  /** Her answers to the Washington Group, JSON `{ seeing: "none" }`; null: not asked, or nothing said. */
  disability: string | null;
  /** Her group in the programme, or her unit. */
  group: string | null;
  cohort: string | null;
  /** Null: she was not in the programme. */
  standing: Standing | null;
  /** The day since when she takes part, YYYY-MM-DD. */
  since: string | null;
};

type Row = Omit<Known, "since"> & { id: string; since: number | null };

/**
 * Everybody who is known here, as they stood in a programme at the end of a day; two records of one woman are one.
 * Who was erased is among them, without anything that says who she was.
 */
export function peopleAt(
  sqlite: Sqlite.Database,
  programme: string,
  { zone, to }: { zone: Zone; to: string },
): Map<string, Known> {
  const rows = sqlite.prepare(PEOPLE).all({ programme, before: instantOf(zone, to, "00:00") + DAY }) as Row[];
  return new Map(
    rows.map(({ id, since, ...row }) => [id, { ...row, since: since === null ? null : dateIn(zone, since) }]),
  );
}

const PEOPLE = `WITH newest AS (
    SELECT max(e.id) AS id, coalesce(q.merged_into, q.id) AS whose,
      min(CASE WHEN e.as_role = 'beneficiary' THEN e.since END) AS since
    FROM enrolment e JOIN person q ON q.id = e.person_id
    WHERE e.programme = :programme AND e.since < :before GROUP BY whose)
  SELECT p.id, p.sex, p.birth_year AS birthYear, p.village, p.disability, 
    coalesce((SELECT m.group_id FROM group_member m JOIN programme_group g ON g.id = m.group_id
      WHERE m.person_id = p.id AND m.until IS NULL AND g.programme = :programme ORDER BY m.since DESC LIMIT 1),
      p.unit_id) AS "group", e.cohort, e.as_role AS standing, n.since
  FROM person p LEFT JOIN newest n ON n.whose = p.id LEFT JOIN enrolment e ON e.id = n.id
  WHERE p.merged_into IS NULL`;
