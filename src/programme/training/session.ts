import { DAY, HOUR, MINUTE } from "../../clock.ts";
import { type Hours, withinHours, type Zone } from "../../zones.ts";

/** A session of a module as it is planned now. Instants in ms UTC. */
export type Session = {
  id: string;
  programme: string;
  module: string;
  topic: string | null;
  startsAt: number;
  endsAt: number;
  /** Its time is told in this zone, wherever people live. */
  zone: Zone;
  place: string;
  code: string;
  /** Who planned it. */
  by: string;
  state: "planned" | "cancelled";
  /** Goes up when it is moved or cancelled. */
  version: number;
  /** When it was to begin before the last change. */
  beforeAt: number | null;
};

export const ANSWERS = ["yes", "no", "unsure"] as const;
export type Answer = (typeof ANSWERS)[number];

/** What is arranged for somebody at a session: sign language, a corner for children, somebody with her, a way there. */
export const NEEDS = ["interpreter", "child-corner", "companion", "transport"] as const;
export type Need = (typeof NEEDS)[number];

/** A place at a session; `no` is its number on the list. */
export type Seat = {
  session: string;
  no: number;
  personId: string;
  answer: Answer | null;
  needs: readonly Need[];
  /** The version of the session that she was told last. */
  told: number | null;
  toldAt: number | null;
};

/** The code counts so long before a session begins, and after it ended: people come early, and write on the way home. */
const CODE_EARLY_MS = 30 * MINUTE;
export const CODE_GRACE_MS = HOUR;
/** Who writes the code later than this came late. */
const LATE_AFTER_MS = 15 * MINUTE;

/** Whether a session's code counts at an instant. */
export function codeTime({ startsAt, endsAt }: Pick<Session, "startsAt" | "endsAt">, now: number) {
  if (now < startsAt - CODE_EARLY_MS) return "early";
  return now <= endsAt + CODE_GRACE_MS ? "open" : "over";
}

/** How somebody was there whose code came at an instant. */
export const arrival = ({ startsAt }: Pick<Session, "startsAt">, now: number): "full" | "late" =>
  now > startsAt + LATE_AFTER_MS ? "late" : "full";

/** A reminder so many days before: not before `dueAt`, and not once the next one is due. */
export type Reminder = { days: number; dueAt: number; expiresAt: number };

const LEADS = [
  { days: 3, ms: 3 * DAY },
  { days: 1, ms: DAY },
  { days: 0, ms: 2 * HOUR },
] as const;

/**
 * Three days, one day and two hours before, inside of somebody's hours. What is due by now is left out: she is being
 * told of the session itself.
 */
export function reminders({ startsAt }: Pick<Session, "startsAt">, zone: Zone, hours: Hours, now: number): Reminder[] {
  const due = LEADS.map(({ days, ms }) => ({ days, dueAt: withinHours(zone, startsAt - ms, hours) }));
  return due
    .map(({ days, dueAt }, at) => ({ days, dueAt, expiresAt: (due[at + 1]?.dueAt ?? startsAt) - 1 }))
    .map((one) => ({ ...one, expiresAt: Math.min(one.expiresAt, startsAt - 1) }))
    .filter(({ dueAt, expiresAt }) => dueAt > now && dueAt < expiresAt);
}

/** Somebody who was told of a session this recently needs no reminder of it. */
export const JUST_TOLD_MS = 12 * HOUR;

/** The earliest instant at which somebody may come in vain: the old time or the new one. */
export const soonestOf = ({ startsAt, beforeAt }: Session): number => Math.min(startsAt, beforeAt ?? startsAt);
