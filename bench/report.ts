import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type Sqlite from "better-sqlite3";
import { openDb } from "../src/db/open.ts";
import { homePaths, packageRoot } from "../src/home.ts";
import { loadPacks, type Pack } from "../src/programme/index.ts";
import { keepValues, type ReportSource, reportDocument } from "../src/programme/reports/index.ts";
import { reckonInThread } from "../src/programme/reports/reckoning.ts";
import { loadTexts } from "../src/texts/index.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { Stopwatch } from "./support/numbers.ts";
import { layYear } from "./support/programme-year.ts";
import type { Report, Section } from "./support/report.ts";

const YEAR = { programme: "pena", people: 5_000, weeks: 52, from: "2025-11-03" };
const MONTH = { from: "2026-10-01", to: "2026-10-31" };
/** Of 2026, up to the month of the report. */
const MONTHS = 10;
const NOW = Date.parse("2026-11-02T02:00:00Z");

/** A monthly report over a year of a programme, reckoned beside the conversation as LAPORAN BULAN does it. */
export const report: Section = {
  name: "report",
  what: `the monthly report of a programme with ${YEAR.people} people after ${YEAR.weeks} weeks, all indicators of pena`,
  async run(report: Report) {
    const folder = newFolder("report");
    const { database } = homePaths(folder);
    const { sqlite } = openDb(database, join(packageRoot(), "drizzle"));
    sqlite.pragma("synchronous = OFF");
    const pack = loadPacks(packageRoot(), [YEAR.programme]).packs.get(YEAR.programme);
    if (pack === undefined) throw new Error(`programmes/${YEAR.programme} is not there`);
    const rows = layYear(sqlite, YEAR) + layLevels(sqlite, pack);
    const { texts } = loadTexts(join(packageRoot(), "locales"));
    const source: ReportSource = { sqlite, pack, main: pack.id, texts };
    const id = { programme: pack.id, kind: "monthly", days: MONTH } as const;
    const stops = monitorEventLoopDelay({ resolution: 1 });
    stops.enable();
    // The thread of a document keeps no process alive; here nothing else does.
    const alive = setInterval(() => {}, 1_000);
    const watch = new Stopwatch();
    const made = await reckonInThread({ database, pack, main: pack.id, id, today: "2026-11-02" });
    const { wallMs, cpuMs } = watch.cost();
    stops.disable();
    clearInterval(alive);
    keepValues(source, made, NOW);
    const drawn = new Stopwatch();
    const document = reportDocument(source, made, "id", NOW);
    const { wallMs: wordsMs } = drawn.cost();
    report.line(`${rows} weekly reports, seats and levels, ${document.sections.length} parts in the report`);
    report.line(`in its thread ${Math.round(wallMs)} ms by the clock, ${Math.round(cpuMs)} ms of the processor`);
    report.line(`the conversation stood still for ${Math.round(stops.max / 1e6)} ms at most meanwhile`);
    report.line(`putting it into words afterwards: ${Math.round(wordsMs)} ms`);
    report.target({ what: "a monthly report, of the processor", value: cpuMs / 1_000, unit: " s", atMost: 5 });
    sqlite.close();
    dropFolder(folder);
  },
};

/** Where everybody stood on the first of each month; gives how many rows. */
function layLevels(sqlite: Sqlite.Database, { graduation }: Pack): number {
  const levels = graduation?.levels ?? [];
  const ids = (graduation?.criteria ?? []).map(({ id }) => id);
  const people = sqlite.prepare("SELECT id FROM person ORDER BY id").pluck().all() as string[];
  const add = sqlite.prepare(
    `INSERT INTO event (id, programme, kind, person_id, on_date, at, mode, source, data)
     VALUES (?, ?, 'graduation.level', ?, ?, 0, 'system', ?, ?)`,
  );
  sqlite.transaction(() => {
    for (let month = 0; month < MONTHS; month += 1) {
      const on = `2026-${String(month + 1).padStart(2, "0")}-01`;
      for (const [at, id] of people.entries()) {
        const level = levels[(at + month) % levels.length]?.id ?? "";
        const data = { level, met: ids.slice(0, 2), missing: ids.slice(2) };
        add.run(`l${month}-${id}`, YEAR.programme, id, on, `level:${on}`, JSON.stringify(data));
      }
    }
  })();
  return people.length * MONTHS;
}
