import { describe, expect, it } from "vitest";
import { Audience } from "../../../src/cooperative/chat/audience.ts";
import { cooperativeKeeper } from "../../../src/cooperative/rights.ts";
import { loadTexts } from "../../../src/texts/index.ts";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { got, officer, openUnit, says } from "./talk.ts";

const DAMAI = "8040";
const damai = async ({ world }: CoopWorld, text: string) => (await world.send(DAMAI, text)).join("\n");

/** Melati and Mawar Merah under a head office, whose manager is Ibu Damai. */
async function withHead(): Promise<CoopWorld> {
  const coop = await coopWorld();
  officer(coop, "Damai", DAMAI, "manager", openUnit(coop, 90, "Pusat", "head"));
  openUnit(coop, 2, "Mawar Merah");
  return coop;
}

describe("a manager of the head office", () => {
  it("sees the cash of all units, of one, and nobody else's by a treasurer's word", async () => {
    const coop = await withHead();
    const all = await damai(coop, "kas");
    expect(all.split("\n").map((line) => line.split(" per ")[0])).toEqual([
      "Kas Pusat",
      "Kas Melati",
      "Kas Mawar Merah",
    ]);
    expect(await damai(coop, "kas unit Melati")).toContain("Kas Melati per 20 Nov 2026: Rp 5.000.000");
    expect(await damai(coop, "kas unit Anggrek")).toContain("Unit “Anggrek” tidak ada");
    expect(await says(coop, "kas unit Mawar Merah")).toContain("bukan unit Ibu Endang");
    expect(await says(coop, "kas unit melati")).toContain("Kas Melati");
    expect(await damai(coop, "tunggakan")).toContain("Tidak ada tunggakan di semua unit");
  });

  it("sees a member's savings and loans in the unit that is named, and nobody else sees another unit's", async () => {
    const coop = await withHead();
    await says(coop, "setor wajib 003 20rb");
    expect(await damai(coop, "saldo 003 unit Melati")).toMatch(/Tiur Manalu \(003\), Melati.*\n.*Wajib Rp 20.000/);
    expect(await damai(coop, "saldo unit Melati 003")).toContain("Tiur Manalu (003), Melati");
    expect(await damai(coop, "riwayat tiur unit melati 11/2026")).toContain("no. 2");
    expect(await damai(coop, "riwayat 003 unit Melati 3 bulan")).toContain("no. 2");
    expect(await damai(coop, "saldo unit melati tiur")).toContain("Tiur Manalu (003), Melati");
    expect(await damai(coop, "riwayat 001 unit Mawar Merah 3 bulan")).not.toContain("Merah 3");
    expect(await damai(coop, "saldo unit Anggrek 2 tiur")).toContain("Unit “Anggrek 2” tidak ada");
    expect(await damai(coop, "angsuran berikut 003 unit melati")).toContain("Tiur Manalu (003) tidak punya pinjaman");
    expect(await damai(coop, "buku anggota 003 unit melati")).toContain("Tiur Manalu (003), Melati");
    expect(await damai(coop, "saldo maria unit melati")).toContain("Ada beberapa “maria”");
    expect(await damai(coop, "2")).toContain("Maria Pohan (002), Melati");
    expect(await damai(coop, "saldo 003 unit Anggrek")).toContain("Unit “Anggrek” tidak ada");
    expect(await damai(coop, "saldo unit melati")).toContain("SALDO 003 UNIT Melati");
    expect(await damai(coop, "saldo 003")).toContain("Tulis juga nama unitnya, misalnya SALDO 003 UNIT Melati");
    const other = "Unit Mawar Merah bukan unit Ibu";
    expect(await says(coop, "saldo 003 unit Mawar Merah")).toContain(other);
    expect(await says(coop, "saldo 003 unit Mawar Merah", "supervisor")).toContain(other.slice(0, 25));
    expect(await says(coop, "saldo 003 unit Melati")).toContain("Tiur Manalu (003), Melati");
  });

  it("stands among those who see a member's savings", async () => {
    const coop = await withHead();
    const { people } = coop.world.runtime;
    const audience = new Audience(coop.books, people, loadTexts("locales").texts);
    const seen = cooperativeKeeper({ books: coop.books, audience }).seenBy?.(coop.people.maria, "id") ?? [];
    expect(seen.join("\n")).toContain("Pengurus unit Pusat (Ibu Damai): simpanan, pinjaman, dan setoran.");
  });

  it("is no way for a member to what is not hers", async () => {
    const coop = await withHead();
    for (const line of ["saldo 003 unit Melati", "saldo 001 unit Mawar Merah", "riwayat 001 unit Mawar Merah"])
      expect(await says(coop, line, "maria"), line).toContain("hanya untuk yang punya");
    expect(await says(coop, "saldo unit Anggrek", "maria")).toContain("hanya untuk yang punya");
    expect(await says(coop, "saldo 001 unit melati", "maria")).toContain("Maria br Sihombing (001)");
    expect(await says(coop, "saldo unit melati", "maria")).toContain("Maria br Sihombing (001)");
  });

  it("votes on what waits in a unit", async () => {
    const coop = await withHead();
    await says(coop, "setor sukarela 001 2jt");
    await says(coop, "keluar operasional 600rb atap");
    expect(await damai(coop, "persetujuan")).toContain("Melati: 1 menunggu. Lihat: PERSETUJUAN UNIT Melati");
    expect(await damai(coop, "persetujuan unit melati")).toContain("uang keluar Biaya Operasional Rp 600.000");
    expect(await damai(coop, "setuju 1")).not.toContain("Bukti");
    expect(await damai(coop, "tolak 1 unit Melati: tunggu rapat dulu")).toContain("no. 1 tidak jadi");
    expect(got(coop, "treasurer")).toContain("tunggu rapat dulu");
  });

  it("hears of a missed deposit where nobody in the unit watches, asks the treasurer, and ends it by chat", async () => {
    const coop = await withHead();
    const { directory } = coop.world.runtime;
    directory.setRole(coop.people.supervisor, "supervisor", false, coop.world.clock.now());
    await says(coop, "lapor setor 20rb tgl 12/11", "maria");
    const told = coop.world.seen(DAMAI).join("\n");
    expect(told).toContain("Laporan no. 1 unit Melati: Maria br Sihombing (001)");
    expect(told).toContain("TERUSKAN 1 unit Melati");
    expect(told).toContain("JELASKAN 1 unit Melati dan penjelasannya");
    expect(await damai(coop, "daftar sanggah")).toContain("Melati: 1 terbuka");
    got(coop, "treasurer");
    expect(await damai(coop, "teruskan 1 unit Melati")).toContain("Bendahara sudah saya tanya");
    expect(got(coop, "treasurer")).toContain("Maria br Sihombing (001)");
    expect(await damai(coop, "jelaskan 1 uangnya ada di buku lama")).toContain("Tidak ada sanggahan no. 1");
    expect(await damai(coop, "jelaskan 1 unit Melati uangnya ada di buku lama")).toContain("no. 1 selesai");
    expect(got(coop, "maria")).toContain("Jawaban Ibu Damai untuk laporan setor Rp 20.000");
    expect(coop.books.disputes.openCount(1)).toBe(0);
  });

  it("has it all in numbered pages", async () => {
    const coop = await withHead();
    await says(coop, "setor sukarela 001 2jt");
    await says(coop, "keluar operasional 600rb atap");
    const { directory } = coop.world.runtime;
    directory.setRole(coop.people.supervisor, "supervisor", false, coop.world.clock.now());
    await says(coop, "lapor setor 20rb tgl 12/11", "maria");
    expect(await damai(coop, "menu koperasi")).toContain("1. Kas semua unit");
    expect(await damai(coop, "1")).toContain("Kas Mawar Merah");
    await damai(coop, "menu koperasi");
    expect(await damai(coop, "3")).toContain("Unit yang mana?");
    expect(await damai(coop, "1")).toContain("uang keluar Biaya Operasional Rp 600.000");
    await damai(coop, "1");
    expect(await damai(coop, "1")).toContain("Bukti no. 3");
    await damai(coop, "menu koperasi");
    await damai(coop, "5");
    await damai(coop, "1");
    await damai(coop, "2");
    expect(await damai(coop, "1")).toContain("setor Rp 20.000");
    await damai(coop, "1");
    expect(await damai(coop, "uangnya sudah dicatat hari ini")).toContain("Unit: Melati");
    expect(await damai(coop, "1")).toContain("no. 1 selesai");
  });

  it("of a programme alone has no unit, and is told so", async () => {
    const coop = await withHead();
    coop.world.add("Yanti", "8050", ["manager"]);
    const answer = (await coop.world.send("8050", "menu koperasi")).join("\n");
    expect(answer).toContain("Menu ini untuk manajer kantor pusat koperasi.");
  });

  it("keeps a reason that only begins with the word for a unit", async () => {
    const coop = await coopWorld();
    await says(coop, "keluar operasional 600rb atap");
    expect(await says(coop, "tolak 1 unit belum punya cukup", "chair")).toContain("no. 1 tidak jadi");
    expect(got(coop, "treasurer")).toContain("unit belum punya cukup");
  });
});
