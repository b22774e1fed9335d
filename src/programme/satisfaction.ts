import type { Enrolments } from "./enrolment/index.ts";
import type { Form, Pack } from "./pack/index.ts";

/** The conversation that asks how content somebody is. */
export const SATISFACTION_FLOW = "assessment-satisfaction";

/** The form that it fills in; undefined: a programme that leaves it out does not ask. */
export const satisfactionForm = (pack: Pick<Pack, "forms"> | undefined): Form | undefined =>
  pack?.forms.find(({ flow }) => flow === SATISFACTION_FLOW);

/** Her part has ended: she graduated, or it was decided that it stops. */
export function hasFinished(enrolments: Pick<Enrolments, "current">, programme: string, personId: string): boolean {
  const as = enrolments.current(programme, personId)?.as;
  return as === "graduate" || as === "stopped";
}
