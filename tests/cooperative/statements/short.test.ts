import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import {
  shortArrears,
  shortCashBook,
  shortCollectibility,
  shortMemberBook,
  Words,
} from "../../../src/cooperative/statements/index.ts";
import { LIMITS } from "../../../src/limits.ts";
import { emptyBooks, MELATI, melati, texts } from "./world.ts";

const words = new Words(texts, "id");

describe("statements in one message", () => {
  const world = melati();
  const unit = world.books.unit(MELATI);

  it("tell the cash of a day with its newest moves first", () => {
    expect(shortCashBook(world.books, unit, "2026-11-20", words)).toBe(`Buku Kas Melati, 20 Nov 2026
Saldo awal: Rp 3.797.500
Masuk: Rp 30.000
Keluar: Rp 35.000
Saldo akhir: Rp 3.792.500

No 21, Selisih kas: keluar Rp 5.000
No 20, Pembatalan no 19, 003 Lina Siregar, salah anggota: keluar Rp 30.000
No 19, Setoran simpanan, 003 Lina Siregar: masuk Rp 30.000`);
  });

  it("tell who is late, and that nobody is", () => {
    expect(shortArrears(world.books, unit, "2026-11-21", words)).toBe(`Tunggakan Melati, 21 Nov 2026
1 pinjaman, jumlah Rp 908.000

P0002 002 Tiur Manalu: Rp 908.000, 101 hari`);
    expect(shortArrears(world.books, unit, "2026-06-20", words)).toBe("Tidak ada tunggakan di Melati per 20 Jun 2026.");
  });

  it("tell the classes of the loans", () => {
    expect(shortCollectibility(world.books, unit, "2026-11-21", words)).toBe(`Kolektibilitas Melati, 21 Nov 2026
Lancar: 1 pinjaman, Rp 727.159
Kurang lancar: 1 pinjaman, Rp 1.800.000
Diragukan: 0 pinjaman, Rp 0
Macet: 0 pinjaman, Rp 0
Jumlah: 2 pinjaman, Rp 2.527.159
Penyisihan yang diperlukan: Rp 180.000`);
  });

  it("tell a member what she has, owes and pays next", () => {
    expect(
      shortMemberBook(world.books, world.sari, "2026-11-21", words),
    ).toBe(`Buku Anggota 001 Sari br Ginting, 21 Nov 2026
Simpanan Sukarela: Rp 250.000
Simpanan Pokok: Rp 100.000
Simpanan Wajib: Rp 20.000
Jumlah simpanan: Rp 370.000

Pinjaman P0001: sisa Rp 727.159
Angsuran berikut 10 Des 2026: Rp 138.066`);
    expect(shortMemberBook(world.books, world.lina, "2026-11-21", words)).toMatch(/\nTidak ada pinjaman\.$/);
  });

  it("leave out what does not fit, and say how much that is", () => {
    const { books, post } = emptyBooks();
    for (let i = 0; i < 60; i++)
      post("income", "2026-11-20", [debit(ACCOUNTS.cash, 1000), credit(ACCOUNTS.otherIncome, 1000)], {
        memo: "iuran".repeat(8),
      });
    const said = shortCashBook(books, books.unit(MELATI), "2026-11-20", words);
    expect(said.length).toBeLessThanOrEqual(LIMITS.bubble);
    const told = said.split("\n").filter((line) => line.startsWith("No ")).length;
    expect(told).toBeGreaterThan(2);
    expect(said).toMatch(new RegExp(`\n… dan ${60 - told} lagi$`));
    expect(said).toContain("Saldo akhir: Rp 60.000");
  });
});
