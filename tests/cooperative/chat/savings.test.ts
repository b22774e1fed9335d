import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";

const says = async ({ world }: CoopWorld, text: string, who: keyof typeof PHONES = "treasurer") => {
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text)).join("\n");
};
const saved = (
  { books, members }: CoopWorld,
  who: keyof CoopWorld["members"],
  account: number = ACCOUNTS.mandatorySavings,
) => books.journal.balance(1, account, members[who].id);

describe("a treasurer's lines", () => {
  it("books a deposit, and the member gets her own receipt", async () => {
    const coop = await coopWorld();
    const receipt = await says(coop, "setor wajib 001 20rb tgl 18/11");
    expect(receipt.replace(/Kode \w{8}/, "Kode 1234abcd")).toBe(
      [
        "Bukti no. 2, Melati: Setoran simpanan",
        "Maria br Sihombing (001)",
        "Simpanan Wajib Rp 20.000 (dua puluh ribu rupiah)",
        "Saldo Simpanan Wajib Rp 20.000",
        "Tanggal 18 Nov 2026, dicatat 20 Nov 2026",
        "Dicatat oleh Ibu Endang",
        "Kode 1234abcd",
        "Keliru? Balas BATAL 2",
      ].join("\n"),
    );
    const [hers] = coop.heard(PHONES.maria);
    expect(hers).toContain("Saldo Simpanan Wajib Rp 20.000");
    expect(hers).toContain("Tidak sesuai? Balas SANGGAH 2");
    expect(coop.heard(PHONES.lina)).toEqual([]);
  });

  it("takes no day before the unit began nor one to come, and says which in words", async () => {
    const coop = await coopWorld();
    const head = coop.books.journal.head(1);
    expect(await says(coop, "setor wajib 001 20rb tgl 31/12/2025")).toBe(
      "Buku unit ini baru dimulai 1 Jan 2026, jadi tanggal 31 Des 2025 belum bisa dicatat.",
    );
    expect(await says(coop, "setor wajib 001 20rb tgl 1/1/2027")).toContain("Di sini paling akhir 20 Nov 2026.");
    expect(await says(coop, "setor wajib sukarela 001 20rb")).toContain("Ada lebih dari satu jenis simpanan");
    expect(coop.books.journal.head(1)).toEqual(head);
    expect(await says(coop, "setor wajib 001 20rb tgl 1/1/2026")).toContain("Bukti no. 2");
  });

  it("asks which Maria, and books for the one that was meant", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib Maria 20rb")).toContain("Ada beberapa “Maria”. Yang mana?");
    expect(await says(coop, "2")).toContain("Maria Pohan (002)");
    expect([saved(coop, "maria"), saved(coop, "mariaPohan")]).toEqual([0, 20_000]);
  });

  it("asks for what is missing, and never takes a bare 20 for money", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib Lina")).toBe("Berapa uangnya? Tulis misalnya 20rb.");
    expect(await says(coop, "20")).toContain("“20” itu berapa? Pilih, atau tulis jumlahnya");
    expect(await says(coop, "20 ribu")).toContain("Lina Siregar (004)");
    expect(saved(coop, "lina")).toBe(20_000);
  });

  it("offers what a figure may mean, and takes an amount that is written instead", async () => {
    const coop = await coopWorld();
    for (const line of ["setor sukarela 001 2001", "setor 2001 sukarela 001", "setor 001 2001 sukarela"]) {
      const question = await says(coop, line);
      expect(question).toContain("“2001” itu berapa? Pilih, atau tulis jumlahnya, misalnya 20rb.");
      expect(question).toContain("1. Rp 2.001\n2. Rp 2.001.000");
      await says(coop, "nol");
      await says(coop, "batal");
    }
    await says(coop, "setor sukarela 001 2001");
    expect(await says(coop, "Rp50.000")).toContain("Simpanan Sukarela Rp 50.000");
    expect(saved(coop, "maria", ACCOUNTS.voluntary)).toBe(50_000);
  });

  it("lists what lacks something behind an open question to be written again by itself", async () => {
    const coop = await coopWorld();
    const answer = await says(coop, "setor wajib Maria 20rb\nsetor sukarela 003 2001\nsetor wajib 004 20rb");
    expect(answer).toContain("Ada beberapa “Maria”. Yang mana?\n\n1. ");
    expect(answer).toContain(
      "“setor sukarela 003 2001”: “2001” itu berapa? Pilih, atau tulis jumlahnya, misalnya 20rb. Pilihannya: Rp 2.001 / Rp 2.001.000. Belum saya catat.",
    );
    expect(await says(coop, "setor sukarela 003 2001")).toContain("lalu tulis baris ini lagi sendiri ya.");
    await says(coop, "1");
    expect(await says(coop, "setor sukarela 003 2001")).toContain("1. Rp 2.001\n2. Rp 2.001.000");
    await says(coop, "1");
    expect(saved(coop, "tiur", ACCOUNTS.voluntary)).toBe(2_001);
  });

  it("asks whether the same again is the same", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 004 20rb");
    expect(await says(coop, "setor wajib Lina 20rb")).toContain("sudah dicatat Simpanan Wajib Rp 20.000 (no. 2)");
    expect(await says(coop, "2")).toBe("Baik, tidak saya catat lagi.");
    await says(coop, "setor wajib 004 20rb");
    expect(await says(coop, "1")).toContain("Bukti no. 3");
    expect(saved(coop, "lina")).toBe(40_000);
  });

  it("answers a burst with one summary, and lists what it did not understand", async () => {
    const coop = await coopWorld();
    const texts = ["setor wajib 001 20rb", "setor wajib 002 20rb\nsetor sukarela 004 50rb", "setor wajib 099 20rb"];
    const [summary, ...more] = await coop.world.sendAll(
      PHONES.treasurer,
      texts.map((text) => ({ content: { kind: "text" as const, text } })),
    );
    expect(more).toEqual([]);
    expect(summary).toContain(
      [
        "Sudah saya catat 3 bukti, jumlah Rp 90.000:",
        "2. Maria br Sihombing, Setoran wajib Rp 20.000",
        "3. Maria Pohan, Setoran wajib Rp 20.000",
        "4. Lina Siregar, Setoran sukarela Rp 50.000",
      ].join("\n"),
    );
    expect(summary).toContain("“setor wajib 099 20rb”: Saya tidak menemukan “099” di Melati.");
  });

  it("says of each line of a burst which savings it was, of several kinds all of them, and of which money was taken", async () => {
    const coop = await coopWorld();
    const text =
      "setor 001 wajib 20rb, sukarela 50rb\nsetor sukarela 004 50rb\ntarik sukarela 004 10rb\nkeluar operasional 5rb pena";
    const [summary] = await coop.world.sendAll(PHONES.treasurer, [{ content: { kind: "text", text } }]);
    expect(summary?.split("\n").slice(1)).toEqual([
      "2. Maria br Sihombing, Setoran wajib dan sukarela Rp 70.000",
      "3. Lina Siregar, Setoran sukarela Rp 50.000",
      "4. Lina Siregar, Penarikan sukarela Rp 10.000",
      "5. Pengeluaran Rp 5.000",
    ]);
  });

  it("books a message once that is delivered three times", async () => {
    const coop = await coopWorld();
    await coop.world.send(PHONES.treasurer, "setor wajib 001 20rb", "same");
    for (let i = 0; i < 2; i++)
      expect(await coop.world.send(PHONES.treasurer, "setor wajib 001 20rb", "same")).toEqual([]);
    expect(saved(coop, "maria")).toBe(20_000);
  });

  it("posts nothing from prose, questions, forwarded words or a bare ya", async () => {
    const coop = await coopWorld();
    for (const text of ["Maria sudah setor wajib 20rb ya?", "ya", "setor wajib 001 20rb?", "besok Lina mau setor 20rb"])
      await says(coop, text);
    await coop.world.send(PHONES.treasurer, { kind: "text", text: "setor wajib 001 20rb", forwarded: true });
    expect(coop.books.journal.head(1)?.no).toBe(1);
  });

  it.each([
    ["setor wajib 001 1,50", "Uangnya belum jelas"],
    ["setor wajib 001 -20rb", "angka minus"],
    ["setor wajib 001 0", "perlu lebih dari 0"],
    ["setor wajib 001 20", "20"],
    ["setor wajib 001 20rb tgl 25/11", "belum tiba"],
    ["tarik sukarela 001 50rb", "Saldo Simpanan Sukarela hanya Rp 0"],
    ["tarik wajib 001 20rb", "tidak bisa ditarik selama masih anggota"],
    ["setor wajib Zubaidah 20rb", "tidak menemukan “Zubaidah”"],
    ["setor wajib 001 99999999999", "paling banyak"],
  ])("says kindly what is wrong with %j, and changes nothing", async (text, answer) => {
    const coop = await coopWorld();
    expect(await says(coop, text)).toContain(answer);
    expect(coop.books.journal.head(1)?.no).toBe(1);
  });

  it("is for the treasurer only", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 001 20rb", "maria")).toContain("Setoran dicatat bendahara");
    expect(await says(coop, "batal 1", "chair")).toContain("bagian bendahara unit");
    expect(coop.books.journal.head(1)?.no).toBe(1);
  });
});

