import { describe, expect, it } from "vitest";
import { HOUR } from "../../../src/clock.ts";
import { missesTraining } from "../../../src/programme/field/worries.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

const SARI = "7000000001";
const NINGSIH = "7000000010";
const DEWI = "7000000011";
const RAHEL = "7000000012";
const ANDI = "7000000013";

async function play(world: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(address, text);
  return last.join("\n");
}

const events = (world: World, kind: string) =>
  (
    world.runtime.db.sqlite.prepare("SELECT mode, data FROM event WHERE kind = ? ORDER BY rowid").all(kind) as {
      mode: string;
      data: string;
    }[]
  ).map(({ mode, data }) => ({ mode, ...(JSON.parse(data) as object) }));
const last = (world: World, address: string) => world.seen(address).at(-1) ?? "";
/** Who has written here is answered here. */
const met = async () => {
  const { world } = await demoWorld();
  for (const address of [SARI, DEWI, RAHEL, ANDI]) await play(world, address, "menu", "batal");
  return world;
};
const handOver = (world: World, whom: string) =>
  play(world, DEWI, "serah terima", whom, "alat", "1 oven dan 2 loyang", "1,5jt", "tidak", "1");

describe("a hand-over", () => {
  it("counts when she who got it says so with its code", async () => {
    const world = await met();
    expect(await handOver(world, "Sari")).toContain("membalas YA 5000");
    expect(last(world, SARI)).toContain("1 oven dan 2 loyang, senilai Rp 1.500.000");
    expect(events(world, "capital.received")).toEqual([]);
    expect(await play(world, DEWI, "YA 5000")).not.toContain("Tercatat");
    expect(await play(world, SARI, "Ya 5000")).toContain("Tercatat sudah diterima");
    expect(last(world, DEWI)).toContain("Ibu Sari sudah menyatakan menerima");
    expect(events(world, "capital.received")).toEqual([
      { mode: "self", what: "tools", amount: 1_500_000, from: "melati" },
    ]);
    await play(world, SARI, "ya 5000");
    expect(events(world, "capital.received")).toHaveLength(1);
  });

  it("is read out by the kader of a member without a phone", async () => {
    const world = await met();
    expect(await handOver(world, "Wati")).toContain("Kadernya saya minta membacakan");
    await play(world, NINGSIH, "ya 5000");
    expect(events(world, "capital.received")).toMatchObject([{ mode: "kader" }]);
  });

  it("that is denied goes to the coordinator, and counts nothing", async () => {
    const world = await met();
    await handOver(world, "Sari");
    expect(await play(world, SARI, "belum 5000")).toContain("Koordinator akan menanyakan");
    expect(last(world, ANDI)).toContain("Ibu Sari menyatakan belum menerima");
    expect(await play(world, ANDI, "tugas lapangan")).toContain("Ibu Sari: terima modal?");
    expect(events(world, "capital.received")).toEqual([]);
  });

  it("asks for a photo only of somebody who agreed, and loses words and photo with HAPUS", async () => {
    const world = await met();
    await play(world, DEWI, "serah terima", "Sari", "uang", "Modal awal", "500rb");
    expect(await play(world, DEWI, "ya")).toContain("Kirim satu fotonya");
    await world.send(DEWI, { kind: "media", media: "photo", ref: "photo-1" });
    await play(world, DEWI, "1");
    const row = () => world.runtime.db.sqlite.prepare("SELECT items, media_id AS photo, amount FROM hand_over").get();
    expect(row()).toEqual({ items: "Modal awal", photo: expect.any(String), amount: 500_000 });
    await play(world, SARI, "hapus", "1");
    expect(row()).toEqual({ items: null, photo: null, amount: 500_000 });
  });
});

describe("somebody who stopped all messages", () => {
  const stopped = async () => {
    const world = await met();
    await play(world, SARI, "berhenti", "1");
    return { world, heard: world.seen(SARI).length };
  };

  it("is still visited, and hears nothing of it", async () => {
    const { world, heard } = await stopped();
    await play(world, DEWI, "kunjungan", "Sari", "1", "hari ini", "Sehat", "Datang lagi", "lewati", "tidak");
    expect(await play(world, DEWI, "1")).toContain("Kunjungannya sudah dihitung");
    expect(events(world, "field.visited")).toHaveLength(1);
    expect(world.seen(SARI)).toHaveLength(heard);
  });

  it("is handed over to without a message, and may still say so with the code", async () => {
    const { world, heard } = await stopped();
    expect(await handOver(world, "Sari")).toContain("Ibu Sari sedang tidak mau dikirimi pesan");
    expect(world.seen(SARI)).toHaveLength(heard);
    expect(await play(world, SARI, "YA 5000")).toContain("Tercatat sudah diterima");
    expect(events(world, "capital.received")).toMatchObject([{ mode: "self" }]);
  });

  it("is neither visited nor handed over to once she was erased", async () => {
    const { world } = await stopped();
    await play(world, SARI, "hapus", "1");
    expect(await play(world, DEWI, "kunjungan")).not.toContain("Sari");
    expect(await play(world, DEWI, "batal", "serah terima")).not.toContain("Sari");
  });
});

