import type Sqlite from "better-sqlite3";
import { ofPerson } from "../../people/merged.ts";

/** What somebody is to a programme. */
export const STANDINGS = ["candidate", "beneficiary", "graduate", "left", "stopped"] as const;
export type Standing = (typeof STANDINGS)[number];

export type Enrolment = {
  programme: string;
  personId: string;
  as: Standing;
  /** Ms UTC. */
  since: number;
  until: number | null;
  /** Who began together: `2026-1`. */
  cohort: string | null;
  source: string;
};

export type NewEnrolment = Pick<Enrolment, "programme" | "personId" | "as" | "since" | "source"> &
  Partial<Pick<Enrolment, "until" | "cohort">>;

/** Who is meant of a programme's people; all that is given must hold. */
export type MemberFilter = {
  /** Default: beneficiaries. */
  as?: readonly Standing[];
  cohort?: string;
  village?: string;
};

/** Somebody of a programme with what she is told apart by in an indicator. */
export type Enrolled = Enrolment & {
  sex: string | null;
  birthYear: number | null;
  village: string | null;
  disability: string | null;
  unitId: string | null;
};

/** Who is what in which programme, with how it came to be. Only ever added to: the newest row counts. */
export class Enrolments {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Says what somebody is from now on. `known`: she is it already, or the same source said so before. */
  enrol(given: NewEnrolment): "new" | "known" {
    const { programme, personId, as } = given;
    const now = this.current(programme, personId);
    const { until = null, cohort = now?.cohort ?? null } = given;
    if (now?.as === as && now.cohort === cohort && now.until === until) return "known";
    return this.sql.add.run({ ...given, until, cohort }).changes === 0 ? "known" : "new";
  }

  /** The same for somebody who is in the programme: her cohort stays. Undefined: she is not. */
  change(programme: string, personId: string, as: Standing, told: { since: number; source: string }) {
    if (this.current(programme, personId) === undefined) return undefined;
    return this.enrol({ programme, personId, as, ...told });
  }

  /** What she is in one programme now. */
  current(programme: string, personId: string): Enrolment | undefined {
    return this.sql.current.get({ programme, personId }) as Enrolment | undefined;
  }

  /** What she is in each programme that she ever was in. */
  of(personId: string): Enrolment[] {
    return this.sql.of.all({ personId }) as Enrolment[];
  }

  /** Since when she takes part in a programme, ms UTC, whatever she is to it now; null: she never did. */
  began(programme: string, personId: string): number | null {
    return this.sql.began.get({ programme, personId }) as number | null;
  }

  /** How it came to be, oldest first. */
  history(programme: string, personId: string): Enrolment[] {
    return this.sql.history.all({ programme, personId }) as Enrolment[];
  }

  /** Who ever was in a programme, by id, after one of them: for work that goes through all of them in steps. */
  idsAfter(programme: string, after: string, limit: number): string[] {
    return this.sql.idsAfter.all({ programme, after, limit }) as string[];
  }

  /** A programme's people, by id; erased people are in it without anything that says who they are. */
  members(programme: string, filter: MemberFilter = {}): Enrolled[] {
    const { as = ["beneficiary"], cohort = null, village = null } = filter;
    return this.sql.members.all({ programme, as: JSON.stringify(as), cohort, village }) as Enrolled[];
  }
}

/** Two records of one woman that became one: what is newer counts, whichever of them it was told of. */
const HERS = ofPerson("e.person_id");
const COLUMNS = `e.programme, e.as_role AS "as", e.since, e.until, e.cohort, e.source`;

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO enrolment (programme, person_id, as_role, since, until, cohort, source)
       VALUES (:programme, :personId, :as, :since, :until, :cohort, :source) ON CONFLICT DO NOTHING`,
    ),
    current: sqlite.prepare(
      `SELECT ${COLUMNS}, :personId AS personId FROM enrolment e
       WHERE e.programme = :programme AND ${HERS} ORDER BY e.id DESC LIMIT 1`,
    ),
    of: sqlite.prepare(
      `SELECT ${COLUMNS}, :personId AS personId FROM enrolment e
       WHERE e.id IN (SELECT max(e.id) FROM enrolment e WHERE ${HERS} GROUP BY e.programme) ORDER BY e.programme`,
    ),
    began: sqlite
      .prepare(
        `SELECT min(e.since) FROM enrolment e WHERE e.programme = :programme AND ${HERS} AND e.as_role = 'beneficiary'`,
      )
      .pluck(),
    history: sqlite.prepare(
      `SELECT ${COLUMNS}, :personId AS personId FROM enrolment e WHERE e.programme = :programme AND ${HERS} ORDER BY e.id`,
    ),
    idsAfter: sqlite
      .prepare(
        `SELECT DISTINCT coalesce(q.merged_into, q.id) AS whose FROM enrolment e JOIN person q ON q.id = e.person_id
         WHERE e.programme = :programme AND whose > :after ORDER BY whose LIMIT :limit`,
      )
      .pluck(),
    members: sqlite.prepare(
      `SELECT e.programme, p.id AS personId, e.as_role AS "as", e.since, e.until, e.cohort, e.source,
         p.sex, p.birth_year AS birthYear, p.village, p.disability, p.unit_id AS unitId
       FROM (SELECT max(e.id) AS id, coalesce(q.merged_into, q.id) AS whose
               FROM enrolment e JOIN person q ON q.id = e.person_id
               WHERE e.programme = :programme GROUP BY whose) newest
         JOIN enrolment e ON e.id = newest.id JOIN person p ON p.id = newest.whose
       WHERE e.as_role IN (SELECT value FROM json_each(:as))
         AND (:cohort IS NULL OR e.cohort = :cohort) AND (:village IS NULL OR p.village = :village)
       ORDER BY p.id`,
    ),
  };
}
