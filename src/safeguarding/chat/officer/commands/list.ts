import type { CaseRow } from "../../../cases/rows.ts";
import { DESK } from "../../../limits.ts";
import { categoryIn, dueIn, statusIn } from "../describe.ts";
import type { OpenTurn } from "../turn.ts";

/** DAFTAR: a page of her open cases; the page that was shown, or undefined where there was none. */
export function list(turn: OpenTurn, page: number): number | undefined {
  const from = (page - 1) * DESK.page;
  const { rows, total } = turn.desk.cases.rows.openPage(turn.officer.id, { from, limit: DESK.page });
  if (rows.length === 0) {
    turn.tell(total === 0 ? "list.none" : "list.end");
    return undefined;
  }
  const to = from + rows.length;
  const last = to < total ? turn.line("list.next", { page: page + 1 }) : turn.line("list.read");
  const head = turn.line("list.head", { from: from + 1, to, total });
  turn.tellPlain([head, ...rows.map((row) => caseLine(turn, row)), last].join("\n"));
  return page;
}

function caseLine(turn: OpenTurn, row: CaseRow): string {
  const { alias, severity } = row;
  const line = turn.line("list.line", {
    alias,
    category: categoryIn(turn, row.category),
    severity,
    status: statusIn(turn, row.status),
    due: dueIn(turn, row),
  });
  return row.unread ? line + turn.line("list.new-words") : line;
}
