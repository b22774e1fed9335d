import { describe, expect, it } from "vitest";
import { SAVINGS } from "../../../src/cooperative/accounts.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { codeIn, officer, says } from "./talk.ts";

const sheet = ({ books }: CoopWorld) => books.meetings.sheet(1).map(({ line }) => line);
const wajib = ({ books, members }: CoopWorld) => books.journal.balance(1, SAVINGS.mandatory, members.tiur.id);

describe("a line of the sheet that cannot be read", () => {
  it("is written anew as a whole, and leaves no question behind that a figure would answer", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    for (const line of ["003 s0", "003 s1.5", "003 w20 s99999999999999"])
      expect(await says(coop, line), line).toContain("001 w20 s50");
    expect(await says(coop, "20rb")).not.toContain("BATAL untuk berhenti");
    expect(sheet(coop)).toEqual([]);
    expect(await says(coop, "003 w20")).toBe("003 Tiur Manalu: wajib Rp 20.000");
    expect(await says(coop, "tutup")).toBe("Berapa uang yang ada di meja? Tulis misalnya TUTUP 1.070.833.");
  });
});

describe("a question about a line of the sheet", () => {
  it("is over with the meeting, and holds up nothing that is asked afterwards", async () => {
    for (const end of [["003 w20", "tutup 20rb"], ["batal rapat"]]) {
      const coop = await coopWorld();
      await says(coop, "rapat");
      expect(await says(coop, "1")).toContain("Tulis jumlahnya");
      for (const line of end) await says(coop, line);
      if (end.length === 1) await says(coop, "1");
      expect(await says(coop, "hitung kas"), end.join()).toMatch(/^Berapa uang di kotak/);
      expect(await says(coop, "5.020.000"), end.join()).not.toContain("pertanyaan sebelumnya");
    }
  });
});

describe("a figure while the menu lies open at a meeting", () => {
  it("is rather a line of the sheet than a choice; one digit is a choice", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "menu");
    for (const text of ["20", "tiur 20", "20rb", "tiur dua puluh ribu"])
      expect(await says(coop, text), text).toContain(`Belum saya tulis “${text}”. Di rapat satu baris`);
    expect(await says(coop, "1")).not.toContain("Belum saya tulis");
    expect(sheet(coop)).toEqual([]);
  });
});

describe("a word of the meeting with something behind it that does not fit", () => {
  it("is shown with an example of that word", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "003 w20");
    expect(await says(coop, "hapus semua")).toContain("misalnya: hapus 003");
    expect(await says(coop, "batal rapat 20rb")).toContain("misalnya: batal rapat");
    expect(await says(coop, "lihat uangnya yang 20rb")).toContain("misalnya: lihat");
    expect(sheet(coop)).toHaveLength(1);
  });
});

describe("the same money on the sheet and beside it", () => {
  it("is asked about when it is booked beside the sheet, by whoever writes", async () => {
    const coop = await coopWorld();
    officer(coop, "Yuli", "8077", "treasurer", coop.unit.unitId);
    await says(coop, "rapat");
    await says(coop, "003 w20");
    await says(coop, "004 ok");
    const asked = await says(coop, "setor wajib 003 20rb");
    expect(asked).toContain("Tiur Manalu: Simpanan Wajib Rp 20.000 sudah ada di lembar rapat. Ini setoran yang sama?");
    expect(await says(coop, "2")).toContain("tidak saya catat lagi");
    expect((await coop.world.send("8077", "setor wajib Lina 20rb")).join("\n")).toContain("sudah ada di lembar rapat");
    expect((await coop.world.send("8077", "1")).join("\n")).toContain("Bukti no. 2");
    expect(await says(coop, "setor wajib 003 30rb")).toContain("Bukti no. 3");
    expect(await says(coop, "setor wajib 001 20rb")).toContain("Bukti no. 4");
    expect(wajib(coop)).toBe(30_000);
  });

  it("is pointed out when it is written on the sheet and was booked before", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 003 20rb");
    await says(coop, "rapat");
    const noted = await says(coop, "003 w20 s50");
    expect(noted).toContain("003 Tiur Manalu: wajib Rp 20.000, sukarela Rp 50.000");
    expect(noted).toContain("Simpanan Wajib Rp 20.000 hari itu sudah dicatat juga (no. 2). Kalau itu uang yang sama");
    expect(noted).toContain("HAPUS 003");
    expect(await says(coop, "003 s50")).not.toContain("sudah dicatat juga");
    expect(await says(coop, "batal 2")).toContain("2");
  });

  it("is asked about and pointed out for instalments, too", async () => {
    const coop = await coopWorld();
    const asked = await says(coop, "ajukan pinjaman darurat 1jt 4 bulan untuk atap", "lina");
    await says(coop, `YA ${codeIn(asked)}`, "lina");
    for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 1", who);
    await says(coop, "cair P0001");
    await says(coop, "rapat");
    await says(coop, "004 a100");
    expect(await says(coop, "angsur 004 100rb")).toContain("angsuran Rp 100.000 sudah ada di lembar rapat");
    expect(await says(coop, "1")).toContain("Angsuran pinjaman");
    expect(await says(coop, "004 a100 s20")).toContain("angsuran Rp 100.000 hari itu sudah dicatat juga (no. 3)");
    expect(await says(coop, "tutup 120rb")).toContain("Rapat ditutup");
    expect(await says(coop, "angsur P0001 100rb")).toContain("Ini pembayaran yang sama?");
  });
});

