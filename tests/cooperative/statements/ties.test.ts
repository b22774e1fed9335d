import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import type { Operation } from "../../../src/cooperative/operations/operation.ts";
import type { StatementName, StatementRequest } from "../../../src/cooperative/statements/index.ts";
import type { Collected } from "../../../src/documents/index.ts";
import { addDays } from "../../../src/zones.ts";
import { emptyBooks, type Fixture, MELATI, NOW } from "./world.ts";

/** What somebody asks the desk for: of one of the members, so many thousands, days after the one before. */
const WHAT = [
  ...(["meeting", "meeting", "meeting", "deposit", "withdraw", "lend", "lend", "pay", "pay", "settle"] as const),
  ...([
    "write-off",
    "recover",
    "recover",
    "undo",
    "undo",
    "expense",
    "provision",
    "interest",
    "lock",
    "leave",
  ] as const),
];
const acts = fc.record({
  what: fc.constantFrom(...WHAT),
  who: fc.nat(3),
  nth: fc.nat(40),
  thousands: fc.integer({ min: 1, max: 900 }),
  days: fc.nat(9),
  back: fc.nat(12),
});
type Act = typeof acts extends fc.Arbitrary<infer T> ? T : never;

/** Books of which all that the desk takes was taken; what it refuses is left out. */
function played(history: readonly Act[]) {
  const world = emptyBooks();
  const { books, member, post, lend } = world;
  const members = ["Sari", "Tiur", "Lina", "Rosa"].map((name) => member(name));
  post("opening", "2026-01-05", OPENING, { maker: "system" });
  let today = "2026-01-05";
  for (const act of history) {
    today = addDays(today, act.days);
    const id = members[act.who] ?? 0;
    if (act.what === "lock") books.journal.lock(MELATI, "day", addDays(today, -1), "system", 0);
    else if (act.what === "lend" && books.members.member(id)?.active === true && id !== members[0])
      lend(id, act.thousands * 1000, 1 + (act.nth % 9), today);
    const wanted = asked(world, act, id);
    if (wanted !== undefined) ask(world, wanted, today, act.back > 9 ? addDays(today, -act.back) : today);
  }
  return { ...world, members, today };
}

const OPENING = [
  { account: ACCOUNTS.cash, debit: 90_000_000, credit: 0 },
  { account: ACCOUNTS.grants, debit: 0, credit: 90_000_000 },
];

function asked({ books }: Fixture, { what, nth, thousands, ...act }: Act, member: number): Operation | undefined {
  const amount = thousands * 1000;
  const all = books.loans.loans.ofMember(member);
  const loan = (all.find(({ state }) => state === (what === "recover" ? "written-off" : "active")) ?? all[0])?.id ?? 1;
  const voluntary = { kind: "voluntary", amount } as const;
  switch (what) {
    case "meeting":
      return { op: "meeting-line", member, items: [voluntary], instalments: [{ loan, amount: amount + 1 }] };
    case "deposit":
      return { op: "deposit", member, items: [voluntary] };
    case "withdraw":
      return { op: "withdraw", member, ...voluntary };
    case "pay":
      return { op: "instalment", member, loan, amount };
    case "undo":
      return { op: "reverse", entry: Math.max(2, (books.journal.head(MELATI)?.no ?? 0) - (nth % 6)), reason: "keliru" };
    case "expense":
      return { op: "expense", account: ACCOUNTS.operations, amount, note: "sewa" };
    case "provision":
      return { op: "provision", month: `2026-0${1 + ((act.who + nth) % 9)}` };
    case "interest":
      return { op: "savings-interest", month: `2026-0${1 + ((act.who + nth) % 9)}` };
    case "recover":
      return { op: "recover", member, loan, amount };
    case "leave":
      return act.back === 0 ? { op: "leave", member } : undefined;
    case "settle":
    case "write-off":
      return { op: what, member, loan };
    default:
      return undefined;
  }
}

let sources = 0;
function ask({ books, officers }: Fixture, operation: Operation, today: string, valueOn: string): void {
  const now = { at: Date.parse(`${today}T05:00:00Z`), today };
  const booking = { unit: MELATI, maker: officers.treasurer, ...now, valueOn, source: `a:${++sources}` };
  const taken = books.desk.take(operation, booking);
  if (taken.kind !== "waiting") return;
  const { no } = taken.pending;
  const voted = books.desk.vote(officers.chair, MELATI, no, { yes: true }, now);
  if (voted.kind === "counted") books.desk.witness(officers.supervisor, MELATI, no, now);
}

const DIFFERS = "Tanyakan kepada pengawas";

/** What each statement says at the end of a day must be what the others say. */
function expectTies(world: ReturnType<typeof played>, to: string): void {
  const { books, members, read } = world;
  const made = (name: StatementName, subject: StatementRequest["subject"] = {}): Collected =>
    read(name, { period: { from: "2026-01-01", to }, subject });
  const trial = new Map(books.journal.trialBalance(MELATI, { to }).map((row) => [row.account, row.closing]));
  const lent = trial.get(ACCOUNTS.loans) ?? 0;
  const cell = (statement: Collected, key: string, section = 0, row = -1) => {
    const of = statement.sections[section];
    return of?.rows.at(row)?.cells[of.columns.findIndex((one) => one.key === key)];
  };

  expect(cell(made("loans"), "loan-left")).toBe(lent);
  expect(cell(made("collectibility"), "loan-left")).toBe(lent);
  for (const name of ["loans", "collectibility"] as const) expect(made(name).notes.join()).not.toContain(DIFFERS);
  expect(cell(made("members"), "loans")).toBe(lent);
  expect(cell(made("cash-book"), "balance")).toBe(trial.get(ACCOUNTS.cash) ?? 0);
  const sheet = made("balance-sheet");
  const assets = sheet.sections[0]?.rows.find(({ cells }) => cells[1] === "Jumlah Aset");
  expect(cell(sheet, "end")).toBe(assets?.cells[2]);
  const income = [...trial].reduce(
    (sum, [account, amount]) => sum + (account >= 5000 ? -amount : account >= 4000 ? amount : 0),
    0,
  );
  expect(cell(made("income"), "amount")).toBe(income);

  // What members owe by their books is what the books have, and what was written off and not brought in since.
  const owes = members.map((member) => {
    const [summary] = made("member-book", { member }).sections;
    return Number(summary?.rows.find(({ cells }) => cells[0] === "Jumlah sisa pinjaman")?.cells[1] ?? 0);
  });
  const offBooks = made("loans").sections.find(({ title }) => title?.includes("dihapus"));
  const off = Number(offBooks?.rows.at(-1)?.cells[offBooks.columns.findIndex(({ key }) => key === "loan-left")] ?? 0);
  expect(owes.reduce((sum, amount) => sum + amount, 0)).toBe(lent + off);
}

describe("statements of whatever the desk took", () => {
  it("agree with each other on its last day, and on any day before as the books were then", () => {
    fc.assert(
      fc.property(
        fc.array(acts, { minLength: 25, maxLength: 60 }),
        fc.array(fc.nat(200), { maxLength: 3 }),
        (history, days) => {
          const world = played(history);
          const to = (day: string) => (Date.parse(day) > NOW ? "2026-11-21" : day);
          expectTies(world, to(world.today));
          for (const day of days) expectTies(world, to(addDays("2026-01-05", day)));
          world.sqlite.close();
        },
      ),
      { numRuns: 10 },
    );
  });
});
