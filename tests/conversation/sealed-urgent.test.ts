import { describe, expect, it } from "vitest";
import type { World } from "../support/world.ts";
import { boxWorld, makeBox, STORY } from "./sealed-box.ts";

const ask = (world: World, sql: string) => world.runtime.db.sqlite.prepare(sql).all() as Record<string, unknown>[];
const URGENT = "tolong saya takut";

/** Two women on one phone, of whom nobody has written yet. */
async function sharedPhone(box = makeBox()): Promise<World> {
  const world = await boxWorld(box);
  world.add("Sari", "7001");
  world.add("Dewi", "7001");
  const address = world.runtime.people.at("simulator-telegram", "7001");
  if (address === undefined) throw new Error("no phone");
  world.runtime.people.setSpeaker(address, null, world.clock.now());
  return world;
}

describe("words that must not wait", () => {
  it("come before any question, and are no answer to it", async () => {
    const world = await boxWorld(makeBox());
    world.add("Sari", "7001");
    await world.send("7001", "catat");
    await world.send("7001", "Ibu Ani");
    expect(await world.send("7001", URGENT)).toEqual(["Silakan cerita."]);
    expect(
      ask(world, "SELECT entry FROM answer")
        .map(({ entry }) => String(entry))
        .join(),
    ).not.toContain("tolong");
    await world.send("7001", "batal");
    expect(await world.send("7001", "ya")).toEqual(["Apa yang dicatat?"]);
  });

  it("are not passed on in a talk with a human", async () => {
    const world = await boxWorld(makeBox());
    const sari = world.add("Sari", "7001");
    const rina = world.add("Rina", "7002", ["facilitator"]);
    world.runtime.directory.setCare(rina, sari, "facilitator", true);
    await world.send("7001", "bantuan");
    await world.send("7001", "mau tanya");
    expect(world.seen("7002").join("\n")).toContain("mau tanya");
    expect(await world.send("7001", URGENT)).toEqual(["Silakan cerita."]);
    expect(world.seen("7002").join("\n")).not.toContain("takut");
  });

  it("of a stranger are heard at once, with a welcome on the disk", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    expect(await world.send("7077", URGENT)).toEqual(["Silakan cerita."]);
    await world.send("7077", STORY);
    expect(await world.send("7077", "lewati")).toEqual(["Nomornya 4821 7731."]);
    expect(ask(world, "SELECT DISTINCT flow FROM turn_log")).toEqual([{ flow: "welcome" }]);
  });

  it('need no answer to "Ini siapa?", and nothing on the disk says who it was', async () => {
    const box = makeBox();
    const world = await sharedPhone(box);
    expect((await world.send("7001", "halo"))[0]).toContain("Ini siapa");
    expect(await world.send("7001", URGENT)).toEqual(["Silakan cerita."]);
    expect((await world.send("7001", STORY))[0]).toContain("Ada fotonya");
    expect(await world.send("7001", "lewati")).toEqual(["Nomornya 4821 7731."]);
    expect(ask(world, "SELECT * FROM session")).toEqual([]);
    expect(ask(world, "SELECT * FROM turn_log")).toEqual([]);
    const rows = ask(world, "SELECT person_id AS person, body FROM outbox");
    expect(new Set(rows.map(({ person, body }) => `${person} ${JSON.parse(String(body)).text}`))).toEqual(
      new Set(["null Ini siapa ya?"]),
    );
    expect(rows).toHaveLength(4);
    expect(box.gone).toHaveLength(1);
    expect((await world.send("7001", "halo"))[0]).toContain("Ini siapa");
  });

  it("can be left on such a phone", async () => {
    const world = await sharedPhone();
    await world.send("7001", URGENT);
    expect((await world.send("7001", "batal"))[0]).toContain("dibatalkan");
    expect((await world.send("7001", "halo"))[0]).toContain("Ini siapa");
  });

  it("are not looked for inside a sealed conversation, nor in what was forwarded", async () => {
    const box = makeBox();
    const world = await boxWorld(box);
    world.add("Sari", "7001");
    const forwarded = { kind: "text", text: URGENT, forwarded: true } as const;
    expect((await world.send("7001", forwarded))[0]).not.toContain("Silakan cerita");
    expect(box.asked).toBe(0);
    await world.send("7001", "titip");
    box.asked = 0;
    expect((await world.send("7001", URGENT))[0]).toContain("Ada fotonya");
    expect(box.asked).toBe(0);
  });

  it("begin no ordinary flow on a phone of which nobody knows who writes", async () => {
    const world = await sharedPhone(makeBox({ urgentFlow: "note" }));
    expect((await world.send("7001", URGENT))[0]).toContain("Ini siapa");
    expect(ask(world, "SELECT * FROM session")).toEqual([]);
  });
});
