import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { instantOf } from "../../../src/zones.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { got } from "./talk.ts";

const RULES = {
  savings: { voluntary: { rate: "0%" } },
  "loan-products": [{ name: "biasa", method: "declining", rate: "1.5%", periods: { min: 3, max: 24 } }],
};

const says = async ({ world }: CoopWorld, text: string, who: keyof typeof PHONES = "treasurer") => {
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text)).join("\n");
};
const at = ({ books }: CoopWorld, account: number, member?: { id: number }) =>
  books.journal.balance(1, account, member?.id);

/** Lina owes Rp 1.000.000 for three months, and two of her instalments are late. */
async function late(): Promise<CoopWorld> {
  const coop = await coopWorld({ settings: RULES });
  await says(coop, "setor sukarela 004 100rb");
  await says(coop, "cair 004 1jt menurun 10 bulan 1,5%");
  const code = /balas YA (\d\d)/.exec(coop.heard(PHONES.lina).join("\n"))?.[1];
  await says(coop, `YA ${code}`, "lina");
  await says(coop, "setuju 1", "chair");
  await says(coop, "setuju 1", "supervisor");
  await says(coop, "cair P0001");
  coop.world.clock.advanceTo(instantOf("Asia/Jakarta", "2027-01-25", "10:00"));
  return coop;
}

/** The group of Lina, Tiur and Maria, with Rp 200.000 in its fund. */
function grouped({ books, members, world }: CoopWorld): void {
  const { groups, loans } = books.loans;
  const group = groups.add(1, "Mawar").id;
  for (const member of [members.lina, members.tiur, members.maria]) groups.join(group, member.id);
  world.runtime.db.sqlite.prepare("UPDATE loan SET group_id = ? WHERE id = ?").run(group, loans.byNo(1, 1)?.id);
  const lines = [debit(ACCOUNTS.cash, 200_000), credit(ACCOUNTS.jointLiabilityFund, 200_000)];
  const now = { at: world.clock.now(), today: "2027-01-25" };
  books.journal.post({ unit: 1, kind: "other", valueOn: "2027-01-25", maker: "x", lines }, now);
}

