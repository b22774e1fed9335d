import { describe, expect, it } from "vitest";
import { demoWorld } from "../support/demo-world.ts";
import type { World } from "../support/world.ts";

const SARI = "7000000001";
const NINGSIH = "7000000010";
const DEWI = "7000000011";

async function play(world: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(address, text);
  return last.join("\n");
}

type Row = { kind: string; person: string | null; mode: string; on_date: string; data: string };
const filled = (world: World) =>
  (
    world.runtime.db.sqlite
      .prepare(
        "SELECT kind, person_id AS person, mode, on_date, data FROM event WHERE kind LIKE 'form.%' ORDER BY rowid",
      )
      .all() as Row[]
  ).map(({ data, person, ...row }) => ({ ...row, who: person?.replace(/0.*/, ""), data: JSON.parse(data) as object }));
const words = (world: World) =>
  world.runtime.db.sqlite.prepare("SELECT question, answer FROM form_words ORDER BY event_id, question").raw().all();

describe("a form of the pack", () => {
  it("is filled in by the member herself, read back, and kept as an event", async () => {
    const { world } = await demoWorld();
    expect(await play(world, SARI, "formulir")).toContain("Formulir mana");
    expect(await play(world, SARI, "dokumentasi dampak")).toContain("Seberapa berguna");
    expect(await play(world, SARI, "4", "Lebih berani", "lewati", "lewati")).toContain("Boleh dilewati");
    const review = await play(world, SARI, "Jadwalnya sore saja", "lewati");
    expect(review).toContain("Rekomendasi: Jadwalnya sore saja");
    expect(filled(world)).toEqual([]);
    expect(await play(world, SARI, "1")).toContain("Dokumentasi dampak sudah tersimpan");
    expect(filled(world)).toEqual([
      { kind: "form.dampak", who: undefined, mode: "self", on_date: "2026-11-20", data: { useful: 4 } },
    ]);
    expect(words(world)).toEqual([
      ["advice", '"Jadwalnya sore saja"'],
      ["feedback", '"Lebih berani"'],
    ]);
  });

  it("that she alone answers is asked in its own conversation, in which nobody can answer for her", async () => {
    const { world } = await demoWorld();
    expect(await play(world, SARI, "formulir", "survei kepuasan")).toContain("Seberapa puas");
    const heard = world.seen(DEWI).length;
    await play(world, SARI, "bantuan");
    expect(world.seen(DEWI).slice(heard).join("\n")).not.toContain("Seberapa puas");
    expect(await play(world, NINGSIH, "formulir")).not.toContain("kepuasan");
  });

  it("can be changed before it is kept, and what is not asked any more falls away", async () => {
    const { world } = await demoWorld();
    await play(world, DEWI, "formulir", "catatan kunjungan", "Ibu Sari", "1", "kemarin", "Usaha ramai", "Cari pemasok");
    expect(await play(world, DEWI, "lewati", "ya")).toContain("Kirim satu fotonya");
    await play(world, DEWI, "lewati", "2");
    expect(await play(world, DEWI, "setuju foto")).toContain("setuju difoto");
    const review = await play(world, DEWI, "tidak");
    expect(review).toContain("Catatan kunjungan, Ibu Sari");
    expect(review).not.toContain("Foto:");
    await play(world, DEWI, "1");
    expect(filled(world)).toEqual([
      {
        kind: "form.kunjungan",
        who: "sari",
        mode: "facilitator",
        on_date: "2026-11-19",
        data: { purpose: "routine", date: "2026-11-19", agreed: "no" },
      },
    ]);
    expect(words(world)).toEqual([
      ["findings", '"Usaha ramai"'],
      ["follow-up", '"Cari pemasok"'],
    ]);
  });

  it("is filled in for a member without a phone by her kader, whose name is kept", async () => {
    const { world } = await demoWorld();
    expect(await play(world, NINGSIH, "formulir", "kebutuhan dukungan")).toContain("Ini tentang siapa?");
    const review = await play(world, NINGSIH, "Ibu Wati", "1 3", "1", "3", "lewati");
    expect(review).toContain("Kebutuhan: Keterampilan, Modal");
    await play(world, NINGSIH, "1");
    expect(filled(world)).toMatchObject([{ kind: "form.kebutuhan", who: "wati", mode: "kader" }]);
    const by = world.runtime.db.sqlite
      .prepare("SELECT by_person FROM event WHERE kind LIKE 'form.%'")
      .pluck()
      .get() as string;
    expect(by.startsWith("ningsih")).toBe(true);
  });

  it("asks again what must be answered and what lies out of range, and goes back", async () => {
    const { world } = await demoWorld();
    expect(await play(world, SARI, "formulir", "dokumentasi dampak", "lewati")).toContain("perlu dijawab");
    expect(await play(world, SARI, "6")).toContain("Seberapa berguna");
    await play(world, SARI, "batal");
    await play(world, DEWI, "formulir", "tes sebelum dan sesudah", "Ibu Sari", "1");
    expect(await play(world, DEWI, "51")).toContain("paling banyak 50");
  });

  it("does not take a day that is still to come for what has happened, nor one that is over for a plan", async () => {
    const { world } = await demoWorld();
    await play(world, DEWI, "formulir", "catatan kunjungan", "Ibu Sari", "1");
    const ahead = await play(world, DEWI, "besok");
    expect(ahead).toContain("21 November 2026 belum tiba");
    expect(ahead).toContain("Tulis hari ini atau sebelumnya, misalnya kemarin atau 19/11/2026.");
    expect(ahead).toContain("Tanggal berapa?");
    await play(world, DEWI, "hari ini", "Usaha ramai", "Cari pemasok");
    const over = await play(world, DEWI, "kemarin");
    expect(over).toContain("19 November 2026 sudah lewat");
    expect(over).toContain("misalnya besok atau 27/11/2026.");
    expect(over).toContain("Kapan berkunjung lagi?");
    await play(world, DEWI, "besok", "tidak", "1");
    expect(filled(world)).toMatchObject([
      { kind: "form.kunjungan", on_date: "2026-11-20", data: { date: "2026-11-20", next: "2026-11-21" } },
    ]);
  });

  it("loses its words with the person, and keeps what is counted", async () => {
    const { world } = await demoWorld();
    await play(world, SARI, "formulir", "kebutuhan dukungan", "1", "1", "1", "lewati", "1");
    expect(await play(world, SARI, "data saya")).toContain("Formulir yang diisi: 1.");
    await play(world, SARI, "hapus", "1");
    expect(words(world)).toEqual([]);
    expect(filled(world)).toHaveLength(1);
  });

  it("stands with others in a list of pages where there are many", async () => {
    const { world } = await demoWorld();
    world.runtime.directory.setRole(
      world.runtime.people.at("simulator-telegram", DEWI)?.people[0] ?? "",
      "beneficiary",
      true,
      0,
    );
    world.runtime.directory.setRole(
      world.runtime.people.at("simulator-telegram", DEWI)?.people[0] ?? "",
      "admin",
      true,
      0,
    );
    expect(await play(world, DEWI, "formulir")).toContain("Lainnya");
    expect(await play(world, DEWI, "lainnya")).toContain("Kebutuhan dukungan");
    expect(await play(world, DEWI, "kebutuhan dukungan")).toContain("Ini tentang siapa? Tulis namanya.");
    expect(await play(world, DEWI, "Suparti")).toContain("Saya belum menemukan “Suparti”");
    // Where no list was shown a number is nobody's.
    expect(await play(world, DEWI, "1")).toContain("Saya belum menemukan “1”");
    expect(await play(world, DEWI, "saya sendiri")).toContain("Dukungan apa yang paling dibutuhkan?");
  });

  it("may ask for a programme: the text's word for ours is another", async () => {
    const question = { ask: "Program bantuan apa yang sudah diterima?", label: "Program", as: "text" as const };
    const forms = [
      {
        id: "bantuan",
        name: "Bantuan lain",
        about: "member" as const,
        by: ["beneficiary" as const],
        every: "once" as const,
        questions: [{ id: "programme", ...question, optional: false, privacy: "normal" as const }],
        source: "uji",
      },
    ];
    const { world } = await demoWorld({ forms });
    expect(await play(world, SARI, "formulir", "bantuan lain")).toContain("Program bantuan apa");
    expect(await play(world, SARI, "PKH")).toContain("Program: PKH");
    await play(world, SARI, "1");
    expect(filled(world)).toMatchObject([{ kind: "form.bantuan", who: "sari", mode: "self" }]);
    expect(words(world)).toEqual([["programme", '"PKH"']]);
  });
});
