import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { run } from "../../src/cli/run.ts";
import { layDemo } from "../support/demo-world.ts";

export type Done = { code: number; out: string; err: string };
export type World = { cwd: string; env?: NodeJS.ProcessEnv; now?: number; confirms?: boolean; input?: string };

/** Runs one command line in this process, as an operator in a folder would. */
export async function rukun(world: World, ...args: string[]): Promise<Done> {
  const done: Done = { code: 0, out: "", err: "" };
  const output = new PassThrough();
  output.setEncoding("utf8").on("data", (text: string) => {
    done.out += text;
  });
  done.code = await run(args, {
    out: (text) => {
      done.out += `${text}\n`;
    },
    err: (text) => {
      done.err += `${text}\n`;
    },
    env: world.env ?? {},
    cwd: world.cwd,
    now: () => world.now ?? Date.now(),
    confirm: async () => world.confirms ?? false,
    input: Readable.from([world.input ?? ""]),
    output,
  });
  return done;
}

/** The demo world in `data/` of a folder, as a first start makes it. */
export function demoHome(cwd: string, now: number): string {
  const home = join(cwd, "data");
  layDemo(home, { now, books: false });
  return home;
}
