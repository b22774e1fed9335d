import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/clock.ts";
import { hasReached, presenceOf } from "../../../src/programme/training/certificate-rules.ts";
import { HandIns } from "../../../src/programme/training/hand-ins.ts";
import { gainOf, nextTest } from "../../../src/programme/training/test-rules.ts";
import { wib } from "../support.ts";
import { PHONE, planned, TrainingWorld } from "./training-world.ts";

const START = wib("2026-11-23", "09:00");

async function session(minutes: number): Promise<TrainingWorld> {
  const w = await TrainingWorld.open();
  await planned(w, "23/11");
  await w.walk(w.now + 5 * MINUTE);
  await w.jump(START + minutes * MINUTE);
  return w;
}

describe("tests before and after", () => {
  it("have the same items, make a pair, and say what to read and no figure", async () => {
    const w = await session(-10);
    expect(await w.say("dewi", "sesi", "2", "kirim tes awal")).toContain("Pertanyaan dikirim ke 5 orang");
    await w.walk(w.now + 2 * MINUTE);
    expect(w.heard("tuti").at(-1)).toContain("Berapa labanya?");
    const before = await w.say("tuti", "1", "1", "1");
    expect(before).toContain("Sudah dipahami: Kapan sebaiknya penjualan dicatat? Setiap hari");
    expect(before).toContain("Baca lagi: Menghitung modal dan harga jual");
    expect(before).not.toMatch(/1 dari 3|nilai/);
    await w.walk(START + 10 * MINUTE);
    await w.say("dewi", "hadir semua");
    await w.say("dewi", "sesi", "2", "kirim tes akhir");
    await w.walk(w.now + HOUR);
    expect(await w.say("tuti", "2", "1", "2")).toContain("Semuanya sudah dipahami");
    expect(w.events("training.test").map(({ data }) => [data["which"], data["right"], data["items"]])).toEqual([
      ["pre", 1, 3],
      ["post", 3, 3],
    ]);
    expect(await w.say("dewi", "sesi", "2", "lihat hasil")).toContain("rata-rata paham 1,0 jadi 3,0 hal");
    expect(await w.say("tuti", "tes")).toContain("Belum ada pertanyaan");
  });

  it("are next by what was done and how often she was there", () => {
    expect(nextTest({ pre: false, post: false }, 0)).toBe("pre");
    expect(nextTest({ pre: true, post: false }, 0)).toBeUndefined();
    expect(nextTest({ pre: true, post: false }, 1)).toBe("post");
    expect(nextTest({ pre: false, post: false }, 4)).toBe("post");
    expect([gainOf(1, 3), gainOf(undefined, 3)]).toEqual([2, undefined]);
  });
});

describe("a task", () => {
  it("is given, handed in as words, a photo or a file, and answered with a grade and a note", async () => {
    const w = await session(30);
    expect(await w.say("dewi", "sesi", "2", "beri tugas", "Catat laba minggu ini")).toContain(
      "Tugas dikirim ke 5 orang",
    );
    await w.walk(w.now + 2 * MINUTE);
    expect(w.heard("tuti").at(-1)).toContain("Catat laba minggu ini");
    expect(await w.say("tuti", "kirim tugas", "tulisan", "Laba saya 200 ribu")).toContain("Tugasnya sudah sampai");
    await w.say("rina", "kirim tugas", "foto");
    w.world.chats.hand("whatsapp", PHONE.rina, [{ content: { kind: "media", media: "photo", ref: "p1" } }]);
    await w.world.runtime.settled();
    await w.say("sari", "kirim tugas", "pdf");
    w.world.chats.hand("whatsapp", PHONE.sari, [{ content: { kind: "media", media: "document", ref: "d1" } }]);
    await w.world.runtime.settled();
    expect(w.of("dewi", "mengirim tugas")).toHaveLength(3);
    expect(await w.say("dewi", "nilai tugas", "1")).toContain("Laba saya 200 ribu");
    expect(await w.say("dewi", "sudah bagus", "Catatannya rapi")).toContain("akan membaca tanggapannya");
    await w.walk(w.now + HOUR);
    expect(w.of("tuti", "Catatannya rapi")).toHaveLength(1);
    expect(w.events("training.task").map(({ data }) => data["way"])).toEqual(["text", "photo", "file"]);
    expect(w.events("training.graded")[0]?.data["grade"]).toBe("good");
    expect(await w.say("sari", "nilai tugas")).not.toContain("Laba saya");
  });
});

