import { beforeEach, describe, expect, it } from "vitest";
import { ComplaintWorld, DEWI, RATNA, SARI, TINI, WATI } from "./support.ts";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

describe("a complaint that is given openly", () => {
  let village: ComplaintWorld;
  beforeEach(async () => {
    village = await ComplaintWorld.start();
    for (const one of [SARI, DEWI, WATI, RATNA, TINI]) await village.world.send(one, "menu");
  });
  const since = async (address: string, work: () => Promise<unknown>): Promise<string> => {
    const before = village.world.seen(address).length;
    await work();
    return village.world.seen(address).slice(before).join("\n");
  };
  const complain = (text = "Pelatihan selalu terlambat") => village.world.send(SARI, `keluh: ${text}`);

  it("comes to the coordinator with its ticket and without a word of it, and to nobody else", async () => {
    const others = [DEWI, RATNA, TINI].map((one) => village.world.seen(one).length);
    const told = await since(WATI, () => complain());
    expect(told).toContain("K0001");
    expect(told).toContain("layanan");
    expect(told).not.toContain("terlambat");
    expect([DEWI, RATNA, TINI].map((one) => village.world.seen(one).length)).toEqual(others);
  });

  it("tells her by name who may read it, with every change of hands, and says nothing where there is none", async () => {
    const seen = async () => (await village.world.send(SARI, "siapa lihat")).join("\n");
    expect(await seen()).not.toContain("Keluhan terbuka");
    await complain();
    expect(await seen()).toContain("Keluhan terbuka dibaca oleh Ibu Wati, Ibu Ratna.");
    await village.world.send(WATI, "kelas k1 kecil");
    expect(await seen()).toContain("Keluhan terbuka dibaca oleh Ibu Dewi, Ibu Wati, Ibu Ratna.");
  });

  it("is read, replied to and closed by numbers, and she hears each word meant for her", async () => {
    await complain();
    expect((await village.world.send(WATI, "keluhan")).join("\n")).toContain("K0001 baru");
    expect((await village.world.send(WATI, "1")).join("\n")).toContain("Pelatihan selalu terlambat");
    expect((await village.world.send(WATI, "1")).join("\n")).toContain("Tulis balasannya");
    const reply = await since(SARI, () => village.world.send(WATI, "Kami cek dulu jadwalnya"));
    expect(reply).toContain("Kami cek dulu jadwalnya");
    expect(reply).toContain("Ibu Wati");
    await village.world.send(WATI, "keluhan k1");
    await village.world.send(WATI, "3");
    expect(await since(SARI, () => village.world.send(WATI, "Mulai besok jam 9"))).toContain("Mulai besok jam 9");
    expect((await village.world.send(WATI, "keluhan")).join("\n")).toContain("tidak ada keluhan");
  });

  it("is dealt with by commands in one line as well", async () => {
    await complain();
    expect(await since(SARI, () => village.world.send(WATI, "TANGGAPI K0001 Terima kasih sudah cerita"))).toContain(
      "cerita",
    );
    expect((await village.world.send(WATI, "selesai k-1: Sudah beres")).join("\n")).toContain("ditutup");
    expect((await village.world.send(WATI, "tanggapi k1 lagi")).join("\n")).toContain("sudah ditutup");
  });

  it("goes into other hands with the size of the conflict: the facilitator, then manager and protection team", async () => {
    await complain("Ribut soal giliran");
    expect((await village.world.send(DEWI, "keluhan k1")).join("\n")).toContain("Tidak ada keluhan K0001");
    expect(await since(DEWI, () => village.world.send(WATI, "kelas k1 kecil"))).toContain("K0001");
    expect((await village.world.send(DEWI, "keluhan k1")).join("\n")).toContain("Ribut soal giliran");
    const told = await since(TINI, () => village.world.send(WATI, "kelas k1 besar"));
    expect(told).toContain("tokoh");
    expect((await village.world.send(RATNA, "keluhan k1")).join("\n")).toContain("Ribut soal giliran");
    expect((await village.world.send(DEWI, "keluhan k1")).join("\n")).toContain("Tidak ada keluhan K0001");
  });

  it("is closed as a conflict only after its four steps, each with what was done", async () => {
    await complain("Ribut soal giliran");
    expect((await village.world.send(WATI, "langkah k1 sudah bicara")).join("\n")).toContain("belum diberi kelas");
    await village.world.send(WATI, "kelas k1 sedang");
    expect((await village.world.send(WATI, "selesai k1 beres")).join("\n")).toContain("mengenali masalah");
    await village.world.send(WATI, "langkah k1 identifikasi: bicara dengan keduanya");
    await village.world.send(WATI, "langkah k1 sebabnya jadwal");
    await village.world.send(WATI, "langkah k1 sepakat bergiliran");
    const last = await village.world.send(WATI, "langkah k1 dokumentasi notulen ditandatangani");
    expect(last.join("\n")).toContain("mencatat hasil");
    const story = (await village.world.send(WATI, "keluhan k1")).join("\n");
    expect(story).toContain("mengenali masalah: bicara dengan keduanya");
    expect(story).toContain("mencatat hasil: notulen ditandatangani");
    expect(await since(SARI, () => village.world.send(WATI, "selesai k1 Sudah damai"))).toContain("Sudah damai");
  });

  it("shows herself what was answered and not how the staff dealt with it, and takes more, also soon after its end", async () => {
    await complain("Ribut soal giliran");
    await village.world.send(WATI, "kelas k1 sedang");
    await village.world.send(WATI, "langkah k1 rapat tertutup");
    await village.world.send(WATI, "tanggapi k1 Kami dampingi");
    await village.world.send(SARI, "keluhan saya");
    const hers = (await village.world.send(SARI, "1")).join("\n");
    expect(hers).toContain("Kami dampingi");
    expect(hers).not.toContain("rapat tertutup");
    expect(hers).not.toContain("konflik sedang");
    await village.world.send(SARI, "1");
    expect(await since(WATI, () => village.world.send(SARI, "Masih ribut kemarin"))).toContain("tambahan cerita");
    for (const note of ["a", "b", "c"]) await village.world.send(WATI, `langkah k1 ${note}`);
    await village.world.send(WATI, "selesai k1 Beres");
    await village.world.send(SARI, "keluhan saya");
    await village.world.send(SARI, "1");
    await village.world.send(SARI, "1");
    expect(await since(WATI, () => village.world.send(SARI, "Belum beres"))).toContain("dibuka lagi");
    expect((await village.world.send(WATI, "keluhan")).join("\n")).toContain("K0001");
  });

  it("is nobody's to see by its number: a member, and a coordinator about her own", async () => {
    await complain();
    await village.world.send(WATI, "keluh: gaji terlambat");
    expect((await village.world.send(WATI, "tanggapi k2 saya sendiri")).join("\n")).toContain(
      "Tidak ada keluhan K0002",
    );
    expect((await village.world.send(RATNA, "keluhan k2")).join("\n")).toContain("gaji terlambat");
    expect((await village.world.send(SARI, "tanggapi k2 halo")).join("\n")).not.toContain("K0002");
  });

  it("reminds its coordinator once a step, and the manager when it is late; not of what was done", async () => {
    await complain();
    // Friday 16:00. One working day is over on Monday night, two on Tuesday night.
    expect(await since(WATI, () => village.world.walkTo(village.world.clock.now() + 3.7 * DAY))).toContain(
      "belum dibaca. Batasnya 24 Nov",
    );
    expect(await since(RATNA, () => village.world.walkTo(village.world.clock.now() + DAY))).toContain(
      "24 Nov sudah lewat",
    );
    await village.world.send(WATI, "tanggapi k1 Kami baca");
    const later = await since(WATI, () => village.world.walkTo(village.world.clock.now() + 20 * DAY));
    expect(later).not.toContain("belum dibaca");
    expect(later).not.toContain("belum dibalas");
    expect(later.match(/belum dijawab/g)).toHaveLength(3);
  });

  it("gives one word a duty after a week without power, and the sharpest", async () => {
    await complain();
    const told = await since(WATI, () => village.world.later(6 * DAY + 16 * HOUR));
    expect(told.match(/belum dibaca/g)).toHaveLength(1);
    expect(told.match(/belum dibalas/g)).toHaveLength(1);
  });

  it("brings a conflict up that rests for a week", async () => {
    await complain();
    await village.world.send(WATI, "tanggapi k1 ya");
    await village.world.send(WATI, "kelas k1 sedang");
    expect(await since(WATI, () => village.world.walkTo(village.world.clock.now() + 7.9 * DAY))).toContain(
      "sudah seminggu",
    );
  });

  it("makes a sign of three alike to the coordinator, once, without what was said", async () => {
    for (const text of ["satu", "dua", "tiga"]) await complain(text);
    const told = await since(WATI, () => village.world.walkTo(village.world.clock.now() + 3 * DAY));
    expect(told.match(/3 keluhan serupa/g)).toHaveLength(1);
    expect(told).toContain("Melati");
    expect(told).not.toContain("satu");
  });

  it("is hers to take along, and empty after HAPUS", async () => {
    await complain("Rahasia dapur");
    await village.world.send(WATI, "tanggapi k1 Soal dapur, ya");
    const { keeper } = village.complaints.module;
    expect(JSON.stringify(keeper.dataOf(village.sari, "id"))).toContain("Rahasia dapur");
    keeper.letGo(village.sari, { tell: () => true, now: village.world.clock.now() });
    const { sqlite } = village.world.runtime.db;
    expect(JSON.stringify(sqlite.prepare("SELECT * FROM complaint_entry").all())).not.toContain("dapur");
    expect((await village.world.send(WATI, "keluhan")).join("\n")).toContain("tidak ada keluhan");
  });
});
