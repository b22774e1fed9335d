import type Sqlite from "better-sqlite3";
import type { Zone } from "../../../zones.ts";

/** A time for a talk. */
export type Slot = {
  id: string;
  programme: string;
  byPerson: string;
  startsAt: number;
  endsAt: number;
  zone: Zone;
  place: string;
  takenBy: string | null;
};

/** Times that were opened, and who took them. */
export class Slots {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** False: whoever opens it has one then already. */
  add(slot: Omit<Slot, "takenBy">): boolean {
    return this.sql.add.run(slot).changes === 1;
  }

  byId(id: string): Slot | undefined {
    return this.sql.byId.get(id) as Slot | undefined;
  }

  /** Free ones, the soonest first. */
  free(programme: string, from: number, limit: number): Slot[] {
    return this.sql.free.all(programme, from, limit) as Slot[];
  }

  /** What somebody has taken and is still to come. */
  takenBy(personId: string, from: number): Slot | undefined {
    return this.sql.takenBy.get(personId, from) as Slot | undefined;
  }

  /** What somebody opened and is still to come. */
  openedBy(personId: string, from: number, limit: number): Slot[] {
    return this.sql.openedBy.all(personId, from, limit) as Slot[];
  }

  /** False: somebody was quicker, or it is off. */
  take(id: string, personId: string, at: number): boolean {
    return this.sql.take.run(personId, at, id).changes === 1;
  }

  release(id: string): void {
    this.sql.release.run(id);
  }

  cancel(id: string): void {
    this.sql.cancel.run(id);
  }

  letGo(personId: string): void {
    this.sql.letGo.run(personId);
  }
}

const SLOT = `SELECT id, programme, by_person AS byPerson, starts_at AS startsAt, ends_at AS endsAt, zone, place,
  taken_by AS takenBy FROM consult_slot WHERE cancelled = 0`;

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO consult_slot (id, programme, by_person, starts_at, ends_at, zone, place)
       VALUES (:id, :programme, :byPerson, :startsAt, :endsAt, :zone, :place) ON CONFLICT DO NOTHING`,
    ),
    byId: sqlite.prepare(`${SLOT} AND id = ?`),
    free: sqlite.prepare(
      `${SLOT} AND programme = ? AND starts_at > ? AND taken_by IS NULL ORDER BY starts_at, id LIMIT ?`,
    ),
    takenBy: sqlite.prepare(`${SLOT} AND taken_by = ? AND starts_at > ? ORDER BY starts_at LIMIT 1`),
    openedBy: sqlite.prepare(`${SLOT} AND by_person = ? AND starts_at > ? ORDER BY starts_at LIMIT ?`),
    take: sqlite.prepare(
      "UPDATE consult_slot SET taken_by = ?, taken_at = ? WHERE id = ? AND taken_by IS NULL AND cancelled = 0",
    ),
    release: sqlite.prepare("UPDATE consult_slot SET taken_by = NULL, taken_at = NULL WHERE id = ?"),
    cancel: sqlite.prepare("UPDATE consult_slot SET cancelled = 1 WHERE id = ?"),
    letGo: sqlite.prepare("UPDATE consult_slot SET taken_by = NULL, taken_at = NULL WHERE taken_by = ?"),
  };
}
