import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import type { Role } from "../../flow/definition.ts";
import type { Duties } from "../../schedule/duties.ts";
import { Setting } from "../../schedule/setting.ts";
import { dateIn, type Zone } from "../../zones.ts";
import type { Standing } from "../enrolment/index.ts";
import { contactedIn } from "../graduation/contact.ts";
import type { Pack } from "../pack/index.ts";
import { INVITE, inviteKey } from "./asked.ts";
import { type Occurrence, occurrences, type WeeklyTime } from "./calendar.ts";
import { COORDINATOR_DIGEST, FACILITATOR_DIGEST } from "./digest.ts";

/** One thing that falls due each week for everybody in a role. */
type Entry = { kind: string; role: Role; at: WeeklyTime };

type Due = Occurrence & { kind: string };

/** How far ahead rows are made: more than a week, so that a clock that is moved by a week passes none unseen. */
const AHEAD_MS = 8 * DAY;
/** How far back a time is looked for that nobody planned, because Rukun was down: as long as a week may be asked for. */
const BACK_MS = 8 * DAY;
/** People in a role looked at in one tick: some milliseconds of work. A hundred thousand take a little over three hours of ticks. */
export const PAGE = 500;

/** Where the planning stands, in the table `setting`. */
type Progress = {
  /** The first planning of this home, ms UTC: what lay before it was never due. */
  since: number;
  /** The day of the last pass over everybody, as it began. */
  day: string;
  /** Planned through this row of the pass; null when it is complete. */
  after: { personId: string; role: string } | null;
};

const SETTING = "programme.planned";
/** The pass begins with the first zone's day. */
const FIRST_ZONE: Zone = "Asia/Jayapura";

type Row = {
  personId: string;
  role: Role;
  since: number;
  zone: Zone;
  /** What she is to the main programme, and since when she takes part in it, ms UTC; null: it is not known. */
  standing: Standing | null;
  began: number | null;
};

/**
 * Makes the rows of what falls due within eight days: one pass a day over all people who take part, a page each tick,
 * so that a hundred thousand cost no more memory than five hundred. Whoever joins later is found by the next day's
 * pass. A row that is there already stays as it is.
 */
export class Planning {
  private readonly sql: ReturnType<typeof prepare>;
  private readonly progress: Setting<Progress>;
  private readonly duties: Duties;
  private readonly pack: Pick<Pack, "id" | "hours" | "contact">;
  private readonly entries: readonly Entry[];

  constructor(sqlite: Sqlite.Database, duties: Duties, pack: Pack) {
    this.sql = prepare(sqlite);
    this.progress = new Setting(sqlite, SETTING);
    this.duties = duties;
    this.pack = pack;
    this.entries = entriesOf(pack);
  }

  /** One bounded step, to be called at each tick inside a transaction. */
  step(now: number): void {
    const day = dateIn(FIRST_ZONE, now);
    const before = this.progress.get();
    if (before !== undefined && before.after === null && before.day === day) return;
    const since = before?.since ?? now;
    const goingOn = before?.after ?? undefined;
    const from = goingOn ?? { personId: "", role: "" };
    const rows = this.sql.page.all({ ...from, programme: this.pack.id, limit: PAGE }) as Row[];
    const due = this.dueTimes(since, now);
    for (const row of rows) this.plan(row, due);
    const last = rows.length < PAGE ? undefined : rows.at(-1);
    const after = last === undefined ? null : { personId: last.personId, role: last.role };
    this.progress.set({ since, day: goingOn === undefined ? day : (before?.day ?? day), after });
  }

  /** What falls due by role and zone: the same for everybody in both, so that it is reckoned once a step. */
  private dueTimes(since: number, now: number): (role: Role, zone: Zone) => readonly Due[] {
    const known = new Map<string, Due[]>();
    const from = Math.max(since, now - BACK_MS);
    const reckon = (role: Role, zone: Zone) =>
      this.entries
        .filter((entry) => entry.role === role)
        .flatMap(({ kind, at }) =>
          occurrences(at, zone, this.pack.hours, from, now + AHEAD_MS)
            .filter(({ expiresAt }) => expiresAt > now)
            .map((occurrence): Due => ({ kind, ...occurrence })),
        );
    return (role, zone) => {
      const key = `${role} ${zone}`;
      const due = known.get(key) ?? reckon(role, zone);
      known.set(key, due);
      return due;
    };
  }

  private plan(row: Row, due: (role: Role, zone: Zone) => readonly Due[]): void {
    const { personId, role, since: joined, zone } = row;
    for (const { kind, week, dueAt, expiresAt } of due(role, zone)) {
      if (dueAt <= joined) continue;
      if (kind === INVITE && !contactedIn(this.pack.contact, week, enrolledOf(row))) continue;
      const key = inviteKey(kind, personId, week);
      this.duties.plan({ key, kind, personId, data: { week }, dueAt, expiresAt });
    }
  }
}

function enrolledOf({ standing, began, since, zone }: Row) {
  return standing === null ? undefined : { as: standing, since: dateIn(zone, began ?? since) };
}

function entriesOf({ weeklyReport, digests }: Pack): Entry[] {
  return [
    { kind: INVITE, role: "beneficiary", at: weeklyReport.beneficiary },
    { kind: "kader-report.invite", role: "kader", at: weeklyReport.kader },
    { kind: "facilitator-report.invite", role: "facilitator", at: weeklyReport.facilitator },
    { kind: FACILITATOR_DIGEST, role: "facilitator", at: digests.facilitator },
    { kind: COORDINATOR_DIGEST, role: "coordinator", at: digests.coordinator },
  ];
}

function prepare(sqlite: Sqlite.Database) {
  return {
    // In the order of the key, so that a page ends after its last row: the index by role would sort everybody first.
    page: sqlite.prepare(
      `SELECT r.person_id AS personId, r.role, r.since, p.zone,
         (SELECT e.as_role FROM enrolment e WHERE e.programme = :programme AND e.person_id = r.person_id
          ORDER BY e.id DESC LIMIT 1) AS standing,
         (SELECT min(e.since) FROM enrolment e WHERE e.programme = :programme AND e.person_id = r.person_id
            AND e.as_role = 'beneficiary') AS began
       FROM person_role r CROSS JOIN person p
       WHERE (r.person_id, r.role) > (:personId, :role) AND p.id = r.person_id AND p.status = 'active'
         AND +r.role IN ('beneficiary', 'kader', 'facilitator', 'coordinator')
       ORDER BY r.person_id, r.role LIMIT :limit`,
    ),
  };
}
