import type { Change } from "../../conversation/module.ts";
import type { Entry } from "../journal/entry.ts";
import { NEVER_REVERSED } from "../operations/reversal.ts";
import { forbidden } from "./allowed.ts";
import { entryLines } from "./summary.ts";
import { type CoopTurn, type Reply, said } from "./turn.ts";

/**
 * What stands in the books from a message that its writer has changed or deleted since, and how that is mended: on her
 * screen it looks as if it were mended already. Undefined: nothing of it is booked, or all of it was taken back.
 */
export function changed({ kind, source }: Change, turn: CoopTurn): Reply | undefined {
  const { books, context, say } = turn;
  const standing = books.journal
    .ofMessage(source)
    .filter(({ id, maker }) => maker === context.person.id && books.journal.reversalOf(id) === undefined);
  if (standing.length === 0) return undefined;
  return said([say.line(`changed.${kind}`), ...entryLines(standing, books, say), ...how(standing, turn)].join("\n"));
}

function how(entries: readonly Entry[], { standing, say }: CoopTurn): string[] {
  if (forbidden("reverse", standing) !== undefined) return [say.line("changed.tell")];
  const [first] = entries.filter(({ kind, reverses }) => reverses === null && !NEVER_REVERSED.has(kind));
  if (first === undefined) return [];
  return [say.line(entries.length === 1 ? "changed.mend" : "changed.mend-one", { no: first.no })];
}
