import { describe, expect, it } from "vitest";
import { askerOf, documentName, maySee, type Order, periodSlug } from "../../../src/cooperative/documents/index.ts";
import { readPeriod, STATEMENT_NAMES, type StatementName } from "../../../src/cooperative/statements/index.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { Directory } from "../../../src/people/directory.ts";
import { HEAD, MAWAR, MELATI, melati, NOW, YEAR } from "../statements/world.ts";

const world = melati();
const { books, db, people, sari, tiur, rosa, sariLoan, tiurLoan } = world;
const directory = new Directory(db, people, sequentialIds("access"));

/** Somebody with an office in a unit, or who is a member. */
function somebody(role: "treasurer" | "manager" | "supervisor" | undefined, unit: number | undefined, member?: number) {
  const id = directory.add(
    {
      name: "Somebody",
      called: "Ibu Somebody",
      zone: "Asia/Jakarta",
      roles: role === undefined ? [] : [role],
      ...(unit === undefined ? {} : { unitId: books.unit(unit).unitId }),
    },
    NOW,
  );
  if (member !== undefined) db.sqlite.prepare("UPDATE coop_member SET person_id = ? WHERE id = ?").run(id, member);
  books.forget();
  const person = people.person(id);
  return person === undefined ? undefined : askerOf(person, books);
}

const order = (name: StatementName, unit: number | "all", subject: Order["request"]["subject"] = {}) => ({
  name,
  request: { unit, period: YEAR, subject },
});
const entryOf = (member: number) => books.journal.memberLines(member, { limit: 1 })[0]?.entry.id ?? 0;

describe("who may see a statement", () => {
  it("an officer sees all of her own unit, and nothing of another one or of all", () => {
    const treasurer = somebody("treasurer", MELATI);
    if (treasurer === undefined) throw new Error("she has an office");
    for (const name of STATEMENT_NAMES) {
      expect(maySee(order(name, MELATI), treasurer, books)).toBe(true);
      expect(maySee(order(name, MAWAR), treasurer, books)).toBe(false);
      expect(maySee(order(name, HEAD), treasurer, books)).toBe(false);
      expect(maySee(order(name, "all"), treasurer, books)).toBe(false);
    }
  });

  it("the head office sees each unit and all of them", () => {
    const manager = somebody("manager", HEAD);
    if (manager === undefined) throw new Error("she has an office");
    for (const unit of [MELATI, MAWAR, HEAD, "all"] as const)
      expect(maySee(order("balance-sheet", unit), manager, books)).toBe(true);
  });

  it("a manager of the programme, and who has nothing to do with the cooperative, sees nothing at all", () => {
    expect(somebody("manager", MELATI)).toBeUndefined();
    expect(somebody("treasurer", undefined)).toBeUndefined();
    expect(somebody(undefined, undefined)).toBeUndefined();
  });

  it("a member sees her own book, cards and slips, and nothing else of anybody", () => {
    const asker = somebody(undefined, undefined, sari);
    if (asker === undefined) throw new Error("she is a member");
    const sees = (...of: Parameters<typeof order>) => maySee(order(...of), asker, books);
    expect(sees("member-book", MELATI, { member: sari })).toBe(true);
    expect(sees("loan-card", MELATI, { loan: sariLoan })).toBe(true);
    expect(sees("slip", MELATI, { entry: entryOf(sari) })).toBe(true);
    expect(sees("member-book", MELATI, { member: tiur })).toBe(false);
    expect(sees("member-book", MAWAR, { member: rosa })).toBe(false);
    expect(sees("loan-card", MELATI, { loan: tiurLoan })).toBe(false);
    // Without a loan it is the cards of all.
    expect(sees("loan-card", MELATI)).toBe(false);
    expect(sees("slip", MELATI, { entry: entryOf(tiur) })).toBe(false);
    expect(sees("slip", MELATI, { entry: 1 })).toBe(false);
    for (const name of STATEMENT_NAMES) {
      expect(sees(name, "all", { member: sari, loan: sariLoan })).toBe(false);
      if (name !== "member-book" && name !== "loan-card" && name !== "slip")
        expect(sees(name, MELATI, { member: sari, loan: sariLoan, entry: entryOf(sari) })).toBe(false);
    }
  });
});

describe("the name of a document", () => {
  const named = (of: Omit<Order, "format">) => documentName({ ...of, format: "pdf" }, books);

  it("says what it is, of whom and when", () => {
    const november = readPeriod("2026-11");
    expect(named({ name: "balance-sheet", request: { unit: MELATI, period: november } })).toBe(
      "neraca-melati-2026-11.pdf",
    );
    expect(named({ name: "trial-balance", request: { unit: "all", period: YEAR } })).toBe(
      "neraca-saldo-semua-unit-2026.pdf",
    );
    expect(named({ name: "member-book", request: { unit: MELATI, period: YEAR, subject: { member: tiur } } })).toBe(
      "buku-anggota-002-melati.pdf",
    );
    expect(named({ name: "loan-card", request: { unit: MELATI, period: november, subject: { loan: tiurLoan } } })).toBe(
      "kartu-pinjaman-p0002-melati-2026-11.pdf",
    );
    expect(named({ name: "slip", request: { unit: MELATI, period: november, subject: { entry: 3 } } })).toBe(
      "slip-3-melati.pdf",
    );
    expect(named({ name: "ledger", request: { unit: MELATI, period: november, subject: { account: 1101 } } })).toBe(
      "buku-besar-1-101-melati-2026-11.pdf",
    );
  });

  it("shortens whole months and years alone", () => {
    const slugs = ["2026", "2024-02", "2026-11-20", "2026-11-01..2026-11-20", "2026-01..2026-12", "2026-10..2026-11"];
    expect(slugs.map((text) => periodSlug(readPeriod(text)))).toEqual([
      "2026",
      "2024-02",
      "2026-11-20",
      "2026-11-01-2026-11-20",
      "2026",
      "2026-10-01-2026-11-30",
    ]);
  });
});
