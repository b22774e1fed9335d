import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MINUTE } from "../../src/clock.ts";
import type { World } from "../support/world.ts";
import { boxWorld, CODE, FILE, makeBox, rest, STORY, say } from "./sealed-box.ts";

const ask = (world: World, sql: string) => world.runtime.db.sqlite.prepare(sql).all() as Record<string, unknown>[];
const bodies = (world: World) =>
  ask(world, "SELECT body FROM outbox ORDER BY id").map(({ body }) => JSON.parse(String(body)).text);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function filesWith(home: string, word: string): string[] {
  return filesBelow(home).filter((path) => readFileSync(path).includes(word));
}

describe("a sealed conversation", () => {
  it("goes from the first question to the last, and no word of it is in any file", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    world.add("Sari", "7001");
    expect(await world.send("7001", "titip")).toEqual(["Silakan cerita."]);
    world.forget();
    expect((await world.send("7001", STORY))[0]).toContain("Ada fotonya?");
    expect(await world.send("7001", { kind: "media", media: "photo", ref: "fotopenandakhusus" })).toEqual([
      "Nomornya 4821 7731.",
    ]);
    expect(box.kept[0]).toMatchObject({ story: STORY, place: { channel: "simulator-telegram", address: "7001" } });
    expect(JSON.stringify(box.kept[0]?.picture)).toContain("fotopenandakhusus");
    world.runtime.db.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    for (const word of [STORY, "fotopenandakhusus", "4821"]) expect(filesWith(world.home, word)).toEqual([]);
    expect(ask(world, "SELECT * FROM media")).toEqual([]);
  });

  it("leaves her at her menu on the disk, and where she was when it ends", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    world.add("Sari", "7001");
    await world.send("7001", "catat");
    await world.send("7001", "Ibu Ani");
    await world.send("7001", "titip");
    const [row] = ask(world, "SELECT frames FROM session");
    const frames: { flow: string; at: string }[] = JSON.parse(String(row?.["frames"]));
    expect(frames.map(({ flow, at }) => `${flow} ${at}`)).toEqual(["note text", "menu item"]);
    expect((await world.send("7001", "batal"))[0]).toContain("dibatalkan: Titipan");
    expect(box.gone).toHaveLength(1);
    expect(await world.send("7001", "ya")).toEqual(["Apa yang dicatat?"]);
    expect(await world.send("7001", "beli beras")).toEqual(["Sudah dicatat, Ibu Ani."]);
  });

  it("is not heard as an answer to the menu that stands for it, once it is over", async () => {
    const world = await boxWorld(makeBox());
    world.add("Sari", "7001");
    await world.send("7001", "titip");
    await world.send("7001", "batal");
    expect((await world.send("7001", "1"))[0]).toContain("Ini yang bisa saya bantu");
    expect(ask(world, "SELECT DISTINCT flow FROM turn_log")).toEqual([{ flow: "menu" }]);
  });

  it("has no heading on a shared phone", async () => {
    const world = await boxWorld(makeBox());
    world.add("Sari", "7001");
    world.add("Dewi", "7001");
    expect(await world.send("7001", "titip")).toEqual(["Silakan cerita."]);
    expect(bodies(world).at(-1)).toContain("Untuk Ibu ");
  });

  it("ends after a quarter of an hour of silence, its domain is told, and nobody else", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    const sari = world.add("Sari", "7001");
    await world.send("7001", "titip");
    await world.later(14 * MINUTE);
    expect(box.gone).toEqual([]);
    const seen = world.seen("7001").length;
    await world.later(2 * MINUTE);
    expect(box.gone).toEqual([sari]);
    expect(world.seen("7001")).toHaveLength(seen);
  });

  it("is not written down by what comes too late: neither words nor a voice note", async () => {
    const world = await boxWorld(makeBox());
    world.add("Sari", "7001");
    for (const late of [STORY, { kind: "media", media: "voice", ref: "suara" } as const]) {
      await world.send("7001", "titip");
      await world.later(16 * MINUTE);
      expect((await world.send("7001", late))[0]).toContain("kita mulai lagi dari sini");
    }
    expect(JSON.stringify(bodies(world))).not.toContain("penanda");
    expect(ask(world, "SELECT * FROM media")).toEqual([]);
  });

  it("comes too late without a tick, too, and commands are heard then", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    const sari = world.add("Sari", "7001");
    await world.send("7001", "titip");
    world.clock.advanceTo(world.clock.now() + 16 * MINUTE);
    expect(await world.send("7001", `BUKA ${CODE}`)).toHaveLength(2);
    expect(box.gone).toEqual([]);
    await world.later(16 * MINUTE);
    expect(box.gone).toEqual([sari]);
    expect((await world.send("7001", "menu"))[0]).toContain("mau dibantu apa");
  });

  it("takes no tap on a button of one that is over", async () => {
    const world = await boxWorld(makeBox());
    world.add("Sari", "7001");
    for (const text of [`BUKA ${CODE}`, "batal", `BUKA ${CODE}`, "batal", `BUKA ${CODE}`])
      await world.send("7001", text);
    const offered = world.chats.news(undefined, { address: "7001" }).messages.flatMap((m) => m.choices ?? []);
    const numbers = offered.map(({ id }) => id.split(".")[1]);
    // The second one and the third asked under the same number.
    expect(numbers[2]).toBe(numbers[4]);
    for (const { id } of offered.slice(0, 4))
      expect((await world.send("7001", { kind: "choice", id }))[0]).toContain("sudah lewat");
    expect(await world.tap("7001", "Tidak")).toEqual(["Selesai."]);
  });
});

