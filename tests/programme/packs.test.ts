import { describe, expect, it } from "vitest";
import { loadDemo } from "../../src/demo/index.ts";
import { packageRoot } from "../../src/home.ts";
import { domainModules } from "../../src/modules.ts";
import { loadPacks, packIds } from "../../src/programme/index.ts";
import { World } from "../support/world.ts";

const ROOT = packageRoot();
const { packs, problems } = loadPacks(ROOT);
const STUDY = [
  "atensi",
  "berdaya-ekomas",
  "bumdes",
  "dana-desa",
  "kartu-prakerja",
  "kelapa-muda",
  "klaster-mandiri",
  "melati",
  "ovop",
  "pantawid-4ps",
  "pbk",
  "pembiayaan-umi",
  "pena",
  "perhutanan-sosial",
  "pesada",
  "plut",
  "pr-yakkum",
  "reforma-agraria",
  "sarvodaya",
  "she",
  "yess",
];

describe("the programmes that come with Rukun", () => {
  it("are without problems, their demos too", () => {
    expect(problems).toEqual([]);
    expect([...packs.keys()]).toEqual(packIds(ROOT));
    expect([...packs.keys()]).toEqual(expect.arrayContaining(STUDY));
    for (const pack of packs.values()) expect(loadDemo(ROOT, pack).problems, pack.id).toEqual([]);
  });

  it("say what the study found missing and what Rukun supplies, and name the register of today", () => {
    for (const id of STUDY.filter((one) => one !== "melati")) {
      const pack = packs.get(id);
      expect(pack?.study?.lacks.length, id).toBeGreaterThan(0);
      expect(pack?.study?.bot.length, id).toBeGreaterThan(0);
      expect(pack?.sheet?.targets.length, id).toBeGreaterThan(0);
      expect(JSON.stringify(pack?.sheet).replaceAll("menggantikan DTKS dan Regsosek", ""), id).not.toMatch(
        /DTKS|Regsosek/,
      );
    }
  });

  it("never ask for what must not be asked", () => {
    const asked = [...packs.values()].flatMap((pack) =>
      pack.forms.flatMap((form) => form.questions.map(({ ask }) => `${pack.id} ${form.id}: ${ask}`)),
    );
    expect(
      asked.filter((ask) => /\bHIV|narkoba|narkotika|KDRT|dipukul|trafficking|nomor KTP|\bOTP|\bPIN\b/i.test(ask)),
    ).toEqual([]);
  });

  it.each(STUDY)("%s runs, and answers a stranger with its name", async (id) => {
    const pack = packs.get(id);
    if (pack === undefined) throw new Error(`${id} is not there`);
    const world = await World.start({ modules: domainModules(pack), programme: pack });
    expect((await world.send("7000000001", "halo")).join("\n")).toContain(pack.name);
  });
});
