import type Sqlite from "better-sqlite3";
import type { Role } from "../flow/definition.ts";
import type { Zone } from "../zones.ts";
import type { Person } from "./person.ts";

/** Which people an operator wants to see; everything that is given must hold. */
export type PeopleFilter = {
  role?: Role;
  /** The village, by its whole name in any case. */
  village?: string;
  /** A part of the name, of how she is addressed, or of the id. */
  search?: string;
  limit: number;
};

/** A person in a list for an operator. */
export type ListedPerson = {
  id: string;
  name: string | null;
  called: string | null;
  village: string | null;
  zone: Zone;
  status: Person["status"];
  roles: string[];
  addresses: { channel: string; address: string }[];
};

type Row = Omit<ListedPerson, "roles" | "addresses"> & { roles: string | null };

/** Merged and erased people are nobody any more. */
const THERE = "status NOT IN ('merged', 'erased')";

/** People by name, at most `limit`; `total` says how many there are. */
export function listPeople(sqlite: Sqlite.Database, filter: PeopleFilter): { people: ListedPerson[]; total: number } {
  const { role = null, village = null, limit } = filter;
  const search = filter.search === undefined ? null : `%${escaped(filter.search)}%`;
  const given = { role, village, search, limit };
  const where = `WHERE ${THERE}
    AND (:role IS NULL OR EXISTS (SELECT 1 FROM person_role WHERE person_id = person.id AND role = :role))
    AND (:village IS NULL OR lower(village) = lower(:village))
    AND (:search IS NULL OR name LIKE :search ESCAPE '\\' OR called LIKE :search ESCAPE '\\'
      OR id LIKE :search ESCAPE '\\')`;
  const rows = sqlite
    .prepare(
      `SELECT id, name, called, village, zone, status,
         (SELECT group_concat(role, ',') FROM person_role WHERE person_id = person.id) AS roles
       FROM person ${where} ORDER BY name IS NULL, name COLLATE NOCASE, id LIMIT :limit`,
    )
    .all(given) as Row[];
  const addresses = sqlite.prepare(
    `SELECT channel, address FROM address JOIN address_person ON address_id = id WHERE person_id = ? ORDER BY id`,
  );
  const people = rows.map((row) => ({
    ...row,
    roles: row.roles?.split(",").toSorted() ?? [],
    addresses: addresses.all(row.id) as ListedPerson["addresses"],
  }));
  return { people, total: sqlite.prepare(`SELECT count(*) FROM person ${where}`).pluck().get(given) as number };
}

/**
 * The people whom an operator means by an id or a name: the one with that id, else all with exactly that name, else
 * all whose name has it in it.
 */
export function findPeople(sqlite: Sqlite.Database, idOrName: string, limit: number): ListedPerson[] {
  const { people } = listPeople(sqlite, { search: idOrName, limit });
  const byId = people.filter(({ id }) => id === idOrName);
  if (byId.length > 0) return byId;
  const wanted = idOrName.toLowerCase();
  const whole = people.filter(({ name, called }) => name?.toLowerCase() === wanted || called?.toLowerCase() === wanted);
  return whole.length > 0 ? whole : people;
}

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");
