import { RukunError } from "../../../errors.ts";
import { ACCOUNTS } from "../../accounts.ts";
import type { LoanView } from "../../loans/book.ts";
import { arrears, type ClassedLoan, collectibility, running } from "../../loans/lists.ts";
import { loanNo } from "../../loans/store.ts";
import { type ClassTotal, COLLECTIBILITY, largestRemainder, schedule } from "../../rules/index.ts";
import { closingBalances } from "../figures.ts";
import { type Built, byUnit, column, perUnit, type Scene } from "../scene.ts";
import type { Column, Row, Section } from "../statement.ts";
import type { Words } from "../words.ts";
import { ofScene } from "./neraca.ts";

const ofLoan = (words: Words): Column[] => [column(words, "loan", "text", ", "), column(words, "member", "text", " ")];
const loanCells = ({ names }: Scene, { loan }: LoanView): [string, string] => [
  loanNo(loan.no),
  names.member(loan.unit, loan.member),
];
const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((all, item) => all + of(item), 0);

/** Daftar pinjaman: what is lent and owed at the end of the period. */
export function loanList(scene: Scene): Built {
  const { ledger, words, period } = scene;
  let owed = 0;
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
      return [{ columns, rows: [...loans.map((loan) => loanRow(scene, loan)), total] }];
    }),
  ];
  return { ...byUnit(scene), sections, notes: againstBooks(scene, owed) };
}

function loanRow(scene: Scene, view: ClassedLoan): Row {
  const { words } = scene;
  const { terms, state } = view;
  return {
    cells: [
      ...loanCells(scene, view),
      terms.disbursedOn,
      terms.principal,
      termsText(view, words),
      state.balance,
      state.arrears.total === 0 ? null : state.arrears.total,
      state.next?.dueOn ?? null,
      words.say(`class.${view.class}`),
    ],
  };
}

/** `menurun 1,5%, 10 bulan` */
function termsText({ terms }: LoanView, words: Words): string {
  const { method, ratePpm, periods, every } = terms;
  return words.say(`terms.${every}`, {
    method: words.say(`method.${method}`),
    rate: words.percent(ratePpm),
    count: periods,
  });
}

/** The loans, reckoned one by one, against their control account. */
function againstBooks(scene: Scene, owed: number): string[] {
  const { ledger, words, period } = scene;
  const inBooks = closingBalances(ledger, ofScene(scene), period.to).balances.get(ACCOUNTS.loans) ?? 0;
  if (inBooks === owed) return [];
  return [words.say("note.loans-differ", { amount: words.money(inBooks), owed: words.money(owed) })];
}

/** Kartu pinjaman: the schedule of one loan, or of all that run, and what was paid. */
export function loanCards(scene: Scene): Built {
  const { ledger, words, period, subject, units } = scene;
  const { loans } = ledger.loans;
  const sections = function* (): Generator<Section> {
    if (subject.loan === undefined) {
      for (const { id } of units)
        for (const view of running(ledger.loans, id, period.to)) yield* cardSections(scene, view);
      return;
    }
    const row = loans.byId(subject.loan);
    if (row === undefined || !units.some(({ id }) => id === row.unit))
      throw new RukunError("statement.loan", "there is no such loan in the unit");
    const view = ledger.loans.book.view(row, period.to);
    if (view === undefined) throw new RukunError("statement.loan", `that loan was not paid out by ${period.to}`);
    yield* cardSections(scene, view);
  };
  return { per: words.say("per.loan"), sections: sections() };
}

