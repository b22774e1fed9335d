import type Sqlite from "better-sqlite3";
import type { Role } from "../../flow/definition.ts";
import { dateIn, mondayOf, type Zone } from "../../zones.ts";
import type { Week } from "./week.ts";

/** A member as her facilitator or kader knows her. */
export type Member = {
  id: string;
  called: string;
  name: string;
  village: string | null;
  /** The first week that she took part in from its beginning. */
  since: Week;
};

type Row = Omit<Member, "since"> & { zone: Zone; since: number };

/** What the weekly reports must know of people, as prepared statements. */
export class Members {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Since when somebody has a role, ms UTC; null without it. */
  since(personId: string, role: Role): number | null {
    return (this.sql.since.get(personId, role) as number | undefined) ?? null;
  }

  /** Her newest word on the purpose "reports" is no. Nobody who was never asked is taken to have refused. */
  refusesReports(personId: string): boolean {
    return this.sql.consent.get(personId) === 0;
  }

  /**
   * Has she a phone on which she can be asked? One that was written down for her and never wrote is none yet: neither
   * WhatsApp nor Telegram lets us begin there, so until she writes her kader reports. The simulator's phones are invented.
   */
  hasPhone(personId: string): boolean {
    return this.sql.phone.get(personId) !== undefined;
  }

  /** When she last wrote, ms UTC; null: never. */
  heardAt(personId: string): number | null {
    return (this.sql.heard.get(personId) as number | undefined) ?? null;
  }

  /** Who looks after her, or null; always the same one when there are several. */
  facilitatorOf(personId: string): string | null {
    return (this.sql.facilitator.get(personId) as string | undefined) ?? null;
  }

  kaderOf(personId: string): string | null {
    return (this.sql.kader.get(personId) as string | undefined) ?? null;
  }

  /** The members whom a facilitator looks after, by name; nobody who wants no reports is counted or chased. */
  ofFacilitator(facilitatorId: string): Member[] {
    return (this.sql.members.all(facilitatorId, "facilitator") as Row[]).map(member);
  }

  /** The members without a phone for whom a kader reports, by name. */
  ofKader(kaderId: string): Member[] {
    const rows = this.sql.members.all(kaderId, "kader") as Row[];
    return rows.filter(({ id }) => !this.hasPhone(id)).map(member);
  }
}

/** The week in which she joined does not count: it had begun without her. */
function member({ zone, since, ...row }: Row): Member {
  return { ...row, since: firstWeek(since, zone) };
}

/** The first whole week after an instant, in a zone. */
export function firstWeek(since: number, zone: Zone): Week {
  return mondayOf(dateIn(zone, since + 7 * 24 * 60 * 60_000 - 1));
}

function prepare(sqlite: Sqlite.Database) {
  const carer = (kind: string) =>
    sqlite
      .prepare(
        `SELECT carer_id FROM care JOIN person ON person.id = carer_id
         WHERE person_id = ? AND kind = '${kind}' AND status = 'active' ORDER BY carer_id LIMIT 1`,
      )
      .pluck();
  return {
    since: sqlite.prepare("SELECT since FROM person_role WHERE person_id = ? AND role = ?").pluck(),
    consent: sqlite
      .prepare("SELECT given FROM consent WHERE person_id = ? AND purpose = 'reports' ORDER BY id DESC LIMIT 1")
      .pluck(),
    phone: sqlite.prepare(
      `SELECT 1 FROM address_person JOIN address ON address.id = address_id
       WHERE person_id = ? AND unreachable IS NULL AND (last_inbound_at > 0 OR channel LIKE 'simulator-%') LIMIT 1`,
    ),
    heard: sqlite.prepare("SELECT heard_at FROM session WHERE person_id = ?").pluck(),
    facilitator: carer("facilitator"),
    kader: carer("kader"),
    members: sqlite.prepare(
      `SELECT p.id, coalesce(p.called, p.name, '') AS called, coalesce(p.name, p.called, '') AS name, p.village, p.zone,
         r.since
       FROM care c JOIN person p ON p.id = c.person_id JOIN person_role r ON r.person_id = p.id
       WHERE c.carer_id = ? AND c.kind = ? AND r.role = 'beneficiary' AND p.status = 'active'
         AND NOT EXISTS (SELECT 1 FROM opt_out o WHERE o.person_id = p.id AND o.topic IN ('all', 'reports'))
         AND coalesce((SELECT given FROM consent s WHERE s.person_id = p.id AND s.purpose = 'reports'
           ORDER BY s.id DESC LIMIT 1), 1) = 1
       ORDER BY p.name, p.id`,
    ),
  };
}
