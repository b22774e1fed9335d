import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
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
};

/** Starts Rukun in a folder, with no environment but what is given; the port is a free one. */
export function launch({
  cwd,
  env = {},
  src = compiled("src"),
  nodeArgs = [],
  command,
  takesFrames,
}: Launch): Launched {
  const frames = takesFrames ? ["--import", compiled("tests/support/whatsapp/remote.ts")] : [];
  const script = command === undefined ? [join(src, "main.js")] : [join(src, "cli", "main.js"), ...command];
  const child = spawn(process.execPath, [...frames, ...nodeArgs, ...script], {
    cwd,
    env: { PATH: process.env["PATH"], RUKUN_PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe", ...(takesFrames ? ["ipc" as const] : [])],
    serialization: "advanced",
  });
  afterTest(() => void child.kill("SIGKILL"));
  return new Launched(child);
}

export const post = async (url: string, body: unknown): Promise<unknown> => {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json();
};
