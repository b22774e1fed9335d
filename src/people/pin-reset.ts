import type Sqlite from "better-sqlite3";
import type { Directory } from "./directory.ts";
import { PIN_CLEARED } from "./pin.ts";

/** Who cleared a PIN and when. The newest first. */
export type Clearing = { at: number; channel: string; by: string | null };

export type ClearedPin = { personId: string; by: string; channel: string; now: number };

/** Not a flow: no count of conversations has to do with it. */
const AUDITED_AS = "pin-cleared";

/**
 * A forgotten PIN goes, and whoever says her name on a shared phone sets a new one first. Nobody sees the old one, for it
 * lies nowhere. That it was cleared, by whom and from where is a line in the turn log, which is only added to. False: she
 * had none. In an open transaction.
 */
export function clearPin(
  { sqlite, directory }: { sqlite: Sqlite.Database; directory: Directory },
  { personId, by, channel, now }: ClearedPin,
): boolean {
  const had = sqlite.prepare("SELECT pin FROM person WHERE id = ?").pluck().get(personId);
  if (had == null) return false;
  directory.change(personId, { pin: PIN_CLEARED }, now);
  sqlite
    .prepare(
      `INSERT INTO turn_log (person_id, at, flow, step, events, next, waited_ms, channel, by_person)
       VALUES (?, ?, ?, 'clear', 'cleared', NULL, 0, ?, ?)`,
    )
    .run(personId, now, AUDITED_AS, channel, by);
  return true;
}

/** Each time that her PIN was cleared. */
export function clearingsOf(sqlite: Sqlite.Database, personId: string): Clearing[] {
  return sqlite
    .prepare(
      `SELECT at, channel, by_person AS by FROM turn_log WHERE person_id = ? AND flow = '${AUDITED_AS}' ORDER BY id DESC`,
    )
    .all(personId) as Clearing[];
}

/** People who have set a PIN, by name: of those who were given. */
export function withPin<P extends { id: string; pin: string | null }>(people: readonly P[]): P[] {
  return people.filter(({ pin }) => pin !== null && pin !== PIN_CLEARED);
}
