import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { type CoopWorld, coopWorld, SETTINGS } from "../../support/coop-world.ts";
import { allRead, codeIn, got, says } from "./talk.ts";

/** As the database has her: the books of the test remember what they read before. */
function memberNow({ books }: CoopWorld, id: number) {
  books.forget();
  return books.members.member(id);
}

describe("a new member", () => {
  it("gets the next number, and pays her pokok and the fee in one entry", async () => {
    const coop = await coopWorld({ settings: { ...SETTINGS, "joining-fee": 10_000 } });
    expect(await says(coop, "anggota baru Rosida (Mak Ani)")).toBe(
      [
        "Rosida menjadi anggota no. 006 di Melati. Yang dibayar sekarang:",
        "Simpanan pokok Rp 100.000",
        "Administrasi Rp 10.000",
        "",
        "1. Terima Rp 110.000",
        "2. Belum bayar",
        "3. Tidak jadi",
      ].join("\n"),
    );
    const receipt = await says(coop, "1");
    expect(receipt).toContain("Bukti no. 2, Melati: Masuk menjadi anggota");
    expect(receipt).toContain("Saldo Simpanan Pokok Rp 100.000");
    expect(memberNow(coop, coop.members.endang.id + 1)).toMatchObject({
      name: "Rosida",
      aliases: ["Mak Ani"],
      active: true,
    });
    expect(coop.books.journal.balance(1, ACCOUNTS.administration)).toBe(10_000);
    expect(await says(coop, "setor wajib Mak Ani 20rb")).toContain("Rosida (006)");
  });

  it("may pay later, and nothing is written when it is left", async () => {
    const coop = await coopWorld();
    await says(coop, "anggota baru Rosida");
    expect(await says(coop, "2")).toBe("Rosida sekarang anggota no. 006. Belum ada uang yang dicatat.");
    await says(coop, "anggota baru Wati");
    expect(await says(coop, "3")).toBe("Baik, belum saya catat.");
    expect(coop.books.members.nextNo(1)).toBe(7);
    expect(coop.books.journal.head(1)?.no).toBe(1);
  });

  it("with the name of another is asked about", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "anggota baru Maria br Sihombing")).toContain(
      "Sudah ada anggota dengan nama itu: Maria br Sihombing (001)",
    );
  });

  it("is written by the treasurer alone", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "anggota baru Rosida", "maria")).toContain("bagian pengurus unit");
    expect(await says(coop, "anggota baru Rosida", "chair")).toContain("bagian bendahara unit");
  });
});

describe("a member who leaves", () => {
  it("sees her settlement, says YA herself, and another officer agrees", async () => {
    const coop = await coopWorld();
    await says(coop, "setor pokok 004 100rb");
    await says(coop, "setor sukarela 004 300rb");
    allRead(coop);
    expect(await says(coop, "anggota keluar Lina")).toContain("jadi diterima tunai Rp 400.000");
    expect(memberNow(coop, coop.members.lina.id)?.active).toBe(true);
    expect(await says(coop, "1")).toContain("menunggu 1 persetujuan dan jawaban YA");
    const code = codeIn(got(coop, "lina"));
    expect(await says(coop, "setuju 1", "treasurer")).toContain("perlu pengurus lain");
    await says(coop, `YA ${code}`, "lina");
    expect(await says(coop, "setuju 1", "chair")).toContain("Keluar dari keanggotaan");
    expect(memberNow(coop, coop.members.lina.id)).toMatchObject({ active: false, leftOn: "2026-11-20" });
    expect(coop.books.journal.balance(1, ACCOUNTS.cash)).toBe(5_000_000);
    expect(got(coop, "lina")).toContain("Simpanan Pokok berkurang Rp 100.000");
    expect(await says(coop, "setor wajib 004 20rb")).toContain("Lina Siregar (004) sudah keluar dari Melati");
  });

  it("is not sent away: without her own yes nothing moves", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 004 300rb");
    await says(coop, "anggota keluar 004");
    await says(coop, "1");
    await says(coop, "setuju 1", "chair");
    const code = codeIn(got(coop, "lina"));
    expect(await says(coop, `TIDAK ${code}`, "lina")).toContain("tidak jadi");
    expect(memberNow(coop, coop.members.lina.id)?.active).toBe(true);
    expect(coop.books.journal.balance(1, ACCOUNTS.voluntary, coop.members.lina.id)).toBe(300_000);
  });

  it("without a phone needs a witness, who is not the one that votes", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 003 300rb");
    await says(coop, "anggota keluar 003");
    expect(await says(coop, "1")).toContain("seorang saksi");
    await says(coop, "setuju 1", "chair");
    expect(await says(coop, "saksi 1", "chair")).toContain("perlu orang lain sebagai saksi");
    expect(await says(coop, "saksi 1", "treasurer")).toContain("perlu orang lain sebagai saksi");
    allRead(coop);
    expect(await says(coop, "saksi 1", "lina")).toContain("Keluar dari keanggotaan");
    expect(got(coop, "supervisor")).toContain("Saksi: Ibu Lina");
    expect(await says(coop, "daftar saksi", "supervisor")).toContain("saksi Ibu Lina, 20 Nov 2026");
  });

  it("who owes more than she has is told how much is missing", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 004 2jt");
    const code = codeIn(await says(coop, "ajukan pinjaman 5jt 10 bulan", "lina"));
    await says(coop, "setuju 1", "chair");
    await says(coop, "setuju 1", "supervisor");
    await says(coop, `YA ${code}`, "lina");
    await says(coop, "cair P0001");
    const answer = await says(coop, "anggota keluar 004");
    expect(answer).toContain("belum bisa keluar: simpanannya Rp 2.100.000");
    expect(answer).toMatch(/Masih kurang Rp [\d.]+\./);
    expect(memberNow(coop, coop.members.lina.id)?.active).toBe(true);
  });
});
