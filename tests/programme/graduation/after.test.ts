import { describe, expect, it } from "vitest";
import type { World } from "../../support/world.ts";
import {
  ANDI,
  cases,
  DAY_MS,
  DEWI,
  enrolledWorld,
  events,
  jumpBy,
  kinds,
  personOf,
  play,
  RETNO,
  SARI,
  sent,
  shown,
  sign,
  standing,
  WEEK_MS,
} from "./support.ts";

const SARI_WA = "6281200000001";
const DEWI_WA = "6281200000011";

async function graduated(world: World): Promise<void> {
  await shown(world);
  await jumpBy(world, 2 * WEEK_MS);
  await sign(world, RETNO, "lulus");
  await jumpBy(world, DAY_MS);
  await play(world, SARI, "belum dulu");
}

const checks = (world: World) => events(world, personOf(world, SARI)).filter(({ kind }) => kind === "checked");

describe("after graduation", () => {
  it("she is asked how she is after a month, and her helper hears what she needs", async () => {
    const world = await enrolledWorld();
    await graduated(world);
    await jumpBy(world, 31 * DAY_MS);
    expect(sent(world, SARI, SARI_WA)).toContain("sudah 1 bulan sejak lulus. Usahanya masih jalan?");
    await play(world, SARI, "ya", "200rb");
    expect(await play(world, SARI, "pembeli")).toContain("Pendamping akan menghubungi.");
    expect(checks(world)).toEqual([{ kind: "checked", months: 1, running: "yes", wants: "market", profit: 200_000 }]);
    await jumpBy(world, DAY_MS);
    expect(sent(world, DEWI, DEWI_WA)).toContain("1 bulan sesudah lulus: usaha jalan, perlu pembeli. Mohon ditengok.");
  });

  it("she is asked once more how content she was, and nobody judges her facilitator through him", async () => {
    const world = await enrolledWorld();
    await graduated(world);
    const asked = () => sent(world, SARI, SARI_WA).split("terima kasih sudah ikut").length - 1;
    const answers = () =>
      world.runtime.db.sqlite.prepare("SELECT mode, data FROM event WHERE kind = 'form.kepuasan'").raw().all();
    await jumpBy(world, 8 * DAY_MS);
    expect(asked()).toBe(1);
    expect(sent(world, DEWI, DEWI_WA)).not.toContain("terima kasih sudah ikut");
    expect(await play(world, SARI, "5", "4", "lewati")).toContain("sudah tersimpan");
    expect(answers()).toEqual([["self", JSON.stringify({ service: 5, facilitator: 4 })]]);
    for (let day = 0; day < 14; day++) await jumpBy(world, DAY_MS);
    expect(asked()).toBe(1);
    // Of her own accord she may tell it at any time.
    expect(await play(world, SARI, "kepuasan")).toContain("Seberapa puas dengan layanan program?");
  });

  it("who told how content she was since then is not asked, nor who wants no messages", async () => {
    const world = await enrolledWorld();
    await graduated(world);
    await play(world, SARI, "kepuasan", "5", "4", "lewati");
    await jumpBy(world, 8 * DAY_MS);
    expect(sent(world, SARI, SARI_WA)).not.toContain("terima kasih sudah ikut");
    const other = await enrolledWorld();
    await graduated(other);
    await play(other, SARI, "berhenti", "1");
    await jumpBy(other, 8 * DAY_MS);
    expect(sent(other, SARI, SARI_WA)).not.toContain("terima kasih sudah ikut");
  });

  it("is asked once after a week without power, and a silence becomes her facilitator's task", async () => {
    const world = await enrolledWorld();
    await graduated(world);
    await jumpBy(world, 38 * DAY_MS);
    const asked = () => sent(world, SARI, SARI_WA).split("sudah 1 bulan sejak lulus").length - 1;
    expect(asked()).toBe(1);
    for (let day = 0; day < 8; day++) await jumpBy(world, DAY_MS);
    const tickets = world.runtime.db.sqlite.prepare("SELECT kind FROM ticket WHERE person_id = ?").pluck();
    expect(tickets.all(personOf(world, SARI))).toContain("stalled");
  });

  it("is not written to after BERHENTI: her facilitator asks how she is, and has it among her tasks", async () => {
    const world = await enrolledWorld();
    await graduated(world);
    await play(world, SARI, "berhenti", "1");
    await jumpBy(world, 31 * DAY_MS);
    expect(sent(world, SARI, SARI_WA)).not.toContain("sudah 1 bulan sejak lulus");
    expect(sent(world, DEWI, DEWI_WA)).toContain("Sudah 1 bulan sejak lulus. Apakah usahanya masih jalan");
    expect(await play(world, DEWI, "tugas")).toContain("Ibu Sari: minta dihubungi");
    expect(await play(world, DEWI, "1", "1", "sudah bicara", "sudah dibantu")).toContain("Hasilnya sudah dicatat");
  });

  it("of one who has left the programme nobody asks any more", async () => {
    const world = await enrolledWorld();
    await graduated(world);
    world.runtime.db.sqlite
      .prepare(
        `INSERT INTO enrolment (programme, person_id, as_role, since, source)
         VALUES ('melati', ?, 'left', ?, 'moved away')`,
      )
      .run(personOf(world, SARI), world.clock.now());
    await jumpBy(world, 31 * DAY_MS);
    expect(sent(world, SARI, SARI_WA)).not.toContain("sudah 1 bulan sejak lulus");
  });

  it("gets no weekly invitation any more", async () => {
    const world = await enrolledWorld();
    await graduated(world);
    const invited = world.runtime.db.sqlite
      .prepare("SELECT count(*) FROM duty WHERE kind = 'weekly-report.invite' AND person_id = ?")
      .pluck();
    const before = invited.get(personOf(world, SARI));
    expect(before).toBeGreaterThan(0);
    for (let week = 0; week < 3; week++) await jumpBy(world, WEEK_MS);
    expect(invited.get(personOf(world, SARI))).toBe(before);
  });
});

