import { describe, expect, it } from "vitest";
import {
  ANDI,
  cases,
  DAY_MS,
  DEWI,
  enrolledWorld,
  events,
  jumpBy,
  kinds,
  NINGSIH,
  personOf,
  play,
  RETNO,
  SARI,
  sent,
  shown,
  sign,
  standing,
  TUTI,
  WEEK_MS,
} from "./support.ts";

describe("what a member may ask", () => {
  it("is what counts and where she stands, also while nothing is proposed", async () => {
    const world = await enrolledWorld();
    expect(await play(world, SARI, "syarat lulus")).toContain("Kelulusan bisa diusulkan mulai tingkat Stabil.");
    const why = await play(world, SARI, "mengapa saya belum lulus");
    expect(why).toContain("Syarat yang sudah terpenuhi: 1 dari 7.");
    expect(why).toContain(
      "Usaha berjalan: sudah. Usaha Ibu jalan teratur. (Catatan: 100%, sampai Senin, 9 November 2026)",
    );
    expect(why).toContain("Laba cukup: belum.");
    expect(why).toContain("Dana cadangan: belum tercatat.");
    expect(await play(world, SARI, "keberatan")).toContain("tidak ada usulan atau keputusan tentang Ibu Sari");
    expect(events(world, personOf(world, SARI))).toMatchObject([{ kind: "level", level: "rentan" }]);
  });

  it("writes a level down once, with its evidence", async () => {
    const world = await enrolledWorld();
    await play(world, SARI, "mengapa", "mengapa");
    expect(events(world, personOf(world, SARI))).toEqual([
      {
        kind: "level",
        level: "rentan",
        met: ["usaha-jalan"],
        missing: ["laba-cukup"],
        unknown: ["cadangan", "pencatatan", "pelatihan", "bertahan", "pemasok"],
      },
    ]);
  });
});

describe("a proposal", () => {
  it("is made with the evidence shown and a note, checked, and then told to her with her right to object", async () => {
    const world = await enrolledWorld();
    await play(world, SARI, "mengapa");
    const evidence = await play(world, DEWI, "usul lulus Sari");
    expect(evidence).toContain("Terpenuhi 1 dari 7.");
    expect(evidence).toContain("kelulusan diusulkan mulai tingkat Stabil");
    await play(world, DEWI, "Usahanya sudah kuat", "ya");
    expect(sent(world, SARI)).not.toContain("mengusulkan");
    expect(await play(world, ANDI, "usulan", "1")).toContain("Catatan Kak Dewi: Usahanya sudah kuat");
    await play(world, ANDI, "setuju");
    await world.walkTo(world.clock.now() + 60_000);
    const told = sent(world, SARI);
    expect(told).toContain("Ini belum keputusan.");
    expect(told).toContain("Alasannya: Usahanya sudah kuat");
    expect(told).toContain("tulis KEBERATAN sampai Jumat, 4 Desember 2026");
    expect(await play(world, SARI, "mengapa")).toContain("Ada usulan supaya Anda lulus.");
    expect(cases(world)).toEqual([{ kind: "graduate", state: "shown", outcome: null, round: 1 }]);
  });

  it("is one at a time, whoever proposes, and a name that nobody has is asked again", async () => {
    const world = await enrolledWorld();
    const { directory } = world.runtime;
    await play(world, DEWI, "usul lulus Sari", "Kuat", "ya");
    directory.setRole(personOf(world, NINGSIH), "facilitator", true, 0);
    directory.setCare(personOf(world, NINGSIH), personOf(world, SARI), "facilitator", true);
    expect(await play(world, NINGSIH, "usul lulus Sari")).toContain("sudah diusulkan oleh Kak Dewi");
    expect(await play(world, DEWI, "usul lulus Budi")).toContain("belum menemukan “budi”");
    expect(cases(world)).toHaveLength(1);
  });

  it("goes back with a reason, comes again, and may be withdrawn", async () => {
    const world = await enrolledWorld();
    await play(world, DEWI, "usul lulus Sari", "Kuat", "ya");
    await play(world, ANDI, "usulan", "1", "kembalikan", "Catatan usahanya belum ada");
    await world.walkTo(world.clock.now() + 60_000);
    expect(sent(world, DEWI)).toContain("dikembalikan oleh Pak Andi. Alasannya: Catatan usahanya belum ada");
    await play(world, DEWI, "usulan", "1", "ajukan lagi", "Catatannya sudah ada");
    expect(cases(world)).toEqual([{ kind: "graduate", state: "proposed", outcome: null, round: 2 }]);
    await play(world, DEWI, "usulan", "1", "tarik");
    expect(cases(world)).toEqual([{ kind: "graduate", state: "closed", outcome: "withdrawn", round: 2 }]);
    expect(await play(world, DEWI, "usul lulus Sari")).toContain("siap? Beliau akan membacanya.");
    expect(kinds(world, personOf(world, SARI))).toEqual(["level", "proposed", "returned", "proposed", "withdrawn"]);
  });

  it("is told to her when it is withdrawn after she knew of it", async () => {
    const world = await enrolledWorld();
    await shown(world);
    await play(world, DEWI, "usulan", "1", "tarik");
    await world.walkTo(world.clock.now() + 60_000);
    expect(sent(world, SARI)).toContain("sudah ditarik. Pendampingan tetap jalan");
  });

  it("is read out by her kader to a woman without a phone, who objects through her", async () => {
    const world = await enrolledWorld();
    await play(world, DEWI, "usul lulus Wati", "Kuat", "ya");
    await play(world, ANDI, "usulan", "1", "setuju");
    await world.walkTo(world.clock.now() + 60_000);
    expect(sent(world, NINGSIH, "6281200000010")).toContain("mohon bacakan ini untuk Ibu Wati");
    expect(cases(world)).toMatchObject([{ state: "shown" }]);
    expect(await play(world, NINGSIH, "keberatan Wati")).toContain("Keberatan itu hak Ibu Wati");
    await play(world, NINGSIH, "Beliau masih butuh bantuan");
    const row = world.runtime.db.sqlite.prepare("SELECT mode FROM event WHERE kind = 'graduation.objected'").pluck();
    expect(row.all()).toEqual(["kader"]);
  });
});

