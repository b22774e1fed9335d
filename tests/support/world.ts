import { createSimulatorChannels, SimulatorChats } from "../../src/channels/simulator/index.ts";
import { FixedClock } from "../../src/clock.ts";
import type { Content } from "../../src/content/load.ts";
import type { Channel, InboundContent } from "../../src/conversation/channel.ts";
import type { Module } from "../../src/conversation/module.ts";
import { sequentialIds } from "../../src/ids.ts";
import { type Log, silentLog } from "../../src/log.ts";
import { membershipModule } from "../../src/membership/index.ts";
import type { ModuleParts } from "../../src/module-parts.ts";
import { Runtime } from "../../src/runtime.ts";
import type { Zone } from "../../src/zones.ts";
import { afterTest, temporaryFolder } from "./clean-up.ts";
import { ownContent } from "./content.ts";
import { knowFlows, layDatabase } from "./databases.ts";

export const PROGRAMME = {
  name: "Unit Melati",
  office: "Balai Desa Sukamaju",
  zone: "Asia/Jakarta" as Zone,
  hours: { from: "08:00", to: "19:30" },
};

/** Friday 20 November 2026, 16:00 WIB. */
export const FRIDAY = Date.parse("2026-11-20T09:00:00Z");

export const membershipOnly = (parts: ModuleParts): Module[] => [
  membershipModule({
    ...parts,
    pack: { villages: [{ name: "Sukamaju", zone: "Asia/Jakarta" }], zone: "Asia/Jakarta", hours: PROGRAMME.hours },
  }),
];

export type WorldOptions = {
  content?: Content;
  modules?: (parts: ModuleParts) => Module[];
  home?: string;
  channels?: (chats: SimulatorChats, world: () => World) => Channel[];
  programme?: typeof PROGRAMME;
  log?: Log;
  /** 0 to 1, where that is not always a half. */
  random?: () => number;
  /** When it begins, where that is not FRIDAY. */
  now?: number;
};

/** A whole Rukun in a temporary home with the simulator's channels and a clock that stands still. */
export class World {
  readonly clock: FixedClock;
  readonly chats: SimulatorChats;
  readonly home: string;
  readonly runtime: Runtime;
  private messages = 0;

  constructor(options: WorldOptions = {}) {
    this.clock = new FixedClock(options.now ?? FRIDAY);
    this.chats = new SimulatorChats(this.clock);
    this.home = options.home ?? temporaryFolder();
    const content = options.content ?? ownContent();
    if (content === ownContent()) layDatabase(this.home, "own flows", (db) => knowFlows(db, content, FRIDAY));
    else layDatabase(this.home);
    this.runtime = new Runtime({
      home: this.home,
      content,
      programme: options.programme ?? PROGRAMME,
      modules: options.modules ?? membershipOnly,
      channels: options.channels?.(this.chats, () => this) ?? createSimulatorChannels(this.chats),
      clock: this.clock,
      log: options.log ?? silentLog,
      newId: sequentialIds(),
      random: options.random ?? (() => 0.5),
    });
  }

  static async start(options: WorldOptions = {}): Promise<World> {
    const world = new World(options);
    await world.begin();
    return world;
  }

  async begin(): Promise<void> {
    await this.runtime.start();
    afterTest(() => this.stop());
  }

  private stopped = false;
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    await this.runtime.stop();
  }

  /** A registered person on the simulated Telegram. */
  add(
    name: string,
    address: string,
    roles: Parameters<Runtime["directory"]["add"]>[0]["roles"] = ["beneficiary"],
  ): string {
    const addresses = [{ channel: "simulator-telegram", address }];
    return this.runtime.directory.add(
      { name, called: `Ibu ${name}`, zone: "Asia/Jakarta", roles, addresses },
      this.clock.now(),
    );
  }

  /** Sends something and gives what the bot answers to this address. */
  async send(address: string, content: InboundContent | string, id = `m${++this.messages}`): Promise<string[]> {
    return this.sendAll(address, [
      { content: typeof content === "string" ? { kind: "text", text: content } : content, id },
    ]);
  }

  async sendAll(address: string, items: { content: InboundContent; id?: string }[]): Promise<string[]> {
    const before = this.seen(address).length;
    this.chats.hand(
      "telegram",
      address,
      items.map((item) => ({ id: `m${++this.messages}`, ...item })),
    );
    await this.runtime.settled();
    return this.seen(address).slice(before);
  }

  /** Every text that the bot sent to an address. */
  seen(address: string): string[] {
    return this.chats
      .news(undefined, { address, channel: "telegram" })
      .messages.flatMap((m) => (m.from === "bot" ? [m.text] : []));
  }

  /** Taps the option with this label on the newest message that has it. */
  async tap(address: string, label: string): Promise<string[]> {
    const offered = this.chats
      .news(undefined, { address, channel: "telegram" })
      .messages.flatMap((m) => m.choices ?? []);
    const choice = offered.findLast((c) => c.label === label);
    if (choice === undefined) throw new Error(`no button ${label} among ${offered.map((c) => c.label).join(", ")}`);
    return this.send(address, { kind: "choice", id: choice.id });
  }

  /** Moves the clock and does what falls due. */
  async later(ms: number): Promise<void> {
    this.clock.advanceTo(this.clock.now() + ms);
    this.runtime.tick();
    await this.runtime.settled();
  }

  /** Moves the clock as the simulator does: whatever falls due on the way happens at its time. */
  async walkTo(target: number): Promise<void> {
    while (this.clock.now() < target) {
      const next = Math.min(target, this.clock.now() + 6 * 60 * 60_000, this.runtime.due.nextAt() ?? target);
      this.clock.advanceTo(Math.max(next, this.clock.now() + 60_000));
      this.runtime.tick();
      await this.runtime.settled();
    }
  }

  /** Memory is emptied, as after a restart; what is stored must be enough. */
  forget(): void {
    this.runtime.people.forget();
    this.runtime.sessions.forget();
  }
}
