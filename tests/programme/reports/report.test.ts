import { describe, expect, it } from "vitest";
import { documentOf, textOf } from "../../../src/documents/index.ts";
import { packageRoot } from "../../../src/home.ts";
import { IndicatorValues } from "../../../src/programme/indicators/index.ts";
import {
  Additions,
  drawUp,
  keepValues,
  type ReportId,
  type ReportSource,
  reportDocument,
} from "../../../src/programme/reports/index.ts";
import { loadTexts } from "../../../src/texts/index.ts";
import { OCTOBER, programmes } from "../indicators/support.ts";
import { wib } from "../support.ts";

const { texts } = loadTexts(`${packageRoot()}/locales`);
const NOW = wib("2026-11-02", "09:00");
const ID: ReportId = { programme: "melati", kind: "monthly", days: OCTOBER };
const told = (source: string) => ({ byName: "Bu Rina", source, at: NOW });

function world() {
  const made = programmes();
  for (let at = 0; at < 8; at += 1)
    made.tell(
      "training.attended",
      "2026-10-07",
      { module: "kewirausahaan", session: "1", status: at < 6 ? "full" : "absent" },
      { personId: made.add() },
    );
  const source: ReportSource = { sqlite: made.db.sqlite, pack: made.main, main: made.main.id, texts };
  const text = (lang = "id") =>
    [...textOf(reportDocument(source, drawUp(source, ID, "2026-11-02"), lang, NOW), "txt")].join("");
  return { ...made, source, text };
}

describe("a report", () => {
  it("tells what happened in a month, as a draft", () => {
    const text = world().text();
    expect(text).toContain("DRAF: Laporan Bulanan");
    expect(text).toContain("Kursi pelatihan yang diharapkan\nJumlah: 8\nOrang: 8");
    expect(text).toContain("Kehadiran pelatihan\nTarget: 80%\nRealisasi: 75%\nn: 8");
    expect(text).toContain("Belum ada analisis.");
    expect(world().text("en")).toContain("DRAFT: Monthly Report");
  });

  it("is no draft once it is approved, and is one again when its figures change", () => {
    const { source, text, tell, add } = world();
    const additions = new Additions(source.sqlite);
    expect(additions.analyse(ID, "Kehadiran naik.", told("a"))).toBe("new");
    expect(additions.analyse(ID, "Kehadiran naik.", told("a"))).toBe("known");
    additions.approve(ID, drawUp(source, ID, "2026-11-02").digest, told("b"));
    expect(text()).toMatch(/^Laporan Bulanan\n/);
    expect(text()).toContain("Disetujui oleh: Bu Rina");
    expect(text()).toContain("Kehadiran naik. (Bu Rina, 2 Nov 2026)");
    tell(
      "training.attended",
      "2026-10-08",
      { module: "kewirausahaan", session: "2", status: "full" },
      { personId: add() },
    );
    expect(text()).toContain("DRAF: Laporan Bulanan");
    expect(text().replaceAll("\n", " ")).toContain("angkanya berubah sesudah disetujui Bu Rina");
  });

  it("keeps its indicators where they can be asked for, and nobody changes them by hand", () => {
    const { source, db } = world();
    const made = drawUp(source, ID, "2026-11-02");
    keepValues(source, made, NOW);
    keepValues(source, made, NOW);
    const kept = new IndicatorValues(db.sqlite).of("melati", OCTOBER);
    expect(kept.get("kehadiran")?.find(({ dimension }) => dimension === "all")).toMatchObject({ value: 750_000 });
    expect(() => db.sqlite.exec("UPDATE indicator_value SET value = 1")).toThrow("reckoned anew");
    new Additions(db.sqlite).analyse(ID, "Baik.", told("c"));
    expect(() => db.sqlite.exec("DELETE FROM report_word")).toThrow("append-only");
  });

  it("is a sheet and a PDF with drawings, too, the same bytes each time", async () => {
    const { source } = world();
    const document = reportDocument(source, drawUp(source, ID, "2026-11-02"), "id", NOW);
    const pdf = await documentOf(document, "pdf");
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.equals(await documentOf(document, "pdf"))).toBe(true);
    expect((await documentOf(document, "xlsx")).length).toBeGreaterThan(1_000);
    expect((await documentOf(document, "csv")).toString()).toContain("Kehadiran pelatihan");
  });
});
