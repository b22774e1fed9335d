import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";
import { wib } from "../support.ts";

const SARI = "7000000001";
const TUTI = "7000000003";
const RINA = "7000000005";
const NINGSIH = "7000000010";
const DEWI = "7000000011";

async function play(world: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(address, text);
  return last.join("\n");
}

/** Kak Dewi's group of five, chaired by Ibu Sari; everybody has written before. */
async function withGroup(): Promise<World> {
  const { world } = await demoWorld();
  for (const address of [SARI, TUTI, RINA, DEWI]) await play(world, address, "menu", "batal");
  const members = ["Sari", "Tuti", "Rina", "Wati", "Sumi"];
  const listed = await play(world, DEWI, "kelompok baru", "Mekar Sari");
  const numbers = members.map((name) => new RegExp(`(\\d+)\\. Ibu ${name}`).exec(listed)?.[1]).join(" ");
  await play(world, DEWI, numbers, "Sari", "Tuti", "Rina", "1");
  return world;
}

const rows = (world: World, sql: string) => world.runtime.db.sqlite.prepare(sql).all();
const lastOf = (world: World, address: string) => world.seen(address).at(-1) ?? "";

describe("a group", () => {
  it("has five to fifteen members, three officers and rules that everybody reads", async () => {
    const world = await withGroup();
    expect(await play(world, SARI, "aturan kelompok", "Datang tepat waktu")).toContain("sudah tercatat");
    const shown = await play(world, RINA, "kelompok");
    expect(shown).toContain("Ibu Sari (ketua), Ibu Tuti (sekretaris), Ibu Rina (bendahara)");
    expect(shown).toContain("1. Datang tepat waktu");
    expect(await play(world, RINA, "aturan kelompok")).toContain("ditulis oleh ketua");
  });

  it("is not made of four", async () => {
    const { world } = await demoWorld();
    expect(await play(world, DEWI, "kelompok baru", "Kecil", "1 2 3 4")).toContain("5 sampai 15 orang");
    expect(rows(world, "SELECT 1 FROM programme_group")).toEqual([]);
  });

  it("has meetings whose words lie apart from the count", async () => {
    const world = await withGroup();
    await play(
      world,
      TUTI,
      "pertemuan kelompok",
      "kemarin",
      "Arisan",
      "1 2 3",
      "Bu Sumi berutang",
      "lewati",
      "tidak",
      "1",
    );
    expect(rows(world, "SELECT data, group_id IS NOT NULL AS grouped FROM event WHERE kind = 'group.met'")).toEqual([
      { data: '{"attended":3,"expected":5}', grouped: 1 },
    ]);
    expect(rows(world, "SELECT topic, notes FROM group_meeting")).toEqual([
      { topic: "Arisan", notes: "Bu Sumi berutang" },
    ]);
  });
});

describe("what changes in a group", () => {
  it("is who is in it, and its facilitator alone changes it", async () => {
    const world = await withGroup();
    expect(await play(world, SARI, "ubah kelompok")).not.toContain("Apa yang berubah");
    expect(await play(world, DEWI, "ubah kelompok")).toContain("Apa yang berubah di Mekar Sari?");
    expect(await play(world, DEWI, "anggota baru", "Yuni")).toContain(
      "Ibu Yuni sekarang anggota Mekar Sari. Anggotanya jadi 6",
    );
    expect(await play(world, DEWI, "ubah kelompok", "anggota keluar", "Sumi")).toContain("tinggal 5 orang");
    expect(await play(world, DEWI, "ubah kelompok", "anggota keluar", "Wati")).toContain("sebaiknya 5 sampai 15");
    // Who left may come back.
    expect(await play(world, DEWI, "ubah kelompok", "anggota baru", "Sumi")).toContain("Anggotanya jadi 5");
  });

  it("is an office, which goes over before its officer leaves", async () => {
    const world = await withGroup();
    expect(await play(world, DEWI, "ubah kelompok", "anggota keluar", "Sari")).toContain("masih ketua");
    expect(await play(world, DEWI, "ubah kelompok", "ganti pengurus", "ketua", "Tuti")).toContain(
      "sudah punya tugas lain",
    );
    expect(await play(world, DEWI, "ubah kelompok", "ganti pengurus", "ketua", "Wati")).toContain(
      "Ibu Wati sekarang ketua",
    );
    expect(await play(world, SARI, "aturan kelompok")).toContain("ditulis oleh ketua");
    expect(await play(world, RINA, "kelompok")).toContain("Ibu Wati (ketua)");
  });

  it("is its end, after which nobody writes for it and all of it stays", async () => {
    const world = await withGroup();
    expect(await play(world, DEWI, "ubah kelompok", "kelompok selesai", "tidak")).toContain("tetap jalan");
    expect(await play(world, DEWI, "ubah kelompok", "kelompok selesai", "ya")).toContain("sudah ditutup");
    expect(await play(world, RINA, "kelompok")).toContain("belum tercatat di kelompok");
    expect(rows(world, "SELECT count(*) AS n FROM group_member")).toEqual([{ n: 5 }]);
  });
});

