import { addDays, dateIn, instantOf, mondayOf, type Zone } from "../../zones.ts";
import type { DemoPerson } from "../data.ts";
import type { Moment } from "../moments.ts";
import { type DemoParts, zoneIn } from "../parts.ts";
import type { DemoCohort, DemoYear } from "./data.ts";
import type { Stage } from "./stage.ts";

/** What every chapter of the year is told from. */
export type Tale = {
  demo: DemoParts;
  year: DemoYear;
  stage: Stage;
  programme: string;
};

/** A chapter: what happened, each at its time; what lies ahead of today is left out when it is played. */
export type Chapter = (tale: Tale) => Moment[];

/** Somebody with the cohort that she is of, and her place among all of them, from 0. */
export type Member = { person: DemoPerson; cohort: DemoCohort; turn: number };

export const WEEKDAY_PLACES = {
  monday: 0,
  tuesday: 1,
  wednesday: 2,
  thursday: 3,
  friday: 4,
  saturday: 5,
  sunday: 6,
} as const;
export type Weekday = keyof typeof WEEKDAY_PLACES;

/** Monday of the week so many weeks ago, YYYY-MM-DD; of -1 the next one. */
export function mondayAgo({ demo: { pack, now } }: Tale, weeks: number): string {
  return addDays(mondayOf(dateIn(pack.zone, now)), -7 * weeks);
}

/** A time on a day of the week so many weeks ago, in somebody's zone. */
export const instantAgo = (tale: Tale, zone: Zone, weeks: number, day: Weekday, time: string): number =>
  instantOf(zone, addDays(mondayAgo(tale, weeks), WEEKDAY_PLACES[day]), time);

export const zoneOf = ({ demo }: Tale, { village }: Pick<DemoPerson, "village">): Zone => zoneIn(demo.pack, village);

export function personOf({ demo }: Tale, id: string): DemoPerson {
  const found = demo.demo.people.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no ${id} in the demo`);
  return found;
}

/** Everybody with a cohort, in the order of the file; of the cohorts that are named. */
export function membersOf({ demo, year }: Tale, cohorts?: readonly string[]): Member[] {
  return demo.demo.people.flatMap((person): Member[] => {
    const cohort = year.cohorts.find(({ name }) => name === person.cohort);
    if (cohort === undefined || cohorts?.includes(cohort.name) === false) return [];
    const before = demo.demo.people.slice(0, demo.demo.people.indexOf(person));
    const turn = before.filter((one) => one.cohort === cohort.name).length;
    return [{ person, cohort, turn }];
  });
}

/** Those of them who took part from some time on. */
export const takingPart = (tale: Tale, cohorts?: readonly string[]): (Member & { began: number })[] =>
  membersOf(tale, cohorts).flatMap((one) =>
    one.cohort.began === undefined ? [] : [{ ...one, began: one.cohort.began }],
  );

/** She takes part now, and was not graduated or stopped. */
export const isMember = ({ stage, programme }: Tale, person: string): boolean =>
  stage.parts.enrolments.current(programme, stage.id(person))?.as === "beneficiary";

/** Who writes in her place where she has no phone: her kader, else her facilitator. */
export const voiceOf = ({ stage }: Tale, { id, kader, facilitator }: DemoPerson): string =>
  stage.hasPhone(id) ? id : (kader ?? facilitator ?? id);

/** The first of these roles that somebody of the demo has. */
export function withRole({ demo }: Tale, role: DemoPerson["roles"][number]): DemoPerson {
  const found = demo.demo.people.find(({ roles }) => roles.includes(role));
  if (found === undefined) throw new Error(`nobody of the demo is a ${role}`);
  return found;
}
