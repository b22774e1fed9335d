import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { instantOf } from "../../../src/zones.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";

const RULES = {
  savings: { mandatory: { amount: 20_000 }, voluntary: { rate: "0.5%" } },
  "loan-products": [{ name: "biasa", method: "declining", rate: "1.5%", periods: { min: 3, max: 24 } }],
  collectibility: { allowance: ["1%", "10%", "50%", "100%"] },
};

const says = async ({ world }: CoopWorld, text: string, who: keyof typeof PHONES = "treasurer") => {
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text)).join("\n");
};
const until = ({ world }: CoopWorld, date: string, time = "10:00") =>
  world.walkTo(instantOf("Asia/Jakarta", date, time));
const balance = ({ books }: CoopWorld, account: number, member?: { id: number }) =>
  books.journal.balance(1, account, member?.id);
const withoutCodes = (text: string) => text.replace(/Kode \w{8}/g, "Kode 1234abcd");

/** Savings of three members, and a loan of Lina's that she pays back in part. */
async function untilChristmas(spent = "5rb"): Promise<CoopWorld> {
  const coop = await coopWorld({ settings: RULES });
  await says(coop, "setor wajib 001 20rb\nsetor wajib 002 20rb\nsetor wajib 004 20rb\nsetor sukarela 001 2jt");
  await says(coop, "cair 004 3jt menurun 10 bulan 1,5%");
  const code = /balas YA (\d\d)/.exec(coop.heard(PHONES.lina).join("\n"))?.[1];
  await says(coop, `YA ${code}`, "lina");
  await says(coop, "setuju 1", "chair");
  await says(coop, "setuju 1", "supervisor");
  expect(await says(coop, "cair P0001")).toContain("Pencairan pinjaman");
  await until(coop, "2026-12-20");
  await says(coop, "angsur P0001 345rb");
  await says(coop, `keluar operasional ${spent} kertas`);
  return coop;
}

/** … and the books of 2026 are closed. */
async function closed(spent = "5rb"): Promise<CoopWorld> {
  const coop = await untilChristmas(spent);
  await until(coop, "2027-01-04");
  await says(coop, "kunci bulan 11/2026", "chair");
  await says(coop, "1", "chair");
  await says(coop, "tutup tahun 2026");
  await says(coop, "1");
  await says(coop, "setuju 2", "chair");
  await says(coop, "setuju 2", "supervisor");
  return coop;
}

