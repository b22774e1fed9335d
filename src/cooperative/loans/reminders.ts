import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import type { Duties } from "../../schedule/duties.ts";
import { Setting } from "../../schedule/setting.ts";
import { addDays, dateIn, daysBetween, type Hours, instantOf, withinHours, type Zone } from "../../zones.ts";
import { dueDate } from "../rules/index.ts";
import type { Settings } from "../settings.ts";
import type { LoanRow, Loans } from "./store.ts";

/** Duties about loans: an instalment that comes, or is late; a unit's kolektibilitas. */
export const REMIND = "loan.remind";
export const AGEING = "loan.ageing";

/** What a reminder is: some days before, on the day, some days after. */
export type ReminderKind = "before" | "due" | "after";

export type PlanningParts = {
  sqlite: Sqlite.Database;
  duties: Pick<Duties, "plan">;
  loans: Pick<Loans, "activeAfter">;
  settings(unit: number): Settings;
  personOf(member: number): string | null;
  units(): readonly { id: number; zone: Zone }[];
  /** Who reads how a unit's loans stand: its supervisor or who is there in her place, never its treasurer. Person ids. */
  supervisors(unit: number): readonly string[];
  /** When people may be written to first. */
  hours: Hours;
};

/** How far ahead rows are made: more than a week, so that a clock that is moved by a week passes none unseen. */
const AHEAD_DAYS = 8;
/** Loans looked at in one tick: some milliseconds of work. */
export const PAGE = 500;
/** When it is said, local. */
const SAID_AT = "09:00";
/** A reminder of what is late may come a few days later, once Rukun is up again. */
const AFTER_DAYS = 3;
/** Kolektibilitas comes within the week; after a downtime as long as that of the next month is not planned yet. */
const AGEING_DAYS = 7;
const AGEING_DAYS_AFTER_DOWNTIME = 22;

const SETTING = "cooperative.reminders";
/** The day of the pass, and the loan that it has come to; null when it is complete. */
type Progress = { day: string; after: number | null };
/** The pass begins with the first zone's day. */
const FIRST_ZONE: Zone = "Asia/Jayapura";

/**
 * Makes the rows of what falls due about loans within eight days: one pass a day over all running loans, a page each
 * tick. A row stands once for each loan, instalment and kind; whether there is still anything to say is looked at when
 * it is due (`reminding.ts`).
 */
export class LoanReminders {
  private readonly parts: PlanningParts;
  private readonly progress: Setting<Progress>;

  constructor(parts: PlanningParts) {
    this.parts = parts;
    this.progress = new Setting(parts.sqlite, SETTING);
  }

  /** One bounded step, to be called at each tick inside a transaction. */
  step(now: number): void {
    const today = dateIn(FIRST_ZONE, now);
    const before = this.progress.get();
    if (before !== undefined && before.after === null && before.day === today) return;
    const goingOn = before?.after ?? undefined;
    if (goingOn === undefined) this.planAgeing(now, before?.day);
    const zones = new Map(this.parts.units().map(({ id, zone }) => [id, zone]));
    const page = this.parts.loans.activeAfter(goingOn ?? 0, PAGE);
    for (const loan of page) {
      const zone = zones.get(loan.unit);
      if (zone !== undefined) this.planLoan(loan, zone, now);
    }
    const after = page.length < PAGE ? null : (page.at(-1)?.id ?? null);
    this.progress.set({ day: goingOn === undefined ? today : (before?.day ?? today), after });
  }

  private planLoan(loan: LoanRow, zone: Zone, now: number): void {
    const { before, after } = this.parts.settings(loan.unit).reminders;
    const person = this.parts.personOf(loan.member);
    if (person === null || loan.disbursedOn === null) return;
    const today = dateIn(zone, now);
    const [from, to] = [
      addDays(today, -Math.max(0, ...after) - AFTER_DAYS),
      addDays(today, AHEAD_DAYS + Math.max(0, ...before)),
    ];
    for (const { n, dueOn } of dueBetween(loan, loan.disbursedOn, from, to)) {
      const plan = (kind: ReminderKind, days: number, last: string) =>
        this.planOne(loan, { n, dueOn, kind, person, on: addDays(dueOn, days), last, days }, zone, now);
      for (const days of before) plan("before", -days, addDays(dueOn, -1));
      plan("due", 0, dueOn);
      for (const days of after) plan("after", days, addDays(dueOn, days + AFTER_DAYS));
    }
  }

  private planOne(
    loan: LoanRow,
    what: { n: number; dueOn: string; kind: ReminderKind; person: string; on: string; last: string; days: number },
    zone: Zone,
    now: number,
  ): void {
    const { n, dueOn, kind, person, on, last, days } = what;
    const dueAt = withinHours(zone, instantOf(zone, on, SAID_AT), this.parts.hours);
    const expiresAt = instantOf(zone, addDays(last, 1), "00:00") - 1;
    if (expiresAt <= now || dueAt > now + AHEAD_DAYS * DAY) return;
    const key = `${REMIND}:${loan.id}:${n}:${kind}${kind === "due" ? "" : Math.abs(days)}`;
    this.parts.duties.plan({
      key,
      kind: REMIND,
      personId: person,
      data: { loan: loan.id, n, dueOn, kind },
      dueAt,
      expiresAt,
    });
  }

  /** On the first of each month, past the treasurer. `since`: the day of the pass before this one. */
  private planAgeing(now: number, since: string | undefined): void {
    for (const { id: unit, zone } of this.parts.units()) {
      const month = addDays(dateIn(zone, now), AHEAD_DAYS).slice(0, 7);
      const first = `${month}-01`;
      const dueAt = withinHours(zone, instantOf(zone, first, SAID_AT), this.parts.hours);
      const wasAway = since !== undefined && since < first;
      if (dueAt + (wasAway ? AGEING_DAYS_AFTER_DOWNTIME : AGEING_DAYS) * DAY <= now) continue;
      const expiresAt = dueAt + AGEING_DAYS_AFTER_DOWNTIME * DAY;
      for (const person of this.parts.supervisors(unit)) {
        const key = `${AGEING}:${unit}:${month}:${person}`;
        this.parts.duties.plan({ key, kind: AGEING, personId: person, data: { unit, month }, dueAt, expiresAt });
      }
    }
  }
}

const SHORTEST_MONTH = 28;
const LONGEST_MONTH = 31;
const WEEK_DAYS = 7;

/** Instalments that fall due between two dates, both within. Pure. */
export function dueBetween(
  { terms: { every, periods, anchorDay } }: Pick<LoanRow, "terms">,
  disbursedOn: string,
  from: string,
  to: string,
): { n: number; dueOn: string }[] {
  const calendar = { every, disbursedOn, ...(anchorDay === undefined ? {} : { anchorDay }) };
  const [shortest, longest] = every === "week" ? [WEEK_DAYS, WEEK_DAYS] : [SHORTEST_MONTH, LONGEST_MONTH];
  // One more on both sides: an anchor day moves the first one by up to a month.
  const first = Math.max(1, Math.floor(daysBetween(disbursedOn, from) / longest) - 1);
  const last = Math.min(periods, Math.ceil(daysBetween(disbursedOn, to) / shortest) + 1);
  const found: { n: number; dueOn: string }[] = [];
  for (let n = first; n <= last; n++) {
    const dueOn = dueDate(calendar, n);
    if (dueOn >= from && dueOn <= to) found.push({ n, dueOn });
  }
  return found;
}
