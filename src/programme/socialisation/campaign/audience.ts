import type Sqlite from "better-sqlite3";
import { WEEK } from "../../../clock.ts";
import type { Role } from "../../../flow/definition.ts";
import { LIMITS } from "../../../limits.ts";
import { STAFF_ROLES } from "../../../people/person.ts";
import { type Hours, withinHours, type Zone } from "../../../zones.ts";
import type { Filters, Reason } from "./campaign.ts";

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

export type Wanted = { programme: string; roles: readonly Role[]; filters: Filters };

/** Who belongs to an audience, a page at a time, by id. */
export class Listeners {
  private readonly sql: Sqlite.Statement;

  constructor(sqlite: Sqlite.Database) {
    this.sql = sqlite.prepare(PAGE);
  }

  /** At most `limit` people after an id; fewer: these were the last. */
  page({ programme, roles, filters }: Wanted, after: string, limit: number, now: number): Listener[] {
    const { village = null, unit = null, role = null, standing = null } = filters;
    const wanted = { programme, roles: JSON.stringify(roles), village, unit, role, standing };
    const rows = this.sql.all({
      ...wanted,
      staff: JSON.stringify(STAFF_ROLES),
      after,
      limit,
      since: now - WEEK,
    }) as Row[];
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

/**
 * A person has one role or two, so hers are looked through rather than all roles looked up: hence the `+`. Merged and
 * erased people, and strangers who never said who they are, belong to nobody's audience.
 */
const PAGE = `
  WITH page AS (
    SELECT p.id, p.called, p.name, p.zone, p.language, p.status FROM person p
    WHERE p.id > :after AND p.status IN ('active', 'stopped')
      AND EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = p.id AND +r.role IN (SELECT value FROM json_each(:roles)))
      AND (:role IS NULL OR EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = p.id AND r.role = :role))
      AND (:village IS NULL OR p.village = :village) AND (:unit IS NULL OR p.unit_id = :unit)
      AND (:standing IS NULL OR :standing = (SELECT e.as_role FROM enrolment e
        WHERE e.person_id = p.id AND e.programme = :programme ORDER BY e.id DESC LIMIT 1))
    ORDER BY p.id LIMIT :limit)
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
