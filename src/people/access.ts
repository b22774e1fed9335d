import type { Db } from "../db/open.ts";
import type { Manner } from "./manner.ts";
import type { Person } from "./person.ts";
import type { PeopleStore } from "./store.ts";

/**
 * For a domain that plans for people, e.g. a session with a sign-language interpreter (JBI) for whom is `deaf`. Whoever is
 * not known is written to as usual.
 */
export const accessOf = (
  people: { person(id: string): Pick<Person, "access"> | undefined },
  personId: string,
): Manner => people.person(personId)?.access ?? "usual";

/** Writes down how somebody wants to be written to; `by` who said so for her, null: she did. */
export function setAccess(
  db: Db,
  people: PeopleStore,
  given: { personId: string; manner: Manner; by: string | null; at: number },
): void {
  db.sqlite
    .prepare(
      `INSERT INTO access_profile (person_id, manner, by_person, at) VALUES (:personId, :manner, :by, :at)
       ON CONFLICT (person_id) DO UPDATE SET manner = excluded.manner, by_person = excluded.by_person, at = excluded.at`,
    )
    .run(given);
  people.forgetPerson(given.personId);
}

/** What a merge of two records makes of it: what `into` said stays, else what `from` said goes along. */
export const ACCESS_MOVES = [
  "INSERT OR IGNORE INTO access_profile (person_id, manner, by_person, at) SELECT :into, manner, by_person, at FROM access_profile WHERE person_id = :from",
  "DELETE FROM access_profile WHERE person_id = :from",
  "UPDATE access_profile SET by_person = :into WHERE by_person = :from AND person_id <> :into",
  "UPDATE access_profile SET by_person = NULL WHERE by_person = :from",
  "UPDATE rights_request SET person_id = :into WHERE person_id = :from",
  "UPDATE rights_request SET done_by = :into WHERE done_by = :from",
] as const;
