import { type DutyKind, dueAt, SPANS, type Step, type WorkCalendar } from "../rules/deadlines.ts";
import { overdue } from "../rules/duties.ts";
import { tellWhom } from "../rules/escalation.ts";
import { leadOf } from "./notices.ts";
import type { CaseParts } from "./parts.ts";
import type { CaseRow } from "./rows.ts";

/** Something about a case that is late and has come to somebody by now. */
export type Waiting = Pick<CaseRow, "alias" | "severity" | "category"> & { duty: DutyKind; step: Step; dueAt: number };

/**
 * What has come to a recipient because of time that ran out and is not done yet, the longest overdue first; whether a
 * notice reached her or not. For the trustee, who has no chat. Changes nothing.
 */
export function waitingFor(parts: CaseParts, recipient: string, calendar: WorkCalendar, now: number): Waiting[] {
  const recipients = parts.recipients();
  const found = parts.rows.allOpen().flatMap((row): Waiting[] => {
    const late = overdue(row, NOTHING_TOLD, { now, calendar });
    if (late.length === 0) return [];
    const readers = parts.rows.readers(row.id, recipients);
    const lead = leadOf(parts, row.alias);
    const { alias, severity, category } = row;
    return late.flatMap(({ kind, step, from }) => {
      const span = SPANS[severity][kind];
      if (span === undefined || tellWhom(readers, lead, step) !== recipient) return [];
      return [{ alias, severity, category, duty: kind, step, dueAt: dueAt(span, from, calendar) }];
    });
  });
  return found.toSorted((a, b) => a.dueAt - b.dueAt);
}

const NOTHING_TOLD: ReadonlySet<string> = new Set();
