import { LIMITS } from "../../limits.ts";
import { addDays } from "../../zones.ts";
import { ACCOUNTS } from "../accounts.ts";
import { arrears, collectibility } from "../loans/lists.ts";
import { loanNo } from "../loans/store.ts";
import { memberNo } from "../members.ts";
import type { CoopUnit } from "../units.ts";
import { cashMoves } from "./build/cash.ts";
import { OWN_ACCOUNTS } from "./build/member.ts";
import type { Ledger } from "./ledger.ts";
import { Names } from "./names.ts";
import type { Words } from "./words.ts";

/**
 * Statements in one message of a chat, at most `LIMITS.bubble` characters: what matters first, and how many lines were
 * left out. Who may read them is for the caller to know.
 */

/** Buku Kas of a day: what was there, came, went and is there, and the newest moves. */
export function shortCashBook(ledger: Ledger, unit: CoopUnit, date: string, words: Words): string {
  const names = new Names(ledger, words);
  const entries = ledger.journal.entries(unit.id, { from: date, to: date });
  const moves = [...cashMoves(entries, (entry) => names.about(entry, entry.lines))];
  const sum = (way: 1 | -1) =>
    moves.reduce((all, { amount }) => (Math.sign(amount) === way ? all + amount * way : all), 0);
  const opening = ledger.journal.cashOn(unit.id, addDays(date, -1));
  const [into, out] = [sum(1), sum(-1)];
  const head = [
    words.say("short.cash-book", { unit: unit.name, date: words.date(date) }),
    words.say("short.opening", { amount: words.money(opening) }),
    words.say("short.in", { amount: words.money(into) }),
    words.say("short.out", { amount: words.money(out) }),
    words.say("short.closing", { amount: words.money(opening + into - out) }),
  ];
  const newest = moves.reverse().map(({ entry, about, amount }) => {
    const key = amount > 0 ? "short.move-in" : "short.move-out";
    return words.say(key, { no: entry.no, about, amount: words.money(Math.abs(amount)) });
  });
  return fitting(head, newest, words);
}

/** Tunggakan at the end of a day: how many, how much, and each loan, the oldest first. */
export function shortArrears(ledger: Ledger, unit: CoopUnit, date: string, words: Words): string {
  const names = new Names(ledger, words);
  const late = arrears(ledger.loans, unit.id, date);
  if (late.length === 0) return words.say("short.no-arrears", { unit: unit.name, date: words.date(date) });
  const total = late.reduce((sum, { state }) => sum + state.arrears.total, 0);
  const head = [
    words.say("short.arrears", { unit: unit.name, date: words.date(date) }),
    words.say("short.arrears-total", { count: late.length, amount: words.money(total) }),
  ];
  const lines = late.map(({ loan, state }) =>
    words.say("short.arrears-line", {
      loan: loanNo(loan.no),
      member: names.member(unit.id, loan.member),
      amount: words.money(state.arrears.total),
      days: state.arrears.days,
    }),
  );
  return fitting(head, lines, words);
}

/** Kolektibilitas at the end of a day: the classes with their loans. */
export function shortCollectibility(ledger: Ledger, unit: CoopUnit, date: string, words: Words): string {
  const { ageing } = collectibility(ledger.loans, unit.id, date);
  const head = [words.say("short.collectibility", { unit: unit.name, date: words.date(date) })];
  const lines = ageing.classes.map((of) =>
    words.say("short.class", {
      class: words.say(`class.${of.class}`),
      count: of.loans,
      amount: words.money(of.balance),
    }),
  );
  const { loans, balance, provision } = ageing;
  const end = [
    words.say("short.class", { class: words.say("row.total"), count: loans, amount: words.money(balance) }),
    words.say("short.provision", { amount: words.money(provision) }),
  ];
  return fitting([...head, ...lines, ...end], [], words);
}

/** A member's book at the end of a day: her savings, her loans and when the next instalment falls due. */
export function shortMemberBook(ledger: Ledger, memberId: number, date: string, words: Words): string {
  const member = ledger.members.member(memberId);
  if (member === undefined) throw new Error(`there is no member ${memberId}`);
  const balances = ledger.journal.memberBalances(member.unit, member.id);
  const own = OWN_ACCOUNTS.map((account) => ({ account, amount: balances.get(account) ?? 0 }));
  const saved = own.filter(({ amount }) => amount !== 0);
  const total = saved.reduce((sum, { amount }) => sum + amount, 0);
  const head = [
    words.say("short.member-book", { no: memberNo(member.no), name: member.name, date: words.date(date) }),
    ...saved.map(({ account, amount }) =>
      words.say("short.line", { what: words.hers(account), amount: words.money(amount) }),
    ),
    words.say("short.line", { what: words.say("row.all-savings"), amount: words.money(total) }),
  ];
  const owed = balances.get(ACCOUNTS.loans) ?? 0;
  const lines = ledger.loans.loans.ofMember(member.id).flatMap((loan) => {
    const view = loan.state === "active" ? ledger.loans.book.view(loan, date) : undefined;
    if (view === undefined || view.state.balance === 0) return [];
    const { next, balance } = view.state;
    const line = words.say("short.loan", { loan: loanNo(loan.no), amount: words.money(balance) });
    if (next === undefined) return [line];
    return [line, words.say("short.next", { date: words.date(next.dueOn), amount: words.money(next.total) })];
  });
  return fitting([...head, ...(owed === 0 ? [words.say("short.no-loan")] : [])], lines, words);
}

/** The head, and as many lines as fit with the sentence that says how many more there are. */
function fitting(head: readonly string[], lines: readonly string[], words: Words): string {
  const fits = (text: string) => text.length <= LIMITS.bubble;
  for (let shown = lines.length; shown > 0; shown -= 1) {
    const left = lines.length - shown;
    const more = left === 0 ? [] : [words.say("short.more", { count: left })];
    const text = [...head, "", ...lines.slice(0, shown), ...more].join("\n");
    if (fits(text)) return text;
  }
  return head.join("\n");
}
