import { createInterface } from "node:readline/promises";
import { type Config, readConfig } from "../config.ts";

/** What a command has of the world around it; tests hand in their own. */
export type Io = {
  out(text: string): void;
  err(text: string): void;
  env: NodeJS.ProcessEnv;
  cwd: string;
  now(): number;
  /** Asks the operator; false where nobody sits at the terminal. */
  confirm(question: string): Promise<boolean>;
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
};

/** The process's own. */
export function processIo(): Io {
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now(),
    confirm: async (question) => {
      if (!process.stdin.isTTY) return false;
      const lines = createInterface({ input: process.stdin, output: process.stdout });
      const answer = await lines.question(`${question} [y/N] `);
      lines.close();
      return /^y(es)?$/i.test(answer.trim());
    },
    input: process.stdin,
    output: process.stdout,
  };
}

/** The configuration, with `--home` before RUKUN_HOME. Throws ContentError with all that is wrong with it. */
export function configOf(io: Io, home?: string): Config {
  return readConfig(home === undefined ? io.env : { ...io.env, RUKUN_HOME: home }, io.cwd);
}

/** What every command is told: the world around it, and where to say that the work was done and something is wrong. */
export type CommandContext = {
  io: Io;
  /** `--home`, wherever it stood in the line. */
  home(): string | undefined;
  /** The command did its work, and what it found must be mended: exit code 1. */
  fail(): void;
};
