import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DeviceKeys } from "../../../src/channels/whatsapp/device-keys.ts";
import type { WhatsAppChannel } from "../../../src/channels/whatsapp/whatsapp.ts";
import { FixedClock } from "../../../src/clock.ts";
import type { Channel } from "../../../src/conversation/channel.ts";
import { homePaths, packageRoot } from "../../../src/home.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { createLog } from "../../../src/log.ts";
import { domainModules } from "../../../src/modules.ts";
import { loadPacks, type Pack } from "../../../src/programme/index.ts";
import { Runtime, type RuntimeOptions } from "../../../src/runtime.ts";
import {
  AuditChain,
  KeyPair,
  loadSafeSettings,
  Officers,
  Safe,
  Trustees,
  Vault,
} from "../../../src/safeguarding/index.ts";
import { channelTo as telegramTo } from "../../channels/telegram/support.ts";
import { stopAll, channelTo as whatsappTo } from "../../channels/whatsapp/support.ts";
import { afterTest, temporaryFolder } from "../../support/clean-up.ts";
import { ownContent } from "../../support/content.ts";
import { layDatabase } from "../../support/databases.ts";
import { NO_LIMIT } from "../../support/fake-channel.ts";
import { TelegramServer } from "../../support/telegram-server.ts";
import { linkedCreds, WhatsAppServer } from "../../support/whatsapp-server.ts";
import { FRIDAY } from "../../support/world.ts";
import { CHEAP } from "../support/world.ts";
import { HiddenPhone, type Phone, TelegramPhone, WhatsAppPhone } from "./phones.ts";

let melati: Pack | undefined;

function packOfTests(): Pack {
  melati ??= loadPacks(packageRoot(), ["melati"]).packs.get("melati");
  if (melati === undefined) throw new Error("the pack is not readable");
  return melati;
}

export type ProofOptions = {
  /** Left out: Telegram alone, which starts faster. */
  whatsapp?: boolean;
  /** A root that is there already, e.g. as a killed process left it. */
  root?: string;
  now?: number;
  /** What goes wrong on the way. */
  spoil?: (channel: Channel) => Channel;
  modules?: (made: RuntimeOptions["modules"]) => RuntimeOptions["modules"];
};

type Roles = NonNullable<Parameters<Runtime["directory"]["add"]>[0]["roles"]>;

export type OfficerOfProof = { id: string; personId: string; codes: string[]; phone: Phone };

/**
 * A whole Rukun with its real domains, over the real channels of Telegram and WhatsApp against stand-ins, with a log that
 * tells everything. Below `root` is every file of it: `home`, `log` and `tmp`. Only codes cost next to nothing.
 */
export class ProofWorld {
  readonly root: string;
  readonly clock: FixedClock;
  readonly telegram: TelegramServer;
  readonly whatsapp: WhatsAppServer | undefined;
  readonly vault: Vault;
  readonly runtime: Runtime;
  private isStopped = false;
  private kills = 0;

  private constructor(
    root: string,
    servers: { telegram: TelegramServer; whatsapp: WhatsAppServer | undefined },
    clock: FixedClock,
    options: ProofOptions,
  ) {
    this.root = root;
    this.telegram = servers.telegram;
    this.whatsapp = servers.whatsapp;
    this.clock = clock;
    const { home } = this;
    if (!Vault.exists(home)) Vault.create(home, randomBytes);
    this.vault = Vault.open(home, CHEAP);
    layDatabase(home);
    mkdirSync(join(root, "log"), { recursive: true });
    const write = (line: string) => appendFileSync(join(root, "log/rukun.log"), line);
    const log = createLog("trace", { write });
    const { settings } = loadSafeSettings(packageRoot(), "melati");
    const modules = domainModules(packOfTests(), { settings, vault: this.vault });
    const spoil = options.spoil ?? ((channel: Channel) => channel);
    this.runtime = new Runtime({
      home,
      content: ownContent(),
      programme: packOfTests(),
      modules: options.modules?.(modules) ?? modules,
      channels: (made) => [
        spoil(unlimited(telegramTo(this.telegram, { clock: this.clock, log }))),
        ...(this.whatsapp === undefined ? [] : [spoil(unlimited(this.linked(this.whatsapp, made, log)))]),
      ],
      clock: this.clock,
      log,
      newId: sequentialIds(options.root === undefined ? "p" : `p${options.now ?? 0}-`),
      random: () => 0.5,
    });
  }

