import { join } from "node:path";
import { openDb } from "../src/db/open.ts";
import { homePaths, packageRoot } from "../src/home.ts";
import { loadPacks } from "../src/programme/index.ts";
import { drawUp, keepValues, type ReportSource, reportDocument } from "../src/programme/reports/index.ts";
import { loadTexts } from "../src/texts/index.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { Stopwatch } from "./support/numbers.ts";
import { layYear } from "./support/programme-year.ts";
import type { Report, Section } from "./support/report.ts";

const YEAR = { programme: "pena", people: 5_000, weeks: 52, from: "2025-11-03" };
const MONTH = { from: "2026-10-01", to: "2026-10-31" };
const NOW = Date.parse("2026-11-02T02:00:00Z");

/** A monthly report over a year of a programme. */
export const report: Section = {
  name: "report",
  what: `the monthly report of a programme with ${YEAR.people} people after ${YEAR.weeks} weeks, all indicators of pena`,
  run(report: Report) {
    const folder = newFolder("report");
    const { sqlite } = openDb(homePaths(folder).database, join(packageRoot(), "drizzle"));
    sqlite.pragma("synchronous = OFF");
    const pack = loadPacks(packageRoot(), [YEAR.programme]).packs.get(YEAR.programme);
    if (pack === undefined) throw new Error(`programmes/${YEAR.programme} is not there`);
    const rows = layYear(sqlite, YEAR);
    const { texts } = loadTexts(join(packageRoot(), "locales"));
    const source: ReportSource = { sqlite, pack, main: pack.id, texts };
    const watch = new Stopwatch();
    const made = drawUp(source, { programme: pack.id, kind: "monthly", days: MONTH }, "2026-11-02");
    keepValues(source, made, NOW);
    const document = reportDocument(source, made, "id", NOW);
    const { wallMs, cpuMs } = watch.cost();
    report.line(`${rows} weekly reports and seats, ${document.sections.length} parts in the report`);
    report.line(`by the clock ${Math.round(wallMs)} ms, of the processor ${Math.round(cpuMs)} ms`);
    report.target({ what: "a monthly report, of the processor", value: cpuMs / 1_000, unit: " s", atMost: 5 });
    sqlite.close();
    dropFolder(folder);
  },
};
