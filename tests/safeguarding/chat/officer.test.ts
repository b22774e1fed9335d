import { describe, expect, it } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import { newReceipt, systemRandom } from "../../../src/safeguarding/index.ts";
import { grepFolders } from "../support/grep-home.ts";
import { OfficerWorld } from "./officer-world.ts";

const NONE = (alias: string) => `Tidak ada kasus bernama ${alias}. Ketik DAFTAR untuk melihat namanya.`;

describe("an officer in the chat", () => {
  it("opens with a code, sees her list, reads, answers, brings the case on its way, and no word of it is on the disk", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const receipt = newReceipt(systemRandom);
    const alias = await safe.sealed({ category: 4, text: "Cerita-Zaitun tentang potongan", receipt });
    expect(await safe.says(rina, "DAFTAR")).toEqual([expect.stringContaining("Masih terkunci")]);
    const code = rina.codes[0] ?? "";
    expect(await safe.open(rina)).toEqual([expect.stringContaining("Terbuka sampai pukul 16.10")]);
    expect((await safe.says(rina, "DAFTAR"))[0]?.split("\n")[1]).toBe(
      `${alias}: pungli/potongan, S3, baru, batas 24 Nov`,
    );
    const read = await safe.says(rina, `BACA ${alias.replace("-", " ")}`);
    expect(read[0]).toBe(`${alias}\npungli/potongan\nS3, dibaca, masuk 20 Nov, batas 25 Nov`);
    expect(read[1]).toBe("Cerita (1/1):\nCerita-Zaitun tentang potongan");
    expect(read[2]).toContain(`BALAS ${alias}`);
    expect(await safe.says(rina, `BALAS ${alias}: Jawaban-Cemara,\nkami dengar.`)).toEqual([
      expect.stringContaining("sudah disimpan"),
    ]);
    expect(safe.answered).toEqual([alias]);
    const seen = await safe.mailboxes.look(receipt);
    expect(seen?.replies.map(({ text }) => text.toString())).toEqual(["Jawaban-Cemara,\nkami dengar."]);
    await safe.says(rina, `CATAT ${alias} Catatan-Kenari`);
    expect(await safe.says(rina, `STATUS ${alias} ditangani`)).toEqual([`${alias} sekarang: ditangani.`]);
    const again = await safe.says(rina, `baca ${alias}`);
    expect(again).toContain("Catatan petugas, 20 Nov:\nCatatan-Kenari");
    expect(again).toContain("Balasan petugas, 20 Nov:\nJawaban-Cemara,\nkami dengar.");
    expect(await safe.says(rina, "KUNCI")).toEqual([expect.stringContaining("Sudah terkunci")]);
    await safe.stop();
    const secrets = ["Cerita-Zaitun", "Jawaban-Cemara", "Catatan-Kenari", code];
    expect(grepFolders([safe.world.home], secrets)).toEqual([]);
  });

  it("has every message of a case, and what she wrote herself, taken from her phone after a quarter of an hour", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const alias = await safe.sealed({ text: "kata ".repeat(1_000), category: 1 });
    await safe.open(rina);
    expect(await safe.says(rina, `BACA ${alias}`)).toHaveLength(6);
    const inChat = () =>
      safe.world.chats
        .news(undefined, { address: "rina", channel: "telegram" })
        .messages.map(({ text }) => text)
        .filter((text) => text !== "");
    expect(inChat().some((text) => text.includes("kata kata"))).toBe(true);
    await safe.later(16 * MINUTE);
    expect(inChat().filter((text) => text.includes("kata") || text.includes(alias) || /^BUKA/.test(text))).toEqual([]);
  });

  it("gets the files in memory only, or is told where they cannot be sent", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const files = () => [
      { mime: "image/jpeg", bytes: Buffer.from("Foto-Delima") },
      { mime: "audio/ogg; codecs=opus", bytes: Buffer.from("Suara-Delima") },
    ];
    const alias = await safe.sealed({ files: files() });
    await safe.open(rina);
    expect(await safe.says(rina, `BACA ${alias}`)).toEqual(
      expect.arrayContaining(["Lampiran 1 dari 2", "Lampiran 2 dari 2"]),
    );
    const media = safe.world.chats
      .news(undefined, { address: "rina", channel: "telegram" })
      .messages.flatMap(({ media: found }) => found ?? []);
    expect(media.map(({ name, mime }) => [name, mime])).toEqual([
      ["1.jpg", "image/jpeg"],
      ["2.ogg", "audio/ogg; codecs=opus"],
    ]);
    safe.sendsFiles = false;
    expect((await safe.says(rina, `BACA ${alias}`)).join("\n")).toContain(
      "Lampiran 1 dari 2 tidak bisa dikirim di sini",
    );
    safe.deletes = false;
    expect((await safe.says(rina, `BACA ${alias}`)).at(-1)).toContain("Di sini pesan tidak bisa saya hapus lagi");
    await safe.stop();
    expect(grepFolders([safe.world.home], ["Foto-Delima", "Suara-Delima"])).toEqual([]);
  });

  it("writes a reply in two steps: it is read back, and goes by her word", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const receipt = newReceipt(systemRandom);
    const alias = await safe.sealed({ receipt });
    await safe.open(rina);
    expect(await safe.says(rina, `BALAS ${alias}`)).toEqual([
      `${alias} belum dibaca. Ketik BACA ${alias} dulu, baru dibalas.`,
    ]);
    await safe.says(rina, `BACA ${alias}`);
    await safe.says(rina, `BALAS ${alias}`);
    expect((await safe.says(rina, "Baca surat kami besok ya"))[0]).toContain("Baca surat kami besok ya\n\nDikirim?");
    expect(await safe.says(rina, "tidak")).toEqual(["Baik, tidak jadi. Tidak ada yang disimpan."]);
    await safe.says(rina, `BALAS ${alias}`);
    await safe.says(rina, "Besok kami telepon");
    await safe.says(rina, "KIRIM");
    const seen = await safe.mailboxes.look(receipt);
    expect(seen?.replies.map(({ text }) => text.toString())).toEqual(["Besok kami telepon"]);
    await safe.says(rina, `CATAT ${alias}`);
    expect(await safe.says(rina, "sudah ditelepon")).toEqual([expect.stringContaining("Catatan untuk")]);
    await safe.says(rina, `BALAS ${alias}`);
    await safe.later(11 * MINUTE);
    expect((await safe.says(rina, "terlambat menjawab"))[0]).toContain("Sudah terkunci sebelum tulisan tadi datang");
    expect(await safe.says(rina, "halo")).toEqual([expect.stringContaining("mau dibantu apa?")]);
  });

  it("may write of violence in a reply or note, and is not taken for somebody who needs help herself", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const alias = await safe.sealed({ receipt: newReceipt(systemRandom) });
    const hit = "saya dipukul suami, tolong";
    expect((await safe.says(rina, `CATAT ${alias} ${hit}`))[0]).toContain("Masih terkunci");
    await safe.open(rina);
    await safe.says(rina, `BACA ${alias}`);
    expect((await safe.says(rina, `CATAT ${alias} ${hit}`))[0]).toContain("Catatan untuk");
    await safe.says(rina, `BALAS ${alias}`);
    expect((await safe.says(rina, hit))[0]).toContain(`${hit}\n\nDikirim?`);
    expect((await safe.says(rina, "KIRIM"))[0]).toContain("sudah disimpan");
  });

  it("has nothing of it passed on in a talk with somebody who asked for help, where only BANTUAN and the like are stronger", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina", { roles: ["facilitator"] });
    const sari = safe.world.add("Sari", "sari");
    safe.world.runtime.directory.setCare(rina.personId, sari, "facilitator", true);
    const alias = await safe.sealed({ receipt: newReceipt(systemRandom) });
    await safe.says("sari", "bantuan");
    await safe.says("sari", "1");
    await safe.says(rina, "1");
    await safe.says("sari", "Pertanyaan-Sari");
    const passed = () => safe.seen("sari").join("\n");
    const [code = ""] = rina.codes;
    await safe.says(rina, `BUKA ${code}`);
    await safe.says(rina, `BACA ${alias}`);
    await safe.says(rina, `BALAS ${alias}`);
    expect((await safe.says(rina, "Rahasia-Jati untuk pelapor"))[0]).toContain("Dikirim?");
    await safe.says(rina, "KIRIM");
    expect(await safe.says(rina, "Halo Ibu Sari")).toBeDefined();
    expect(passed()).not.toMatch(/Rahasia-Jati|BUKA|BACA|KIRIM/);
    expect(passed()).not.toContain(alias);
    expect(passed()).toContain("Halo Ibu Sari");
    await safe.stop();
    expect(grepFolders([safe.world.home], ["Rahasia-Jati", code])).toEqual([]);
  });

  it("may stop or ask for help while a reply is waited for: these words are stronger than any question", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const alias = await safe.sealed({ receipt: newReceipt(systemRandom) });
    await safe.open(rina);
    for (const text of [`BACA ${alias}`, `BALAS ${alias}`]) await safe.says(rina, text);
    expect((await safe.says(rina, "BERHENTI")).join()).not.toContain("Dikirim?");
    expect(safe.world.runtime.people.person(rina.personId)?.status).toBe("stopped");
  });

  it("can send a reply again that could not be stored, and it is nobody else's", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const receipt = newReceipt(systemRandom);
    const alias = await safe.sealed({ receipt });
    await safe.open(rina);
    for (const text of [`BACA ${alias}`, `BALAS ${alias}`, "Jawaban-Jati"]) await safe.says(rina, text);
    const { sqlite } = safe.world.runtime.db;
    sqlite.exec("CREATE TRIGGER full BEFORE INSERT ON safe_reply BEGIN SELECT RAISE(ABORT, 'full'); END");
    expect((await safe.says(rina, "KIRIM"))[0]).toContain("ada gangguan");
    sqlite.exec("DROP TRIGGER full");
    expect((await safe.says(rina, "KIRIM"))[0]).toContain("sudah disimpan");
    expect((await safe.mailboxes.look(receipt))?.replies).toHaveLength(1);
    await safe.stop();
    expect(grepFolders([safe.world.home], ["Jawaban-Jati"])).toEqual([]);
  });

  it("is served in English too", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    safe.world.runtime.directory.change(rina.personId, { language: "en" }, safe.now);
    const alias = await safe.sealed({ category: 2 });
    await safe.says(rina, `OPEN ${rina.codes.shift()}`);
    expect((await safe.says(rina, "LIST"))[0]).toContain(`${alias}: violence/family/child, S2, new, due 21 Nov`);
    expect((await safe.says(rina, `READ ${alias}`))[1]).toBe("Story (1/1):\nCerita");
    expect((await safe.says(rina, `NOTE ${alias} called her`))[0]).toContain("is stored");
    expect((await safe.says(rina, `CLOSE ${alias} not proven`))[0]).toContain("is closed: not proven");
  });

  it("cannot answer who took no number, and is told what to do instead", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const alias = await safe.sealed({});
    await safe.open(rina);
    expect((await safe.says(rina, `BACA ${alias}`)).at(-1)).toContain("tidak mengambil nomor");
    expect(await safe.says(rina, `BALAS ${alias} halo`)).toEqual([expect.stringContaining(`CATAT ${alias}`)]);
  });

  it("closes with an outcome, never with something unread, and opens again for two weeks", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const receipt = newReceipt(systemRandom);
    const alias = await safe.sealed({ receipt });
    await safe.open(rina);
    expect(await safe.says(rina, `TUTUP ${alias} terbukti`)).toEqual([
      `${alias} belum dibaca. Ketik BACA ${alias} dulu.`,
    ]);
    await safe.says(rina, `BACA ${alias}`);
    expect((await safe.says(rina, `TUTUP ${alias}`))[0]).toContain("salah satu: terbukti, tidak terbukti, kurang info");
    await safe.mailboxes.write(receipt, Buffer.from("masih ada"), safe.now);
    expect((await safe.says(rina, "DAFTAR"))[0]).toContain("(ada kabar baru)");
    expect((await safe.says(rina, `TUTUP ${alias} terbukti`))[0]).toContain("Ada kabar baru dari pelapor");
    await safe.says(rina, `BACA ${alias}`);
    expect((await safe.says(rina, `TUTUP ${alias} tdk terbukti`))[0]).toContain("ditutup: tidak terbukti");
    expect(await safe.says(rina, "DAFTAR")).toEqual(["Tidak ada kasus yang terbuka untuk dibaca."]);
    expect((await safe.says(rina, `BALAS ${alias} x`))[0]).toContain(`BUKA LAGI ${alias}`);
    expect(await safe.says(rina, `BUKA LAGI ${alias}`)).toEqual([`${alias} dibuka lagi.`]);
    expect((await safe.says(rina, "DAFTAR"))[0]).toContain("dibuka lagi");
  });

  it("refers with numbers of the place, and says which were not looked at for long", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const alias = await safe.sealed({ danger: true });
    await safe.open(rina);
    await safe.says(rina, `BACA ${alias}`);
    const [shown = ""] = await safe.says(rina, `RUJUK ${alias}`);
    expect(shown).toContain("Polisi: 110 (dicek 1 Okt 2026)");
    expect(shown).toContain("LPSK: 148 (terakhir dicek 19 Agu 2021, pastikan dulu)");
    expect(shown).not.toContain("Malang");
    const [done = ""] = await safe.says(rina, `RUJUK ${alias} Malang`);
    expect(done).toContain(`${alias} dicatat sebagai dirujuk ke: Malang.`);
    expect(done).toContain("P2TP2A Malang: 0341-1");
    expect(safe.cases.find(alias, rina.id)?.status).toBe("dirujuk");
  });

  it("is asked kindly about a name with a slip in it, and nothing is guessed", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const alias = await safe.sealed({});
    await safe.open(rina);
    const [plant = "", thing = ""] = alias.split("-");
    expect(await safe.says(rina, `BACA ${plant.toUpperCase()} , ${thing}`)).toHaveLength(3);
    const slip = `${plant}-${thing}s`;
    expect(await safe.says(rina, `BACA ${slip}`)).toEqual([
      `Tidak ada kasus bernama ${slip}. Mungkin maksudnya ${alias}? Kalau ya, tulis lagi dengan nama itu.`,
    ]);
    expect(await safe.says(rina, "BACA sesuatu lain")).toEqual([NONE("sesuatu-lain")]);
    expect(await safe.says(rina, "BACA")).toEqual([expect.stringContaining("misalnya BACA melati payung")]);
  });

  it("sees nine of a long list at a time", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    for (let n = 0; n < 19; n += 1) await safe.sealed({ category: n === 18 ? 1 : 6 });
    await safe.open(rina);
    const pages = [];
    for (const text of ["DAFTAR", "LANJUT", "LANJUT", "LANJUT", "DAFTAR 2"])
      pages.push((await safe.says(rina, text))[0]);
    expect(pages.map((page) => page?.split("\n").length)).toEqual([11, 11, 3, 1, 11]);
    expect(pages[0]).toContain("1-9 dari 19");
    expect(pages[0]?.split("\n")[1]).toContain("S2");
    expect(pages[3]).toBe("Daftarnya sudah habis. Ketik DAFTAR untuk melihat dari awal.");
    expect(pages[4]).toBe(pages[1]);
    expect((await safe.says(rina, "halo"))[0]).toContain("mau dibantu apa?");
    expect((await safe.says(rina, "LANJUT"))[0]).toContain("19-19 dari 19");
  });
});

