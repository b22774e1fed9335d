import type Sqlite from "better-sqlite3";

export const WHAT = ["money", "tools", "materials", "livestock", "seeds"] as const;
export type What = (typeof WHAT)[number];

export type HandOver = {
  id: string;
  programme: string;
  /** Who gets it, and who hands it over. */
  personId: string;
  byPerson: string;
  what: What;
  items: string | null;
  /** Rupiah. */
  amount: number;
  mediaId: string | null;
  code: string;
  /** Ms UTC. */
  at: number;
  state: "open" | "received" | "disputed";
};

/** Four digits: she reads them in a message and writes them back. */
const CODES = 10_000;

/** What was handed over, and whether she who got it said so. */
export class HandOvers {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Writes it down with a code that no other open one has; `random` is 0 to 1. */
  add(given: Omit<HandOver, "code" | "state">, random: () => number): HandOver {
    const first = Math.floor(random() * CODES);
    for (let step = 0; step < CODES; step++) {
      const code = String((first + step) % CODES).padStart(4, "0");
      if (this.byCode(code) !== undefined) continue;
      const made: HandOver = { ...given, code, state: "open" };
      this.sql.add.run(made);
      return made;
    }
    throw new Error("every code of a hand-over is taken");
  }

  /** The open one with this code. */
  byCode(code: string): HandOver | undefined {
    return this.sql.byCode.get(code) as HandOver | undefined;
  }

  answer(id: string, state: "received" | "disputed", by: string, at: number): void {
    this.sql.answer.run({ id, state, by, at });
  }

  /** Of one person, newest first. */
  of(personId: string): HandOver[] {
    return this.sql.of.all(personId) as HandOver[];
  }

  /** Her words and photo are gone; what it was worth stays. */
  forget(personId: string): void {
    this.sql.forget.run(personId);
  }
}

const COLUMNS = `id, programme, person_id AS personId, by_person AS byPerson, what, items, amount, media_id AS mediaId,
  code, at, state`;

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO hand_over (id, programme, person_id, by_person, what, items, amount, media_id, code, at, state)
       VALUES (:id, :programme, :personId, :byPerson, :what, :items, :amount, :mediaId, :code, :at, :state)`,
    ),
    byCode: sqlite.prepare(`SELECT ${COLUMNS} FROM hand_over WHERE code = ? AND state = 'open'`),
    answer: sqlite.prepare(
      "UPDATE hand_over SET state = :state, answered_at = :at, answered_by = :by WHERE id = :id AND state = 'open'",
    ),
    of: sqlite.prepare(`SELECT ${COLUMNS} FROM hand_over WHERE person_id = ? ORDER BY at DESC, id`),
    forget: sqlite.prepare("UPDATE hand_over SET items = NULL, media_id = NULL WHERE person_id = ?"),
  };
}
