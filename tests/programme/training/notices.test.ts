import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { wib } from "../support.ts";
import { planned, TrainingWorld } from "./training-world.ts";

const WHAT = "Menghitung modal dan harga jual";
const START = wib("2026-11-28", "09:00");

describe("a session that is planned", () => {
  it("is told to everybody who is to come, and to the kader for those without a phone", async () => {
    const w = await TrainingWorld.open();
    const said = await planned(w, "28/11");
    expect(said).toContain("Sabtu, 28 November 2026, 09.00–12.00 WIB");
    expect(said).toContain("Undangan untuk 8 orang");
    await w.walk(w.now + 5 * MINUTE);
    expect(w.heard("sari").at(-1)).toContain(`ada undangan: ${WHAT}`);
    expect(w.heard("ningsih").at(-1)).toContain("mohon kabari yang tanpa HP: Ibu Marni, Ibu Sumi, Ibu Wati");
    expect(w.events("training.invited")).toHaveLength(8);
  });

  it("is told in the morning when it was planned in the evening", async () => {
    const w = await TrainingWorld.open();
    await w.walk(wib("2026-11-20", "21:00"));
    await planned(w, "28/11");
    await w.walk(wib("2026-11-21", "09:00"));
    expect(w.of("sari", WHAT).map(({ at }) => at)).toEqual([wib("2026-11-21", "08:00")]);
  });

  it("is first told and then it is said who was not, also when everything is due at once", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "besok");
    await w.jump(w.now + 2 * HOUR);
    await w.walk(wib("2026-11-21", "08:59"));
    expect(w.of("dewi", "belum bisa mengabari")).toEqual([]);
    expect(w.of("sari", WHAT).length).toBeGreaterThan(0);
  });

  it("takes no time that is over, and nobody but those who lead plans one", async () => {
    const w = await TrainingWorld.open();
    expect(await w.say("dewi", "buat sesi", "kewirausahaan", "1", "kemarin")).toContain("Tanggal itu sudah lewat");
    await w.say("dewi", "batal");
    expect(await planned(w, "hari ini", "10.00")).toContain("Waktu itu sudah lewat");
    expect(await w.say("sari", "buat sesi")).not.toContain("Sesi untuk pelatihan apa?");
    expect(w.events("training.invited")).toEqual([]);
  });
});

describe("whether she comes", () => {
  it("is asked with what she needs, and may change", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.walk(w.now + 5 * MINUTE);
    expect(await w.say("sari", "ikut")).toContain("apa yang dibutuhkan");
    expect(await w.say("sari", "2 4")).toContain("Kami tunggu");
    expect(await w.say("tuti", "tidak")).toContain("terima kasih sudah memberi tahu");
    expect(await w.say("sari", "ikut", "belum tahu")).toContain("Kalau sudah pasti, tulis IKUT");
    expect(w.events("training.rsvp").map(({ data }) => data["answer"])).toEqual(["yes", "no", "unsure"]);
    expect(w.events("training.booked")[0]?.data["needs"]).toEqual(["child-corner", "transport"]);
    expect(await w.say("dewi", "sesi", "2")).toContain("Ikut 0, tidak bisa 1, belum tahu 1");
    expect(await w.say("dewi", "lihat daftar")).toContain("Ibu Tuti: tidak bisa");
  });

  it("is not taken any more when the session is over", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "23/11");
    await w.walk(w.now + 5 * MINUTE);
    await w.jump(wib("2026-11-23", "14:00"));
    expect(await w.say("sari", "1", "5")).toContain("Sesi ini sudah selesai");
    expect(await w.say("sari", "ikut")).toContain("Belum ada jadwal pelatihan");
    expect(w.events("training.rsvp")).toEqual([]);
  });
});

