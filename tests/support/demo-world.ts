import { loadDemo, makeDemoWorld, personas } from "../../src/demo/index.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { domainModules } from "../../src/modules.ts";
import { loadPacks } from "../../src/programme/index.ts";
import { loadCooperative, openCooperative } from "../../src/start/cooperative.ts";
import type { Player } from "./transcript.ts";
import { World, type WorldOptions } from "./world.ts";

/**
 * The demo world of the programme Melati, with everybody who can be played in it. `books`: also the cooperative, and the
 * year of its unit's books.
 */
export async function demoWorld({
  books = false,
  ...options
}: Omit<WorldOptions, "modules" | "programme"> & { books?: boolean } = {}): Promise<{
  world: World;
  players: Player[];
}> {
  const { packs, problems } = loadPacks(packageRoot());
  const pack = packs.get("melati");
  if (pack === undefined) throw new Error(JSON.stringify(problems));
  const { demo } = loadDemo(packageRoot(), pack);
  if (demo === undefined) throw new Error("the demo is not readable");
  const world = new World({ ...options, modules: domainModules(pack), programme: pack });
  const { db, people, directory } = world.runtime;
  const { units, problems: inUnits } = books ? loadCooperative(packageRoot(), pack) : { units: [], problems: [] };
  if (inUnits.length > 0) throw new Error(JSON.stringify(inUnits));
  const [now, newId] = [world.clock.now(), sequentialIds("d")];
  makeDemoWorld({ db, people, directory, pack, demo, units, newId, now });
  openCooperative({ sqlite: db.sqlite, units, pack, newId, now });
  await world.begin();
  return { world, players: personas({ people, pack, demo }) };
}
