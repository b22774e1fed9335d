import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../src/clock.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

const [DEWI, RAHEL, ANDI, RETNO] = ["7000000011", "7000000012", "7000000013", "7000000014"];

/** Everybody has written here, and one daily note was written, so that there is something to tell. */
async function inUse(): Promise<World> {
  const { world } = await demoWorld();
  for (const who of [DEWI, RAHEL, ANDI, RETNO]) for (const said of ["menu", "batal"]) await world.send(who, said);
  await note(world);
  return world;
}

async function note(world: World): Promise<void> {
  for (const said of ["harian", "Dua kelompok bertemu", "lewati", "lewati", "tidak", "1"]) await world.send(DEWI, said);
}

/** What somebody was told, wherever she reads. */
const told = (world: World, who: string, words: string): number =>
  world.seen(who).filter((text) => text.includes(words)).length;
const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`);

/** The machine was off until then. */
async function jump(world: World, to: number): Promise<void> {
  world.clock.advanceTo(to);
  await world.walkTo(to + 60_000);
}

describe("what staff tell each other", () => {
  it("goes from facilitators to their coordinator each day, and once", async () => {
    const world = await inUse();
    await world.walkTo(at("2026-11-20", "19:30"));
    expect(told(world, ANDI, "catatan pendamping hari ini")).toBe(1);
    expect(told(world, RAHEL, "Catatan hari ini belum ada")).toBe(0);
  });

  it("goes from coordinators to the manager each Monday, and is made up for on Tuesday", async () => {
    const world = await inUse();
    await jump(world, at("2026-11-24", "10:00"));
    expect(told(world, RETNO, "ringkasan pendamping minggu lalu")).toBe(1);
    await world.walkTo(at("2026-11-24", "19:00"));
    expect(told(world, RETNO, "ringkasan pendamping minggu lalu")).toBe(1);
  });

  it("is asked of the programme for its people and its donor each month, also after the first was missed", async () => {
    const world = await inUse();
    const person = world.runtime.people.at("simulator-telegram", ANDI)?.people[0] ?? "";
    world.runtime.directory.setRole(person, "manager", true, world.clock.now());
    await jump(world, at("2026-11-30", "10:00"));
    await note(world);
    await jump(world, at("2026-12-03", "09:00"));
    expect(told(world, ANDI, "Kegiatan bulan ini, hasilnya")).toBe(1);
    expect(told(world, ANDI, "Laporan bulanan dengan target dan capaian")).toBe(1);
    expect(told(world, RETNO, "Laporan bulanan dengan target dan capaian")).toBe(1);
    await jump(world, world.clock.now() + DAY + 2 * HOUR);
    expect(told(world, ANDI, "sudah waktunya kabar bulanan")).toBe(2);
  });
});