describe("reminders", () => {
  it("come three days, one day and two hours before, in her hours, and not to who does not come", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.walk(w.now + 5 * MINUTE);
    await w.say("sari", "ikut", "5");
    await w.say("tuti", "tidak");
    await w.walk(START);
    const times = w
      .of("sari", "kita bertemu")
      .map(({ at, text }) => [at, /(\d hari lagi|besok|hari ini)/.exec(text)?.[0]]);
    expect(times).toEqual([
      [START - 3 * DAY, "3 hari lagi"],
      [START - DAY, "besok"],
      [wib("2026-11-28", "08:00"), "hari ini"],
    ]);
    expect(w.of("rina", "Tulis IKUT")).toHaveLength(3);
    expect(w.of("tuti", WHAT)).toHaveLength(1);
    expect(w.of("ningsih", "mohon ingatkan")).toHaveLength(1);
  });

  it("of the past are dropped after a week of downtime, and the one that still helps comes once", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.walk(w.now + 5 * MINUTE);
    await w.jump(wib("2026-11-27", "12:00"));
    expect(w.of("rina", "Tulis IKUT").map(({ text }) => text.includes("besok"))).toEqual([true]);
    await w.jump(START + DAY);
    expect(w.of("rina", "Tulis IKUT")).toHaveLength(1);
  });

  it("stop with BERHENTI PELATIHAN and come back with MULAI", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.walk(w.now + 5 * MINUTE);
    expect(await w.say("rina", "berhenti pelatihan")).toContain("tidak mengirim undangan");
    await w.walk(START - 2 * DAY);
    expect(w.of("rina", "Tulis IKUT")).toEqual([]);
    await w.say("rina", "mulai");
    await w.walk(START);
    expect(w.of("rina", "Tulis IKUT")).toHaveLength(2);
  });
});

describe("a session that is moved", () => {
  const move = (w: TrainingWorld, date: string, time: string) =>
    w.say("dewi", "sesi", "2", "pindah jadwal", date, time, "lewati", "benar");

  it("while its reminders are due: everybody hears once of the new time, and of the old one no more", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.walk(START - DAY - MINUTE);
    const before = w.of("sari", WHAT).length;
    // The reminder of the day before is due in a minute.
    w.world.clock.advanceTo(START - DAY + MINUTE);
    expect(await move(w, "29/11", "13.00")).toContain("Minggu, 29 November 2026, 13.00–16.00 WIB");
    await w.walk(START);
    const after = w.of("sari", WHAT).slice(before);
    expect(after.filter(({ text }) => text.includes("28 November"))).toEqual([]);
    expect(after.filter(({ text }) => text.includes("ada perubahan"))).toHaveLength(1);
    expect(w.of("ningsih", "Jadwal yang lama tidak berlaku")).toHaveLength(1);
  });

  it("twice before anybody heard of it is told once, with the last time", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.walk(wib("2026-11-21", "21:00"));
    await move(w, "29/11", "13.00");
    await w.walk(w.now + 5 * MINUTE);
    await move(w, "30/11", "10.00");
    await w.walk(wib("2026-11-22", "12:00"));
    expect(w.of("rina", "ada perubahan").map(({ text }) => text.includes("30 November"))).toEqual([true]);
    await w.walk(wib("2026-11-30", "10:00"));
    expect(w.of("rina", "28 November").length).toBe(1);
    expect(w.of("rina", "besok")[0]?.at).toBe(wib("2026-11-29", "10:00"));
  });

  it("reaches who heard of it by a reminder alone", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.say("rina", "berhenti pelatihan");
    await w.walk(w.now + HOUR);
    await w.say("rina", "mulai");
    expect(w.of("rina", WHAT)).toEqual([]);
    await w.walk(START - DAY + HOUR);
    expect(w.of("rina", WHAT).length).toBeGreaterThan(0);
    await move(w, "29/11", "13.00");
    await w.walk(w.now + HOUR);
    expect(w.of("rina", "ada perubahan")).toHaveLength(1);
  });

  it("names to the facilitator whom it could not tell", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.walk(w.now + 5 * MINUTE);
    await w.say("rina", "berhenti");
    await move(w, "27/11", "10.00");
    await w.walk(wib("2026-11-27", "10:00"));
    expect(w.of("dewi", "belum bisa mengabari: Ibu Rina")).toHaveLength(1);
  });

  it("is cancelled for everybody who was told, and reminded of no more", async () => {
    const w = await TrainingWorld.open();
    await planned(w, "28/11");
    await w.walk(w.now + 5 * MINUTE);
    expect(await w.say("dewi", "sesi", "2", "batalkan sesi", "ya")).toContain("dibatalkan");
    await w.walk(START);
    expect(w.of("sari", "tidak jadi diadakan")).toHaveLength(1);
    expect(w.of("ningsih", "tidak jadi diadakan")).toHaveLength(1);
    expect(w.of("sari", WHAT)).toHaveLength(2);
    expect(await w.say("sari", "ikut")).toContain("Belum ada jadwal");
  });
});
