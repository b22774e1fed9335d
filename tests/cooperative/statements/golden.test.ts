import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import {
  STATEMENT_NAMES,
  type StatementName,
  type StatementRequest,
} from "../../../src/cooperative/statements/index.ts";
import { textOf } from "../../../src/documents/index.ts";
import { emptyBooks, MAWAR, MELATI, melati, period, YEAR } from "./world.ts";

const world = melati();

/** What each statement is asked about; without it, all of it. */
const SUBJECTS: Partial<Record<StatementName, StatementRequest["subject"]>> = {
  slip: { entry: 3 },
  "member-book": { member: world.sari },
};
const text = (name: StatementName, format: "txt" | "csv", request: Partial<StatementRequest> = {}, lang = "id") =>
  [...textOf(world.make(name, { subject: SUBJECTS[name] ?? {}, ...request }, lang), format)].join("");

/** The files in `golden/` are what people get; `npx vitest run <this> -u` writes them anew, to be read before committing. */
describe("statements of Melati, word by word", () => {
  for (const name of STATEMENT_NAMES) {
    it(`${name} is a text that can be read aloud`, async () => {
      await expect(text(name, "txt")).toMatchFileSnapshot(`golden/${name}.txt`);
    });
    it(`${name} is a table for other programs`, async () => {
      await expect(text(name, "csv")).toMatchFileSnapshot(`golden/${name}.csv`);
    });
  }

  it("are in English too", async () => {
    await expect(text("balance-sheet", "txt", {}, "en")).toMatchFileSnapshot("golden/balance-sheet.en.txt");
    for (const name of STATEMENT_NAMES) expect(text(name, "txt", {}, "en")).not.toContain("coop-statements");
  });

  it("are made for all units together", async () => {
    const all = STATEMENT_NAMES.filter((name) => SUBJECTS[name] === undefined);
    const texts = all.map((name) => text(name, "csv", { unit: "all" }));
    await expect(texts.join("\n")).toMatchFileSnapshot("golden/all-units.csv");
  });
});

