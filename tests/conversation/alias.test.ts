import { describe, expect, it } from "vitest";
import { demoWorld } from "../support/demo-world.ts";
import { World } from "../support/world.ts";

const CHANNEL = "simulator-telegram";
const NUMBER = "7001";
const HIDDEN = "9001";

let count = 0;

/** Hands over one message that names another address of its account; gives what is answered to the one that wrote. */
async function write(world: World, address: string, alias: string, text: string): Promise<string[]> {
  const before = world.seen(address).length;
  const message = { id: `alias${++count}`, address, alias, sentAt: 0, content: { kind: "text", text } } as const;
  expect(world.runtime.reception.receive({ channel: CHANNEL, messages: [message] }).failed).toBe(0);
  await world.runtime.settled();
  return world.seen(address).slice(before);
}

const peopleAt = (world: World, address: string) => world.runtime.people.at(CHANNEL, address)?.people;
const howMany = (world: World) => world.runtime.db.sqlite.prepare("SELECT count(*) FROM person").pluck().get();

describe("another address of the same account", () => {
  it("keeps a registered woman registered, and her conversation going, when her number becomes a hidden id", async () => {
    const { world } = await demoWorld();
    const number = "7000000001";
    const before = howMany(world);
    expect((await world.send(number, "lapor"))[0]).toContain("usahanya jalan");
    const seen = world.seen(number).length;
    expect((await write(world, HIDDEN, number, "ya"))[0]).toContain("Laba bersihnya berapa?");
    world.forget();
    expect(peopleAt(world, HIDDEN)).toEqual(peopleAt(world, number));
    expect(howMany(world)).toBe(before);
    expect(world.seen(number)).toHaveLength(seen);
  });

  it("is no stranger when she was written down by her number and writes from her hidden id first", async () => {
    const world = await World.start();
    const sari = world.add("Sari", NUMBER);
    expect((await write(world, HIDDEN, NUMBER, "menu")).join("\n")).toContain("Ibu Sari");
    expect(world.runtime.people.at(CHANNEL, HIDDEN)).toMatchObject({ people: [sari], speakerId: sari });
    expect(world.runtime.people.reach(sari, () => true)?.address).toBe(HIDDEN);
  });

  it("makes one guest of somebody of whom neither address is known, who is the same from the other one later", async () => {
    const world = await World.start();
    await write(world, HIDDEN, NUMBER, "halo");
    const guest = peopleAt(world, HIDDEN);
    expect(guest).toHaveLength(1);
    expect(peopleAt(world, NUMBER)).toBeUndefined();
    await write(world, NUMBER, HIDDEN, "halo");
    expect(peopleAt(world, NUMBER)).toEqual(guest);
    expect(howMany(world)).toBe(1);
  });

  it("keeps a phone of two a phone of two, asks who is writing, and takes the answer", async () => {
    const { world } = await demoWorld();
    const shared = "7000000004";
    const both = peopleAt(world, shared);
    expect(both).toHaveLength(2);
    expect((await write(world, HIDDEN, shared, "lapor"))[0]).toContain("Ini siapa ya?");
    expect(peopleAt(world, HIDDEN)).toEqual(both);
    expect((await write(world, HIDDEN, shared, "Ibu Lastri"))[0]).toContain("Untuk Ibu Lastri:");
    expect((await write(world, HIDDEN, shared, "1"))[0]).toContain("Untuk Ibu Lastri:");
  });

  it("takes along who was just writing on a phone of two", async () => {
    const { world } = await demoWorld();
    const shared = "7000000004";
    await world.send(shared, "lapor");
    await world.tap(shared, "Ibu Lastri");
    expect((await write(world, HIDDEN, shared, "1"))[0]).toContain("Untuk Ibu Lastri:");
  });

  it("lets somebody who joined at one address be asked for at the other", async () => {
    const world = await World.start();
    const sari = world.add("Sari", NUMBER);
    await write(world, HIDDEN, NUMBER, "menu");
    world.runtime.people.connect(CHANNEL, HIDDEN, world.add("Wati", "7002"), world.clock.now());
    expect(peopleAt(world, NUMBER)).toEqual([sari]);
    await world.later(3 * 60 * 60_000);
    expect((await write(world, NUMBER, HIDDEN, "menu"))[0]).toContain("Ini siapa ya?");
  });

  it("never merges two who are known: each goes on as who she is at her address", async () => {
    const world = await World.start();
    const sari = world.add("Sari", NUMBER);
    const wati = world.add("Wati", HIDDEN);
    expect((await write(world, HIDDEN, NUMBER, "menu")).join("\n")).toContain("Ibu Wati");
    expect((await write(world, NUMBER, HIDDEN, "menu")).join("\n")).toContain("Ibu Sari");
    expect([peopleAt(world, NUMBER), peopleAt(world, HIDDEN)]).toEqual([[sari], [wati]]);
  });

  it("leaves nothing behind when the message fails", async () => {
    const world = await World.start();
    world.add("Sari", NUMBER);
    const { sqlite } = world.runtime.db;
    sqlite.exec("CREATE TRIGGER broken BEFORE INSERT ON outbox BEGIN SELECT raise(ABORT, 'no'); END");
    const message = { id: "broken", address: HIDDEN, alias: NUMBER, sentAt: 0 };
    const messages = [{ ...message, content: { kind: "text" as const, text: "menu" } }];
    expect(world.runtime.reception.receive({ channel: CHANNEL, messages }).failed).toBe(1);
    sqlite.exec("DROP TRIGGER broken");
    expect(peopleAt(world, HIDDEN)).toBeUndefined();
    expect((await write(world, HIDDEN, NUMBER, "menu")).join("\n")).toContain("Ibu Sari");
  });
});
