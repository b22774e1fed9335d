import type { DutyHandler } from "../../conversation/module.ts";
import { addDays, dateIn, instantOf } from "../../zones.ts";
import { LEVELS } from "./duties.ts";
import { recordMonth } from "./levels.ts";
import { LIMITS } from "./limits.ts";
import { assessmentOf, type GraduationParts, graduatingIn, isHere } from "./parts.ts";

/** Before anybody is written to. */
const EARLY = "05:00";

/**
 * On the first of a month it is written down where everybody stands who takes part or has graduated. After a time without
 * power the month that has begun is made up for, at any day of it; whole months in which nothing ran have nothing to tell.
 * Nobody is told: it stands in the matrix of the reports.
 */
export class MonthlyLevels {
  private readonly parts: GraduationParts;
  /** The month that this process planned; planned again after a restart, everything stands once. */
  private planned = "";

  constructor(parts: GraduationParts) {
    this.parts = parts;
  }

  plan(now: number): void {
    const month = dateIn(this.parts.main.zone, now).slice(0, 7);
    if (month === this.planned) return;
    this.planned = month;
    for (const [programme, { graduation }] of this.parts.packs)
      if (graduation !== undefined) this.next(programme, month, "", now);
  }

  duty(): DutyHandler {
    return {
      run: (data, { now }) => {
        const [programme, month] = [String(data["programme"]), String(data["month"])];
        const last = this.some(programme, month, String(data["after"]), now);
        if (last !== undefined) this.next(programme, month, last, now);
        return "done";
      },
    };
  }

  /** The next few by their ids; the last one of them, where there may be more. */
  private some(programme: string, month: string, after: string, now: number): string | undefined {
    const { parts } = this;
    const graduating = graduatingIn(parts, programme);
    if (graduating === undefined) return undefined;
    const ids = parts.enrolments.idsAfter(programme, after, LIMITS.levelsAtOnce);
    for (const id of ids) {
      const person = parts.people.person(id);
      const as = parts.enrolments.current(programme, id)?.as;
      if (!isHere(person) || (as !== "beneficiary" && as !== "graduate")) continue;
      recordMonth(parts, { programme, person, assessment: assessmentOf(parts, graduating, person, now), now }, month);
    }
    return ids.length === LIMITS.levelsAtOnce ? ids.at(-1) : undefined;
  }

  private next(programme: string, month: string, after: string, now: number): void {
    const { zone } = this.parts.main;
    const first = instantOf(zone, `${month}-01`, EARLY);
    this.parts.duties.plan({
      key: `${LEVELS}:${programme}:${month}:${after}`,
      kind: LEVELS,
      personId: null,
      data: { programme, month, after },
      dueAt: Math.max(first, now),
      expiresAt: instantOf(zone, `${addDays(`${month}-28`, 5).slice(0, 7)}-01`, "00:00"),
    });
  }
}
