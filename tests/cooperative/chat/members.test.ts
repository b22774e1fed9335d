import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hashPin } from "../../../src/people/pin.ts";
import { coopWorld, PHONES } from "../../support/coop-world.ts";
import { allRead, codeIn, officer, openUnit, says } from "./talk.ts";

describe("what a member asks about herself", () => {
  it("is her savings by kind and her loans with what is left and comes next", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 004 20rb");
    await says(coop, "setor sukarela 004 2jt");
    const code = codeIn(await says(coop, "ajukan pinjaman 5jt 10 bulan", "lina"));
    await says(coop, "setuju 1", "chair");
    await says(coop, "setuju 1", "supervisor");
    await says(coop, `YA ${code}`, "lina");
    await says(coop, "cair P0001");
    allRead(coop);
    expect(await says(coop, "saldo", "lina")).toBe(
      [
        "Lina Siregar (004), Melati, 20 Nov 2026",
        "Simpanan Kapitalisasi Rp 100.000",
        "Simpanan Wajib Rp 20.000",
        "Simpanan Sukarela Rp 2.000.000",
        "Jumlah simpanan Rp 2.120.000",
        "Pinjaman P0001 sisa Rp 5.000.000. Angsuran berikut 20 Des 2026: Rp 575.000",
      ].join("\n"),
    );
    expect(await says(coop, "angsuran berikut", "lina")).toContain(
      "P0001: angsuran ke-1, 20 Des 2026, Rp 575.000 (pokok Rp 500.000, jasa Rp 75.000)",
    );
  });

  it("is her latest moves, newest first, with what was taken back and what she disputes", async () => {
    const coop = await coopWorld();
    for (const line of ["setor wajib 001 20rb", "setor sukarela 001 30rb", "batal 3"]) await says(coop, line);
    await says(coop, "sanggah 2", "maria");
    expect((await says(coop, "riwayat", "maria")).split("\n")).toEqual([
      "Catatan Maria br Sihombing (001), yang terbaru di atas:",
      "20 Nov 2026, no. 4, Pembatalan: Simpanan Sukarela berkurang Rp 30.000",
      "20 Nov 2026, no. 3, Setoran simpanan: Simpanan Sukarela Rp 30.000 (dibatalkan dengan no. 4)",
      "20 Nov 2026, no. 2, Setoran simpanan: Simpanan Wajib Rp 20.000 (sedang disanggah)",
    ]);
  });

  it("shows ten moves, and says how to see what was before them", async () => {
    const coop = await coopWorld();
    for (let day = 1; day <= 11; day++) await says(coop, `setor sukarela 001 10rb tgl ${day}/10`);
    const text = await says(coop, "riwayat", "maria");
    expect(text.split("\n")).toHaveLength(12);
    expect(text).toContain("Yang lebih lama: tulis RIWAYAT 10/2026.");
    const month = await says(coop, "riwayat 10/2026", "maria");
    expect(month.split("\n")).toHaveLength(12);
    expect(month).toContain("1 Okt 2026, no. 2,");
    expect(await says(coop, "riwayat 9/2026", "maria")).toContain("Belum ada catatan");
  });

  it("is her whole book as a file", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    await says(coop, "buku anggota", "maria");
    const sent = coop.world.runtime.db.sqlite
      .prepare("SELECT body FROM outbox WHERE body LIKE '%buku-anggota%'")
      .pluck();
    const { path } = (JSON.parse(sent.get() as string) as { file: { path: string } }).file;
    expect(readFileSync(path, "utf8")).toContain("Maria br Sihombing");
  });
});

describe("what somebody asks about others", () => {
  it.each(["saldo 004", "saldo Lina", "riwayat 004", "buku anggota 004", "angsuran berikut 004", "saldo 099"])(
    "a member gets no answer to %j, and does not learn who there is",
    async (text) => {
      const coop = await coopWorld();
      await says(coop, "setor wajib 004 20rb");
      const answer = await says(coop, text, "maria");
      expect(answer).toContain("hanya untuk yang punya");
      expect(answer).not.toContain("20.000");
    },
  );

  it("a member may name herself", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "saldo 001", "maria")).toContain("Maria br Sihombing (001)");
    expect(await says(coop, "saldo Maria Sihombing", "maria")).toContain("Maria br Sihombing (001)");
    expect(await says(coop, "saldo saya", "maria")).toContain("Maria br Sihombing (001)");
    expect(await says(coop, "saldo Maria Pohan", "maria")).toContain("hanya untuk yang punya");
  });

  it("an officer sees the members of her own unit, and asks which Maria is meant", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 002 20rb");
    expect(await says(coop, "saldo Maria", "supervisor")).toContain("Ada beberapa “Maria”. Yang mana?");
    expect(await says(coop, "2", "supervisor")).toContain("Simpanan Wajib Rp 20.000");
  });

  it("an officer of another unit sees nobody of this one", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 004 20rb");
    const mawar = openUnit(coop, 2, "Mawar");
    officer(coop, "Yuli", "8020", "chair", mawar);
    for (const text of ["saldo 004", "saldo Lina", "riwayat 004", "buku anggota 004", "tunggakan", "daftar sanggah"]) {
      const answer = (await coop.world.send("8020", text)).join("\n");
      expect(answer, text).not.toMatch(/Lina Siregar|20\.000/);
    }
    expect((await coop.world.send("8020", "kas")).join("\n")).toContain("Kas Mawar");
  });

  it("whoever is no member and holds no office gets nothing", async () => {
    const coop = await coopWorld();
    coop.world.add("Tetangga", "8030");
    expect((await coop.world.send("8030", "saldo 001")).join("\n")).not.toContain("Maria");
  });
});

describe("a phone that several people hold", () => {
  it("shows a member's savings to her alone, behind her PIN", async () => {
    const coop = await coopWorld();
    const { people, directory } = coop.world.runtime;
    await says(coop, "setor wajib 001 20rb");
    people.connect("simulator-telegram", PHONES.maria, coop.people.treasurer, coop.world.clock.now());
    directory.change(coop.people.maria, { pin: hashPin("4711") }, coop.world.clock.now());
    people.setSpeaker(people.at("simulator-telegram", PHONES.maria) ?? never(), null, coop.world.clock.now());
    expect(await says(coop, "saldo", "maria")).toContain("Ini siapa ya?");
    expect(await says(coop, "Ibu Maria", "maria")).toContain("PIN");
    expect(await says(coop, "1234", "maria")).not.toContain("20.000");
    expect(await says(coop, "4711", "maria")).toContain("Simpanan Wajib Rp 20.000");
  });

  it("is no phone of hers where the treasurer reads along: no code comes there, and a witness is needed", async () => {
    const coop = await coopWorld();
    const { people } = coop.world.runtime;
    await says(coop, "setor sukarela 004 2jt");
    people.connect("simulator-telegram", PHONES.lina, coop.people.treasurer, coop.world.clock.now());
    allRead(coop);
    expect(await says(coop, "tarik sukarela 004 1jt")).toContain("seorang saksi");
    expect(coop.heard(PHONES.lina).join("\n")).not.toMatch(/YA \d\d/);
  });
});

function never(): never {
  throw new Error("there is no such phone");
}
