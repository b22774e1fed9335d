import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

const SARI = "7000000001";
const TUTI = "7000000003";
const RINA = "7000000005";
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
    expect(await play(world, SARI, "aturan kelompok", "Mekar Sari", "Datang tepat waktu")).toContain("sudah tercatat");
    const shown = await play(world, RINA, "kelompok", "Mekar Sari");
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
    await play(world, TUTI, "pertemuan kelompok", "Mekar Sari", "kemarin", "Arisan", "1 2 3", "Bu Sumi berutang", "1");
    expect(rows(world, "SELECT data, group_id IS NOT NULL AS grouped FROM event WHERE kind = 'group.met'")).toEqual([
      { data: '{"attended":3,"expected":5}', grouped: 1 },
    ]);
    expect(rows(world, "SELECT topic, notes FROM group_meeting")).toEqual([
      { topic: "Arisan", notes: "Bu Sumi berutang" },
    ]);
  });
});

describe("a poll of a group", () => {
  const ask = async (world: World): Promise<string> => {
    const said = await play(
      world,
      SARI,
      "urutkan masalah",
      "Mekar Sari",
      "Apa yang paling berat",
      "modal, pembeli, bahan",
      "1",
    );
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
