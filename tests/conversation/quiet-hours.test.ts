import { describe, expect, it } from "vitest";
import type { ModuleParts } from "../../src/module-parts.ts";
import { FRIDAY, membershipOnly, World } from "../support/world.ts";

const HOUR = 60 * 60_000;
const MARIA = "800";
const BU_RINA = "801";

/** A domain that thinks of no hours: it tells and begins as soon as it is asked to. */
const careless = (parts: ModuleParts) => [
  ...membershipOnly(parts),
  {
    name: "careless",
    duties: {
      "careless.tell": {
        run: (data: Record<string, unknown>, context: Parameters<Handler>[1]) => {
          const { to, how } = data as { to: string; how: string };
          if (how === "begin") context.begin(to, "menu", {}, { as: "initiated" });
          else context.tell(to, "engine:late", {}, { as: how === "reply" ? "reply" : "initiated" });
          return "done" as const;
        },
      },
    },
  },
];
type Handler = NonNullable<ReturnType<typeof membershipOnly>[number]["duties"]>[string]["run"];

/** Jakarta, at an hour of the Friday on which the world begins. */
const at = (hour: number) => Math.floor((FRIDAY + 7 * HOUR) / (24 * HOUR)) * 24 * HOUR - 7 * HOUR + hour * HOUR;

async function worldAt(hour: number) {
  const world = await World.start({ modules: careless, now: at(hour) });
  const [maria, rina] = [world.add("Maria", MARIA), world.add("Rina", BU_RINA, ["coordinator"])];
  let n = 0;
  const order = async (to: string, how: "begin" | "tell" | "reply") => {
    const [now, key] = [world.clock.now(), `careless:${++n}`];
    const data = { to, how };
    world.runtime.duties.plan({ key, kind: "careless.tell", personId: null, data, dueAt: now, expiresAt: now + HOUR });
    await world.later(0);
  };
  return { world, maria, rina, order };
}

describe("Whoever is written to first outside of her hours", () => {
  it("is told when they begin, in her own zone", async () => {
    const { world, maria, order } = await worldAt(22);
    await order(maria, "tell");
    expect(world.seen(MARIA)).toEqual([]);
    await world.walkTo(at(24 + 7.9));
    expect(world.seen(MARIA)).toEqual([]);
    await world.walkTo(at(24 + 8.1));
    expect(world.seen(MARIA)).toHaveLength(1);
  });

  it("is told it until the duty would have expired, where the platform puts it off in the day, and is asked however late", async () => {
    const { world, maria, order } = await worldAt(10);
    await order(maria, "tell");
    await order(maria, "begin");
    const ends = world.runtime.db.sqlite.prepare("SELECT until_at FROM outbox ORDER BY id").pluck().all();
    expect(ends).toEqual([at(11), null]);
  });

  it("is asked a question in the morning, too", async () => {
    const { world, maria, order } = await worldAt(5);
    await order(maria, "begin");
    expect(world.seen(MARIA)).toEqual([]);
    await world.walkTo(at(8.1));
    expect(world.seen(MARIA)[0]).toContain("mau dibantu apa");
  });

  it("hears it before the answer when she writes in the night", async () => {
    const { world, maria, order } = await worldAt(22);
    await order(maria, "tell");
    const [first, second] = await world.send(MARIA, "menu");
    expect(first).toContain("Sudah agak lama");
    expect(second).toContain("mau dibantu apa");
    await world.walkTo(at(24 + 9));
    expect(world.seen(MARIA)).toHaveLength(2);
  });

  it("gets what comes of her message at once, and staff what they have to know", async () => {
    const { world, maria, rina, order } = await worldAt(22);
    await world.send(MARIA, "menu");
    await order(maria, "reply");
    await order(rina, "tell");
    expect(world.seen(MARIA)).toHaveLength(2);
    expect(world.seen(BU_RINA)).toHaveLength(1);
  });

  it("waits for what a duty calls a reply, when she has not written for hours", async () => {
    const { world, maria, order } = await worldAt(22);
    await order(maria, "reply");
    expect(world.seen(MARIA)).toEqual([]);
    await world.walkTo(at(24 + 8.1));
    expect(world.seen(MARIA)).toHaveLength(1);
  });

  it("gets four such messages a week and no fifth, whichever domain it comes from", async () => {
    const { world, maria, order } = await worldAt(10);
    for (let n = 0; n < 6; n++) await order(maria, "tell");
    expect(world.seen(MARIA)).toHaveLength(4);
  });
});