describe("what a sealed action does after the commit", () => {
  it("goes on in the conversation, as the answer to the message that it came from", async () => {
    const box = makeBox();
    box.holdBack = true;
    const world = await boxWorld(box);
    world.add("Sari", "7001");
    await say(world, "7001", "titip");
    await say(world, "7001", STORY);
    expect(await say(world, "7001", "lewati")).toEqual([]);
    const rows = ask(world, "SELECT state FROM outbox ORDER BY id");
    expect(rows).toEqual([{ state: "sent" }, { state: "sent" }, { state: "queued" }]);
    box.works[0]?.resolve({ outcome: "kept" });
    await world.runtime.settled();
    expect(world.seen("7001").at(-1)).toBe("Nomornya 4821 7731.");
    expect(ask(world, "SELECT count(*) AS n FROM outbox WHERE state = 'sent'")).toEqual([{ n: 3 }]);
  });

  it("has her wait for a moment when she writes meanwhile, and loses nothing", async () => {
    const box = makeBox();
    box.holdBack = true;
    const world = await boxWorld(box);
    world.add("Sari", "7001");
    for (const text of ["titip", STORY, "lewati"]) await say(world, "7001", text);
    expect((await say(world, "7001", "halo?"))[0]).toContain("Sebentar");
    expect((await say(world, "7001", "masih di situ"))[0]).toContain("Sebentar");
    box.works[0]?.resolve({ outcome: "kept" });
    await world.runtime.settled();
    expect(world.seen("7001").at(-1)).toBe("Nomornya 4821 7731.");
    expect(box.works).toHaveLength(1);
    expect(new Set(bodies(world))).toEqual(
      new Set(["Halo Ibu Sari, mau dibantu apa?\nYang punya nomor simpanan bisa tulis KABAR."]),
    );
    expect(bodies(world)).toHaveLength(5);
  });

  it("is thrown away when she leaves meanwhile", async () => {
    const box = makeBox();
    box.holdBack = true;
    const world = await boxWorld(box);
    const sari = world.add("Sari", "7001");
    for (const text of ["titip", STORY, "lewati"]) await say(world, "7001", text);
    const answers = await say(world, "7001", "batal");
    expect(answers.map((text) => text.split(" ")[0])).toEqual(["Sebentar", "Baik,"]);
    expect(box.gone).toEqual([sari]);
    box.works[0]?.resolve({ outcome: "kept" });
    await world.runtime.settled();
    expect(world.seen("7001").at(-1)).toContain("dibatalkan");
  });

  it("that fails is the outcome for it", async () => {
    const box = makeBox();
    box.holdBack = true;
    const world = await boxWorld(box);
    world.add("Sari", "7001");
    for (const text of ["titip", STORY, "lewati"]) await say(world, "7001", text);
    box.works[0]?.reject(new Error(STORY));
    await world.runtime.settled();
    expect(world.seen("7001").at(-1)).toBe("Belum bisa. Coba lagi ya.");
  });

  it("that fails without an outcome for it ends the conversation with an apology", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    const sari = world.add("Sari", "7001");
    await world.send("7001", "rapuh");
    const [answer, ...more] = await world.send("7001", STORY);
    expect(answer).toBe(world.runtime.options.content.texts.text("id", "errors:trouble", {}));
    expect(more).toEqual([]);
    expect(box.gone).toEqual([sari]);
  });

  it("is finished before the process ends", async () => {
    const box = makeBox();
    box.holdBack = true;
    const world = await boxWorld(box);
    world.add("Sari", "7001");
    for (const text of ["titip", STORY, "lewati"]) await say(world, "7001", text);
    const stopped = world.stop();
    await rest();
    box.works[0]?.resolve({ outcome: "kept" });
    await stopped;
    expect(world.seen("7001").at(-1)).toBe("Nomornya 4821 7731.");
  });
});

