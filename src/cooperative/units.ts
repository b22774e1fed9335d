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
  FROM coop_unit c JOIN unit u ON u.id = c.unit_id ORDER BY c.id`;

/**
 * The units of the cooperative: a few hundred at most, so all of them are kept in memory. `forget()` when a transaction
 * was taken back or another process wrote.
 */
export class Units {
  private known: { byId: Map<number, CoopUnit>; byUnitId: Map<string, CoopUnit> } | undefined;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** By number. */
  all(): CoopUnit[] {
    return [...this.load().byId.values()];
  }

  byId(id: number): CoopUnit | undefined {
    return this.load().byId.get(id);
  }

  /** The unit that a person belongs to, as an officer or member. */
  ofPerson({ unitId }: { unitId: string | null }): CoopUnit | undefined {
    return unitId === null ? undefined : this.load().byUnitId.get(unitId);
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
    this.known = undefined;
  }

  private load() {
    if (this.known !== undefined) return this.known;
    const rows = this.sql.all.all() as CoopUnit[];
    this.known = {
      byId: new Map(rows.map((row) => [row.id, row])),
      byUnitId: new Map(rows.map((row) => [row.unitId, row])),
    };
    return this.known;
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    all: sqlite.prepare(UNITS),
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