describe("a late loan", () => {
  it("is covered by the group: equal parts, each her own, or its fund with another's yes", async () => {
    const coop = await late();
    expect(await says(coop, "tanggung renteng P0001 50rb dari 003")).toContain("tidak punya kelompok");
    grouped(coop);
    expect(await says(coop, "tanggung renteng P0001")).toContain("Siapa yang menanggung untuk Lina Siregar?");
    expect(await says(coop, "tanggung renteng P0001 50.001 dari Tiur, 001")).toContain("Angsuran tanggung renteng");
    expect(coop.books.loans.groups.covers(1).map(({ payer, amount }) => [payer, amount])).toEqual([
      [coop.members.maria.id, 25_000],
      [coop.members.tiur.id, 25_001],
    ]);
    expect(await says(coop, "tanggung renteng P0001 60rb dari 003 30rb, 001 20rb")).toContain("belum cocok");
    await says(coop, "tanggung renteng P0001 dari 003 30rb, 001 20rb");
    expect(await says(coop, "tanggung renteng P0001 50rb dari Maria")).toContain("Tulis nomor anggotanya");
    expect(await says(coop, "tanggung renteng P0001 dari dana")).toContain("menunggu 1 persetujuan");
    await says(coop, "setuju 2", "chair");
    // Two instalments of 100.000 and jasa of 15.000 each were due.
    expect(at(coop, ACCOUNTS.jointLiabilityFund)).toBe(200_000 - (230_000 - 50_001 - 50_000));
    expect(await says(coop, "tanggung renteng P0001 50rb dari 003")).toContain("Yang tertunggak hanya Rp 0");
  });

  it("is paid from her own savings", async () => {
    const coop = await late();
    expect(await says(coop, "bayar dari simpanan P0001 60rb")).toContain("Angsuran dari simpanan");
    expect(at(coop, ACCOUNTS.voluntary, coop.members.lina)).toBe(40_000);
    expect(await says(coop, "bayar dari simpanan 004 65rb")).toContain("hanya Rp 40.000");
  });

  it("is written off with another's yes, and what comes in later is taken", async () => {
    const coop = await late();
    expect(await says(coop, "terima hapus buku 004 50rb")).toContain("tidak punya pinjaman yang dihapus buku");
    expect(await says(coop, "hapus buku P0001")).toContain("menunggu 1 persetujuan");
    expect(got(coop, "supervisor")).toContain("Pinjaman yang dihapus buku jadi kerugian koperasi");
    await says(coop, "setuju 2", "supervisor");
    expect(at(coop, ACCOUNTS.loans)).toBe(0);
    expect(await says(coop, "terima hapus buku 004 50rb")).toContain("Penerimaan pinjaman yang dihapus");
    expect(at(coop, ACCOUNTS.lossAllowance)).toBe(50_000);
  });

  it("is owed on once it is written off: to her that is said, to the officers that it is a loss", async () => {
    const coop = await late();
    await says(coop, "hapus buku P0001");
    got(coop, "lina");
    const toOfficer = await says(coop, "setuju 2", "supervisor");
    expect(toOfficer).toContain("Kerugian Pinjaman Rp 1.000.000");
    expect(toOfficer).toContain("masih ditagih: sisa Rp 1.000.000");
    const toHer = got(coop, "lina");
    expect(toHer).toContain("Utang P0001 tetap ada: sisa Rp 1.000.000.");
    for (const text of [toHer, await says(coop, "riwayat", "lina")]) {
      expect(text).not.toMatch(/Kerugian|Sisa pinjaman Rp 0|Pokok pinjaman dibayar/);
      expect(text).toContain("dihapus dari buku koperasi");
    }
    await says(coop, "terima hapus buku 004 50rb");
    expect(got(coop, "lina")).toContain(
      "Pokok pinjaman Rp 50.000 (lima puluh ribu rupiah)\nUtang P0001 tetap ada: sisa Rp 950.000.",
    );
    const loan = coop.books.loans.loans.byNo(1, 1);
    expect(loan === undefined ? 0 : coop.books.loans.book.owed(loan)).toBe(950_000);
    await says(coop, "terima hapus buku 004 950rb");
    expect(got(coop, "lina")).toContain("Pinjaman P0001 sekarang sudah dibayar semua.");
  });

  it("is told to her as her own loan, too, when what was written off or brought in is taken back", async () => {
    const coop = await late();
    await says(coop, "hapus buku P0001");
    await says(coop, "setuju 2", "supervisor");
    await says(coop, "terima hapus buku 004 50rb");
    got(coop, "lina");
    expect(await says(coop, "batal 5")).toContain("Penyisihan Kerugian berkurang Rp 50.000");
    expect(got(coop, "lina")).toContain(
      "Pokok pinjaman Rp 50.000 (lima puluh ribu rupiah)\nUtang P0001 tetap ada: sisa Rp 1.000.000.",
    );
    await says(coop, "batal 4");
    await says(coop, "setuju 3", "supervisor");
    const toHer = got(coop, "lina");
    expect(toHer).toContain("Pokok pinjaman Rp 1.000.000 (satu juta rupiah)\nSisa pinjaman Rp 1.000.000\nTanggal");
    const history = await says(coop, "riwayat", "lina");
    for (const text of [toHer, history]) expect(text).not.toMatch(/Kerugian|diterima Rp 1.000.000.*no. 7/);
    expect(history).toContain("no. 7, Pembatalan: Pokok pinjaman Rp 1.000.000\n");
    expect(history).toContain("no. 6, Pembatalan: Pokok pinjaman Rp 50.000\n");
  });

  it("is paid from her savings when she leaves, though it is written off, and the rest is owed on", async () => {
    const coop = await late();
    await says(coop, "hapus buku P0001");
    await says(coop, "setuju 2", "supervisor");
    const savings =
      at(coop, ACCOUNTS.voluntary, coop.members.lina) + at(coop, ACCOUNTS.capitalisation, coop.members.lina);
    expect(await says(coop, "anggota keluar 004")).toContain("jadi diterima tunai Rp 0");
    got(coop, "lina");
    await says(coop, "1");
    const code = /balas YA (\d\d)/.exec(got(coop, "lina"))?.[1];
    await says(coop, `YA ${code}`, "lina");
    got(coop, "lina");
    expect(await says(coop, "setuju 3", "supervisor")).toContain("Keluar");
    const toHer = got(coop, "lina");
    expect(toHer).toContain("Utang P0001 tetap ada: sisa");
    expect(toHer).not.toContain("Kerugian");
    expect(at(coop, ACCOUNTS.voluntary, coop.members.lina)).toBe(0);
    expect(at(coop, ACCOUNTS.lossAllowance)).toBe(savings);
    const loan = coop.books.loans.loans.byNo(1, 1);
    expect(loan).toMatchObject({ state: "written-off" });
    expect(loan === undefined ? 0 : coop.books.loans.book.owed(loan)).toBe(1_000_000 - savings);
    expect(await says(coop, "terima hapus buku P0001 50rb")).toContain("Penerimaan pinjaman yang dihapus");
    // Her number and her name are still hers; nobody who is there is taken for her.
    expect(await says(coop, "terima hapus buku 004 60rb")).toContain("Penerimaan pinjaman yang dihapus");
    expect(await says(coop, "terima hapus buku Lina 70rb")).toContain("Penerimaan pinjaman yang dihapus");
    expect(await says(coop, "terima hapus buku 004 Tiur 70rb")).not.toContain("Penerimaan");
    expect(await says(coop, "terima hapus buku 009 70rb")).toContain("Saya tidak menemukan");
    expect(await says(coop, "setor wajib 004 20rb")).toContain("sudah keluar dari Melati");
    expect(checkLedger(coop.world.runtime.db.sqlite).breaches).toEqual([]);
  });

  it("is paid off by a new one of the same kind", async () => {
    const coop = await late();
    expect(await says(coop, "ajukan tambahan 1jt 10 bulan", "lina")).toContain("tidak cukup melunasi pinjaman lama");
    const asked = await says(coop, "ajukan tambahan 3jt 10 bulan untuk kios", "lina");
    expect(asked).toContain("Permohonan P0002 untuk Lina Siregar sudah dicatat.");
    expect(coop.books.loans.loans.byNo(1, 2)).toMatchObject({ toppedUp: 1, purpose: "kios", state: "applied" });
    expect(await says(coop, "ajukan tambahan 003 3jt 10 bulan")).toContain("tidak punya pinjaman yang berjalan");
    expect(await says(coop, "ajukan tambahan 004 3jt 10 bulan", "maria")).toContain("bagian pengurus unit");
  });

  it("is no burden of the family: the funds give, with another's yes", async () => {
    const coop = await late();
    expect(await says(coop, "santunan 004 1jt")).toContain("Di Dana Solidaritas hanya ada Rp 0");
    const { journal } = coop.books;
    const lines = [debit(ACCOUNTS.cash, 1_500_000), credit(ACCOUNTS.solidarityFund, 1_500_000)];
    const now = { at: coop.world.clock.now(), today: "2027-01-25" };
    journal.post({ unit: 1, kind: "other", valueOn: "2027-01-25", maker: "x", lines }, now);
    expect(await says(coop, "santunan Tiur 1jt")).toContain("menunggu 1 persetujuan");
    expect(await says(coop, "setuju 2", "chair")).toContain("Santunan duka");
    expect(at(coop, ACCOUNTS.solidarityFund)).toBe(500_000);
    expect(await says(coop, "santunan P0001 100rb")).toContain("Dana Perlindungan Pinjaman hanya ada Rp 0");
  });
});
