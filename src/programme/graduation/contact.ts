import { WEEK } from "../../clock.ts";
import { mondayOf } from "../../zones.ts";
import type { Standing } from "../enrolment/index.ts";
import type { Pack } from "../pack/index.ts";
import { monthsBetween } from "./evidence.ts";

/** What somebody is to a programme, and since when she takes part in it, YYYY-MM-DD. */
export type Enrolled = { as: Standing; since: string };

/** Every how many weeks somebody is written to first in her so-manieth month (from 1); after the last phase as in it. */
export function contactEvery(contact: Pack["contact"], month: number): number {
  const phase = contact.find(({ months: [from, to] }) => month >= from && month <= to);
  const last = contact.reduce((a, b) => (b.months[1] > a.months[1] ? b : a), contact[0] ?? ALWAYS);
  return phase?.every ?? (month > last.months[1] ? last.every : 1);
}

const ALWAYS: Pick<Pack["contact"][number], "months" | "every"> = { months: [1, 1], every: 1 };

/**
 * Whether somebody is invited to report on a week (its Monday): each week at first, rarer from phase to phase, counted
 * from the week in which she began. Whoever graduated, left or was stopped is not: after graduation there are checks.
 * Of whom nothing is known it is each week.
 */
export function contactedIn(contact: Pack["contact"], week: string, enrolled: Enrolled | undefined): boolean {
  if (enrolled === undefined || enrolled.as === "candidate") return true;
  if (enrolled.as !== "beneficiary") return false;
  const first = mondayOf(enrolled.since);
  if (week < first) return true;
  const weeks = Math.round((Date.parse(week) - Date.parse(first)) / WEEK);
  return weeks % contactEvery(contact, monthsBetween(first, week) + 1) === 0;
}
