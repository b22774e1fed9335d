import type { Draft, Target } from "../commands/index.ts";
import { type LoanRow, loanNo } from "../loans/store.ts";
import type { Member } from "../members.ts";
import { type CoopTurn, notDone, type Reply } from "./turn.ts";
import { isReply, memberMeant } from "./whom.ts";

/** The loan that a command is about, and whose it is; or the question or refusal that it comes to. */
export function loanMeant(
  target: Target,
  turn: CoopTurn,
  draft: Draft,
  state: LoanRow["state"] = "active",
): { loan: LoanRow; member: Member } | Reply {
  const { books, standing, say } = turn;
  const { loans } = books.loans;
  if (target.loan !== undefined) {
    const loan = loans.byNo(standing.unit.id, target.loan);
    const member = loan === undefined ? undefined : books.members.member(loan.member);
    if (loan === undefined || member === undefined)
      return notDone(say.line("loan.unknown", { loan: loanNo(target.loan) }));
    return { loan, member };
  }
  const member = memberMeant(target.member ?? {}, turn, draft);
  // The answer names the borrower of the loan: it goes where the name stood.
  if (isReply(member)) return member.kind === "which" ? { ...member, field: "target" } : member;
  const hers = loans.ofMember(member.id).filter((loan) => loan.unit === standing.unit.id && loan.state === state);
  const [only] = hers;
  if (only === undefined)
    return notDone(say.line(`loan.none-${state === "active" ? "active" : "agreed"}`, { name: member.name }));
  if (hers.length === 1) return { loan: only, member };
  const options = hers.map((loan) => ({ id: loanNo(loan.no), label: loanLabel(loan, turn) }));
  return { kind: "which", question: say.line("which-loan", { name: member.name }), options, draft, field: "target" };
}

export const isLoan = (value: { loan: LoanRow; member: Member } | Reply): value is { loan: LoanRow; member: Member } =>
  "loan" in value;

/** `P0001, sisa Rp 3.000.000` */
const loanLabel = (loan: LoanRow, { books, say }: CoopTurn): string =>
  say.line("loan.label", { loan: loanNo(loan.no), balance: books.journal.loanBalance(loan.id) });
