import type { Pending } from "../controls/pendings.ts";
import { treasurersOf } from "../disputes/watchers.ts";
import { withdraw } from "../loans/application.ts";
import { describe } from "./describe.ts";
import { is } from "./standing.ts";
import { tellEach } from "./tell.ts";
import { type CoopTurn, type Reply, said } from "./turn.ts";

/** TOLAK of one's own takes back what was asked for; nobody's money moved. Undefined: it is not hers to take back. */
export function takenBack(no: number, reason: string, turn: CoopTurn): Reply | undefined {
  const { books, standing, context, today } = turn;
  const taken = books.desk.cancel(context.person.id, standing.unit.id, no, { at: context.now, today });
  if (!taken.ok) return undefined;
  spare(taken.pending, turn);
  return told(taken.pending, reason, [], turn);
}

/** Who was asked and has not answered need not look into it any more. Who is told why anyway is left out. */
function spare(pending: Pending, turn: CoopTurn): void {
  const { books, audience, context } = turn;
  if (pending.votes === 0) return;
  const { no, confirmer } = pending;
  const unit = books.unit(pending.unit).name;
  const asked = books.approvers(pending).filter((id) => id !== confirmer && id !== context.person.id);
  tellEach(turn, asked, (theirs) =>
    theirs.line("pending.spared", { no, unit, who: audience.nameOf(context.person.id, theirs) }),
  );
}

/** A loan that all agreed to is given up before its money is there: by the borrower, or the treasurer for her. */
export function givenUp(no: number, reason: string, turn: CoopTurn): Reply | undefined {
  const { books, standing, context } = turn;
  const pending = books.pendings.byNo(standing.unit.id, no);
  if (pending?.state !== "done" || pending.operation.op !== "agree-loan") return undefined;
  const loan = books.loans.loans.byId(pending.operation.loan);
  const hers = loan !== undefined && books.personOf(loan.member) === context.person.id;
  if (loan?.state !== "agreed" || !(hers || is(standing, "treasurer"))) return undefined;
  if (!withdraw(books.loans, loan).ok) return undefined;
  return told(pending, reason, treasurersOf(books, standing.unit), turn);
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
