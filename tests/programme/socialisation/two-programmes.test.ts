import { beforeEach, describe, expect, it } from "vitest";
import { DAY, MINUTE } from "../../../src/clock.ts";
import { packageRoot } from "../../../src/home.ts";
import { domainModules } from "../../../src/modules.ts";
import { Enrolments, loadPacks } from "../../../src/programme/index.ts";
import { World } from "../../support/world.ts";
import { melati } from "../support.ts";

const pena = loadPacks(packageRoot(), ["pena"]).packs.get("pena");
if (pena === undefined) throw new Error("programmes/pena is not there");
const pack = { ...melati(), beside: [pena] };
let world: World;
let enrolments: Enrolments;
let maker: string;

const last = (address: string) => world.seen(address).at(-1) ?? "";
const says = async (address: string, ...texts: string[]) => {
  let answers: string[] = [];
  for (const text of texts) answers = await world.send(address, text);
  return answers.join("\n");
};
const applications = () =>
  world.runtime.db.sqlite.prepare("SELECT programme, person_id AS personId, state FROM application").all();
const enrol = (personId: string, programme: string, as: "beneficiary" | "candidate" = "beneficiary") =>
  enrolments.enrol({ programme, personId, as, since: world.clock.now(), source: "test" });

beforeEach(async () => {
  world = await World.start({ modules: domainModules(pack), programme: pack });
  enrolments = new Enrolments(world.runtime.db.sqlite);
  maker = world.add("Retno", "t9", ["coordinator"]);
});

/** Says yes to whatever is asked, as far as the question whether she registers; true: that came. */
async function throughConditions(address: string): Promise<boolean> {
  for (let n = 0; n < 15; n += 1) {
    if (last(address).includes("Mau mendaftar sekarang?")) return true;
    await says(address, last(address).includes("1. Ya") ? "ya" : "1");
  }
  return false;
}

