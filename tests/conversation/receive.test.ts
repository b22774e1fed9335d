import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { action, type Module } from "../../src/conversation/module.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { contentWith } from "../support/content.ts";
import { membershipOnly, World } from "../support/world.ts";

const FORM = {
  "flows/test/sheet.yaml": `
id: sheet
for: anyone
start: { words: true }
remind: [1d, 2d]
silence: close
steps:
  - { ask: profit, as: money, min: 0, confirm: true }
  - { ask: ok, as: yes-no }
  - do: form.submit
  - say: thanks
`,
  "locales/id/sheet.json": JSON.stringify({
    title: "Formulir",
    start: ["isi lembar"],
    closed: "Formulir ditutup.",
    profit: { ask: "Laba minggu ini berapa?", review: "Laba" },
    ok: { ask: "Sudah benar?" },
    thanks: "Terima kasih, {{called}}.",
  }),
};

/** A domain that writes a row, and can be told to fail afterwards. */
function formModule(rows: unknown[], fail: { now: boolean; at?: number }): Module {
  return {
    name: "form",
    actions: {
      "form.submit": action({
        args: z.object({ profit: z.number(), ok: z.string() }),
        outcomes: ["ok"],
        run: (args) => {
          if (fail.now || args.profit === fail.at) throw new Error(`cannot store ${args.profit}`);
          rows.push(args);
          return { outcome: "ok" };
        },
      }),
    },
  };
}

async function formWorld() {
  const rows: unknown[] = [];
  const fail: { now: boolean; at?: number } = { now: false };
  const modules = (parts: Parameters<typeof membershipOnly>[0]) => [...membershipOnly(parts), formModule(rows, fail)];
  const world = await World.start({ content: contentWith(FORM), modules });
  world.add("Sari", "7001");
  world.add("Wati", "7002");
  return { world, rows, fail };
}

const text = (said: string) => ({ content: { kind: "text" as const, text: said } });

