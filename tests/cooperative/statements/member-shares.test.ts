import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { makeStatement, readPeriod } from "../../../src/cooperative/statements/index.ts";
import { textOf } from "../../../src/documents/index.ts";
import { booksWorld } from "../year/books-world.ts";
import { texts } from "./world.ts";

/** Maria saves all year and pays jasa, Tiur saves from July; two others neither. */
function year() {
  const world = booksWorld();
  const [maria = 0, tiur = 0] = world.ids;
  for (const [member, on] of [
    [maria, "2026-01-05"],
    [tiur, "2026-07-01"],
  ] as const)
    world.post({ op: "deposit", member, items: [{ kind: "mandatory", amount: 20_000 }] }, on);
  const lines = [debit(ACCOUNTS.cash, 600_000), credit(ACCOUNTS.loanInterest, 600_000, { member: maria })];
  world.books.journal.post(
    { unit: 1, kind: "other", valueOn: "2026-05-05", maker: "x", lines },
    world.booking("2026-05-05"),
  );
  world.lock("2026-11-30");
  const close = () => world.agreed({ op: "year-close", year: 2026 }, "2027-01-10", { valueOn: "2026-12-31" });
  const told = (name: "surplus-split" | "annual-book", format: "txt" | "csv" = "txt") => {
    const request = { unit: 1, period: readPeriod("2026") };
    const made = makeStatement(world.books, name, request, { texts, lang: "id", now: world.at("2027-03-01") });
    return [...textOf(made, format)].join("");
  };
  return { world, close, told, maria, tiur };
}

describe("the slip of an entry of several members", () => {
  it("says whose each line is, and one of a single member does not repeat her", () => {
    const { world, close } = year();
    close();
    const [shared] = world.agreed({ op: "shu", year: 2026 }, "2027-02-20");
    const [own] = world.post({ op: "pay-shu", member: world.ids[0] ?? 0 }, "2027-02-21");
    const made = (name: "slip" | "member-book", subject: { entry?: number; member?: number }) => {
      const request = { unit: 1, period: readPeriod("2027"), subject };
      return makeStatement(world.books, name, request, { texts, lang: "id", now: world.at("2027-03-01") });
    };
    const slip = (entry = 0) => [...textOf(made("slip", { entry }), "txt")].join("");
    expect(slip(shared?.id)).toContain("2-301 Utang SHU Anggota, 001 Maria\nKredit: Rp 230.000\n");
    expect(slip(shared?.id)).toContain("2-301 Utang SHU Anggota, 002 Tiur\nKredit: Rp 40.000\n");
    expect(slip(own?.id)).toContain("2-301 Utang SHU Anggota\nDebit: Rp 230.000\n");
    // Where no cash moved nobody hands any over.
    const signs = (entry = 0) => made("slip", { entry }).signatures.map(({ role }) => role);
    expect(signs(shared?.id)).toEqual(["Bendahara", "Ketua"]);
    expect(signs(own?.id)).toEqual(["Yang menerima", "Bendahara", "Ketua"]);
    // In her own book a debt of the cooperative's is not called a debt: she would take it for hers.
    const book = [...textOf(made("member-book", { member: world.ids[0] ?? 0 }), "txt")].join("");
    expect(book).toContain("SHU yang belum diambil: Rp 0");
    expect(book).not.toContain("Utang");
  });
});

describe("what each member gets of a year", () => {
  it("stands in the annual meeting's book as it is proposed, once the year is closed", () => {
    const { close, told } = year();
    expect(told("annual-book")).not.toContain("Bagian tiap anggota");
    close();
    // 20% of 600.000 by savings, two to one; 25% by jasa, all of it Maria's.
    const shares = [
      "Bagian tiap anggota",
      "",
      "001 Maria",
      "Jasa modal: Rp 80.000",
      "Jasa usaha: Rp 150.000",
      "Jumlah: Rp 230.000",
      "",
      "002 Tiur",
      "Jasa modal: Rp 40.000",
      "Jasa usaha: Rp 0",
      "Jumlah: Rp 40.000",
      "",
      "Jumlah 2 anggota",
      "Jasa modal: Rp 120.000",
      "Jasa usaha: Rp 150.000",
      "Jumlah: Rp 270.000",
    ].join("\n");
    expect(told("surplus-split")).toContain(shares);
    expect(told("annual-book")).toContain("Pembagian SHU, Bagian tiap anggota");
  });

  it("is what the meeting decided afterwards, whatever the settings say by then, and who has left since", () => {
    const { world, close, told, tiur } = year();
    close();
    const proposed = told("surplus-split", "csv")
      .split("\r\n")
      .filter((line) => /^00\d,/.test(line));
    world.agreed({ op: "shu", year: 2026 }, "2027-02-20");
    world.books.members.leave(tiur, "2027-02-21");
    expect(
      told("surplus-split", "csv")
        .split("\r\n")
        .filter((line) => /^00\d,/.test(line)),
    ).toEqual(proposed);
    expect(proposed).toEqual(["001,Maria,80000,150000,230000", "002,Tiur,40000,0,40000"]);
  });
});