async function notYet(world: World): Promise<void> {
  await shown(world);
  await play(world, SARI, "keberatan", "Saya belum siap");
  await jumpBy(world, 2 * WEEK_MS);
  await sign(world, ANDI, "belum", "Labanya belum tetap");
  await sign(world, RETNO, "belum", "Labanya belum tetap");
  await jumpBy(world, DAY_MS);
}

const plan = (world: World) =>
  play(
    world,
    DEWI,
    "rencana Sari",
    "ya, bersama",
    "Pembeli sedikit",
    "Cari dua pembeli baru",
    "14 Desember 2026",
    "tidak",
  );

describe("not yet", () => {
  it("leads to a plan made with her, that she reads, and to a day on which it is looked at again", async () => {
    const world = await enrolledWorld();
    await notYet(world);
    expect(await play(world, DEWI, "rencana Sari", "belum")).toContain("Temui Ibu Sari dulu ya.");
    expect(await plan(world)).toContain("Kapan dilihat lagi bersama?");
    expect(await play(world, DEWI, "besok")).toContain("paling sedikit seminggu");
    expect(await play(world, DEWI, "20 Desember 2026")).toContain(
      "1. Cari dua pembeli baru, sampai Senin, 14 Desember 2026",
    );
    expect(await play(world, DEWI, "ya")).toContain("Rencananya tersimpan");
    await world.walkTo(world.clock.now() + 60_000);
    expect(sent(world, SARI, SARI_WA)).toContain("ini langkah yang disepakati bersama pendamping");
    expect(await play(world, SARI, "mengapa")).toContain("Langkah yang sudah disepakati:");
    expect(await play(world, DEWI, "evaluasi Sari")).toContain("Waktunya Minggu, 20 Desember 2026");
    await jumpBy(world, Date.parse("2026-12-20T11:00:00+07:00") - world.clock.now());
    expect(sent(world, DEWI, DEWI_WA)).toContain(
      "langkah Ibu Sari sampai Senin, 14 Desember 2026: Cari dua pembeli baru.",
    );
    expect(sent(world, DEWI, DEWI_WA)).toContain("waktunya melihat lagi bersama Ibu Sari");
    await play(world, DEWI, "evaluasi Sari", "1", "Sudah lebih ramai");
    expect(await play(world, DEWI, "siap")).toContain("tulis USUL LULUS dan namanya");
    expect(
      kinds(world, personOf(world, SARI))
        .filter((kind) => kind !== "level")
        .slice(-2),
    ).toEqual(["planned", "evaluated"]);
  });

  it("may end in a stop only after that, by two others, with the reason and other ways told", async () => {
    const world = await enrolledWorld();
    await notYet(world);
    expect(await play(world, DEWI, "usul henti Sari")).toContain("sesudah ada langkah bersama dan dilihat lagi");
    await plan(world);
    await play(world, DEWI, "20 Desember 2026", "ya");
    await jumpBy(world, Date.parse("2026-12-21T09:00:00+07:00") - world.clock.now());
    await play(world, DEWI, "evaluasi Sari", "lewati", "Beliau pindah ke kota", "jalan lain");
    expect(await play(world, DEWI, "usul henti Sari")).toContain("pikirkan pilihan lain bersama beliau: KUR");
    await play(world, DEWI, "Beliau pindah ke kota", "ya");
    await play(world, ANDI, "usulan", "1", "setuju");
    await world.walkTo(world.clock.now() + 60_000);
    expect(sent(world, SARI, SARI_WA)).toContain("Ada usulan pendampingan berhenti");
    await jumpBy(world, 2 * WEEK_MS);
    expect(standing(world, personOf(world, SARI))).toBe("beneficiary");
    expect(await sign(world, RETNO, "akhiri", "Beliau sudah pindah")).toContain("Sudah diputuskan oleh dua orang.");
    expect(standing(world, personOf(world, SARI))).toBe("stopped");
    await jumpBy(world, DAY_MS);
    const told = sent(world, SARI, SARI_WA);
    expect(told).toContain("Alasannya: Beliau sudah pindah");
    expect(told).toContain("Yang bisa membantu sesudah ini:\n- KUR");
    expect(cases(world).at(-1)).toMatchObject({ kind: "stop", outcome: "stop" });
  });
});
