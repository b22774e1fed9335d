import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import type { Role } from "../../../src/flow/definition.ts";
import type { Person } from "../../../src/people/person.ts";
import { boardsFor } from "../../../src/programme/boards/boards.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";
import { formsOf } from "../forms-of.ts";
import { wib } from "../support.ts";

const SARI = "7000000001";
const DEWI = "7000000011";
const HASNAH = "7000000006";

async function play(world: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(address, text);
  return last.join("\n");
}
const CATALOGUE = () => formsOf("klaster-mandiri", "katalog");
const offer = (product: string, agreed = "ya") => [
  "formulir",
  "produk untuk katalog",
  product,
  "10rb",
  "40",
  "lewati",
  agreed,
  "1",
];

describe("a board", () => {
  it("shows what was written down, with the name of who agreed to it", async () => {
    const { world } = await demoWorld({ forms: CATALOGUE() });
    expect(await play(world, HASNAH, "papan")).toContain("Katalog produk masih kosong");
    await play(world, SARI, ...offer("Keripik pisang"));
    await play(world, SARI, ...offer("Kue rahasia", "tidak"));
    const read = await play(world, HASNAH, "papan");
    expect(read).toMatch(/^1\. Keripik pisang, Rp\s10\.000, 40\. Ibu Sari, Sumberejo$/m);
    expect(read).not.toContain("rahasia");
    expect(read).not.toContain("CABUT PAPAN");
    expect(await play(world, SARI, "papan")).toContain("CABUT PAPAN");
  });

  it("loses what its writer takes down, and what she says no to afterwards", async () => {
    const { world } = await demoWorld({ forms: CATALOGUE() });
    await play(world, SARI, ...offer("Keripik pisang"));
    expect(await play(world, HASNAH, "cabut papan")).toContain("Tidak ada tulisan");
    expect(await play(world, SARI, "cabut papan")).toContain("1. Keripik pisang");
    const options = world.chats.news(undefined, { address: SARI }).messages.at(-1)?.choices;
    expect(options?.map(({ label }) => label)).toEqual(["Keripik pisang"]);
    expect(await play(world, SARI, "1", "tidak")).toContain("tetap ada di papan");
    expect(await play(world, SARI, "cabut papan", "1", "ya")).toContain("Sudah dicabut");
    expect(await play(world, HASNAH, "papan")).toContain("masih kosong");

    await play(world, SARI, ...offer("Sale pisang"));
    const { people, directory } = world.runtime;
    const sari = people.at("simulator-telegram", SARI)?.people[0] ?? "";
    directory.recordConsent({ personId: sari, purpose: "sharing", given: false, version: "1", via: "chat", at: 1 });
    expect(await play(world, HASNAH, "papan")).toContain("masih kosong");
  });

  it("loses the words of who is erased", async () => {
    const { world } = await demoWorld({ forms: CATALOGUE() });
    await play(world, SARI, ...offer("Keripik pisang"));
    await play(world, SARI, "hapus", "1");
    expect(await play(world, HASNAH, "papan")).toContain("masih kosong");
  });

  it("has pages where there is more than a small screen shows", async () => {
    const { world } = await demoWorld({ forms: CATALOGUE() });
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) await play(world, SARI, ...offer(`Produk ${n}`));
    const first = await play(world, HASNAH, "papan");
    expect(first).toContain("1. Produk 8");
    expect(first).toContain("6. Produk 3");
    expect(first).toContain("Mau lihat yang berikutnya?");
    const second = await play(world, HASNAH, "ya");
    expect(second).toContain("7. Produk 2");
    expect(second).not.toContain("Produk 3");
    expect(await play(world, HASNAH, "papan", "tidak")).toContain("tulis PAPAN");
  });

  it("of days to come has the soonest first, and none that is over", async () => {
    const { world } = await demoWorld({ forms: formsOf("ovop", "pameran") });
    const fair = (name: string, date: string) => ["formulir kalender pameran", name, date, "Alun-alun", "3", "1"];
    await play(world, DEWI, ...fair("Pekan Desa", "15 Desember 2026"));
    await play(world, DEWI, ...fair("Pasar Kaget", "25 November 2026"));
    const read = await play(world, SARI, "papan");
    expect(read.indexOf("Pasar Kaget")).toBeLessThan(read.indexOf("Pekan Desa"));
    expect(read).not.toContain("Ibu Dewi");
    world.clock.advanceTo(wib("2026-11-25", "12:00") + DAY);
    expect(await play(world, SARI, "papan")).not.toContain("Pasar Kaget");
  });

  it("is asked for by name where there are several, and there is none in a programme without", async () => {
    const { world } = await demoWorld({ forms: formsOf("dana-desa", "usul-warga", "kemajuan") });
    expect(await play(world, SARI, "papan")).toContain("Mau melihat papan yang mana?");
    expect(await play(world, SARI, "usul warga")).toContain("Usul warga masih kosong");
    const { world: none } = await demoWorld();
    expect(await play(none, SARI, "papan")).toContain("Belum ada papan");
  });

  it("is read by who is in its programme and by staff, not by whoever is a member of something else", () => {
    const packs = new Map(
      [
        { id: "melati", forms: [] },
        { id: "mandiri", forms: CATALOGUE() },
      ].map((pack) => [pack.id, pack]),
    );
    const enrolments = { current: () => undefined };
    const boardsOf = (...roles: Role[]) => {
      const parts = { packs, enrolments } as unknown as Parameters<typeof boardsFor>[0];
      return boardsFor(parts, { id: "p", roles } as unknown as Person).map(({ id }) => id);
    };
    expect(boardsOf("facilitator")).toEqual(["mandiri.katalog"]);
    expect(boardsOf("beneficiary", "member")).toEqual([]);
  });
});
