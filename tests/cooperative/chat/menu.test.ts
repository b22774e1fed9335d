import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { begun, ITEMS } from "../../../src/cooperative/chat/menu/forms.ts";
import { type Action, COMMANDS } from "../../../src/cooperative/commands/index.ts";
import { packageRoot } from "../../../src/home.ts";
import { LIMITS } from "../../../src/limits.ts";
import { type CoopWorld, coopWorld, PHONES, SETTINGS } from "../../support/coop-world.ts";

type Who = keyof typeof PHONES;

const says = async ({ world }: CoopWorld, text: string, who: Who = "treasurer") => {
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text)).join("\n");
};
/** Writes one thing after the other; the answer to the last. */
const through = async (coop: CoopWorld, texts: readonly string[], who: Who = "treasurer") => {
  let last = "";
  for (const text of texts) last = await says(coop, text, who);
  return last;
};
const saved = ({ books, members }: CoopWorld, who: keyof CoopWorld["members"], account: number) =>
  books.journal.balance(1, account, members[who].id);
const lastNo = ({ books }: CoopWorld) => books.journal.head(1)?.no;

describe("the treasurer's menu", () => {
  it("books a deposit by numbers alone, one question a message, and only after it was read back", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "menu koperasi")).toContain("1. Setor\n2. Tarik\n3. Angsuran\n4. Rapat\n5. Lainnya");
    expect(await says(coop, "1")).toContain("4. 004 Lina Siregar");
    expect(await says(coop, "4")).toContain("1. Wajib\n2. Sukarela");
    expect(await says(coop, "1")).toContain("1. Rp 20.000\n2. Jumlah lain");
    expect(await says(coop, "1")).toBe(
      [
        "Setoran",
        "Anggota: Lina Siregar (004)",
        "Simpanan: wajib",
        "Uang: Rp 20.000 (dua puluh ribu rupiah)",
        "Tanggal: 20 Nov 2026",
        "",
        "Sudah benar?",
        "",
        "1. Benar",
        "2. Ganti tanggal",
        "3. Tidak jadi",
      ].join("\n"),
    );
    expect(lastNo(coop)).toBe(1);
    expect(await says(coop, "1")).toContain("Bukti no. 2, Melati: Setoran simpanan");
    expect(saved(coop, "lina", ACCOUNTS.mandatorySavings)).toBe(20_000);
    expect(coop.heard(PHONES.lina).join("\n")).toContain("Saldo Simpanan Wajib Rp 20.000");
  });

  it("takes an amount that is written where amounts are offered", async () => {
    const coop = await coopWorld();
    for (const answer of ["koperasi", "1", "4", "1"]) await says(coop, answer);
    expect(await says(coop, "25")).toContain("1. Rp 20.000\n2. Jumlah lain");
    expect(await says(coop, "50rb")).toContain("Uang: Rp 50.000 (lima puluh ribu rupiah)");
    await says(coop, "1");
    expect(saved(coop, "lina", ACCOUNTS.mandatorySavings)).toBe(50_000);
  });

  it("is tapped through on buttons", async () => {
    const coop = await coopWorld();
    await says(coop, "halo");
    const taps = ["Buku koperasi", "Setor", "002 Maria Pohan", "Sukarela"];
    for (const label of taps) await coop.world.tap(PHONES.treasurer, label);
    await says(coop, "50rb");
    expect((await coop.world.tap(PHONES.treasurer, "Benar")).join("\n")).toContain("Maria Pohan (002)");
    expect(saved(coop, "mariaPohan", ACCOUNTS.voluntary)).toBe(50_000);
  });

  it("is the same on a phone without buttons", async () => {
    const coop = await coopWorld();
    const { world, people } = coop;
    const address = "6281234567890";
    world.runtime.people.connect("simulator-whatsapp", address, people.treasurer, world.clock.now());
    let last = "";
    for (const text of ["koperasi", "1", "4", "1", "1", "1"]) {
      world.clock.advanceTo(world.clock.now() + 10_000);
      world.chats.hand("whatsapp", address, [{ content: { kind: "text", text } }]);
      await world.runtime.settled();
      last = world.chats.news(undefined, { address, channel: "whatsapp" }).messages.at(-1)?.text ?? "";
      if (text === "koperasi") expect(last).toContain("1. Setor\n2. Tarik\n3. Angsuran\n4. Rapat\n5. Lainnya");
    }
    expect(last).toContain("Bukti no. 2, Melati: Setoran simpanan");
    expect(saved(coop, "lina", ACCOUNTS.mandatorySavings)).toBe(20_000);
  });

  it("goes back question by question, also into the menu, and forgets what came after", async () => {
    const coop = await coopWorld();
    await through(coop, ["koperasi", "1", "4", "1"]);
    expect(await says(coop, "0")).toContain("Simpanan apa?");
    expect(await says(coop, "kembali")).toContain("Untuk anggota siapa?");
    expect(await says(coop, "0")).toContain("Mau mencatat apa?");
    const review = await through(coop, ["2", "0", "1", "3", "2", "75rb"]);
    expect(review).toContain("Anggota: Tiur Manalu (003)\nSimpanan: sukarela\nUang: Rp 75.000");
    await says(coop, "1");
    expect([saved(coop, "lina", ACCOUNTS.voluntary), saved(coop, "tiur", ACCOUNTS.voluntary)]).toEqual([0, 75_000]);
  });

  it("begins anew when its word is written in the middle of it", async () => {
    const coop = await coopWorld();
    await through(coop, ["koperasi", "1", "4", "1"]);
    expect(await says(coop, "koperasi")).toContain("Mau mencatat apa?");
    expect(await through(coop, ["1", "3", "2", "75rb"])).toContain("Anggota: Tiur Manalu (003)");
  });

  it("writes nothing when it is given up, dropped with BATAL, or left lying", async () => {
    const coop = await coopWorld();
    expect(await through(coop, ["koperasi", "1", "4", "1", "1", "3"])).toBe(
      "Baik, tidak jadi. Tidak ada yang dicatat.",
    );
    await through(coop, ["koperasi", "1", "4", "1", "1"]);
    expect(await says(coop, "batal")).toContain("dibatalkan");
    await through(coop, ["koperasi", "1", "4", "1", "1"]);
    await coop.world.walkTo(coop.world.clock.now() + 9 * 24 * 3_600_000);
    await says(coop, "setor wajib 001 20rb");
    expect(lastNo(coop)).toBe(2);
    expect(saved(coop, "lina", ACCOUNTS.mandatorySavings)).toBe(0);
  });

  it("goes on after a restart between any two answers", async () => {
    const coop = await coopWorld();
    for (const text of ["koperasi", "1", "4", "1", "2", "35rb", "1"]) {
      await says(coop, text);
      coop.world.forget();
    }
    expect(saved(coop, "lina", ACCOUNTS.mandatorySavings)).toBe(35_000);
  });

  it("books once where the last answer is delivered three times", async () => {
    const coop = await coopWorld();
    await through(coop, ["koperasi", "1", "4", "1", "1"]);
    for (let i = 0; i < 3; i++) await coop.world.send(PHONES.treasurer, "1", "same");
    expect(saved(coop, "lina", ACCOUNTS.mandatorySavings)).toBe(20_000);
  });

  it("takes another day and another amount, and says what it does not understand with an example", async () => {
    const coop = await coopWorld();
    await through(coop, ["koperasi", "1", "Lina", "1"]);
    expect(await says(coop, "2")).toBe("Berapa uangnya? Tulis misalnya 20rb.");
    expect(await says(coop, "20")).toBe(
      "Saya belum paham “20”. Berapa uangnya? Tulis misalnya 20rb. Atau tulis BATAL untuk berhenti.",
    );
    await through(coop, ["45rb", "2", "4"]);
    expect(await says(coop, "entah")).toContain("Saya belum paham “entah”. Tanggal berapa?");
    expect(await says(coop, "12/11")).toContain("Uang: Rp 45.000 (empat puluh lima ribu rupiah)\nTanggal: 12 Nov 2026");
    expect(await says(coop, "1")).toContain("Tanggal 12 Nov 2026, dicatat 20 Nov 2026");
  });

  it("asks in the same way what a written line would leave undecided", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 004 20rb");
    expect(await through(coop, ["koperasi", "1", "4", "1", "1", "1"])).toContain("Ini setoran yang sama?");
    expect(await says(coop, "2")).toBe("Baik, tidak saya catat lagi.");
    expect(saved(coop, "lina", ACCOUNTS.mandatorySavings)).toBe(20_000);
  });

  it("offers only kinds that the unit takes, and to take out only what is there", async () => {
    const settings = { savings: { ...SETTINGS.savings, voluntary: { on: false }, term: { on: false } } };
    const coop = await coopWorld({ settings });
    const kinds = await through(coop, ["koperasi", "1", "4"]);
    expect(kinds).toContain("1. Wajib\n2. Pokok");
    expect(kinds).not.toContain("Sukarela");
    expect(await through(coop, ["koperasi", "2", "4"])).toBe("Lina Siregar belum punya simpanan yang bisa diambil.");
  });

  it("offers what is left of pokok, and no pokok any more when it is paid", async () => {
    const coop = await coopWorld();
    await says(coop, "setor pokok 004 60rb");
    expect(await through(coop, ["koperasi", "1", "4", "3"])).toContain("1. Rp 40.000");
    await through(coop, ["1", "1"]);
    expect(await through(coop, ["koperasi", "1", "4"])).not.toContain("Pokok");
  });

  it("holds to the same controls as a line: a large withdrawal waits for her YA and another officer", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 004 2jt");
    const waits = await through(coop, ["koperasi", "2", "4", "2", "1jt", "1"]);
    expect(waits).toContain("menunggu 1 persetujuan dan jawaban YA");
    expect(saved(coop, "lina", ACCOUNTS.voluntary)).toBe(2_000_000);
    const code = /balas YA (\d\d)/.exec(coop.heard(PHONES.lina).join("\n"))?.[1] ?? "";
    expect(await through(coop, ["simpanan saya", "5", "4", code], "lina")).toContain(
      "benar permintaan Ibu Lina sendiri?",
    );
    expect(await says(coop, "1", "lina")).toContain("Masih menunggu 1 persetujuan");
    expect(await through(coop, ["koperasi", "1"], "chair")).toContain("1. penarikan sukarela Rp 1.000.000");
    expect(await says(coop, "1", "chair")).toContain("Disetujui?\n\n1. Setuju\n2. Tolak");
    expect(await says(coop, "1", "chair")).toContain("Bukti no. 3");
  });

  it("asks a large unit for number or name, and which of several is meant", async () => {
    const coop = await coopWorld();
    for (let i = 0; i < 6; i++)
      coop.books.members.add({ unit: 1, name: `Rosmaida ${i}`, joinedOn: "2026-01-05" }, coop.world.clock.now());
    expect(await through(coop, ["koperasi", "1"])).toBe("Untuk anggota siapa? Tulis nomor atau namanya, misalnya 003.");
    expect(await says(coop, "Zubaidah")).toContain("tidak menemukan “Zubaidah”");
    expect(await says(coop, "Maria")).toContain("Ada beberapa “Maria”. Yang mana?");
    await says(coop, "2");
    expect(await through(coop, ["1", "1"])).toContain("Anggota: Maria Pohan, Mak Ucok (002)");
  });

  it("takes a number for an answer while a meeting is open, too", async () => {
    const coop = await coopWorld();
    await through(coop, ["koperasi", "4"]);
    expect(await through(coop, ["koperasi", "4"])).toContain("1. Tulis setoran\n2. Lihat lembar");
    expect(await through(coop, ["1", "4", "3"])).toBe("Berapa yang dibawa? Tulis misalnya w20 s50 a575.");
    expect(await says(coop, "w20 s50")).toContain("004 Lina Siregar: wajib Rp 20.000, sukarela Rp 50.000");
    expect(await says(coop, "setor wajib Maria 20rb")).toContain("Ada beberapa “Maria”");
    expect(await says(coop, "2")).toContain("Maria Pohan (002)");
    expect(await through(coop, ["koperasi", "4", "4", "70rb", "1"])).toContain(
      "Rapat ditutup, cocok: 1 baris, Rp 70.000",
    );
  });

  it("leads a loan from the application to the last instalment", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 004 2jt");
    const review = await through(coop, ["koperasi", "5", "1", "1", "4", "1", "5jt", "10", "modal warung"]);
    expect(review).toContain("Jenis: biasa\nUang: Rp 5.000.000 (lima juta rupiah)\nAngsuran: 10 kali");
    expect(await says(coop, "1")).toContain("Permohonan P0001 untuk Lina Siregar");
    const code = /balas YA (\d\d)/.exec(coop.heard(PHONES.lina).join("\n"))?.[1] ?? "";
    for (const who of ["chair", "supervisor"] as const) await through(coop, ["koperasi", "1", "1", "1"], who);
    await says(coop, `YA ${code}`, "lina");
    expect(await through(coop, ["koperasi", "5", "1", "2", "1"])).toContain("Besarnya: Rp 5.000.000");
    expect(await says(coop, "1")).toContain("Diterima tunai Rp 4.815.000");
    await coop.world.walkTo(Date.parse("2026-12-20T03:00:00Z"));
    expect(await through(coop, ["koperasi", "3", "1"])).toContain("1. Rp 575.000\n2. Jumlah lain");
    expect(await through(coop, ["1", "1"])).toContain("Sisa pinjaman Rp 4.500.000");
    expect(await through(coop, ["koperasi", "5", "1", "3", "1"])).toContain("Uangnya sudah diterima?");
    expect(await says(coop, "1")).toContain("Sisa pinjaman Rp 0");
  });

  it("takes back a receipt that was read once more", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 004 20rb");
    expect(await through(coop, ["koperasi", "5", "4"])).toContain("2. Lina Siregar, Setoran wajib Rp 20.000");
    expect(await says(coop, "1")).toContain("Batalkan bukti\nBukti: 2. Lina Siregar");
    expect(await says(coop, "1")).toContain("Membatalkan bukti no. 2");
    expect(saved(coop, "lina", ACCOUNTS.mandatorySavings)).toBe(0);
  });

  it("brings money to the bank, and says what became of cash that was missing", async () => {
    const coop = await coopWorld();
    expect(await through(coop, ["koperasi", "5", "2", "5", "1", "600rb"])).toContain("Setor ke bank\nUang: Rp 600.000");
    await says(coop, "1");
    expect(coop.books.journal.balance(1, ACCOUNTS.bank)).toBe(600_000);
    expect(await through(coop, ["koperasi", "5", "2", "3", "4.350.000", "1"])).toContain("Kurang Rp 50.000");
    expect(await through(coop, ["koperasi", "5", "2", "5", "4"])).toContain("kurang Rp 50.000\n\nYang mana?");
    expect(await says(coop, "1")).toContain("1. ");
    expect(await says(coop, "1")).toContain("Bukti no. ");
    expect(coop.books.counts.unresolved(1)).toEqual([]);
  });

  it("has a late instalment paid by her group, by savings, or by a loan that takes the place of the old one", async () => {
    const coop = await coopWorld();
    const asked = await says(coop, "ajukan pinjaman 5jt 10 bulan untuk warung", "lina");
    for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 1", who);
    await says(coop, `YA ${/balas YA (\d\d)/.exec(asked)?.[1]}`, "lina");
    await through(coop, ["cair P0001", "setor sukarela 004 1jt"]);
    await coop.world.walkTo(Date.parse("2027-01-21T03:00:00Z"));
    const paid = await through(coop, ["koperasi", "5", "1", "4", "1"]);
    expect(paid).toContain("Berapa yang dibayar?\n\n1. Rp ");
    await through(coop, ["2", "575rb"]);
    expect(await says(coop, "1")).toContain("bayar pinjaman dari simpanan P0001 Rp 575.000");
    const covered = await through(coop, ["koperasi", "5", "1", "5", "2", "1", "2", "001 003", "1"]);
    expect(covered).toContain("Yang menanggung: Maria br Sihombing (001), Tiur Manalu (003)");
    expect(await through(coop, ["3", "simpanan saya"])).toContain("Mau lihat apa?");
    const larger = await through(coop, ["simpanan saya", "4", "3", "6jt", "12", "tambah modal"], "lina");
    expect(larger).toContain("Tambahan pinjaman\nUang: Rp 6.000.000 (enam juta rupiah)\nAngsuran: 12 kali");
    expect(await says(coop, "1", "lina")).toContain("P0002");
  });

  it("hears a command where its menu is open, and a look that the menu does not have", async () => {
    const coop = await coopWorld();
    await says(coop, "koperasi");
    expect(await says(coop, "setor wajib 004 20rb")).toContain("Bukti no. 2");
    await says(coop, "halo");
    expect(await says(coop, "kas")).toContain("Kas Melati per 20 Nov 2026: Rp 5.020.000");
    expect(await says(coop, "1")).toContain("Mau mencatat apa?");
  });
});

