import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { inOrder, type Todo } from "../../../src/programme/tasks/todo.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

const [SARI, DEWI, ANDI] = ["7000000001", "7000000011", "7000000013"];

async function play(world: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(address, text);
  return last.join("\n");
}

const met = async () => {
  const { world } = await demoWorld();
  for (const address of [SARI, DEWI, ANDI]) await play(world, address, "menu", "batal");
  await world.runtime.tick();
  return world;
};
const idOf = (world: World, called: string): string =>
  world.runtime.db.sqlite.prepare("SELECT id FROM person WHERE called = ?").pluck().get(called) as string;

/** Something that waits for a helper, as the weekly reports open it. */
function ticket(world: World, kind: "silent" | "help" | "callback", called: string, helper: string): void {
  const [personId, helperId] = [idOf(world, called), idOf(world, helper)];
  world.runtime.db.sqlite
    .prepare("INSERT INTO ticket (id, person_id, helper_id, kind, state, opened_at) VALUES (?, ?, ?, ?, 'open', ?)")
    .run(`t-${kind}-${personId}`, personId, helperId, kind, world.clock.now());
}

describe("the order of tasks", () => {
  const todo = (key: string, kind: Todo["kind"], about: string | null, more: Partial<Todo> = {}): Todo => ({
    keys: [key],
    kind,
    about,
    since: 0,
    ...more,
  });

  it("is people at risk, then who waits for a word, then work by its day", () => {
    const listed = inOrder([
      todo("c2", "calendar", null, { due: "2026-12-06" }),
      todo("c1", "calendar", null, { due: "2026-11-29" }),
      todo("q", "question", "a"),
      todo("f", "falling", "b"),
      todo("s", "silent", "c"),
    ]);
    expect(listed.map(({ keys }) => keys[0])).toEqual(["s", "f", "q", "c1", "c2"]);
  });

  it("has a woman once, by the gravest of her reasons, and what is done is done about all of them", () => {
    const ended: string[] = [];
    const ends = (key: string) => ({ done: () => void ended.push(key) });
    const [only, ...others] = inOrder([
      todo("absent", "absent", "a", ends("absent")),
      todo("silent", "silent", "a", ends("silent")),
      todo("hand-in", "hand-in", "a"),
    ]);
    expect(only).toMatchObject({ keys: ["silent", "absent"], kind: "silent" });
    expect(others.map(({ kind }) => kind)).toEqual(["hand-in"]);
    only?.done?.(0);
    expect(ended).toEqual(["silent", "absent"]);
  });
});

