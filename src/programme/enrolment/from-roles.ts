import type Sqlite from "better-sqlite3";
import type { Enrolments, Standing } from "./enrolments.ts";

/** People with a role looked at in one tick: some milliseconds of work. */
const PAGE = 500;

type Row = { personId: string; role: "prospective" | "beneficiary"; since: number };

/** The role and what it is in the programme; who already is more stays it. */
const MEANS = { prospective: "candidate", beneficiary: "beneficiary" } as const satisfies Record<string, Standing>;

/**
 * Whoever registered or was accepted is in the main programme: the roles, which membership gives, tell so. A page of
 * people a tick, round and round, so that a hundred thousand cost no more at a time than five hundred.
 */
export class FromRoles {
  private readonly enrolments: Enrolments;
  private readonly programme: string;
  private readonly page: Sqlite.Statement;
  private after = { personId: "", role: "" };

  constructor(sqlite: Sqlite.Database, enrolments: Enrolments, programme: string) {
    this.enrolments = enrolments;
    this.programme = programme;
    this.page = sqlite.prepare(
      `SELECT r.person_id AS personId, r.role, r.since FROM person_role r
       WHERE (r.person_id, r.role) > (:personId, :role) AND +r.role IN ('prospective', 'beneficiary')
       ORDER BY r.person_id, r.role LIMIT ${PAGE}`,
    );
  }

  /** One bounded step, to be called at each tick inside a transaction. */
  step(): void {
    const rows = this.page.all(this.after) as Row[];
    for (const row of rows) this.enrol(row);
    const last = rows.length < PAGE ? undefined : rows.at(-1);
    this.after = last === undefined ? { personId: "", role: "" } : { personId: last.personId, role: last.role };
  }

  private enrol({ personId, role, since }: Row): void {
    const { programme } = this;
    const now = this.enrolments.current(programme, personId)?.as;
    if (now === undefined || (now === "candidate" && role === "beneficiary"))
      this.enrolments.enrol({ programme, personId, as: MEANS[role], since, source: `role:${role}:${since}` });
  }
}
