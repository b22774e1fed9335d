import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/clock.ts";
import { demoWorld } from "../support/demo-world.ts";
import type { World } from "../support/world.ts";

const SARI = "7000000001";
const EARLY = "ditulis sebelum saya bertanya";
const RUNNING = "usahanya jalan?";
const PROFIT = "Laba bersihnya berapa?";

let count = 0;
/** What was written at these times, in ms before now, and comes in one batch. */
async function comes(world: World, ...items: { text: string; agoMs: number }[]): Promise<string[]> {
  const before = world.seen(SARI).length;
  const now = world.clock.now();
  const written = items.map(({ text, agoMs }) => ({
    id: `e${++count}`,
    sentAt: now - agoMs,
    content: { kind: "text", text } as const,
  }));
  world.chats.hand("telegram", SARI, written);
  await world.runtime.settled();
  return world.seen(SARI).slice(before);
}

async function reporting(): Promise<World> {
  const { world } = await demoWorld();
  expect((await world.send(SARI, "lapor")).join()).toContain(RUNNING);
  await world.later(2 * HOUR);
  return world;
}

describe("an answer that was written before its question was asked", () => {
  it("answers the question that she had seen, and no later one: a number written twice is no profit of one rupiah", async () => {
    const world = await reporting();
    const heard = await comes(world, { text: "1", agoMs: HOUR }, { text: "1", agoMs: HOUR - MINUTE });
    expect(heard).toHaveLength(2);
    expect(heard[0]).toContain(PROFIT);
    expect(heard[1]).toContain(`“1” sudah sampai`);
    expect(heard[1]).toContain(EARLY);
    expect(heard[1]).toContain(PROFIT);
    expect((await world.send(SARI, "150rb")).join()).toContain("Rp 150.000");
  });

  it("is named once for all that came at once, and nothing of it is lost without a word", async () => {
    const world = await reporting();
    const blind = ["ya", "150rb", "2", "bagus"].map((text, n) => ({ text, agoMs: HOUR - n * MINUTE }));
    const heard = await comes(world, ...blind);
    expect(heard.filter((text) => text.includes(EARLY))).toHaveLength(1);
    expect(heard.at(-1)).toContain("“150rb”, “2”");
    expect(heard.at(-1)).toContain(PROFIT);
  });

  it("is an answer still when its question was only repeated meanwhile", async () => {
    const world = await reporting();
    const heard = await comes(world, { text: "begitulah", agoMs: HOUR }, { text: "1", agoMs: HOUR - MINUTE });
    expect(heard.at(-1)).toContain(PROFIT);
    expect(heard.join()).not.toContain(EARLY);
  });

  it("does not count seconds: clocks differ, and whoever knows the form is quicker than we are", async () => {
    const world = await reporting();
    const heard = await comes(world, { text: "1", agoMs: 4_000 }, { text: "150rb", agoMs: 3_000 });
    expect(heard.join()).toContain("Rp 150.000");
  });

  it("lets through what says by itself what it is: a command, also of an earlier hour", async () => {
    const world = await reporting();
    const heard = await comes(world, { text: "1", agoMs: HOUR }, { text: "menu", agoMs: HOUR - MINUTE });
    expect(heard.at(-1)).toContain("mau dibantu apa");
  });

  it("leaves 0 alone too: what she wanted to go back from was another question", async () => {
    const world = await reporting();
    const heard = await comes(world, { text: "1", agoMs: HOUR }, { text: "0", agoMs: HOUR - MINUTE });
    expect(heard.at(-1)).toContain(EARLY);
    expect(heard.at(-1)).toContain(PROFIT);
  });

  it("goes by an invitation that came between: the report is not answered by a number for something else", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "menu");
    await world.later(HOUR);
    await world.send(SARI, "lapor");
    const heard = await comes(world, { text: "2", agoMs: 30 * MINUTE });
    expect(heard.join()).toContain(EARLY);
    expect(heard.join()).toContain(RUNNING);
  });

  it("lets go of nothing that she has not seen: BATAL was meant for something else", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "menu");
    await world.later(HOUR);
    await world.send(SARI, "lapor");
    const heard = await comes(world, { text: "BATAL", agoMs: 30 * MINUTE });
    expect(heard.join()).toContain(EARLY);
    expect(heard.join()).toContain(RUNNING);
  });

  it("still leaves a talk that she was in when she wrote BATAL, whichever question it has come to", async () => {
    const world = await reporting();
    const heard = await comes(world, { text: "1", agoMs: HOUR }, { text: "batal", agoMs: HOUR - MINUTE });
    expect(heard.join()).not.toContain(EARLY);
    expect(heard.at(-1)).toContain("dibatalkan");
  });

  it("leaves a word about it also where the talk was over meanwhile", async () => {
    const world = await reporting();
    await world.send(SARI, "batal");
    await world.send(SARI, "menu");
    const heard = await comes(world, { text: "4", agoMs: HOUR }, { text: "batal", agoMs: HOUR - MINUTE });
    expect(heard.at(-1)).toContain(EARLY);
  });

  it("is taken where the time cannot be", async () => {
    const world = await reporting();
    expect((await comes(world, { text: "1", agoMs: 50 * DAY }, { text: "150rb", agoMs: 50 * DAY })).join()).toContain(
      "Rp 150.000",
    );
  });
});