describe("two officers and one case", () => {
  it("see what the other did, and a case that one of them closed is closed", async () => {
    const safe = await OfficerWorld.start();
    const [rina, mira] = [await safe.officer("Rina"), await safe.officer("Mira")];
    const alias = await safe.sealed({ receipt: newReceipt(systemRandom) });
    await safe.open(rina);
    await safe.open(mira);
    await safe.says(rina, `BACA ${alias}`);
    await safe.says(mira, `BALAS ${alias}`);
    await safe.says(mira, "Kami dengar");
    await safe.says(rina, `TUTUP ${alias} terbukti`);
    expect((await safe.says(mira, "KIRIM"))[0]).toContain("sudah ditutup");
    expect((await safe.says(mira, "AUDIT"))[0]).toContain(`Ibu Rina, menutup ${alias}`);
  });

  it("can hand over to whom the reporter did not strike out; all others are refused with the same words", async () => {
    const safe = await OfficerWorld.start();
    const [rina, lina] = [await safe.officer("Rina"), await safe.officer("Lina")];
    const alias = await safe.sealed({ struckOut: [lina.id] });
    const nia = await safe.officer("Nia");
    await safe.open(rina);
    expect((await safe.says(rina, `BACA ${alias}`))[0]).toContain("Jangan dibicarakan dengan: Ibu Lina");
    const no = (name: string) => [`${alias} tidak bisa dialihkan ke ${name}. Tulis nama petugas lain.`];
    for (const name of ["Lina", "Tuti", "Rina"])
      expect(await safe.says(rina, `ALIHKAN ${alias} ${name}`)).toEqual(no(name));
    expect(safe.seen(lina)).toEqual([]);
    expect(await safe.says(rina, `ALIHKAN ${alias} nia`)).toEqual([`Ibu Nia sekarang bisa membaca ${alias}.`]);
    expect(safe.seen(nia)).toEqual([expect.stringContaining(`${alias} dibagikan kepada Ibu Nia`)]);
    await safe.open(nia);
    expect((await safe.says(nia, `BACA ${alias}`))[0]).toContain(alias);
  });
});
