import type Sqlite from "better-sqlite3";
import { ofPerson } from "../../people/merged.ts";

/** A step of a plan; `dueOn` YYYY-MM-DD, `doneAt` ms UTC. */
export type Step = { no: number; what: string; dueOn: string; doneAt: number | null };

/** What is done together until somebody is looked at again. */
export type Plan = {
  id: string;
  programme: string;
  personId: string;
  by: string;
  together: boolean;
  madeAt: number;
  /** YYYY-MM-DD. */
  evaluateOn: string;
  evaluatedAt: number | null;
  steps: readonly Step[];
};

type Row = Omit<Plan, "steps" | "together"> & { together: 0 | 1 };

/** Individual follow-up plans; the newest of a woman and programme counts. Steps go when she is erased. */
export class Plans {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add({ steps, together, ...plan }: Omit<Plan, "evaluatedAt">): void {
    this.sql.add.run({ ...plan, together: together ? 1 : 0 });
    for (const { no, what, dueOn } of steps) this.sql.addStep.run({ planId: plan.id, no, what, dueOn });
  }

  byId(id: string): Plan | undefined {
    return this.whole(this.sql.byId.get(id) as Row | undefined);
  }

  /** The newest one, evaluated or not. */
  newest(programme: string, personId: string): Plan | undefined {
    return this.whole(this.sql.newest.get({ programme, personId }) as Row | undefined);
  }

  /** The newest plan of each woman whose facilitator this is, where its day has come and nobody evaluated it. */
  dueFor(by: string, today: string): Pick<Plan, "id" | "programme" | "personId" | "evaluateOn" | "madeAt">[] {
    return this.sql.dueFor.all(by, today) as Plan[];
  }

  stepsDone(planId: string, numbers: readonly number[], at: number): void {
    for (const no of numbers) this.sql.done.run({ planId, no, at });
  }

  evaluated(id: string, at: number): void {
    this.sql.evaluated.run({ id, at });
  }

  forget(personId: string): void {
    this.sql.forget.run({ personId });
  }

  private whole(row: Row | undefined): Plan | undefined {
    if (row === undefined) return undefined;
    return { ...row, together: row.together === 1, steps: this.sql.steps.all(row.id) as Step[] };
  }
}

const PLAN = `SELECT g.id, g.programme, coalesce(p.merged_into, g.person_id) AS personId, g.by_person AS "by", g.together,
  g.made_at AS madeAt, g.evaluate_on AS evaluateOn, g.evaluated_at AS evaluatedAt
  FROM graduation_plan g JOIN person p ON p.id = g.person_id`;
const HERS = ofPerson();

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO graduation_plan (id, programme, person_id, by_person, together, made_at, evaluate_on)
       VALUES (:id, :programme, :personId, :by, :together, :madeAt, :evaluateOn)`,
    ),
    addStep: sqlite.prepare(
      "INSERT INTO graduation_step (plan_id, no, what, due_on) VALUES (:planId, :no, :what, :dueOn)",
    ),
    byId: sqlite.prepare(`${PLAN} WHERE g.id = ?`),
    newest: sqlite.prepare(
      `${PLAN} WHERE g.programme = :programme AND g.${HERS} ORDER BY g.made_at DESC, g.id DESC LIMIT 1`,
    ),
    dueFor: sqlite.prepare(
      `${PLAN} WHERE g.by_person = ? AND g.evaluated_at IS NULL AND g.evaluate_on <= ?
         AND p.status IN ('active', 'stopped') AND NOT EXISTS (SELECT 1 FROM graduation_plan n
           WHERE n.programme = g.programme AND n.person_id = g.person_id AND n.made_at > g.made_at)
       ORDER BY g.evaluate_on, g.id`,
    ),
    steps: sqlite.prepare(
      "SELECT no, what, due_on AS dueOn, done_at AS doneAt FROM graduation_step WHERE plan_id = ? ORDER BY no",
    ),
    done: sqlite.prepare(
      "UPDATE graduation_step SET done_at = :at WHERE plan_id = :planId AND no = :no AND done_at IS NULL",
    ),
    evaluated: sqlite.prepare("UPDATE graduation_plan SET evaluated_at = :at WHERE id = :id AND evaluated_at IS NULL"),
    forget: sqlite.prepare(
      `DELETE FROM graduation_step WHERE plan_id IN (SELECT id FROM graduation_plan WHERE ${HERS})`,
    ),
  };
}