describe("the decision", () => {
  it("is told of evidence that changed since the proposal", async () => {
    const world = await enrolledWorld();
    await play(world, DEWI, "usul lulus Sari", "Kuat", "ya");
    expect(await play(world, ANDI, "usulan", "1")).not.toContain("berubah sejak diusulkan");
    await play(world, ANDI, "nanti");
    await jumpBy(world, 13 * WEEK_MS);
    expect(await play(world, ANDI, "usulan", "1")).toContain(
      "Catatannya berubah sejak diusulkan: waktu itu tingkat Rentan, sekarang Miskin.",
    );
  });

  it("is never the proposer's, whatever other roles she has", async () => {
    const world = await enrolledWorld();
    for (const role of ["coordinator", "manager"] as const)
      world.runtime.directory.setRole(personOf(world, DEWI), role, true, 0);
    await shown(world);
    await jumpBy(world, 2 * WEEK_MS);
    expect(await sign(world, DEWI)).toContain("Ini usulan Kak Dewi sendiri, jadi yang memutuskan dua orang lain.");
    expect(cases(world)).toMatchObject([{ state: "shown", outcome: null }]);
  });

  it("waits for her time to object, takes two people, and is told to her with ways on", async () => {
    const world = await enrolledWorld();
    await shown(world);
    expect(await sign(world, ANDI)).toContain("masih boleh keberatan sampai Jumat, 4 Desember 2026");
    await jumpBy(world, 2 * WEEK_MS);
    expect(await sign(world, ANDI)).toContain("Pak Andi sudah memberi suara.");
    expect(await play(world, RETNO, "usulan", "1")).toContain("Apa keputusan Anda tentang Ibu Sari?");
    expect(await play(world, RETNO, "lulus")).toContain("Sudah diputuskan oleh dua orang.");
    expect(standing(world, personOf(world, SARI))).toBe("graduate");
    await jumpBy(world, DAY_MS);
    const told = sent(world, SARI, "6281200000001");
    expect(told).toContain("diputuskan Anda lulus. Ini hasil kerja Anda sendiri");
    expect(told).toContain("Mau kami bantu hubungkan ke mana?");
    expect(await play(world, SARI, "KUR")).toContain("pendamping membantu menyiapkan KUR");
    expect(kinds(world, personOf(world, SARI))).toContain("referred");
    expect(await play(world, DEWI, "usul lulus Sari")).toContain("Belum ada yang bisa dipilih");
  });

  it("is looked at anew by both after an objection, with her words before them", async () => {
    const world = await enrolledWorld();
    await shown(world);
    const answer = await play(world, SARI, "keberatan", "Saya masih butuh didampingi");
    expect(answer).toContain("Mereka melihat semuanya lagi sebelum memutuskan");
    await jumpBy(world, 2 * WEEK_MS);
    expect(await sign(world, RETNO)).toContain("Keberatan, disampaikan Ibu Sari: Saya masih butuh didampingi");
    expect(await play(world, RETNO, "belum", "Pendampingan masih dibutuhkan")).toContain("Perlu satu orang lagi");
    expect(await sign(world, ANDI, "lulus")).toContain("Pendapatnya berbeda");
    expect(await sign(world, ANDI, "belum", "Setuju dengan Ibu Retno")).toContain("Sudah diputuskan oleh dua orang.");
    expect(cases(world)).toEqual([{ kind: "graduate", state: "closed", outcome: "not-yet", round: 2 }]);
    expect(standing(world, personOf(world, SARI))).toBe("beneficiary");
    await jumpBy(world, DAY_MS);
    expect(sent(world, SARI, "6281200000001")).toContain("Ini bukan nilai buruk, dan pendampingan tetap jalan.");
    expect(sent(world, DEWI, "6281200000011")).toContain("Temui beliau tanpa menyalahkan");
  });

  it("that is objected to later is opened again for the manager, whose answer she hears", async () => {
    const world = await enrolledWorld();
    await shown(world);
    await jumpBy(world, 2 * WEEK_MS);
    await sign(world, RETNO, "lulus");
    expect(await play(world, SARI, "batal", "keberatan", "Saya belum siap")).toContain("Tidak ada yang hilang");
    expect(await play(world, SARI, "keberatan", "Anak saya sakit")).toContain("Sudah saya tambahkan.");
    await play(world, RETNO, "usulan", "1");
    expect(await play(world, RETNO, "dilihat dari awal", "Kita dampingi lagi")).toContain(
      "Jawabannya dikirim ke Ibu Sari",
    );
    expect(standing(world, personOf(world, SARI))).toBe("beneficiary");
    await jumpBy(world, DAY_MS);
    expect(sent(world, SARI, "6281200000001")).toContain("Jawabannya: Kita dampingi lagi");
    expect(cases(world).map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ["graduate", "graduate"],
      ["review", "again"],
    ]);
  });

  it("is not taken about somebody who was erased meanwhile, and her words are gone", async () => {
    const world = await enrolledWorld();
    await shown(world);
    await play(world, SARI, "keberatan", "Saya masih butuh didampingi");
    await play(world, SARI, "hapus", "1");
    const words = world.runtime.db.sqlite.prepare("SELECT count(*) FROM graduation_word").pluck().get();
    expect(words).toBe(0);
    const left = world.runtime.db.sqlite.prepare("SELECT count(*) FROM duty WHERE data LIKE '%didampingi%'").pluck();
    expect(left.get()).toBe(0);
    expect(cases(world)).toMatchObject([{ state: "closed", outcome: "gone" }]);
    await jumpBy(world, 2 * WEEK_MS);
    expect(await play(world, ANDI, "usulan")).toContain("Tidak ada usulan yang menunggu");
  });

  it("lets a voice note be an objection, and says kindly what cannot be passed on", async () => {
    const world = await enrolledWorld();
    await shown(world);
    expect(await play(world, SARI, "keberatan", { kind: "location", latitude: 1, longitude: 2 })).toContain(
      "belum bisa saya teruskan",
    );
    expect(await play(world, SARI, "keberatan", { kind: "media", media: "voice", ref: "v1" })).toContain(
      "Sudah saya teruskan",
    );
    const passed = world.runtime.db.sqlite.prepare("SELECT count(*) FROM duty WHERE kind = 'help.pass-on'").pluck();
    expect(passed.get()).toBe(2);
  });
});

describe("somebody else", () => {
  it("sees nothing of it", async () => {
    const world = await enrolledWorld();
    await shown(world);
    expect(await play(world, TUTI, "usulan")).not.toContain("Sari");
    expect(await play(world, TUTI, "usul lulus Sari")).not.toContain("Terpenuhi");
  });
});