describe("savings for the holidays", () => {
  const paidOutIn = (...months: number[]) =>
    coopWorld({ settings: { savings: { holiday: { on: true, "paid-out-in": months } } } });

  it("says by its name in which month they are paid out", async () => {
    const coop = await paidOutIn(12);
    await says(coop, "setor hari raya 004 100rb");
    expect(await says(coop, "tarik hari raya 004 50rb")).toBe(
      "Simpanan hari raya baru bisa diambil pada bulan Desember.",
    );
    const more = await paidOutIn(3, 6, 12);
    await says(more, "setor hari raya 004 100rb");
    expect(await says(more, "tarik hari raya 004 50rb")).toContain("pada bulan Maret, Juni atau Desember.");
  });
});

describe("what waits for others", () => {
  it("moves a large withdrawal only after the member's YA and another officer's yes", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 004 2jt");
    expect(await says(coop, "tarik sukarela 004 1jt")).toContain(
      "Belum dicatat, menunggu 1 persetujuan dan jawaban YA",
    );
    const [, question = ""] = coop.heard(PHONES.lina);
    const code = /balas YA (\d\d)/.exec(question)?.[1];
    expect(await says(coop, "ya", "lina")).not.toContain("Bukti");
    expect(await says(coop, "YA 11", "lina")).toContain("Kode 11 tidak cocok");
    expect(await says(coop, `YA ${code}`, "lina")).toContain("Masih menunggu 1 persetujuan");
    expect(await says(coop, "setuju 1", "treasurer")).toContain("perlu pengurus lain");
    expect(await says(coop, "setuju 1", "chair")).toContain("Bukti no. 3");
    expect(saved(coop, "lina", ACCOUNTS.voluntary)).toBe(1_000_000);
    expect(coop.heard(PHONES.lina).join("\n")).toContain("Simpanan Sukarela berkurang Rp 1.000.000");
    expect(coop.heard(PHONES.treasurer).join("\n")).toContain("Diperiksa oleh Ibu Ratna");
    expect(await says(coop, "setuju 1", "supervisor")).toContain("sudah selesai");
  });

  it("does not let the treasurer write her own account alone", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 005 20rb")).toContain("menunggu 1 persetujuan");
    expect(await says(coop, "tolak 1 belum ada uangnya", "supervisor")).toContain("tidak jadi");
    expect(coop.heard(PHONES.treasurer).join("\n")).toContain("Alasan: belum ada uangnya");
    expect(saved(coop, "endang")).toBe(0);
  });

  it("undoes an entry of today once, and tells the member", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    coop.heard(PHONES.maria);
    expect(await says(coop, "batal 2")).toContain("Membatalkan bukti no. 2");
    expect(coop.heard(PHONES.maria).join("\n")).toContain("Membatalkan bukti no. 2");
    expect(await says(coop, "batal 2")).toContain("sudah dibatalkan");
    expect(saved(coop, "maria")).toBe(0);
  });

  it("asks before a bare BATAL takes back the last entry", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    expect(await says(coop, "batal")).toContain("Catatan terakhir hari ini");
    expect(await says(coop, "2")).toBe("Baik, tidak ada yang dibatalkan.");
    expect(saved(coop, "maria")).toBe(20_000);
    await says(coop, "batal");
    expect(await says(coop, "1")).toContain("Membatalkan bukti no. 2");
  });

  it("takes nothing of the opening back alone, on its own day either", async () => {
    const coop = await coopWorld();
    expect(coop.books.journal.byNo(1, 1)?.kind).toBe("opening");
    expect(await says(coop, "batal 1")).toContain("menunggu 1 persetujuan");
    expect(coop.books.journal.head(1)?.no).toBe(1);
  });

  it("gives a receipt to who pays dana duka, too", async () => {
    const settings = { savings: { solidarity: { on: true, amount: 5_000 } } };
    const coop = await coopWorld({ settings });
    await says(coop, "setor duka 004 5rb");
    expect(coop.heard(PHONES.lina).join()).toContain("Dana Solidaritas Rp 5.000");
  });
});

describe("the box", () => {
  it("pays small expenses at once, and large ones only when another officer agrees", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "keluar operasional 50rb beli buku kas")).toContain("Bukti no. 2");
    expect(await says(coop, "keluar operasional 700rb sewa")).toContain("menunggu 1 persetujuan");
    expect(coop.books.journal.balance(1, ACCOUNTS.cash)).toBe(4_950_000);
    expect(await says(coop, "setuju 1", "supervisor")).toContain("Bukti no. 3");
  });

  it("takes a gift as capital, and says what is in the box", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "masuk hibah 100rb dari desa")).toContain("Hibah Rp 100.000");
    expect(await says(coop, "kas", "chair")).toContain("Rp 5.100.000");
  });
});
