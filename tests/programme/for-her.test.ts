import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE } from "../../src/clock.ts";
import { pageOf } from "../../src/conversation/pages.ts";
import { sequentialIds } from "../../src/ids.ts";
import { mergePeople } from "../../src/people/merge.ts";
import { Imported } from "../../src/programme/assessment/imported.ts";
import { demoWorld } from "../support/demo-world.ts";
import type { World } from "../support/world.ts";

const SARI = "7000000001";
const TUTI = "7000000003";
const NINGSIH = "7000000010";
const DEWI = "7000000011";

async function play(world: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(address, text);
  return last.join("\n");
}

async function open(random = 0.5): Promise<World> {
  const { world } = await demoWorld({ random: () => random });
  // The programme takes its members from the roles at the first tick.
  await world.later(MINUTE);
  return world;
}

const idOf = (world: World, called: string): string =>
  world.runtime.db.sqlite.prepare("SELECT id FROM person WHERE called = ?").pluck().get(called) as string;

type Event = { kind: string; mode: string; who: string; told: string; data: string };
const events = (world: World, kind: string): Event[] =>
  world.runtime.db.sqlite
    .prepare(
      `SELECT e.mode, p.called AS who, b.called AS told, e.data FROM event e JOIN person p ON p.id = e.person_id
       JOIN person b ON b.id = e.by_person WHERE e.kind = ? ORDER BY e.rowid`,
    )
    .all(kind) as Event[];

const session = ["buat sesi", "kewirausahaan", "2", "besok", "09.00", "3", "Balai Desa Sumberejo", "1", "benar"];

