import { type ChildProcess, spawn } from "node:child_process";
import type { TelegramServer } from "../support/telegram-server.ts";

/** Longer than any start on a busy machine; shorter than the patience of the test. */
const SILENT_FOR_MS = 20_000;

export type KillerOptions = {
  server: TelegramServer;
  kills: number;
  random: () => number;
  /** The file to run, and its arguments. */
  command: readonly string[];
};

/**
 * Runs the child, and kills it at a moment that was drawn: after so many things that were seen of it (that it opens its
 * home, each request of Telegram), and then so many turns of this process's own loop, in which it goes on.
 */
export class Killer {
  killed = 0;
  private readonly options: KillerOptions;
  private seen = 0;
  private killAt = Number.POSITIVE_INFINITY;
  private turns = 0;
  private child: ChildProcess | undefined;
  private lastSeenAt = performance.now();

  constructor(options: KillerOptions) {
    this.options = options;
    for (const method of ["getUpdates", "sendMessage", "answerCallbackQuery"]) void this.watch(method);
  }

  /** Kills as often as it should. */
  async killAll(): Promise<void> {
    while (this.killed < this.options.kills) {
      const { random } = this.options;
      // Every other one early, around the start, where what was under way is taken up again. Never many such in a row:
      // a message that is under way at eight ends, one after another, is a dead letter by policy.
      const isEarly = this.killed % 2 === 1;
      this.killAt = this.seen + (isEarly ? 1 + Math.floor(random() * 5) : 15 + Math.floor(random() * 35));
      this.turns = random() < 0.3 ? 0 : Math.floor(random() * 300);
      const end = await this.run();
      if (end !== "SIGKILL") throw new Error(`the child ended by itself: ${end}`);
      this.killed += 1;
    }
  }

  /** Runs it undisturbed until `done`, then stops it as an operator would; gives its exit code. */
  async runUntil(done: Promise<unknown>): Promise<string> {
    this.killAt = Number.POSITIVE_INFINITY;
    const ended = this.run();
    await Promise.race([done, ended.then((end) => Promise.reject(new Error(`the child ended by itself: ${end}`)))]);
    this.child?.kill("SIGTERM");
    return ended;
  }

  private run(): Promise<string> {
    // Every third one has lost its cursor: only the dedupe keeps it from taking a message twice.
    const memory = this.killed % 3 === 2 ? ["forgetful"] : [];
    const child = spawn(process.execPath, [...this.options.command, ...memory], { stdio: ["ignore", "pipe", "pipe"] });
    this.child = child;
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.stdout.on("data", () => this.saw());
    this.lastSeenAt = performance.now();
    const watch = setInterval(() => {
      if (performance.now() - this.lastSeenAt > SILENT_FOR_MS) child.kill("SIGABRT");
    }, 1_000);
    return new Promise((resolve) =>
      child.on("close", (code, signal) => {
        clearInterval(watch);
        resolve(errors === "" ? (signal ?? `${code}`) : `${signal ?? code}: ${errors}`);
      }),
    );
  }

  private async watch(method: string): Promise<never> {
    for (;;) {
      await this.options.server.nextCall(method);
      this.saw();
    }
  }

  private saw(): void {
    this.seen += 1;
    this.lastSeenAt = performance.now();
    if (this.seen !== this.killAt) return;
    const { child } = this;
    void loopTurns(this.turns).then(() => child?.kill("SIGKILL"));
  }
}

async function loopTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
