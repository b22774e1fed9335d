import { describe, expect, it } from "vitest";
import { SAVINGS } from "../../../src/cooperative/accounts.ts";
import { type CoopWorld, coopWorld, SETTINGS } from "../../support/coop-world.ts";
import { allRead, codeIn, got, says } from "./talk.ts";

const entries = ({ books }: CoopWorld) => books.journal.head(1)?.no;

/** What people wrote by hand when they sat down with it: each found something unclear, unkind or at a dead end. */
describe("the same amount, in and out", () => {
  it("takes a withdrawal of what was paid in today for what it is", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 001 50rb");
    await says(coop, "setor sukarela 001 70rb");
    expect(await says(coop, "tarik sukarela 001 50rb")).toContain("Simpanan Sukarela berkurang Rp 50.000");
    expect(await says(coop, "tarik sukarela 001 50rb")).toContain("Ini penarikan yang sama?");
    expect(await says(coop, "2")).toContain("tidak saya catat lagi");
    expect(coop.books.journal.balance(1, SAVINGS.voluntary, coop.members.maria.id)).toBe(70_000);
  });

  it("says that wajib stays, and does not ask whether it is the deposit of this morning", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    expect(await says(coop, "tarik wajib 001 20rb")).toContain(
      "Simpanan wajib tidak bisa ditarik selama masih anggota",
    );
  });
});

describe("who may not", () => {
  it("tells a member how a deposit is written down, and what to do when it was not", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 20rb", "maria")).toContain("LAPOR SETOR 20rb");
    expect(await says(coop, "tarik sukarela 50rb", "maria")).toContain("temui bendahara");
    expect(await says(coop, "bayar angsuran 174rb", "maria")).toContain("ANGSURAN BERIKUT");
    expect(await says(coop, "tunggakan", "maria")).toContain("ANGSURAN BERIKUT");
    expect(entries(coop)).toBe(1);
  });

  it("tells an officer whose part it is, and not that it is an officer's", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 001 20rb", "chair")).toContain("Ini bagian bendahara");
    expect(await says(coop, "batal 1", "supervisor")).toContain("Ini bagian bendahara");
    expect(await says(coop, "kunci bulan 10/2026", "supervisor")).toContain("Ini bagian ketua");
    expect(await says(coop, "teruskan 1", "chair")).toContain("Ini bagian pengawas");
  });

  it("offers BATAL only to who may write it", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 005 20rb")).toContain("Permintaan no. 1");
    const receipt = await says(coop, "setuju 1", "chair");
    expect(receipt).toContain("Endang Susilowati (005)");
    expect(receipt).not.toContain("BATAL");
  });
});

describe("what waits", () => {
  it("says of what kind, of which day and of which entry it is", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb tgl 5/10");
    await says(coop, "kunci bulan 10/2026", "chair");
    await says(coop, "1", "chair");
    allRead(coop);
    await says(coop, "setor wajib 001 20rb, sukarela 30rb tgl 6/10");
    expect(got(coop, "chair")).toContain(
      "setoran wajib, sukarela Rp 50.000, Maria br Sihombing (001), tgl 6 Okt 2026.",
    );
    await says(coop, "setuju 1", "chair");
    allRead(coop);
    await says(coop, "batal 3");
    expect(got(coop, "supervisor")).toContain("pembatalan bukti no. 3 Rp 50.000");
  });

  it("says for what money is spent, and which loan it is about", async () => {
    const coop = await coopWorld();
    await says(coop, "keluar operasional 1jt beli lemari");
    expect(got(coop, "chair")).toContain("uang keluar Biaya Operasional Rp 1.000.000, beli lemari.");
  });

  it("says on what terms and for what a loan is asked", async () => {
    const coop = await coopWorld();
    await says(coop, "ajukan pinjaman 1jt 10 bulan untuk warung", "maria");
    expect(got(coop, "chair")).toContain(
      "pinjaman P0001 Rp 1.000.000, Maria br Sihombing (001), 10 bulan menurun 1,5%, untuk warung.",
    );
  });

  it("is taken back by who asked for it", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 005 20rb");
    expect(await says(coop, "setuju 1")).toContain("TOLAK 1");
    expect(await says(coop, "tolak 1 saya keliru")).toContain("Permintaan no. 1 ditarik kembali");
    expect(await says(coop, "setuju 1", "chair")).toContain("sudah ditarik");
    expect(entries(coop)).toBe(1);
  });
});

