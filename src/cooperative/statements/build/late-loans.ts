import type { Row, Section } from "../../../documents/index.ts";
import { ACCOUNTS } from "../../accounts.ts";
import { arrears, type ClassedLoan, collectibility } from "../../loans/lists.ts";
import { type ClassTotal, COLLECTIBILITY, largestRemainder } from "../../rules/index.ts";
import { closingBalances } from "../figures.ts";
import { type Built, byUnit, column, perUnit, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";
import { againstBooks, loanCells, ofLoan, sum } from "./loans.ts";
import { ofScene } from "./neraca.ts";

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
