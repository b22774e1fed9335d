import { hexOf } from "../../cases/parts.ts";
import type { CaseRow } from "../../cases/rows.ts";
import { dueAt, SPANS } from "../../rules/deadlines.ts";
import { openDuties } from "../../rules/duties.ts";
import type { Category } from "../../rules/severity.ts";
import type { Outcome, Status } from "../../rules/status.ts";
import { deadlineIn } from "./moments.ts";
import type { DeskSetting } from "./setting.ts";
import type { DeskTurn } from "./turn.ts";

/** What stands underscored in the database is hyphened in the texts, where an underscore begins a plural. */
const textOf = (value: string): string => value.replaceAll("_", "-");

export const categoryIn = (turn: DeskTurn, category: Category): string => turn.line(`category.${category}`);
export const statusIn = (turn: DeskTurn, status: Status): string => turn.line(`status.${textOf(status)}`);
export const outcomeIn = (turn: DeskTurn, outcome: Outcome): string =>
  turn.line(`outcome.options.${textOf(outcome)}.label`);

/** When the next thing about a case must be done, ms UTC; undefined where nothing is to be done. */
export function nextDueAt({ cases, calendar }: DeskSetting, row: CaseRow): number | undefined {
  const duties = openDuties(row, calendar, cases.arrivals.get(hexOf(row.id)));
  const times = duties.flatMap(({ kind, from }) => {
    const span = SPANS[row.severity][kind];
    return span === undefined ? [] : [dueAt(span, from, calendar)];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

/** `20 Nov`, and where hours count `20 Nov 18.00`. */
export function dueIn(turn: DeskTurn, row: CaseRow): string {
  const at = nextDueAt(turn.desk, row);
  if (at === undefined) return turn.line("list.no-due");
  const { date, hour } = deadlineIn(turn.desk.zone, at);
  return row.severity === "S1" ? `${date} ${hour}` : date;
}