describe("a question that waits", () => {
  it("is asked again when something else was written that is not clear, with the way to leave it", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib Maria 20rb");
    const answer = await says(coop, "setor wajib 004 20");
    expect(answer).toContain("“setor wajib 004 20”: “20” itu berapa?");
    expect(answer).toContain("Pilihannya: Rp 20.000 / Rp 20.");
    expect(answer).toContain(
      "tulis BATAL untuk melepasnya.\n\nAda beberapa “Maria”. Yang mana?\n1. Maria br Sihombing",
    );
    expect(await says(coop, "2")).toContain("Maria Pohan (002)");
  });

  it("is left alone where something else was opened over it, whose numbers would answer another thing", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 005 20rb");
    await says(coop, "batal");
    await says(coop, "setor wajib Maria 20rb");
    await says(coop, "menu koperasi");
    const answer = await says(coop, "setor wajib 004 20");
    expect(answer).toContain("“20” itu berapa?");
    expect(answer).not.toContain("Maria");
    expect(await says(coop, "1")).toContain("Simpanan Wajib Rp 20.000");
    expect(entries(coop)).toBe(2);
  });

  it("is not asked twice in one answer", async () => {
    const coop = await coopWorld();
    const answer = await says(coop, "setor wajib Maria 20rb\nsetor wajib 004 20");
    expect(answer.match(/Ada beberapa “Maria”/g)).toHaveLength(1);
    expect(answer).not.toContain("melepasnya");
  });

  it("lets through what only looks, and then is still there", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 001")).toContain("Berapa uangnya?");
    expect(await says(coop, "kas")).toContain("Kas Melati per 20 Nov 2026");
    expect(await says(coop, "simulasi 5jt 10 bulan")).toContain("Pinjaman Rp 5.000.000");
    expect(await says(coop, "20rb")).toContain("Simpanan Wajib Rp 20.000");
  });

  it("takes any words for a reason", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 005 20rb");
    expect(await says(coop, "tolak 1", "chair")).toContain("Apa alasannya?");
    expect(await says(coop, "kas", "chair")).toContain("Baik, no. 1 tidak jadi");
    expect(got(coop, "treasurer")).toContain("Alasan: kas");
  });

  it("is left by BATAL in words that do not sound as if an entry were taken back", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    await says(coop, "setor wajib Maria 20rb");
    expect(await says(coop, "batal")).toContain("dibatalkan: Pertanyaan soal buku");
    expect(entries(coop)).toBe(2);
  });

  it("takes a word with a number for a command, also at a menu", async () => {
    const coop = await coopWorld();
    await says(coop, "menu");
    expect(await says(coop, "saldo 003")).toContain("Tiur Manalu (003)");
    await says(coop, "menu", "maria");
    expect(await says(coop, "saldo 003", "maria")).toContain("hanya untuk yang punya");
  });
});

describe("a menu that lies open", () => {
  it("leaves a whole line to the books, whatever figures stand in it", async () => {
    const coop = await coopWorld();
    for (const menu of ["menu", "menu koperasi"]) {
      for (const [text, answer] of [
        ["biaya operasional 75rb beli buku tgl 19/11", "Biaya Operasional Rp 75.000"],
        ["neraca 10/2026", "Neraca saya siapkan"],
        ["pearls 2026 pdf", "saya siapkan"],
        ["bayar listrik 75rb tgl 19/11", "Saya belum mencatat"],
      ] as const) {
        await says(coop, menu);
        expect(await says(coop, text), `${menu}: ${text}`).toContain(answer);
      }
    }
    expect(await says(coop, "neraca 10/2026", "maria")).not.toContain("saya siapkan");
    expect(entries(coop)).toBe(3);
  });
});

