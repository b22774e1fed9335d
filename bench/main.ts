import { cpus } from "node:os";
import Sqlite from "better-sqlite3";
import { campaign } from "./campaign.ts";
import { dispatch } from "./dispatch.ts";
import { filled } from "./filled.ts";
import { ledger } from "./ledger.ts";
import { long } from "./long.ts";
import { meetings } from "./meetings.ts";
import { path } from "./path.ts";
import { peer } from "./peer.ts";
import { report } from "./report.ts";
import { sealing } from "./sealing.ts";
import { start } from "./start.ts";
import { diskFlushMs } from "./support/disk.ts";
import { dropAllFolders } from "./support/folders.ts";
import { round } from "./support/numbers.ts";
import { Report, type Section } from "./support/report.ts";
import { whatsapp } from "./whatsapp.ts";

const SECTIONS: readonly Section[] = [
  path,
  peer,
  ledger,
  meetings,
  long,
  filled,
  start,
  dispatch,
  whatsapp,
  sealing,
  campaign,
  report,
];

/** `npm run bench` runs everything, `npm run bench -- path long` only what is named, `--full` in its full size. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(", ")}. There is: ${SECTIONS.map(({ name }) => name).join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  const report = new Report();
  console.log(`Node ${process.versions.node}, SQLite ${sqliteVersion()}, ${cpus().length} cores`);
  const { p50, p99 } = diskFlushMs();
  console.log(`fdatasync of the disk: p50 ${round(p50)} ms, p99 ${round(p99)} ms`);
  for (const section of SECTIONS) {
    if (names.length > 0 && !names.includes(section.name)) continue;
    report.section(section.name, section.what);
    await section.run(report);
  }
  console.log(`\nTargets\n${report.verdicts.map((verdict) => `  ${verdict}`).join("\n")}`);
}

function sqliteVersion(): string {
  const sqlite = new Sqlite(":memory:");
  const version = String(sqlite.prepare("SELECT sqlite_version()").pluck().get());
  sqlite.close();
  return version;
}

process.on("exit", dropAllFolders);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
await main(process.argv.slice(2).filter((word) => word !== "--full"));
