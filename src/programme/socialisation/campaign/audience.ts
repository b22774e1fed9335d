import type Sqlite from "better-sqlite3";
import { WEEK } from "../../../clock.ts";
import type { Role } from "../../../flow/definition.ts";
import { LIMITS } from "../../../limits.ts";
import { STAFF_ROLES } from "../../../people/person.ts";
import { type Hours, withinHours, type Zone } from "../../../zones.ts";
import type { Standing } from "../../enrolment/index.ts";
import { type Filters, type Reason, WAYS, type Way } from "./campaign.ts";

type Phone = { channel: string; address: string; hasWritten: boolean };

/** Somebody of an audience, with what decides whether and where she is written to. */
export type Listener = {
  id: string;
  called: string | null;
  name: string | null;
  zone: Zone;
  language: string;
  isStopped: boolean;
  isStaff: boolean;
  /** Messages of the last week that she did not ask for. */
  initiated: number;
  /** Those that work, the one that she last wrote from first. */
  phones: readonly Phone[];
};

export type Fit = { phone: Phone; dueAt: number } | { leftOut: Reason };

export type MayInitiate = (channel: string, hasWritten: boolean) => boolean;

/** Is she written to, where, and when? */
export function fitOf(one: Listener, now: number, hours: Hours, mayInitiate: MayInitiate): Fit {
  if (one.isStopped) return { leftOut: "stopped" };
  const [first] = one.phones;
  if (first === undefined) return { leftOut: "no-phone" };
  const phone = one.phones.find(({ channel, hasWritten }) => mayInitiate(channel, hasWritten));
  if (phone === undefined) return { leftOut: "cold" };
  if (!one.isStaff && one.initiated >= LIMITS.initiatedPerWeek) return { leftOut: "cap" };
  return { phone, dueAt: withinHours(one.zone, now, hours) };
}

type Row = {
  id: string;
  called: string | null;
  name: string | null;
  zone: Zone;
  language: string;
  stopped: number;
  staff: number;
  initiated: number;
  channel: string | null;
  address: string | null;
  heardAt: number | null;
};

export type Wanted = {
  programme: string;
  /** A programme beside the main one: the home's roles of members are not its own. */
  isBeside: boolean;
  roles: readonly Role[];
  filters: Filters;
};

/** Who belongs to an audience, a page at a time, by id. */
export class Listeners {
  private readonly sql: Sqlite.Statement;
  private readonly values: Readonly<Record<Way, Sqlite.Statement>>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = sqlite.prepare(PAGE);
    this.values = Object.fromEntries(WAYS.map((way) => [way, sqlite.prepare(valuesOf(VALUE[way]))])) as Record<
      Way,
      Sqlite.Statement
    >;
  }

  /** What an audience has of one way to narrow it, with the words that people have for it; the most people first. */
  valuesOf(wanted: Wanted, way: Way, limit: number): { id: string; label: string }[] {
    return this.values[way].all({ ...boundTo(wanted), after: "", limit }) as { id: string; label: string }[];
  }

  /** At most `limit` people after an id; fewer: these were the last. */
  page(wanted: Wanted, after: string, limit: number, now: number): Listener[] {
    const staff = JSON.stringify(STAFF_ROLES);
    const rows = this.sql.all({ ...boundTo(wanted), staff, after, limit, since: now - WEEK }) as Row[];
    const found = new Map<string, Listener & { phones: Phone[] }>();
    for (const row of rows) {
      const one = found.get(row.id) ?? listener(row);
      found.set(row.id, one);
      const { channel, address, heardAt } = row;
      if (channel !== null && address !== null) one.phones.push({ channel, address, hasWritten: (heardAt ?? 0) > 0 });
    }
    return [...found.values()];
  }
}

const listener = ({ id, called, name, zone, language, stopped, staff, initiated }: Row) => ({
  id,
  called,
  name,
  zone,
  language,
  isStopped: stopped === 1,
  isStaff: staff === 1,
  initiated,
  phones: [],
});

/** Who may be a candidate, takes part or graduated; in a programme beside the main one that stands in its enrolment. */
const AS: Partial<Record<Role, Standing>> = {
  prospective: "candidate",
  beneficiary: "beneficiary",
  alumni: "graduate",
};

