import { DAY, HOUR } from "../../../clock.ts";
import { addDays, dateIn, type Hours, instantOf, withinHours, type Zone } from "../../../zones.ts";
import type { Books } from "../../books.ts";
import { meetsOn } from "../../settings/meeting-days.ts";
import type { CoopUnit } from "../../units.ts";

/** Kinds of duties that come with the days. */
export const ANCHOR = "coop.anchor";
export const ANCHORS_OF_HEAD = "coop.anchors-of-head";
export const LAPSE = "coop.lapse";
export const MEETING_REMIND = "coop.meeting-remind";
export const MEETING_DROP = "coop.meeting-drop";
export const MEETING_TOMORROW = "coop.meeting-tomorrow";

/** The zone of the head office and of what is done for all units at once. */
export const FIRST_ZONE: Zone = "Asia/Jakarta";
/** When a day's books are told, local; after the last meeting of most days, and before people sleep. */
const EVENING = "19:00";
/** The head office hears of all units in one message, when the last zone's have been told. */
const EVENING_OF_HEAD = "19:15";
/** When the treasurers hear of tomorrow's meeting, local: late enough to be remembered, early enough to get small change. */
const BEFORE_MEETING = "16:00";
/** An open meeting is brought up after so long. */
const REMIND_AFTER_MS = [12 * HOUR, 36 * HOUR];
const DROP_AFTER_MS = 7 * DAY;
/** What comes late because Rukun was down is still done. */
const STILL_DONE_MS = DAY;
const STILL_DROPPED_MS = 60 * DAY;

/**
 * Makes the rows of what each day brings: the evening's anchors, what lapses, the day before a meeting,
 * meetings that were left open. Looked at
 * once an hour, for today and tomorrow; a row that is there stays as it is, so that nothing need be remembered.
 */
export class DayPlanning {
  private readonly books: Books;
  private readonly hours: Hours;
  private lastHour = -1;

  constructor(books: Books, hours: Hours) {
    this.books = books;
    this.hours = hours;
  }

  /** To be called at each tick inside a transaction. */
  step(now: number): void {
    const hour = Math.floor(now / HOUR);
    if (hour === this.lastHour) return;
    this.lastHour = hour;
    for (const day of [dateIn(FIRST_ZONE, now), addDays(dateIn(FIRST_ZONE, now), 1)]) this.planDay(day, now);
    for (const { id } of this.books.units.all()) this.planMeeting(id);
  }

  private planDay(day: string, now: number): void {
    const { units } = this.books;
    if (units.all().length === 0) return;
    for (const unit of units.all()) {
      const { id, zone } = unit;
      this.plan(ANCHOR, `${id}:${day}`, { unit: id, day }, this.evening(zone, day, EVENING, HOUR / 2), now);
      this.planTomorrow(unit, day, now);
    }
    if (units.head() !== undefined)
      this.plan(ANCHORS_OF_HEAD, day, { day }, this.evening(FIRST_ZONE, day, EVENING_OF_HEAD, HOUR / 4), now);
    this.plan(LAPSE, day, {}, instantOf(FIRST_ZONE, day, this.hours.from), now);
  }

  /** The day before a meeting. Its word for the meeting is "tomorrow": after that day it is not said any more. */
  private planTomorrow({ id, kind, zone }: CoopUnit, day: string, now: number): void {
    const date = addDays(day, 1);
    if (kind === "head" || !meetsOn(this.books.setting(id).meeting, date)) return;
    const dueAt = this.evening(zone, day, BEFORE_MEETING, HOUR);
    const forMs = instantOf(zone, date, "00:00") - 1 - dueAt;
    if (dueAt + forMs > now) this.row(MEETING_TOMORROW, `${id}:${date}`, { unit: id, date }, dueAt, forMs);
  }

  private planMeeting(unit: number): void {
    const meeting = this.books.meetings.open(unit);
    if (meeting === undefined) return;
    const { id, openedAt } = meeting;
    const { zone } = this.books.unit(unit);
    const within = (at: number) => withinHours(zone, at, this.hours);
    for (const after of REMIND_AFTER_MS)
      this.row(MEETING_REMIND, `${id}:${after / HOUR}`, { meeting: id }, within(openedAt + after), STILL_DONE_MS);
    this.row(MEETING_DROP, `${id}`, { meeting: id }, within(openedAt + DROP_AFTER_MS), STILL_DROPPED_MS);
  }

  /** A time of a day; where the hours end before it, some time before they end. */
  private evening(zone: Zone, day: string, time: string, beforeEndMs: number): number {
    return Math.min(instantOf(zone, day, time), instantOf(zone, day, this.hours.to) - beforeEndMs);
  }

  private plan(kind: string, key: string, data: Record<string, string | number>, dueAt: number, now: number): void {
    if (dueAt + STILL_DONE_MS > now) this.row(kind, key, data, dueAt, STILL_DONE_MS);
  }

  private row(kind: string, key: string, data: Record<string, string | number>, dueAt: number, forMs: number): void {
    this.books.duties.plan({ key: `${kind}:${key}`, kind, personId: null, data, dueAt, expiresAt: dueAt + forMs });
  }
}