describe("what a statement says", () => {
  it("takes what is written off the neraca of one unit by its own account", () => {
    expect(text("balance-sheet", "csv", { unit: MAWAR })).toContain("1-104,Simpanan di Pusat,150000,0");
    expect(text("balance-sheet", "csv", { unit: "all" })).not.toContain("Simpanan di Pusat");
  });

  it("puts pokok and wajib where the unit says", () => {
    const { books, make } = melati();
    const before = [...textOf(make("balance-sheet"), "csv")].join("");
    expect(before).toContain("Jumlah Kewajiban,900000,0");
    books.settings.put(
      MELATI,
      writtenSchema.parse({ ...books.settings.written(MELATI), "own-savings": "liability" }),
      "system",
      1,
    );
    const after = [...textOf(make("balance-sheet"), "csv")].join("");
    expect(after).toContain("Jumlah Kewajiban,1280000,0");
    expect(after).toContain("Jumlah Kewajiban dan Ekuitas,6324659,0");
    expect([...textOf(make("balance-sheet", { unit: "all" }), "csv")].join("")).toContain("Jumlah Kewajiban,1680000,0");
  });

  it("does not call late what is not due yet", () => {
    // The period ends in December; today is 21 November.
    expect(text("arrears", "txt", { period: YEAR })).toContain("Per 21 Nov 2026");
    expect(() => text("arrears", "txt", { period: period("2027") })).toThrow("today is 2026-11-21");
  });

  it("shares the surplus of a year, also where a month of it is asked for", () => {
    for (const name of ["surplus-split", "annual-book"] as const) {
      const asked = text(name, "txt", { period: period("2026-11") });
      expect(asked).toBe(text(name, "txt", { period: period("2026-01-01..2026-11-30") }));
      expect(asked).toContain("1 Jan 2026 sampai 21 Nov 2026");
    }
  });

  it("is of all of a year that is over", () => {
    expect(world.make("surplus-split", { period: period("2025-06") }).period).toBe("Tahun 2025");
  });

  it("says from when the books are, where it is asked about a time before", () => {
    const says = "Buku Melati di sini mulai 1 Jan 2026. Yang sebelumnya ada di buku lama.";
    for (const name of ["balance-sheet", "cash-book", "journal", "members"] as const)
      expect(world.make(name, { period: period("2025-06") }).notes).toContain(says);
    expect(world.make("cash-book", { period: period("2025-12-01..2026-06-30") }).notes).toContain(says);
    expect(world.make("journal", { period: period("2025-06"), unit: "all" }).notes).toContain(
      "Buku di sini mulai 1 Jan 2026. Yang sebelumnya ada di buku lama.",
    );
    // What is so at the end of a period is so whenever it began.
    expect(world.make("members", { period: period("2025-12-01..2026-06-30") }).notes).not.toContain(says);
    expect(world.make("cash-book", { period: period("2026-01") }).notes).not.toContain(says);
  });

  it("calls a loss by its name", () => {
    const { books, make } = melati();
    const lines = [debit(ACCOUNTS.operations, 2_000_000), credit(ACCOUNTS.cash, 2_000_000)];
    const entry = { unit: MELATI, kind: "expense", valueOn: "2026-11-21", maker: "system", lines } as const;
    books.journal.post(entry, { at: Date.UTC(2026, 10, 21, 3), today: "2026-11-21" });
    const told = (name: StatementName) => [...textOf(make(name, { period: period("2026") }), "csv")].join("");
    expect(told("income")).toContain("Rugi,-");
    expect(told("income")).not.toContain("SHU)");
    expect(told("balance-sheet")).toContain("Rugi Tahun Berjalan,-");
    expect(told("surplus-split")).toContain("Rugi,,-");
  });

  it("says that there is nothing where it has no rows, and no entry where the books are empty", () => {
    const { make } = emptyBooks();
    for (const name of ["loan-card", "ledger"] as const)
      expect([...textOf(make(name), "txt")].join("")).toContain("\n\nTidak ada\n\n");
    expect(make("cash-book").notes).toContain("Belum ada catatan di buku ini.");
  });

  it("counts what is disputed in every one", () => {
    const { sqlite, make, lina } = melati();
    sqlite
      .prepare(
        `INSERT INTO dispute (unit, no, kind, entry_id, member, opened_at, due_at, state) VALUES (1, 1, 'entry', 5, ?, 0, 0, 'open')`,
      )
      .run(lina);
    for (const name of STATEMENT_NAMES) {
      const subject = name === "slip" ? { entry: 3 } : name === "member-book" ? { member: lina } : {};
      expect(make(name, { subject }).notes).toContain("Sanggahan terbuka: 1");
    }
  });

  it("names the member of each line of the journal, also of an entry of everybody", () => {
    const { books, make, sari, lina } = melati();
    const lines = [
      debit(ACCOUNTS.savingsInterest, 150),
      credit(ACCOUNTS.voluntary, 100, { member: sari }),
      credit(ACCOUNTS.voluntary, 50, { member: lina }),
    ];
    const of = { unit: MELATI, kind: "savings-interest", valueOn: "2026-11-21", maker: "system" } as const;
    const entry = { ...of, memo: "2026-10", lines };
    books.journal.post(entry, { at: Date.UTC(2026, 10, 21, 3), today: "2026-11-21" });
    const last = (format: "txt" | "csv") =>
      [...textOf(make("journal", { period: period("2026-11-21") }), format)].join("");
    expect(last("csv")).toContain("Jasa simpanan Oktober 2026,,5-101");
    expect(last("csv")).toContain("Simpanan Sukarela,001 Sari br Ginting,,100\r\n");
    expect(last("csv")).toContain("Simpanan Sukarela,003 Lina Siregar,,50\r\n");
    expect(last("txt")).toContain("2-101 Simpanan Sukarela, 003 Lina\nSiregar, Kredit: Rp 50");
  });

  it("calls what was brought at a meeting by all that it was, and in each account by what came there", () => {
    const { books, post, read, tiur, tiurLoan } = melati();
    const lines = [
      debit(ACCOUNTS.cash, 250_000),
      credit(ACCOUNTS.voluntary, 50_000, { member: tiur }),
      credit(ACCOUNTS.loans, 200_000, { member: tiur, loan: tiurLoan }),
    ];
    const { no } = post("deposit", "2026-11-21", lines);
    const told = (name: StatementName, subject: StatementRequest["subject"] = {}) =>
      read(name, { subject, period: period("2026-11-21") }).sections.flatMap(({ rows }) =>
        rows.flatMap(({ cells }) => (cells[1] === no ? [cells[2]] : [])),
      );
    expect(told("cash-in")).toEqual(["Setoran simpanan dan angsuran, 002 Tiur Manalu"]);
    expect(new Set(told("journal"))).toEqual(new Set(["Setoran simpanan dan angsuran"]));
    expect(told("ledger")).toEqual([
      "Setoran simpanan dan angsuran, 002 Tiur Manalu",
      "Angsuran pinjaman, 002 Tiur Manalu",
      "Setoran simpanan, 002 Tiur Manalu",
    ]);
    expect(told("member-book", { member: tiur })).toEqual(["Setoran simpanan", "Angsuran pinjaman"]);
    expect(books.journal.balance(MELATI, ACCOUNTS.loans, tiur)).toBe(1_600_000);
  });

  it("calls surplus that was taken out what it is, also where it was once written as a withdrawal", () => {
    const { post, read, sari } = melati();
    post("shu", "2026-11-20", [debit(ACCOUNTS.surplus, 9000), credit(ACCOUNTS.shuPayable, 9000, { member: sari })]);
    const { no } = post("withdrawal", "2026-11-21", [
      debit(ACCOUNTS.shuPayable, 9000, { member: sari }),
      credit(ACCOUNTS.cash, 9000),
    ]);
    for (const name of ["cash-book", "member-book"] as const) {
      const rows = read(name, { subject: { member: sari } }).sections.flatMap((section) => section.rows);
      expect(rows.find(({ cells }) => cells[1] === no)?.cells[2]).toContain("Pembayaran SHU");
    }
  });

  it("says that what was before the books is in the old one, where a neraca puts the day before beside", () => {
    const says = "Buku Melati di sini mulai 1 Jan 2026. Yang sebelumnya ada di buku lama.";
    for (const name of ["balance-sheet", "annual-book"] as const)
      expect(world.make(name, { period: period("2026-01") }).notes).toContain(says);
    expect(world.make("balance-sheet", { period: period("2026-02") }).notes).not.toContain(says);
    expect(world.make("members", { period: period("2026-01") }).notes).not.toContain(says);
  });

  it("refuses a member, a loan or an entry of another unit", () => {
    expect(() => text("loan-card", "txt", { unit: MAWAR, subject: { loan: world.sariLoan } })).toThrow("no such loan");
    expect(() => text("member-book", "txt", { subject: { member: world.rosa } })).toThrow("--member");
    expect(() => text("member-book", "txt", { subject: {} })).toThrow("--member");
    expect(() => text("slip", "txt", { unit: MAWAR, subject: { entry: 3 } })).toThrow("--entry");
  });
});
