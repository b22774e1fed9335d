import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import { homePaths } from "../../../src/home.ts";
import { setAccess } from "../../../src/people/access.ts";
import { drawUp } from "../../../src/programme/reports/index.ts";
import type { ReportWork } from "../../../src/programme/reports/part.ts";
import type { ReckonReport } from "../../../src/programme/reports/reckoning.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { layDemo } from "../../support/demo-world.ts";
import { FRIDAY, World } from "../../support/world.ts";
import { byHand, reportsOnly } from "./support.ts";

const SARI = "7000000001";
const DEWI = "7000000011";
const ANDI = "7000000013";

/** The demo with reports that are reckoned as a test says; `here`: at once, from the same database. */
async function reports({
  home = temporaryFolder(),
  now = FRIDAY,
  ...work
}: Partial<ReportWork> & { home?: string; now?: number } = {}) {
  const { pack } = layDemo(home, { now: FRIDAY, books: false });
  const { timers, ring } = byHand();
  const { layout, modules } = reportsOnly(pack, { timers, ...work });
  const world: World = new World({ home, now, programme: pack, modules });
  await world.begin();
  /** What is being made is done, and who asked has it. */
  const ready = async () => {
    await layout.settled();
    await world.runtime.settled();
  };
  const asks = async (who: string, text: string): Promise<string> => {
    const before = world.seen(who).length;
    await world.send(who, text);
    await ready();
    return world.seen(who).slice(before).join("\n");
  };
  return { world, asks, ready, ring };
}

const words = (world: World) =>
  world.runtime.db.sqlite.prepare("SELECT what, words, by_name, period_from FROM report_word ORDER BY id").all();

const documentsAt = (world: World, address: string) =>
  world.chats
    .news(undefined, { address, channel: "telegram" })
    .messages.flatMap(({ media }) => (media === undefined ? [] : [media.name]));

describe("reports in a chat", () => {
  it("are a coordinator's in three messages at most, and a file", async () => {
    const { world, asks } = await reports();
    const said = await asks(ANDI, "LAPORAN BULAN");
    expect(world.seen(ANDI).length).toBeLessThanOrEqual(4);
    expect(said).toContain("Laporan Bulanan Program Perempuan Mandiri Melati, November 2026");
    expect(said).toContain("SETUJUI LAPORAN 2026-11");
    expect(said).not.toContain("Sebentar");
    expect(documentsAt(world, ANDI)).toEqual(["laporan-bulanan-melati-2026-11.pdf"]);
  });

  it("are a text for who listens to a screen reader", async () => {
    const { world, asks } = await reports();
    const andi = world.runtime.people.at("simulator-telegram", ANDI)?.people[0] ?? "";
    setAccess(world.runtime.db, world.runtime.people, { personId: andi, manner: "reader", by: null, at: 0 });
    await asks(ANDI, "LAPORAN BULAN");
    expect(documentsAt(world, ANDI)).toEqual(["laporan-bulanan-melati-2026-11.txt"]);
  });

  it("take an analysis and an approval, with who said it", async () => {
    const { world, asks } = await reports();
    expect(await asks(ANDI, "ANALISIS")).toContain("Contoh: ANALISIS");
    expect(await asks(ANDI, "ANALISIS Laba naik setelah bazar.")).toContain("Pak Andi");
    expect(await asks(ANDI, "SETUJUI LAPORAN 2026-11")).toContain("disetujui oleh Pak Andi");
    expect(await asks(ANDI, "laporan bulan november")).toContain("Disetujui oleh Pak Andi");
    expect(words(world)).toEqual([
      { what: "analysis", words: "Laba naik setelah bazar.", by_name: null, period_from: "2026-11-01" },
      { what: "approved", words: null, by_name: null, period_from: "2026-11-01" },
    ]);
  });

  it("are a facilitator's about the week of her own people alone, and nobody else's", async () => {
    const { world, asks } = await reports();
    expect(await asks(DEWI, "laporan minggu")).toContain("Laporan Mingguan");
    expect(documentsAt(world, DEWI)).toEqual([]);
    expect(await asks(DEWI, "laporan bulan")).not.toContain("Laporan Bulanan");
    expect(await asks(SARI, "laporan bulan")).not.toContain("Laporan Bulanan");
    expect(await asks(SARI, "setujui laporan 2026-11")).not.toContain("disetujui oleh");
    expect(words(world)).toEqual([]);
  });
});

describe("a report that takes its time", () => {
  it("holds nobody up, and who waits is told so once", async () => {
    let end = () => {};
    const waits: ReckonReport = async ({ id, today, ...source }) => {
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return drawUp({ ...source, sqlite: world.runtime.db.sqlite }, id, today);
    };
    const { world, ready, ring } = await reports({ reckon: waits });
    expect(await world.send(ANDI, "laporan bulan")).toEqual([]);
    expect((await world.send(SARI, "menu")).join()).not.toBe("");
    ring();
    await world.runtime.settled();
    await world.later(MINUTE);
    expect(world.seen(ANDI)).toEqual([
      "Sebentar ya, laporannya masih saya hitung. Begitu selesai langsung saya kirim ke sini.",
    ]);
    end();
    await ready();
    expect(documentsAt(world, ANDI)).toHaveLength(1);
    await world.later(10 * MINUTE);
    expect(documentsAt(world, ANDI)).toHaveLength(1);
  });

  it("is made anew after a crash, and comes once", async () => {
    const home = temporaryFolder();
    const { world: before } = await reports({ home, reckon: () => new Promise(() => {}) });
    expect(await before.send(ANDI, "laporan bulan")).toEqual([]);
    const now = before.clock.now() + 2 * MINUTE;
    await before.stop();

    const { world, ready } = await reports({ home, now });
    await ready();
    await world.later(2 * MINUTE);
    expect(documentsAt(world, ANDI)).toHaveLength(1);
    expect(world.seen(ANDI).filter((text) => text.startsWith("Laporan Bulanan")).length).toBe(2);
    expect(readdirSync(homePaths(home).files)).toHaveLength(1);
  });

  it("and cannot be made is told kindly, once", async () => {
    const { world, asks } = await reports({ reckon: () => Promise.reject(new Error("out of memory")) });
    expect(await asks(ANDI, "laporan bulan")).toBe(
      "Maaf, laporannya belum bisa dibuat. Coba minta lagi sebentar nanti ya.",
    );
    await world.later(10 * MINUTE);
    expect(world.seen(ANDI)).toHaveLength(1);
    expect(readdirSync(homePaths(world.home).files)).toEqual([]);
  });
});