describe("what is nearly a line of a meeting", () => {
  it("is answered by the meeting and not by the menu", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    for (const line of ["ok 002", "006 hadir", "yang lain ok", "sari 20rb", "004 w20 blm"])
      expect(await says(coop, line), line).toMatch(/Belum saya tulis|001 w20 s50 a575/);
    await says(coop, "menu");
    expect(await says(coop, "003")).toContain("Tulis jumlahnya, misalnya 001 w20 s50.");
    expect(await says(coop, "batal")).toContain("dibatalkan: Pertanyaan soal buku");
    await says(coop, "menu");
    expect(await says(coop, "003 wajib duapuluh ribu dan sukarela")).toMatch(/Belum saya tulis|001 w20 s50 a575/);
    expect(coop.books.meetings.sheet(1)).toHaveLength(0);
  });

  it("may have a name and ok or absen", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    expect(await says(coop, "Bu Lina ok")).toContain("004 Lina Siregar: wajib Rp 20.000");
    expect(await says(coop, "tiur gak datang")).toContain("003 Tiur Manalu: tidak datang");
    expect(await says(coop, "maria absen")).toContain("Ada beberapa “maria”");
  });

  it("leaves commands that have a loan's number to themselves", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    expect(await says(coop, "cair P0011")).toContain("Pinjaman P0011 tidak ada");
    expect(await says(coop, "lunas P0001 300rb")).toContain("Pinjaman P0001 tidak ada");
  });

  it("says at once that somebody has no loan", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    expect(await says(coop, "004 w20 a50")).toBe(
      "004 Lina Siregar tidak punya pinjaman yang berjalan, jadi baris ini belum saya tulis. Kalau itu simpanan, tulis misalnya 004 s50.",
    );
    expect(coop.books.meetings.sheet(1)).toHaveLength(0);
  });

  it("asks whether BATAL 001 means the line or the entry", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "001 w20");
    expect(await says(coop, "batal 001")).toContain("1. Baris 001 Maria br Sihombing di lembar rapat");
    expect(await says(coop, "1")).toContain("Baris 001 Maria br Sihombing sudah dihapus");
    expect(coop.books.meetings.sheet(1)).toHaveLength(0);
    expect(coop.books.pendings.open(1)).toEqual([]);
  });
});

describe("words as people write them", () => {
  it("takes the name of a month in RIWAYAT", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb tgl 5/10");
    expect(await says(coop, "riwayat oktober", "maria")).toContain("5 Okt 2026, no. 2");
    expect(await says(coop, "riwayat bulan 10", "maria")).toContain("5 Okt 2026, no. 2");
    expect(await says(coop, "kunci bulan 10", "chair")).toContain("31 Okt 2026");
    expect(await says(coop, "riwayat kemarin", "maria")).not.toContain("5 Okt 2026");
    expect(await says(coop, "riwayat Oktober 2026", "maria")).toContain("5 Okt 2026, no. 2");
  });

  it("takes a line with a greeting before and thanks behind it", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "Halo kak, tolong catat setor wajib bu Lina 20rb ya, makasih 🙏🙏")).toContain(
      "Bukti no. 2",
    );
    expect(await says(coop, "Selamat pagi bu\nsetor wajib 001 20rb\nsetor wajib 003 20rb\nterima kasih")).not.toContain(
      "belum paham",
    );
    expect(entries(coop)).toBe(4);
    expect(await says(coop, "selamat pagi, rapat ya")).not.toContain("Rapat Melati");
  });

  it("shows who tells of money in words how it is written", async () => {
    const coop = await coopWorld();
    for (const text of ["Ibu Lina tadi titip uang dua puluh ribu buat simpanan wajib", "003 wajib 20rb"])
      expect(await says(coop, text), text).toMatch(/setor wajib 00[13] 20rb/);
    await says(coop, "menu");
    expect(await says(coop, "003 wajib 20rb")).toContain("setor wajib 001 20rb");
    expect(entries(coop)).toBe(1);
  });

  it("shows a member what she may write about her money", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "saya mau tarik simpanan 50rb", "maria")).toContain("temui bendahara");
    expect(await says(coop, "sudah setor 20rb kemarin kok belum ada bukti", "maria")).toContain("LAPOR SETOR 20rb");
    expect(await says(coop, "kapan cicilan saya harus dibayar", "maria")).toContain("ANGSURAN BERIKUT");
    for (const text of ["mau pinjam uang", "utangnya masih berapa ya, hutang itu"])
      expect(await says(coop, text, "maria"), text).toContain("SIMPANAN SAYA");
    expect(await says(coop, "hutang saya masih berapa ya", "maria")).toContain("tidak punya pinjaman yang berjalan");
    expect(await says(coop, "tunggakan bulan ini", "chair")).toContain("“bulan ini”. Tulis misalnya: tunggakan");
    expect(await says(coop, "saldoku", "maria")).toContain("Maria br Sihombing (001)");
    expect(await says(coop, "sisa pinjaman", "maria")).toContain("tidak punya pinjaman yang berjalan");
  });

  it("says what waits when somebody answers without code or number", async () => {
    const coop = await coopWorld();
    await says(coop, "ajukan pinjaman 1jt 10 bulan untuk warung", "maria");
    expect(await says(coop, "YA", "maria")).toMatch(/balas YA \d\d/);
    expect(await says(coop, "setuju", "chair")).toContain("Menunggu di Melati:\n1. pinjaman P0001");
    expect(await says(coop, "setuju semua bu", "supervisor")).toContain("Menunggu di Melati:\n1. pinjaman P0001");
    expect(await says(coop, "jelaskan", "supervisor")).toContain("Tidak ada sanggahan");
  });
});

