import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS, accountCode, growsBy, MEMBER_ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit, type Line } from "../../../src/cooperative/journal/entry.ts";
import {
  type Ledger,
  makeStatement,
  openLedger,
  type StatementName,
  type StatementRequest,
} from "../../../src/cooperative/statements/index.ts";
import { type Collected, collected } from "../../../src/documents/index.ts";
import { addDays } from "../../../src/zones.ts";
import { newBooks, on } from "../journal/books.ts";
import { type Act, act, acts, START } from "../journal/histories.ts";
import { texts } from "./world.ts";

const NOW = Date.parse("2027-01-31T05:00:00Z");
const YEAR = { from: "2026-01-01", to: "2026-12-31" };

/** Books after any history. */
function booksAfter(history: readonly Act[]) {
  const { sqlite, journal } = newBooks();
  for (const what of history) act(journal, what);
  return { sqlite, journal, ledger: openLedger(sqlite) };
}

const made = (ledger: Ledger, name: StatementName, request: Partial<StatementRequest> = {}): Collected =>
  collected(makeStatement(ledger, name, { unit: 1, period: YEAR, ...request }, { texts, lang: "id", now: NOW }));

/** Rows as objects, by the keys of their columns. */
const rowsOf = ({ sections }: Collected) =>
  sections.flatMap(({ title, columns, rows }) =>
    rows.map(({ cells, role }) => ({
      title,
      role,
      of: Object.fromEntries(columns.map(({ key }, i) => [key, cells[i] ?? null])),
    })),
  );
const labelled = (statement: Collected, label: string) =>
  rowsOf(statement).find(({ of }) => Object.values(of).includes(label))?.of ?? {};
const last = (statement: Collected) => rowsOf(statement).at(-1)?.of ?? {};
const closing = (ledger: Ledger, unit: number | "all", account: number) =>
  ledger.journal.trialBalance(unit, YEAR).find((row) => row.account === account)?.closing ?? 0;

function expectAgreement(ledger: Ledger, unit: 1 | 2): void {
  const sheet = made(ledger, "balance-sheet", { unit });
  const assets = labelled(sheet, "Jumlah Aset")["end"];
  expect(last(sheet)["end"]).toBe(assets);
  expect(last(sheet)["before"]).toBe(labelled(sheet, "Jumlah Aset")["before"]);

  const surplus = last(made(ledger, "income", { unit }))["amount"];
  const [running] = ["SHU Tahun Berjalan", "Rugi Tahun Berjalan"].flatMap(
    (label) => labelled(sheet, label)["end"] ?? [],
  );
  expect(surplus).toBe(Number(running) + yearClosed(ledger, unit));
  const row = ["SHU sudah ditutup, belum dibagi", "Rugi sudah ditutup buku, belum ditutup cadangan"];
  const [closed = 0] = row.flatMap((label) => labelled(sheet, label)["end"] ?? []);
  expect(closed).toBe(closing(ledger, unit, ACCOUNTS.surplus));

  const trial = last(made(ledger, "trial-balance", { unit }));
  expect([trial["debit"], trial["closing-debit"]]).toEqual([trial["credit"], trial["closing-credit"]]);

  const cash = closing(ledger, unit, ACCOUNTS.cash);
  expect(last(made(ledger, "cash-book", { unit }))["balance"]).toBe(cash);
  const [into, out] = (["cash-in", "cash-out"] as const).map((name) => {
    const sums = rowsOf(made(ledger, name, { unit })).filter(({ role }) => role === "total");
    expect(new Set(sums.map(({ of }) => of["amount"])).size).toBe(1);
    return Number(sums[0]?.of["amount"]);
  }) as [number, number];
  expect(into - out).toBe(cash);
}

/** What the year close moved to 3-302. */
const yearClosed = (ledger: Ledger, unit: number): number =>
  [...ledger.journal.entries(unit)]
    .filter(({ kind }) => kind === "year-close")
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => (line.account === ACCOUNTS.surplus ? sum + line.credit - line.debit : sum), 0);

function expectMembersAgree(ledger: Ledger, unit: 1 | 2): void {
  const books = ledger.members
    .roster(unit)
    .map(({ id }) => made(ledger, "member-book", { unit, subject: { member: id } }));
  const list = rowsOf(made(ledger, "members", { unit }));
  for (const account of MEMBER_ACCOUNTS) {
    if (account === ACCOUNTS.loans || account === ACCOUNTS.interestReceivable) continue;
    const said = `accounts:said.${account}`;
    const name = texts.text("id", texts.has("id", said) ? said : `accounts:${account}`);
    const sum = books.reduce((all, book) => {
      const ends = rowsOf(book).filter(({ title, role }) => title === name && role === "total");
      return all + Number(ends[0]?.of["balance"] ?? 0);
    }, 0);
    expect([accountCode(account), sum]).toEqual([accountCode(account), closing(ledger, unit, account)]);
  }
  expect(list.at(-1)?.of["loans"]).toBe(closing(ledger, unit, ACCOUNTS.loans));
  const owed = books.reduce((all, book) => all + Number(labelled(book, "Jumlah sisa pinjaman")["balance"]), 0);
  expect(owed).toBe(closing(ledger, unit, ACCOUNTS.loans));
}

