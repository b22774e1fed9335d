import { describe, expect, it } from "vitest";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";
import { formsOf } from "../forms-of.ts";
import { wib } from "../support.ts";

const DEWI = "6281200000011";
const seen = (world: World) =>
  world.chats
    .news(undefined, { address: DEWI, channel: "whatsapp" })
    .messages.flatMap((m) => (m.from === "bot" && m.text.includes("Pengingat dari") ? [m.text] : []));
const say = async (world: World, ...texts: string[]) => {
  for (const text of texts) {
    world.chats.hand("whatsapp", DEWI, [{ content: { kind: "text", text } }]);
    await world.runtime.settled();
  }
};
/** The permit of a forest until 20 December, thirty days from the demo's today. */
const PERMIT = ["formulir", "masa izin", "SK 12/2019", "20 Desember 2026", "ya", "1"];
const jumpTo = async (world: World, instant: number) => {
  world.clock.advanceTo(instant);
  await world.walkTo(instant + 60_000);
};

describe("a date in a form", () => {
  it("is reminded of so many days before it, in the morning, and not of days that had passed", async () => {
    const { world } = await demoWorld({ forms: formsOf("perhutanan-sosial", "izin-hutan") });
    await say(world, ...PERMIT);
    await jumpTo(world, wib("2026-12-13", "09:00"));
    expect(seen(world)).toEqual([]);
    await jumpTo(world, wib("2026-12-13", "10:01"));
    expect(seen(world)).toEqual([expect.stringContaining("7 hari lagi")]);
    expect(seen(world)[0]).toContain("Nomor izin: SK 12/2019");
    await jumpTo(world, wib("2026-12-22", "10:00"));
    expect(seen(world)).toHaveLength(1);
  });

  it("is told with the days that are left after days of downtime, in her hours", async () => {
    const { world } = await demoWorld({ forms: formsOf("perhutanan-sosial", "izin-hutan") });
    await say(world, ...PERMIT);
    await jumpTo(world, wib("2026-12-17", "21:00"));
    expect(seen(world)).toEqual([]);
    await jumpTo(world, wib("2026-12-18", "08:05"));
    expect(seen(world)).toEqual([expect.stringContaining("2 hari lagi")]);
  });

  it("is forgotten when what was written down is taken back", async () => {
    const { world } = await demoWorld({ forms: formsOf("sarvodaya", "ajakan") });
    await say(
      world,
      "formulir",
      "ajakan gotong royong",
      "Bersih saluran",
      "20 Desember 2026",
      "Balai desa jam 7",
      "cangkul",
      "1",
    );
    await say(world, "cabut papan", "1", "ya");
    await jumpTo(world, wib("2026-12-19", "10:01"));
    expect(seen(world)).toEqual([]);
  });
});