describe("for a member without a phone, her kader", () => {
  it("says whether she comes and what she needs, and takes the test with her; both names are kept", async () => {
    const world = await open();
    await play(world, DEWI, ...session);
    const things = await play(world, NINGSIH, "anggota", "Ibu Wati");
    expect(things).toMatch(/Laporan usaha[\s\S]*Ikut pelatihan[\s\S]*Tes pelatihan[\s\S]*Isi formulir/);
    expect(await play(world, NINGSIH, "ikut pelatihan")).toContain("Undangan untuk Ibu Wati");
    expect(await play(world, NINGSIH, "ikut", "2 4")).toContain(
      "Tercatat: Ibu Wati ikut, disampaikan oleh Ibu Ningsih",
    );
    expect(events(world, "training.rsvp")).toMatchObject([{ mode: "kader", who: "Ibu Wati", told: "Ibu Ningsih" }]);
    expect(JSON.parse(events(world, "training.booked")[0]?.data ?? "")).toMatchObject({
      needs: ["child-corner", "transport"],
    });
    expect(await play(world, NINGSIH, "tes pelatihan")).toContain("Bacakan pertanyaan");
    for (let at = 0; at < 12 && events(world, "training.test").length === 0; at++) await play(world, NINGSIH, "1");
    expect(events(world, "training.test")).toMatchObject([{ mode: "kader", who: "Ibu Wati", told: "Ibu Ningsih" }]);
    expect(await play(world, NINGSIH, "selesai", "cukup")).toContain("punya HP sendiri");
  });

  it("casts her ballot, which is counted with the others and told to nobody", async () => {
    const world = await open();
    for (const address of [SARI, TUTI, NINGSIH]) await play(world, address, "menu", "batal");
    const listed = await play(world, DEWI, "kelompok baru", "Mekar Sari");
    const no = (name: string) => new RegExp(`(\\d+)\\. Ibu ${name}`).exec(listed)?.[1];
    const members = ["Sari", "Tuti", "Rina", "Wati", "Sumi"].map(no).join(" ");
    await play(world, DEWI, members, "Sari", "Tuti", "Rina", "1");
    if ((await play(world, SARI, "urutkan masalah")).includes("Mekar Sari")) await play(world, SARI, "Mekar Sari");
    await play(world, SARI, "Apa yang paling berat?", "modal, pembeli, bahan", "1");
    await world.later(MINUTE);
    expect(world.seen(NINGSIH).join("\n")).toMatch(/kelompok Mekar Sari mau mengurutkan[\s\S]*Ibu Sumi, Ibu Wati/);
    await play(world, NINGSIH, "anggota", "Ibu Wati");
    expect(await play(world, NINGSIH, "urutan kelompok")).toContain("setuju ikut lewat Ibu Ningsih?");
    expect(await play(world, NINGSIH, "ya", "2 1 3")).toContain("Pilihan Ibu Wati ikut dihitung");
    expect(events(world, "group.ranked")).toMatchObject([{ mode: "kader", who: "Ibu Wati", told: "Ibu Ningsih" }]);
    expect(events(world, "group.ranked")[0]?.data).not.toContain("ranking");
    await play(world, NINGSIH, "selesai", "ya", "Ibu Sumi");
    expect(await play(world, NINGSIH, "urutan kelompok", "tidak")).toContain("tidak apa-apa");
    expect(world.runtime.db.sqlite.prepare("SELECT count(*) FROM poll_ballot").pluck().get()).toBe(1);
  });

  it("confirms or corrects what a list says of her, with her consent in the kader's chat", async () => {
    const world = await open();
    const { directory, db } = world.runtime;
    const now = world.clock.now();
    const id = directory.add({ name: "Sri Hartati", called: "Ibu Sri", zone: "Asia/Jakarta", roles: [] }, now);
    directory.setCare(idOf(world, "Ibu Ningsih"), id, "kader", true);
    const imported = new Imported(db.sqlite);
    const list = { programme: "melati", mode: "import", by: null, source: "import:x:2", at: now } as const;
    imported.add(id, { name: "Sri Hartati", born: "1985", village: "Karangsari" }, list);
    expect(await play(world, NINGSIH, "anggota", "Ibu Sri")).toContain("Ibu Sri belum pernah ditanya");
    await play(world, NINGSIH, "ya");
    expect(await play(world, NINGSIH, "cek data")).toContain("setuju datanya dipakai program?");
    await play(world, NINGSIH, "ya", "ya", "tidak", "1986", "perempuan");
    expect(await play(world, NINGSIH, "ya")).toContain("tercatat sesuai kata beliau, disampaikan oleh Ibu Ningsih");
    const told = imported.words(id).filter(({ mode }) => mode === "kader");
    expect(told.map(({ field, value }) => [field, value])).toEqual([
      ["name", "Sri Hartati"],
      ["born", "1986"],
      ["sex", "female"],
      ["village", "Karangsari"],
    ]);
    const proof = "SELECT purpose, given, by_person = ? AS kader FROM consent WHERE person_id = ? ORDER BY id";
    expect(db.sqlite.prepare(proof).all(idOf(world, "Ibu Ningsih"), id)).toEqual([
      { purpose: "reports", given: 1, kader: 1 },
      { purpose: "service", given: 1, kader: 1 },
    ]);
    expect(imported.waiting(id)).toBeUndefined();
  });

  it("tells nothing for who says no, nor for who has a phone of her own by now", async () => {
    const world = await open();
    const { directory, db } = world.runtime;
    const wati = idOf(world, "Ibu Wati");
    db.sqlite.exec("DROP TRIGGER consent_no_delete");
    db.sqlite.prepare("DELETE FROM consent WHERE person_id = ?").run(wati);
    expect(await play(world, NINGSIH, "anggota", "Ibu Wati")).toContain("belum pernah ditanya");
    expect(await play(world, NINGSIH, "tidak")).toContain("tidak ada yang disimpan");
    expect(directory.consents(wati).reports?.given).toBe(false);
    expect(await play(world, NINGSIH, "batal", "anggota")).not.toContain("Wati");
    world.runtime.people.connect("simulator-telegram", "7000000077", idOf(world, "Ibu Sumi"), 0);
    expect(await play(world, NINGSIH, "batal", "anggota")).not.toContain("Sumi");
  });

  it("fills in a form for her, and what she told goes along when she writes herself one day", async () => {
    const world = await open();
    await play(world, NINGSIH, "anggota", "Ibu Wati", "isi formulir");
    expect(await play(world, NINGSIH, "kebutuhan dukungan")).toContain("Bacakan pertanyaannya ke Ibu Wati");
    const review = await play(world, NINGSIH, "1 3", "1", "3", "lewati");
    expect(review).toContain("Kebutuhan dukungan, Ibu Wati");
    await play(world, NINGSIH, "1");
    expect(events(world, "form.kebutuhan")).toMatchObject([{ mode: "kader", who: "Ibu Wati" }]);
    const herself = world.add("Wati Lestari", "7000000088");
    const { sqlite } = world.runtime.db;
    mergePeople(sqlite, idOf(world, "Ibu Wati"), herself, world.clock.now(), sequentialIds("m"));
    world.forget();
    expect(await play(world, "7000000088", "data saya")).toContain("Formulir yang diisi: 1.");
  });
});

