import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { run } from "../../src/cli/run.ts";
import { openDb } from "../../src/db/open.ts";
import { loadDemo, makeDemoWorld } from "../../src/demo/index.ts";
import { homePaths, packageRoot } from "../../src/home.ts";
import { randomId } from "../../src/ids.ts";
import { Directory } from "../../src/people/directory.ts";
import { PeopleStore } from "../../src/people/store.ts";
import { loadPacks } from "../../src/programme/index.ts";
import { MIGRATIONS } from "../db/home.ts";

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
  const db = openDb(homePaths(home).database, MIGRATIONS);
  const pack = loadPacks(packageRoot()).packs.get("melati");
  const demo = pack === undefined ? undefined : loadDemo(packageRoot(), pack).demo;
  if (pack === undefined || demo === undefined) throw new Error("melati has no demo");
  const people = new PeopleStore(db.sqlite);
  makeDemoWorld({ db, people, directory: new Directory(db, people, randomId), pack, demo, newId: randomId, now });
  db.sqlite.close();
  return home;
}
