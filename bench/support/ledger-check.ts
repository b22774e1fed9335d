import { existsSync, readFileSync } from "node:fs";
import { processIo } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { Stopwatch } from "./numbers.ts";

/** `rukun ledger check` on a home, told with what it took: run in a process of its own. */
const [home = ""] = process.argv.slice(2);
let out = "";
const clock = new Stopwatch();
const code = await run(["--home", home, "ledger", "check"], {
  ...processIo(),
  out: (text) => {
    out += `${text}\n`;
  },
});
const { wallMs, cpuMs } = clock.cost();
process.stdout.write(JSON.stringify({ code, out, ms: wallMs, cpuMs, megabytes: peakMegabytes() }));

/** The most memory that this process held. Not `maxRSS`: on Linux that begins with what its parent held. */
function peakMegabytes(): number {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kilobytes ?? process.resourceUsage().maxRSS) / 1_024;
}
