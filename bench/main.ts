import { fork } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
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

/** Before the name of the one section that a process is for. */
const ALONE = "--alone";

/** `npm run bench` runs everything, `npm run bench -- path long` only what is named, `--full` in its full size. */
async function main(names: readonly string[], flags: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(", ")}. There is: ${SECTIONS.map(({ name }) => name).join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  console.log(`Node ${process.versions.node}, SQLite ${sqliteVersion()}, ${cpus().length} cores`);
  const { p50, p99 } = diskFlushMs();
  console.log(`fdatasync of the disk: p50 ${round(p50)} ms, p99 ${round(p99)} ms`);
  const verdicts: string[] = [];
  for (const { name } of SECTIONS)
    if (names.length === 0 || names.includes(name)) verdicts.push(...(await verdictsOf(name, flags)));
  console.log(`\nTargets\n${verdicts.map((verdict) => `  ${verdict}`).join("\n")}`);
}

/** A section in a process of its own: what another one left in memory is neither counted for it nor in its way. */
function verdictsOf(name: string, flags: readonly string[]): Promise<readonly string[]> {
  const child = fork(fileURLToPath(import.meta.url), [ALONE, name, ...flags]);
  const verdicts: string[] = [];
  child.on("message", (told: readonly string[]) => verdicts.push(...told));
  return new Promise((resolve) => {
    child.on("exit", (code) => {
      if (code !== 0) {
        process.exitCode = 1;
        verdicts.push(`${name} did not come to its end: FAILED`);
      }
      resolve(verdicts);
    });
  });
}

async function alone(name: string | undefined): Promise<void> {
  const section = SECTIONS.find((one) => one.name === name);
  if (section === undefined) throw new Error(`there is no section ${name}`);
  const report = new Report();
  report.section(section.name, section.what);
  await section.run(report);
  process.send?.(report.verdicts);
}

function sqliteVersion(): string {
  const sqlite = new Sqlite(":memory:");
  const version = String(sqlite.prepare("SELECT sqlite_version()").pluck().get());
  sqlite.close();
  return version;
}

process.on("exit", dropAllFolders);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
const words = process.argv.slice(2);
const flags = words.filter((word) => word === "--full");
const names = words.filter((word) => word !== "--full");
if (names[0] === ALONE) await alone(names[1]);
else await main(names, flags);
