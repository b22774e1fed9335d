import { existsSync } from "node:fs";
import { join } from "node:path";
import { Cell } from "../cell.ts";
import { createSimulatorChannels, SimulatorChats } from "../channels/simulator/index.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Channel } from "../conversation/channel.ts";
import { migrationState, newerHome } from "../db/migrations.ts";
import { connect } from "../db/open.ts";
import { type DemoPersona, makeDemoWorld, personas } from "../demo/index.ts";
import { ContentError } from "../errors.ts";
import { homePaths, lockHome, packageRoot } from "../home.ts";
import { randomId } from "../ids.ts";
import type { Log } from "../log.ts";
import { domainModules } from "../modules.ts";
import { type ChannelParts, Runtime } from "../runtime.ts";
import { startTicks } from "../schedule/ticks.ts";
import { SimulationClock, storedAheadMs } from "../simulation/clock.ts";
import { Simulation } from "../simulation/simulation.ts";
import { createWeb, type SimulatorControl } from "../web/index.ts";
import { loadForStart } from "./checked.ts";
import type { Written } from "./content.ts";
import { openCooperative } from "./cooperative.ts";
import { channelNames, noChannel } from "./doctor/machine.ts";
import { DailyCopy } from "./kotak-suara/daily-copy.ts";
import { demoNote, enrolDemoOfficers } from "./kotak-suara/demo-vault.ts";
import { doubts, guardedHere, refuseUnsafe } from "./kotak-suara/guards.ts";
import { SafeKeeping } from "./kotak-suara/keeping.ts";
import { notOffered } from "./kotak-suara/offered.ts";
import { liveHealth } from "./live.ts";

export type StartOptions = {
  config: Config;
  /** The folder with flows, locales and programmes. */
  root: string;
  log: Log;
};

/** A Rukun that runs. */
export type Running = {
  url: string;
  /** Ends it in order: nothing new is begun, what is under way is finished, the home is let go. */
  stop(): Promise<void>;
};

/**
 * Starts everything that a configuration asks for. Errors: ContentError for what people have written wrongly,
 * `home.taken` beside another process, `web.port-taken`.
 */
