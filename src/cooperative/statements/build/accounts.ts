import type { Column, Row, Section } from "../../../documents/index.ts";
import { ACCOUNTS, accountCode, growsBy } from "../../accounts.ts";
import type { Entry, Line } from "../../journal/entry.ts";
import { growthBy } from "../../journal/sound.ts";
import type { TrialRow } from "../../journal/trial.ts";
import type { CoopUnit } from "../../units.ts";
import { closingBalances, unmatchedNotes } from "../figures.ts";
import type { Names } from "../names.ts";
import { accountColumns, type Built, byUnit, column, entryColumns, perUnit, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";

/** Jurnal: every line of every entry, read while it is written out. */
export function journal(scene: Scene): Built {
  const { ledger, words, names, period } = scene;
  const columns: Column[] = [
    ...entryColumns(words),
    column(words, "value-date", "date", ", "),
    { ...column(words, "code", "text"), line: ", " },
    { ...column(words, "account", "text"), line: " " },
    { ...column(words, "member", "text"), line: ", " },
    column(words, "debit", "money"),
    column(words, "credit", "money"),
  ];
  const sections = perUnit(scene, ({ id }) => {
    const entries = ledger.journal.entries(id, period);
    return [{ columns, rows: journalRows(entries, names, words) }];
  });
  return { ...byUnit(scene), sections };
}

/** Whose a line is stands in the line: an entry of jasa simpanan or SHU is of everybody. */
function* journalRows(entries: Iterable<Entry>, names: Names, words: Words): Generator<Row> {
  let [debits, credits] = [0, 0];
  for (const entry of entries) {
    const { unit, booksOn, no, valueOn, lines } = entry;
    const what = names.about(entry, lines, []);
    const late = valueOn === booksOn ? null : valueOn;
    for (const { account, member, debit, credit } of lines) {
      debits += debit;
      credits += credit;
      const whose = member === undefined ? null : names.member(unit, member);
      const amounts = [debit === 0 ? null : debit, credit === 0 ? null : credit];
      yield { cells: [booksOn, no, what, late, accountCode(account), words.account(account), whose, ...amounts] };
    }
  }
  yield { role: "total", cells: [null, null, words.say("row.total"), null, null, null, null, debits, credits] };
}

/** Buku Besar: one account, or each that moved or holds something. */
export function generalLedger(scene: Scene): Built {
  const { words, all, subject } = scene;
  const sections = perUnit(scene, (unit) => accountSections(scene, unit));
  const per = subject.account === undefined ? words.say("per.account") : all ? words.say("per.unit") : undefined;
  return { ...(per === undefined ? {} : { per }), sections };
}

function accountSections({ ledger, words, names, period, subject }: Scene, { id }: CoopUnit): Section[] {
  const trial = ledger.journal.trialBalance(id, period);
  const wanted = trial.filter(({ account, opening, debit, credit }) =>
    subject.account === undefined ? opening !== 0 || debit > 0 || credit > 0 : account === subject.account,
  );
  const moves = new Map<number, Posting[]>(wanted.map(({ account }) => [account, []]));
  for (const entry of ledger.journal.entries(id, period))
    for (const line of entry.lines) moves.get(line.account)?.push({ entry, line });
  const columns = [
    ...entryColumns(words),
    column(words, "debit", "money"),
    column(words, "credit", "money"),
    column(words, "balance", "money"),
  ];
  return wanted.map((row) => ({
    title: `${accountCode(row.account)} ${words.account(row.account)}`,
    columns,
    rows: accountRows(row, moves.get(row.account) ?? [], {
      ...period,
      words,
      about: ({ entry, line }) => names.about(entry, line.member === undefined ? entry.lines : [line]),
    }),
  }));
}

type Posting = { entry: Entry; line: Line };

function* accountRows(
  { account, opening }: TrialRow,
  moves: readonly Posting[],
  { from, to, words, about }: { from: string; to: string; words: Words; about(posting: Posting): string },
): Generator<Row> {
  yield { role: "opening", cells: [from, null, words.say("row.opening"), null, null, opening] };
  let [balance, debits, credits] = [opening, 0, 0];
  for (const posting of moves) {
    const { entry, line } = posting;
    debits += line.debit;
    credits += line.credit;
    balance += growthBy({ ...line, account });
    const amounts = [line.debit === 0 ? null : line.debit, line.credit === 0 ? null : line.credit];
    yield { cells: [entry.booksOn, entry.no, about(posting), ...amounts, balance] };
  }
  yield { role: "total", cells: [to, null, words.say("row.closing"), debits, credits, balance] };
}

/** Neraca Saldo: each account with what it had, what moved and what it has, by the side on which it stands. */
export function trialBalance({ ledger, words, units, all, period }: Scene): Built {
  const [only] = units;
  const of = all || only === undefined ? "all" : only.id;
  const rows = ledger.journal
    .trialBalance(of, period)
    .filter((row) => row.opening !== 0 || row.debit > 0 || row.credit > 0);
  const { eliminated, unmatched } = closingBalances(ledger, of, period.to);
  const columns = [
    ...accountColumns(words),
    ...["opening", "debit", "credit", "closing-debit", "closing-credit"].map((key) => column(words, key, "money")),
  ];
  const pairs = all ? eliminations(eliminated, words) : [];
  return {
    sections: [{ columns, rows: trialRows(rows, pairs, words) }],
    notes: unmatchedNotes(unmatched, words),
  };
}

type Pair = { name: string; account: number; side: "debit" | "credit"; amount: number };

/** What units owe each other, taken out of both sides. */
function eliminations({ placed, lent }: { placed: number; lent: number }, words: Words): Pair[] {
  const pair = (asset: number, debt: number, amount: number): Pair[] =>
    amount === 0
      ? []
      : [
          {
            name: words.say("row.eliminated", { account: words.account(asset) }),
            account: asset,
            side: "credit",
            amount,
          },
          { name: words.say("row.eliminated", { account: words.account(debt) }), account: debt, side: "debit", amount },
        ];
  return [
    ...pair(ACCOUNTS.atHeadOffice, ACCOUNTS.placedByUnits, placed),
    ...pair(ACCOUNTS.unitsReceivable, ACCOUNTS.owedToHeadOffice, lent),
  ];
}

/** Pure. */
export function trialRows(trial: readonly TrialRow[], pairs: readonly Pair[], words: Words): Row[] {
  const sums = { debit: 0, credit: 0, closingDebit: 0, closingCredit: 0 };
  const rows = trial.map(({ account, opening, debit, credit, closing }): Row => {
    const onDebit = (growsBy(account) === "debit") === closing >= 0;
    const [closingDebit, closingCredit] = onDebit ? [Math.abs(closing), null] : [null, Math.abs(closing)];
    sums.debit += debit;
    sums.credit += credit;
    sums.closingDebit += closingDebit ?? 0;
    sums.closingCredit += closingCredit ?? 0;
    return {
      cells: [accountCode(account), words.account(account), opening, debit, credit, closingDebit, closingCredit],
    };
  });
  for (const { account, name, side, amount } of pairs) {
    const [closingDebit, closingCredit] = side === "debit" ? [amount, null] : [null, amount];
    sums.closingDebit += closingDebit ?? 0;
    sums.closingCredit += closingCredit ?? 0;
    rows.push({ cells: [accountCode(account), name, null, null, null, closingDebit, closingCredit] });
  }
  const { debit, credit, closingDebit, closingCredit } = sums;
  return [
    ...rows,
    { role: "total", cells: [null, words.say("row.total"), null, debit, credit, closingDebit, closingCredit] },
  ];
}
