import { describe } from "../describe.ts";
import { decided, missingText } from "../notify.ts";
import { is } from "../standing.ts";
import { type Carriers, notDone, said } from "../turn.ts";

/** Yes and no of those whom something waits for. */
export const approvalCommands: Carriers = {
  approvals: (_, { books, standing, say }) => {
    const open = books.pendings.open(standing.unit.id);
    if (open.length === 0) return said(say.line("pending.none"));
    const lines = open.map((pending) =>
      say.line("pending.line", {
        no: pending.no,
        what: describe(books, pending, say),
        for: missingText(books.desk.missing(pending), pending, say),
      }),
    );
    return said([say.line("pending.list", { unit: standing.unit.name }), ...lines, say.line("pending.how")].join("\n"));
  },
  approve: ({ pending }, turn) => {
    const { books, standing, context, today } = turn;
    const when = { at: context.now, today };
    return decided(books.desk.vote(context.person.id, standing.unit.id, pending, { yes: true }, when), turn);
  },
  reject: ({ pending, reason }, turn) => {
    const { books, standing, context, today } = turn;
    const when = { at: context.now, today };
    return decided(books.desk.vote(context.person.id, standing.unit.id, pending, { yes: false, reason }, when), turn);
  },
  confirm: ({ code, yes }, turn) => {
    const { books, standing, context, today, say } = turn;
    if (standing.member === undefined && !is(standing, "treasurer", "chair", "supervisor", "manager"))
      return notDone(say.line("nothing-to-confirm"));
    return decided(books.desk.confirm(context.person.id, code, yes, { at: context.now, today }), turn);
  },
};
