import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { homePaths } from "../../src/home.ts";
import { afterTest } from "../support/clean-up.ts";
import { compiled } from "../support/compiled.ts";

/** A process of Rukun, with what it has written so far. */
export class Launched {
  out = "";
  err = "";
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.out += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.err += text;
    });
    this.exit = once(child, "close").then(([code]) => code as number | null);
  }

  /** Resolves with the match when the process has written something like it; rejects when it ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.out);
      if (found !== null) return found;
      const more = once(this.child.stdout ?? this.child, "data").then(() => true);
      if (!(await Promise.race([more, this.exit.then(() => false)]))) throw new Error(`it ended: ${this.err}`);
    }
  }

  /** The address that it says when it is ready. */
  async url(): Promise<string> {
    return (await this.says(/http:\/\/[\d.]+:\d+/))[0];
  }

  async stop(): Promise<number | null> {
    this.child.kill("SIGTERM");
    return this.exit;
  }
}

export type Launch = {
  cwd: string;
  env?: Record<string, string>;
  /** Its code, compiled, when it is not that of this package. */
  src?: string;
  nodeArgs?: string[];
  /** A command line of `rukun`; left out: the service. */
  command?: string[];
  /** Frames can be put into its WhatsApp client: `WhatsAppServer.joinedBy`. */
  takesFrames?: boolean;
  /** Its folder is to be as it is: it gets nothing of what the start before it has checked. */
  untouched?: boolean;
};

/** What starts found right, for the next ones; a start in another state of code or content does not take it. */
const checkedBefore = () => join(compiled("src"), "..", "checked.json");

/** A home like that of a Rukun that ran before: its content is not checked again at each of these starts. */
function lendChecked(home: string): void {
  if (!existsSync(checkedBefore())) return;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (!existsSync(homePaths(home).checked)) copyFileSync(checkedBefore(), homePaths(home).checked);
}

function keepChecked(home: string): void {
  const part = `${checkedBefore()}.${process.pid}`;
  if (!existsSync(homePaths(home).checked)) return;
  copyFileSync(homePaths(home).checked, part);
  renameSync(part, checkedBefore());
}

/** Starts Rukun in a folder, with no environment but what is given; the port is a free one. */
export function launch({
  cwd,
  env = {},
  src = compiled("src"),
  nodeArgs = [],
  command,
  takesFrames,
  untouched = false,
}: Launch): Launched {
  const home = env["RUKUN_HOME"] ?? join(cwd, "data");
  if (!untouched && command === undefined) lendChecked(home);
  const frames = takesFrames ? ["--import", compiled("tests/support/whatsapp/remote.ts")] : [];
  const script = command === undefined ? [join(src, "main.js")] : [join(src, "cli", "main.js"), ...command];
  const child = spawn(process.execPath, [...frames, ...nodeArgs, ...script], {
    cwd,
    env: { PATH: process.env["PATH"], RUKUN_PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe", ...(takesFrames ? ["ipc" as const] : [])],
    serialization: "advanced",
  });
  afterTest(() => void child.kill("SIGKILL"));
  if (command === undefined) child.once("exit", () => keepChecked(home));
  return new Launched(child);
}

export const post = async (url: string, body: unknown): Promise<unknown> => {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json();
};