describe("a member's menu", () => {
  it("shows her own and nobody else's", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 004 20rb");
    expect(await says(coop, "halo", "lina")).toContain("Simpanan saya");
    expect(await through(coop, ["simpanan saya", "1"], "lina")).toContain("Lina Siregar (004)");
    expect(await through(coop, ["simpanan saya", "2"], "lina")).toContain("Rp 20.000");
  });

  it("asks what a loan costs, and for one", async () => {
    const coop = await coopWorld();
    expect(await through(coop, ["koperasi", "4", "1", "1", "5jt", "10"], "lina")).toContain(
      "semua dibayar Rp 5.412.500",
    );
    expect(await through(coop, ["koperasi", "4", "2", "1", "5jt", "40", "modal", "1"], "lina")).toContain(
      "untuk 3 sampai 24 kali angsuran",
    );
    expect(await through(coop, ["koperasi", "4", "2", "1", "5jt", "10", "modal", "1"], "lina")).toContain("P0001");
  });

  it("reports a deposit that is missed, and objects to one that was never made", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 004 20rb");
    expect(await through(coop, ["koperasi", "5", "1", "2", "50rb", "2"], "lina")).toContain(
      "Simpanan: sukarela\nUang: Rp 50.000 (lima puluh ribu rupiah)\nTanggal: 19 Nov 2026",
    );
    await says(coop, "1", "lina");
    expect(await through(coop, ["koperasi", "5", "2", "1", "saya tidak setor"], "lina")).toContain("Sanggah bukti");
    await says(coop, "1", "lina");
    expect(coop.books.disputes.open(1).map(({ kind, reason }) => [kind, reason])).toEqual([
      ["missing", "sukarela"],
      ["entry", "saya tidak setor"],
    ]);
    const list = await through(coop, ["koperasi", "5", "3", "1"], "supervisor");
    expect(list).toContain("Yang mana?");
    expect(await through(coop, ["2", "sudah saya lihat", "1"], "supervisor")).not.toContain("belum paham");
  });

  it("is not there for who is no member, and goes with her membership", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "halo", "chair")).not.toContain("Simpanan saya");
    coop.books.members.leave(coop.members.lina.id, "2026-11-20");
    coop.world.forget();
    expect(await says(coop, "halo", "lina")).not.toContain("Simpanan saya");
  });
});