describe("the path of one message", () => {
  it("answers, remembers, and goes on after its memory was emptied", async () => {
    const { world, rows } = await formWorld();
    expect(await world.send("7001", "isi lembar")).toEqual(["Laba minggu ini berapa?"]);
    world.forget();
    const [answer] = await world.send("7001", "150rb");
    expect(answer).toContain("Saya catat: Rp 150.000 (seratus lima puluh ribu rupiah).");
    world.forget();
    expect(await world.tap("7001", "Ya")).toEqual(["Terima kasih, Ibu Sari."]);
    expect(rows).toEqual([{ profit: 150_000, ok: "yes" }]);
    expect(world.runtime.db.sqlite.prepare("SELECT count(*) AS n FROM answer").get()).toEqual({ n: 0 });
  });

  it("takes the same message five times once", async () => {
    const { world, rows } = await formWorld();
    await world.send("7001", "isi lembar");
    await world.send("7001", "150rb", "same");
    for (let i = 0; i < 4; i++) expect(await world.send("7001", "150rb", "same")).toEqual([]);
    await world.send("7001", "ya");
    expect(rows).toHaveLength(1);
  });

  it("takes a burst of several messages in their order", async () => {
    const { world, rows } = await formWorld();
    const burst = ["isi lembar", "150rb", "ya"].map((text) => ({ content: { kind: "text" as const, text } }));
    expect(await world.sendAll("7001", burst)).toHaveLength(3);
    expect(rows).toHaveLength(1);
  });

  it("takes back what a message that throws had done, tells the sender, and leaves the others of the batch whole", async () => {
    const { world, rows, fail } = await formWorld();
    for (const address of ["7001", "7002"]) for (const text of ["isi lembar", "150rb"]) await world.send(address, text);
    fail.now = true;
    const [sorry] = await world.send("7001", "ya", "lost");
    expect(sorry).toContain("belum tercatat");
    expect(sorry).not.toContain("cannot store");
    const outcome = world.runtime.db.sqlite
      .prepare("SELECT outcome FROM inbound WHERE message_id = 'lost'")
      .pluck()
      .get();
    expect(outcome).toBe("failed");
    fail.now = false;
    expect(await world.send("7001", "ya")).toEqual(["Terima kasih, Ibu Sari."]);
    expect(await world.send("7002", "ya")).toEqual(["Terima kasih, Ibu Wati."]);
    expect(rows).toHaveLength(2);
  });

  it("answers the others of a burst once, wherever in it the one stands that throws", async () => {
    for (const place of [0, 1, 2]) {
      const { world, fail } = await formWorld();
      world.add("Ani", "7003");
      const phones = ["7001", "7002", "7003"];
      const [thrower = ""] = phones.slice(place);
      for (const phone of phones) {
        await world.send(phone, "isi lembar");
        await world.send(phone, phone === thrower ? "13rb" : "150rb");
      }
      fail.at = 13_000;
      const before = phones.map((phone) => world.seen(phone).length);
      const messages = phones.map((address, n) => ({ ...text("ya"), id: `b${n}`, address, sentAt: 0 }));
      const result = world.runtime.reception.receive({ channel: "simulator-telegram", messages, cursor: "77" });
      expect(result).toEqual({ stored: 2, duplicates: 0, failed: 1 });
      expect(world.runtime.reception.cursorOf("simulator-telegram")).toBe("77");
      await world.runtime.settled();
      for (const [n, phone] of phones.entries()) {
        const said = world.seen(phone).slice(before[n]);
        expect(said).toEqual([expect.stringContaining(phone === thrower ? "belum tercatat" : "Terima kasih")]);
      }
    }
  });

  it("asks a phone of two once, and hears what waited for the answer once, where another message of the burst throws", async () => {
    const { world, fail } = await formWorld();
    const yuni = world.add("Yuni", "7004");
    const { people } = world.runtime;
    people.connect("simulator-telegram", "7001", yuni, world.clock.now());
    const shared = people.at("simulator-telegram", "7001");
    if (shared !== undefined) people.setSpeaker(shared, null, world.clock.now());
    await world.send("7002", "isi lembar");
    await world.send("7002", "13rb");
    fail.at = 13_000;
    const messages = [
      { ...text("isi lembar"), id: "s1", address: "7001", sentAt: 0 },
      { ...text("ya"), id: "s2", address: "7002", sentAt: 0 },
    ];
    expect(world.runtime.reception.receive({ channel: "simulator-telegram", messages }).failed).toBe(1);
    await world.runtime.settled();
    expect(world.seen("7001").filter((said) => said.includes("Ini siapa ya?"))).toHaveLength(1);
    const answers = await world.tap("7001", "Ibu Sari");
    expect(answers.filter((said) => said.includes("Laba minggu ini berapa?"))).toHaveLength(1);
  });

  it("confirms nothing when nothing can be stored", async () => {
    const { world } = await formWorld();
    await world.send("7001", "isi lembar");
    const { sqlite } = world.runtime.db;
    const pages = sqlite.pragma("page_count", { simple: true }) as number;
    sqlite.pragma(`max_page_count = ${pages}`);
    const long = Array.from({ length: 200 }, (_, i) => ({
      id: `x${i}`,
      address: "7001",
      sentAt: 0,
      content: { kind: "text" as const, text: "150 kali" },
    }));
    expect(() =>
      world.runtime.reception.receive({ channel: "simulator-telegram", messages: long, cursor: "9" }),
    ).toThrow(/full/);
    sqlite.pragma("max_page_count = 1000000");
    expect(world.runtime.reception.cursorOf("simulator-telegram")).toBeUndefined();
    const [answer] = await world.send("7001", "150rb", "x0");
    expect(answer).toContain("Rp 150.000");
  });

  it("keeps the channel's cursor in the same transaction", async () => {
    const { world } = await formWorld();
    world.runtime.reception.receive({ channel: "simulator-telegram", messages: [], cursor: "41" });
    world.runtime.reception.receive({ channel: "simulator-telegram", messages: [], cursor: "40" });
    expect(world.runtime.reception.cursorOf("simulator-telegram")).toBe("40");
  });

  it("goes on with her conversation on another phone", async () => {
    const { world, rows } = await formWorld();
    const sari = world.runtime.people.at("simulator-telegram", "7001")?.people[0] ?? "";
    world.runtime.people.connect("simulator-telegram", "7009", sari, world.clock.now());
    await world.send("7001", "isi lembar");
    await world.send("7009", "150rb");
    await world.send("7001", "ya");
    expect(rows).toHaveLength(1);
  });

  it("keeps no text of a person in the database, the answers of an open form apart", async () => {
    const { world } = await formWorld();
    const marker = "rahasiasekali";
    await world.send("7001", "isi lembar");
    await world.send("7001", `${marker} zzz`);
    await world.send("7001", "batal");
    await world.later(26 * 60 * 60_000);
    world.runtime.db.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    const rows = world.runtime.db.sqlite.prepare("SELECT body FROM outbox WHERE body LIKE ?").all(`%${marker}%`);
    expect(rows).toEqual([]);
    expect(readFileSync(join(world.home, "rukun.db")).includes(marker)).toBe(false);
  });
});