describe("what is told without being stored", () => {
  it("goes with the answer, as a file that was never on a disk, and is deleted on the phone in time", async () => {
    const world = await boxWorld(makeBox());
    world.add("Sari", "7001", ["protection"]);
    expect(await world.send("7001", `BUKA ${CODE}`)).toEqual(["Ada lagi?\n\n1. Ya\n2. Tidak", `Ceritanya: ${STORY}`]);
    expect(ask(world, "SELECT count(*) AS n FROM outbox")).toEqual([{ n: 1 }]);
    const shown = () => world.chats.news(undefined, { address: "7001" }).messages;
    const ref = shown().find(({ media }) => media?.name === "lampiran.pdf")?.media?.ref ?? "";
    expect(world.chats.media.get(ref)?.bytes).toEqual(FILE);
    expect(filesBelow(world.home).filter((path) => path.endsWith(".pdf"))).toEqual([]);
    await world.later(16 * MINUTE);
    const left = shown().map(({ text, deleted }) => (deleted === true ? "deleted" : text));
    expect(left).toEqual(["deleted", "Ada lagi?\n\n1. Ya\n2. Tidak", "deleted"]);
  });

  it("is deleted at the end of the process, when it would be soon", async () => {
    const world = await boxWorld(makeBox());
    world.add("Sari", "7001", ["protection"]);
    await world.send("7001", `BUKA ${CODE}`);
    await world.stop();
    expect(world.chats.news(undefined, { address: "7001" }).messages.filter((m) => m.deleted)).toHaveLength(2);
  });

  it("is an answer of its own to a command, with a menu in its place", async () => {
    const world = await boxWorld(makeBox());
    world.add("Sari", "7001");
    expect(await world.send("7001", "KABAR 4821")).toEqual([`Ceritanya: ${STORY}`]);
    expect(bodies(world)).toEqual(["Halo Ibu Sari, mau dibantu apa?\nYang punya nomor simpanan bisa tulis KABAR."]);
  });

  it("reaches an officer under a key that leads to nobody", async () => {
    let officer = "";
    const box = makeBox({ officer: () => officer });
    const world = await boxWorld(box);
    world.add("Sari", "7001");
    officer = world.add("Rina", "7002", ["protection"]);
    await world.send("7002", "menu");
    for (const text of ["titip", STORY, "lewati"]) await world.send("7001", text);
    expect(world.seen("7002").at(-1)).toBe("Ada yang baru: melati putih.");
    const keys = ask(world, "SELECT key FROM outbox WHERE address = '7002' ORDER BY id").map(({ key }) => String(key));
    const ids = ask(world, "SELECT message_id AS id FROM inbound").map(({ id }) => String(id));
    expect(ids.some((id) => keys[1]?.includes(id))).toBe(false);
    expect(
      bodies(world).filter(
        (text) => text === "Halo Ibu Rina, mau dibantu apa?\nYang punya nomor simpanan bisa tulis KABAR.",
      ),
    ).toHaveLength(2);
  });

  it("is said after work in the background, and not inside of a message", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    const rina = world.add("Rina", "7002", ["protection"]);
    const work = box.parts?.sealed;
    work?.speak((reach) => {
      expect(reach.place()).toBeUndefined();
      expect(reach.tellSealed(rina, "box:notice", { alias: "melati putih" }, { as: "initiated" })).toBe(true);
      expect(reach.tellSealed(world.add("Tuti", "7009"), "box:notice", { alias: "x" })).toBe(true);
      expect(() => work.speak(() => {})).toThrow("its own context");
    });
    await world.runtime.settled();
    expect(world.seen("7002")).toEqual(["Ada yang baru: melati putih."]);
    expect(() =>
      work?.speak((reach) => {
        reach.tellSealed(rina, "box:notice", { alias: "mawar" });
        throw new Error("taken back");
      }),
    ).toThrow("taken back");
    await world.runtime.settled();
    expect(world.seen("7002")).toHaveLength(1);
  });

  it("is told to a place without a row", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    box.parts?.sealed.ping({ channel: "simulator-telegram", address: "7055" }, "box:ping", "id");
    await world.runtime.settled();
    expect(world.seen("7055")).toEqual(["Ada kabar di Rukun."]);
    expect(bodies(world)).toEqual([]);
  });
});

describe("a photo of a sealed conversation", () => {
  it("is fetched into memory, by what its bytes say, and its errors say nothing of it", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    const work = box.parts?.sealed;
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3]);
    const ref = world.chats.media.put({ bytes: png, mime: "text/plain" });
    expect(await work?.fetch("simulator-telegram", ref, 100)).toEqual({ bytes: png, mime: "image/png" });
    const strange = world.chats.media.put({ bytes: new TextEncoder().encode(STORY), mime: "image/png" });
    await expect(work?.fetch("simulator-telegram", strange, 100)).rejects.toMatchObject({ code: "media.kind" });
    await expect(work?.fetch("simulator-telegram", ref, 5)).rejects.toMatchObject({ code: "media.too-large" });
    await expect(work?.fetch("simulator-telegram", "gone", 5)).rejects.toMatchObject({ code: "media.gone" });
    await expect(work?.fetch("nowhere", ref, 5)).rejects.toMatchObject({ code: "media.unsupported" });
    expect(ask(world, "SELECT * FROM media")).toEqual([]);
    expect(filesBelow(world.home).filter((path) => path.includes("/media/"))).toEqual([]);
  });
});
