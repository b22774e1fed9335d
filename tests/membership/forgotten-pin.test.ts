import { describe, expect, it } from "vitest";
import { clearingsOf, clearPin } from "../../src/people/pin-reset.ts";
import { demoWorld } from "../support/demo-world.ts";
import type { World } from "../support/world.ts";

const PHONE = "7000000004";
const HOUR = 60 * 60_000;
type Demo = Awaited<ReturnType<typeof demoWorld>>;

const phoneOf = ({ players }: Demo, called: string): string => {
  const player = players.find((one) => one.called === called);
  const found = player?.addresses.find(({ channel }) => channel === "telegram")?.address;
  if (found === undefined) throw new Error(`${called} has no phone`);
  return found;
};

const idOf = (world: World, name: string) =>
  world.runtime.db.sqlite.prepare("SELECT id FROM person WHERE called = ?").pluck().get(name) as string;

/** Ibu Yuni has set a PIN on the phone that she shares, and nobody has written there for hours. */
async function withPin(): Promise<Demo> {
  const demo = await demoWorld();
  const { world } = demo;
  await world.send(PHONE, "pin");
  await world.tap(PHONE, "Ibu Yuni");
  expect((await world.send(PHONE, "4711")).join()).toContain("PIN sudah dipasang");
  await world.later(3 * HOUR);
  return demo;
}

async function cleared(demo: Demo, by = "Kak Dewi"): Promise<string> {
  const { world } = demo;
  const staff = phoneOf(demo, by);
  await world.send(staff, "hapus pin");
  await world.send(staff, "Yuni");
  return (await world.send(staff, "ya")).join("\n");
}

describe("a PIN that was forgotten", () => {
  it("is cleared by her facilitator, shown to nobody, told to her, and written down with both names", async () => {
    const demo = await withPin();
    const { world } = demo;
    const before = world.runtime.db.sqlite.prepare("SELECT pin FROM person WHERE called = 'Ibu Yuni'").pluck().get();
    expect(await cleared(demo)).toContain("PIN Ibu Yuni sudah dihapus");
    expect(world.seen(PHONE).at(-1)).toContain("PIN lama sudah dihapus oleh Kak Dewi");
    const { sqlite } = world.runtime.db;
    const yuni = idOf(world, "Ibu Yuni");
    expect(clearingsOf(sqlite, yuni)).toEqual([
      { at: world.clock.now(), channel: "simulator-telegram", by: idOf(world, "Kak Dewi") },
    ]);
    expect(JSON.stringify(sqlite.prepare("SELECT * FROM outbox").all())).not.toContain(String(before));
    expect(() => sqlite.prepare("DELETE FROM turn_log WHERE person_id = ?").run(yuni)).toThrow();
  });

  it("opens nothing: who says her name sets a new PIN first, and what was written meanwhile waits", async () => {
    const demo = await withPin();
    const { world } = demo;
    await cleared(demo);
    await world.send(PHONE, "data saya");
    expect((await world.tap(PHONE, "Ibu Yuni")).join()).toContain("PIN lama sudah dihapus. Tulis 4 sampai 6 angka");
    expect((await world.send(PHONE, "lupa")).join()).toContain("PIN lama sudah dihapus");
    expect((await world.send(PHONE, "12")).join()).toContain("PIN itu 4 sampai 6 angka");
    const heard = (await world.send(PHONE, "258036")).join("\n");
    expect(heard).toContain("PIN sudah dipasang");
    expect(heard).toContain("Ini yang tersimpan tentang Ibu Yuni");
    await world.later(3 * HOUR);
    await world.send(PHONE, "menu");
    await world.tap(PHONE, "Ibu Yuni");
    expect((await world.send(PHONE, "4711")).join()).toContain("belum cocok");
    expect((await world.send(PHONE, "258036")).join()).toContain("mau dibantu apa");
    for (const table of ["answer", "session", "outbox", "turn_log", "person"]) {
      const rows = JSON.stringify(world.runtime.db.sqlite.prepare(`SELECT * FROM ${table}`).all());
      expect(rows.includes("258036"), table).toBe(false);
    }
  });

  it("is no way in by an old button of hers either", async () => {
    const demo = await demoWorld();
    const { world } = demo;
    await world.send(PHONE, "lapor");
    await world.tap(PHONE, "Ibu Yuni");
    await world.send(PHONE, "pin");
    await world.send(PHONE, "4711");
    await world.later(3 * HOUR);
    await cleared(demo);
    expect((await world.tap(PHONE, "Ya, jalan")).join()).toContain("Ini siapa ya?");
  });

  it("is cleared by a coordinator too, and by no member, no kader, nor for somebody above", async () => {
    const demo = await withPin();
    const { world } = demo;
    expect(await cleared(demo, "Pak Andi")).toContain("sudah dihapus");
    expect((await world.send("7000000001", "hapus pin")).join()).not.toContain("PIN siapa");
    const andi = idOf(world, "Pak Andi");
    world.runtime.directory.change(andi, { pin: "aa:bb" }, world.clock.now());
    expect((await world.send(phoneOf(demo, "Kak Dewi"), "hapus pin")).join()).toContain("tidak ada yang memasang PIN");
  });

  it("calls a human in the name of her whose PIN is asked for, and lupa is no wrong try", async () => {
    const demo = await withPin();
    const { world } = demo;
    await world.send(phoneOf(demo, "Kak Dewi"), "menu");
    await world.send(PHONE, "halo");
    await world.tap(PHONE, "Ibu Yuni");
    for (let n = 0; n < 4; n++)
      expect((await world.send(PHONE, "lupa")).join()).toContain("Tulis bantuan untuk memanggil Kak Dewi");
    await world.send(PHONE, "bantuan");
    expect(world.seen(phoneOf(demo, "Kak Dewi")).at(-1)).toContain("Ibu Yuni minta bantuan");
  });

  it("is not cleared where there is none", async () => {
    const { world } = await demoWorld();
    const { db, directory } = world.runtime;
    const personId = idOf(world, "Ibu Yuni");
    const given = { personId, by: idOf(world, "Kak Dewi"), channel: "cli", now: world.clock.now() };
    expect(clearPin({ sqlite: db.sqlite, directory }, given)).toBe(false);
    expect(clearingsOf(db.sqlite, personId)).toEqual([]);
  });
});
