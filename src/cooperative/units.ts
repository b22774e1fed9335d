import type Sqlite from "better-sqlite3";
import type { NewId } from "../ids.ts";
import { dateIn, type Zone } from "../zones.ts";

/** A unit of the cooperative, or its head office. */
export type CoopUnit = {
  /** Its number in the books, for good. */
  id: number;
  /** The unit that its people belong to (`person.unitId`). */
  unitId: string;
  kind: "unit" | "head";
  name: string;
  village: string;
  zone: Zone;
  /** The first day of its books, YYYY-MM-DD. */
  openedOn: string;
};

export type NewUnit = Omit<CoopUnit, "unitId">;

const UNITS = `SELECT c.id, c.unit_id AS unitId, c.kind, u.name, u.village, u.zone, c.opened_on AS openedOn
  FROM coop_unit c JOIN unit u ON u.id = c.unit_id`;

/**
 * The units of the cooperative: a few hundred at most, so those that were asked for are kept in memory. `forget()` when a
 * transaction was taken back or another process wrote.
 */
export class Units {
  private readonly byNumber = new Map<number, CoopUnit>();
  /** By the unit of people; undefined: that one keeps no books. */
  private readonly byPeople = new Map<string, CoopUnit | undefined>();
  /** By number, once all of them were asked for. */
  private everyone: readonly CoopUnit[] | undefined;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** By number. */
  all(): CoopUnit[] {
    if (this.everyone === undefined) {
      this.everyone = this.sql.all.all() as CoopUnit[];
      for (const unit of this.everyone) this.keep(unit);
    }
    return [...this.everyone];
  }

  byId(id: number): CoopUnit | undefined {
    return this.byNumber.get(id) ?? this.keep(this.sql.byId.get(id) as CoopUnit | undefined);
  }

  /** The unit that a person belongs to, as an officer or member. */
  ofPerson({ unitId }: { unitId: string | null }): CoopUnit | undefined {
    if (unitId === null) return undefined;
    if (!this.byPeople.has(unitId))
      this.byPeople.set(unitId, this.keep(this.sql.byUnitId.get(unitId) as CoopUnit | undefined));
    return this.byPeople.get(unitId);
  }

  head(): CoopUnit | undefined {
    return this.all().find(({ kind }) => kind === "head");
  }

  /** By name in any case, or by number. */
  named(text: string): CoopUnit | undefined {
    const wanted = text.trim().toLowerCase();
    return this.all().find(({ id, name }) => name.toLowerCase() === wanted || String(id) === wanted);
  }

  /** The date in a unit's zone: its day ends at midnight there. */
  today({ zone }: Pick<CoopUnit, "zone">, now: number): string {
    return dateIn(zone, now);
  }

  /**
   * Opens the books of a unit whose number has none yet. The unit of its people is the one with that name, or is made.
   * False: it was there already, and stays as it is.
   */
  open({ id, kind, name, village, zone, openedOn }: NewUnit, newId: NewId): boolean {
    if (this.byId(id) !== undefined) return false;
    const there = this.sql.named.get(name) as string | undefined;
    const unitId = there ?? newId();
    if (there === undefined) this.sql.addUnit.run(unitId, name, village, zone);
    this.sql.add.run(id, unitId, kind, openedOn);
    this.forget();
    return true;
  }

  forget(): void {
    this.byNumber.clear();
    this.byPeople.clear();
    this.everyone = undefined;
  }

  private keep(unit: CoopUnit | undefined): CoopUnit | undefined {
    if (unit === undefined) return undefined;
    this.byNumber.set(unit.id, unit);
    this.byPeople.set(unit.unitId, unit);
    return unit;
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    all: sqlite.prepare(`${UNITS} ORDER BY c.id`),
    byId: sqlite.prepare(`${UNITS} WHERE c.id = ?`),
    byUnitId: sqlite.prepare(`${UNITS} WHERE c.unit_id = ?`),
    named: sqlite
      .prepare(
        `SELECT id FROM unit WHERE lower(name) = lower(?) AND id NOT IN (SELECT unit_id FROM coop_unit)
         ORDER BY id LIMIT 1`,
      )
      .pluck(),
    addUnit: sqlite.prepare("INSERT INTO unit (id, name, village, zone) VALUES (?, ?, ?, ?)"),
    add: sqlite.prepare("INSERT INTO coop_unit (id, unit_id, kind, opened_on) VALUES (?, ?, ?, ?)"),
  };
}
