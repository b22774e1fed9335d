import { DAY, HOUR } from "../../clock.ts";
import type { Role } from "../../flow/definition.ts";
import type { Person } from "../../people/person.ts";
import { dateIn, instantOf, mondayOf } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import { DAILY_ASK, DAILY_DIGEST, MONTHLY_ASK, WEEKLY_DIGEST } from "./digests.ts";
import type { FieldTasks } from "./field-tasks.ts";
import { worriesOf } from "./worries.ts";

/** When the parts of a day are due, local. Before the end of everybody's hours. */
const TIMES = { ask: "16:30", digest: "18:30", week: "11:00", month: "09:30" } as const;

/** A note of yesterday is no news; a week's and a month's are read some days later too. */
const STILL = { day: 15 * HOUR, week: 2 * DAY, month: 7 * DAY } as const;

/** One thing that falls due for everybody in a role, by the pack's communication table. */
type Due = {
  kind: string;
  /** Of the table; where several lines ask the same of a role, each stands for itself. */
  entry: string;
  role: Role;
  time: string;
  /** The day on which it is due, of the day, week or month that a day lies in; undefined: none. */
  on: (day: string) => string | undefined;
  /** So long it is made up for, when nothing ran on its day. */
  stillMs: number;
  about: string;
};

/** Once a local day: opens tasks for facilitators, and makes the rows of what staff tell each other. */
export class FieldPlanning {
  private readonly parts: Parts;
  private readonly tasks: FieldTasks;
  private readonly dues: readonly Due[];
  /** The day that was planned by this process; planned again after a restart, everything stands once. */
  private planned = "";

  constructor(parts: Parts, tasks: FieldTasks) {
    this.parts = parts;
    this.tasks = tasks;
    this.dues = duesOf(parts);
  }

  step(now: number): void {
    const day = dateIn(this.parts.main.zone, now);
    if (day === this.planned) return;
    this.planned = day;
    for (const facilitator of this.parts.directory.withRole("facilitator"))
      if (facilitator.status === "active") this.openTasks(facilitator, now);
    for (const due of this.dues)
      for (const person of this.parts.directory.withRole(due.role)) this.plan(due, person, now);
  }

  /** A worry is one task a month: done, it comes back when it still holds then. */
  private openTasks({ id: helperId, zone }: Person, now: number): void {
    const today = dateIn(zone, now);
    const programme = this.parts.main.id;
    for (const { personId, kind } of worriesOf(this.parts, helperId, today)) {
      const key = `${kind}:${personId}:${today.slice(0, 7)}`;
      this.tasks.open({ key, programme, helperId, personId, kind, openedAt: now, dueOn: today });
    }
  }

  private plan({ kind, entry, time, on, stillMs, about }: Due, { id, zone }: Person, now: number): void {
    const day = on(dateIn(zone, now));
    if (day === undefined) return;
    const dueAt = instantOf(zone, day, time);
    const key = entry === "" ? `${kind}:${id}:${day}` : `${kind}:${entry}:${id}:${day}`;
    if (dueAt + stillMs > now)
      this.parts.duties.plan({ key, kind, personId: id, data: { day, about }, dueAt, expiresAt: dueAt + stillMs });
  }
}

const firstOf = (day: string): string => `${day.slice(0, 7)}-01`;
const workday = (day: string): string | undefined =>
  new Date(`${day}T00:00:00Z`).getUTCDay() % 7 === 0 ? undefined : day;

function duesOf({ main }: Parts): Due[] {
  return (main.communication ?? []).flatMap(({ id, role, every, about }): Due[] => {
    if (role === undefined) return [];
    if (every === "day" && role === "facilitator") {
      const daily = { entry: "", on: workday, stillMs: STILL.day, about };
      return [
        { ...daily, kind: DAILY_ASK, role, time: TIMES.ask },
        { ...daily, kind: DAILY_DIGEST, role: "coordinator", time: TIMES.digest },
      ];
    }
    if (every === "week" && role === "coordinator") {
      const weekly = { kind: WEEKLY_DIGEST, entry: "", role: "manager" as const, time: TIMES.week };
      return [{ ...weekly, on: mondayOf, stillMs: STILL.week, about }];
    }
    const monthly = { kind: MONTHLY_ASK, entry: id, role, time: TIMES.month, on: firstOf, stillMs: STILL.month };
    return every === "month" ? [{ ...monthly, about }] : [];
  });
}