describe("what only looks, and is not understood", () => {
  it("is never told of as not written down, nor as money that is not there yet", async () => {
    const coop = await coopWorld();
    for (const [text, who] of [
      ["saldo bu maria berapa kalau bu lina mau pinjam", "lina"],
      ["riwayat jangan", "lina"],
      ["riwayat belum ada", "treasurer"],
      ["rwayat 003", "treasurer"],
    ] as const) {
      const told = await says(coop, text, who);
      expect(told, text).toContain("Tulis misalnya: ");
      expect(told, text).not.toMatch(/catat|uangnya|satu baris/);
    }
  });
});

describe("a reason", () => {
  it("is not the number of a choice that stands below something else", async () => {
    const coop = await coopWorld();
    await says(coop, "ajukan pinjaman 1jt 3 bulan darurat", "lina");
    await says(coop, "tolak 1", "chair");
    await says(coop, "kunci hari", "chair");
    for (const text of ["1", "👍", "2."]) expect(await says(coop, text, "chair"), text).toContain("Apa alasannya?");
    expect(coop.books.pendings.byNo(1, 1)?.state).toBe("open");
    expect(await says(coop, "ga ada jaminan", "chair")).toContain("tidak jadi");
  });
});

describe("a line that comes in pieces", () => {
  it("takes the kind, and asks of a figure what it means as in a whole line", async () => {
    const coop = await coopWorld();
    await says(coop, "setor");
    expect(await says(coop, "tiur")).toContain("Berapa uangnya?");
    expect(await says(coop, "wajib")).toContain("Berapa uangnya?");
    expect(await says(coop, "20")).toContain("1. Rp 20.000\n2. Rp 20");
    expect(await says(coop, "1")).toContain("Simpanan Wajib Rp 20.000");
    await says(coop, "setor 004");
    expect(await says(coop, "wajib 15rb ya bu")).toContain("Simpanan Wajib Rp 15.000");
  });

  it("says why an amount cannot be taken, as in a whole line, and asks again", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 003");
    expect(await says(coop, "-20rb")).toContain("angka minus");
    expect(await says(coop, "1,50")).toContain("Rupiah tidak pakai sen");
    expect(await says(coop, "0rb")).toContain("lebih dari 0");
    expect(await says(coop, "besok saja")).toContain("Saya belum paham “besok saja”. Berapa uangnya?");
    expect(await says(coop, "sukarela 5rb")).toContain("Saya belum paham “sukarela 5rb”");
    expect(entries(coop)).toBe(1);
    expect(await says(coop, "25rb")).toContain("Simpanan Wajib Rp 25.000");
  });
});