describe("what a phone can send", () => {
  const odd: [string, Parameters<World["send"]>[1]][] = [
    ["a sticker", { kind: "media", media: "sticker" }],
    ["a photo", { kind: "media", media: "photo", ref: "r1" }],
    ["a voice note", { kind: "media", media: "voice", ref: "r2" }],
    ["a location", { kind: "location", latitude: 1, longitude: 2 }],
    ["an edited message", { kind: "edited", text: "x" }],
    ["a deleted message", { kind: "deleted" }],
    ["a contact", { kind: "other", what: "contact" }],
    ["forwarded spam", { kind: "text", text: "SELAMAT ANDA MENANG http://x", forwarded: true }],
    ["10,000 characters", { kind: "text", text: "halo apa kabar ".repeat(700) }],
    ["emoji only", { kind: "text", text: "😂😂😂" }],
    ["zero-width characters", { kind: "text", text: "\u200b\u200c\u200d" }],
    ["right-to-left text", { kind: "text", text: "\u202eمرحبا\u202c" }],
    ["SQL", { kind: "text", text: "'; DROP TABLE person; --" }],
    ["HTML", { kind: "text", text: "<script>alert(1)</script>" }],
    ["a button that never was", { kind: "choice", id: "nonsense" }],
    ["an old button", { kind: "choice", id: "000001.999:yes" }],
  ];
  for (const [what, content] of odd) {
    it(`answers ${what} kindly, and asks the open question again`, async () => {
      const { world, rows } = await formWorld();
      await world.send("7001", "isi lembar");
      const answers = await world.send("7001", content);
      expect(answers.length).toBeGreaterThan(0);
      expect(answers.join("\n")).toContain("Laba minggu ini berapa?");
      await world.send("7001", "150rb");
      await world.send("7001", "ya");
      expect(rows).toHaveLength(1);
    });
    it(`answers ${what} of somebody unknown with the welcome`, async () => {
      const { world } = await formWorld();
      const answers = await world.send("7999", content);
      expect(answers.join("\n")).toContain("Boleh?");
    });
  }

  it("stops writing to one who blocked the bot, without taking it for her word", async () => {
    const { world } = await formWorld();
    await world.send("7001", { kind: "presence", reachable: false });
    expect(world.runtime.people.at("simulator-telegram", "7001")?.unreachable).toBe("left");
    expect((await world.send("7001", "isi lembar"))[0]).toBe("Laba minggu ini berapa?");
    expect(world.runtime.people.at("simulator-telegram", "7001")?.unreachable).toBeNull();
  });
});

describe("sealed conversations", () => {
  const SEALED = {
    "flows/test/quiet.yaml": `
id: quiet
for: anyone
privacy: sealed
start: { words: true }
remind: none
silence: close
steps:
  - { ask: story, as: text }
  - { ask: more, as: yes-no }
  - say: end-of-it
`,
    "locales/id/quiet.json": JSON.stringify({
      title: "Kotak",
      start: ["kotak"],
      story: { ask: "Silakan cerita." },
      more: { ask: "Ada lagi?" },
      "end-of-it": "Terima kasih.",
    }),
  };

  it("leave no word in any file, and are answered all the same", async () => {
    const home = temporaryFolder();
    const world = await World.start({ home, content: contentWith(SEALED) });
    world.add("Sari", "7001");
    expect(await world.send("7001", "kotak")).toEqual(["Silakan cerita."]);
    world.forget();
    expect((await world.send("7001", "ceritapenandakhusus"))[0]).toContain("Ada lagi?");
    expect(await world.send("7001", "tidak")).toEqual(["Terima kasih."]);
    const { sqlite } = world.runtime.db;
    expect(sqlite.prepare("SELECT count(*) FROM turn_log WHERE flow = 'quiet'").pluck().get()).toBe(0);
    const bodies = sqlite.prepare("SELECT body FROM outbox").pluck().all() as string[];
    expect(bodies.map((body) => JSON.parse(body).text)).toEqual(
      Array(3).fill("Halo Ibu Sari, mau dibantu apa?\nYang punya nomor simpanan bisa tulis KABAR."),
    );
    for (const file of ["rukun.db", "rukun.db-wal"])
      expect(readFileSync(join(home, file)).includes("ceritapenandakhusus")).toBe(false);
  });

  it("are forgotten when nobody writes for a quarter of an hour", async () => {
    const world = await World.start({ content: contentWith(SEALED) });
    world.add("Sari", "7001");
    await world.send("7001", "kotak");
    await world.later(16 * 60_000);
    expect((await world.send("7001", "halo lagi"))[0]).toContain("mau dibantu apa");
  });
});
