import type { SeenLine } from "../../../audit/chain.ts";
import { DESK, LIMITS } from "../../../limits.ts";
import { CATEGORIES, type Category } from "../../../rules/severity.ts";
import { type MonthCount, type ShownMonth, shownStatistics } from "../../../rules/statistics.ts";
import { categoryIn } from "../describe.ts";
import { hourIn } from "../moments.ts";
import type { OpenTurn } from "../turn.ts";

/** AUDIT: the newest lines about cases that she may read, and about no case. */
export function audit(turn: OpenTurn): void {
  const lines = turn.desk.cases.audit.seenBy(turn.officer.id, DESK.auditLines);
  if (lines.length === 0) turn.tell("audit.none");
  else turn.tellPlain([turn.line("audit.head"), ...lines.map((line) => auditLine(turn, line))].join("\n"));
}

function auditLine(turn: OpenTurn, { actor, alias, action, hour }: SeenLine): string {
  const at = { ...hourIn(turn.desk.zone, hour), who: whoIs(turn, actor), what: turn.line(keyOf(action)) };
  return alias === null ? turn.line("audit.line", at) : turn.line("audit.line-case", { ...at, alias });
}

/** The text of an action. Pure. */
export function keyOf(action: SeenLine["action"]): string {
  if (action === "chain.shorter") return "audit.chain-shorter";
  return `audit.${action.replace("trustee.", "trustee-line.")}`;
}

function whoIs(turn: OpenTurn, actor: string): string {
  if (actor === "system" || actor === "terminal") return turn.line(`audit.${actor}`);
  const { officers, people } = turn.desk;
  const officer = officers.all().find(({ id }) => id === actor);
  if (officer === undefined) return turn.line("audit.trustee");
  const person = people.person(officer.personId);
  return person?.called ?? person?.name ?? turn.line("audit.former");
}

/**
 * STATISTIK, of the cases that she may read and that are not destroyed. What is destroyed has no readers any more: a
 * count with them in it would tell somebody who was struck out that there had been something.
 */
export function statistics(turn: OpenTurn): void {
  const months = shownStatistics(countsOf(turn)).slice(-DESK.months);
  if (months.length === 0) {
    turn.tell("statistics.none");
    return;
  }
  const head = turn.line("statistics.head", { least: LIMITS.smallestCount });
  turn.tellPlain([head, ...months.map((month) => monthLine(turn, month))].join("\n"));
}

function countsOf({ desk, officer }: OpenTurn): MonthCount[] {
  const counts = desk.cases.rows.sqlite.prepare(
    `SELECT substr(received_on, 1, 7) AS month, category, count(*) AS cases FROM safe_case
     WHERE id IN (SELECT case_id FROM safe_wrap WHERE no = 1 AND recipient = ?) GROUP BY 1, 2`,
  );
  return counts.all(officer.id) as MonthCount[];
}

/** Categories in the order in which they are chosen. */
const ORDER: readonly Category[] = [...CATEGORIES.slice(1), 0];

function monthLine(turn: OpenTurn, { month, cells, total }: ShownMonth): string {
  const hidden = turn.line("statistics.hidden", { least: LIMITS.smallestCount });
  const shown = ORDER.flatMap((category) => {
    const count = cells[category];
    return count === null ? [] : [turn.line("statistics.cell", { category: categoryIn(turn, category), count })];
  });
  const rest = shown.length < ORDER.length ? [turn.line("statistics.rest", { hidden })] : [];
  return turn.line("statistics.line", { month, cells: [...shown, ...rest].join(", "), total: total ?? hidden });
}
