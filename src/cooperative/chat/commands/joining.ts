import type { CommandOf } from "../../commands/index.ts";
import { matchMember } from "../../commands/index.ts";
import { leavingSum } from "../../members/operations.ts";
import { memberNo } from "../../members.ts";
import { answer } from "../notify.ts";
import { bookingOf, type Carriers, type CoopTurn, notDone, type Option, type Reply, said } from "../turn.ts";
import { isReply, memberLabel, memberMeant } from "../whom.ts";

/** Who comes and who goes. Both are shown before they are done. */
export const joiningCommands: Carriers = {
  "new-member": (command, turn) => join({ ...command, name: nameOnPaper(command.name, turn) }, turn),
  leave: (command, turn) => leave(command, turn),
};

/** "rosida br ginting", as thumbs write it, with capitals as in the book; what has capitals stays as it is. */
function nameOnPaper(name: string, { lexicon }: CoopTurn): string {
  if (name !== name.toLowerCase()) return name;
  const words = name.split(" ").map((word) => (lexicon.nameParts.get(word) === "clan" ? word : capital(word)));
  return words.join(" ");
}

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** Her number, what she pays, and whether somebody has that name already; then one tap. */
function join(command: CommandOf<"new-member">, turn: CoopTurn): Reply {
  const { books, standing, say, decided } = turn;
  const { unit } = standing;
  const settings = books.setting(unit.id);
  const principal = settings.savings.principal.on ? settings.savings.principal.amount : 0;
  const fee = settings.joiningFee;
  const choice = decided["sure"];
  if (choice === undefined) return joinQuestion(command, { principal, fee }, turn);
  if (choice === "no") return said(say.line("coop-members:join.not"));
  const no = books.members.nextNo(unit.id);
  const pays = choice === "pay";
  const items = pays && principal > 0 ? [{ kind: "principal" as const, amount: principal }] : [];
  const aliases = command.alias === undefined ? [] : [command.alias];
  const operation = { op: "join", name: command.name, aliases, fee: pays ? fee : 0, items } as const;
  const reply = answer(books.desk.take(operation, bookingOf(turn, undefined)), turn);
  // With nothing paid there is no entry, and so no receipt.
  if (reply.kind === "posted" && reply.done.entries.length === 0)
    return said(say.line("coop-members:join.done", { name: command.name, no: memberNo(no) }));
  return reply;
}

function joinQuestion(
  command: CommandOf<"new-member">,
  { principal, fee }: { principal: number; fee: number },
  { books, standing, say, lexicon }: CoopTurn,
): Reply {
  const { unit } = standing;
  const total = principal + fee;
  const members = books.members.roster(unit.id).filter(({ active }) => active);
  const match = matchMember({ name: command.name }, members, lexicon);
  const known = match.kind === "one" ? [match.member] : match.kind === "many" ? match.members : [];
  const same = known.flatMap(({ id }) => books.members.member(id) ?? []).map(memberLabel);
  const data = { name: command.name, no: memberNo(books.members.nextNo(unit.id)), unit: unit.name };
  const question = [
    ...(same.length === 0 ? [] : [say.line("coop-members:join.same", { names: same.join(", ") })]),
    say.line(total > 0 ? "coop-members:join.ask" : "coop-members:join.ask-free", data),
    ...(principal > 0 ? [say.line("coop-members:join.principal", { amount: principal })] : []),
    ...(fee > 0 ? [say.line("coop-members:join.fee", { amount: fee })] : []),
  ].join("\n");
  const options: Option[] = [
    ...(total > 0 ? [{ id: "pay", label: say.line("coop-members:join.pay", { total }) }] : []),
    { id: "later", label: say.line(total > 0 ? "coop-members:join.later" : "coop-members:join.yes") },
    { id: "no", label: say.line("coop-members:join.no") },
  ];
  return { kind: "which", question, options, draft: command, field: "sure" };
}

/** What her leaving comes to, before anybody is asked; then her own YA and another officer's. */
function leave(command: CommandOf<"leave">, turn: CoopTurn): Reply {
  const { books, say, today, decided } = turn;
  const member = memberMeant(command.member, turn, command);
  if (isReply(member)) return member;
  if (decided["sure"] === "no") return said(say.line("coop-members:leave.not"));
  if (decided["sure"] !== "yes") {
    const parts = { journal: books.journal, loans: books.loans, settings: (unit: number) => books.setting(unit) };
    const sum = leavingSum(parts, { unit: member.unit, member: member.id }, command.date ?? today);
    const who = memberLabel(member);
    if (sum.kind === "short")
      return notDone(
        say.line("coop-members:leave.short", { who, balance: sum.savings, owed: sum.debts, amount: sum.missing }),
      );
    const disputes = books.disputes.openOf(member.unit, member.id).filter(({ kind }) => kind === "entry").length;
    const question = [
      say.line("coop-members:leave.ask", { who, balance: sum.savings, owed: sum.debts, net: sum.cash }),
      ...(disputes === 0 ? [] : [say.line("coop-members:leave.disputes", { count: disputes })]),
    ].join("\n");
    const options = ["yes", "no"].map((id) => ({ id, label: say.line(`coop-members:leave.${id}`) }));
    // The member stands in the draft by her number, so that the answer is about her.
    return { kind: "which", question, options, draft: { ...command, member: { no: member.no } }, field: "sure" };
  }
  return answer(books.desk.take({ op: "leave", member: member.id }, bookingOf(turn, command.date)), turn);
}
