import { describe } from "../describe.ts";
import { inUnit, isTurn, ofEachUnit, unitAndReason } from "../in-unit.ts";
import { decided, missingText } from "../notify.ts";
import { is } from "../standing.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { stopAgreed } from "./numbers.ts";

function listText({ books, standing, say }: CoopTurn): string {
  const open = books.pendings.open(standing.unit.id);
  if (open.length === 0) return say.line("pending.none");
  const lines = open.map((pending) =>
    say.line("pending.line", {
      no: pending.no,
      what: describe(books, pending, say),
      for: missingText(books.desk.missing(pending), pending, say),
    }),
  );
  return [say.line("pending.list", { unit: standing.unit.name }), ...lines, say.line("pending.how")].join("\n");
}

/** How many requests wait in each unit, for the head office. */
const waitingElsewhere = (turn: CoopTurn): string[] =>
  ofEachUnit(turn, ({ books, standing, say }) => {
    const count = books.pendings.open(standing.unit.id).length;
    return count === 0 ? undefined : say.line("coop-members:units.requests", { unit: standing.unit.name, count });
  });

function vote(pending: number, vote: { yes: boolean; reason?: string }, turn: CoopTurn): Reply {
  const { books, standing, context, today } = turn;
  return decided(books.desk.vote(context.person.id, standing.unit.id, pending, vote, { at: context.now, today }), turn);
}

/** Her own TOLAK takes back what she asked for herself; nobody's money moved. */
function takenBack(no: number, { books, standing, context, today, say }: CoopTurn): Reply | undefined {
  const taken = books.desk.cancel(context.person.id, standing.unit.id, no, { at: context.now, today });
  if (!taken.ok) return undefined;
  return said(say.line("pending.taken-back", { no, what: describe(books, taken.pending, say) }));
}

/** Yes and no of those whom something waits for. */
export const approvalCommands: Carriers = {
  approvals: ({ unit }, turn) => {
    const there = inUnit(unit, turn);
    if (!isTurn(there)) return there;
    const elsewhere = unit === undefined ? waitingElsewhere(turn) : [];
    return said([listText(there), ...elsewhere].join("\n"));
  },
  approve: ({ pending, unit }, turn) => {
    const there = inUnit(unit, turn);
    return isTurn(there) ? vote(pending, { yes: true }, there) : there;
  },
  reject: (command, turn) => {
    const { unit, reason } = unitAndReason(command, turn);
    const there = inUnit(unit, turn);
    if (!isTurn(there)) return there;
    if (reason === "") return notDone(turn.say.line("ask.reason"));
    const ended = takenBack(command.pending, there) ?? stopAgreed(command.pending, reason, there);
    return ended ?? vote(command.pending, { yes: false, reason }, there);
  },
  confirm: ({ code, yes }, turn) => {
    const { books, standing, context, today, say } = turn;
    if (standing.member === undefined && !is(standing, "treasurer", "chair", "supervisor", "manager"))
      return notDone(say.line("nothing-to-confirm"));
    return decided(books.desk.confirm(context.person.id, code, yes, { at: context.now, today }), turn);
  },
};