function* cardSections(scene: Scene, view: LoanView): Generator<Section> {
  const { words } = scene;
  const title = `${loanCells(scene, view).join(" ")}, ${words.money(view.terms.principal)}, ${termsText(view, words)}`;
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
  column(words, "n", "number", ", "),
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

/** Tunggakan: loans with an instalment whose date has passed, the oldest first. */
export function arrearsList(scene: Scene): Built {
  const { ledger, words, period } = scene;
  const columns = [
    ...ofLoan(words),
    column(words, "late-since", "date"),
    column(words, "days", "number"),
    ...["overdue-principal", "overdue-interest", "overdue", "loan-left"].map((key) => column(words, key, "money")),
  ];
  const sections = perUnit(scene, ({ id }) => {
    const late = arrears(ledger.loans, id, period.to);
    const rows = late.map((view): Row => {
      const { arrears: of, balance } = view.state;
      return {
        cells: [
          ...loanCells(scene, view),
          of.oldestDueOn ?? null,
          of.days,
          of.principal,
          of.interest,
          of.total,
          balance,
        ],
      };
    });
    const sums = [
      sum(late, ({ state }) => state.arrears.principal),
      sum(late, ({ state }) => state.arrears.interest),
      sum(late, ({ state }) => state.arrears.total),
      sum(late, ({ state }) => state.balance),
    ];
    const total: Row = {
      role: "total",
      cells: [null, words.say("row.loans", { count: late.length }), null, null, ...sums],
    };
    return [{ columns, rows: [...rows, total] }];
  });
  return { ...byUnit(scene), sections };
}

/** Kolektibilitas: the classes with what is to be set aside for them, and the loans of each but the first. */
export function collectibilityList(scene: Scene): Built {
  const { ledger, words, period } = scene;
  const totals = new Map<string, ClassTotal>();
  const lists = [
    ...perUnit(scene, ({ id }) => {
      const { loans, ageing } = collectibility(ledger.loans, id, period.to);
      for (const of of ageing.classes) totals.set(of.class, added(totals.get(of.class), of));
      const late = loans.filter((loan) => loan.class !== "current");
      return late.length === 0 ? [] : [lateSection(scene, late)];
    }),
  ];
  const classes = COLLECTIBILITY.flatMap((name) => totals.get(name) ?? []);
  const allowance = closingBalances(ledger, ofScene(scene), period.to).balances.get(ACCOUNTS.lossAllowance) ?? 0;
  const notes = [words.say("note.allowance", { amount: words.money(allowance) })];
  return {
    per: words.say("per.part"),
    sections: [classSection(classes, words), ...lists],
    notes: [
      ...notes,
      ...againstBooks(
        scene,
        sum(classes, ({ balance }) => balance),
      ),
    ],
  };
}

const added = (before: ClassTotal | undefined, more: ClassTotal): ClassTotal => ({
  class: more.class,
  loans: (before?.loans ?? 0) + more.loans,
  balance: (before?.balance ?? 0) + more.balance,
  provision: (before?.provision ?? 0) + more.provision,
});

/** Pure. */
export function classSection(classes: readonly ClassTotal[], words: Words): Section {
  const balance = sum(classes, (of) => of.balance);
  // In hundredths of a percent, which come to 100% together.
  const shares = largestRemainder(
    10_000,
    classes.map((of) => of.balance),
  );
  return {
    title: words.say("section.classes"),
    columns: [
      column(words, "class", "text", ", "),
      column(words, "loans-count", "number"),
      column(words, "loan-left", "money"),
      column(words, "share", "percent"),
      column(words, "provision", "money"),
    ],
    rows: [
      ...classes.map((of, i): Row => {
        const share = shares?.[i];
        return {
          cells: [
            words.say(`class.${of.class}`),
            of.loans,
            of.balance,
            share === undefined ? null : share * 100,
            of.provision,
          ],
        };
      }),
      {
        role: "total",
        cells: [
          words.say("row.total"),
          sum(classes, (of) => of.loans),
          balance,
          null,
          sum(classes, (of) => of.provision),
        ],
      },
    ],
  };
}

function lateSection(scene: Scene, late: readonly ClassedLoan[]): Section {
  const { words } = scene;
  const columns = [
    ...ofLoan(words),
    column(words, "class", "text"),
    column(words, "late-since", "date"),
    column(words, "days", "number"),
    column(words, "loan-left", "money"),
    column(words, "overdue", "money"),
  ];
  const byAge = [...late].sort((a, b) => b.state.arrears.days - a.state.arrears.days);
  const rows = byAge.map((view): Row => {
    const { arrears: of, balance } = view.state;
    return {
      cells: [
        ...loanCells(scene, view),
        words.say(`class.${view.class}`),
        of.oldestDueOn ?? null,
        of.days,
        balance,
        of.total,
      ],
    };
  });
  return { title: words.say("section.late-loans"), columns, rows };
}
