import { type DutyKind, dueAt, SPANS, type Step, type WorkCalendar } from "../rules/deadlines.ts";
import { type OpenDuty, openDuties, overdue, stepName } from "../rules/duties.ts";
import { tellInTurn } from "../rules/escalation.ts";
import { SEVERITIES, type Severity } from "../rules/severity.ts";
import { type MonthCount, type ShownMonth, shownStatistics } from "../rules/statistics.ts";
import { type CaseParts, hexOf } from "./parts.ts";
import type { CaseRow } from "./rows.ts";

/** A case is new, or has new words of the reporter: before any time has run out. */
export type ArrivalKind = "arrived" | "words-arrived";

/**
 * Somebody is to be told: that there is something new, or that time runs out. Of the case there is nothing in it but its
 * alias. `others` are told in her place, in this order, when no message reaches her.
 */
export type Notice = {
  to: string;
  others: readonly string[];
  alias: string;
  severity: Severity;
  duty: DutyKind | ArrivalKind;
  step: Step | "arrival";
  /** When what is to be done must be done, ms UTC. */
  dueAt: number;
};

/** `only`: the severities that are looked at; left out: all. */
export type NoticesOf = { only?: readonly Severity[] };

/**
 * The notices that are due and were not given, each once and for all: they are written down as given by being asked for,
 * so the caller puts them where they are sent from in the same transaction. Who did something about a case last has it in
 * hand, and is passed over when time runs out.
 */
export function takeNotices(parts: CaseParts, calendar: WorkCalendar, now: number, { only }: NoticesOf = {}): Notice[] {
  const open = parts.rows.allOpen(only);
  if (open.length === 0) return [];
  const recipients = parts.recipients();
  const found: Notice[] = [];
  const told = toldOf(parts, only);
  for (const row of open) {
    const due = dueOf(parts, row, told.get(hexOf(row.id)) ?? NOTHING, { now, calendar });
    if (due.length === 0) continue;
    const readers = parts.rows.readers(row.id, recipients);
    const { alias, severity } = row;
    // What nobody has read nobody has in hand; the audit need not be looked through.
    const lead = row.readOn === null ? undefined : leadOf(parts, alias);
    // Not a line of the audit: its hour would tell when the report came.
    parts.act(now, undefined, () => {
      for (const { duty, since, step, dueAt: until } of due) {
        parts.rows.sqlite
          .prepare("INSERT INTO safe_notice (case_id, duty, since, step) VALUES (?, ?, ?, ?)")
          .run(row.id, duty, since, step === "arrival" ? ARRIVAL_STEP : step);
        const [to, ...others] = tellInTurn(readers, lead, step) ?? [];
        if (to !== undefined) found.push({ to, others, alias, severity, duty, step, dueAt: until });
      }
    });
  }
  return found;
}

/** An arrival has one step only, which is stored as the first. */
const ARRIVAL_STEP = 50;

type DueNotice = Pick<Notice, "duty" | "step" | "dueAt"> & { since: string };

function dueOf(
  parts: CaseParts,
  row: CaseRow,
  told: ReadonlySet<string>,
  { now, calendar }: { now: number; calendar: WorkCalendar },
): DueNotice[] {
  const arrivedAt = parts.arrivals.get(hexOf(row.id));
  const until = ({ kind, from }: OpenDuty) => {
    const span = SPANS[row.severity][kind];
    return span === undefined ? from : dueAt(span, from, calendar);
  };
  const arrivals = openDuties(row, calendar, arrivedAt).flatMap((duty): DueNotice[] => {
    const arrival = ARRIVALS[duty.kind];
    if (arrival === undefined || told.has(stepName({ kind: arrival, since: duty.since, step: ARRIVAL_STEP })))
      return [];
    return [{ duty: arrival, since: duty.since, step: "arrival", dueAt: until(duty) }];
  });
  const late = overdue(row, told, { now, calendar, ...(arrivedAt === undefined ? {} : { arrivedAt }) });
  return [
    ...arrivals,
    ...late.map((duty) => ({ duty: duty.kind, since: duty.since, step: duty.step, dueAt: until(duty) })),
  ];
}

const ARRIVALS: Partial<Record<DutyKind, ArrivalKind>> = { read: "arrived", "new-words": "words-arrived" };

const NOTHING: ReadonlySet<string> = new Set();

type Told = { caseId: Buffer; kind: DutyKind | ArrivalKind; since: string; step: Step };

/** What was told of each case, of these severities. */
function toldOf({ rows }: CaseParts, only: readonly Severity[] = SEVERITIES): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const all = rows.sqlite.prepare(
    `SELECT case_id AS caseId, duty AS kind, since, step FROM safe_notice JOIN safe_case ON id = case_id
     WHERE status <> 'selesai' AND severity IN (SELECT value FROM json_each(?))`,
  );
  for (const each of all.iterate(JSON.stringify(only)) as Iterable<Told>) {
    const id = hexOf(each.caseId);
    const steps = found.get(id) ?? new Set();
    found.set(id, steps.add(stepName(each)));
  }
  return found;
}

/** Who did something about a case last. */
export function leadOf({ rows }: CaseParts, alias: string): string | undefined {
  const find = rows.sqlite.prepare("SELECT actor FROM safe_audit WHERE alias = ? ORDER BY seq DESC LIMIT 1").pluck();
  return find.get(alias) as string | undefined;
}

/** Months by categories, of all cases that there are and were, as it may be shown. */
export function statistics(parts: CaseParts): ShownMonth[] {
  const counts = parts.rows.sqlite.prepare(
    `SELECT month, category, cases FROM safe_count
     UNION ALL SELECT substr(received_on, 1, 7), category, count(*) FROM safe_case GROUP BY 1, 2`,
  );
  return shownStatistics(counts.all() as MonthCount[]);
}
