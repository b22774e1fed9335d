import type { Change } from "../../conversation/module.ts";
import type { Entry } from "../journal/entry.ts";
import { memberNo } from "../members.ts";
import { NEVER_REVERSED } from "../operations/reversal.ts";
import { forbidden } from "./allowed.ts";
import { expectedBy, saidOn } from "./sheet.ts";
import { entryLines } from "./summary.ts";
import { type CoopTurn, type Reply, said } from "./turn.ts";

/**
 * What stands in the books, or on the sheet of the meeting that is open, from a message that its writer has changed or
 * deleted since, and how that is mended: on her screen it looks as if it were mended already. Undefined: nothing does.
 */
export function changed(change: Change, turn: CoopTurn): Reply | undefined {
  const lines = [...inBooks(change, turn), ...onSheet(change, turn)];
  return lines.length === 0 ? undefined : said(lines.join("\n"));
}

function inBooks({ kind, source }: Change, turn: CoopTurn): string[] {
  const { books, context, say } = turn;
  const standing = books.journal
    .ofMessage(source)
    .filter(({ id, maker }) => maker === context.person.id && books.journal.reversalOf(id) === undefined);
  if (standing.length === 0) return [];
  return [say.line(`changed.${kind}`), ...entryLines(standing, books, say), ...how(standing, turn)];
}

/** A line that was written again since is of another message. */
function onSheet({ kind, source }: Change, turn: CoopTurn): string[] {
  const { books, context, say } = turn;
  const meeting = books.meetings.openOf(context.person.id);
  const written = meeting === undefined ? [] : books.meetings.ofMessage(meeting.id, source);
  if (meeting === undefined || written.length === 0) return [];
  const { members, items } = expectedBy(meeting, turn);
  const lines = written.flatMap(({ member: id, line }) => {
    const member = members.find((one) => one.id === id);
    if (member === undefined) return [];
    const what = saidOn(line, items.get(id) ?? [], say);
    return [say.line("meeting.line", { no: memberNo(member.no), name: member.name, what })];
  });
  return [say.line(`changed.${kind}-sheet`), ...lines, say.line("changed.mend-sheet")];
}

function how(entries: readonly Entry[], { standing, say }: CoopTurn): string[] {
  if (forbidden("reverse", standing) !== undefined) return [say.line("changed.tell")];
  const [first] = entries.filter(({ kind, reverses }) => reverses === null && !NEVER_REVERSED.has(kind));
  if (first === undefined) return [];
  return [say.line(entries.length === 1 ? "changed.mend" : "changed.mend-one", { no: first.no })];
}
