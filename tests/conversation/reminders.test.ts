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

  it("are two after she said later, as after anything: what was declined does not begin anew each time", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    await world.send(SARI, "data saya");
    await world.tap(SARI, "Cukup");
    await world.send(SARI, "2");
    const before = world.seen(SARI).length;
    for (let day = 0; day < 7; day++) {
      const reminded = world.seen(SARI).length;
      await world.walkTo(world.clock.now() + DAY);
      if (world.seen(SARI).slice(reminded).join().includes(WAITS)) await world.send(SARI, "2");
    }
    const heard = world.seen(SARI).slice(before);
    expect(heard.filter((text) => text.includes(WAITS))).toHaveLength(2);
  });
});

const OFFER = "Laporan mingguan tadi belum selesai";

describe("what was interrupted", () => {
  it("is offered once; passed over, it waits without a word for LANJUT, and is not lost", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    const once = await world.send(SARI, "data saya").then(() => world.tap(SARI, "Cukup"));
    expect(once.join()).toContain(OFFER);
    const twice = await world.send(SARI, "data saya").then(() => world.tap(SARI, "Cukup"));
    expect(twice.join()).not.toContain(OFFER);
    expect(twice.join()).toContain("Laporan mingguan saya simpan dulu. Kalau sudah sempat, tulis lanjut.");
    const thrice = await world.send(SARI, "data saya").then(() => world.tap(SARI, "Cukup"));
    expect(thrice.join()).not.toContain("Laporan mingguan");
    expect((await world.send(SARI, "lanjut")).join()).toContain(RUNNING);
  });

  it("goes on by the button of its offer, also after she had said later", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    await world.send(SARI, "data saya").then(() => world.tap(SARI, "Cukup"));
    expect((await world.tap(SARI, "Nanti saja")).join()).toContain("Tulis lanjut");
    expect((await world.tap(SARI, "Ya, lanjut")).join()).toContain(RUNNING);
  });

  it("is offered again to her who cancels what she began over it only if it was not offered before", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    await world.send(SARI, "data saya");
    expect((await world.send(SARI, "batal")).join()).toContain(OFFER);
    await world.send(SARI, "data saya");
    expect((await world.send(SARI, "batal")).join()).not.toContain(OFFER);
  });
});