describe("TUGAS", () => {
  it("leads to the visit, with her in it already, and the visit ends the task", async () => {
    const world = await met();
    expect(await play(world, DEWI, "tugas")).toContain("1. Ibu Rina: laba turun");
    const form = await play(world, DEWI, "1", "1");
    expect(form).toContain("Kunjungannya untuk apa?");
    await play(world, DEWI, "1", "hari ini", "Bahan mahal", "Cari pemasok", "lewati", "tidak");
    expect(await play(world, DEWI, "1")).toContain("Kunjungannya sudah dihitung");
    expect(await play(world, DEWI, "tugas")).toContain("Belum ada tugas untuk Kak Dewi");
  });

  it("tells of somebody who fell silent once, whoever noticed it, and is done at once", async () => {
    const world = await met();
    ticket(world, "silent", "Ibu Rina", "Kak Dewi");
    const said = await play(world, DEWI, "tugas");
    expect(said.match(/Ibu Rina/g)).toHaveLength(1);
    expect(said).toContain("Ibu Rina: lama diam");
    expect(await play(world, DEWI, "1", "sudah")).toContain("Tugas yang masih ada: 0");
    const open = "SELECT count(*) FROM ticket WHERE state = 'open'";
    expect(world.runtime.db.sqlite.prepare(open).pluck().get()).toBe(0);
  });

  it("puts a task off to a day with a reason, and brings it back with both", async () => {
    const world = await met();
    await play(world, DEWI, "tugas", "1", "tunda");
    expect(await play(world, DEWI, "kemarin")).toContain("sudah lewat");
    expect(await play(world, DEWI, "3 bulan lagi")).not.toContain("Kenapa");
    expect(await play(world, DEWI, "lusa", "Jembatan putus")).toContain(
      "Muncul lagi di TUGAS mulai Minggu, 22 November",
    );
    expect(await play(world, DEWI, "tugas")).toContain("Belum ada tugas");
    world.clock.advanceTo(world.clock.now() + 2 * DAY);
    expect(await play(world, DEWI, "tugas", "1")).toContain(
      "Pernah ditunda sampai Minggu, 22 November 2026: Jembatan putus",
    );
  });

  it("tells of a graver reason also while a lesser one is put off", async () => {
    const world = await met();
    await play(world, DEWI, "tugas", "1", "tunda", "lusa", "Jembatan putus");
    ticket(world, "help", "Ibu Rina", "Kak Dewi");
    expect(await play(world, DEWI, "tugas")).toContain("Ibu Rina: menunggu jawaban");
    expect(await play(world, DEWI, "1", "1")).toContain("Ibu Rina");
  });

  it("has a reason no more once she is erased", async () => {
    const world = await met();
    ticket(world, "callback", "Ibu Sari", "Kak Dewi");
    await play(world, DEWI, "tugas", "1", "tunda", "lusa", "Anaknya sakit");
    const reasons = () => world.runtime.db.sqlite.prepare("SELECT reason FROM task_move").pluck().all();
    expect(reasons()).toEqual(["Anaknya sakit"]);
    await play(world, SARI, "hapus", "1");
    expect(reasons()).toEqual([null]);
    world.clock.advanceTo(world.clock.now() + 3 * DAY);
    expect(await play(world, DEWI, "tugas")).not.toContain("minta dihubungi");
  });

  it("gathers what waits for a coordinator, page by page, and each opens what does it", async () => {
    const world = await met();
    await play(world, ANDI, "mulai kalender", "hari ini", "ya");
    ticket(world, "callback", "Ibu Sari", "Pak Andi");
    const { sqlite } = world.runtime.db;
    for (const called of ["Ibu Rina", "Ibu Wati", "Ibu Tuti", "Ibu Yuni", "Ibu Sumi"])
      sqlite
        .prepare("INSERT INTO rights_request (person_id, kind, about, opened_at) VALUES (?, 'other', 'Foto', ?)")
        .run(idOf(world, called), world.clock.now());
    const first = await play(world, ANDI, "tugas");
    expect(first).toContain("1. Ibu Sari: minta dihubungi\n2. Ibu Rina: hak atas data");
    expect(first).toContain("9. Lihat berikutnya");
    const second = await play(world, ANDI, "9");
    expect(second).toContain("2. Tanya siapa yang biasanya tidak terundang");
    expect(await play(world, ANDI, "tugas", "2", "1")).toContain("H0001");
  });

  it("marks by its number what may be marked, from wherever she stands", async () => {
    const world = await met();
    await play(world, ANDI, "mulai kalender", "hari ini", "ya");
    ticket(world, "help", "Ibu Sari", "Pak Andi");
    expect(await play(world, ANDI, "selesai 2")).toContain("Bagus, sudah dicatat: Menyiapkan versi mudah dibaca");
    expect(await play(world, ANDI, "selesai 44")).toContain("Belum ada tugas nomor 44");
    expect(await play(world, ANDI, "tugas sosialisasi")).not.toContain("Menyiapkan versi");
    expect(await play(world, ANDI, "batal", "tugas lapangan")).toContain("Ibu Sari: menunggu jawaban");
    expect(await play(world, SARI, "selesai 1")).not.toContain("sudah dicatat");
  });
});
