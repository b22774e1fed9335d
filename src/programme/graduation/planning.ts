import type { Person } from "../../people/person.ts";
import { addMonths, dateIn, instantOf } from "../../zones.ts";
import type { Graduation } from "../pack/index.ts";
import type { Case } from "./case.ts";
import { CHECK, CLOSING, EVALUATE, PLANNED, STEP } from "./duties.ts";
import { LIMITS_MS } from "./limits.ts";
import type { GraduationParts } from "./parts.ts";
import type { Plan } from "./plans.ts";

/** When people are asked and told what has its day and no time: in the morning, when somebody can still be reached. */
const MORNING = "10:00";

/** How she is some months after the decision: each is asked once, however long Rukun was down. */
export function planChecks(
  parts: GraduationParts,
  one: Case,
  { checks }: Pick<Graduation, "checks">,
  { zone }: Person,
  now: number,
): void {
  for (const months of checks) {
    const dueAt = instantOf(zone, addMonths(dateIn(zone, now), months), MORNING);
    parts.duties.plan({
      key: `${CHECK}:${one.id}:${months}`,
      kind: CHECK,
      personId: one.personId,
      data: { case: one.id, programme: one.programme, months },
      dueAt,
      expiresAt: dueAt + LIMITS_MS.checkWithin,
    });
  }
}

/** How content she was: once, a week after her part ended. */
export function planClosing(
  parts: GraduationParts,
  { id, programme, personId }: Case,
  { zone }: Person,
  now: number,
): void {
  const dueAt = instantOf(zone, dateIn(zone, now + LIMITS_MS.closingAfter), MORNING);
  parts.duties.plan({
    key: `${CLOSING}:${id}`,
    kind: CLOSING,
    personId,
    data: { programme, since: now },
    dueAt,
    expiresAt: dueAt + LIMITS_MS.closingWithin,
  });
}

/** She hears of her plan; the facilitator of each step on its day, and of the day on which she is looked at again. */
export function planSteps(parts: GraduationParts, plan: Plan, { zone }: Person, now: number): void {
  const due = (kind: string, key: string, personId: string, dueAt: number, data: Record<string, string | number>) =>
    parts.duties.plan({ key, kind, personId, data, dueAt, expiresAt: dueAt + LIMITS_MS.tellWithin });
  due(PLANNED, `${PLANNED}:${plan.id}`, plan.personId, now, { plan: plan.id });
  for (const { no, dueOn } of plan.steps)
    due(STEP, `${STEP}:${plan.id}:${no}`, plan.by, instantOf(zone, dueOn, MORNING), { plan: plan.id, no });
  due(EVALUATE, `${EVALUATE}:${plan.id}`, plan.by, instantOf(zone, plan.evaluateOn, MORNING), { plan: plan.id });
}