describe("the price board", () => {
  it("tells the newest price of each market", async () => {
    const world = await met();
    await play(world, SARI, "catat harga", "Cabai merah", "kg", "45rb", "Pasar Kepanjen");
    await play(world, DEWI, "catat harga", "cabai merah", "kg", "50rb", "pasar kepanjen");
    await play(world, DEWI, "catat harga", "Telur", "kg", "28rb", "Pasar Kepanjen");
    expect(await play(world, SARI, "harga cabai")).toBe(
      "Harga terakhir yang dicatat:\ncabai merah: Rp 50.000 per kg, pasar kepanjen, Jumat, 20 November 2026",
    );
    expect(await play(world, SARI, "harga")).toContain("telur: Rp 28.000");
    expect(await play(world, SARI, "harga emas")).toContain("Belum ada harga yang tercatat");
  });

  it("is no answer to a question that is open", async () => {
    const world = await met();
    await play(world, DEWI, "harian");
    expect(await play(world, DEWI, "Harga minyak naik")).toContain("Ada hambatan?");
  });
});

describe("a visit", () => {
  it("counts once, closes what was to be done about her, and comes back when it is due", async () => {
    const world = await met();
    await world.runtime.tick();
    expect(await play(world, DEWI, "tugas lapangan")).toContain("Ibu Rina: laba turun");
    await play(
      world,
      DEWI,
      "batal",
      "kunjungan",
      "Rina",
      "1",
      "hari ini",
      "Bahan mahal",
      "Cari pemasok",
      "lusa",
      "tidak",
    );
    expect(await play(world, DEWI, "1")).toContain("Kunjungannya sudah dihitung");
    expect(events(world, "field.visited")).toEqual([{ mode: "facilitator", purpose: "routine" }]);
    expect(await play(world, DEWI, "tugas lapangan")).not.toContain("Ibu Rina");
    world.clock.advanceTo(world.clock.now() + 48 * HOUR);
    expect(await play(world, DEWI, "tugas lapangan")).toContain("Ibu Rina: kunjungi lagi");
    expect(await play(world, DEWI, "1", "sudah")).toContain("Sudah dicatat selesai: Ibu Rina: kunjungi lagi");
  });
});

describe("a day of a facilitator", () => {
  it("goes to the coordinator in the evening, at once when it cannot wait", async () => {
    const world = await met();
    await world.runtime.tick();
    await play(world, DEWI, "harian", "Dua kelompok bertemu", "Jalan putus", "Lewat sungai", "ya");
    expect(await play(world, DEWI, "1")).toContain("Koordinator sudah saya beri tahu");
    expect(last(world, ANDI)).toContain("Kak Dewi menulis ada yang mendesak hari ini: Jalan putus");
    world.clock.advanceTo(world.clock.now() + 2 * HOUR);
    await world.runtime.tick();
    await world.runtime.settled();
    const seen = world.seen(ANDI).join("\n");
    expect(seen).toContain("Kak Dewi: Dua kelompok bertemu\nHambatan: Jalan putus");
    expect(seen).toContain("Belum menulis hari ini: 1 pendamping.");
    expect(world.seen(DEWI).join("\n")).not.toContain("Catatan hari ini belum ada");
  });
});

describe("the facilitators' quiz", () => {
  it("names what is worth reading again, and keeps only the count", async () => {
    const world = await met();
    const said = await play(world, DEWI, "kuis", "1", "2", "1", "1", "1");
    expect(said).toContain("4 dari 5 cocok");
    expect(said).toContain("tim perlindungan");
    expect(events(world, "assessment.quiz")).toEqual([{ mode: "self", right: 4, items: 5 }]);
  });
});

describe("missing trainings", () => {
  it("is two of the last three without a word", () => {
    expect(missesTraining(["absent", "full", "absent"])).toBe(true);
    expect(missesTraining(["absent", "absent", "full", "late"])).toBe(false);
    expect(missesTraining(["excused", "excused", "excused"])).toBe(false);
  });
});
