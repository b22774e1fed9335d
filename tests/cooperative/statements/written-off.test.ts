import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit, type Entry } from "../../../src/cooperative/journal/entry.ts";
import type { Operation } from "../../../src/cooperative/operations/operation.ts";
import type { Collected } from "../../../src/documents/index.ts";
import { type Fixture, MELATI, melati, period } from "./world.ts";

const at = (on: string) => ({ at: Date.parse(`${on}T05:00:00Z`), today: on });

/** Has the treasurer ask for something, the chair agree to it, and the supervisor witness it where Tiur has no phone. */
function approved({ books, officers }: Fixture, operation: Operation, on: string): Entry {
  const booking = {
    unit: MELATI,
    maker: officers.treasurer,
    ...at(on),
    valueOn: on,
    source: `a:${on}:${operation.op}`,
  };
  const taken = books.desk.take(operation, booking);
  if (taken.kind !== "waiting") throw new Error(JSON.stringify(taken));
  const { no } = taken.pending;
  const voted = books.desk.vote(officers.chair, MELATI, no, { yes: true }, at(on));
  const decided = voted.kind === "counted" ? books.desk.witness(officers.supervisor, MELATI, no, at(on)) : voted;
  const [entry] = decided.kind === "posted" ? decided.done.entries : [];
  if (entry === undefined) throw new Error(JSON.stringify(decided));
  return entry;
}

/** Melati, where what is left of Tiur's loan (Rp 1,800,000) was written off on 3 November. */
function writtenOff() {
  const world = melati();
  const of = { member: world.tiur, loan: world.tiurLoan };
  const entry = approved(world, { op: "write-off", ...of }, "2026-11-03");
  const recover = (amount: number, on: string) => world.take({ op: "recover", ...of, amount }, on);
  return { ...world, entry, recover, takeBack: (no: Entry, on: string) => takenBack(world, no, on) };
}

const takenBack = (world: Fixture, { id }: Entry, on: string) =>
  approved(world, { op: "reverse", entry: id, reason: "keliru" }, on);

/** What her book says of her loan: of each row what was done, was lent, was paid and is left; and her debts. */
function bookOf(world: Fixture & { tiur: number }, on = "2026-11") {
  const book = world.read("member-book", { subject: { member: world.tiur }, period: period(on) });
  const section = book.sections.find(({ title }) => title?.startsWith("Pinjaman P0002"));
  const at = (key: string) => section?.columns.findIndex((one) => one.key === key) ?? -1;
  const [what, lent, paid, left] = ["about", "lent", "principal-paid", "loan-left"].map(at) as [
    number,
    number,
    number,
    number,
  ];
  const rows = (section?.rows ?? []).map(({ cells }) => [cells[what], cells[lent], cells[paid], cells[left]]);
  return { rows, owes: summary(book, "Jumlah sisa pinjaman"), title: section?.title };
}

const summary = (book: Collected, label: string) =>
  book.sections[0]?.rows.find(({ cells }) => cells[0] === label)?.cells[1];

const OPENING = ["Saldo awal", null, null, 1_800_000];
const ONLY_IN_BOOKS = ["Hanya dihapus dari buku koperasi, utangnya tetap ada", null, null, 1_800_000];

