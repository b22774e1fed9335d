import type { Pending } from "../controls/pendings.ts";
import { describe } from "./describe.ts";
import { tellEach } from "./tell.ts";
import type { CoopTurn } from "./turn.ts";

/** Who asked for it, and whose own yes it needed; not who says it now. */
const concerned = ({ maker, confirmer }: Pending, { context }: CoopTurn): string[] =>
  [maker, ...(confirmer === null ? [] : [confirmer])].filter((id) => id !== context.person.id);

/** What was possible when it was asked for is not any more. */
export function tellFailed(pending: Pending, turn: CoopTurn): void {
  tellEach(turn, concerned(pending, turn), (theirs) =>
    theirs.line("pending.failed", { no: pending.no, what: describe(turn.books, pending, theirs) }),
  );
}

/** That somebody said no, and why. */
export function tellRejected(pending: Pending, turn: CoopTurn): void {
  const { books, audience, context } = turn;
  const { no, reason } = pending;
  tellEach(turn, concerned(pending, turn), (theirs) => {
    const said = { no, what: describe(books, pending, theirs), who: audience.nameOf(context.person.id, theirs) };
    return reason === null
      ? theirs.line("pending.rejected-unsaid", said)
      : theirs.line("pending.rejected", { ...said, reason });
  });
}

/** Who was asked and has not answered need not look into it any more. Who is told why anyway is left out. */
export function spare(pending: Pending, how: "spared" | "spared-by-no", turn: CoopTurn): void {
  const { books, audience, context } = turn;
  if (pending.votes === 0) return;
  const { no, confirmer } = pending;
  const unit = books.unit(pending.unit).name;
  const asked = books.approvers(pending).filter((id) => id !== confirmer && id !== context.person.id);
  tellEach(turn, asked, (theirs) =>
    theirs.line(`pending.${how}`, { no, unit, who: audience.nameOf(context.person.id, theirs) }),
  );
}
