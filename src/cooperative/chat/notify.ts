import { HOUR } from "../../clock.ts";
import type { Reach } from "../../conversation/module.ts";
import type { Pending } from "../controls/pendings.ts";
import { treasurersOf } from "../disputes/watchers.ts";
import type { Entry } from "../journal/entry.ts";
import { offerOf } from "../loans/offer.ts";
import { payersOfAgreed } from "../loans/payers.ts";
import { type LoanRow, loanNo } from "../loans/store.ts";
import type { Decided, Missing, Taken } from "../operations/desk.ts";
import type { Done } from "../operations/operation.ts";
import { changeData } from "./change-line.ts";
import { describe } from "./describe.ts";
import { spare, tellFailed, tellRejected } from "./ended.ts";
import { offerText, paidOff } from "./offer.ts";
import { membersOf, receipt } from "./receipt.ts";
import type { CoopTurn, Reply } from "./turn.ts";
import { notDone } from "./turn.ts";

/** What the desk said, as a reply; everybody else whom it concerns is told. */
export function answer(taken: Taken, turn: CoopTurn): Reply {
  switch (taken.kind) {
    case "refused":
      return notDone(turn.say.refusal(taken.refusal));
    case "waiting":
      askOthers(taken.pending, taken.why, turn);
      return { kind: "waiting", text: waitingText(taken.pending, turn) };
    case "posted":
      return posted(taken, turn);
  }
}

/** Something was booked: each member concerned gets her receipt, on her own number only. */
export function posted(done: Done, turn: CoopTurn): Reply {
  if (!done.duplicate) tellMembers(done, turn);
  return { kind: "posted", done, member: firstMember(done.entries) };
}

function firstMember(entries: readonly Entry[]): number | undefined {
  for (const entry of entries) {
    const [member] = membersOf(entry);
    if (member !== undefined) return member;
  }
  return undefined;
}

export function tellMembers(done: Done, { audience, context }: CoopTurn): void {
  for (const entry of done.entries) tellReceipts(entry, { audience }, context, context.person.id);
}

/** Each member whose accounts an entry changes gets her receipt, with her own lines alone; not who wrote it herself. */
export function tellReceipts(
  entry: Entry,
  { audience }: Pick<CoopTurn, "audience">,
  { tell }: Pick<Reach, "tell">,
  writer?: string,
): void {
  for (const member of membersOf(entry)) {
    const person = audience.behind(member);
    if (person === null || person === writer) continue;
    const say = audience.sayFor(person);
    // Somebody else may read along on a shared phone: what she has is told when she asks, behind her PIN.
    const balances = !audience.sharesPhone(person);
    const lines = receipt(audience, entry, say, { for: "member", balances, member });
    tell(person, "coop:plain", { text: lines }, { as: "reply", policy: "hold" });
  }
}

/** The approvers and the member are asked; what waits stands in their words. */
export function askOthers(pending: Pending, why: string | undefined, turn: CoopTurn): void {
  const { books, audience, context, say: own } = turn;
  const unit = books.unit(pending.unit);
  const data = { no: pending.no, who: audience.nameOf(pending.maker, own), unit: unit.name };
  if (pending.votes > 0) {
    const here = new Set(books.officers.all(unit).map(({ id }) => id));
    for (const officer of books.approvers(pending)) {
      const say = audience.sayFor(officer);
      const asked = { ...data, what: describe(books, pending, say), why: whyText(say, why) };
      const text = say.line(here.has(officer) ? "pending.ask" : "pending.ask-head", asked);
      context.tell(officer, "coop:plain", { text }, { as: "reply" });
    }
  }
  // Who asks for herself reads the question in her answer.
  if (pending.confirmer === null || pending.code === null || pending.confirmer === context.person.id) return;
  const say = audience.sayFor(pending.confirmer);
  const text = [...costOf(pending, turn, say), confirmText(pending, turn, say)].join("\n");
  context.tell(pending.confirmer, "coop:plain", { text }, { as: "reply" });
}

/** The question to the member, with the code that her yes must carry. */
export function confirmText(pending: Pending, { books }: CoopTurn, say: CoopTurn["say"]): string {
  const { name } = books.unit(pending.unit);
  return say.line("pending.confirm", { unit: name, what: describe(books, pending, say), code: pending.code ?? "" });
}

/** Before she says yes to a loan she sees all of what it costs. */
function costOf({ operation }: Pending, turn: CoopTurn, say: CoopTurn["say"]): string[] {
  const { books, today } = turn;
  const loan = operation.op === "agree-loan" ? books.loans.loans.byId(operation.loan) : undefined;
  const offer = loan === undefined ? undefined : offerOf(loan.terms, today, books.setting(loan.unit));
  return offer === undefined ? [] : [offerText(offer, say, paidOff(turn, loan?.toppedUp ?? null))];
}

const whyText = (say: CoopTurn["say"], why: string | undefined): string =>
  why === undefined ? "" : say.line(`pending.why.${why}`);

function waitingText(pending: Pending, turn: CoopTurn): string {
  const { books, say, context } = turn;
  const missing = books.desk.missing(pending);
  const waits = say.line("pending.waits", {
    no: pending.no,
    what: describe(books, pending, say),
    for: missingText(missing, pending, say),
    date: books.dateIn(pending.unit, pending.expiresAt),
  });
  return pending.confirmer === context.person.id ? [waits, confirmText(pending, turn, say)].join("\n") : waits;
}

