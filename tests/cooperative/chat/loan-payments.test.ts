import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { allRead, codeIn, got, says } from "./talk.ts";

/** Lina owes Rp 1.000.000 of an emergency loan over four months, and has Rp 500.000 in sukarela. */
async function lent(): Promise<CoopWorld> {
  const coop = await coopWorld();
  await says(coop, "setor sukarela 004 500rb");
  const asked = await says(coop, "ajukan pinjaman darurat 1jt 4 bulan untuk atap", "lina");
  await says(coop, `YA ${codeIn(asked)}`, "lina");
  for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 1", who);
  await says(coop, "cair P0001");
  allRead(coop);
  return coop;
}

const owed = ({ books, members }: CoopWorld) => books.journal.balance(1, ACCOUNTS.loans, members.lina.id);

describe("a loan that pays off the one before", () => {
  it("says how much of it that takes and what is left in her hand, to her and to who votes", async () => {
    const coop = await lent();
    const asked = await says(coop, "ajukan tambahan 1,5jt 6 bulan untuk lemari", "lina");
    expect(asked).toContain("Diterima tunai Rp 1.500.000");
    expect(asked).toContain("Melunasi P0001 kalau cair hari ini: Rp 1.010.000. Sampai di tangan Rp 490.000.");
    expect(got(coop, "chair")).toContain("melunasi P0001");
  });

  it("says so too where the treasurer wrote it for her", async () => {
    const coop = await lent();
    await says(coop, "ajukan tambahan 004 1,5jt 6 bulan");
    expect(got(coop, "lina")).toContain("Sampai di tangan Rp 490.000.");
  });
});

describe("a payment above all that she owes", () => {
  it("is read back first, with what would be titipan", async () => {
    const coop = await lent();
    expect(await says(coop, "angsur P0001 10.100.000")).toContain(
      "sisa pinjaman P0001 hanya Rp 1.010.000. Yang lebih Rp 9.090.000 menjadi titipan Lina Siregar (004).",
    );
    expect(await says(coop, "2")).toContain("belum saya catat");
    expect(owed(coop)).toBe(1_000_000);
    await says(coop, "angsur P0001 1.100.000");
    expect(await says(coop, "1")).toContain("Titipan Anggota Rp 90.000");
    expect(owed(coop)).toBe(0);
  });

  it("is not asked about where it is what frees her", async () => {
    const coop = await lent();
    expect(await says(coop, "angsur P0001 1.010.000")).toContain("Sisa pinjaman Rp 0");
  });
});

describe("the same payment from elsewhere than the box", () => {
  it("is asked about, from savings and of a loan that was written off", async () => {
    const coop = await lent();
    expect(await says(coop, "bayar dari simpanan P0001 100rb")).toContain("Angsuran dari simpanan");
    expect(await says(coop, "bayar dari simpanan 004 100rb")).toContain("Ini pembayaran yang sama?");
    expect(await says(coop, "2")).toContain("tidak saya catat lagi");
    await says(coop, "hapus buku P0001");
    await says(coop, "setuju 2", "chair");
    expect(await says(coop, "terima hapus buku P0001 50rb")).toContain("Penerimaan pinjaman yang dihapus");
    expect(await says(coop, "terima hapus buku P0001 50rb")).toContain("Ini pembayaran yang sama?");
    await says(coop, "1");
    expect(await says(coop, "terima hapus buku P0001 9jt")).toContain("menjadi titipan");
  });
});

describe("a loan that was written off", () => {
  it("is still told of to who owes it", async () => {
    const coop = await lent();
    await says(coop, "hapus buku P0001");
    await says(coop, "setuju 2", "chair");
    const text = "Pinjaman P0001 sudah dihapus buku, tetapi masih ditagih: sisa Rp 1.000.000";
    expect(await says(coop, "saldo", "lina")).toContain(text);
    expect(await says(coop, "angsuran berikut", "lina")).toContain(text);
    await says(coop, "terima hapus buku P0001 400rb");
    expect(await says(coop, "sisa pinjaman", "lina")).toContain("sisa Rp 600.000");
    await says(coop, "terima hapus buku P0001 600rb");
    expect(await says(coop, "saldo", "lina")).not.toContain("dihapus buku");
  });
});
