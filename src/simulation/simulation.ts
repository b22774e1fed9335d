import { rmSync } from "node:fs";
import type { Cell } from "../cell.ts";
import type { SimulatorChats } from "../channels/simulator/index.ts";
import { HOUR, MINUTE } from "../clock.ts";
import { RukunError } from "../errors.ts";
import { homePaths } from "../home.ts";
import type { Runtime } from "../runtime.ts";
import type { Persona, SimulatorControl } from "../web/index.ts";
import { type SimulationClock, storeAheadMs } from "./clock.ts";

export type SimulationParts = {
  home: string;
  cell: Cell;
  clock: SimulationClock;
  chats: SimulatorChats;
  /** Fills a new home with the demo programme. */
  makeWorld(runtime: Runtime): void | Promise<void>;
  people(runtime: Runtime): readonly Persona[];
};

/** The longest step of the clock: planning looks at least this often, so that nothing planned late is passed by. */
const LONGEST_STEP_MS = 6 * HOUR;
/** What is overdue and could not be done is not waited for. */
const SHORTEST_STEP_MS = MINUTE;

/** What the simulator's page and interface do with the running system: move its clock, make its world anew. */
export class Simulation implements SimulatorControl {
  readonly chats: SimulatorChats;
  readonly clock: SimulationClock;
  private readonly parts: SimulationParts;
  /** One walk or reset after the other, whoever asked. */
  private line: Promise<void> = Promise.resolve();
  private known: readonly Persona[] = [];

  constructor(parts: SimulationParts) {
    this.parts = parts;
    this.chats = parts.chats;
    this.clock = parts.clock;
  }

  /** Everybody who can be played; during a reset those of before, who are the same. */
  people(): readonly Persona[] {
    const { cell, people } = this.parts;
    if (cell.isOpen) this.known = people(cell.runtime);
    return this.known;
  }

  advance(ms: number): Promise<void> {
    return this.alone(() => walk(this.parts.cell.runtime, this.clock, ms));
  }

  async settled(): Promise<void> {
    await this.line;
    if (this.parts.cell.isOpen) await this.parts.cell.runtime.settled();
  }

  reset(): Promise<void> {
    return this.alone(async () => {
      const { cell, clock, home, makeWorld } = this.parts;
      refuseWithRealPeople(cell.runtime);
      await cell.stop();
      emptyHome(home);
      clock.restart();
      await makeWorld(cell.open());
      await cell.start();
      await cell.runtime.settled();
    });
  }

  private alone(work: () => Promise<void>): Promise<void> {
    const done = this.line.then(work);
    this.line = done.catch(() => {});
    return done;
  }
}

/** Goes forward from one thing that is due to the next, so that each happens at its time and in its order. */
export async function walk(
  runtime: Pick<Runtime, "channels" | "due" | "db" | "outbox" | "tick" | "settled">,
  clock: SimulationClock,
  ms: number,
): Promise<void> {
  const target = clock.now() + ms;
  while (clock.now() < target) {
    const now = clock.now();
    const due = [
      runtime.due.nextAt(),
      ...runtime.channels.map(({ name }) => runtime.outbox.nextDue(name, now)),
    ].flatMap((at) => at ?? []);
    const next = Math.max(now + SHORTEST_STEP_MS, Math.min(now + LONGEST_STEP_MS, ...due));
    clock.advanceTo(Math.min(target, next));
    storeAheadMs(runtime.db.sqlite, clock.aheadMs);
    runtime.tick();
    await runtime.settled();
  }
}

/** Somebody who wrote from a real phone is no demo: her data are not deleted by a button. */
function refuseWithRealPeople({ db }: Runtime): void {
  const real = db.sqlite.prepare("SELECT 1 FROM address WHERE channel NOT LIKE 'simulator-%' LIMIT 1").get();
  if (real === undefined) return;
  const how = "to begin anew, stop Rukun and set RUKUN_HOME to another folder";
  throw new RukunError("simulator.real-people", `people have written to this Rukun from real phones; ${how}`);
}

function emptyHome(home: string): void {
  const { database, media, files } = homePaths(home);
  for (const path of [`${database}-wal`, `${database}-shm`, database, media, files])
    rmSync(path, { recursive: true, force: true });
}
