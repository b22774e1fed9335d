import type { Row, Section } from "../../../documents/index.ts";
import { addDays } from "../../../zones.ts";
import { ACCOUNTS, CHART } from "../../accounts.ts";
import { running } from "../../loans/lists.ts";
import { delinquency, type PearlsInput, pearls } from "../../rules/index.ts";
import { closingBalances, groupOf, onPaper, openSurplus, results, sumOf, totalAssets } from "../figures.ts";
import type { Ledger } from "../ledger.ts";
import { type Built, column, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";
import { ofScene } from "./neraca.ts";

const SHARES: readonly number[] = [ACCOUNTS.principalSavings, ACCOUNTS.mandatorySavings, ACCOUNTS.capitalisation];
const SAVINGS: readonly number[] = [ACCOUNTS.voluntary, ACCOUNTS.term, ACCOUNTS.holiday, ACCOUNTS.education];
/** Bears something: what lies at the bank or the head office. */
const LIQUID: readonly number[] = [ACCOUNTS.bank, ACCOUNTS.atHeadOffice];
/** Bears nothing. */
const NON_EARNING: readonly number[] = [
  ACCOUNTS.cash,
  ACCOUNTS.cashInTransit,
  ACCOUNTS.interestReceivable,
  ACCOUNTS.cashShort,
  ACCOUNTS.equipment,
  ACCOUNTS.accumulatedDepreciation,
];
/** Neither interest (5-1xx) nor the cost of provisions, nor tax. */
const RUNNING_COSTS: readonly number[] = CHART.filter((account) => {
  return Math.trunc(account / 100) === 52 && account !== ACCOUNTS.loanLosses;
});

/** PEARLS: each ratio with its goal and formula, and the figures behind the letters. */
export function pearlsStatement(scene: Scene): Built {
  const { words } = scene;
  return {
    per: words.say("per.part"),
    sections: pearlsSections(pearlsInput(scene), words),
    notes: [words.say("note.pearls")],
  };
}

/** The balances that PEARLS is made of, at the end of the period. */
export function pearlsInput(scene: Scene): PearlsInput {
  const { ledger, units, period } = scene;
  const { to } = period;
  const of = ofScene(scene);
  const lastYear = `${Number(to.slice(0, 4)) - 1}-12-31`;
  const { balances } = closingBalances(ledger, of, to);
  const at = (account: number) => balances.get(account) ?? 0;
  const sum = (accounts: readonly number[]) =>
    accounts.reduce((all, account) => all + onPaper(account, at(account)), 0);
  const owed = units
    .flatMap(({ id }) => running(ledger.loans, id, to))
    .map(({ state: { balance, arrears } }) => {
      return { balance, ...(arrears.oldestDueOn === undefined ? {} : { oldestDueOn: arrears.oldestDueOn }) };
    });
  const late = delinquency(owed, to);
  const year = results(ledger, of, { from: yearBefore(to), to });
  return {
    totalAssets: totalAssets(balances),
    totalAssetsBefore: totalAssets(closingBalances(ledger, of, lastYear).balances),
    totalLiabilities: sumOf(balances, (account) => groupOf(account) === 2),
    allowance: at(ACCOUNTS.lossAllowance),
    delinquentOver12Months: late.over12Months,
    delinquentUpTo12Months: late.upTo12Months,
    grossLoans: at(ACCOUNTS.loans),
    idleCash: at(ACCOUNTS.cash),
    institutionalCapital:
      sumOf(balances, (account) => groupOf(account) === 3 && !SHARES.includes(account)) + openSurplus(balances),
    liquidInvestments: sum(LIQUID),
    membersBefore: membersOn(ledger, units, lastYear),
    shares: sum(SHARES),
    members: membersOn(ledger, units, to),
    nonEarningAssets: Math.max(0, sum(NON_EARNING)),
    // What was taken back of the year before may be more than was spent.
    operatingExpenses: Math.max(
      0,
      RUNNING_COSTS.reduce((all, account) => all + (year.get(account) ?? 0), 0),
    ),
    problemAssets: at(ACCOUNTS.cashShort),
    savings: sum(SAVINGS),
    shortTermPayables: 0,
    externalCredit: at(ACCOUNTS.owedToHeadOffice),
  };
}

/** The first of the twelve months that end on a date. */
const yearBefore = (date: string): string => {
  const sameDay = `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
  return addDays(sameDay.endsWith("-02-29") ? `${sameDay.slice(0, 8)}28` : sameDay, 1);
};

const membersOn = ({ members }: Pick<Ledger, "members">, units: Scene["units"], date: string): number =>
  units.reduce((sum, { id }) => {
    const then = members
      .roster(id)
      .filter(({ joinedOn, leftOn }) => joinedOn <= date && (leftOn === null || leftOn > date));
    return sum + then.length;
  }, 0);

const COUNTED: ReadonlySet<string> = new Set(["members", "membersBefore"]);

/** Pure. */
export function pearlsSections(input: PearlsInput, words: Words): Section[] {
  const figures = pearls(input);
  const letters = new Map(figures.flatMap(({ terms }) => terms.map((term) => [term.symbol, term] as const)));
  const terms = [...letters.values()].sort((a, b) => (a.symbol.toLowerCase() < b.symbol.toLowerCase() ? -1 : 1));
  const termRows = (counted: boolean): Row[] =>
    terms
      .filter(({ balance }) => COUNTED.has(balance) === counted)
      .map(({ symbol, balance, amount }) => ({ cells: [symbol, words.say(`pearls-term.${balance}`), amount] }));
  const termColumns = (kind: "money" | "number") => [
    column(words, "letter", "text", ", "),
    column(words, "meaning", "text", " "),
    column(words, kind === "money" ? "amount" : "count", kind),
  ];
  return [
    {
      title: words.say("section.ratios"),
      columns: [
        column(words, "ratio", "text", ", "),
        column(words, "meaning", "text", " "),
        column(words, "value", "percent"),
        column(words, "goal", "text"),
        column(words, "reached", "text"),
        column(words, "formula", "text"),
      ],
      rows: figures.map(({ ratio, ppm, formula, goal, met }): Row => {
        const value = ppm === undefined ? null : Math.round(ppm / 100) * 100;
        const reached = words.say(ppm === undefined ? "reached.nothing" : met ? "reached.yes" : "reached.no");
        return { cells: [ratio, words.say(`pearls.${ratio}`), value, goalText(goal, words), reached, formula] };
      }),
    },
    { title: words.say("section.letters"), columns: termColumns("money"), rows: termRows(false) },
    { title: words.say("section.members"), columns: termColumns("number"), rows: termRows(true) },
  ];
}

function goalText({ min, max }: { min?: number; max?: number }, words: Words): string {
  if (min !== undefined && max !== undefined)
    return words.say("goal.between", { min: words.percent(min), max: words.percent(max) });
  return min === undefined
    ? words.say("goal.most", { max: words.percent(max ?? 0) })
    : words.say("goal.least", { min: words.percent(min) });
}
