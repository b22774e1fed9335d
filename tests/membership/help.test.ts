import { describe, expect, it } from "vitest";
import type { Origin } from "../../src/conversation/origin.ts";
import { demoWorld } from "../support/demo-world.ts";
import { JPEG, OGG } from "../support/files.ts";

const TUTI = "7000000003";
const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;

async function withHelper() {
  const demo = await demoWorld();
  const dewi = demo.players
    .find((p) => p.called === "Kak Dewi")
    ?.addresses.find((a) => a.channel === "telegram")?.address;
  if (dewi === undefined) throw new Error("Kak Dewi has no Telegram");
  await demo.world.send(dewi, "menu");
  return { ...demo, dewi };
}

describe("asking a human", () => {
  it("passes photos and voice notes on, both ways, as soon as they are fetched", async () => {
    const { world, dewi } = await withHelper();
    await world.send(TUTI, "bantuan");
    await world.tap(dewi, "Balas sekarang");
    const ref = world.chats.media.put({ bytes: JPEG, mime: "image/jpeg" });
    await world.send(TUTI, { kind: "media", media: "photo", ref });
    await world.later(2 * MINUTE);
    await world.later(2 * MINUTE);
    const files = world.chats
      .news(undefined, { address: dewi, channel: "telegram" })
      .messages.flatMap((m) => m.media ?? []);
    expect(files).toHaveLength(1);
  });

  it("is never met with silence: bantuan again, or an old button, says that the talk is open", async () => {
    const { world } = await withHelper();
    await world.send(TUTI, "lapor");
    await world.send(TUTI, "1");
    await world.send(TUTI, "bantuan");
    expect((await world.send(TUTI, "bantuan")).join("\n")).toContain("masih terbuka");
    expect((await world.tap(TUTI, "Ya, jalan")).join("\n")).toContain("masih terbuka");
  });

  it("is not offered to fill in what she alone may answer, and cannot be", async () => {
    const { world, dewi } = await withHelper();
    await world.send(TUTI, "lapor");
    await world.send(TUTI, "bantuan");
    expect(world.seen(dewi).at(-1)).toContain("Laporan mingguan");
    await world.tap(dewi, "Isikan jawabannya");
    await world.send(TUTI, "selesai");
    await world.send(TUTI, "puas");
    await world.send(TUTI, "bantuan");
    await world.send(dewi, "batal");
    await world.send(dewi, "tiket");
    const shown = (await world.send(dewi, "1")).join("\n");
    expect(shown).toContain("Survei kepuasan");
    expect(shown).not.toContain("Isikan");
    const origin: Origin = {
      key: "t",
      queued: { n: 0 },
      now: world.clock.now(),
      channel: "simulator-telegram",
      priority: 0,
    };
    const reach = world.runtime.turns.reach(origin, null);
    const tuti = world.runtime.people.at("simulator-telegram", TUTI)?.people[0] ?? "";
    expect(reach.answerFor(tuti, { text: "5", by: "dewi", flow: "assessment-satisfaction" })).toBe("nothing-open");
  });

  it("names whom a facilitator asks: her coordinator", async () => {
    const { world, dewi } = await withHelper();
    await world.send(dewi, "akses anggota");
    const said = [];
    for (const odd of ["Budi", "Joko", "Anton"]) said.push(...(await world.send(dewi, odd)));
    expect(said.join("\n")).toContain("Mau dibantu Pak Andi?");
  });

  it("tells the coordinator when nobody answered for a day, once", async () => {
    const { world } = await withHelper();
    await world.send(TUTI, "bantuan");
    for (let day = 0; day < 3; day++) await world.later(DAY);
    const told = world.chats.news(undefined).messages.filter((m) => m.text?.includes("sudah sehari menunggu bantuan"));
    expect(told).toHaveLength(1);
  });

  it("keeps none of what they wrote to each other with the conversation", async () => {
    const { world, dewi } = await withHelper();
    await world.send(TUTI, "bantuan");
    await world.tap(dewi, "Balas sekarang");
    await world.send(TUTI, "rahasia kecil");
    const { sqlite } = world.runtime.db;
    for (const table of ["answer", "session", "turn_log", "ticket"])
      expect(JSON.stringify(sqlite.prepare(`SELECT * FROM ${table}`).all())).not.toContain("rahasia kecil");
    await world.later(2 * DAY);
    expect(JSON.stringify(sqlite.prepare("SELECT body FROM outbox").all())).not.toContain("rahasia kecil");
  });

  it("forwards a voice note that no question asked for, and asks the question again", async () => {
    const { world, dewi } = await withHelper();
    await world.send(TUTI, "lapor");
    const ref = world.chats.media.put({ bytes: OGG, mime: "audio/ogg" });
    const [answer] = await world.send(TUTI, { kind: "media", media: "voice", ref });
    expect(answer).toContain("diteruskan ke Kak Dewi");
    expect(answer).toContain("usahanya jalan?");
    await world.later(2 * MINUTE);
    await world.later(2 * MINUTE);
    const heard = world.chats.news(undefined, { address: dewi, channel: "telegram" }).messages.map((m) => m.text);
    expect(heard.join("\n")).toContain("Kiriman dari Ibu Tuti.");
  });
});

describe("a request that was met without a talk here", () => {
  it("is closed by the helper, and who waits in her talk hears it", async () => {
    const { world, dewi } = await withHelper();
    await world.send(TUTI, "bantuan");
    const before = world.seen(TUTI).length;
    expect((await world.tap(dewi, "Sudah dibantu")).join()).toContain("saya tutup");
    expect(world.seen(TUTI).slice(before).join()).toContain("Obrolan dengan Kak Dewi selesai");
    expect((await world.send(dewi, "tiket")).join()).toContain("tidak ada yang menunggu");
    await world.later(2 * DAY);
    expect(world.seen(TUTI).join()).not.toContain("sehari menunggu");
  });

  it("is told to her with the way to ask again where she does something else meanwhile", async () => {
    const { world, dewi } = await withHelper();
    await world.send(TUTI, "bantuan");
    await world.send(TUTI, "batal");
    const before = world.seen(TUTI).length;
    await world.tap(dewi, "Sudah dibantu");
    const heard = world.seen(TUTI).slice(before).join();
    expect(heard).toContain("Kak Dewi mencatat bahwa permintaan bantuan ini sudah selesai");
    expect((await world.tap(dewi, "Sudah dibantu")).join()).toContain("sudah lewat");
  });
});