describe("a question whose line is written anew", () => {
  /** Is a question of the books still open? */
  const asks = ({ world, people }: CoopWorld) =>
    world.runtime.turns.held(people.treasurer, world.clock.now()).session.frames.at(-1)?.flow === "coop-line";

  it("ends with what was not clear, and a figure that comes later books nothing", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 001 1,50")).toContain("Rupiah tidak pakai sen");
    expect(await says(coop, "setor wajib 001 15rb")).toContain("Bukti no. 2");
    expect(asks(coop)).toBe(false);
    await says(coop, "20rb");
    await says(coop, "1");
    expect(entries(coop)).toBe(2);
  });

  it("ends the question whether it is the same deposit, by another amount or day, or is asked once", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    expect(await says(coop, "setor wajib 001 20rb")).toContain("Ini setoran yang sama?");
    expect(await says(coop, "setor wajib 001 20rb kemarin")).toContain("Bukti no. 3");
    expect(asks(coop)).toBe(false);
    await says(coop, "setor wajib 001 20rb");
    const again = await says(coop, "setor wajib maria br sihombing 20rb");
    expect(again.match(/Ini setoran yang sama\?/g)).toHaveLength(1);
    expect(again).not.toContain("BATAL untuk melepasnya");
    expect(await says(coop, "1")).toContain("Bukti no. 4");
    expect(asks(coop)).toBe(false);
    expect(entries(coop)).toBe(4);
  });

  it("ends the question who is meant, by one of those who may be", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib Maria 20rb");
    expect(await says(coop, "setor wajib 002 20rb")).toContain("Maria Pohan (002)");
    expect(asks(coop)).toBe(false);
    await says(coop, "setor wajib 20rb");
    expect(await says(coop, "setor wajib 004 20rb")).toContain("Lina Siregar (004)");
    expect(asks(coop)).toBe(false);
    expect(entries(coop)).toBe(3);
  });

  it("ends a question in a line that only looks, and one about a loan", async () => {
    const coop = await coopWorld();
    await says(coop, "simulasi 5jt");
    expect(await says(coop, "simulasi 5jt 10 bulan")).toContain("Pinjaman Rp 5.000.000");
    expect(asks(coop)).toBe(false);
    await says(coop, "cair 003 1jt");
    expect(asks(coop)).toBe(true);
    await says(coop, "cair tiur 1jt 10 bulan");
    expect(asks(coop)).toBe(false);
  });

  it("ends below a menu that was opened over it, too, and is not offered when the menu is left", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 003");
    expect(await says(coop, "menu")).toContain("Buku koperasi");
    expect(await says(coop, "setor sukarela 003 5rb")).toContain("Bukti no. 2");
    expect(await says(coop, "batal")).not.toContain("Lanjutkan");
    await says(coop, "5rb");
    expect(entries(coop)).toBe(2);
    // The same with a line that leaves something else open: only that is asked.
    await says(coop, "setor wajib Maria");
    await says(coop, "menu");
    expect(await says(coop, "setor wajib Maria 20rb")).toContain("Yang mana?");
    expect(await says(coop, "1")).toContain("Bukti no. 3");
    expect(asks(coop)).toBe(false);
  });

  it("stays where the line is about somebody or something else, or comes to nothing", async () => {
    for (const other of [
      "setor wajib 005 20rb",
      "setor sukarela 001 20rb",
      "tarik wajib 001 20rb",
      "setor wajib 001 20rb belum",
      "setor wajib 001 20rb tgl 30/11",
    ]) {
      const coop = await coopWorld();
      await says(coop, "setor wajib 001 20");
      await says(coop, other);
      expect(asks(coop), other).toBe(true);
    }
    const coop = await coopWorld();
    await says(coop, "setor wajib Maria 20rb");
    await says(coop, "setor wajib 005 20rb");
    expect(asks(coop)).toBe(true);
  });

  it("stays where the same message lists both lines, and its answer is held against what was booked meanwhile", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001\nsetor wajib 001 15rb");
    const asked = await says(coop, "20rb");
    expect(asked).toContain("sudah dicatat Simpanan Wajib Rp 15.000 (no. 2). Ini setoran yang sama?");
    expect(await says(coop, "2")).toContain("tidak saya catat lagi");
    expect(entries(coop)).toBe(2);
    await says(coop, "setor wajib 001\nsetor wajib 001 25rb");
    await says(coop, "30rb");
    expect(await says(coop, "1")).toContain("Simpanan Wajib Rp 30.000");
    await says(coop, "setor wajib 001");
    expect(await says(coop, "35rb")).toContain("Simpanan Wajib Rp 35.000");
    expect(entries(coop)).toBe(5);
  });
});

describe("a slip of the thumb", () => {
  it("in a word that only looks changes nothing", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "sldo", "maria")).toContain("Maria br Sihombing (001)");
    expect(await says(coop, "riwyat", "maria")).toContain("Maria br Sihombing (001)");
    expect(await says(coop, "tnggakan", "chair")).toContain("Melati");
    expect(await says(coop, "tnggakan", "maria")).toContain("ANGSURAN BERIKUT");
    expect(await says(coop, "btal")).not.toContain("Dibatalkan?");
  });

  it("is not asked about for ever: a question ends with a word, and says so", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001");
    expect(await says(coop, "nanti")).toContain("tulis BATAL untuk berhenti");
    const answers: string[] = [];
    for (let n = 0; n < 7; n++) answers.push(await says(coop, "nanti"));
    expect(answers.every((answer) => answer !== "")).toBe(true);
    expect(answers.join()).toContain("Tidak ada yang dicatat");
    expect(entries(coop)).toBe(1);
  });

  it("takes the number of a receipt as it stands on it", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    expect(await says(coop, "sanggah bukti no. 2 saya setor 25rb", "maria")).toContain(
      "Sanggahan no. 1 untuk bukti no. 2",
    );
    expect(await says(coop, "jelaskan sanggahan no 1 keliru tulis", "chair")).toContain("selesai");
    await says(coop, "setor wajib 005 20rb");
    expect(await says(coop, "setuju permintaan no 1", "chair")).toContain("Endang Susilowati (005)");
    expect(await says(coop, "batal bukti no. 2")).toContain("Membatalkan bukti no. 2");
  });
});

