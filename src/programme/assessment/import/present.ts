import type Sqlite from "better-sqlite3";
import { PARTICIPANT_ROLES } from "../../../people/person.ts";
import type { Pack } from "../../pack/index.ts";
import type { ListSetting } from "./person-row.ts";
import type { Present } from "./plan.ts";

/** Where an office's phone numbers are addresses. */
export const PHONE_CHANNEL = "whatsapp";
/** Roles that only take part; whoever has another one is staff. */
const TAKES_PART: ReadonlySet<string> = new Set([...PARTICIPANT_ROLES, "member", "kader"]);

type Row = {
  id: string;
  name: string | null;
  called: string | null;
  born: number | null;
  village: string | null;
  phone: string | null;
  roles: string | null;
};

/** Everybody whom Rukun knows, as a list is held against them. */
export function presentPeople(sqlite: Sqlite.Database, packs: ReadonlyMap<string, Pack>): Present[] {
  const programmes = new Map<string, { id: string; name: string }[]>();
  for (const { personId, programme } of enrolled(sqlite)) {
    const one = { id: programme, name: packs.get(programme)?.name ?? programme };
    programmes.set(personId, [...(programmes.get(personId) ?? []), one]);
  }
  return people(sqlite).map(({ id, name, called, born, village, phone, roles }) => ({
    id,
    name: name ?? called ?? "",
    born: born ?? undefined,
    village: village ?? undefined,
    phone: phone ?? undefined,
    programmes: programmes.get(id) ?? [],
    staff: (roles?.split(",") ?? []).some((role) => !TAKES_PART.has(role)),
  }));
}

/** Staff by name and by how they are addressed; whom two are called alike is nobody certain. */
export function staffOf(sqlite: Sqlite.Database): Pick<ListSetting, "facilitators" | "kader"> {
  const byRole = (role: string) => {
    const found = new Map<string, string>();
    for (const { id, name, called, roles } of people(sqlite)) {
      if (roles?.split(",").includes(role) !== true) continue;
      for (const word of new Set([name, called].flatMap((one) => one?.toLowerCase() ?? [])))
        found.set(word, found.has(word) ? "" : id);
    }
    return found;
  };
  return { facilitators: byRole("facilitator"), kader: byRole("kader") };
}

function people(sqlite: Sqlite.Database): Row[] {
  return sqlite
    .prepare(
      `SELECT p.id, p.name, p.called, p.birth_year AS born, p.village,
         (SELECT a.address FROM address_person ap JOIN address a ON a.id = ap.address_id
          WHERE ap.person_id = p.id AND a.channel = '${PHONE_CHANNEL}' ORDER BY a.id LIMIT 1) AS phone,
         (SELECT group_concat(role) FROM person_role WHERE person_id = p.id) AS roles
       FROM person p WHERE p.status NOT IN ('merged', 'erased')
         AND (p.name IS NOT NULL OR p.called IS NOT NULL) ORDER BY p.id`,
    )
    .all() as Row[];
}

/** Who takes part in what now. */
function enrolled(sqlite: Sqlite.Database): { personId: string; programme: string }[] {
  return sqlite
    .prepare(
      `SELECT coalesce(p.merged_into, p.id) AS personId, e.programme FROM enrolment e JOIN person p ON p.id = e.person_id
       WHERE e.as_role IN ('candidate', 'beneficiary')
         AND e.id IN (SELECT max(id) FROM enrolment GROUP BY programme, person_id)`,
    )
    .all() as { personId: string; programme: string }[];
}
