import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { cellsOf, SMALLEST_CELL, wholeFives } from "../../../src/programme/assessment/cells.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

const SARI = "7000000001";
const NINGSIH = "7000000010";
const DEWI = "7000000011";
const ANDI = "7000000013";

async function play(world: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(address, text);
  return last.join("\n");
}

const events = (world: World, kind: string) =>
  world.runtime.db.sqlite.prepare("SELECT mode, data FROM event WHERE kind = ? ORDER BY rowid").raw().all(kind);

describe("a survey", () => {
  it("is asked over days, and the next time may be as it was", async () => {
    const { world } = await demoWorld();
    expect(await play(world, SARI, "survei", "kebutuhan dukungan")).toContain("Dukungan apa yang paling dibutuhkan?");
    await play(world, SARI, "1 3");
    world.clock.advanceTo(world.clock.now() + 4 * DAY);
    expect(await play(world, SARI, "2")).toContain("Waktu yang paling cocok kapan?");
    await play(world, SARI, "3", "lewati", "1");
    expect(await play(world, SARI, "survei", "kebutuhan dukungan")).toContain("Kebutuhan: Keterampilan, Modal");
    expect(await play(world, SARI, "sama seperti sebelumnya")).toContain("masih sama seperti sebelumnya");
    const told = JSON.stringify({ needs: ["skills", "capital"], method: "group", time: "afternoon" });
    expect(events(world, "form.kebutuhan")).toEqual([
      ["self", told],
      ["self", told],
    ]);
  });

  it("is filled in by a kader about one of her people, with her as the way it was told", async () => {
    const { world } = await demoWorld();
    expect(await play(world, NINGSIH, "survei", "kebutuhan dukungan")).toContain("Ini tentang siapa?");
    await play(world, NINGSIH, "Wati", "1", "1", "1", "lewati", "1");
    expect(events(world, "form.kebutuhan").map((row) => (row as string[])[0])).toEqual(["kader"]);
  });
});

describe("satisfaction", () => {
  it("is seen as means of at least five, by a coordinator and by no facilitator", async () => {
    const { world } = await demoWorld();
    const members = ["7000000001", "7000000003", "7000000005", "7000000006", "7000000007", "7000000008", "7000000009"];
    for (const [at, address] of members.entries())
      expect(await play(world, address, "kepuasan", String((at % 3) + 3), "4", "lewati")).toContain("tersimpan");
    const seen = await play(world, ANDI, "hasil kepuasan");
    expect(seen).toContain("Layanan: 3,8 (5 orang)");
    expect(seen).toContain("Pendampingan: 4,0 (5 orang)");
    // Kak Dewi has three answers; Kak Rahel's four would be told by the sum.
    expect(seen).toMatch(/Kak Dewi: belum bisa ditampilkan/);
    expect(seen).toMatch(/Kak Rahel: belum bisa ditampilkan/);
    expect(await play(world, DEWI, "hasil kepuasan")).not.toContain("orang)");
  });

  it("is answered by nobody in her place", async () => {
    const { world } = await demoWorld();
    await play(world, SARI, "kepuasan", "bantuan");
    const open = world.seen(DEWI).join("\n");
    expect(open).not.toContain("Seberapa puas");
  });

  it("changes by five answers at a time, so that nobody's is the difference of two means", () => {
    const answer = fc.record({ group: fc.constantFrom("a", "b"), score: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 6, maxLength: 30 }), (answers) => {
        const counted = (all: typeof answers) => wholeFives(all).filter(({ group }) => group === "a").length;
        const [before, after] = [counted(answers.slice(0, -1)), counted(answers)];
        if (before >= SMALLEST_CELL) expect((after - before) % SMALLEST_CELL).toBe(0);
      }),
    );
  });

  it("never shows a cell of fewer than five, nor lets one be reckoned from the others", () => {
    const answer = fc.record({ group: fc.constantFrom("a", "b", "c", "d"), score: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 40 }), (answers) => {
        const { all, groups } = cellsOf(answers);
        const shown = groups.flatMap(({ shown: one }) => one?.count ?? []);
        for (const count of [...shown, ...(all.shown === null ? [] : [all.shown.count])])
          expect(count).toBeGreaterThanOrEqual(SMALLEST_CELL);
        const left = answers.length - shown.reduce((sum, count) => sum + count, 0);
        if (all.shown !== null && shown.length > 0) expect(left === 0 || left >= SMALLEST_CELL).toBe(true);
        if (all.shown !== null)
          expect(groups.filter(({ shown: one }) => one === null).length).not.toBe(groups.length > 1 ? 1 : 9);
      }),
    );
  });
});
