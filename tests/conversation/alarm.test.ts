import { beforeEach, describe, expect, it } from "vitest";
import { HOUR } from "../../src/clock.ts";
import { World } from "../support/world.ts";

const KEY = "alerts:whatsapp-logged-out";
let world: World;
beforeEach(async () => {
  world = await World.start();
});

const tell = async (key = KEY, channel = "whatsapp") => {
  const told = world.runtime.alarm.tell(channel, key);
  await world.runtime.settled();
  return told;
};
/** Somebody on both of the simulator's channels, who wrote last on WhatsApp. */
const onBoth = () => {
  const addresses = ["simulator-whatsapp", "simulator-telegram"].map((channel) => ({ channel, address: "1" }));
  world.runtime.directory.add(
    { name: "Ayu", called: "Ibu Ayu", zone: "Asia/Jakarta", roles: ["admin"], addresses },
    world.clock.now(),
  );
  world.runtime.db.sqlite.exec("UPDATE address SET last_inbound_at = 9 WHERE channel = 'simulator-whatsapp'");
  world.runtime.people.forget();
};
const queuedOn = (channel: string) =>
  world.runtime.db.sqlite.prepare("SELECT count(*) FROM outbox WHERE channel = ?").pluck().get(channel);

describe("a channel that needs a human", () => {
  it("is told to the admins, in their words, and not to the coordinators beside them", async () => {
    world.add("Ayu", "1", ["admin"]);
    world.add("Rini", "2", ["coordinator"]);
    expect(await tell()).toBe(1);
    expect(world.seen("1")).toEqual([expect.stringContaining("Ibu Ayu, sambungan Rukun ke WhatsApp terputus")]);
    expect(world.seen("2")).toEqual([]);
  });

  it("is told to the coordinators where no admin can be reached", async () => {
    const ayu = world.add("Ayu", "1", ["admin"]);
    world.runtime.db.sqlite.prepare("UPDATE person SET status = 'stopped' WHERE id = ?").run(ayu);
    world.runtime.people.forget();
    world.add("Rini", "2", ["coordinator"]);
    world.add("Dewi", "3", ["coordinator"]);
    world.add("Sari", "4");
    expect(await tell()).toBe(2);
    expect([world.seen("1"), world.seen("4")]).toEqual([[], []]);
    expect([world.seen("2").length, world.seen("3").length]).toEqual([1, 1]);
  });

  it("never goes by the channel that is ill", async () => {
    onBoth();
    await tell(KEY, "simulator-whatsapp");
    expect([queuedOn("simulator-whatsapp"), queuedOn("simulator-telegram")]).toEqual([0, 1]);
    await tell("alerts:whatsapp-banned", "simulator-telegram");
    expect([queuedOn("simulator-whatsapp"), queuedOn("simulator-telegram")]).toEqual([1, 1]);
  });

  it("is told once in six hours, however often it happens", async () => {
    world.add("Ayu", "1", ["admin"]);
    await tell();
    await tell();
    expect(world.seen("1")).toHaveLength(1);
    await tell("alerts:whatsapp-banned");
    expect(world.seen("1")).toHaveLength(2);
    world.clock.advanceTo(world.clock.now() + 7 * HOUR);
    await tell();
    expect(world.seen("1")).toHaveLength(3);
  });

  it("is nobody's where nobody is there, and no failure", async () => {
    expect(await tell()).toBe(0);
    await world.stop();
    expect(world.runtime.alarm.tell("whatsapp", KEY)).toBe(0);
  });
});
