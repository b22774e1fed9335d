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

type PersonRow = Pick<Known, "sex" | "birthYear" | "village" | "disability"> & { id: string; unitId: string | null };
type Enrolled = { whose: string; standing: Standing; cohort: string | null; since: number | null };

/**
 * Everybody who is known here, as they stood in a programme at the end of a day; two records of one woman are one.
 * Who was erased is among them, without anything that says who she was. Put together here and not by SQL, which would
 * look through all enrolments for each of the people.
 */
export function peopleAt(
  sqlite: Sqlite.Database,
  programme: string,
  { zone, to }: { zone: Zone; to: string },
): Map<string, Known> {
  const before = instantOf(zone, to, "00:00") + DAY;
  const enrolled = new Map(
    (sqlite.prepare(ENROLLED).all({ programme, before }) as Enrolled[]).map((row) => [row.whose, row]),
  );
  const groups = new Map(sqlite.prepare(GROUPS).raw().all(programme) as [string, string][]);
  return new Map(
    (sqlite.prepare(PEOPLE).all() as PersonRow[]).map(({ id, unitId, ...row }): [string, Known] => {
      const { standing = null, cohort = null, since = null } = enrolled.get(id) ?? {};
      const group = groups.get(id) ?? unitId;
      return [id, { ...row, group, cohort, standing, since: since === null ? null : dateIn(zone, since) }];
    }),
  );
}

const PEOPLE = `SELECT id, sex, birth_year AS birthYear, village, disability, unit_id AS unitId
  FROM person WHERE merged_into IS NULL`;

// Of an aggregate with one max(), SQLite takes the other columns from the row that has it.
const ENROLLED = `SELECT max(e.id), coalesce(q.merged_into, q.id) AS whose, e.as_role AS standing, e.cohort,
    (SELECT min(f.since) FROM enrolment f WHERE f.programme = e.programme AND f.person_id = e.person_id
      AND f.as_role = 'beneficiary') AS since
  FROM enrolment e JOIN person q ON q.id = e.person_id
  WHERE e.programme = :programme AND e.since < :before GROUP BY whose`;

const GROUPS = `SELECT m.person_id, m.group_id FROM group_member m JOIN programme_group g ON g.id = m.group_id
  WHERE m.until IS NULL AND g.programme = ? ORDER BY m.since`;
