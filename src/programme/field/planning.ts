import { DAY } from "../../clock.ts";
import type { Role } from "../../flow/definition.ts";
import type { Person } from "../../people/person.ts";
import { dateIn, instantOf } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import { DAILY_ASK, DAILY_DIGEST, MONTHLY_ASK, WEEKLY_DIGEST } from "./digests.ts";
import type { FieldTasks } from "./field-tasks.ts";
import { worriesOf } from "./worries.ts";

/** When the parts of a day are due, local. Before the end of everybody's hours. */
const TIMES = { ask: "16:30", digest: "18:30", week: "11:00", month: "09:30" } as const;

/** One thing that falls due for everybody in a role, by the pack's communication table. */
type Due = { kind: string; role: Role; time: string; isOn: (day: string) => boolean; about: string };

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

  private plan({ kind, time, isOn, about }: Due, { id, zone }: Person, now: number): void {
    const day = dateIn(zone, now);
    const dueAt = instantOf(zone, day, time);
    if (!isOn(day) || dueAt <= now) return;
    const key = `${kind}:${id}:${day}`;
    this.parts.duties.plan({ key, kind, personId: id, data: { day, about }, dueAt, expiresAt: dueAt + DAY });
  }
}

const isMonday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
const isFirst = (day: string): boolean => day.endsWith("-01");
const isWorkday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() % 7 !== 0;

function duesOf({ main }: Parts): Due[] {
  return (main.communication ?? []).flatMap(({ role, every, about }): Due[] => {
    if (role === undefined) return [];
    if (every === "day" && role === "facilitator")
      return [
        { kind: DAILY_ASK, role, time: TIMES.ask, isOn: isWorkday, about },
        { kind: DAILY_DIGEST, role: "coordinator", time: TIMES.digest, isOn: isWorkday, about },
      ];
    if (every === "week" && role === "coordinator")
      return [{ kind: WEEKLY_DIGEST, role: "manager", time: TIMES.week, isOn: isMonday, about }];
    return every === "month" ? [{ kind: MONTHLY_ASK, role, time: TIMES.month, isOn: isFirst, about }] : [];
  });
}
