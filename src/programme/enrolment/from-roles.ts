import type Sqlite from "better-sqlite3";
import type { Directory } from "../../people/directory.ts";
import type { Enrolments, Standing } from "./enrolments.ts";

/** People with a role looked at in one tick: some milliseconds of work. */
const PAGE = 500;

type Row = { personId: string; role: "prospective" | "beneficiary" | "alumni"; since: number };

/** The role and what it is in the programme; who already is more stays it. */
const MEANS = { prospective: "candidate", beneficiary: "beneficiary" } as const satisfies Record<string, Standing>;

/** Her part ended in one of these ways. */
const isOver = (as: Standing): boolean => as === "graduate" || as === "left" || as === "stopped";

/**
 * Whoever registered or was accepted is in the main programme: the roles, which membership gives, tell so. The other way
 * round, who takes part in no programme any more is no beneficiary, and who graduated is one of the alumni, wherever
 * people are known by what they are: menus, campaigns, what is asked each week. A page of people a tick, so that a hundred
 * thousand cost no more at a time than five hundred, and no round where neither roles nor enrolments changed.
 */
export class FromRoles {
  private readonly enrolments: Enrolments;
  private readonly directory: Pick<Directory, "setRole">;
  private readonly programme: string;
  private readonly page: Sqlite.Statement;
  private readonly state: Sqlite.Statement;
  /** Roles and enrolments as they were when the round under way began, and when one last found everything in order. */
  private began: unknown;
  private settled: unknown;
  private after = { personId: "", role: "" };

  constructor(
    sqlite: Sqlite.Database,
    enrolments: Enrolments,
    programme: string,
    directory: Pick<Directory, "setRole">,
  ) {
    this.enrolments = enrolments;
    this.directory = directory;
    this.programme = programme;
    this.page = sqlite.prepare(
      `SELECT r.person_id AS personId, r.role, r.since FROM person_role r
       WHERE (r.person_id, r.role) > (:personId, :role) AND +r.role IN ('prospective', 'beneficiary', 'alumni')
       ORDER BY r.person_id, r.role LIMIT ${PAGE}`,
    );
    this.state = sqlite
      .prepare(
        `SELECT (SELECT ifnull(max(id), 0) FROM enrolment) || ' ' ||
           (SELECT count(*) || ' ' || ifnull(max(since), 0) FROM person_role)`,
      )
      .pluck();
  }

  /** One bounded step, to be called at each tick inside a transaction. */
  step(now: number): void {
    if (this.after.personId === "") {
      this.began = this.state.get();
      if (this.began === this.settled) return;
    }
    const rows = this.page.all(this.after) as Row[];
    for (const row of rows) {
      if (row.role !== "alumni") this.enrol(row.personId, row.role, row.since);
      if (row.role !== "prospective") this.settle(row.personId, row.role, now);
    }
    const last = rows.length < PAGE ? undefined : rows.at(-1);
    if (last === undefined) this.settled = this.began;
    this.after = last === undefined ? { personId: "", role: "" } : { personId: last.personId, role: last.role };
  }

  /** A role that was given after her part had ended says that she takes part again. */
  private enrol(personId: string, role: "prospective" | "beneficiary", since: number): void {
    const { programme } = this;
    const now = this.enrolments.current(programme, personId);
    const again = now !== undefined && isOver(now.as) && role === "beneficiary" && since > now.since;
    if (now === undefined || (now.as === "candidate" && role === "beneficiary") || again)
      this.enrolments.enrol({ programme, personId, as: MEANS[role], since, source: `role:${role}:${since}` });
  }

  /** Her role follows from what she is to all programmes together. */
  private settle(personId: string, role: "beneficiary" | "alumni", now: number): void {
    const hers = this.enrolments.of(personId).map(({ as }) => as);
    const takesPart = hers.includes("beneficiary") || (role === "beneficiary" && !hers.some(isOver));
    const graduated = !takesPart && hers.includes("graduate");
    if ((role === "beneficiary") === takesPart && (role === "alumni") === graduated) return;
    this.directory.setRole(personId, "beneficiary", takesPart, now);
    this.directory.setRole(personId, "alumni", graduated, now);
  }
}
