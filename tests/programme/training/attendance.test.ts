import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { readCode } from "../../../src/programme/training/code.ts";
import { qrPng } from "../../../src/programme/training/qr.ts";
import { wib } from "../support.ts";
import { planned, TrainingWorld } from "./training-world.ts";

const START = wib("2026-11-23", "09:00");

/** A session on Monday at nine that everybody knows of; the clock stands at so many minutes after its begin. */
async function session(minutes: number): Promise<TrainingWorld> {
  const w = await TrainingWorld.open();
  await planned(w, "23/11");
  await w.walk(w.now + 5 * MINUTE);
  await w.jump(START + minutes * MINUTE);
  return w;
}
const statuses = (w: TrainingWorld) =>
  w
    .events("training.attended")
    .map(({ personId, data, mode }) => [personId?.replace(/\d+$/, ""), data["status"], mode]);

describe("the list of a session", () => {
  it("comes as a sheet to be signed, once, to whoever leads it", async () => {
    const w = await session(30);
    await w.say("dewi", "hadir 1, telat 2");
    expect(await w.say("dewi", "sesi", "2", "Daftar hadir (PDF)")).toContain("sebentar lagi dikirim");
    await w.certificatesMade();
    await w.walk(w.now + 5 * MINUTE);
    const files = w.told("dewi").flatMap(({ file }) => file ?? []);
    expect(files).toEqual(["daftar-hadir-kewirausahaan-2026-11-23.pdf"]);
    expect(w.of("dewi", "daftar hadir Menghitung modal")).toHaveLength(1);
  }, 15_000);
});

describe("the code of a session", () => {
  it("counts from half an hour before, once a person, and who comes later is late", async () => {
    const w = await session(-31);
    const code = w.code();
    expect(readCode(code.toLowerCase())).toBe(code);
    expect(await w.say("sari", `hadir ${code}`)).toContain("mulai 30 menit sebelumnya");
    await w.walk(START - 10 * MINUTE);
    expect(await w.say("sari", `HADIR ${code}`)).toContain("Selamat datang, Ibu Sari");
    expect(await w.say("sari", code)).toContain("sudah tercatat hadir");
    await w.walk(START + 20 * MINUTE);
    expect(await w.say("tuti", `hadir ${code.toLowerCase().slice(0, 3)} ${code.slice(3)}`)).toContain(
      "Terima kasih sudah datang",
    );
    expect(statuses(w)).toEqual([
      ["sari", "full", "self"],
      ["tuti", "late", "self"],
    ]);
  });

  it("that is forwarded after the end is told kindly, and counts for nobody", async () => {
    const w = await session(5 * 60);
    const said = await w.say("sari", `hadir ${w.code()}`);
    expect(said).toContain("sudah selesai");
    expect(said).toContain("minta Kak Dewi menandai");
    expect(statuses(w)).toEqual([]);
  });

  it("that is not known or another session's is said so", async () => {
    const w = await session(-10);
    expect(await w.say("sari", "hadir D7M4QX")).toContain("belum saya kenal");
    expect(await w.say("sari", "hadir 12ab")).toContain("belum saya kenal");
    await planned(w, "hari ini", "11.30", "rahel");
    const other = w.code();
    expect(await w.say("sari", `hadir ${other}`)).toContain("kode itu untuk sesi lain");
    expect(statuses(w)).toEqual([]);
  });

  it("of a session that was cancelled counts no more", async () => {
    const w = await session(-40);
    await w.say("dewi", "sesi", "2", "batalkan sesi", "ya");
    await w.walk(START);
    expect(await w.say("sari", `hadir ${w.code()}`)).toContain("tidak jadi diadakan");
  });

  it("is a picture, too, for whoever leads", async () => {
    const w = await session(-10);
    expect(await w.say("dewi", "sesi", "2", "tunjukkan kode")).toContain(`HADIR ${w.code()}`);
    expect(w.told("dewi").at(-1)?.file).toBe(`kode-${w.code()}.png`);
    expect(qrPng("HADIR D7M4QX").subarray(1, 4).toString()).toBe("PNG");
  });
});

