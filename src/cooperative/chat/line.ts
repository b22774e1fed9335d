import {
  type Ask,
  COMMANDS,
  type Command,
  type Draft,
  type Field,
  LOOKS,
  type Result,
  type Unsure,
} from "../commands/index.ts";
import { COOP_LIMITS } from "../limits.ts";
import { loanNo } from "../loans/store.ts";
import { forbidden } from "./allowed.ts";
import { dateShort } from "./say.ts";
import { is } from "./standing.ts";
import { notHers } from "./take-back.ts";
import { type Carriers, type CoopTurn, notDone, type Reply } from "./turn.ts";
import { isReply, memberMeant } from "./whom.ts";

/** Carries out one line, or says what it lacks. */
export function carryOut(
  result: Exclude<Result, { kind: "not-a-command" }>,
  carriers: Carriers,
  turn: CoopTurn,
): Reply {
  const { action } = result.kind === "command" ? result.command : result.draft;
  const no = forbidden(action, turn.standing);
  if (no !== undefined) return notDone(turn.say.line(no));
  if (result.kind === "ask") return cannotReject(result, turn) ?? agreedAlready(result, turn) ?? missing(result, turn);
  if (result.kind === "unsure") return unsure(result, turn);
  const carrier = carriers[action] as ((command: Command, turn: CoopTurn) => Reply) | undefined;
  if (carrier === undefined) throw new Error(`nobody carries out ${action}`);
  return carrier(result.command, turn);
}

/** "tolak 4" of a member: why is asked only about what is hers. */
function cannotReject({ draft, missing: field }: Ask, turn: CoopTurn): Reply | undefined {
  if (draft.action !== "reject" || field !== "reason" || draft.pending === undefined) return undefined;
  return notHers(draft.pending, turn);
}

/** "cair sari": perhaps not a new loan, but the one that was agreed to; with its number it is paid out. */
function agreedAlready({ draft, missing: field }: Ask, turn: CoopTurn): Reply | undefined {
  if (draft.action !== "disburse" || field !== "amount" || draft.member === undefined) return undefined;
  const member = memberMeant(draft.member, turn, draft);
  if (isReply(member)) return member.kind === "which" ? member : undefined;
  const [agreed] = turn.books.loans.loans.ofMember(member.id).filter(({ state }) => state === "agreed");
  if (agreed === undefined) return undefined;
  const data = { name: member.name, loan: loanNo(agreed.no), amount: agreed.terms.principal };
  return notDone(turn.say.line("loan.agreed-already", data));
}

/** One thing is missing, or could be two amounts: asked with what was understood. */
function missing({ draft, missing: field, heard, candidates, refused }: Ask, turn: CoopTurn): Reply {
  const { say } = turn;
  const said = heard.map(({ text }) => text).join(" ");
  if (refused !== undefined) {
    const why = say.misread(refused.reason, { heard: said, ...refused.data });
    // One word opens a meeting: it is written again sooner than answered.
    if (draft.action === "open-meeting") return notDone(why);
    if (draft.action === "meeting-line") return notDone(`${why} ${say.line("meeting.whole-line")}`);
    return { kind: "ask", question: why, draft, field };
  }
  const amounts = field === "amount" ? candidates.filter((one) => typeof one === "number") : [];
  if (amounts.length > 0) {
    const options = amounts.map((amount) => ({ id: String(amount), label: say.line("rupiah", { amount }) }));
    return { kind: "which", question: say.line("which-amount", { heard: said }), options, draft, field };
  }
  const dates = field === "date" ? candidates.filter((one) => typeof one === "string") : [];
  if (dates.length > 0) {
    const options = dates.map((date) => ({ id: date, label: dateShort(date) }));
    const [day = ""] = dates;
    const key = day.slice(0, 4) === turn.today.slice(0, 4) ? "which-date-far" : "which-date";
    const data = { heard: said, date: day, days: COOP_LIMITS.daysBackUnasked };
    return { kind: "which", question: say.line(key, data), options, draft, field };
  }
  // Of a line of the sheet no answer mends a part.
  if (draft.action === "meeting-line" && said !== "")
    return notDone(say.line("unsure.words", { heard: said, example: say.line("example.meeting-line") }));
  return unknown(draft, field, turn) ?? { kind: "ask", question: question(draft, field, turn), draft, field };
}

/** Whom she named is looked for before the next thing is asked; to a member nobody else is shown. */
function unknown(draft: Draft, field: Field, turn: CoopTurn): Reply | undefined {
  if (draft.member === undefined || field === "member" || turn.standing.roles.length === 0) return undefined;
  const member = memberMeant(draft.member, turn, draft);
  return isReply(member) ? member : undefined;
}

function question({ action }: Draft, field: Field, { say }: CoopTurn): string {
  const own = `ask.${action}-${field}`;
  return say.line(say.has(own) ? own : `ask.${field}`);
}

/** Nothing is carried out that leaves a doubt: what was not understood is said, with the way to write it. */
function unsure({ draft, doubt, leftover, suggestion }: Unsure, turn: CoopTurn): Reply {
  const heard = leftover.map(({ text }) => text).join(" ");
  const looks = LOOKS.has(draft.action);
  // Of what only looks nobody thinks that it was written down, or that it was about money.
  const look = doubt === "typo" ? "look-typo" : "look";
  const why = looks && !OF_ITSELF.has(doubt) && heard !== "" ? look : doubt;
  return notDone(
    turn.say.line(`unsure.${why}`, { heard, suggestion: suggestion ?? "", example: exampleOf(draft, turn) }),
  );
}

/** With the number that she wrote herself. What is a whole command by its word alone needs no other example. */
function exampleOf({ action, pending, entry, dispute }: Draft, { say, standing, lexicon }: CoopTurn): string {
  const no = pending ?? entry ?? dispute;
  const example = say.has(`example.${action}`) ? say.line(`example.${action}`) : undefined;
  if (example !== undefined) return no === undefined ? example : example.replace(/\d+/, String(no));
  const word = COMMANDS[action].needs.length === 0 ? lexicon.first.get(`command.${action}`) : undefined;
  return word ?? say.line(is(standing, "treasurer") ? "example.other" : "example.balance");
}

/** What sounds the same whether something would be booked or only looked at. */
const OF_ITSELF: ReadonlySet<Unsure["doubt"]> = new Set(["question", "long"]);
