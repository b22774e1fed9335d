import { isDeepStrictEqual } from "node:util";
import type { OpenQuestion } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import type { Draft, MemberRef, Target } from "../commands/index.ts";
import type { CoopTurn, Decision } from "./turn.ts";
import { isLoan, loanMeant } from "./which-loan.ts";
import { isReply, memberMeant } from "./whom.ts";

/** What a decision about a whole line leaves open: "the same deposit?" is answered by another amount or day, too. */
const UNDECIDED: readonly string[] = ["amount", "date"];
const DECISIONS: ReadonlySet<string> = new Set<Decision>([
  "same",
  "months",
  "product",
  "settled",
  "sure",
  "transfer",
  "repay",
  "outcome",
]);

/**
 * Is a line what an open question is about, written whole again? It has all that the other one said, but for what was
 * asked; whom it names is one of those who were asked about.
 */
export function isAnew(line: Draft, { known }: OpenQuestion, turn: CoopTurn): boolean {
  const [before, asked] = [known("draft") as Draft | undefined, known("field")];
  if (before === undefined || typeof asked !== "string") return false;
  const open = new Set([asked, ...(DECISIONS.has(asked) ? UNDECIDED : [])]);
  const said = Object.keys(before).filter((name) => !open.has(name)) as (keyof Draft)[];
  if (!said.every((name) => isSame(name, before, line, turn))) return false;
  return asked !== "member" || isOneOf(line.member, known("choices"), turn);
}

/** Is an open question about a line of a sheet that was closed since, or that this line gives up? */
export function isOver(line: Draft, { known }: OpenQuestion, { books, context }: CoopTurn): boolean {
  const draft = known("draft") as Draft | undefined;
  if (draft?.action !== "meeting-line") return false;
  return line.action === "drop-meeting" || books.meetings.openOf(context.person.id) === undefined;
}

function isSame(name: keyof Draft, before: Draft, line: Draft, turn: CoopTurn): boolean {
  if (isDeepStrictEqual(before[name], line[name])) return true;
  if (name === "member") return isOnePerson(before.member, line.member, turn);
  return name === "target" && isOneLoan(before.target, line.target, turn);
}

function isOnePerson(one: MemberRef | undefined, other: MemberRef | undefined, turn: CoopTurn): boolean {
  const [a, b] = [memberNo(one, turn), memberNo(other, turn)];
  return a !== undefined && a === b;
}

function isOneLoan(one: Target | undefined, other: Target | undefined, turn: CoopTurn): boolean {
  if (one === undefined || other === undefined) return false;
  const [a, b] = [one, other].map((target) => loanMeant(target, turn, NOTHING));
  return a !== undefined && b !== undefined && isLoan(a) && isLoan(b) && a.loan.id === b.loan.id;
}

/** With nobody to choose from, anybody may have been meant. */
function isOneOf(ref: MemberRef | undefined, choices: Json | undefined, turn: CoopTurn): boolean {
  const options = Array.isArray(choices) ? (choices as readonly { id: string }[]) : [];
  const no = memberNo(ref, turn);
  return options.length === 0 || ref === undefined || no === undefined || options.some(({ id }) => id === String(no));
}

function memberNo(ref: MemberRef | undefined, turn: CoopTurn): number | undefined {
  const member = ref === undefined ? undefined : memberMeant(ref, turn, NOTHING);
  return member === undefined || isReply(member) ? undefined : member.no;
}

/** Whom a line names is only looked up: nobody is asked. */
const NOTHING: Draft = { action: "balance" };