/** `4. penarikan sukarela Rp 800.000, Maria (003); menunggu 1 persetujuan` */
export const requestLine = (pending: Pending, { books, say }: Pick<CoopTurn, "books" | "say">): string =>
  say.line("pending.line", {
    no: pending.no,
    what: describe(books, pending, say),
    for: missingText(books.desk.missing(pending), pending, say),
  });

export function missingText({ votes, confirm }: Missing, pending: Pending, say: CoopTurn["say"]): string {
  const parts = [
    ...(votes > 0 ? [say.line("pending.votes", { count: votes })] : []),
    ...(confirm ? [say.line(pending.confirmer === null ? "pending.witness" : "pending.code")] : []),
  ];
  return parts.join(say.line("and"));
}

/** What became of a vote or a code: the sender hears it, and the maker, and on booking the member. */
export function decided(result: Decided, turn: CoopTurn): Reply {
  const { books, audience, context, say } = turn;
  if (result.kind === "refused") {
    if (result.pending?.state === "cancelled") tellFailed(result.pending, turn);
    return notDone(say.refusal(result.refusal));
  }
  const { pending } = result;
  const what = describe(books, pending, say);
  if (result.kind === "counted") {
    const left = missingText(result.missing, pending, say);
    return { kind: "waiting", text: say.line("pending.counted", { no: pending.no, what, for: left }) };
  }
  if (result.kind === "rejected") {
    tellRejected(pending, turn);
    spare(pending, "spared-by-no", turn);
    return { kind: "said", text: say.line("pending.rejected-by-you", { no: pending.no, what }) };
  }
  tellMembers(result.done, turn);
  const [entry] = result.done.entries;
  // Who is the member, too, has her receipt already.
  const [member, ...more] = entry === undefined ? [] : membersOf(entry);
  const hasHers = member !== undefined && more.length === 0 && books.personOf(member) === pending.maker;
  if (pending.maker !== context.person.id && !hasHers) {
    const hers = audience.sayFor(pending.maker);
    const text =
      entry === undefined
        ? makersDone(pending, turn, hers)
        : receipt(audience, entry, hers, { for: "treasurer", balances: true });
    context.tell(pending.maker, "coop:plain", { text }, { as: "reply", policy: "hold" });
  }
  if (entry === undefined) return { kind: "said", text: agreed(pending, turn) };
  return { kind: "posted", done: result.done, member: membersOf(entry)[0] };
}

function makersDone(pending: Pending, turn: CoopTurn, say: CoopTurn["say"]): string {
  const { books } = turn;
  const what = describe(books, pending, say);
  const loan = pending.operation.op === "agree-loan" ? books.loans.loans.byId(pending.operation.loan) : undefined;
  if (loan === undefined) return doneText(pending, turn, say);
  const own = pending.confirmer === pending.maker;
  return own ? agreedText(loan, what, turn, say) : say.line("loan.ready", { loan: loanNo(loan.no), what });
}

/** Who hands out the money: the treasurer, or by name who does it in her place. */
function agreedText(loan: LoanRow, what: string, { books, audience }: CoopTurn, say: CoopTurn["say"]): string {
  const unit = books.unit(loan.unit);
  const payers = payersOfAgreed(books, unit, loan);
  const treasurers = treasurersOf(books, unit);
  if (payers.length === 0 || payers.some((id) => treasurers.includes(id))) return say.line("loan.agreed", { what });
  const names = payers.map((id) => audience.nameOf(id, say)).join(say.line("or"));
  return say.line("loan.agreed-other", { what, names });
}

/** Something was agreed to and nothing booked: a loan, which may be paid out now. */
function agreed(pending: Pending, turn: CoopTurn): string {
  const { books, audience, context, say } = turn;
  const what = describe(books, pending, say);
  const loan = pending.operation.op === "agree-loan" ? books.loans.loans.byId(pending.operation.loan) : undefined;
  if (loan === undefined) return doneText(pending, turn, say);
  for (const id of payersOfAgreed(books, books.unit(pending.unit), loan)) {
    const hers = audience.sayFor(id);
    const text = hers.line("loan.ready", { loan: loanNo(loan.no), what: describe(books, pending, hers) });
    if (id !== context.person.id && id !== pending.maker) context.tell(id, "coop:plain", { text }, { as: "reply" });
  }
  return agreedText(loan, what, turn, say);
}

/** That it is done; of a new number, that it only begins after the wait, and how to stop it until then. */
function doneText(pending: Pending, { books, audience }: CoopTurn, say: CoopTurn["say"]): string {
  const { operation, no } = pending;
  const change = operation.op === "number-change" ? books.numbers.byId(operation.change) : undefined;
  if (change === undefined) return say.line("pending.done", { no, what: describe(books, pending, say) });
  const hours = Math.round(((change.effectiveAt ?? 0) - (change.checkedAt ?? 0)) / HOUR);
  return say.line("coop-numbers:agreed", { ...changeData(audience, change, say), hours, request: no });
}