describe("a member's book of a loan that was written off", () => {
  it("says that it is off the books alone: nothing is paid, and all of it is still owed", () => {
    const world = writtenOff();
    expect(bookOf(world)).toMatchObject({
      rows: [OPENING, ONLY_IN_BOOKS, ["Saldo akhir", null, null, 1_800_000]],
      owes: 1_800_000,
    });
    expect(world.books.journal.balance(MELATI, ACCOUNTS.loans, world.tiur)).toBe(0);
  });

  it("has what came in later as principal that she paid", () => {
    const world = writtenOff();
    world.recover(300_000, "2026-11-10");
    expect(bookOf(world)).toMatchObject({
      rows: [
        OPENING,
        ONLY_IN_BOOKS,
        ["Penerimaan pinjaman yang dihapus", null, 300_000, 1_500_000],
        ["Saldo akhir", null, null, 1_500_000],
      ],
      owes: 1_500_000,
    });
    // What was paid above it is hers.
    world.recover(1_600_000, "2026-11-12");
    expect(bookOf(world)).toMatchObject({ owes: 0 });
    expect(bookOf(world).rows.at(-2)).toEqual(["Penerimaan pinjaman yang dihapus", null, 1_500_000, 0]);
  });

  it("begins with what she owed when it is of a later time", () => {
    const world = writtenOff();
    world.recover(300_000, "2026-11-10");
    const later = bookOf(world, "2026-11-15..2026-11-21");
    expect(later.rows).toEqual([
      ["Saldo awal", null, null, 1_500_000],
      ["Saldo akhir", null, null, 1_500_000],
    ]);
    expect(later.title).toBe("Pinjaman P0002, hanya dihapus dari buku koperasi");
    expect(bookOf(world, "2026-10").title).toBe("Pinjaman P0002");
  });

  it("has the loan as it was once the write-off is taken back", () => {
    const world = writtenOff();
    world.takeBack(world.entry, "2026-11-04");
    const { rows, owes, title } = bookOf(world);
    expect(owes).toBe(1_800_000);
    expect(title).toBe("Pinjaman P0002");
    expect(rows[2]).toEqual([`Pembatalan no ${world.entry.no}, keliru`, null, null, 1_800_000]);
    world.take({ op: "instalment", member: world.tiur, loan: world.tiurLoan, amount: 1_000_000 }, "2026-11-20");
    expect(bookOf(world).owes).toBe(world.books.journal.balance(MELATI, ACCOUNTS.loans, world.tiur));
  });

  it("has what a recovery that was taken back had paid as owed again", () => {
    const world = writtenOff();
    const paid = world.recover(300_000, "2026-11-10");
    world.takeBack(paid, "2026-11-11");
    const { rows, owes } = bookOf(world);
    expect(owes).toBe(1_800_000);
    expect(rows.slice(2)).toEqual([
      ["Penerimaan pinjaman yang dihapus", null, 300_000, 1_500_000],
      [`Pembatalan no ${paid.no}, keliru`, null, -300_000, 1_800_000],
      ["Saldo akhir", null, null, 1_800_000],
    ]);
  });

  it("has what her savings paid of it when she left", () => {
    const world = writtenOff();
    const saved = world.books.journal.memberBalances(MELATI, world.tiur);
    const savings = [...saved.values()].reduce((sum, amount) => sum + amount, 0);
    approved(world, { op: "leave", member: world.tiur }, "2026-11-20");
    expect(bookOf(world)).toMatchObject({ owes: 1_800_000 - savings });
    expect(bookOf(world).rows.at(-2)).toEqual(["Keluar dari keanggotaan", null, savings, 1_800_000 - savings]);
  });
});

describe("the papers of one entry and one loan", () => {
  it("say that what was written off is owed on", () => {
    const world = writtenOff();
    const says = "Hanya dihapus dari buku koperasi, utangnya tetap ada";
    expect(world.read("slip", { subject: { entry: world.entry.id } }).notes[0]).toBe(says);
    const card = () => world.read("loan-card", { subject: { loan: world.tiurLoan } });
    expect(card().notes[0]).toBe(says);
    world.recover(1_800_000, "2026-11-10");
    expect(card().notes).not.toContain(says);
  });
});

describe("the list of loans", () => {
  const loans = (world: Fixture, on: string) => {
    const { sections, notes } = world.read("loans", { period: period(on) });
    const told = sections.map(({ title, rows }) => [title, rows.map(({ cells }) => cells[0] ?? cells[1])]);
    return { told, notes: notes.join("\n") };
  };

  it("has what was written off and is still owed apart from what the books claim", () => {
    const world = writtenOff();
    const off = ["Sudah dihapus dari buku, masih ditagih", ["P0002", "Jumlah 1 pinjaman"]];
    expect(loans(world, "2026-11").told).toEqual([[undefined, ["P0001", "Jumlah 1 pinjaman"]], off]);
    expect(loans(world, "2026-11-02").told).toEqual([[undefined, ["P0001", "P0002", "Jumlah 2 pinjaman"]]]);
    world.recover(1_800_000, "2026-11-10");
    expect(loans(world, "2026-11").told).toHaveLength(1);
  });

  it("is of a day what the books had on it, whatever was taken back or written late since", () => {
    const world = melati();
    const rows = () => world.read("loans", { period: period("2026-10") }).sections.map((section) => section.rows);
    const then = rows();
    const { sari: member, sariLoan: loan } = world;
    world.books.journal.lock(MELATI, "month", "2026-10-31", "system", 0);
    const paid = world.books.journal.loanLines(loan).at(-1)?.entry.id ?? 0;
    approved(world, { op: "reverse", entry: paid, reason: "keliru" }, "2026-11-20");
    const lines = [debit(ACCOUNTS.cash, 50_000), credit(ACCOUNTS.loans, 50_000, { member, loan })];
    world.post("instalment", "2026-10-30", lines, { late: true, bookedOn: "2026-11-21" });
    expect(rows()).toEqual(then);
    for (const month of ["2026-10", "2026-11"]) expect(loans(world, month).notes).not.toContain("Tanyakan");
  });
});
