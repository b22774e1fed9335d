import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { BotApi, TOKEN } from "./support/bot-api.ts";
import { benchContent } from "./support/content.ts";
import { calm, filledHome, somePeople } from "./support/filled.ts";
import { START } from "./support/form.ts";
import { median, timed } from "./support/numbers.ts";
import { updateOf } from "./support/peer-bot.ts";
import type { Report, Section } from "./support/report.ts";
import { chatOf } from "./support/world.ts";

const ROUNDS = 5;
const WRITERS = 2_000;
/** A start that takes this long is none. */
const PATIENCE_MS = 30_000;

type Running = { child: ChildProcess; ended: Promise<string> };

/** From the moment that the process is begun to the moment that its first answer reaches Telegram. */
export const start: Section = {
  name: "start",
  what: `cold start to first answer, and memory after ${WRITERS} people wrote, on the filled file`,
  async run(report) {
    const home = filledHome(report, benchContent());
    calm(home);
    const people = somePeople(ROUNDS + 1 + WRITERS, 17);
    const program = await whole(home, people.pop() ?? 1, report);
    const took: number[] = [];
    const nothing: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      nothing.push(timed(() => spawnSync(process.execPath, ["-e", ""])) / 1_000);
      const last = n === ROUNDS - 1;
      const { ms, memory } = await firstAnswer(program, home, people.pop() ?? 1, last ? people : []);
      took.push(ms / 1_000);
      if (memory !== undefined) tellMemory(report, memory);
    }
    report.side("start to first answer", took, "s");
    report.side("a Node that does nothing, start to end", nothing, "s");
    report.target({ what: "start to first answer, median", value: median(took), unit: " s", atMost: 1.5 });
  },
};

/** The whole program where it starts, otherwise the smallest one that answers; said in the report. */
async function whole(home: string, person: number, report: Report): Promise<string> {
  const extension = extname(import.meta.filename);
  const main = join(import.meta.dirname, "..", "src", `main${extension}`);
  const cell = join(import.meta.dirname, "support", `cell${extension}`);
  if (existsSync(main)) {
    try {
      const { ms } = await firstAnswer(main, home, person, []);
      report.line(
        `the whole program, src/main${extension}; its very first start on this file took ${(ms / 1_000).toFixed(2)} s`,
      );
      return main;
    } catch (error) {
      report.line(`src/main did not answer (${String(error).slice(0, 300)})`);
    }
  }
  report.line("measured with the smallest program that answers, bench/support/cell: the bench's form, no other domain");
  return cell;
}

/** In MB. `own` is what the process made; the rest of `resident` is files, which the system takes back when it needs to. */
type Memory = { own: number; resident: number; peak: number };

/** Starts it while a message waits at Telegram; then lets others write and looks at its memory. */
async function firstAnswer(
  program: string,
  home: string,
  person: number,
  others: readonly number[],
): Promise<{ ms: number; memory?: Memory }> {
  const api = await BotApi.start();
  api.push(updateOf(person, START));
  const answered = api.sentTo(chatOf(person));
  const begun = performance.now();
  const running = run(program, home, api.root);
  try {
    await inTime(answered, running);
    const ms = performance.now() - begun;
    if (others.length === 0) return { ms };
    const emptied = api.emptied();
    api.push(...others.map((other) => updateOf(other, START)));
    await inTime(emptied, running);
    return { ms, memory: memoryOf(running.child) };
  } finally {
    running.child.kill("SIGKILL");
    await running.ended;
    api.close();
  }
}

function run(program: string, home: string, root: string): Running {
  const env = {
    ...process.env,
    RUKUN_HOME: home,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: root,
    RUKUN_SIMULATOR: "off",
    RUKUN_PORT: "0",
    LOG_LEVEL: "error",
  };
  const child = spawn(process.execPath, [program, home, root], { env, stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ended = new Promise<string>((resolve) =>
    child.on("close", (code, signal) => resolve(`${signal ?? code} ${errors.slice(0, 500)}`)),
  );
  return { child, ended };
}

async function inTime(what: Promise<void>, { ended }: Running): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${PATIENCE_MS / 1_000} s`)), PATIENCE_MS);
  });
  const gone = ended.then((end) => Promise.reject(new Error(`the process ended: ${end}`)));
  gone.catch(() => {});
  await Promise.race([what, late, gone]).finally(() => clearTimeout(timer));
}

/** As Linux tells it; elsewhere there is no figure. */
function memoryOf(child: ChildProcess): Memory {
  const file = `/proc/${child.pid}/status`;
  const status = existsSync(file) ? readFileSync(file, "utf8") : "";
  const megabytes = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1_024;
  return { own: megabytes("RssAnon"), resident: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

function tellMemory(report: Report, { own, resident, peak }: Memory): void {
  const files = `${(resident - own).toFixed(0)} MB of it pages of the program and of the database's file`;
  report.line(
    `resident after ${WRITERS} people wrote ${resident.toFixed(0)} MB, at its highest ${peak.toFixed(0)} MB; ${files}`,
  );
  report.target({ what: "memory of its own", value: own, unit: " MB", atMost: 200 });
}
