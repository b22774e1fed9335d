import { statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest files, of ten seconds and more. One that is begun last is waited for by an idle core. */
const LONG = [
  "programme/year/year",
  "flows/transcripts",
  "cli/start",
  "browser/page",
  "crash/crash",
  "cli/whatsapp-start",
  "crash/ledger",
  "cli/doctor",
  "cli/commands",
  "crash/campaign",
].map((file) => `/tests/${file}.test.ts`);

/** A clean checkout does not know yet how long a file takes; vitest would begin with what has most characters. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((file) => moduleId.endsWith(file));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** Homes of tests lie in memory where there is room: a disk would be waited for at each of some 100,000 commits. */
function temporary(): { TMPDIR?: string } {
  const folder = "/dev/shm";
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 ** 30 ? { TMPDIR: folder } : {};
  } catch {
    return {};
  }
}

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/support/property-seed.ts", "tests/support/setup.ts"],
    // Loading Rukun takes longer than most files' tests, so a process loads it once and runs file after file. This holds
    // because no module keeps anything that a test could change; what a test leaves behind goes by `afterTest`.
    isolate: false,
    // Left alone, vitest keeps one core for itself, which is half of two.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    env: temporary(),
    // Of a test that hangs; a busy machine is no reason to fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
