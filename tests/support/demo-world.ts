import { randomBytes } from "node:crypto";
import type { Content } from "../../src/content/load.ts";
import type { Db } from "../../src/db/open.ts";
import { loadDemo, makeDemoWorld, personas } from "../../src/demo/index.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { domainModules, type KotakSuara } from "../../src/modules.ts";
import { Directory } from "../../src/people/directory.ts";
import { PeopleStore } from "../../src/people/store.ts";
import { type Form, loadPacks } from "../../src/programme/index.ts";
import {
  AuditChain,
  KeyPair,
  loadSafeSettings,
  OFFICER_ROLE,
  Officers,
  Trustees,
  Vault,
} from "../../src/safeguarding/index.ts";
import { loadCooperative, openCooperative } from "../../src/start/cooperative.ts";
import { CHEAP } from "../safeguarding/support/world.ts";
import { afterTest, temporaryFolder } from "./clean-up.ts";
import { ownContent } from "./content.ts";
import { knowFlows, layDatabase } from "./databases.ts";
import type { Player } from "./transcript.ts";
import { FRIDAY, World, type WorldOptions } from "./world.ts";

type Written = ReturnType<typeof readMelati>;
let melati: Written | undefined;

/** The programme Melati, its demo and its cooperative, as their files have them. */
function readMelati() {
  const { packs, problems } = loadPacks(packageRoot(), ["melati"]);
  const pack = packs.get("melati");
  if (pack === undefined) throw new Error(JSON.stringify(problems));
  const { demo } = loadDemo(packageRoot(), pack);
  if (demo === undefined) throw new Error("the demo is not readable");
  const { units, problems: inUnits } = loadCooperative(packageRoot(), pack);
  if (inUnits.length > 0) throw new Error(JSON.stringify(inUnits));
  return { pack, demo, units };
}

type Demo = { now: number; books: boolean; flows?: Content };

/** Lays the demo world into a home that has no database. `books`: also the year of its unit's books; `flows`: known already. */
export function layDemo(home: string, { now, books, flows }: Demo): Written {
  melati ??= readMelati();
  const { pack, demo } = melati;
  const units = books ? melati.units : [];
  const name = `demo at ${now}${books ? " with books" : ""}${flows === undefined ? "" : " and flows"}`;
  layDatabase(home, name, (db: Db) => {
    if (flows !== undefined) knowFlows(db, flows, now);
    const people = new PeopleStore(db.sqlite);
    const newId = sequentialIds("d");
    const directory = new Directory(db, people, newId);
    makeDemoWorld({ db, people, directory, pack, demo, units, newId, now });
    openCooperative({ sqlite: db.sqlite, units, pack, newId, now });
  });
  return melati;
}

/** A vault in a home, whose numbers cost next to nothing. */
function layVault(home: string): KotakSuara & { vault: Vault } {
  Vault.create(home, randomBytes);
  const { settings } = loadSafeSettings(packageRoot(), "melati");
  const vault = Vault.open(home, CHEAP);
  afterTest(() => vault.close());
  return { settings, vault };
}

/** The demo's officers, with sheets, and a trustee outside. */
async function enrolOfficers({ runtime, clock }: World, vault: Vault): Promise<void> {
  const { sqlite } = runtime.db;
  const [now, newId] = [clock.now(), sequentialIds("o")];
  const audit = new AuditChain(sqlite, vault);
  const officers = new Officers({ sqlite, vault, audit, random: randomBytes, newId });
  for (const { id } of runtime.directory.withRole(OFFICER_ROLE)) await officers.enrol(id, now);
  const { publicKey } = KeyPair.fromSeed(randomBytes(32));
  new Trustees(sqlite, audit).set("Yayasan Terang", publicKey, { newId, now });
}

/**
 * The demo world of the programme Melati, with everybody who can be played in it. `books`: also the cooperative, and the
 * year of its unit's books. `suara`: Kotak Suara, with its officers. `forms`: of other programmes, before its own.
 */
export async function demoWorld({
  books = false,
  suara = false,
  forms = [],
  ...options
}: Omit<WorldOptions, "modules" | "programme"> & {
  books?: boolean;
  suara?: boolean;
  forms?: readonly Form[];
} = {}): Promise<{
  world: World;
  players: Player[];
}> {
  const home = options.home ?? temporaryFolder();
  const { pack: written, demo } = layDemo(home, { now: FRIDAY, books, flows: ownContent() });
  const pack = { ...written, forms: [...forms, ...written.forms] };
  const kotakSuara = suara ? layVault(home) : undefined;
  const world = new World({ ...options, home, modules: domainModules(pack, kotakSuara), programme: pack });
  if (kotakSuara !== undefined) await enrolOfficers(world, kotakSuara.vault);
  await world.begin();
  return { world, players: personas({ people: world.runtime.people, pack, demo }) };
}