function boundTo({ programme, isBeside, roles, filters }: Wanted) {
  const { village = null, group = null, cohort = null, unit = null, role = null, standing = null } = filters;
  // Whoever takes part elsewhere is no audience of this one; who takes part nowhere yet is.
  const asked = isBeside ? roles.filter((one) => one !== "beneficiary" && one !== "alumni") : roles;
  const standings = isBeside ? roles.flatMap((one) => AS[one] ?? []) : [];
  const where = { village, group, cohort, unit, role, standing };
  return { programme, roles: JSON.stringify(asked), standings: JSON.stringify(standings), ...where };
}

/** Her newest enrolment in the programme, whichever of her records it was told of. */
const enrolled = (column: string) => `(SELECT e.${column} FROM enrolment e
        WHERE e.programme = :programme AND e.person_id IN (SELECT p.id UNION ALL SELECT m.id FROM person m WHERE m.merged_into = p.id)
        ORDER BY e.id DESC LIMIT 1)`;

/**
 * A person has one role or two, so hers are looked through rather than all roles looked up: hence the `+`. Merged and
 * erased people, and strangers who never said who they are, belong to nobody's audience.
 */
const MEANT = `p.id > :after AND p.status IN ('active', 'stopped')
      AND (EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = p.id AND +r.role IN (SELECT value FROM json_each(:roles)))
        OR (:standings <> '[]' AND ${enrolled("as_role")} IN (SELECT value FROM json_each(:standings))))
      AND (:role IS NULL OR EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = p.id AND r.role = :role))
      AND (:village IS NULL OR p.village = :village) AND (:unit IS NULL OR p.unit_id = :unit)
      AND (:group IS NULL OR EXISTS (SELECT 1 FROM group_member g
        WHERE g.group_id = :group AND g.person_id = p.id AND g.until IS NULL))
      AND (:standing IS NULL OR :standing = ${enrolled("as_role")})
      AND (:cohort IS NULL OR :cohort = ${enrolled("cohort")})`;

const PAGE = `
  WITH page AS (
    SELECT p.id, p.called, p.name, p.zone, p.language, p.status FROM person p WHERE ${MEANT} ORDER BY p.id LIMIT :limit)
  SELECT p.id, p.called, p.name, p.zone, p.language,
    p.status = 'stopped' OR EXISTS (SELECT 1 FROM opt_out o WHERE o.person_id = p.id AND o.topic = 'all') AS stopped,
    EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = p.id AND +r.role IN (SELECT value FROM json_each(:staff))) AS staff,
    (SELECT count(*) FROM outbox x INDEXED BY outbox_initiated
      WHERE x.person_id = p.id AND x.created_at >= :since AND x.priority > 0
        AND x.state NOT IN ('dropped', 'dead')) AS initiated,
    a.channel, a.address, a.last_inbound_at AS heardAt
  FROM page p LEFT JOIN address_person ap ON ap.person_id = p.id
    LEFT JOIN address a ON a.id = ap.address_id AND a.unreachable IS NULL
  ORDER BY p.id, a.last_inbound_at DESC, a.id DESC`;

/** What is said of a person in one way to narrow, and what else it takes to know it. */
const VALUE: Readonly<Record<Way, { value: string; label: string; join?: string }>> = {
  village: { value: "p.village", label: "p.village" },
  group: {
    value: "g.id",
    label: "g.name",
    join: `JOIN group_member gm ON gm.person_id = p.id AND gm.until IS NULL
      JOIN programme_group g ON g.id = gm.group_id AND g.programme = :programme AND g.ended_at IS NULL`,
  },
  cohort: { value: enrolled("cohort"), label: enrolled("cohort") },
  unit: { value: "u.id", label: "u.name", join: "JOIN unit u ON u.id = p.unit_id" },
  standing: { value: enrolled("as_role"), label: enrolled("as_role") },
  role: { value: "pr.role", label: "pr.role", join: "JOIN person_role pr ON pr.person_id = p.id" },
};

const valuesOf = ({ value, label, join = "" }: { value: string; label: string; join?: string }): string => `
  SELECT value AS id, label FROM (SELECT ${value} AS value, ${label} AS label FROM person p ${join} WHERE ${MEANT})
  WHERE value IS NOT NULL GROUP BY value, label ORDER BY count(*) DESC, label LIMIT :limit`;
