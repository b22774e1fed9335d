import { describe, expect, it } from "vitest";
import { demoWorld } from "../support/demo-world.ts";

const SARI = "7000000001";

describe("a sentence in which a word begins a flow", () => {
  it("is asked about in the middle of a form, and the form stays where it is", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    const heard = (await world.send(SARI, "semua ikut")).join("\n");
    expect(heard).toContain("Maaf, saya belum paham “semua ikut”.");
    expect(heard).toContain("Kalau maksudnya Ikut pelatihan, tulis IKUT saja.");
    expect(heard).toContain("usahanya jalan?");
    expect((await world.send(SARI, "1")).join()).toContain("Laba bersihnya berapa?");
  });

  it("begins the flow when it is that word alone", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    const heard = (await world.send(SARI, "ikut")).join();
    expect(heard).toContain("Belum ada jadwal pelatihan");
    expect(heard).toContain("Laporan mingguan tadi belum selesai");
  });

  it("begins it from a menu or from nothing, and everywhere where the word always wins", async () => {
    const { world } = await demoWorld();
    expect((await world.send(SARI, "saya mau lapor")).join()).toContain("usahanya jalan?");
    await world.send(SARI, "menu");
    expect((await world.send(SARI, "lihat data")).join()).not.toContain("Kalau maksudnya");
    await world.send(SARI, "lapor");
    expect((await world.send(SARI, "saya perlu bantuan")).join()).toContain("sudah saya panggil");
  });

  it("leads to a human as any answer that is not understood, after three tries", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "lapor");
    await world.send(SARI, "semua ikut");
    await world.send(SARI, "semua ikut");
    expect((await world.send(SARI, "semua ikut")).join()).toContain("Mau dibantu");
  });
});
