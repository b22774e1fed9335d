import { describe, expect, it } from "vitest";
import { demoWorld } from "../support/demo-world.ts";

const PHONE = "7000000004";
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

describe("a phone of two", () => {
  it("asks who is writing, and answers what was written meanwhile", async () => {
    const { world } = await demoWorld();
    expect((await world.send(PHONE, "lapor"))[0]).toContain("Ini siapa ya?");
    expect((await world.tap(PHONE, "Ibu Lastri")).join("\n")).toMatch(/^Untuk Ibu Lastri:[\s\S]*usahanya jalan/);
  });

  it("takes whoever wrote last to be writing, for two hours", async () => {
    const { world } = await demoWorld();
    await world.send(PHONE, "lapor");
    await world.tap(PHONE, "Ibu Lastri");
    await world.later(HOUR);
    expect((await world.send(PHONE, "1"))[0]).toContain("Untuk Ibu Lastri:");
    await world.later(3 * HOUR);
    expect((await world.send(PHONE, "75rb"))[0]).toContain("Ini siapa ya?");
    expect((await world.tap(PHONE, "Ibu Lastri")).join("\n")).toContain("Rp 75.000");
  });

  it("takes a button as the answer of the person whose question it is", async () => {
    const { world } = await demoWorld();
    await world.send(PHONE, "lapor");
    await world.tap(PHONE, "Ibu Lastri");
    await world.send(PHONE, "ganti orang");
    await world.tap(PHONE, "Ibu Yuni");
    expect((await world.tap(PHONE, "Ya, jalan"))[0]).toContain("Untuk Ibu Lastri:");
  });

  it("asks who answers when one was reminded just after the other had written", async () => {
    const { world } = await demoWorld();
    await world.send(PHONE, "lapor");
    await world.tap(PHONE, "Ibu Lastri");
    await world.walkTo(world.clock.now() + 23.5 * HOUR);
    await world.send(PHONE, "halo");
    await world.tap(PHONE, "Ibu Yuni");
    await world.walkTo(world.clock.now() + HOUR);
    expect(world.seen(PHONE).at(-1)).toMatch(/^Untuk Ibu Lastri:[\s\S]*masih ada yang menunggu/);
    expect((await world.send(PHONE, "1"))[0]).toContain("Ini siapa ya?");
  });

  it("hears BERHENTI and BANTUAN before anybody has said who she is", async () => {
    const { world } = await demoWorld();
    const stopped = await world.send(PHONE, "berhenti");
    expect(stopped.join("\n")).toContain("tidak menulis duluan lagi");
    await world.later(3 * HOUR);
    expect((await world.send(PHONE, "bantuan")).join("\n")).toContain("sudah saya panggil");
  });

  it("wants the PIN of one who has set it, kindly, and stores it nowhere", async () => {
    const { world } = await demoWorld();
    await world.send(PHONE, "pin");
    await world.tap(PHONE, "Ibu Lastri");
    expect((await world.send(PHONE, "satu dua"))[0]).toContain("4 sampai 6 angka");
    expect((await world.send(PHONE, "482915"))[0]).toContain("PIN sudah dipasang");
    await world.later(3 * HOUR);
    await world.send(PHONE, "halo");
    expect((await world.tap(PHONE, "Ibu Lastri"))[0]).toContain("Tulis PIN dulu");
    expect((await world.send(PHONE, "111111"))[0]).toContain("belum cocok");
    expect((await world.send(PHONE, "482915")).join("\n")).toContain("mau dibantu apa");
    const { sqlite } = world.runtime.db;
    for (const table of ["answer", "session", "outbox", "turn_log", "person"]) {
      const rows = JSON.stringify(sqlite.prepare(`SELECT * FROM ${table}`).all());
      expect(rows.includes("482915"), table).toBe(false);
    }
  });

  it("answers one who is identified while all that she has is put aside", async () => {
    const { world } = await demoWorld();
    await world.send(PHONE, "lapor");
    await world.tap(PHONE, "Ibu Lastri");
    await world.send(PHONE, "data saya");
    await world.tap(PHONE, "Cukup");
    await world.tap(PHONE, "Nanti saja");
    await world.send(PHONE, "ganti orang");
    expect((await world.tap(PHONE, "Ibu Lastri")).join("\n")).toContain("mau dibantu apa");
  });

  it("takes somebody new on, and welcomes her", async () => {
    const { world } = await demoWorld();
    await world.send(PHONE, "halo");
    expect((await world.tap(PHONE, "Orang lain")).join("\n")).toContain("Boleh?");
  });
});

describe("a phone that was asked who writes", () => {
  it("is told what was not understood, and how to say it by number and by name", async () => {
    const { world } = await demoWorld();
    await world.send(PHONE, "lapor");
    const [tried] = await world.send(PHONE, "Yuli");
    expect(tried).toContain("Maaf, saya belum menemukan “Yuli”.");
    expect(tried).toMatch(/misalnya 1, atau namanya, misalnya Ibu Lastri\.\n\nIni siapa ya\?/);
    expect((await world.send(PHONE, "9"))[0]).toContain("“9”");
    const heard = (await world.tap(PHONE, "Ibu Lastri")).join("\n");
    expect(heard).toContain("usahanya jalan");
    expect(heard).not.toContain("Yuli");
  });

  it("hears that a message is kept until then, and no story is repeated on a phone of several", async () => {
    const { world } = await demoWorld();
    await world.send(PHONE, "halo");
    const [kept] = await world.send(PHONE, "bu kemarin saya sudah setor di rapat ya");
    expect(kept).toContain("Pesannya saya simpan sebentar.");
    expect(kept).not.toContain("setor");
    expect((await world.send(PHONE, "data saya"))[0]).toContain("Pesannya saya simpan sebentar.");
    for (let n = 0; n < 3; n++) await world.send(PHONE, { kind: "other", what: "sticker" });
    const [full] = await world.send(PHONE, { kind: "other", what: "sticker" });
    expect(full).toContain("Pesan ini belum saya simpan");
  });

  it("takes no number for a name that was written before it was asked: it answered something else", async () => {
    const { world } = await demoWorld();
    await world.later(DAY);
    const now = world.clock.now();
    const written = ["lapor", "1", "2"].map((text, n) => ({
      id: `w${n}`,
      sentAt: now - HOUR + n * 60_000,
      content: { kind: "text", text } as const,
    }));
    world.chats.hand("telegram", PHONE, written);
    await world.runtime.settled();
    expect(world.seen(PHONE).at(-1)).toContain("Ini siapa ya?");
    const heard = (await world.tap(PHONE, "Ibu Yuni")).join("\n");
    expect(heard).toContain("Untuk Ibu Yuni:");
    expect(heard).toContain("“1”, “2” sudah sampai");
  });
});
