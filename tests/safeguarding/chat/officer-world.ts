import { createHash, randomBytes } from "node:crypto";
import { randomId } from "../../../src/ids.ts";
import { type OfficerDesk, officerDesk } from "../../../src/safeguarding/chat/officer/index.ts";
import { Safe } from "../../../src/safeguarding/chat/safe.ts";
import { KeyPair } from "../../../src/safeguarding/crypto/keys.ts";
import {
  type CaseParts,
  CaseStore,
  Mailboxes,
  Officers,
  type Random,
  type Report,
  Trustees,
  Vault,
} from "../../../src/safeguarding/index.ts";
import { type OfficerEvents, type OfficersSide, safeguardingModule } from "../../../src/safeguarding/module.ts";
import type { Referral } from "../../../src/safeguarding/settings/referrals.ts";
import { afterTest, temporaryFolder } from "../../support/clean-up.ts";
import { membershipOnly, PROGRAMME, World } from "../../support/world.ts";
import { CHEAP, report } from "../support/world.ts";

export const REFERRALS: readonly Referral[] = [
  {
    id: "polisi",
    name: "Polisi",
    phone: "110",
    region: "nationwide",
    danger: true,
    source: "Polri",
    verifiedAt: "2026-10-01",
  },
  {
    id: "lama",
    name: "LPSK",
    phone: "148",
    region: "nationwide",
    danger: false,
    source: "x",
    verifiedAt: "2021-08-19",
  },
  {
    id: "malang",
    name: "P2TP2A Malang",
    phone: "0341-1",
    region: ["Malang"],
    danger: false,
    source: "x",
    verifiedAt: "2026-10-01",
  },
];

/** Of all worlds: a message that comes again after a restart is the same one. */
let messages = 0;

type NewOfficer = { roles?: Parameters<World["add"]>[2]; codes?: number };

export type OfficerOfTest = { name: string; id: string; personId: string; codes: string[] };

/** Chance that is the same each time: names of cases and codes do not change from run to run. */
export function seeded(seed: number): Random {
  let count = 0;
  return (bytes) => {
    const blocks = Array.from({ length: Math.ceil(bytes / 32) }, () =>
      createHash("sha256").update(`${seed} ${count++}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, bytes);
  };
}

/** A whole Rukun with a vault and the officers' desk, people on the simulated Telegram, and a clock that stands still. */
export class OfficerWorld {
  readonly world: World;
  readonly vault: Vault;
  parts!: CaseParts;
  desk!: OfficerDesk;
  officers!: Officers;
  /** Reporters who were answered. */
  readonly answered: string[] = [];
  /** What the simulated channel can. */
  deletes = true;
  sendsFiles = true;

  private readonly random: Random;

  private constructor(home: string, random: Random) {
    this.random = random;
    this.vault = Vault.open(home, CHEAP);
    this.world = new World({
      home,
      modules: (parts) => {
        const { sqlite } = parts.db;
        const safe = new Safe({ sqlite, vault: this.vault, zone: "Asia/Jakarta", random });
        this.parts = safe.parts;
        const { audit } = this.parts;
        this.officers = new Officers({ sqlite, vault: this.vault, audit, random, newId: randomId });
        const { people, directory, texts, library, wake, sealed } = parts;
        const officers = ({ answered }: OfficerEvents): OfficersSide => {
          this.desk = officerDesk({
            cases: this.parts,
            officers: this.officers,
            holidays: new Set(),
            referrals: REFERRALS,
            zone: "Asia/Jakarta",
            texts,
            library,
            people,
            directory,
            random: () => 0,
            deletes: () => this.deletes,
            sendsFiles: () => this.sendsFiles,
            speak: sealed.speak,
            wake,
            answered: (alias, now) => {
              this.answered.push(alias);
              answered(alias, now);
            },
          });
          return this.desk;
        };
        const settings = { holidays: new Set<string>(), referrals: REFERRALS };
        const { zone, hours } = PROGRAMME;
        const districtOf = () => undefined;
        const given = { ...parts, zone, hours, settings, districtOf, safe, officers };
        return [...membershipOnly(parts), safeguardingModule(given)];
      },
    });
  }

  static async start(random: Random = seeded(1)): Promise<OfficerWorld> {
    const home = temporaryFolder();
    Vault.create(home, randomBytes);
    return OfficerWorld.at(home, random, undefined);
  }

  private static async at(home: string, random: Random, now: number | undefined): Promise<OfficerWorld> {
    const made = new OfficerWorld(home, random);
    if (now !== undefined) made.world.clock.advanceTo(now);
    afterTest(() => made.stop());
    await made.world.begin();
    return made;
  }

  async stop(): Promise<void> {
    await this.desk.settled();
    await this.world.stop();
    if (this.vault.sqlite.open) this.vault.close();
  }

  /** Nothing in memory is left, and so much time has passed. The phones are new ones, which show what comes from now on. */
  async restart(after = 0): Promise<OfficerWorld> {
    await this.stop();
    return OfficerWorld.at(this.world.home, this.random, this.now + after);
  }

  get now(): number {
    return this.world.clock.now();
  }

  get cases(): CaseStore {
    return new CaseStore(this.parts);
  }

  get mailboxes(): Mailboxes {
    return new Mailboxes(this.parts);
  }

  /** An officer with a phone of her own, whose address is her name in small letters, and a sheet of a few codes. */
  async officer(name: string, { roles = [], codes: count = 8 }: NewOfficer = {}): Promise<OfficerOfTest> {
    const personId = this.world.add(name, name.toLowerCase(), ["protection", ...roles]);
    const id = randomId();
    const keys = KeyPair.fromSeed(this.random(32));
    const codes = await this.officers.sheets.make(keys, this.random, count);
    this.world.runtime.db.sqlite
      .prepare("INSERT INTO officer (id, person_id, public_key, enrolled_at) VALUES (?, ?, ?, ?)")
      .run(id, personId, keys.publicKey, this.officers.all().length);
    keys.wipe();
    return { name, id, personId, codes };
  }

  trustee(): { id: string; keys: KeyPair } {
    const keys = KeyPair.fromSeed(randomBytes(32));
    const setting = { newId: randomId, now: this.now };
    const { id } = new Trustees(this.world.runtime.db.sqlite, this.parts.audit).set(
      "Ibu Luar",
      keys.publicKey,
      setting,
    );
    return { id, keys };
  }

  /** What the bot answers to an officer, after the code that she wrote was tried. */
  async says(who: OfficerOfTest | string, text: string): Promise<string[]> {
    const address = (typeof who === "string" ? who : who.name).toLowerCase();
    const before = this.world.seen(address).length;
    await this.world.send(address, text, `officer-${messages++}`);
    await this.settled();
    return this.world.seen(address).slice(before);
  }

  async settled(): Promise<void> {
    await this.desk.settled();
    await this.world.runtime.settled();
  }

  /** Opens with the next code of her sheet. */
  async open(who: OfficerOfTest): Promise<string[]> {
    return this.says(who, `BUKA ${who.codes.shift()}`);
  }

  async sealed(given: Parameters<typeof report>[0] = {}): Promise<string> {
    const done = await this.cases.seal(report(given) as Report, this.now);
    if (done.kind !== "sealed") throw new Error(done.kind);
    return done.alias;
  }

  /** Moves the clock and does what falls due. */
  async later(ms: number): Promise<void> {
    await this.world.later(ms);
    await this.settled();
  }

  seen(who: OfficerOfTest | string): string[] {
    return this.world.seen((typeof who === "string" ? who : who.name).toLowerCase());
  }
}