describe("the menu of chair and supervisor", () => {
  it("counts, watches and locks", async () => {
    const coop = await coopWorld();
    expect(await through(coop, ["koperasi", "2"], "chair")).toContain("Melati");
    expect(await through(coop, ["koperasi", "4"], "chair")).toContain("Kas Melati");
    expect(await through(coop, ["koperasi", "5"], "chair")).toContain("1. Tutup buku\n2. Hitung kas");
    expect(await says(coop, "1", "chair")).toContain("1. Kunci bulan\n2. Tutup buku tahun\n3. Bagi SHU");
    expect(await says(coop, "1", "chair")).toContain("Kunci bulan\nSampai: 31 Okt 2026");
    await through(coop, ["1", "1"], "chair");
    expect(coop.books.journal.lockedUntil(1)).toBe("2026-10-31");
    expect(await through(coop, ["koperasi", "5"], "supervisor")).not.toContain("Tutup buku");
  });

  it("says no with a reason", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 005 20rb");
    expect(await through(coop, ["koperasi", "1", "1", "2"], "chair")).toBe("Apa alasannya? Tulis singkat saja.");
    expect(await says(coop, "belum ada uangnya", "chair")).toContain("tidak jadi");
    expect(coop.heard(PHONES.treasurer).join("\n")).toContain("Alasan: belum ada uangnya");
  });
});