export async function start({ config, root, log }: StartOptions): Promise<Running> {
  refuseWithoutChannel(config);
  const { written, keep } = loadForStart({ root, programme: config.programme, home: config.home });
  const ending: (() => void | Promise<void>)[] = [lockHome(config.home)];
  const stop = async () => {
    for (const end of ending.splice(0).reverse()) await end();
  };
  try {
    keep();
    refuseNewerDatabase(config.home);
    const guarded = guardedHere(config, root);
    refuseUnsafe(guarded);
    for (const { what } of doubts(guarded)) log.warn({ code: "kotak-suara.doubt" }, what);
    const safe = new SafeKeeping(config, root);
    ending.push(() => safe.close());
    const { cell, clock, simulator } = await compose(config, { ...written, safe }, log);
    ending.push(() => cell.stop());
    await cell.start();
    const health = liveHealth({ config, cell, clock });
    const { host, port } = config;
    const web = createWeb({ host, port, health, log, ...(simulator === undefined ? {} : { simulator }) });
    ending.push(() => web.close());
    const { url } = await web.listen();
    const copies = new DailyCopy(config, log);
    const tick = async () => {
      if (config.kotakSuara.mode === "on" && safe.vault !== undefined) copies.step(safe.vault, systemClock.now());
      await cell.tick();
    };
    ending.push(startTicks(tick, log));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What people have written, and the vault of the home. */
type Whole = Written & { safe: SafeKeeping };

type Composed = { cell: Cell; clock: Clock; simulator?: SimulatorControl };

/** Channels, clock and runtime; beside the simulator also its control, and the demo world in an empty home. */
async function compose(config: Config, written: Whole, log: Log): Promise<Composed> {
  if (!config.simulator) {
    const real = await realChannels(config, () => cell, systemClock, log);
    const cell: Cell = new Cell(() => runtimeOf(config, written, real, systemClock, log));
    const runtime = cell.open();
    openBooks(runtime, written, systemClock.now());
    const ahead = storedAheadMs(runtime.db.sqlite);
    if (ahead > 0) log.warn({ aheadMs: ahead }, "the simulator's clock was moved ahead in this home; it is off now");
    return { cell, clock: systemClock };
  }
  const clock = new SimulationClock();
  const chats = new SimulatorChats(clock);
  const invented = createSimulatorChannels(chats);
  const real = await realChannels(config, () => cell, clock, log);
  const cell: Cell = new Cell(() => runtimeOf(config, written, (made) => [...real(made), ...invented], clock, log));
  const { pack, demo, units, safe } = written;
  const { texts } = written.content;
  const makeWorld = async (runtime: Runtime) => {
    const { db, people, directory } = runtime;
    const now = clock.now();
    // The demo's unit begins its books in the demo's own past, so before the file opens it.
    if (demo !== undefined) makeDemoWorld({ db, people, directory, pack, demo, units, texts, newId: randomId, now });
    openBooks(runtime, written, now);
    await enrolDemo(config, safe, runtime);
  };
  const people = (runtime: Runtime) =>
    demo === undefined ? [] : withCodes(config, safe, runtime, personas({ people: runtime.people, pack, demo }));
  const simulator = new Simulation({ home: config.home, cell, clock, chats, makeWorld, people });
  const runtime = cell.open();
  clock.restart(storedAheadMs(runtime.db.sqlite));
  if (isEmpty(runtime)) await makeWorld(runtime);
  else {
    openBooks(runtime, written, clock.now());
    await enrolDemo(config, safe, runtime);
  }
  return { cell, clock, simulator };
}

/** The demo's officers get sheets, which lie open in its home. */
async function enrolDemo({ kotakSuara }: Config, { vault }: SafeKeeping, runtime: Runtime): Promise<void> {
  if (kotakSuara.mode === "demo" && vault !== undefined) await enrolDemoOfficers(runtime, vault);
}

/** A visitor who plays an officer is told some of her codes. */
function withCodes(
  { kotakSuara }: Config,
  { vault }: SafeKeeping,
  runtime: Runtime,
  all: readonly DemoPersona[],
): readonly DemoPersona[] {
  if (kotakSuara.mode !== "demo" || vault === undefined) return all;
  return all.map((one) => {
    const codes = demoNote(runtime, vault, one.id);
    return codes === undefined
      ? one
      : { ...one, note: [one.note, codes].filter((text) => text !== undefined).join(" ") };
  });
}

/** What `cooperative.yaml` says is in force from here on. */
function openBooks({ db }: Runtime, { units, pack }: Written, now: number): void {
  openCooperative({ sqlite: db.sqlite, units, pack, newId: randomId, now });
}

function runtimeOf(
  config: Config,
  { content, pack, safe }: Whole,
  channels: MakeChannels,
  clock: Clock,
  log: Log,
): Runtime {
  const { home } = config;
  const kotakSuara = safe.open();
  const modules = domainModules(pack, kotakSuara);
  return new Runtime({
    home,
    content: kotakSuara.vault === undefined ? notOffered(content) : content,
    programme: pack,
    modules,
    channels,
    clock,
    log,
    newId: randomId,
    random: Math.random,
  });
}

/** Made anew for each runtime, since a reset of the simulator takes the database away. */
type MakeChannels = (made: ChannelParts) => Channel[];

/** A platform's client is read only where it is used: Telegram's is a third of the time of a start, WhatsApp's more. */
async function realChannels(config: Config, cell: () => Cell, clock: Clock, log: Log): Promise<MakeChannels> {
  const makers: MakeChannels[] = [];
  const { telegram, whatsapp } = config;
  if (telegram !== undefined) {
    const { TelegramChannel } = await import("../channels/telegram/index.ts");
    const cursor = () => cell().runtime.reception.cursorOf("telegram");
    makers.push(() => [new TelegramChannel({ ...telegram, clock, log, cursor })]);
  }
  if (whatsapp !== undefined) {
    const { whatsAppMaker } = await import("./whatsapp.ts");
    makers.push(await whatsAppMaker(whatsapp, cell, clock, log));
  }
  return (made) => makers.flatMap((make) => make(made));
}

/** An older Rukun would write rows that the newer one's schema does not expect. */
function refuseNewerDatabase(home: string): void {
  const { database } = homePaths(home);
  if (!existsSync(database)) return;
  const looking = connect(database);
  const { newer } = migrationState(looking, join(packageRoot(), "drizzle"));
  looking.close();
  if (newer) throw newerHome(home);
}

const isEmpty = ({ db }: Runtime) => db.sqlite.prepare("SELECT 1 FROM person LIMIT 1").get() === undefined;

function refuseWithoutChannel(config: Config): void {
  if (channelNames(config).length > 0) return;
  const { what, how = "" } = noChannel();
  throw new ContentError([{ file: "environment", what, how }]);
}
