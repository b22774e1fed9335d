import type { Column, Row, Section } from "../../../documents/index.ts";
import { RukunError } from "../../../errors.ts";
import { ACCOUNTS } from "../../accounts.ts";
import type { LoanView } from "../../loans/book.ts";
import { type ClassedLoan, collectibility, running } from "../../loans/lists.ts";
import { loanNo } from "../../loans/store.ts";
import { schedule } from "../../rules/index.ts";
import { closingBalances } from "../figures.ts";
import { type Built, byUnit, column, perUnit, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";
import { ofScene } from "./neraca.ts";

/** Number and borrower of a loan. */
export const ofLoan = (words: Words): Column[] => [
  column(words, "loan", "text", ", "),
  column(words, "member", "text", " "),
];
export const loanCells = ({ names }: Scene, { loan }: LoanView): [string, string] => [
  loanNo(loan.no),
  names.member(loan.unit, loan.member),
];
export const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((all, item) => all + of(item), 0);

/** Daftar pinjaman: what is lent and owed at the end of the period. */
export function loanList(scene: Scene): Built {
  const { ledger, words, names, period } = scene;
  let owed = 0;
  let carried = false;
  const columns = [
    ...ofLoan(words),
    column(words, "lent-on", "date"),
    column(words, "principal", "money"),
    column(words, "terms", "text"),
    column(words, "loan-left", "money"),
    column(words, "overdue", "money"),
    column(words, "next-due", "date"),
    column(words, "class", "text"),
  ];
  const sections = [
    ...perUnit(scene, ({ id }) => {
      const { loans } = collectibility(ledger.loans, id, period.to);
      const balance = sum(loans, ({ state }) => state.balance);
      owed += balance;
      carried ||= loans.some(({ loan }) => names.isCarriedOver(loan.id));
      const total: Row = {
        role: "total",
        cells: [
          null,
          words.say("row.loans", { count: loans.length }),
          null,
          sum(loans, ({ terms }) => terms.principal),
          null,
          balance,
          sum(loans, ({ state }) => state.arrears.total),
          null,
          null,
        ],
      };
      return [
        { columns, rows: [...loans.map((loan) => loanRow(scene, loan)), total] },
        ...offBooksSection(scene, ledger.loans.offBooks(id)),
      ];
    }),
  ];
  const old = carried ? [words.say("note.carried-over")] : [];
  return { ...byUnit(scene), sections, notes: [...old, ...againstBooks(scene, owed)] };
}

/** What is no claim of the books any more, and is owed all the same: it is in no sum of theirs. */
function offBooksSection(scene: Scene, views: readonly LoanView[]): Section[] {
  if (views.length === 0) return [];
  const { words } = scene;
  const columns = [
    ...ofLoan(words),
    column(words, "written-off-on", "date"),
    column(words, "principal", "money"),
    column(words, "loan-left", "money"),
  ];
  const rows = views.map((view): Row => {
    const { history, terms, state } = view;
    return { cells: [...loanCells(scene, view), history.writtenOffOn ?? null, terms.principal, state.balance] };
  });
  const sums = [sum(views, ({ terms }) => terms.principal), sum(views, ({ state }) => state.balance)];
  const total: Row = { role: "total", cells: [null, words.say("row.loans", { count: views.length }), null, ...sums] };
  return [{ title: words.say("section.off-books"), columns, rows: [...rows, total] }];
}

function loanRow(scene: Scene, view: ClassedLoan): Row {
  const { words } = scene;
  const { terms, state } = view;
  return {
    cells: [
      ...loanCells(scene, view),
      terms.disbursedOn,
      terms.principal,
      termsText(view, scene),
      state.balance,
      state.arrears.total === 0 ? null : state.arrears.total,
      state.next?.dueOn ?? null,
      words.say(`class.${view.class}`),
    ],
  };
}

/** `menurun 1,5%, 10 bulan`; of what is left of an older loan with the words for it. */
function termsText({ loan, terms }: LoanView, { words, names }: Scene): string {
  const { method, ratePpm, periods, every } = terms;
  const text = words.say(`terms.${every}`, {
    method: words.say(`method.${method}`),
    rate: words.percent(ratePpm),
    count: periods,
  });
  return names.isCarriedOver(loan.id) ? words.say("terms.carried-over", { terms: text }) : text;
}

/** The loans, reckoned one by one, against their control account. */
export function againstBooks(scene: Scene, owed: number): string[] {
  const { ledger, words, period } = scene;
  const inBooks = closingBalances(ledger, ofScene(scene), period.to).balances.get(ACCOUNTS.loans) ?? 0;
  if (inBooks === owed) return [];
  return [words.say("note.loans-differ", { amount: words.money(inBooks), owed: words.money(owed) })];
}

/** Kartu pinjaman: the schedule of one loan, or of all that run, and what was paid. */
export function loanCards(scene: Scene): Built {
  const { ledger, words, period, subject, units } = scene;
  const per = words.say("per.loan");
  if (subject.loan !== undefined) {
    const view = oneLoan(scene, subject.loan);
    const offBooks = view.history.writtenOffOn !== undefined && view.state.balance > 0;
    return { per, sections: cardSections(scene, view), notes: offBooks ? [words.say("row.written-off")] : [] };
  }
  const sections = function* (): Generator<Section> {
    for (const { id } of units)
      for (const view of running(ledger.loans, id, period.to)) yield* cardSections(scene, view);
  };
  return { per, sections: sections() };
}

function oneLoan({ ledger, period, units }: Scene, loan: number): LoanView {
  const { loans, book } = ledger.loans;
  const row = loans.byId(loan);
  if (row === undefined || !units.some(({ id }) => id === row.unit))
    throw new RukunError("statement.loan", "there is no such loan in the unit");
  const view = book.view(row, period.to);
  if (view === undefined) throw new RukunError("statement.loan", `that loan was not paid out by ${period.to}`);
  return view;
}

function* cardSections(scene: Scene, view: LoanView): Generator<Section> {
  const { words } = scene;
  const title = `${loanCells(scene, view).join(" ")}, ${words.money(view.terms.principal)}, ${termsText(view, scene)}`;
  yield { title, columns: scheduleColumns(words), rows: scheduleRows(view, words) };
  const columns = [
    column(words, "date", "date", ", "),
    ...["penalty", "interest", "principal-paid", "loan-left"].map((key) => column(words, key, "money")),
  ];
  yield {
    title: words.say("section.payments", { loan: loanNo(view.loan.no) }),
    columns,
    rows: paymentRows(view, words),
  };
}

const scheduleColumns = (words: Words): Column[] => [
  column(words, "n", "ordinal", ", "),
  column(words, "due-on", "date", ", "),
  ...["principal", "interest", "instalment", "loan-left", "unpaid"].map((key) => column(words, key, "money")),
];

function scheduleRows({ terms, state }: LoanView, words: Words): Row[] {
  const { rows, totals } = schedule(terms);
  const unpaid = new Map(state.unpaid.map(({ n, total }) => [n, total]));
  return [
    ...rows.map(({ n, dueOn, principal, interest, total, balance }): Row => {
      return { cells: [n, dueOn, principal, interest, total, balance, unpaid.get(n) ?? null] };
    }),
    {
      role: "total",
      cells: [null, words.say("row.total"), totals.principal, totals.interest, totals.total, null, state.arrears.total],
    },
  ];
}

function paymentRows({ terms, history, state }: LoanView, words: Words): Row[] {
  let balance = terms.principal;
  const rows = history.payments
    .filter(({ on }) => on <= state.asOf)
    .map(({ on, penalty, interest, principal }): Row => {
      balance -= principal;
      return { cells: [on, penalty, interest, principal, balance] };
    });
  const { penalty, interest, principal } = state.paid;
  return [...rows, { role: "total", cells: [words.say("row.total"), penalty, interest, principal, state.balance] }];
}
