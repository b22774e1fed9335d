import { instantOf } from "../../zones.ts";
import { type DutyKind, reachedAt, SPANS, STEPS, type Step, type WorkCalendar } from "./deadlines.ts";
import type { CaseState } from "./status.ts";

/** A duty that is open, the date from which it runs, and the instant, ms UTC. */
export type OpenDuty = { kind: DutyKind; since: string; from: number };

/** A duty of which so much time is over that somebody must be told. */
export type Overdue = OpenDuty & { step: Step };

/**
 * What is to be done about a case. Only dates are stored; `arrivedAt` is the instant as long as the process remembers
 * it. Without it a day begins at midnight, so that a restart makes a deadline earlier and never later. Pure.
 */
export function openDuties(state: CaseState, calendar: WorkCalendar, arrivedAt?: number): OpenDuty[] {
  if (state.status === "selesai") return [];
  const spans = SPANS[state.severity];
  const received = { since: state.receivedOn, from: arrivedAt ?? midnight(state.receivedOn, calendar) };
  const found: OpenDuty[] = [];
  if (state.readOn === null) found.push({ kind: "read", ...received });
  if (state.acknowledgedOn === null) found.push({ kind: "acknowledge", ...received });
  if (state.plannedOn === null) found.push({ kind: "plan", ...received });
  else {
    const since = state.updatedOn ?? state.plannedOn;
    found.push({ kind: "update", since, from: midnight(since, calendar) });
  }
  found.push({ kind: "outcome", since: state.receivedOn, from: midnight(state.receivedOn, calendar) });
  if (state.unread && state.reporterOn !== null && state.readOn !== null)
    found.push({ kind: "new-words", since: state.reporterOn, from: midnight(state.reporterOn, calendar) });
  return found.filter(({ kind }) => spans[kind] !== undefined);
}

const midnight = (date: string, { zone }: WorkCalendar): number => instantOf(zone, date, "00:00");

/** The name of a duty's step, of which each is told once: `read 2026-11-20 50`. */
export const stepName = ({ kind, since, step }: { kind: string; since: string; step: Step }): string =>
  `${kind} ${since} ${step}`;

/**
 * What somebody must be told of a case now: of each duty its furthest step, unless that or a further one was told
 * already. After a week without power it is one notice a duty, and not three. Pure.
 */
export function overdue(
  state: CaseState,
  told: ReadonlySet<string>,
  at: { now: number; calendar: WorkCalendar; arrivedAt?: number },
): Overdue[] {
  return openDuties(state, at.calendar, at.arrivedAt).flatMap((duty) => {
    const span = SPANS[state.severity][duty.kind];
    if (span === undefined) return [];
    const step = STEPS.findLast((each) => at.now >= reachedAt(span, duty.from, each, at.calendar));
    if (step === undefined) return [];
    const wasTold = STEPS.some((each) => each >= step && told.has(stepName({ ...duty, step: each })));
    return wasTold ? [] : [{ ...duty, step }];
  });
}
