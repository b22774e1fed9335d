import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../src/clock.ts";
import { demoWorld } from "../support/demo-world.ts";

const SARI = "7000000001";
const WAITS = "masih ada yang menunggu: Laporan mingguan";
const RUNNING = "usahanya jalan?";

describe("the reminders of an open question", () => {
  it("come also where she opened her menu over it and left it, and the question is the open one then", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    await world.send(SARI, "menu");
    const before = world.seen(SARI).length;
    await world.walkTo(world.clock.now() + 30 * HOUR);
    const heard = world.seen(SARI).slice(before);
    expect(heard.filter((text) => text.includes(WAITS))).toHaveLength(1);
    expect(heard.join()).toContain(RUNNING);
    expect((await world.send(SARI, "1")).join()).toContain("Laba bersihnya berapa?");
  });

  it("end with the ladder, whatever menu is opened in between", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    await world.send(SARI, "menu");
    await world.walkTo(world.clock.now() + 6 * DAY);
    expect(world.seen(SARI).filter((text) => text.includes(WAITS))).toHaveLength(2);
  });

  it("keep silent while she talks with a human over it", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    await world.send(SARI, "bantuan");
    await world.walkTo(world.clock.now() + 3 * DAY);
    expect(world.seen(SARI).join()).not.toContain(WAITS);
  });

  it("ask no more often because she said later: what was declined is not begun anew", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    for (let day = 0; day < 8; day++) {
      const before = world.seen(SARI).length;
      await world.walkTo(world.clock.now() + DAY);
      if (world.seen(SARI).slice(before).join().includes("Mau dilanjutkan sekarang?")) await world.send(SARI, "2");
      else if (day === 0) {
        await world.send(SARI, "data saya");
        await world.tap(SARI, "Cukup");
        await world.send(SARI, "2");
      }
    }
    expect(world.seen(SARI).filter((text) => text.includes(WAITS)).length).toBeLessThanOrEqual(3);
  });
});
