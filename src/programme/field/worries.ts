import { addDays, mondayOf } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import { overviewOf } from "../weekly/overview.ts";
import { weekBefore } from "../weekly/week.ts";
import type { TaskKind } from "./field-tasks.ts";

export type Worry = { personId: string; kind: TaskKind };

/** How many of the last trainings she missed without a word before somebody asks after her. */
const ABSENCES = 2;
const LOOKED_AT_SESSIONS = 3;
const LOOKED_AT_DAYS = 56;

/** Was she absent without a word from two of the last three, oldest first? */
export function missesTraining(statuses: readonly string[]): boolean {
  return statuses.slice(-LOOKED_AT_SESSIONS).filter((status) => status === "absent").length >= ABSENCES;
}

/**
 * Whom a facilitator should look after: what the weekly reports tell, and who misses trainings or leaves questions
 * without an answer. One reason a person, the gravest. `today` is a local day, YYYY-MM-DD.
 */
export function worriesOf(parts: Parts, facilitatorId: string, today: string): Worry[] {
  const overview = overviewOf(parts, facilitatorId, weekBefore(mondayOf(today)), today);
  const found = new Map<string, TaskKind>();
  const add = (personId: string, kind: TaskKind) => {
    if (!found.has(personId)) found.set(personId, kind);
  };
  for (const { member, risk } of overview.risks) if (risk.why === "silent") add(member.id, "silent");
  for (const { personId, kind } of overview.tickets) if (kind === "stalled") add(personId, "unanswered");
  for (const { id } of overview.members) {
    const seen = parts.events.all({ kind: "training.attended", personId: id, from: addDays(today, -LOOKED_AT_DAYS) });
    if (missesTraining(seen.map(({ data }) => String(data["status"])))) add(id, "absent");
  }
  for (const { member, risk } of overview.risks) add(member.id, risk.why);
  return [...found].map(([personId, kind]) => ({ personId, kind }));
}
