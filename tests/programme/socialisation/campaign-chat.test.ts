import { beforeEach, describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { domainModules } from "../../../src/modules.ts";
import { Enrolments } from "../../../src/programme/index.ts";
import { SOCIALISATION } from "../../../src/programme/socialisation/limits.ts";
import { FRIDAY, World } from "../../support/world.ts";
import { melati } from "../support.ts";

const pack = melati();
const MAKER = "t8";
const OTHER = "t9";
let world: World;

const says = async (address: string, ...texts: string[]) => {
  let answers: string[] = [];
  for (const text of texts) answers = await world.send(address, text);
  return answers.join("\n");
};
const got = (address: string) => world.seen(address).filter((text) => text.includes("ada pertemuan")).length;
const state = () => world.runtime.db.sqlite.prepare("SELECT state FROM campaign").pluck().get();

beforeEach(async () => {
  world = await World.start({ modules: domainModules(pack), programme: pack });
  world.add("Andi", MAKER, ["coordinator"]);
  world.add("Retno", OTHER, ["manager"]);
});

/** As far as the question what is to be done with it. */
const makes = (...narrowing: string[]) =>
  says(MAKER, "kampanye", "kampanye baru", "calon", "tulis sendiri", "besok ada pertemuan.", ...narrowing, "3 hari");

function people(count: number): void {
  for (let n = 0; n < count; n += 1) world.add(`Sari ${n}`, `p${n}`);
}

describe("a campaign to more people than one may write to alone", () => {
  beforeEach(() => people(SOCIALISATION.campaignAlone + 1));

  it("is tried, asked of a second person with all that she needs to know, and sent on her word", async () => {
    expect(await makes("semuanya")).toContain("Akan dikirim ke 51 orang");
    await says(MAKER, "coba ke saya");
    expect(got(MAKER)).toBeGreaterThan(0);
    expect(got("p0")).toBe(0);
    expect(await says(MAKER, "kirim")).toContain("Ibu Retno");
    await world.later(MINUTE);
    expect(state()).toBe("waiting");
    const asked = world.seen(OTHER).join("\n");
    expect(asked).toContain("Akan dikirim ke 51 orang");
    expect(asked).toContain("besok ada pertemuan.");
    expect(asked).toContain("Setujui");
    // Its maker may stop it, and not approve it.
    const own = await says(MAKER, "kampanye", "2");
    expect(own).toContain("menunggu persetujuan");
    expect(own).not.toContain("Setujui");
    await says(OTHER, "setujui");
    await world.later(MINUTE);
    await world.later(MINUTE);
    expect([got("p0"), got("p50")]).toEqual([1, 1]);
    expect(state()).toBe("sent");
  });

  it("goes to nobody when nobody approved it in time", async () => {
    await makes("semuanya");
    await says(MAKER, "kirim");
    await world.walkTo(FRIDAY + 4 * DAY);
    expect(state()).toBe("expired");
    expect(await says(OTHER, "setujui")).toContain("sudah tidak bisa");
    await world.later(HOUR);
    expect(got("p0")).toBe(0);
  });
});

it("of a large audience is counted beside the conversation, while its maker answers the next question", async () => {
  people(SOCIALISATION.sweepPage + 1);
  await says(MAKER, "kampanye", "kampanye baru", "calon", "tulis sendiri", "besok ada pertemuan.");
  world.runtime.tick();
  const rows = world.runtime.db.sqlite.prepare("SELECT state FROM duty WHERE kind = 'campaign.count'").pluck();
  expect(rows.all()).toEqual(["done", "done"]);
  expect(await says(MAKER, "semuanya", "3 hari")).toContain(`Akan dikirim ke ${SOCIALISATION.sweepPage + 1} orang`);
});

describe("a campaign that is being sent", () => {
  it("is paused, resumed and cancelled in chat", async () => {
    world.clock.advanceTo(Date.parse("2026-11-20T20:00:00+07:00"));
    people(3);
    await makes("semuanya");
    await says(MAKER, "kirim");
    await world.later(MINUTE);
    expect(await says(MAKER, "kampanye", "2", "tunda")).toContain("ditunda");
    expect(await says(OTHER, "kampanye", "2", "lanjutkan")).toContain("sedang dikirim");
    expect(await says(MAKER, "kampanye", "2", "hentikan")).toContain("dihentikan");
    await world.walkTo(Date.parse("2026-11-21T10:00:00+07:00"));
    expect(got("p0")).toBe(0);
  });
});

describe("an audience is narrowed in chat", () => {
  it("by what somebody of it has, one way after another", async () => {
    const [sari, tuti, rina] = [world.add("Sari", "t1"), world.add("Tuti", "t2"), world.add("Rina", "t3")];
    const { sqlite } = world.runtime.db;
    const village = sqlite.prepare("UPDATE person SET village = ? WHERE id = ?");
    for (const one of [sari, tuti]) village.run("Sumberejo", one);
    village.run("Karangsari", rina);
    const enrolments = new Enrolments(sqlite);
    const enrol = (personId: string, cohort: string) =>
      enrolments.enrol({ programme: "melati", personId, as: "beneficiary", since: FRIDAY, cohort, source: "test" });
    enrol(sari, "2026-1");
    enrol(tuti, "2026-2");
    sqlite.exec(`INSERT INTO programme_group (id, programme, name, by_person, since)
        VALUES ('g', 'melati', 'Kelompok Mawar', '${sari}', 0);
      INSERT INTO group_member (group_id, person_id, role, since) VALUES ('g', '${sari}', 'chair', 0)`);
    const ways = await says(MAKER, "kampanye", "kampanye baru", "calon", "yang sudah ada", "sebagian saja");
    for (const way of ["Desa", "Kelompok", "Angkatan", "Tahap", "Peran"]) expect(ways).toContain(way);
    expect(await says(MAKER, "desa")).toContain("1. Sumberejo\n2. Karangsari");
    const narrower = await says(MAKER, "sumberejo", "sebagian saja");
    expect(narrower).not.toContain("Desa");
    const cohorts = await says(MAKER, "angkatan");
    expect(cohorts).toContain("2026-2");
    expect(await says(MAKER, "2")).toContain("Desa: Sumberejo, Angkatan: 2026-2");
    expect(await says(MAKER, "semuanya", "3 hari")).toContain("Akan dikirim ke 1 orang");
    await says(MAKER, "jangan kirim");
    await says(MAKER, "kampanye", "kampanye baru", "calon", "yang sudah ada", "sebagian saja", "kelompok");
    expect(await says(MAKER, "1")).toContain("Kelompok: Kelompok Mawar");
    expect(await says(MAKER, "semuanya", "3 hari")).toContain("Ibu Sari");
  });

  it("and is not lost when something else comes between", async () => {
    await says(MAKER, "kampanye", "kampanye baru", "calon");
    expect(await says(MAKER, "resmi")).toContain("Membuat kampanye tadi belum selesai");
    expect(await says(MAKER, "ya")).toContain("Pakai kata-kata yang sudah ada");
  });

  it("and who writes more than a small screen holds is told so with the limit", async () => {
    const long = "a ".repeat(150);
    const asked = await says(MAKER, "kampanye", "kampanye baru", "calon", "tulis sendiri", long);
    expect(asked).toContain("lebih dari 240 huruf");
    expect(await says(MAKER, "besok ada pertemuan.")).toContain("Kirim ke semuanya");
  });
});