/** What a period ends with is what the next one begins with, and the lists of a day are those of its trial balance. */
function expectContinuity(ledger: Ledger, unit: 1 | 2, day: string): void {
  const before = { period: { from: YEAR.from, to: day }, unit };
  const after = { period: { from: addDays(day, 1), to: YEAR.to }, unit };
  const opening = (statement: Collected) => rowsOf(statement).filter(({ role }) => role === "opening");
  const ends = (statement: Collected) => rowsOf(statement).filter(({ role }) => role === "total");
  const balances = (rows: ReturnType<typeof rowsOf>) =>
    new Map(
      rows.map(({ title, of }) => [title, of["balance"] ?? of["loan-left"]] as const).filter(([, held]) => held !== 0),
    );
  for (const name of ["cash-book", "ledger"] as const)
    expect(balances(opening(made(ledger, name, after)))).toEqual(balances(ends(made(ledger, name, before))));
  for (const { id } of ledger.members.roster(unit)) {
    const subject = { member: id };
    const ended = balances(ends(made(ledger, "member-book", { ...before, subject })));
    expect(balances(opening(made(ledger, "member-book", { ...after, subject })))).toEqual(ended);
  }
  const held = ledger.journal.trialBalance(unit, before.period).find(({ account }) => account === ACCOUNTS.voluntary);
  expect(last(made(ledger, "members", before))["voluntary-savings"]).toBe(held?.closing ?? 0);
}

/** Empties income and expenses into 3-302, as the end of a year does. */
function closeYear({ journal }: ReturnType<typeof booksAfter>, unit: number): void {
  const rows = journal.trialBalance(unit, YEAR).filter(({ account, closing: left }) => account >= 4000 && left !== 0);
  if (rows.length === 0) return;
  let surplus = 0;
  const lines = rows.map(({ account, closing: left }): Line => {
    surplus += growsBy(account) === "credit" ? left : -left;
    const amount = Math.abs(left);
    return (growsBy(account) === "credit") === left > 0 ? debit(account, amount) : credit(account, amount);
  });
  if (surplus !== 0) lines.push(surplus > 0 ? credit(ACCOUNTS.surplus, surplus) : debit(ACCOUNTS.surplus, -surplus));
  journal.post(
    { unit, kind: "year-close", valueOn: "2026-12-31", maker: "system", lines, late: true },
    on("2026-12-31"),
  );
}

describe("statements of one journal", () => {
  it("agree with each other after any history, also when the year was closed", () => {
    fc.assert(
      fc.property(fc.array(acts, { minLength: 20, maxLength: 60 }), fc.nat(60), (history, day) => {
        const books = booksAfter(history.filter(({ do: what }) => what !== "lock"));
        const before = ([1, 2] as const).map((unit) => last(made(books.ledger, "income", { unit }))["amount"]);
        for (const unit of [1, 2] as const) {
          expectAgreement(books.ledger, unit);
          expectMembersAgree(books.ledger, unit);
          expectContinuity(books.ledger, unit, addDays(START, day));
          if (closing(books.ledger, unit, ACCOUNTS.surplus) === 0) closeYear(books, unit);
          expectAgreement(books.ledger, unit);
        }
        const after = ([1, 2] as const).map((unit) => last(made(books.ledger, "income", { unit }))["amount"]);
        expect(after).toEqual(before);
        books.sqlite.close();
      }),
      { numRuns: 20 },
    );
  });

  it("balance for all units together, with what units owe each other taken out", () => {
    fc.assert(
      fc.property(fc.array(acts, { minLength: 20, maxLength: 60 }), (history) => {
        const { ledger, sqlite } = booksAfter(history);
        const sheet = made(ledger, "balance-sheet", { unit: "all" });
        expect(last(sheet)["end"]).toBe(labelled(sheet, "Jumlah Aset")["end"]);
        const trial = last(made(ledger, "trial-balance", { unit: "all" }));
        expect([trial["debit"], trial["closing-debit"]]).toEqual([trial["credit"], trial["closing-credit"]]);
        const both = ([1, 2] as const).map((unit) => Number(last(made(ledger, "income", { unit }))["amount"]));
        expect(last(made(ledger, "income", { unit: "all" }))["amount"]).toBe((both[0] ?? 0) + (both[1] ?? 0));
        sqlite.close();
      }),
      { numRuns: 20 },
    );
  });
});
