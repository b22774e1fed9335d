import { FixedClock, HOUR, MINUTE } from "../../../src/clock.ts";
import { connect } from "../../../src/db/open.ts";
import { sharedLayout } from "../../../src/documents/index.ts";
import { homePaths, packageRoot } from "../../../src/home.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { silentLog } from "../../../src/log.ts";
import { domainModules } from "../../../src/modules.ts";
import { mergePeople } from "../../../src/people/merge.ts";
import { loadPacks, type Pack } from "../../../src/programme/index.ts";
import { Runtime } from "../../../src/runtime.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { ownContent } from "../../support/content.ts";
import { layDatabase } from "../../support/databases.ts";
import { Dice } from "./dice.ts";
import { CHANNEL, everybody, type Human, settle } from "./people.ts";
import { Platform } from "./platform.ts";

/** It looks for what is due every few minutes, as the process does each minute: a year has half a million of them. */
const STEP_MS = 5 * MINUTE;

/** Monday 5 January 2026, 06:00 in Jakarta. */
export const BEGIN = Date.parse("2026-01-05T06:00:00+07:00");

/** One Rukun that is stopped and started on the same file, a platform that stays, and a clock that is moved. */
export class Machine {
  readonly clock = new FixedClock(BEGIN);
  readonly platform = new Platform(this.clock);
  readonly humans: readonly Human[] = everybody();
  readonly pack: Pack;
  private readonly home = temporaryFolder();
  private readonly newId = sequentialIds();
  private readonly dice: Dice;
  private running: Runtime | undefined;

  constructor(seed: string) {
    const pack = loadPacks(packageRoot(), ["melati"]).packs.get("melati");
    if (pack === undefined) throw new Error("programmes/melati is not there");
    this.pack = pack;
    this.dice = new Dice(`${seed} machine`);
    layDatabase(this.home, "the year's people", (db) => settle(db, this.humans, pack.id, BEGIN));
  }

  get now(): number {
    return this.clock.now();
  }

  get isUp(): boolean {
    return this.running !== undefined;
  }

  get runtime(): Runtime {
    if (this.running === undefined) throw new Error("it is down");
    return this.running;
  }

  async start(): Promise<void> {
    const { clock, pack, newId, platform } = this;
    this.running = new Runtime({
      home: this.home,
      content: ownContent(),
      programme: pack,
      modules: domainModules(pack),
      channels: [platform],
      clock,
      log: silentLog,
      newId,
      random: () => this.dice.next(),
    });
    // Nobody cuts the power of the machine that the test runs on.
    this.running.db.sqlite.pragma("synchronous = OFF");
    await this.running.start();
    await this.settled();
  }

  /** The office says that a number which wrote as a stranger is somebody's new one, as `rukun person merge` does. */
  merge(address: string, into: string): void {
    const [stranger] = this.runtime.people.at(CHANNEL, address)?.people ?? [];
    if (stranger === undefined) throw new Error(`nobody wrote from ${address}`);
    const office = connect(homePaths(this.home).database);
    mergePeople(office, stranger, into, this.now, this.newId);
    office.close();
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** What waits for it is handed over, and everything that comes of it is done and sent. */
  async settled(): Promise<void> {
    if (this.running === undefined) return;
    for (let handed = true; handed; ) {
      handed = this.platform.handOver();
      await this.running.settled();
    }
    // Documents are laid out beside the conversation: waited for, so that the year is the same each time.
    await sharedLayout.settled();
  }

  /** Time goes on; what falls due on the way happens at its time. */
  async walkTo(target: number): Promise<void> {
    while (this.now < target) {
      const soonest = this.isUp ? this.soonest() : target;
      this.clock.advanceTo(Math.min(target, Math.max(soonest, this.now + STEP_MS)));
      if (this.isUp) this.runtime.tick();
      await this.settled();
    }
  }

  private soonest(): number {
    const { due, outbox } = this.runtime;
    const next = [due.nextAt(), outbox.nextDue(CHANNEL, this.now), this.now + 6 * HOUR].filter(
      (at) => at !== null && at !== undefined,
    );
    return Math.min(...next);
  }
}
