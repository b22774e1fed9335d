import { describe, expect, it } from "vitest";
import { linear } from "../../src/conversation/manner.ts";
import { accessOf } from "../../src/people/access.ts";
import { OGG } from "../support/files.ts";
import { World } from "../support/world.ts";

const MARIA = "800";
const DEWI = "801";

async function world() {
  const made = await World.start();
  const maria = made.add("Maria", MARIA);
  const dewi = made.add("Dewi", DEWI, ["facilitator"]);
  made.runtime.directory.setCare(dewi, maria, "facilitator", true);
  return { world: made, maria, dewi };
}

/** AKSES, and the number of the manner. */
async function choose({ world: made }: Awaited<ReturnType<typeof world>>, number: string): Promise<string> {
  await made.send(MARIA, "akses");
  return (await made.send(MARIA, number)).join("\n");
}

describe("Who wants it short", () => {
  it("gets three options in a message and the others in the next, and any number answers", async () => {
    const given = await world();
    await choose(given, "2");
    const rows = () => given.world.runtime.db.sqlite.prepare("SELECT count(*) FROM outbox").pluck().get() as number;
    const before = rows();
    const said = await given.world.send(MARIA, "perbaiki");
    expect(said).toHaveLength(2);
    // One row, as for everybody else: a menu that stands for something sealed must look like any menu.
    expect(rows() - before).toBe(1);
    expect(said[0]).toMatch(/3\. Desa$/);
    expect(said[1]).toBe("Masih ada pilihan lain:\n\n4. Lainnya");
    expect((await given.world.send(MARIA, "4")).join("\n")).toContain("Yang mana?");
  });

  it("reads short texts where there are any", async () => {
    const given = await world();
    await choose(given, "2");
    expect((await given.world.send(MARIA, "menu"))[0]).toContain("Halo Ibu Maria, mau apa?");
  });

  it("may answer any question by voice: her helper hears it and fills it in", async () => {
    const given = await world();
    await choose(given, "2");
    await given.world.send(MARIA, "perbaiki");
    const ref = given.world.chats.media.put({ bytes: OGG, mime: "audio/ogg" });
    const said = await given.world.send(MARIA, { kind: "media", media: "voice", ref });
    expect(said.join("\n")).toContain("Ibu Dewi akan mendengar dan membantu mengisi");
    expect(given.world.seen(DEWI).join("\n")).toContain("Perbaiki");
  });

  it("is told from the other woman on the same phone, who is written to as usual", async () => {
    const given = await world();
    const { runtime, clock } = given.world;
    const tuti = given.world.add("Tuti", "900");
    await choose(given, "2");
    runtime.people.connect("simulator-telegram", MARIA, tuti, clock.now());
    await given.world.send(MARIA, "ganti orang");
    await given.world.tap(MARIA, "Ibu Tuti");
    const usual = await given.world.send(MARIA, "perbaiki");
    expect(usual).toHaveLength(1);
    expect(usual[0]).toMatch(/^Untuk Ibu Tuti:/);
    await given.world.send(MARIA, "ganti orang");
    await given.world.tap(MARIA, "Ibu Maria");
    const short = await given.world.send(MARIA, "perbaiki");
    expect(short[0]).toMatch(/^Untuk Ibu Maria:/);
    expect(short).toHaveLength(2);
  });
});

describe("Who has a screen reader", () => {
  it("hears options as sentences, without pictures or columns", async () => {
    const given = await world();
    await choose(given, "3");
    const [said] = await given.world.send(MARIA, "perbaiki");
    expect(said).toContain("Ketik 1 untuk Nama lengkap.\nKetik 2 untuk Panggilan.");
    expect(linear("Laba   150rb │ naik 🌱\n─────────\n* a | b *")).toBe("Laba, 150rb, naik\n* a, b *");
    expect(linear("Rp 1.500.000 (24-11-2026), 👍🏽 ©")).toBe("Rp 1.500.000 (24-11-2026),");
  });
});

describe("Who is Deaf", () => {
  it("is known to those who plan sessions, and is offered an interpreter and no call", async () => {
    const given = await world();
    expect(await choose(given, "4")).toContain("JBI");
    expect(accessOf(given.world.runtime.people, given.maria)).toBe("deaf");
    expect(accessOf(given.world.runtime.people, "nobody")).toBe("usual");
  });
});

describe("What her facilitator says for her", () => {
  it("is set and told to her, and nobody sets it for somebody else's people", async () => {
    const given = await world();
    await given.world.send(DEWI, "akses anggota");
    await given.world.send(DEWI, "1");
    expect((await given.world.send(DEWI, "3")).join("\n")).toContain("Sudah saya atur");
    expect(accessOf(given.world.runtime.people, given.maria)).toBe("reader");
    expect(given.world.seen(MARIA).join("\n")).toContain("Ibu Dewi mengatur cara saya menulis");
    given.world.runtime.directory.setCare(given.dewi, given.maria, "facilitator", false);
    expect((await given.world.send(DEWI, "akses anggota")).join("\n")).toContain("Belum ada anggota");
  });
});

describe("BAHASA", () => {
  it("offers languages that are drafts, says so, and falls back text by text", async () => {
    const given = await world();
    expect((await given.world.send(MARIA, "bahasa")).join("\n")).toContain("Jawa (draf)");
    expect((await given.world.send(MARIA, "jawa")).join("\n")).toContain("taksih draf");
    expect((await given.world.send(MARIA, "menu")).join("\n")).toContain("Sugeng rawuh Ibu Maria");
    expect((await given.world.send(MARIA, "perbaiki")).join("\n")).toContain("Yang mana yang mau diperbaiki");
    await given.world.send(MARIA, "bahasa");
    expect((await given.world.send(MARIA, "indonesia")).join("\n")).toContain("kita pakai Bahasa Indonesia");
  });
});
