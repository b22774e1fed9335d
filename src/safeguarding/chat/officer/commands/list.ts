import type { CaseRow } from "../../../cases/rows.ts";
import { DESK } from "../../../limits.ts";
import { categoryIn, dueIn, statusIn } from "../describe.ts";
import type { OpenTurn } from "../turn.ts";

/** DAFTAR: a page of her open cases; the page that was shown, or undefined where there was none. */
export function list(turn: OpenTurn, page: number): number | undefined {
  const { cases } = turn.desk;
  const all = cases.rows.open(turn.officer.id);
  const from = (page - 1) * DESK.page;
  const shown = all.slice(from, from + DESK.page);
  if (shown.length === 0) {
    turn.tell(all.length === 0 ? "list.none" : "list.end");
    return undefined;
  }
  const to = from + shown.length;
  const rows = shown.flatMap(({ alias }) => cases.rows.find(alias, turn.officer.id) ?? []);
  const last = to < all.length ? turn.line("list.next", { page: page + 1 }) : turn.line("list.read");
  const head = turn.line("list.head", { from: from + 1, to, total: all.length });
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