describe("somebody who writes for the first time", () => {
  it("is shown examples of money in and out, and the menu's word when she tells of money in a sentence", async () => {
    const coop = await coopWorld();
    const examples = [
      "setor wajib 003 20rb",
      "angsur 001 575rb",
      "tarik sukarela 002 50rb",
      "keluar operasional 15rb beli pena",
    ];
    const help = `${examples.join("\n")}\n\nAtau tulis MENU KOPERASI`;
    expect(await says(coop, "tadi Bu Maria sudah setor 20 ribu")).toContain(help);
    expect(await says(coop, "bantuan kas")).toContain(help);
    expect(await says(coop, "bantuan kas", "lina")).toContain("Atau tulis SIMPANAN SAYA");
    expect(await says(coop, "cuaca hari ini 30 derajat")).toContain("mau dibantu apa?");
    expect(lastNo(coop)).toBe(1);
  });
});

describe("the pages of the menus", () => {
  const NAMES = ["coop-treasurer", "coop-officer", "coop-head", "coop-member"];
  const read = (path: string) => readFileSync(join(packageRoot(), path), "utf8");
  type Option = string | { id: string };
  const askedIn = (steps: readonly Record<string, unknown>[]): Option[][] =>
    steps.flatMap((step) =>
      "steps" in step
        ? askedIn(step["steps"] as Record<string, unknown>[])
        : "options" in step
          ? [step["options"] as Option[]]
          : [],
    );

  const askedNames = (steps: readonly Record<string, unknown>[]): string[] =>
    steps.flatMap((step) =>
      "steps" in step
        ? askedNames(step["steps"] as Record<string, unknown>[])
        : "ask" in step
          ? [String(step["ask"])]
          : [],
    );

  it.each(NAMES)("of %s lead somewhere, and fit on a small screen", (flow) => {
    const { steps } = parse(read(`flows/cooperative/${flow}.yaml`)) as { steps: Record<string, unknown>[] };
    const pages = askedIn(steps).map((options) => options.map((one) => (typeof one === "string" ? one : one.id)));
    const asked = new Set(askedNames(steps));
    const isPage = (item: string) => asked.has(item) || NAMES.includes(item);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(LIMITS.options);
    expect(pages.flat().filter((item) => !isPage(item) && !ITEMS.has(item))).toEqual([]);
  });

  it("leave nothing out that can be written", () => {
    const reached = new Set([...ITEMS].map((item) => begun(item).draft.action));
    // A loan is applied for and then paid out; a yes or no to a request is chosen from the list of them.
    const inOthers = ["disburse", "approvals", "reject", "document-list"];
    expect(
      Object.keys(COMMANDS).filter((action) => !reached.has(action as Action) && !inOthers.includes(action)),
    ).toEqual([]);
  });

  it.each(["id", "en"])("have short labels in %s", (lang) => {
    const menu = JSON.parse(read(`locales/${lang}/coop-menu.json`)) as Record<string, Record<string, string>>;
    const labels = ["other", "category", "source", "at-meeting", "brought", "vote", "agrees", "review"].flatMap((key) =>
      Object.values(menu[key] ?? {}),
    );
    expect(labels.filter((label) => [...label].length > LIMITS.optionLabel)).toEqual([]);
  });
});
