import type { DutyKind, Step, WorkCalendar } from "../rules/deadlines.ts";
import { overdue, stepName } from "../rules/duties.ts";
import { tellWhom } from "../rules/escalation.ts";
import type { Severity } from "../rules/severity.ts";
import { type MonthCount, type ShownMonth, shownStatistics } from "../rules/statistics.ts";
import { type CaseParts, hexOf } from "./parts.ts";

/** Somebody is to be told that time runs out. Of the case there is nothing in it but its alias. */
export type Notice = { to: string; alias: string; severity: Severity; duty: DutyKind; step: Step };

/**
 * The notices that are due and were not given, each once and for all: they are written down as given by being asked for,
 * so the caller puts them where they are sent from in the same transaction. `lead` says who has a case in hand.
 */
export function takeNotices(
  parts: CaseParts,
  calendar: WorkCalendar,
  now: number,
  lead: (alias: string) => string | undefined = () => undefined,
): Notice[] {
  const recipients = parts.recipients();
  const found: Notice[] = [];
  const told = toldOf(parts);
  for (const row of parts.rows.allOpen()) {
    const arrivedAt = parts.arrivals.get(hexOf(row.id));
    const due = overdue(row, told.get(hexOf(row.id)) ?? NOTHING, {
      now,
      calendar,
      ...(arrivedAt === undefined ? {} : { arrivedAt }),
    });
    if (due.length === 0) continue;
    const readers = parts.rows.readers(row.id, recipients);
    const { alias, severity } = row;
    // Not a line of the audit: its hour would tell when the report came.
    parts.act(now, undefined, () => {
      for (const { kind, since, step } of due) {
        parts.rows.sqlite
          .prepare("INSERT INTO safe_notice (case_id, duty, since, step) VALUES (?, ?, ?, ?)")
          .run(row.id, kind, since, step);
        const to = tellWhom(readers, lead(alias), step);
        if (to !== undefined) found.push({ to, alias, severity, duty: kind, step });
      }
    });
  }
  return found;
}

const NOTHING: ReadonlySet<string> = new Set();

type Told = { caseId: Buffer; kind: DutyKind; since: string; step: Step };

/** What was told of each case. */
function toldOf({ rows }: CaseParts): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const all = rows.sqlite.prepare("SELECT case_id AS caseId, duty AS kind, since, step FROM safe_notice");
  for (const each of all.iterate() as Iterable<Told>) {
    const id = hexOf(each.caseId);
    const steps = found.get(id) ?? new Set();
    found.set(id, steps.add(stepName(each)));
  }
  return found;
}

/** Months by categories, of all cases that there are and were, as it may be shown. */
export function statistics(parts: CaseParts): ShownMonth[] {
  const counts = parts.rows.sqlite.prepare(
    `SELECT month, category, cases FROM safe_count
     UNION ALL SELECT substr(received_on, 1, 7), category, count(*) FROM safe_case GROUP BY 1, 2`,
  );
  return shownStatistics(counts.all() as MonthCount[]);
}
