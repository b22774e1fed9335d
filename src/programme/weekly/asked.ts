import type Sqlite from "better-sqlite3";
import type { AskedWeek } from "./silence.ts";
import { type Week, weekBefore } from "./week.ts";

/** Kind of the duty that invites a member. */
export const INVITE = "weekly-report.invite";

/** Names one invitation: planned twice, it stands once. */
export const inviteKey = (kind: string, personId: string, week: Week): string => `${kind}:${personId}:${week}`;

/** Invitations that were dropped because nobody could be reached are silence too; a human has to look. */
export const NO_PHONE = "no phone";
export const UNREACHABLE = "unreachable";
/** A human asks her in place of the invitation. */
export const HANDED_OVER = "handed over";

/** How far back silence is counted, in weeks: nearly as long as ended duties are kept, so that three months of a month each are seen. */
const LOOK_BACK = 16;

/** What became of an invitation: `asked` and `handed-over` are over, `due` is still to come; undefined: there is none. */
export type Invited = "asked" | "handed-over" | "due" | "not-asked" | undefined;

/** Whether members were asked to report on a week, as the rows of the duties tell. */
export class Asked {
  private readonly duty: Sqlite.Statement;

  constructor(sqlite: Sqlite.Database) {
    this.duty = sqlite.prepare("SELECT state, reason FROM duty WHERE key = ?");
  }

  invited(personId: string, week: Week): Invited {
    const row = this.duty.get(inviteKey(INVITE, personId, week)) as
      | { state: string; reason: string | null }
      | undefined;
    if (row === undefined) return undefined;
    if (row.state === "done" || row.reason === NO_PHONE || row.reason === UNREACHABLE) return "asked";
    if (row.reason === HANDED_OVER) return "handed-over";
    return row.state === "due" ? "due" : "not-asked";
  }

  wasAsked(personId: string, week: Week): boolean {
    return this.invited(personId, week) === "asked";
  }

  /** A week and those before it, newest first, looked up as they are asked for. */
  *upTo(week: Week, personId: string, reported: (week: Week) => boolean): Generator<AskedWeek> {
    for (let ago = 0; ago < LOOK_BACK; ago++) {
      const one = weekBefore(week, ago);
      yield { week: one, asked: this.wasAsked(personId, one), reported: reported(one) };
    }
  }
}
