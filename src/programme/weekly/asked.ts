import type Sqlite from "better-sqlite3";
import type { AskedWeek } from "./silence.ts";
import type { ReportStore } from "./store.ts";
import { type Week, weeksBefore } from "./week.ts";

/** Kind of the duty that invites a member. */
export const INVITE = "weekly-report.invite";

/** Names one invitation: planned twice, it stands once. */
export const inviteKey = (kind: string, personId: string, week: Week): string => `${kind}:${personId}:${week}`;

/** Invitations that were dropped because nobody could be reached are silence too; a human has to look. */
export const NO_PHONE = "no phone";
export const UNREACHABLE = "unreachable";

/** How far back silence is counted, in weeks: as long as ended duties are kept. */
const LOOK_BACK = 8;

/** Whether members were asked in earlier weeks, as the rows of the duties tell. */
export class Asked {
  private readonly duty: Sqlite.Statement;

  constructor(sqlite: Sqlite.Database) {
    this.duty = sqlite.prepare("SELECT state, reason FROM duty WHERE key = ?");
  }

  /** The weeks before one, newest first. */
  before(week: Week, personId: string, reports: ReportStore): AskedWeek[] {
    const weeks = weeksBefore(week, LOOK_BACK);
    const reported = new Set(reports.history(personId, weeks.at(-1) ?? week).map((h) => h.week));
    return weeks.map((w) => ({ week: w, asked: this.wasAsked(personId, w), reported: reported.has(w) }));
  }

  private wasAsked(personId: string, week: Week): boolean {
    const row = this.duty.get(inviteKey(INVITE, personId, week)) as
      | { state: string; reason: string | null }
      | undefined;
    return row?.state === "done" || row?.reason === NO_PHONE || row?.reason === UNREACHABLE;
  }
}