describe("a meeting that does not take place", () => {
  it("is given up with a word and a yes, and books nothing", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    expect(await says(coop, "tutup 20rb")).toContain("BATAL RAPAT");
    await says(coop, "003 w20");
    expect(await says(coop, "batal rapat")).toContain(
      "Di lembarnya ada 1 baris. Tidak ada yang dibukukan. Rapat ini batal?",
    );
    expect(await says(coop, "2")).toContain("Rapat tetap terbuka");
    expect(await says(coop, "003 w20")).toContain("mengganti baris sebelumnya");
    await says(coop, "hapus rapat");
    expect(await says(coop, "1")).toContain("Rapat Melati 20 Nov 2026 batal");
    expect(wajib(coop)).toBe(0);
    expect(coop.books.meetings.open(1)).toBeUndefined();
    expect(await says(coop, "rapat tgl 19/11")).toContain("Rapat Melati, 19 Nov 2026");
  });

  it("is nobody's to give up but the treasurer's who writes it", async () => {
    const coop = await coopWorld();
    officer(coop, "Yuli", "8077", "treasurer", coop.unit.unitId);
    await says(coop, "rapat");
    expect(await says(coop, "batal rapat", "chair")).toContain("bagian bendahara");
    expect((await coop.world.send("8077", "batal rapat")).join("\n")).toContain("Belum ada rapat yang dibuka");
    expect(coop.books.meetings.open(1)).toBeDefined();
  });
});

describe("a meeting in the menu", () => {
  it("is given up by number, after the same question", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "003 w20");
    await says(coop, "menu koperasi");
    expect(await says(coop, "rapat")).toContain("masih terbuka");
    await says(coop, "menu koperasi");
    expect(await says(coop, "4")).toContain("5. Rapat tidak jadi");
    expect(await says(coop, "5")).toContain("Di lembarnya ada 1 baris");
    expect(await says(coop, "1")).toContain("batal. Tidak ada yang dibukukan");
    expect(coop.books.meetings.open(1)).toBeUndefined();
  });
});

describe("a meeting whose lines and TUTUP come in one burst", () => {
  const burst = async (coop: CoopWorld, texts: readonly string[]) =>
    (
      await coop.world.sendAll(
        PHONES.treasurer,
        texts.map((text) => ({ content: { kind: "text", text } })),
      )
    ).join("\n");

  it("is told as closed, and not as one that waits for TUTUP", async () => {
    const coop = await coopWorld();
    const told = await burst(coop, ["rapat", "003 w20", "001 w20", "tutup 40rb"]);
    expect(told).toContain("2 baris di lembar rapat, jumlah Rp 40.000.\n");
    expect(told).not.toContain("Belum dibukukan");
    expect(wajib(coop)).toBe(20_000);
  });

  it("waits for TUTUP where the cash was not what was written", async () => {
    const coop = await coopWorld();
    const told = await burst(coop, ["rapat", "003 w20", "001 w20", "tutup 30rb"]);
    expect(told).toContain("2 baris di lembar rapat, jumlah Rp 40.000. Belum dibukukan sebelum TUTUP.");
    expect(wajib(coop)).toBe(0);
  });
});