  static async start(options: ProofOptions = {}): Promise<ProofWorld> {
    const clock = new FixedClock(options.now ?? FRIDAY);
    // What is written is dated by the platforms, and their time goes on with ours.
    const now = () => clock.now();
    const servers = {
      telegram: await TelegramServer.start({ now }),
      whatsapp: options.whatsapp ? await WhatsAppServer.start({ now }) : undefined,
    };
    const root = options.root ?? temporaryFolder();
    inTemporaryFolder(join(root, "tmp"));
    const world = new ProofWorld(root, servers, clock, options);
    afterTest(async () => {
      rmSync(`${root}-killed`, { recursive: true, force: true });
      await world.stop();
      await servers.telegram.close();
      await servers.whatsapp?.close();
    });
    await world.runtime.start();
    await servers.whatsapp?.opened();
    return world;
  }

  get home(): string {
    return join(this.root, "home");
  }

  get sqlite() {
    return this.runtime.db.sqlite;
  }

  /** The cases as the terminal of the server would reach them. */
  get safe(): Safe {
    const { sqlite, vault } = this;
    return new Safe({ sqlite, vault, zone: "Asia/Jakarta", random: randomBytes });
  }

  get aliases(): string[] {
    return this.sqlite.prepare("SELECT alias FROM safe_case").pluck().all() as string[];
  }

  async stop(): Promise<void> {
    if (this.isStopped) return;
    this.isStopped = true;
    await this.runtime.stop();
    await stopAll();
    this.vault.close();
  }

  /** What kill -9 leaves at this moment: every file as it is, nothing of what is in memory. */
  killedHere(): string {
    this.kills += 1;
    const root = join(`${this.root}-killed`, String(this.kills));
    cpSync(this.root, root, { recursive: true });
    return root;
  }

  onTelegram(chat: number): TelegramPhone {
    return new TelegramPhone(this, chat);
  }

  onWhatsApp(phone: string): WhatsAppPhone {
    return new WhatsAppPhone(this, phone);
  }

  /** Whose phone WhatsApp hides; `phone`: but names. */
  behindLid(lid: string, phone?: string): WhatsAppPhone {
    return new HiddenPhone(this, `${lid}@lid`, phone);
  }

  /** A registered person at this phone. */
  add(name: string, phone: Phone, roles: Roles = ["beneficiary"]): string {
    const given = { name, called: `Ibu ${name}`, zone: "Asia/Jakarta" as const, roles };
    const { directory } = this.runtime;
    return directory.add({ ...given, addresses: [phone.place] }, this.clock.now());
  }

  /** An officer with a sheet, who has written to Rukun once. */
  async officer(name: string, phone: Phone, roles: Roles = []): Promise<OfficerOfProof> {
    const personId = this.add(name, phone, ["protection", ...roles]);
    const { sqlite, vault } = this;
    const audit = new AuditChain(sqlite, vault);
    const officers = new Officers({ sqlite, vault, audit, random: randomBytes, newId: sequentialIds(`o-${name}`) });
    const { officer, codes } = await officers.enrol(personId, this.clock.now());
    await phone.says("menu");
    return { id: officer.id, personId, codes, phone };
  }

  trustee(): { id: string; keys: KeyPair } {
    const keys = KeyPair.fromSeed(randomBytes(32));
    const audit = new AuditChain(this.sqlite, this.vault);
    const given = { newId: sequentialIds("t"), now: this.clock.now() };
    const { id } = new Trustees(this.sqlite, audit).set("Yayasan Terang", keys.publicKey, given);
    return { id, keys };
  }

  /** Moves the clock and does what falls due. */
  async later(ms: number): Promise<void> {
    this.clock.advanceTo(this.clock.now() + ms);
    this.runtime.tick();
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.runtime.settled();
  }

  private linked(server: WhatsAppServer, made: Pick<Runtime, "db" | "outbox">, log: ReturnType<typeof createLog>) {
    const { sqlite } = made.db;
    const { clock } = this;
    const key = randomBytes(32);
    const keys = new DeviceKeys(sqlite, "whatsapp", key);
    keys.saveCreds(linkedCreds());
    const bodyOf = (id: string) => made.outbox.bodyByRemoteId("whatsapp", id, clock.now());
    const channel: WhatsAppChannel = whatsappTo(server, { sqlite, key }, { clock, log, bodyOf });
    return channel;
  }
}

/** A channel that is as it is, but for the pace that its platform wants. */
function unlimited(channel: Channel): Channel {
  const can = { ...channel.can, rate: NO_LIMIT };
  return new Proxy(channel, {
    get: (target, name) => {
      if (name === "can") return can;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** Where this process would put temporary files, until the test is over. */
function inTemporaryFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  afterTest(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  });
}

export const databaseOf = (root: string): string => homePaths(join(root, "home")).database;