describe("the roll", () => {
  it("is taken in one line; what is not understood is said and the rest kept", async () => {
    const w = await session(30);
    const said = await w.say("dewi", "hadir 1 2, telat Ibu Sari, izin 99");
    expect(said).toContain("hadir penuh (2): Ibu Lastri, Ibu Marni");
    expect(said).toContain("terlambat (1): Ibu Sari");
    expect(said).toContain("Belum saya pahami: 99");
    expect(said).toContain("Belum ditandai:");
    expect(statuses(w)).toHaveLength(3);
  });

  it("is asked for from the list of sessions", async () => {
    const w = await session(30);
    expect(await w.say("dewi", "sesi", "2", "tandai kehadiran")).toContain("1. Ibu Lastri");
    expect(await w.say("dewi", "hadir semua")).toContain("hadir penuh (8)");
  });

  it("of a kader is for those whom she looks after", async () => {
    const w = await session(30);
    expect(await w.say("ningsih", "hadir Ibu Wati, izin Ibu Sumi, hadir Ibu Sari")).toContain(
      "Belum saya pahami: ibu sari",
    );
    expect(statuses(w)).toEqual([
      ["wati", "full", "kader"],
      ["sumi", "excused", "kader"],
    ]);
  });

  it("that differs from another facilitator's keeps both, and both of them see it", async () => {
    const w = await session(30);
    const { directory } = w.world.runtime;
    const [rahel, sari] = ["rahel", "sari"].map((name) =>
      directory.withRole(name === "sari" ? "beneficiary" : "facilitator").find(({ id }) => id.startsWith(name)),
    );
    directory.setCare(rahel?.id ?? "", sari?.id ?? "", "facilitator", true);
    await w.say("dewi", "izin Ibu Sari");
    expect(await w.say("rahel", "hadir Ibu Sari")).toContain("Ibu Sari: hadir penuh, tadinya izin (Kak Dewi)");
    expect(w.heard("dewi").at(-1)).toContain("sekarang berbeda menurut Kak Rahel");
    expect(w.heard("andi").at(-1)).toContain("sekarang berbeda menurut Kak Rahel");
    const [first, second] = w.events("training.attended");
    expect(first?.data["status"]).toBe("excused");
    expect(second?.corrects).not.toBeNull();
  });

  it("is nothing for a report that is being written", async () => {
    const w = await session(30);
    await w.say("dewi", "formulir", "catatan harian");
    const said = await w.say("dewi", "hadir 12 orang dan tiga anak");
    expect(said).not.toContain("Belum saya pahami");
    expect(statuses(w)).toEqual([]);
  });
});

describe("after a session", () => {
  it("asks those who were there how it was, and tells whoever leads who was missed, the next morning", async () => {
    const w = await session(10);
    await w.say("sari", `hadir ${w.code()}`);
    await w.say("dewi", "hadir Ibu Tuti, izin Ibu Rina");
    await w.walk(START + 3 * HOUR + 2 * HOUR);
    expect(w.heard("sari").at(-1)).toContain("bagaimana sesi Menghitung modal");
    expect(await w.say("sari", "5", "Contohnya jelas")).toContain("Terima kasih");
    await w.walk(START + DAY);
    expect(w.of("sari", "bagaimana sesi")).toHaveLength(1);
    expect(w.of("dewi", "yang belum hadir").map(({ at }) => at)).toEqual([wib("2026-11-24", "08:00")]);
    expect(w.of("dewi", "yang belum hadir")[0]?.text).not.toContain("Ibu Rina");
    expect(w.of("yuni", "kemarin kami belum bertemu").length).toBeGreaterThan(0);
    expect(w.events("training.held")[0]?.data).toMatchObject({ expected: 8, attended: 2 });
    expect(w.events("training.feedback")[0]?.data["score"]).toBe(5);
    await w.walk(START + 3 * DAY);
    expect(w.of("sari", "kemarin kami belum bertemu")).toEqual([]);
  });

  it("asks for the roll when nobody was marked, and a roll of later corrects how many there were", async () => {
    const w = await session(10);
    await w.walk(START + DAY + HOUR);
    expect(w.of("dewi", "daftar hadir").length).toBe(1);
    expect(w.events("training.held")).toEqual([]);
    await w.say("dewi", "hadir 1 2");
    await w.walk(START + 2 * DAY + HOUR);
    await w.say("dewi", "hadir Ibu Rina");
    expect(w.events("training.held").map(({ data }) => data["attended"])).toEqual([2, 3]);
  });
});
