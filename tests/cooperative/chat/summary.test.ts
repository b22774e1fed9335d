import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/clock.ts";
import { coopWorld, PHONES } from "../../support/coop-world.ts";
import { says } from "./talk.ts";

describe("the summary of several lines", () => {
  it("keeps what was answered apart from what has to be looked at again", async () => {
    const coop = await coopWorld();
    const answer = await says(coop, "setor wajib 001 20rb\nkas\ntarik sukarela 003 50rb");
    const [done = "", again = ""] = answer.split("Yang perlu dilihat lagi:");
    expect(done).toContain("“kas”: Kas Melati per 20 Nov 2026: Rp 5.020.000");
    expect(again).toContain("“tarik sukarela 003 50rb”: Saldo Simpanan Sukarela hanya Rp 0");
    expect(again).not.toContain("Kas Melati");
  });

  it("has nothing to look at again where all was answered", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 001 20rb\nkas")).not.toContain("dilihat lagi");
  });

  it("closes a question of several lines before it goes on", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib Maria 20rb");
    expect(await says(coop, "anggota baru Siti Aminah")).toContain("Simpanan pokok Rp 100.000\nBelum saya catat.");
  });
});

describe("a burst of an hour without a signal", () => {
  it("keeps the question of one of its lines, which BATAL in it cannot have been meant for", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 003 20rb");
    await coop.world.later(2 * HOUR);
    const now = coop.world.clock.now();
    const lines = ["setor wajib 003 20rb", "setor sukarela 001 50rb", "batal"];
    const before = coop.world.seen(PHONES.treasurer).length;
    coop.world.chats.hand(
      "telegram",
      PHONES.treasurer,
      lines.map((text, n) => ({ content: { kind: "text", text }, sentAt: now - HOUR + n * MINUTE })),
    );
    await coop.world.runtime.settled();
    const told = coop.world.seen(PHONES.treasurer).slice(before).join("\n");
    expect(told).toContain("“batal” sudah sampai. Tapi itu ditulis sebelum saya bertanya");
    expect(told).not.toContain("dibatalkan");
    expect(await says(coop, "2")).toContain("tidak saya catat lagi");
  });
});

describe("a word that only looks, with a figure that says nothing to it", () => {
  it("is not told of as money that was not written down", async () => {
    const coop = await coopWorld();
    const answer = await says(coop, "riwayat 2026", "maria");
    expect(answer).toContain("“2026”. Tulis misalnya: riwayat 10/2026");
    expect(answer).not.toContain("uang");
  });
});
