import type { Pending } from "../controls/pendings.ts";
import { treasurersOf } from "../disputes/watchers.ts";
import { withdraw } from "../loans/application.ts";
import type { LoanRow } from "../loans/store.ts";
import { describe } from "./describe.ts";
import { spare } from "./ended.ts";
import { is } from "./standing.ts";
import { tellEach } from "./tell.ts";
import { type CoopTurn, notDone, type Reply, said } from "./turn.ts";

/** TOLAK of one's own takes back what was asked for; nobody's money moved. Undefined: it is not hers to take back. */
export function takenBack(no: number, reason: string, turn: CoopTurn): Reply | undefined {
  const { books, standing, context, today } = turn;
  const taken = books.desk.cancel(context.person.id, standing.unit.id, no, { at: context.now, today });
  if (!taken.ok) return undefined;
  spare(taken.pending, "spared", turn);
  return told(taken.pending, reason, [], turn);
}

/** A loan that all agreed to is given up before its money is there: by the borrower, or the treasurer for her. */
export function givenUp(no: number, reason: string, turn: CoopTurn): Reply | undefined {
  const { books, standing } = turn;
  const pending = books.pendings.byNo(standing.unit.id, no);
  const loan = pending === undefined ? undefined : agreedLoan(pending, turn);
  if (pending === undefined || loan === undefined || !withdraw(books.loans, loan).ok) return undefined;
  return told(pending, reason, treasurersOf(books, standing.unit), turn);
}

/**
 * To a member, before she is asked why: it is not hers to take back. She hears of nobody else's requests, not even
 * whether there are any. Undefined: it is hers, or she is an officer, who may say no to it.
 */
export function notHers(no: number, turn: CoopTurn): Reply | undefined {
  const { standing, say } = turn;
  return standing.roles.length > 0 || isHers(no, turn) ? undefined : notDone(say.line("forbidden.office"));
}

function isHers(no: number, turn: CoopTurn): boolean {
  const { books, standing, context } = turn;
  const pending = books.pendings.byNo(standing.unit.id, no);
  if (pending?.state !== "open") return pending !== undefined && agreedLoan(pending, turn) !== undefined;
  return pending.maker === context.person.id || pending.confirmer === context.person.id;
}

/** The loan of a request that all agreed to, while it is hers to give up. */
function agreedLoan({ state, operation }: Pending, { books, standing, context }: CoopTurn): LoanRow | undefined {
  const loan = state === "done" && operation.op === "agree-loan" ? books.loans.loans.byId(operation.loan) : undefined;
  const hers = loan !== undefined && books.personOf(loan.member) === context.person.id;
  return loan?.state === "agreed" && (hers || is(standing, "treasurer")) ? loan : undefined;
}

/** Who asked for it, whose yes it needed, and `also` hear it and why. */
function told(pending: Pending, reason: string, also: readonly string[], turn: CoopTurn): Reply {
  const { books, audience, context, say } = turn;
  const { no, maker, confirmer } = pending;
  const others = [maker, ...(confirmer === null ? [] : [confirmer]), ...also];
  tellEach(
    turn,
    others.filter((person) => person !== context.person.id),
    (theirs) => {
      const who = audience.nameOf(context.person.id, theirs);
      return theirs.line("pending.taken-back-by", { who, no, what: describe(books, pending, theirs), reason });
    },
  );
  return said(say.line("pending.taken-back", { no, what: describe(books, pending, say) }));
}