describe("what a group is told", () => {
  it("says for whom it is on a phone that several people use", async () => {
    const { world } = await demoWorld();
    const listed = await play(world, DEWI, "kelompok baru", "Melati Putih");
    const numbers = ["Sari", "Tuti", "Rina", "Yuni", "Sumi"].map(
      (name) => new RegExp(`(\\d+)\\. Ibu ${name}`).exec(listed)?.[1],
    );
    await play(world, DEWI, numbers.join(" "), "Sari", "Tuti", "Rina", "1");
    await play(
      world,
      SARI,
      "pertemuan kelompok",
      "kemarin",
      "Arisan",
      "1 2 3",
      "Iuran jadi 10 ribu",
      "lewati",
      "ya",
      "1",
    );
    await world.walkTo(world.clock.now() + 2 * 60_000);
    const seen = world.chats.news(undefined, { address: "6281200000004", channel: "whatsapp" }).messages;
    expect(seen.map(({ text }) => text).join("\n")).toContain("Untuk Ibu Yuni:\nCatatan pertemuan Melati Putih");
  });
});

describe("a meeting of a group", () => {
  const NOTES = ["pertemuan kelompok", "kemarin", "Arisan", "1 2 3", "Iuran jadi 10 ribu"];
  const told = (world: World, address: string) => world.seen(address).filter((text) => text.includes("Iuran jadi"));

  it("is told back to everybody where the group agreed, and to the kader for those without a phone", async () => {
    const world = await withGroup();
    await play(world, NINGSIH, "menu", "batal");
    await play(world, TUTI, ...NOTES, "lewati", "ya", "1");
    await world.walkTo(world.clock.now() + 2 * 60_000);
    expect(told(world, SARI)).toHaveLength(1);
    expect(told(world, NINGSIH)).toEqual([expect.stringContaining("Ibu Sumi, Ibu Wati yang belum punya HP")]);
    // The writer has seen it when it was read back.
    expect(told(world, TUTI)).toHaveLength(1);
    const world2 = await withGroup();
    await play(world2, TUTI, ...NOTES, "lewati", "tidak", "1");
    await world2.walkTo(world2.clock.now() + 2 * 60_000);
    expect(told(world2, SARI)).toEqual([]);
  });

  it("says when it meets again, and everybody is reminded the day before, of the newest day alone", async () => {
    const world = await withGroup();
    expect(await play(world, TUTI, ...NOTES, "kemarin")).toContain("hari yang akan datang");
    await play(world, TUTI, "2 Desember", "tidak", "1");
    expect(await play(world, RINA, "kelompok")).toContain("Bertemu lagi Rabu, 2 Desember 2026.");
    await play(world, TUTI, "pertemuan kelompok", "hari ini", "Pindah hari", "1 2", "lewati", "4 Desember", "1");
    const reminded = () => world.seen(RINA).filter((text) => text.startsWith("Pengingat: kelompok Mekar Sari"));
    world.clock.advanceTo(wib("2026-12-01", "10:00"));
    await world.walkTo(wib("2026-12-01", "10:02"));
    expect(reminded()).toEqual([]);
    world.clock.advanceTo(wib("2026-12-03", "10:00"));
    await world.walkTo(wib("2026-12-03", "10:02"));
    expect(reminded()).toEqual([expect.stringContaining("4 Desember 2026")]);
  });
});

describe("a poll of a group", () => {
  const ask = async (world: World): Promise<string> => {
    const said = await play(world, SARI, "urutkan masalah", "Apa yang paling berat", "modal, pembeli, bahan", "1");
    await world.runtime.tick();
    await world.runtime.settled();
    return said;
  };

  it("is ranked by each in her own chat, and told back once with what is tied", async () => {
    const world = await withGroup();
    expect(await ask(world)).toContain("Saya tanyakan ke 3 dari 5 anggota");
    expect(lastOf(world, TUTI)).toContain("Setuju ikut?");
    expect(await play(world, TUTI, "ya")).toContain("1. modal\n2. pembeli\n3. bahan");
    expect(await play(world, TUTI, "5 5")).toContain("masing-masing sekali");
    await play(world, TUTI, "2 1 3");
    await play(world, RINA, "ya", "1 2 3");
    const before = world.seen(RINA).length;
    world.clock.advanceTo(world.clock.now() + 3 * DAY);
    await world.runtime.tick();
    await world.runtime.settled();
    expect(world.seen(RINA).slice(before).join("\n")).toContain("belum sampai tiga orang");
    expect(rows(world, "SELECT 1 FROM poll_ballot")).toEqual([]);
  });

  it("tells the order to the group when three have answered, and keeps no ballot", async () => {
    const world = await withGroup();
    await ask(world);
    await play(world, TUTI, "ya", "2 1 3");
    await play(world, RINA, "ya", "1 2 3");
    expect(await play(world, SARI, "ya", "3")).toContain("Hasilnya saya kabari");
    world.clock.advanceTo(world.clock.now() + 3 * DAY);
    await world.runtime.tick();
    await world.runtime.settled();
    const told = world.seen(RINA).join("\n");
    expect(told).toContain("1. modal, pembeli (sama kuat)\n2. bahan");
    expect(told).toContain("kelompok yang memutuskan");
    expect(rows(world, "SELECT 1 FROM poll_ballot")).toEqual([]);
    expect(rows(world, "SELECT result FROM poll")).toEqual([{ result: '{"places":[[0,1],[2]],"ballots":3}' }]);
  });

  it("does not count who says no", async () => {
    const world = await withGroup();
    await ask(world);
    expect(await play(world, TUTI, "tidak")).toContain("tidak apa-apa");
    expect(rows(world, "SELECT 1 FROM poll_ballot")).toEqual([]);
  });
});
