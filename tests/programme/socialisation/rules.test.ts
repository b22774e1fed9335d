import { describe, expect, it } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import { tasksOf } from "../../../src/programme/socialisation/calendar/plan.ts";
import type { Campaign } from "../../../src/programme/socialisation/campaign/campaign.ts";
import { fateOf } from "../../../src/programme/socialisation/campaign/fate.ts";
import type { Pending } from "../../../src/programme/socialisation/campaign/store.ts";
import { signsIn } from "../../../src/programme/socialisation/fraud/signs.ts";
import {
  answered,
  beginning,
  eligibleBy,
  type Step,
  stepFrom,
} from "../../../src/programme/socialisation/joining/questions.ts";
import { melati, wib } from "../support.ts";

const pack = melati();

describe("an offer that somebody was sent", () => {
  it.each([
    ["Kirim kode OTP ke nomor ini", true],
    ["Bayar biaya admin 50rb dulu, bansos langsung cair", true],
    ["Mohon foto KTP untuk pendataan bantuan", true],
    ["Selamat Anda menang undian, klik hadiah-bri.xyz", true],
    ["Undangan Pernikahan.apk", true],
    ["BSU 600rb sudah cair, daftar di bsu-kemnaker.com", true],
    ["Daftar bantuan UMKM 2,4 juta lewat link ini s.id/umkm24", true],
    ["cek nama penerima di cekbansos.online", true],
    ["Nanti ada petugas ambil uang meterai 50rb ya bu", true],
    ["tolong sebutkan 6 angka yang masuk di SMS", true],
    ["Investasi 100rb jadi 1 juta sehari, grup WA terbatas", true],
    ["pinjol cair 5 menit tanpa jaminan hub 0812345", true],
    ["Ada kerja like youtube dibayar 50rb, hubungi t.me/kerja", true],
    ["Selamat! Nomor anda menang undian Shopee 25jt", true],
    ["Ma ini aku, hp hilang, tolong isi pulsa 100rb", true],
    ["Besok kumpul jam 9 di balai desa, bawa fotokopi KTP", false],
    ["Bantuan PENA tanpa potongan, info ke pendamping", false],
    ["rapat kelompok hari Senin di rumah Bu Ani", false],
    ["Besok ada kumpulan di rumah bu RT", false],
    ["lihat fotonya di https://kemensos.go.id", false],
    ["", false],
  ])("is warned of by its signs: %s", (text, warns) => {
    expect(signsIn(text).warns).toBe(warns);
  });
});

describe("conditions and the questions after the explanation", () => {
  const through = (what: "conditions" | "check", answer: (step: Step) => string) => {
    let step = stepFrom(pack, beginning(pack.id, what));
    const prefaces: (string | null)[] = [step.preface];
    while (step.way !== "done") {
      step = answered(pack, step.state, answer(step));
      prefaces.push(step.preface);
    }
    return { state: step.state, prefaces };
  };

  it("count what was right and explain what was not", () => {
    const right = through(
      "check",
      ({ state }) => pack.calendar?.check[state.at]?.options.find((o) => o.right)?.id ?? "",
    );
    expect(right.state.right).toBe(pack.calendar?.check.length);
    expect(right.prefaces.every((one) => one === null)).toBe(true);
    const wrong = through("check", () => "unsure");
    expect(wrong.state.right).toBe(0);
    expect(wrong.prefaces.slice(1)).toEqual(pack.calendar?.check.map(({ explain }) => explain));
  });

  it("tell every condition once, and weigh only what was asked", () => {
    const fit = through("conditions", ({ state }) => pack.eligibility[state.at]?.fits ?? "yes");
    const told = fit.prefaces.join("\n");
    for (const one of pack.eligibility) expect(told.split(one.told)).toHaveLength(2);
    expect(eligibleBy(pack, fit.state.answers)).toBe("yes");
    expect(eligibleBy(pack, {})).toBe("unclear");
    const [first] = Object.keys(fit.state.answers);
    if (first !== undefined) expect(eligibleBy(pack, { ...fit.state.answers, [first]: "no" })).toBe("no");
  });
});

describe("the calendar", () => {
  it("has every activity in its weeks, from the Monday on", () => {
    const { calendar } = pack;
    if (calendar === undefined) throw new Error("melati has no calendar");
    const tasks = tasksOf(calendar, "2026-11-23");
    expect(tasks.find(({ task }) => task === "forum/undang")).toMatchObject({ week: "2027-01-04", due: "2027-01-10" });
    expect(tasks.find(({ task }) => task === "poster")).toMatchObject({ role: "kader", due: "2027-01-03" });
    expect(tasks.length).toBeGreaterThanOrEqual(calendar.activities.length);
  });
});

describe("a message of a campaign that waits", () => {
  const now = wib("2026-11-20", "12:00");
  const running = { state: "sending", expiresAt: now + 60 * MINUTE } as Campaign;
  const queued: Pending = {
    personId: "p",
    zone: "Asia/Jakarta",
    village: null,
    isStopped: 0,
    state: "queued",
    dueAt: now,
    attempts: 0,
    reason: null,
    sentAt: null,
  };
  const fate = (over: Partial<Pending>, campaign: Partial<Campaign> = {}, at = now) =>
    fateOf({ ...running, ...campaign }, { ...queued, ...over }, at, pack.hours);

  it.each([
    ["goes where nothing is against it", fate({}), "keep"],
    ["is kept where it was tried: it may have come", fate({ attempts: 1 }, { state: "cancelled" }), "keep"],
    ["is kept while it is under way", fate({ state: "sending" }, { state: "cancelled" }), "keep"],
    ["is taken back after BERHENTI", fate({ isStopped: 1 }), "take-back"],
    ["is taken back past its time", fate({}, {}, now + 61 * MINUTE), "take-back"],
    ["waits while it is paused", fate({}, { state: "paused" }), "move"],
    ["is moved shortly before the hours end", fate({}, { expiresAt: now * 2 }, wib("2026-11-20", "19:29")), "move"],
    ["is not known where an operator decides", fate({ state: "held" }), "unknown"],
    ["failed where the platform refused it", fate({ state: "dead", reason: "refused:403" }), "failed"],
  ] as const)("%s", (_, found, kind) => {
    expect(found.kind).toBe(kind);
  });
});
