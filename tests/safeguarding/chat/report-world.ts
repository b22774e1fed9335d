import { randomBytes } from "node:crypto";
import type { Content } from "../../../src/content/load.ts";
import type { InboundContent } from "../../../src/conversation/channel.ts";
import { packageRoot } from "../../../src/home.ts";
import { randomId } from "../../../src/ids.ts";
import { Safe } from "../../../src/safeguarding/chat/safe.ts";
import { KeyPair, loadSafeSettings, type OpenedCase, Trustees, Vault } from "../../../src/safeguarding/index.ts";
import { type SafeguardingParts, safeguardingModule } from "../../../src/safeguarding/module.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { ownContent } from "../../support/content.ts";
import { membershipOnly, World } from "../../support/world.ts";
import { CHEAP } from "../support/world.ts";

/** Somebody who reads, whose key the test holds. */
export type Reading = { id: string; keys: KeyPair };

/** A whole Rukun with Kotak Suara over the simulator, with a real vault whose numbers cost next to nothing. */
export class ReportWorld {
  readonly world: World;
  readonly vault: Vault;
  safe: Safe;
  private enrolled = 0;

  private constructor(world: World, vault: Vault, safe: Safe) {
    this.world = world;
    this.vault = vault;
    this.safe = safe;
  }

  static async start(
    given: Partial<Pick<SafeguardingParts, "law" | "openComplaint" | "officers">> & {
      content?: Content;
      vault?: false;
    } = {},
  ): Promise<ReportWorld> {
    const home = temporaryFolder();
    Vault.create(home, randomBytes);
    const vault = Vault.open(home, CHEAP);
    const { settings } = loadSafeSettings(packageRoot(), "melati");
    if (settings === undefined) throw new Error("the settings are not readable");
    const { content = ownContent(), vault: without, ...others } = given;
    let made: Safe | undefined;
    const world = new World({
      home,
      content,
      modules: (parts) => {
        const zone = "Asia/Jakarta" as const;
        made = new Safe({ sqlite: parts.db.sqlite, vault, zone, random: randomBytes });
        const hours = { from: "08:00", to: "19:30" };
        const districtOf = () => undefined;
        const safe = without === false ? undefined : made;
        return [
          ...membershipOnly(parts),
          safeguardingModule({ ...parts, zone, hours, settings, districtOf, safe, ...others }),
        ];
      },
    });
    await world.begin();
    if (made === undefined) throw new Error("no modules were made");
    return new ReportWorld(world, vault, made);
  }

  /** A protection officer with a phone of her own. */
  officer(name: string, address = `9${name}`): Reading & { personId: string; address: string } {
    const personId = this.world.add(name, address, ["protection"]);
    const keys = KeyPair.fromSeed(randomBytes(32));
    const id = randomId();
    this.enrolled += 1;
    this.sqlite
      .prepare("INSERT INTO officer (id, person_id, public_key, enrolled_at) VALUES (?, ?, ?, ?)")
      .run(id, personId, keys.publicKey, this.enrolled);
    return { id, keys, personId, address };
  }

  trustee(name = "Yayasan Terang"): Reading {
    const keys = KeyPair.fromSeed(randomBytes(32));
    const given = { newId: randomId, now: this.now };
    const { id } = new Trustees(this.sqlite, this.safe.parts.audit).set(name, keys.publicKey, given);
    return { id, keys };
  }

  get sqlite() {
    return this.world.runtime.db.sqlite;
  }

  get now(): number {
    return this.world.clock.now();
  }

  get cases(): { alias: string; category: number; severity: string; status: string }[] {
    return this.sqlite.prepare("SELECT alias, category, severity, status FROM safe_case").all() as never;
  }

  /** The only case, opened by somebody who may read it. */
  opened(reader: Reading): OpenedCase | undefined {
    const [only, ...more] = this.cases;
    if (only === undefined || more.length > 0) throw new Error(`${this.cases.length} cases`);
    return this.safe.cases.open(only.alias, reader, this.now);
  }

  async say(address: string, ...lines: (string | InboundContent)[]): Promise<string[]> {
    let answers: string[] = [];
    for (const line of lines) answers = await this.world.send(address, line);
    return answers;
  }

  /** A photo as the simulator's phone sends it. */
  photo(
    bytes: Uint8Array,
    extra: { media?: "photo" | "voice" | "video" | "document"; caption?: string } = {},
  ): InboundContent {
    const { media = "photo", caption } = extra;
    const ref = this.world.chats.media.put({ bytes, mime: "image/jpeg" });
    return { kind: "media", media, ref, ...(caption === undefined ? {} : { caption }) };
  }
}

/** From the first word to where the story may begin; nobody is struck out. */
export const TO_THE_STORY = ["kotak suara", "2", "1", "Tidak ada yang dicoret", "4"] as const;

/** The nomor simpanan in what was said. */
export function numberIn(said: readonly string[]): string {
  const found = /\d{4} \d{4} \d{4} \d{4}/.exec(said.join("\n"))?.[0];
  if (found === undefined) throw new Error(`no number in ${said.join("\n")}`);
  return found;
}
