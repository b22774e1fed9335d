import { describe, expect, it } from "vitest";
import { HOUR } from "../../src/clock.ts";
import { stepAt, timesOf } from "../../src/membership/requests/clock.ts";
import { minuteOfDay } from "../../src/zones.ts";
import { World } from "../support/world.ts";

const MARIA = "800";
const RETNO = "801";
const YANTI = "802";
const HOURS = { from: "08:00", to: "19:30" };

async function asked() {
  const world = await World.start();
  world.add("Maria", MARIA);
  world.add("Retno", RETNO, ["coordinator"]);
  world.add("Yanti", YANTI, ["manager"]);
  await world.send(MARIA, "minta perbaikan");
  await world.send(MARIA, "1");
  const said = await world.send(MARIA, "Hadir tanggal 12 belum tercatat");
  return { world, said };
}

describe("What the bot cannot do about her data by itself", () => {
  it("goes to the coordinator with a number and a time, and her words come back with the answer", async () => {
    const { world, said } = await asked();
    expect(said.join("\n")).toMatch(/nomor H0001\. Jawabannya paling lambat Senin, 23 November 2026/);
    expect(world.seen(RETNO).join("\n")).toContain("Permintaan data H0001 dari Ibu Maria");
    expect((await world.send(RETNO, "hak list")).join("\n")).toContain("H0001 Ibu Maria");
    expect((await world.send(RETNO, "1")).join("\n")).toContain("Hadir tanggal 12 belum tercatat");
    await world.send(RETNO, "1");
    await world.send(RETNO, "Sudah kami catat hadir");
    const before = world.seen(MARIA).length;
    expect((await world.send(RETNO, "1")).join("\n")).toContain("saya kabari pada jam yang pantas");
    await world.later(HOUR);
    expect(world.seen(MARIA).slice(before).join("\n")).toContain(
      "H0001 sudah dijawab Ibu Retno: Sudah kami catat hadir",
    );
    await world.later(90 * HOUR);
    expect(world.seen(RETNO).join("\n")).not.toContain("hari menunggu");
    expect(world.seen(YANTI)).toEqual([]);
  });

  it("goes to the manager at once where no coordinator can be reached", async () => {
    const world = await World.start();
    for (const [name, address, role] of [
      ["Maria", MARIA, "beneficiary"],
      ["Retno", RETNO, "coordinator"],
      ["Yanti", YANTI, "manager"],
    ] as const)
      world.add(name, address, [role]);
    world.runtime.people.setUnreachable("simulator-telegram", RETNO, "blocked");
    for (const said of ["minta perbaikan", "1", "Hadir tanggal 12 belum tercatat"]) await world.send(MARIA, said);
    expect(world.seen(YANTI).join("\n")).toContain("Permintaan data H0001 dari Ibu Maria");
  });

  it("is reminded of three times, and then the manager hears of it, each once", async () => {
    const { world } = await asked();
    await world.walkTo(world.clock.now() + 120 * HOUR);
    expect(world.seen(RETNO).filter((text) => text.includes("hari menunggu"))).toHaveLength(3);
    expect(world.seen(YANTI).filter((text) => text.includes("sudah lewat 3x24 jam"))).toHaveLength(1);
  });

  it("is told once after the machine was off for four days, of what is newest", async () => {
    const { world } = await asked();
    await world.later(96 * HOUR);
    await world.walkTo(world.clock.now() + 24 * HOUR);
    expect(world.seen(RETNO).filter((text) => text.includes("hari menunggu"))).toHaveLength(0);
    expect(world.seen(YANTI).filter((text) => text.includes("sudah lewat 3x24 jam"))).toHaveLength(1);
  });

  it("waits no more, and has no words, once she is erased", async () => {
    const { world } = await asked();
    await world.send(MARIA, "hapus");
    await world.tap(MARIA, "Ya, hapus semua");
    const row = world.runtime.db.sqlite.prepare("SELECT about, done_at IS NOT NULL AS done FROM rights_request").get();
    expect(row).toEqual({ about: null, done: 1 });
    expect((await world.send(RETNO, "hak list")).join("\n")).toContain("Tidak ada permintaan data");
  });
});

describe("the clock of a request", () => {
  it("reminds for the last time before the evening, at whatever hour she asked", () => {
    for (let hour = 0; hour < 24; hour++) {
      const openedAt = Date.parse("2026-11-20T00:00:00+07:00") + hour * HOUR;
      const { last, overdue } = timesOf(openedAt, "Asia/Jakarta", HOURS);
      const minute = minuteOfDay("Asia/Jakarta", last);
      expect(minute).toBeGreaterThanOrEqual(8 * 60);
      expect(minute).toBeLessThanOrEqual(18 * 60);
      expect(last).toBeLessThan(overdue);
      expect(last).toBeGreaterThan(openedAt + 48 * HOUR);
      expect(stepAt(openedAt, overdue)).toBe("overdue");
    }
  });
});

describe("TARIK SETUJU and SIAPA LIHAT", () => {
  it("take back one purpose in the middle of a question, with proof, and go on with the question", async () => {
    const { world } = await asked();
    await world.send(MARIA, "permintaan data");
    const said = (await world.send(MARIA, "tarik setuju foto")).join("\n");
    expect(said).toContain("Izin foto sudah ditarik");
    const sql = "SELECT purpose, given, via, version FROM consent ORDER BY id DESC";
    expect(world.runtime.db.sqlite.prepare(sql).get()).toMatchObject({ purpose: "photo", given: 0 });
    expect((await world.send(MARIA, "2")).join("\n")).toContain("nomor H0002");
  });

  it("take all back with the service, and only her own yes gives it again", async () => {
    const { world } = await asked();
    await world.send(MARIA, "izin");
    await world.send(MARIA, "laporan");
    await world.send(MARIA, "ya");
    await world.send(MARIA, "tarik setuju layanan");
    await world.send(MARIA, "ya");
    const given =
      "SELECT purpose FROM consent c WHERE given AND id = (SELECT max(id) FROM consent WHERE purpose = c.purpose)";
    const purposes = () => world.runtime.db.sqlite.prepare(given).pluck().all();
    expect(purposes()).toEqual([]);
    expect((await world.send(MARIA, "mulai")).join("\n")).toContain("Izin layanan pernah ditarik");
    expect((await world.send(MARIA, "tidak")).join("\n")).toContain("tetap seperti sekarang");
    expect(purposes()).toEqual([]);
    await world.send(MARIA, "mulai");
    await world.send(MARIA, "ya");
    expect((await world.send(MARIA, "tidak")).join("\n")).toContain("Mulai sekarang saya kabari lagi");
    expect(purposes()).toEqual(["service"]);
    expect((await world.send(MARIA, "mulai")).join("\n")).toContain("memang sudah menerima kabar");
  });

  it("name who sees what", async () => {
    const { world } = await asked();
    const said = (await world.send(MARIA, "siapa lihat")).join("\n");
    expect(said).toContain("Koordinator Ibu Retno:");
    expect(said).toContain("Manajer Ibu Yanti:");
    expect(said).toContain("hanya angka tanpa nama");
  });
});