describe("where two programmes run beside each other", () => {
  it("DAFTAR PROGRAM asks for which one, and all that follows is of that one", async () => {
    const sari = world.add("Sari", "t1", ["prospective"]);
    const asked = await says("t1", "daftar program");
    expect(asked).toContain("Program mana yang diminati?");
    expect(asked).toContain(pack.name);
    expect(await says("t1", "PENA")).toContain(pena.name);
    expect(await throughConditions("t1")).toBe(true);
    await says("t1", "ya", "lewati");
    expect(applications()).toEqual([{ programme: "pena", personId: sari, state: "open" }]);
    expect(last("t9")).toContain(pena.name);
    await says("t9", "terima", "silakan datang Senin");
    expect(last("t1")).toContain(`Pendaftaran ${pena.name} diterima`);
    expect(enrolments.current("pena", sari)?.as).toBe("beneficiary");
    expect(enrolments.current("melati", sari)?.as).not.toBe("beneficiary");
    // What is left to choose is one: nothing is asked.
    expect(await says("t1", "daftar program")).toContain(pack.name);
  });

  it("whoever takes part in one of them is led to the other, and told so when she is in both", async () => {
    const sari = world.add("Sari", "t1");
    enrol(sari, "melati");
    expect(await says("t1", "daftar program")).toContain(pena.name);
    await says("t1", "batal");
    enrol(sari, "pena");
    expect(await says("t1", "daftar program")).toContain("sudah tercatat sebagai peserta");
  });

  it("a campaign of the one reaches who takes part in it or in none, and who is in both gets each of them once", async () => {
    const [sari, tuti] = [world.add("Sari", "t1"), world.add("Tuti", "t2")];
    const ani = world.add("Ani", "t3", ["prospective"]);
    world.add("Rina", "t4", ["donor"]);
    enrol(sari, "melati");
    enrol(sari, "pena");
    enrol(tuti, "melati");
    enrol(ani, "pena", "candidate");
    const campaign = (of: string, text: string) =>
      says("t9", "kampanye", "kampanye baru", of, "2", "tulis sendiri", text, "semuanya", "3 hari");
    expect(await campaign("PENA", "uang modal cair Senin.")).toContain("Akan dikirim ke 2 orang");
    await says("t9", "kirim");
    expect(await campaign("Melati", "besok ada arisan.")).toContain("Akan dikirim ke 3 orang");
    await says("t9", "kirim");
    await world.later(MINUTE);
    await world.later(MINUTE);
    const got = (address: string, text: string) => world.seen(address).filter((one) => one.includes(text)).length;
    expect(["t1", "t2", "t3", "t4"].map((one) => got(one, "uang modal cair"))).toEqual([1, 0, 1, 0]);
    expect(["t1", "t2", "t3", "t4"].map((one) => got(one, "besok ada arisan"))).toEqual([1, 1, 1, 0]);
    expect(world.seen("t1").find((one) => one.includes("uang modal"))).toContain(pena.name);
    const told = world.runtime.db.sqlite
      .prepare("SELECT programme, count(*) AS count FROM event WHERE kind = 'socialisation.reached' GROUP BY programme")
      .all();
    expect(told).toEqual([
      { programme: "melati", count: 3 },
      { programme: "pena", count: 2 },
    ]);
  });

  it("a time for a talk is of one programme, and asked about where both have some", async () => {
    world.add("Sari", "t1");
    const opens = (of: string, time: string) =>
      says("t9", "buka konsultasi", of, "Senin depan", time, "30 menit", "1", "Balai Desa", "ya");
    await opens("PENA", "jam 9");
    expect(last("t9")).toContain("1 waktu konsultasi dibuka");
    expect(await says("t1", "konsultasi")).toContain("09.00");
    await says("t1", "batal");
    await opens("Melati", "jam 13");
    expect(await says("t1", "konsultasi")).toContain("program yang mana?");
    const offered = await says("t1", "Melati");
    expect(offered).toContain("13.00");
    expect(offered).not.toContain("09.00");
  });

  it("a question is answered from her own programme first, and what a human answers is kept for that one", async () => {
    const sari = world.add("Sari", "t1");
    enrol(sari, "pena");
    const tuti = world.add("Tuti", "t2");
    enrol(tuti, "melati");
    const entries = () =>
      world.runtime.db.sqlite.prepare("SELECT programme, question FROM faq_entry WHERE origin = 'people'").all();
    expect(await says("t1", "tanya boleh modalnya untuk beli kambing?")).toContain("saya teruskan ke Ibu Retno");
    await world.later(MINUTE);
    await says("t9", "Boleh, kalau ada kandangnya", "ya", "Apakah modal boleh untuk membeli kambing?");
    expect(world.seen("t1").join()).toContain("kalau ada kandangnya");
    expect(entries()).toEqual([{ programme: "pena", question: "Apakah modal boleh untuk membeli kambing?" }]);
    expect(await says("t1", "tanya modal buat kambing boleh ta")).toContain("kalau ada kandangnya");
    const asked = world.runtime.db.sqlite.prepare("SELECT DISTINCT programme FROM faq_question").pluck().all();
    expect(asked).toEqual(["pena"]);
  });

  it("each has its own weeks, and the second begins without a question", async () => {
    await says("t9", "mulai kalender", "Melati", "Senin depan", "ya");
    expect(last("t9")).toContain("Kalender mulai");
    expect(await says("t9", "mulai kalender")).toContain("Minggu pertamanya");
    await says("t9", "2 minggu lagi", "ya");
    const begun = world.runtime.db.sqlite
      .prepare("SELECT programme FROM calendar_start ORDER BY programme")
      .pluck()
      .all();
    expect(begun).toEqual(["melati", "pena"]);
    expect(await says("t9", "mulai kalender", "Senin depan", "ya")).toContain("sudah mulai");
    const twice = world.runtime.db.sqlite
      .prepare("SELECT count(*) FROM calendar_task WHERE owner_id = ? GROUP BY programme, task HAVING count(*) > 1")
      .all(maker);
    expect(twice).toEqual([]);
    await world.later(DAY);
  });
});
