import type { Row, Section } from "../../../documents/index.ts";
import { addDays } from "../../../zones.ts";
import { ACCOUNTS, accountCode } from "../../accounts.ts";
import type { Entry } from "../../journal/entry.ts";
import { accountColumns, type Built, byUnit, column, entryColumns, perUnit, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";

/** An entry that moved cash: rupiah into the box, or below zero out of it. */
export type CashMove = { entry: Entry; about: string; amount: number };

/** Cash that entries moved; an entry that takes as much as it brings moves none. Pure. */
export function* cashMoves(entries: Iterable<Entry>, about: (entry: Entry) => string): Generator<CashMove> {
  for (const entry of entries) {
    const amount = entry.lines.reduce(
      (sum, { account, debit, credit }) => (account === ACCOUNTS.cash ? sum + debit - credit : sum),
      0,
    );
    if (amount !== 0) yield { entry, about: about(entry), amount };
  }
}

const movesOf = ({ ledger, names, period }: Scene, unit: number) =>
  cashMoves(ledger.journal.entries(unit, period), (entry) => names.about(entry, entry.lines));

/** Buku Kas: what lay in the box at the beginning, each move, and what lies in it at the end. */
export function cashBook(scene: Scene): Built {
  const { ledger, words, period } = scene;
  const columns = [
    ...entryColumns(words),
    column(words, "in", "money"),
    column(words, "out", "money"),
    column(words, "balance", "money"),
  ];
  const sections = perUnit(scene, ({ id }) => {
    const opening = ledger.journal.cashOn(id, addDays(period.from, -1));
    return [{ columns, rows: cashBookRows(movesOf(scene, id), opening, { ...period, words }) }];
  });
  return { ...byUnit(scene), sections };
}

type Sums = { in: number; out: number; moves: number };
const none = (): Sums => ({ in: 0, out: 0, moves: 0 });

/** Rows of a Buku Kas, by date; a day with more than one move has a sum of its own where there are several days. Pure. */
export function* cashBookRows(
  moves: Iterable<CashMove>,
  opening: number,
  { from, to, words }: { from: string; to: string; words: Words },
): Generator<Row> {
  yield { role: "opening", cells: [from, null, words.say("row.opening"), null, null, opening] };
  let balance = opening;
  let day = none();
  let on = from;
  const all = none();
  const dayRow = (): Row[] =>
    from === to || day.moves < 2
      ? []
      : [{ role: "subtotal", cells: [on, null, words.say("row.day"), day.in, day.out, balance] }];
  for (const { entry, about, amount } of moves) {
    if (entry.booksOn !== on) {
      yield* dayRow();
      day = none();
      on = entry.booksOn;
    }
    balance += amount;
    for (const sums of [day, all]) count(sums, amount);
    const [into, out] = amount > 0 ? [amount, null] : [null, -amount];
    yield { cells: [entry.booksOn, entry.no, about, into, out, balance] };
  }
  yield* dayRow();
  yield { role: "total", cells: [to, null, words.say("row.closing"), all.in, all.out, balance] };
}

function count(sums: Sums, amount: number): void {
  if (amount > 0) sums.in += amount;
  else sums.out -= amount;
  sums.moves += 1;
}

/** Daftar Uang Masuk: each entry that brought cash, and what all of it was for. */
export const cashIn = (scene: Scene): Built => cashList(scene, 1);
/** Daftar Uang Keluar. */
export const cashOut = (scene: Scene): Built => cashList(scene, -1);

function cashList(scene: Scene, way: 1 | -1): Built {
  const { words } = scene;
  const recap = new Map<number, number>();
  const sections = function* (): Generator<Section> {
    yield* perUnit(scene, ({ id }) => {
      const moves = [...movesOf(scene, id)].filter(({ amount }) => Math.sign(amount) === way);
      addByAccount(recap, moves, way);
      return [cashListSection(moves, way, words)];
    });
    yield recapSection(recap, words);
  };
  return { per: words.say("per.part"), sections: sections() };
}

/** Pure. */
export function cashListSection(moves: readonly CashMove[], way: 1 | -1, words: Words): Section {
  const total = moves.reduce((sum, { amount }) => sum + amount * way, 0);
  const rows = moves.map(
    ({ entry, about, amount }): Row => ({ cells: [entry.booksOn, entry.no, about, amount * way] }),
  );
  return {
    columns: [...entryColumns(words), column(words, "amount", "money")],
    rows: [...rows, { role: "total", cells: [null, null, words.say("row.total"), total] }],
  };
}

/** The same money by account, of all units together. Pure. */
function recapSection(recap: ReadonlyMap<number, number>, words: Words): Section {
  const accounts = [...recap].sort(([a], [b]) => a - b);
  const total = accounts.reduce((sum, [, amount]) => sum + amount, 0);
  return {
    title: words.say("section.by-account"),
    columns: [...accountColumns(words), column(words, "amount", "money")],
    rows: [
      ...accounts.map(([account, amount]): Row => ({ cells: [accountCode(account), words.account(account), amount] })),
      { role: "total", cells: [null, words.say("row.total"), total] },
    ],
  };
}

/** The other side of the cash, by account. */
function addByAccount(recap: Map<number, number>, moves: readonly CashMove[], way: 1 | -1): void {
  for (const { entry } of moves)
    for (const { account, debit, credit } of entry.lines)
      if (account !== ACCOUNTS.cash) recap.set(account, (recap.get(account) ?? 0) + (credit - debit) * way);
}