describe("a certificate", () => {
  it("counts full and late sessions whole and half ones half", () => {
    const rule = { sessions: 4, ppm: 800_000 };
    expect(hasReached(presenceOf(["full", "late", "full", "full", "absent"]), rule)).toBe(true);
    expect(hasReached(presenceOf(["full", "late", "half", "full", "absent"]), rule)).toBe(false);
    expect(hasReached(presenceOf(["full", "full", "full"]), rule)).toBe(false);
    expect(hasReached(presenceOf([]), { sessions: 0, ppm: 0 })).toBe(false);
  });

  it("comes as a document to whoever was there often enough, and once", async () => {
    const w = await session(30);
    await w.say("dewi", "hadir semua");
    expect(await w.say("dewi", "sesi", "2", "sertifikat")).toContain("Sesi yang sudah diadakan: 1, paling sedikit 8");
    // Seven sessions more, in which only two of them were.
    const { sqlite } = w.world.runtime.db;
    const people = sqlite.prepare("SELECT person_id FROM training_seat").pluck().all() as string[];
    const add = sqlite.prepare(
      `INSERT INTO event (id, programme, kind, person_id, on_date, at, mode, source, data)
       VALUES (?, 'melati', 'training.attended', ?, '2026-11-01', 1, 'facilitator', ?, ?)`,
    );
    for (const person of people)
      for (let n = 0; n < 7; n++) {
        const status = /^(tuti|wati)/.test(person) ? "full" : "absent";
        add.run(
          `${person}${n}`,
          person,
          `s${n}`,
          JSON.stringify({ module: "kewirausahaan", session: `s${n}`, status }),
        );
      }
    const asked = await w.say("dewi", "sesi", "2", "sertifikat");
    expect(asked).toContain("Sudah cukup hadir: Ibu Tuti, Ibu Wati");
    expect(await w.say("dewi", "ya")).toContain("Sertifikat dibuat untuk 2 orang");
    expect(w.events("training.certificate")[0]?.data).toMatchObject({ module: "kewirausahaan", attended: 8, held: 8 });
    expect(w.events("training.completed")).toHaveLength(2);
    await w.certificatesMade();
    await w.walk(w.now + 5 * MINUTE);
    const files = w.told("tuti").filter(({ file }) => file !== undefined);
    expect(files.map(({ file }) => file)).toEqual(["sertifikat-tuti-handayani-kewirausahaan.pdf"]);
    expect(w.told("ningsih").filter(({ file }) => file !== undefined)).toHaveLength(1);
    const [no = "", other = ""] = w.events("training.certificate").map(({ data }) => String(data["no"]));
    expect(no).toMatch(/^2026-[A-Z0-9]{6}$/);
    expect(other).not.toBe(no);
    // What the paper says stands beside it too, for who cannot see it.
    expect(files[0]?.text).toContain("3 jam pelatihan, hadir 8 dari 8 sesi, Senin, 23 November 2026. Nomor 2026-");
    expect(await w.say("rina", `cek sertifikat ${no.replace("-", " ").toLowerCase()}`)).toContain("atas nama T. H.");
    expect(await w.say("rina", "cek sertifikat 2026-ZZZZZZ")).toContain("tidak menemukan sertifikat nomor 2026-ZZZZZZ");
    expect(await w.say("dewi", "sesi", "2", "sertifikat")).toContain("Belum ada yang baru");
    expect(await w.say("rina", "sertifikat")).toContain("Belum ada sertifikat");
  }, 30_000);
});

describe("what is kept of her", () => {
  it("is hers to see, and her words go with HAPUS", async () => {
    const w = await session(30);
    await w.say("dewi", "sesi", "2", "beri tugas", "Catat laba minggu ini");
    await w.walk(w.now + 2 * MINUTE);
    await w.say("tuti", "kirim tugas", "tulisan", "Laba saya 200 ribu");
    expect(await w.say("tuti", "data saya")).toContain("Undangan pelatihan: 1");
    const { sqlite } = w.world.runtime.db;
    const words = () => sqlite.prepare("SELECT words FROM training_hand_in").pluck().all();
    expect(words()).toEqual(["Laba saya 200 ribu"]);
    const tuti = sqlite.prepare("SELECT person_id FROM training_hand_in").pluck().get() as string;
    new HandIns(sqlite).forget(tuti);
    expect(words()).toEqual([null]);
  });
});
