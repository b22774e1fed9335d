import type Sqlite from "better-sqlite3";
import { ofPerson } from "../../people/merged.ts";
import type { Case, CaseKind, CaseOutcome } from "./case.ts";

export type NewCase = Pick<Case, "id" | "programme" | "personId" | "kind" | "about" | "by" | "openedAt">;

/** Proposals and reviews as far as they have come. Where two records of one woman became one, they are hers who stayed. */
export class Cases {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Opens it; false when one of its kind is open for her in this programme already. */
  open(given: NewCase): boolean {
    return this.sql.open.run(given).changes === 1;
  }

  byId(id: string): Case | undefined {
    return this.sql.byId.get(id) as Case | undefined;
  }

  /** Her open proposal in a programme, or her open review. */
  openOf(programme: string, personId: string, kind: "proposal" | "review"): Case | undefined {
    return this.sql.openOf.get({ programme, personId, review: kind === "review" ? 1 : 0 }) as Case | undefined;
  }

  /** All of hers, newest first. */
  ofPerson(personId: string): Case[] {
    return this.sql.ofPerson.all({ personId }) as Case[];
  }

  /** The newest of hers in a programme that people decided. */
  lastDecided(programme: string, personId: string): Case | undefined {
    return this.ofPerson(personId).find(
      (one) => one.programme === programme && one.kind !== "review" && DECIDED.includes(one.outcome),
    );
  }

  /** Everything that is open, oldest first. */
  allOpen(): Case[] {
    return this.sql.allOpen.all() as Case[];
  }

  /** Proposed anew after it was sent back: a new round. */
  proposeAgain(id: string): void {
    this.sql.again.run(id);
  }

  giveBack(id: string): void {
    this.sql.state.run({ id, state: "returned" });
  }

  agree(id: string): void {
    this.sql.state.run({ id, state: "agreed" });
  }

  /** She was told, and may object until an instant. */
  shown(id: string, toldAt: number, until: number): void {
    this.sql.shown.run({ id, toldAt, until });
  }

  /** She objected: what was said so far counts no more. */
  objected(id: string): void {
    this.sql.objected.run(id);
  }

  close(id: string, outcome: CaseOutcome, at: number): void {
    this.sql.close.run({ id, outcome, at });
  }
}

const DECIDED: readonly (CaseOutcome | null)[] = ["graduate", "not-yet", "stop", "go-on"];

export const PROPOSALS: readonly CaseKind[] = ["graduate", "stop"];

const CASE = `SELECT c.id, c.programme, coalesce(p.merged_into, c.person_id) AS personId, c.kind, c.about, c.state, c.round,
  c.by_person AS "by", c.opened_at AS openedAt, c.told_at AS toldAt, c.objection_until AS until, c.outcome,
  c.closed_at AS closedAt FROM graduation_case c JOIN person p ON p.id = c.person_id`;
const HERS = ofPerson("c.person_id");

function prepare(sqlite: Sqlite.Database) {
  return {
    open: sqlite.prepare(
      `INSERT INTO graduation_case (id, programme, person_id, kind, about, state, round, by_person, opened_at)
       VALUES (:id, :programme, :personId, :kind, :about, 'proposed', 1, :by, :openedAt) ON CONFLICT DO NOTHING`,
    ),
    byId: sqlite.prepare(`${CASE} WHERE c.id = ?`),
    openOf: sqlite.prepare(
      `${CASE} WHERE c.programme = :programme AND ${HERS} AND c.closed_at IS NULL AND (c.kind = 'review') = :review
       ORDER BY c.opened_at LIMIT 1`,
    ),
    ofPerson: sqlite.prepare(`${CASE} WHERE ${HERS} ORDER BY c.opened_at DESC, c.id DESC`),
    allOpen: sqlite.prepare(`${CASE} WHERE c.closed_at IS NULL ORDER BY c.opened_at, c.id`),
    again: sqlite.prepare("UPDATE graduation_case SET state = 'proposed', round = round + 1 WHERE id = ?"),
    state: sqlite.prepare("UPDATE graduation_case SET state = :state WHERE id = :id"),
    shown: sqlite.prepare(
      "UPDATE graduation_case SET state = 'shown', told_at = :toldAt, objection_until = :until WHERE id = :id",
    ),
    objected: sqlite.prepare("UPDATE graduation_case SET round = round + 1 WHERE id = ?"),
    close: sqlite.prepare(
      "UPDATE graduation_case SET state = 'closed', outcome = :outcome, closed_at = :at WHERE id = :id",
    ),
  };
}
