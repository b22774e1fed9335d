import type { Change } from "../../conversation/module.ts";
import type { Pending } from "../controls/pendings.ts";
import type { Entry } from "../journal/entry.ts";
import type { Meeting } from "../meeting/meetings.ts";
import { memberNo } from "../members.ts";
import { NEVER_REVERSED } from "../operations/reversal.ts";
import { forbidden } from "./allowed.ts";
import { requestLine } from "./notify.ts";
import { expectedBy, saidOn } from "./sheet.ts";
import { entryLines } from "./summary.ts";
import { type CoopTurn, type Reply, said } from "./turn.ts";

/**
 * What stands in the books, on the sheet of the meeting that is open, or waits for others' yes, from a message that its
 * writer has changed or deleted since, and how that is mended: on her screen it looks as if it were mended already.
 * Undefined: nothing does.
 */
export function changed(change: Change, turn: CoopTurn): Reply | undefined {
  const requests = requestsOf(change, turn);
  const known = [...inBooks(change, requests, turn), ...onSheet(change, turn), ...waiting(change, requests, turn)];
  const lines = [...closing(change, turn, known.length > 0), ...known];
  return lines.length === 0 ? undefined : said(lines.join("\n"));
}

/** What she asked for with this message; of a request only the moment is kept. */
const requestsOf = ({ at }: Change, { books, context }: CoopTurn): Pending[] =>
  at === undefined ? [] : books.pendings.askedBy(context.person.id, at);

function inBooks({ kind, source }: Change, requests: readonly Pending[], turn: CoopTurn): string[] {
  const { books, say } = turn;
  const standing = stillHers(
    [
      ...books.journal.ofMessage(source),
      ...requests.flatMap(({ id }) => books.journal.bySource(`pending:${id}`) ?? []),
      ...fromClosedSheet(source, turn),
    ],
    turn,
  );
  if (standing.length === 0) return [];
  return [say.line(`changed.${kind}`), ...entryLines(standing, books, say), ...how(standing, turn)];
}

const stillHers = (entries: readonly Entry[], { books, context }: CoopTurn): Entry[] =>
  entries.filter(({ id, maker }) => maker === context.person.id && books.journal.reversalOf(id) === undefined);

/** What a line of the sheet became when the meeting was closed. */
function fromClosedSheet(source: string, { books, context }: CoopTurn): Entry[] {
  const meeting = books.meetings.lastClosedBy(context.person.id);
  if (meeting === undefined) return [];
  return books.meetings.ofMessage(meeting.id, source).flatMap(({ member }) => entryOf(meeting, member, books) ?? []);
}

const entryOf = ({ id }: Meeting, member: number, { journal }: CoopTurn["books"]): Entry | undefined =>
  journal.bySource(`meeting:${id}:${member}`);

/** TUTUP: that the meeting stays closed, and all that it booked. `isOther`: the message did something else. */
function closing({ kind, at }: Change, turn: CoopTurn, isOther: boolean): string[] {
  const { books, context, say } = turn;
  const meeting = at === undefined || isOther ? undefined : books.meetings.lastClosedBy(context.person.id);
  if (meeting === undefined || meeting.endedAt !== at) return [];
  const entries = books.meetings.sheet(meeting.id).flatMap(({ member }) => entryOf(meeting, member, books) ?? []);
  const standing = stillHers(entries, turn);
  if (standing.length === 0) return [];
  const head = say.line(`changed.${kind}-closed`, { date: meeting.heldOn, amount: meeting.counted ?? 0 });
  return [head, ...entryLines(standing, books, say), ...how(standing, turn)];
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

function waiting({ kind }: Change, requests: readonly Pending[], turn: CoopTurn): string[] {
  const { say } = turn;
  const open = requests.filter(({ state }) => state === "open");
  const [first] = open;
  if (first === undefined) return [];
  return [
    say.line(`changed.${kind}-request`),
    ...open.map((pending) => requestLine(pending, turn)),
    say.line("changed.mend-request", { no: first.no }),
  ];
}

function how(entries: readonly Entry[], { standing, say }: CoopTurn): string[] {
  if (forbidden("reverse", standing) !== undefined) return [say.line("changed.tell")];
  const [first] = entries.filter(({ kind, reverses }) => reverses === null && !NEVER_REVERSED.has(kind));
  if (first === undefined) return [];
  return [say.line(entries.length === 1 ? "changed.mend" : "changed.mend-one", { no: first.no })];
}
