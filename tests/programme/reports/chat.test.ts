import { describe, expect, it } from "vitest";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

const SARI = "7000000001";
const DEWI = "7000000011";
const ANDI = "7000000013";

const words = (world: World) =>
  world.runtime.db.sqlite.prepare("SELECT what, words, by_name, period_from FROM report_word ORDER BY id").all();

describe("reports in a chat", () => {
  it("are a coordinator's in three messages at most, and a file", async () => {
    const { world } = await demoWorld();
    const said = await world.send(ANDI, "LAPORAN BULAN");
    expect(said.length).toBeLessThanOrEqual(3);
    expect(said.join("\n")).toContain("Laporan Bulanan Program Perempuan Mandiri Melati, November 2026");
    expect(said.join("\n")).toContain("SETUJUI LAPORAN 2026-11");
    expect(world.runtime.db.sqlite.prepare("SELECT kind FROM duty WHERE kind = 'report.file'").all()).toHaveLength(1);
  });

  it("take an analysis and an approval, with who said it", async () => {
    const { world } = await demoWorld();
    expect((await world.send(ANDI, "ANALISIS")).join()).toContain("Contoh: ANALISIS");
    expect((await world.send(ANDI, "ANALISIS Laba naik setelah bazar.")).join()).toContain("Pak Andi");
    expect((await world.send(ANDI, "SETUJUI LAPORAN 2026-11")).join()).toContain("disetujui oleh Pak Andi");
    expect((await world.send(ANDI, "laporan bulan november")).join()).toContain("Disetujui oleh Pak Andi");
    expect(words(world)).toEqual([
      { what: "analysis", words: "Laba naik setelah bazar.", by_name: null, period_from: "2026-11-01" },
      { what: "approved", words: null, by_name: null, period_from: "2026-11-01" },
    ]);
  });

  it("are a facilitator's about the week of her own people alone, and nobody else's", async () => {
    const { world } = await demoWorld();
    expect((await world.send(DEWI, "laporan minggu")).join("\n")).toContain("Laporan Mingguan");
    expect((await world.send(DEWI, "laporan bulan")).join("\n")).not.toContain("Laporan Bulanan");
    expect((await world.send(SARI, "laporan bulan")).join("\n")).not.toContain("Laporan Bulanan");
    expect((await world.send(SARI, "setujui laporan 2026-11")).join("\n")).not.toContain("disetujui oleh");
    expect(words(world)).toEqual([]);
  });
});