describe("a question about denda", () => {
  it("is answered while another question waits, which is asked again and takes its answer", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 003");
    const told = await says(coop, "denda berapa?");
    expect(told).toContain("Di Melati tidak ada denda untuk angsuran yang terlambat.");
    expect(told).toContain("Ini pertanyaan sebelumnya, tentang “setor sukarela 003”.");
    expect(told).toContain("Berapa uangnya?");
    expect(await says(coop, "5rb")).toContain("Simpanan Sukarela Rp 5.000");
    // Words are an answer where words are asked for; a question about a rule is none.
    await says(coop, "ajukan pinjaman 1jt 3 bulan darurat", "lina");
    await says(coop, "tolak 1", "lina");
    expect(await says(coop, "dendanya brp ya bu", "lina")).toContain("Apa alasannya?");
    expect(await says(coop, "takut kena denda", "lina")).toContain("ditarik kembali");
  });

  const unit = (penalty: unknown) => coopWorld({ settings: { ...SETTINGS, penalty } });

  it("is answered as the unit has it", async () => {
    const none = await unit({ kind: "off" });
    expect(await says(none, "denda berapa bu?", "maria")).toContain("Di Melati tidak ada denda");
    expect(await says(none, "denda berapa")).not.toContain("bendahara");
    const daily = await unit({ kind: "percent-a-day", rate: "0.1%", "grace-days": 3 });
    expect(await says(daily, "kalau telat kena denda?", "maria")).toContain(
      "Denda di Melati 0,1% sehari dari angsuran yang terlambat, dihitung sejak jatuh tempo, kalau terlambat lebih dari 3 hari.",
    );
    const fixed = await unit({ kind: "fixed", amount: 5_000 });
    expect(await says(fixed, "dendanya berapa", "chair")).toBe(
      "Denda di Melati Rp 5.000 untuk tiap angsuran yang terlambat, mulai sehari sesudah jatuh tempo.",
    );
  });

  it("is none where somebody tells of money", async () => {
    const coop = await unit({ kind: "off" });
    expect(await says(coop, "denda 5rb dari Bu Lina")).not.toContain("tidak ada denda");
  });
});

describe("a day that lies far back", () => {
  it("is asked before anything is booked, and shown on the receipt", async () => {
    const coop = await coopWorld();
    const asked = await says(coop, "setor wajib 001 20rb tgl 12/2");
    expect(asked).toContain("“tgl 12/2” itu 12 Feb 2026, sudah lebih dari 62 hari yang lalu");
    expect(asked).toContain("1. 12 Feb 2026");
    expect(entries(coop)).toBe(1);
    expect(await says(coop, "1")).toContain("Tanggal 12 Feb 2026, dicatat 20 Nov 2026");
    await says(coop, "setor wajib 001 25rb tgl 12/2");
    expect(await says(coop, "setor wajib 001 25rb tgl 12/11")).toContain("Tanggal 12 Nov 2026");
    expect(entries(coop)).toBe(3);
  });

  it("is last year's where this year's has not come, which is said", async () => {
    const coop = await coopWorld();
    const asked = await says(coop, "setor wajib 001 20rb tgl 25/12");
    expect(asked).toContain("“tgl 25/12” tahun ini belum tiba");
    expect(asked).toContain("1. 25 Des 2025");
  });

  it("is asked in the same way where the day alone was asked for", async () => {
    const coop = await coopWorld();
    await says(coop, "lapor setor 20rb", "maria");
    expect(await says(coop, "12/2", "maria")).toContain("1. 12 Feb 2026");
    expect(await says(coop, "1", "maria")).toContain("12 Feb 2026");
  });
});

