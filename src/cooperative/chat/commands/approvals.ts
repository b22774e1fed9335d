import { payersOf } from "../../loans/payers.ts";
import { loanNo } from "../../loans/store.ts";
import { inUnit, isTurn, ofEachUnit, unitAndReason } from "../in-unit.ts";
import { decided, requestLine } from "../notify.ts";
import { is } from "../standing.ts";
import { givenUp, notHers, takenBack } from "../take-back.ts";
import { type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { stopAgreed } from "./numbers.ts";

function listText(turn: CoopTurn): string {
  const { books, standing, say } = turn;
  const open = books.pendings.open(standing.unit.id);
  if (open.length === 0) return say.line("pending.none");
  const lines = open.map((pending) => requestLine(pending, turn));
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

/** Who stood by for the member does not decide as well. Undefined: she did not. */
function isWitness(no: number, { books, standing, context, say }: CoopTurn): Reply | undefined {
  const pending = books.pendings.byNo(standing.unit.id, no);
  const hers = pending?.state === "open" && pending.witness === context.person.id;
  return hers ? notDone(say.line("pending.you-witness", { no })) : undefined;
}

/** Who agrees to a loan may not pay it out: somebody who may has to be left. Undefined: her yes leaves somebody. */
function nobodyToPayOut(no: number, { books, standing, context, say }: CoopTurn): Reply | undefined {
  const pending = books.pendings.byNo(standing.unit.id, no);
  const loan = pending?.operation.op === "agree-loan" ? books.loans.loans.byId(pending.operation.loan) : undefined;
  const me = context.person.id;
  if (pending?.state !== "open" || loan === undefined || pending.maker === me) return undefined;
  const voters = books.pendings.votes(pending.id).map(({ person }) => person);
  const barred = [books.personOf(loan.member), pending.witness, ...voters];
  if (barred.includes(me)) return undefined;
  const payers = payersOf(books, standing.unit, barred);
  if (!payers.includes(me)) return undefined;
  const data = { loan: loanNo(loan.no), no };
  // She is asked where there are not enough others, and then another pays it out.
  const asked = books.approvers(pending).includes(me);
  if (is(standing, "treasurer") && payers.length === 1 && !asked) return notDone(say.line("pending.you-pay-out", data));
  return payersOf(books, standing.unit, [...barred, me]).length > 0
    ? undefined
    : notDone(say.line("pending.nobody-pays-out", data));
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
    if (!isTurn(there)) return there;
    return isWitness(pending, there) ?? nobodyToPayOut(pending, there) ?? vote(pending, { yes: true }, there);
  },
  reject: (command, turn) => {
    const { unit, reason } = unitAndReason(command, turn);
    const there = inUnit(unit, turn);
    if (!isTurn(there)) return there;
    const no = command.pending;
    const others = notHers(no, there);
    if (others !== undefined) return others;
    if (reason === "") return notDone(turn.say.line("ask.reason"));
    const own = takenBack(no, reason, there) ?? givenUp(no, reason, there);
    return own ?? stopAgreed(no, reason, there) ?? vote(no, { yes: false, reason }, there);
  },
  confirm: ({ code, yes }, turn) => {
    const { books, standing, context, today, say } = turn;
    if (standing.member === undefined && !is(standing, "treasurer", "chair", "supervisor", "manager"))
      return notDone(say.line("nothing-to-confirm"));
    return decided(books.desk.confirm(context.person.id, code, yes, { at: context.now, today }), turn);
  },
};