describe("the end of a year", () => {
  it("brings interest and provision by themselves, and each member her receipt in the morning", async () => {
    const coop = await untilChristmas();
    for (const who of ["maria", "supervisor", "treasurer"] as const) coop.heard(PHONES[who]);
    await until(coop, "2027-01-01", "09:10");
    const receipt = coop.heard(PHONES.maria).join("\n");
    expect(withoutCodes(receipt)).toContain(
      [
        "Melati: Jasa simpanan",
        "Maria br Sihombing (001)",
        "Simpanan Sukarela Rp 10.000 (sepuluh ribu rupiah)",
        "Saldo Simpanan Sukarela Rp 2.010.000",
        "Tanggal 31 Des 2026, dicatat 1 Jan 2027",
        "Dicatat oleh Rukun",
        "Kode 1234abcd",
      ].join("\n"),
    );
    expect(receipt).not.toContain("Lina");
    // The ages of the loans go to who watches over the unit, past the treasurer.
    expect(coop.heard(PHONES.supervisor).join("\n")).toContain("Pinjaman Melati per Kamis, 31 Desember 2026");
    expect(coop.heard(PHONES.treasurer).join("\n")).not.toContain("Kolektibilitas");
    // One percent of 2.700.000 that Lina still owes.
    expect(balance(coop, ACCOUNTS.lossAllowance)).toBe(27_000);
  });

  it("is closed after it is shown, when the months are locked and two others have agreed", async () => {
    const coop = await untilChristmas();
    await until(coop, "2026-12-30");
    expect(await says(coop, "tutup tahun 2026")).toBe(
      "Tahun 2026 belum habis. Tutup buku bisa mulai sesudah 31 Des 2026.",
    );
    await until(coop, "2027-01-04");
    expect(await says(coop, "tutup tahun")).toBe(
      "Bulan 01/2026 belum dikunci. Minta ketua menulis KUNCI BULAN 01/2026 dulu.",
    );
    await says(coop, "kunci bulan 11/2026", "chair");
    await says(coop, "1", "chair");
    // Jasa 45.000; jasa simpanan 10.000, penyisihan 30.000 less 3.000, kertas 5.000.
    const question = await says(coop, "tutup tahun");
    expect(question).toContain("Tutup buku Melati tahun 2026: SHU Rp 3.000.");
    expect(await says(coop, "2")).toBe("Baik, belum saya minta. Tidak ada yang berubah.");
    await says(coop, "tutup tahun");
    expect(await says(coop, "1")).toContain("tutup buku tahun 2026, SHU Rp 3.000, tgl 31 Des 2026. Belum dicatat");
    expect(await says(coop, "setuju 2", "maria")).toContain("bagian pengurus unit");
    expect(await says(coop, "setuju 2", "chair")).toContain("Masih menunggu 1 persetujuan");
    const receipt = await says(coop, "setuju 2", "supervisor");
    expect(receipt).toContain("Melati: Tutup buku tahunan");
    expect(receipt).toContain("Tanggal 31 Des 2026, dicatat 4 Jan 2027");
    expect(balance(coop, ACCOUNTS.surplus)).toBe(3_000);
    expect(await says(coop, "tutup tahun 2026")).toBe("Buku tahun 2026 sudah ditutup.");
    expect(await says(coop, "setor wajib 001 20rb tgl 30/12/2026")).toContain("menunggu 1 persetujuan");
  });

  it("shares the surplus as the meeting decided, shown first, and each member reads her own part alone", async () => {
    const coop = await closed();
    expect(await says(coop, "SHU ke simpanan 2026")).toBe("SHU tahun 2026 belum dibagi. Tulis dulu BAGI SHU 2026.");
    expect(await says(coop, "bagi SHU 2026")).toBe(
      [
        "Pembagian SHU 2026, jumlah Rp 3.000:",
        "Cadangan umum Rp 1.200",
        "Jasa modal anggota, menurut simpanan Rp 600",
        "Jasa usaha anggota, menurut jasa pinjaman Rp 750",
        "Dana pengurus Rp 150",
        "Dana pendidikan Rp 150",
        "Dana sosial Rp 150",
        "001 Maria br Sihombing Rp 200",
        "002 Maria Pohan Rp 200",
        "004 Lina Siregar Rp 950",
        "Kalau ini sesuai keputusan rapat anggota, ajukan ke dua pengurus?",
        "",
        "1. Ya, ajukan",
        "2. Belum",
      ].join("\n"),
    );
    await says(coop, "1");
    for (const who of ["maria", "lina"] as const) coop.heard(PHONES[who]);
    await says(coop, "setuju 3", "chair");
    await says(coop, "setuju 3", "supervisor");
    const [hers = "", ...more] = coop.heard(PHONES.lina);
    expect(more).toEqual([]);
    expect(hers).toContain("Melati: Pembagian SHU\nLina Siregar (004)\nSHU yang belum diambil Rp 950");
    expect(hers).not.toContain("Maria");
    expect(balance(coop, ACCOUNTS.surplus)).toBe(0);
  });

  it("was paid as a withdrawal once, and reads as what it was", async () => {
    const coop = await closed();
    await says(coop, "bagi SHU 2026");
    await says(coop, "1");
    for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 3", who);
    const { books, members, world } = coop;
    const lines = [debit(ACCOUNTS.shuPayable, 950, { member: members.lina.id }), credit(ACCOUNTS.cash, 950)];
    const today = books.dateIn(1, world.clock.now());
    const draft = { unit: 1, kind: "withdrawal", valueOn: today, maker: "x", lines } as const;
    const { no } = books.journal.post(draft, { at: world.clock.now(), today }).entry;
    expect(await says(coop, "riwayat", "lina")).toContain(`no. ${no}, Pembayaran SHU: `);
  });

  it("puts the shares into everybody's savings with another's yes, and pays one of them in cash", async () => {
    const coop = await closed();
    const { lina, maria } = coop.members;
    await says(coop, "bagi SHU 2026");
    await says(coop, "1");
    for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 3", who);
    const paid = await says(coop, "bayar SHU 004");
    expect(paid).toMatch(/^Bukti no. \d+, Melati: Pembayaran SHU\n/);
    expect(paid).toContain("SHU yang belum diambil berkurang Rp 950");
    expect(await says(coop, "batal")).toContain("Lina Siregar, Pembayaran SHU Rp 950. Dibatalkan?");
    await says(coop, "2");
    expect(await says(coop, "bayar SHU 004")).toBe("Tidak ada SHU yang menunggu untuknya.");
    expect(await says(coop, "shu ke simpanan 2026")).toContain("SHU ke simpanan 2026 Rp 400");
    expect(await says(coop, "setuju 4", "treasurer")).toContain("perlu pengurus lain");
    const receipt = await says(coop, "setuju 4", "chair");
    expect(receipt).toContain("2 anggota\nSHU yang belum diambil berkurang Rp 400\nSimpanan Sukarela Rp 400");
    expect(balance(coop, ACCOUNTS.voluntary, maria)).toBe(2_010_200);
    expect([balance(coop, ACCOUNTS.voluntary, lina), balance(coop, ACCOUNTS.shuPayable)]).toEqual([0, 0]);
    expect(await says(coop, "shu ke simpanan 2026")).toContain("sudah ada di simpanan semua anggota");
    expect(checkLedger(coop.world.runtime.db.sqlite).breaches).toEqual([]);
  });

  it("that ended with a loss says so to who is asked to agree, and which year is shared", async () => {
    const coop = await untilChristmas("400rb");
    await until(coop, "2027-01-04");
    for (const words of ["kunci bulan 11/2026", "1"]) await says(coop, words, "chair");
    for (const words of ["tutup tahun 2026", "1"]) await says(coop, words);
    expect(coop.heard(PHONES.supervisor).join("\n")).toContain("tutup buku tahun 2026, rugi Rp 392.000, tgl 31 Des");
    const shared = await closed();
    for (const words of ["bagi SHU 2026", "1"]) await says(shared, words);
    expect(shared.heard(PHONES.supervisor).join("\n")).toContain("pembagian SHU 2026 Rp 3.000");
  });

  it("that ended with a loss meets it from the reserves, shown first, with two others' yes", async () => {
    const coop = await closed("400rb");
    expect(balance(coop, ACCOUNTS.surplus)).toBe(-392_000);
    expect(await says(coop, "bagi SHU 2026")).toBe("Tahun 2026 tidak ada SHU yang bisa dibagi.");
    expect(await says(coop, "tutup rugi 2026")).toBe(
      "Rugi tahun 2026 Rp 392.000, tetapi cadangan umum dan cadangan risiko masih kosong.",
    );
    const lines = [debit(ACCOUNTS.cash, 300_000), credit(ACCOUNTS.generalReserve, 300_000)];
    const now = { at: coop.world.clock.now(), today: "2027-01-04" };
    coop.books.journal.post({ unit: 1, kind: "other", valueOn: "2027-01-04", maker: "system", lines }, now);
    expect(await says(coop, "tutup rugi", "chair")).toBe(
      [
        "Rugi tahun 2026 yang belum ditutup: Rp 392.000. Dibayar dari:",
        "Cadangan umum Rp 300.000",
        "Yang belum tertutup Rp 92.000. Itu tetap tercatat sebagai rugi.",
        "Kalau ini sesuai keputusan rapat anggota, ajukan ke dua pengurus?",
        "",
        "1. Ya, ajukan",
        "2. Belum",
      ].join("\n"),
    );
    expect(await says(coop, "1", "chair")).toContain("tutup rugi 2026 dari cadangan Rp 300.000");
    await says(coop, "setuju 3");
    await says(coop, "setuju 3", "supervisor");
    expect(balance(coop, ACCOUNTS.surplus)).toBe(-92_000);
    expect(balance(coop, ACCOUNTS.generalReserve)).toBe(0);
    const statement = await says(coop, "laporan pembagian shu 2026 txt");
    expect(statement).toContain("Rugi yang belum tertutup cadangan");
    expect(await says(coop, "laporan neraca txt")).toContain("Rugi sudah ditutup buku");
  });

  it("has jasa that is reckoned anew after it was taken back, with another's yes", async () => {
    const coop = await untilChristmas();
    await until(coop, "2027-01-02");
    expect(await says(coop, "hitung jasa 12/2026")).toMatch(/sudah dibukukan, bukti no. \d+.*BATAL #/);
    const no = [...coop.books.journal.entries(1)].find(({ kind }) => kind === "savings-interest")?.no;
    await says(coop, `batal #${no}`);
    await says(coop, "setuju 2", "chair");
    expect(balance(coop, ACCOUNTS.voluntary, coop.members.maria)).toBe(2_000_000);
    expect(await says(coop, "hitung jasa")).toContain("jasa simpanan Rp 10.000");
    await says(coop, "setuju 3", "chair");
    expect(balance(coop, ACCOUNTS.voluntary, coop.members.maria)).toBe(2_010_000);
    expect(await says(coop, "hitung jasa")).toContain("sudah dibukukan");
  });

  it("is not for members, nor closed or shared by one officer", async () => {
    const coop = await closed();
    for (const text of ["tutup tahun 2026", "bagi SHU 2026", "SHU ke simpanan 2026", "bayar SHU 001"])
      expect(await says(coop, text, "maria")).toContain("bagian pengurus unit");
    await says(coop, "bagi SHU 2026", "chair");
    await says(coop, "1", "chair");
    expect(await says(coop, "setuju 3", "chair")).toContain("perlu pengurus lain");
    expect(balance(coop, ACCOUNTS.shuPayable)).toBe(0);
  });
});
