import { describe, expect, it } from "vitest";
import { DAY } from "../../src/clock.ts";
import { demoWorld } from "../support/demo-world.ts";
import type { World } from "../support/world.ts";

const SARI = "7000000001";
const HASNAH = "7000000006";
const NINGSIH = "7000000010";
const DEWI = "7000000011";
const FITRI = "7000000002";

async function play(w: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await w.send(address, text);
  return last.join("\n");
}
const reports = (w: World, columns: string, where = "week = '2026-11-16'") =>
  w.runtime.db.sqlite.prepare(`SELECT ${columns} FROM weekly_report WHERE ${where} ORDER BY rowid`).all();

describe("a member's report", () => {
  it("takes six answers at most, the review included", async () => {
    const { world } = await demoWorld();
    const said = ["1", "175rb", "modal", "1", "2", "1"];
    const end = await play(world, SARI, "lapor", ...said);
    expect(said.length).toBeLessThanOrEqual(6);
    expect(end).toContain("9–15 Nov Rp 150.000, 16–22 Nov Rp 175.000. Naik Rp 25.000");
    expect(reports(world, "profit, mode, replaces")).toEqual([{ profit: 175_000, mode: "self", replaces: null }]);
  });

  it("like the last week takes two", async () => {
    const { world } = await demoWorld();
    expect(await play(world, SARI, "lapor", "sama seperti minggu lalu")).toContain(
      "Rp 150.000 (seratus lima puluh ribu",
    );
    expect(await play(world, SARI, "1")).toContain("Tetap seperti sebelumnya");
  });

  it("like the last week can still be changed, and asks what the change makes relevant", async () => {
    const { world } = await demoWorld();
    const asked = await play(world, SARI, "lapor", "3", "2", "kendala", "modal");
    expect(asked).toContain("Mau dibantu soal kendala itu?");
    await play(world, SARI, "2", "1");
    expect(reports(world, "json_extract(answers, '$.obstacle') AS obstacle, profit")).toEqual([
      { obstacle: "capital", profit: 150_000 },
    ]);
  });

  it("sent again becomes a correction of the first", async () => {
    const { world } = await demoWorld();
    await play(world, SARI, "lapor", "3", "1");
    const end = await play(world, SARI, "lapor", "1", "2", "laba bersih", "100rb", "1");
    expect(end).not.toMatch(/turun Rp|salah/);
    expect(end).toContain("Naik turun itu biasa dalam usaha.");
    const [first, second] = reports(world, "id, profit, replaces") as {
      id: string;
      profit: number;
      replaces: string;
    }[];
    expect(second).toMatchObject({ profit: 100_000, replaces: first?.id });
  });

  it("never asks for a profit of a week without business, and forgets one that was said before", async () => {
    const { world } = await demoWorld();
    await play(world, SARI, "lapor", "1", "90rb", "1", "5", "2", "usaha", "tidak jalan", "1");
    expect(reports(world, "profit, json_extract(answers, '$.running') AS running")).toEqual([
      { profit: null, running: "no" },
    ]);
  });

  it("calls her helper when she wants help, after the report is stored", async () => {
    const { world } = await demoWorld();
    await play(world, HASNAH, "lapor", "1", "100rb", "4", "2", "1", "1");
    expect(reports(world, "profit")).toHaveLength(1);
    expect(world.runtime.db.sqlite.prepare("SELECT kind, flow FROM ticket").all()).toEqual([
      { kind: "help", flow: "weekly-report" },
    ]);
  });

  it("is not asked of somebody who chose that it is not kept", async () => {
    const { world } = await demoWorld();
    world.runtime.directory.recordConsent({
      personId: "sari000000000001",
      purpose: "reports",
      given: false,
      version: "demo",
      via: "test",
      at: 0,
    });
    expect(await play(world, SARI, "lapor")).toContain("Tidak apa-apa");
    expect(await play(world, FITRI, "lapor")).not.toContain("usahanya jalan");
  });
});

describe("a kader's reports", () => {
  it("keep both names, and go on until nobody is left", async () => {
    const { world } = await demoWorld();
    expect(await play(world, NINGSIH, "lapor", "Sumi", "2", "1", "5", "1")).toContain("Masih ada 2 anggota");
    expect(await play(world, NINGSIH, "1", "Wati", "sama", "1")).toContain("Masih ada 1 anggota");
    expect(await play(world, NINGSIH, "1", "1", "3", "1")).toContain("Semua anggota sudah lapor");
    const rows = reports(world, "person_id AS person, by_person AS by, mode") as {
      person: string;
      by: string;
      mode: string;
    }[];
    expect(rows.map(({ person }) => person.slice(0, 4))).toEqual(["sumi", "wati", "marn"]);
    expect(new Set(rows.map(({ by, mode }) => `${by.slice(0, 7)} ${mode}`))).toEqual(new Set(["ningsih kader"]));
  });

  it("tell the facilitator of a member without a phone who wants help", async () => {
    const { world } = await demoWorld();
    await play(world, NINGSIH, "lapor", "Sumi", "1", "20rb", "2", "1", "1", "1");
    expect(world.runtime.db.sqlite.prepare("SELECT kind, person_id LIKE 'sumi%' AS sumi FROM ticket").all()).toEqual([
      { kind: "callback", sumi: 1 },
    ]);
  });

  it("go back into the list from the first question about somebody", async () => {
    const { world } = await demoWorld();
    expect(await play(world, NINGSIH, "lapor", "Sumi", "kembali")).toContain("laporan siapa yang mau diisi?");
  });

  it("wait when nobody answers, and go on days later with the member who was begun", async () => {
    const { world } = await demoWorld();
    await play(world, NINGSIH, "lapor", "Sumi");
    await world.walkTo(world.clock.now() + 4 * DAY);
    expect(await play(world, NINGSIH, "ya")).toContain("usaha Ibu Sumi jalan?");
    expect(await play(world, NINGSIH, "1", "20rb", "1", "1", "1")).toContain("Masih ada 2 anggota");
    expect(reports(world, "week", "mode = 'kader' AND week > '2026-11-09'")).toEqual([{ week: "2026-11-16" }]);
  });
});

describe("a facilitator's report", () => {
  it("has its figures filled in and keeps them as they were", async () => {
    const { world } = await demoWorld();
    await play(world, SARI, "lapor", "1", "175rb", "1", "1", "1");
    const first = await play(world, DEWI, "lapor");
    expect(first).toContain("Laporan masuk: 1 dari 8 anggota.");
    expect(first).toContain("dari 1 anggota: rata-rata +Rp 25.000, nilai tengah +Rp 25.000");
    const end = await play(world, DEWI, "3", "pertemuan", "lewati", "kunjungan ke Karangsari", "1", "1");
    expect(end).toContain("sudah tersimpan");
    const [row] = reports(
      world,
      "json_extract(answers, '$.figures') AS figures",
      "kind = 'facilitator' AND week = '2026-11-16'",
    ) as { figures: string }[];
    expect(JSON.parse(row?.figures ?? "{}")).toEqual({ received: 1, members: 8, tickets: 0 });
  });
});
