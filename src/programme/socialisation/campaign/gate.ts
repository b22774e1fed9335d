import type Sqlite from "better-sqlite3";
import { WEEK } from "../../../clock.ts";
import type { NotNow } from "../../../conversation/outbox/index.ts";
import { LIMITS } from "../../../limits.ts";
import { STAFF_ROLES } from "../../../people/person.ts";
import type { Hours, Zone } from "../../../zones.ts";
import { type CampaignState, placeOf } from "./campaign.ts";
import { waits } from "./fate.ts";

type Row = { state: CampaignState; expiresAt: number; zone: Zone; isStopped: number; isStaff: number; dueAt: number };

/** What was begun so long ago and was sent within the week counts: a campaign lives two weeks, and waits for days with room. */
const LOOKS_BACK = 8 * WEEK;

/**
 * Every message of a campaign once more, when it is about to leave: Rukun may have been down for a week, the platform slow,
 * she may have said BERHENTI, the campaign may be paused or over. Her hours and her week's measure are those of that moment.
 */
export class CampaignGate {
  private readonly hours: Hours;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database, hours: Hours) {
    this.hours = hours;
    this.sql = prepare(sqlite);
  }

  /** Undefined: it is no message of a campaign, or it goes. */
  stillGoes(key: string, now: number): NotNow | undefined {
    const place = placeOf(key);
    const row = place === undefined ? undefined : (this.sql.one.get({ ...place, key }) as Row | undefined);
    if (place === undefined || row === undefined) return undefined;
    const verdict = waits(row, row, now, this.hours);
    if (verdict.kind === "take-back") return { dropped: verdict.reason };
    if (verdict.kind === "move") return { until: verdict.dueAt };
    if (row.isStaff === 1) return undefined;
    const room = this.roomAt(place.person, key, now);
    return room <= now ? undefined : { until: room };
  }

  /** When fewer than her week's measure of messages were sent to her within a week. */
  private roomAt(person: string, key: string, now: number): number {
    const sent = this.sql.sent.all({ person, key, since: now - LOOKS_BACK, week: now - WEEK }) as number[];
    const oldest = sent.at(LIMITS.initiatedPerWeek - 1);
    return oldest === undefined ? now : oldest + WEEK;
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    one: sqlite.prepare(
      `SELECT c.state, c.expires_at AS expiresAt, p.zone, x.due_at AS dueAt,
         p.status <> 'active' OR EXISTS (SELECT 1 FROM opt_out o WHERE o.person_id = p.id AND o.topic = 'all') AS isStopped,
         EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = p.id AND +r.role IN ('${STAFF_ROLES.join("', '")}')) AS isStaff
       FROM campaign c JOIN person p ON p.id = :person JOIN outbox x ON x.key = :key WHERE c.id = :campaign`,
    ),
    sent: sqlite
      .prepare(
        `SELECT coalesce(sent_at, created_at) AS at FROM outbox INDEXED BY outbox_initiated
         WHERE person_id = :person AND created_at >= :since AND priority > 0 AND state IN ('sending', 'sent', 'held')
           AND key <> :key AND at > :week ORDER BY at DESC LIMIT ${LIMITS.initiatedPerWeek}`,
      )
      .pluck(),
  };
}