it("her facilitator reports for her too, and it is kept as his", async () => {
  const world = await open();
  await play(world, DEWI, "anggota", "Ibu Wati", "laporan usaha", "tidak jalan", "tidak ada", "tidak ikut", "benar");
  const told = "SELECT mode FROM weekly_report WHERE person_id = ? AND week = '2026-11-16'";
  expect(world.runtime.db.sqlite.prepare(told).pluck().all(idOf(world, "Ibu Wati"))).toEqual(["facilitator"]);
});

describe("one in ten of what is told for others", () => {
  it("is asked after by her facilitator, once at a time", async () => {
    const world = await open(0.05);
    await play(world, DEWI, ...session);
    await play(world, NINGSIH, "anggota", "Ibu Wati", "ikut pelatihan", "tidak");
    await play(world, NINGSIH, "ikut pelatihan", "ikut", "5");
    const asked = world.seen(DEWI).filter((text) => text.includes("mohon tanyakan langsung ke Ibu Wati"));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain("jawaban ikut pelatihan yang disampaikan Ibu Ningsih");
    expect(await play(world, DEWI, "batal", "lapor")).toContain("Permintaan bantuan terbuka: 1.");
  });

  it("is asked after by a coordinator where the facilitator told it", async () => {
    const world = await open(0.05);
    await play(world, DEWI, ...session);
    await play(world, DEWI, "anggota", "Ibu Wati", "ikut pelatihan", "tidak");
    expect(world.seen(DEWI).join("\n")).not.toContain("tanyakan langsung");
    const helper = "SELECT p.called FROM ticket t JOIN person p ON p.id = t.helper_id WHERE t.kind = 'callback'";
    expect(world.runtime.db.sqlite.prepare(helper).pluck().all()).toEqual(["Pak Andi"]);
  });
});

describe("a list that is longer than a message", () => {
  it("shows everybody once, page by page, and then the first page again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (count) => {
        const all = Array.from({ length: count }, (_, at) => ({ id: `p${at}`, label: `P${at}` }));
        const seen: string[] = [];
        for (let page = 0; page < 10; page++) {
          const shown = pageOf(all, page, "Lainnya");
          expect(shown.options.length).toBeLessThanOrEqual(9);
          if (shown.page === 0 && page > 0) break;
          seen.push(...shown.options.flatMap(({ id }) => (id === "more" ? [] : [id])));
        }
        expect(seen).toEqual(all.map(({ id }) => id));
      }),
    );
  });

  it("is turned by a kader with fourteen members, who reports for the last one too", async () => {
    const world = await open();
    const { directory } = world.runtime;
    const since = world.clock.now() - 60 * 24 * 60 * MINUTE;
    for (let at = 10; at < 21; at++) {
      const given = { name: `Yati ${at}`, called: `Ibu Yati ${at}`, zone: "Asia/Jakarta" as const };
      const id = directory.add({ ...given, roles: ["beneficiary"] }, since);
      directory.setCare(idOf(world, "Ibu Ningsih"), id, "kader", true);
    }
    expect(await play(world, NINGSIH, "lapor")).toContain("9. Lainnya");
    expect(await play(world, NINGSIH, "lainnya")).toContain("Ibu Yati 20");
    expect(await play(world, NINGSIH, "Yati 20")).toContain("usaha Ibu Yati 20 jalan?");
    await play(world, NINGSIH, "tidak jalan", "tidak ada", "tidak ikut", "benar");
    expect(await play(world, NINGSIH, "ya")).not.toContain("Ibu Yati 20");
    expect(await play(world, NINGSIH, "batal", "anggota")).toContain("9. Lainnya");
  });
});