describe("an amount that is far above what is usual", () => {
  it("is read back before it is booked", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 001 2 milyar")).toContain("Rp 2.000.000.000 untuk Maria br Sihombing (001)");
    expect(await says(coop, "2")).toContain("belum saya catat");
    expect(await says(coop, "setor wajib 001 600rb")).toContain("besar sekali");
    expect(await says(coop, "1")).toContain("Simpanan Wajib Rp 600.000");
    expect(await says(coop, "setor wajib 001 480rb")).toContain("Simpanan Wajib Rp 480.000");
    expect(await says(coop, "setor sukarela 001 50jt")).toContain("Bukti no. 4");
  });
});

describe("what is left out", () => {
  it("may come together with what was not asked yet", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "keluar")).toContain("Untuk apa");
    expect(await says(coop, "75rb listrik")).toContain("Biaya Operasional Rp 75.000");
    await says(coop, "keluar 50rb");
    expect(await says(coop, "konsumsi 60rb")).toContain("belum paham “konsumsi 60rb”");
    expect(await says(coop, "konsumsi")).toContain("Biaya Rapat dan RAT Rp 50.000");
    expect(entries(coop)).toBe(3);
  });

  it("takes a bare figure for months, where months were asked for", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "simulasi 5jt", "maria")).toContain("Berapa lama?");
    expect(await says(coop, "10", "maria")).toContain("10 kali angsuran");
    expect(await says(coop, "pinjaman saya masih berapa ya", "maria")).toContain("tidak punya pinjaman yang berjalan");
  });

  it("asks for the notes in the box in words that fit, and reads them as they are written", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "hitung kas")).toContain("100rb x 9");
    expect(await says(coop, "100rb x 40, 50rb x 20")).toContain("Kas cocok: Rp 5.000.000 di kotak");
    await says(coop, "hitung kas");
    expect(await says(coop, "5 juta")).toContain("Kas cocok: Rp 5.000.000 di kotak");
  });

  it("points to the loan that was agreed, where only CAIR and a name are written", async () => {
    const coop = await coopWorld();
    const asked = await says(coop, "ajukan pinjaman 1jt 10 bulan untuk warung", "maria");
    await says(coop, `YA ${codeIn(asked)}`, "maria");
    expect(await says(coop, "cair 001")).toContain("Berapa uangnya?");
    await says(coop, "batal");
    await says(coop, "setuju 1", "chair");
    await says(coop, "setuju 1", "supervisor");
    expect(await says(coop, "cair maria")).toContain("Ada beberapa “maria”");
    expect(await says(coop, "1")).toContain("P0001 Rp 1.000.000");
    expect(await says(coop, "cair 001")).toContain("tulis CAIR P0001.");
    expect(entries(coop)).toBe(1);
    expect(await says(coop, "cair P0001")).toContain("Diterima tunai");
  });

  it("leaves no question behind a meeting that cannot be opened on that day", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "rapat besok")).toContain("Di sini paling akhir 20 Nov 2026");
    expect(await says(coop, "rapat")).toContain("Rapat Melati");
    expect(await says(coop, "tutup")).toBe("Berapa uang yang ada di meja? Tulis misalnya TUTUP 1.070.833.");
  });

  it("writes a new name as names are written", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "anggota baru rosida br ginting")).toContain("Rosida br Ginting menjadi anggota");
    await says(coop, "batal");
    expect(await says(coop, "anggota baru Ni Made d'Arc (Mak ani)")).toContain("Ni Made d'Arc menjadi anggota");
  });

  it("takes no kind of savings for somebody's name", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor kapitalisasi 001 5rb")).toContain("tidak menerima simpanan kapitalisasi");
    expect(entries(coop)).toBe(1);
  });

  it("says that the meeting is not open, when a line of one is written", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "001 w20 s50")).toContain("Tulis RAPAT dulu");
    await says(coop, "menu");
    expect(await says(coop, "002 ok")).toContain("Tulis RAPAT dulu");
    expect(entries(coop)).toBe(1);
  });
});

describe("a statement by its name alone", () => {
  it("is shown to an officer, and is no word of a member", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    expect(await says(coop, "neraca", "chair")).toContain("Neraca saya siapkan");
    expect(await says(coop, "neraca saldo 11/2026", "supervisor")).toContain("Neraca Saldo saya siapkan");
    expect(await says(coop, "yang lain ok", "supervisor")).not.toContain("Laporan");
    expect(await says(coop, "neraca", "maria")).not.toContain("saya siapkan");
  });
});
