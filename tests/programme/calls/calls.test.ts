import { describe, expect, it } from "vitest";
import { DAY, MINUTE, WEEK } from "../../../src/clock.ts";
import type { Call, Form } from "../../../src/programme/index.ts";
import { demoWorld } from "../../support/demo-world.ts";
import { FRIDAY, type World } from "../../support/world.ts";
import { formsOf } from "../forms-of.ts";
import { wib } from "../support.ts";

const SARI = "6281200000001";
const NINGSIH = "6281200000010";
const DEWI = "6281200000011";

const SAY = "Dua bulan sudah lewat. Boleh tahu keadaan usahanya?";
/** Everybody of the demo joined nine weeks ago, on 18 September. */
const AFTER_TWO: Call = { after: "joined", months: [2], again: false, say: SAY };

function surveyed(call: Call): Form[] {
  return formsOf("pembiayaan-umi", "survei-enam-bulan").map((form) => ({ ...form, call }));
}
const seen = (world: World, address: string) =>
  world.chats
    .news(undefined, { address, channel: "whatsapp" })
    .messages.flatMap((m) => (m.from === "bot" ? [m.text] : []));
const called = (world: World, address: string) => seen(world, address).filter((text) => text.includes(SAY));
const say = async (world: World, address: string, text: string) => {
  world.chats.hand("whatsapp", address, [{ content: { kind: "text", text } }]);
  await world.runtime.settled();
  return seen(world, address).at(-1) ?? "";
};
type Row = { key: string; state: string; reason: string | null };
const rows = (world: World, who: string) =>
  world.runtime.db.sqlite
    .prepare(
      `SELECT state, reason FROM duty d JOIN person p ON p.id = d.person_id
       WHERE d.kind = 'form.call' AND p.called = ? ORDER BY d.id`,
    )
    .all(who) as Row[];

describe("a form that calls for itself", () => {
  it("is asked once, with the reason, and stored like any other", async () => {
    const { world } = await demoWorld({ forms: surveyed(AFTER_TWO) });
    await world.walkTo(FRIDAY + MINUTE);
    expect(called(world, SARI)).toHaveLength(1);
    expect(called(world, SARI)[0]).toContain("Omzet sebulan rata-rata berapa?");
    for (const text of ["2 juta", "1", "lewati", "lewati", "ya"]) await say(world, SARI, text);
    expect(await say(world, SARI, "1")).toContain("Survei enam bulanan sudah tersimpan");
    await world.walkTo(FRIDAY + 2 * DAY);
    expect(called(world, SARI)).toHaveLength(1);
    const event = world.runtime.db.sqlite
      .prepare("SELECT mode FROM event WHERE kind = 'form.survei-enam-bulan'")
      .pluck()
      .all();
    expect(event).toEqual(["self"]);
  });

  it("is asked from the kader of a member without a phone, about her", async () => {
    const { world } = await demoWorld({ forms: surveyed(AFTER_TWO) });
    await world.walkTo(FRIDAY + 5 * DAY);
    expect(called(world, NINGSIH).length).toBeGreaterThan(0);
    expect(rows(world, "Ibu Wati")).toMatchObject([{ state: "done" }]);
  });

  it("is not asked of who filled it in shortly before, stopped, or has no months yet", async () => {
    const { world } = await demoWorld({ forms: surveyed({ ...AFTER_TWO, months: [3] }) });
    await world.walkTo(FRIDAY + MINUTE);
    expect(called(world, SARI)).toEqual([]);

    const late = { after: "joined" as const, months: [2], again: true, say: SAY };
    const { world: other } = await demoWorld({ forms: surveyed(late) });
    await other.walkTo(FRIDAY + MINUTE);
    await say(other, SARI, "batal");
    await say(other, SARI, "berhenti");
    other.clock.advanceTo(wib("2027-01-20", "12:00"));
    await other.walkTo(wib("2027-01-20", "12:03"));
    expect(called(other, SARI)).toHaveLength(1);
    expect(rows(other, "Ibu Sari").map(({ state }) => state)).toEqual(["done"]);
  });

  it("is asked after a certificate by the pack of Kartu Prakerja, three, six and twelve months later", async () => {
    const { world } = await demoWorld({ forms: formsOf("kartu-prakerja", "tindak-lanjut") });
    const { sqlite } = world.runtime.db;
    const sari = sqlite.prepare("SELECT id FROM person WHERE called = 'Ibu Sari'").pluck().get();
    sqlite
      .prepare(
        `INSERT INTO event (id, programme, kind, person_id, on_date, at, mode, source, data, void)
         VALUES ('c1', 'melati', 'training.certificate', ?, '2026-08-21', ?, 'system', 's', '{}', 0)`,
      )
      .run(sari, FRIDAY);
    await world.walkTo(wib("2026-11-21", "10:01"));
    expect(rows(world, "Ibu Sari")).toMatchObject([{ state: "done" }]);
    expect(seen(world, SARI).at(-1)).toContain("Pelatihannya sudah lewat beberapa bulan");
    expect(rows(world, "Ibu Fitri")).toEqual([]);
  });

  it("is asked on its day of who does the work, in her hours, however long Rukun was down", async () => {
    const { world } = await demoWorld({
      forms: formsOf("bumdes", "produksi").map((form) => ({ ...form, call: { day: 25, say: SAY } })),
    });
    await world.walkTo(wib("2026-11-24", "12:00"));
    expect(called(world, DEWI)).toEqual([]);
    world.clock.advanceTo(wib("2026-12-02", "22:00"));
    world.runtime.tick();
    await world.runtime.settled();
    expect(called(world, DEWI)).toEqual([]);
    await world.walkTo(wib("2026-12-03", "09:00"));
    expect(called(world, DEWI)).toHaveLength(1);
    expect(called(world, SARI)).toEqual([]);
    await world.walkTo(wib("2026-12-03", "09:00") + WEEK);
    expect(called(world, DEWI)).toHaveLength(1);
  });
});
