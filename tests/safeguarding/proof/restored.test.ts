import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { rukun } from "../../cli/command.ts";
import { TO_THE_STORY } from "../chat/report-world.ts";
import { MARKS, numberSaid } from "./marks.ts";
import { sayAll, until } from "./phones.ts";
import { type OfficerOfProof, ProofWorld } from "./proof-world.ts";

const [SARI, RATNA] = [700_888_999, 500_111_222];

async function opens({ phone }: Pick<OfficerOfProof, "phone">, code = ""): Promise<void> {
  const before = phone.seen().length;
  await phone.says(`BUKA ${code}`);
  await until(() => phone.seen().slice(before).join().includes("Terbuka sampai"));
}

const env = (world: ProofWorld) => ({ RUKUN_HOME: world.home });

/** Puts the backup in the place of the database, with `rukun restore`, and starts on it. The vault stays. */
async function restored(world: ProofWorld, backup: string): Promise<ProofWorld> {
  const { root, home } = world;
  const now = world.clock.now();
  await world.stop();
  expect((await rukun({ cwd: root, now, env: { RUKUN_HOME: home } }, "restore", backup)).code).toBe(0);
  return ProofWorld.start({ root, now: now + MINUTE });
}

it.each(["TARIK", "ninety days"])(
  "after its destruction by %s an older backup gives a case back to nobody",
  async (how) => {
    const world = await ProofWorld.start();
    const ratna = await world.officer("Ratna", world.onTelegram(RATNA));
    const trustee = world.trustee();
    const sari = world.onTelegram(SARI);
    world.add("Sari", sari);
    const number = numberSaid(await sayAll(sari, ...TO_THE_STORY, MARKS.story, "selesai", "1", "1"));
    await sayAll(sari, "lewati", "2");
    const [alias = ""] = world.aliases;
    expect((await rukun({ cwd: world.root, now: world.clock.now(), env: env(world) }, "backup")).code).toBe(0);
    const [name = ""] = readdirSync(join(world.home, "backups"));
    const kept = join(world.root, "kept");
    mkdirSync(kept);
    cpSync(join(world.home, "backups", name), join(kept, name));
    if (how === "TARIK") {
      expect((await sayAll(sari, `KABAR ${number}`, "3", "1")).join()).toContain("Sudah ditarik");
    } else {
      await opens(ratna, ratna.codes[0]);
      await sayAll(ratna.phone, `BACA ${alias}`, `TUTUP ${alias} terbukti`);
      for (let days = 0; days < 92; days += 4) await world.later(4 * DAY);
      await world.later(HOUR);
    }
    expect(world.aliases).toEqual([]);
    const again = await restored(world, join(kept, name));
    // What the trustee has needs no code; an officer has one that is not used.
    expect(() => again.safe.cases.open(alias, trustee, again.clock.now())).not.toThrow();
    expect(again.safe.cases.open(alias, trustee, again.clock.now())).toBeUndefined();
    const phone = again.onTelegram(RATNA);
    await opens({ phone }, ratna.codes[1]);
    expect((await phone.says(`BACA ${alias}`)).join()).toContain("Tidak ada kasus bernama");
    expect((await again.onTelegram(SARI).says(`KABAR ${number}`)).join()).toContain("tidak menemukan");
    rmSync(kept, { recursive: true });
  },
);
