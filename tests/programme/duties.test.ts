import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, WEEK } from "../../src/clock.ts";
import { Enrolments } from "../../src/programme/enrolment/index.ts";
import { INVITE, inviteKey } from "../../src/programme/index.ts";
import { demoWorld } from "../support/demo-world.ts";
import type { World } from "../support/world.ts";
import { wib } from "./support.ts";

/** The demo world begins on Friday 20 November 2026 at 16:00 WIB; its first invitations are a week later. */
const FRIDAY = wib("2026-11-27", "16:00");

const ADDRESS = { sari: "6281200000001", hasnah: "6281200000006", ester: "6281200000008", dewi: "6281200000011" };
/** A whole report of a week in which the business rested. */
const REPORT = ["lapor", "tidak jalan", "tidak ada", "tidak ikut", "benar"];
const RAHEL = "6281200000012";
const ANDI = "6281200000013";

async function world(): Promise<World> {
  return (await demoWorld()).world;
}

const seen = (w: World, address: string) =>
  w.chats
    .news(undefined, { address, channel: "whatsapp" })
    .messages.filter((m) => m.from === "bot")
    .map(({ text, at }) => ({ text, at }));
const invitations = (w: World, address: string) =>
  seen(w, address).filter(({ text }) => text.includes("usahanya jalan?") && text.startsWith("Halo"));
const firstOnes = (w: World, address: string) =>
  invitations(w, address).filter(({ text }) => text.includes("ini laporan"));
const say = async (w: World, address: string, text: string) => {
  w.chats.hand("whatsapp", address, [{ content: { kind: "text", text } }]);
  await w.runtime.settled();
};
/** The simulated wire stamps with the clock of the moment; a jump of the clock without ticks is a downtime. */
const jumpTo = async (w: World, instant: number) => {
  w.clock.advanceTo(instant);
  w.runtime.tick();
  await w.runtime.settled();
};
type DutyRow = { state: string; reason: string | null };
const duty = (w: World, key: string) =>
  w.runtime.db.sqlite.prepare("SELECT state, reason FROM duty WHERE key = ?").get(key) as DutyRow | undefined;

describe("the weekly invitation", () => {
  it("comes at its hour on everybody's own wall", async () => {
    const w = await world();
    await w.walkTo(FRIDAY + MINUTE);
    expect(firstOnes(w, ADDRESS.hasnah)[0]?.at).toBe(FRIDAY - HOUR);
    expect(firstOnes(w, ADDRESS.sari)[0]?.at).toBe(FRIDAY);
    expect(firstOnes(w, "6281200000009")[0]?.at).toBe(FRIDAY - 2 * HOUR);
    expect(firstOnes(w, ADDRESS.sari)).toHaveLength(1);
  });

  it("comes once after days of downtime, in her hours, about the week before", async () => {
    const w = await world();
    // Planned ahead; then the machine is off until Sunday night.
    await jumpTo(w, FRIDAY - 2 * DAY);
    await jumpTo(w, wib("2026-11-29", "23:00"));
    expect(invitations(w, ADDRESS.sari)).toEqual([]);
    await w.walkTo(wib("2026-11-30", "08:30"));
    const [one, ...more] = invitations(w, ADDRESS.sari);
    expect(one?.at).toBe(wib("2026-11-30", "08:00"));
    expect(one?.text).toContain("laporan minggu lalu belum ada");
    expect(one?.text).toContain("23–29 Nov");
    expect(more).toEqual([]);
  });

  it("is dropped when the downtime lasted until it is past", async () => {
    const w = await world();
    await jumpTo(w, FRIDAY - 2 * DAY);
    await jumpTo(w, wib("2026-12-03", "09:00"));
    expect(invitations(w, ADDRESS.sari)).toEqual([]);
    expect(duty(w, "weekly-report.invite:sari000000000001:2026-11-23")).toEqual({ state: "dropped", reason: "past" });
  });

  it("waits for the end of what she is doing", async () => {
    const w = await world();
    await w.walkTo(FRIDAY - 10 * MINUTE);
    await say(w, ADDRESS.sari, "data saya");
    await w.walkTo(FRIDAY + HOUR);
    expect(firstOnes(w, ADDRESS.sari)[0]?.at).toBe(FRIDAY + 20 * MINUTE);
  });

  it("does not come to somebody who reported, stopped, or wants no reports", async () => {
    const w = await world();
    const { directory } = w.runtime;
    directory.setOptOut("tuti000000000003", "reports", true, w.clock.now());
    await w.walkTo(FRIDAY - DAY);
    for (const answer of REPORT) await say(w, ADDRESS.sari, answer);
    await say(w, ADDRESS.hasnah, "berhenti");
    const before = [ADDRESS.sari, ADDRESS.hasnah, "6281200000003"].map((a) => seen(w, a).length);
    await w.walkTo(FRIDAY + HOUR);
    expect([ADDRESS.sari, ADDRESS.hasnah, "6281200000003"].map((a) => seen(w, a).length)).toEqual(before);
    expect(duty(w, "weekly-report.invite:sari000000000001:2026-11-23")?.reason).toBe("reported");
    expect(duty(w, "weekly-report.invite:tuti000000000003:2026-11-23")?.reason).toBe("not wanted");
  });

  it("comes to staff however much they were told that week: it is their work", async () => {
    const w = await world();
    const row = { channel: "simulator-whatsapp", address: ADDRESS.dewi, personId: "dewi000000000015" };
    for (let n = 0; n < 6; n++) {
      const createdAt = FRIDAY - n * HOUR;
      const told = { ...row, key: `note ${n}`, policy: "resend", body: { text: "Catatan?" }, createdAt } as const;
      w.runtime.outbox.add({ ...told, priority: 1 });
    }
    await w.walkTo(wib("2026-11-28", "15:01"));
    const invited = seen(w, ADDRESS.dewi).filter(({ text }) => text.includes("ini laporan pendamping 23–29 Nov"));
    expect(invited).toHaveLength(1);
  });

  it("is not tried where no phone of hers can be reached, and counts as a week without an answer", async () => {
    const w = await world();
    for (const look of ["simulator-whatsapp", "simulator-telegram"])
      w.runtime.people.setUnreachable(look, look.endsWith("app") ? ADDRESS.sari : "7000000001", "blocked");
    await w.walkTo(FRIDAY + HOUR);
    expect(duty(w, "weekly-report.invite:sari000000000001:2026-11-23")).toEqual({
      state: "dropped",
      reason: "no phone",
    });
  });
});

/** Invitations that she got. */
function asked(w: World, personId: string, ...weeks: string[]): void {
  const add = w.runtime.db.sqlite.prepare(
    "INSERT INTO duty (key, kind, person_id, data, due_at, expires_at, state, done_at) VALUES (?, ?, ?, '{}', 0, 0, 'done', ?)",
  );
  for (const week of weeks) add.run(inviteKey(INVITE, personId, week), INVITE, personId, w.clock.now());
}

describe("three silent weeks", () => {
  const tickets = (w: World) =>
    w.runtime.db.sqlite
      .prepare("SELECT state FROM ticket WHERE kind = 'silent' AND person_id LIKE 'ester%'")
      .pluck()
      .all();

  it("give one task to her facilitator in place of the invitation, and no second one", async () => {
    const w = await world();
    await w.walkTo(FRIDAY + WEEK + HOUR);
    expect(tickets(w)).toEqual(["open"]);
    expect(invitations(w, ADDRESS.ester)).toEqual([]);
    const told = seen(w, RAHEL).filter(({ text }) => text.includes("mohon tengok Ibu Ester"));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain("Sudah 3 minggu belum lapor, terakhir untuk 19–25 Okt.");
  });

  it("end with her next report: the task is done, and she is invited again", async () => {
    const w = await world();
    await w.walkTo(FRIDAY + HOUR);
    for (const answer of REPORT) await say(w, ADDRESS.ester, answer);
    const before = firstOnes(w, ADDRESS.ester).length;
    expect(tickets(w)).toEqual(["closed"]);
    await w.walkTo(FRIDAY + WEEK + HOUR);
    expect(firstOnes(w, ADDRESS.ester)).toHaveLength(before + 1);
    expect(tickets(w)).toEqual(["closed"]);
  });
});

describe("the staff's summaries", () => {
  it("come on Monday, short, whom to look after first", async () => {
    const w = await world();
    await w.walkTo(wib("2026-11-23", "10:30"));
    const [digest] = seen(w, RAHEL).filter(({ text }) => text.includes("ringkasan"));
    expect(digest?.at).toBe(wib("2026-11-23", "06:30"));
    const lines = digest?.text.split("\n") ?? [];
    expect(lines.indexOf("Ibu Ester, Sereh: 3 minggu belum lapor.")).toBe(lines.indexOf("Mohon ditengok dulu:") + 1);
    expect(digest?.text).not.toContain("Rp");
    const [coordinator] = seen(w, ANDI).filter(({ text }) => text.includes("ringkasan"));
    expect(coordinator?.text).toContain("Kak Rahel: laporan 0 dari 4, perlu ditengok 1");
    for (const one of [digest, coordinator]) expect(one?.text.length).toBeLessThanOrEqual(900);
  });

  it("leave out who wants no reports", async () => {
    const w = await world();
    const now = w.clock.now();
    w.runtime.directory.setOptOut("ester00000000009", "reports", true, now);
    const refused = { personId: "yohana0000000010", purpose: "reports" as const, given: false };
    w.runtime.directory.recordConsent({ ...refused, version: "demo", via: "test", at: now });
    await w.walkTo(wib("2026-11-23", "08:00"));
    const [digest] = seen(w, RAHEL).filter(({ text }) => text.includes("ringkasan"));
    expect(digest?.text).toContain("Laporan masuk: 0 dari 2 anggota.");
    expect(digest?.text).not.toMatch(/Ester|Yohana/);
  });

  it("count no week in which nobody asked: of who was not there, BERHENTI, or whose week it is not", async () => {
    const w = await world();
    const { directory } = w.runtime;
    const enrolments = new Enrolments(w.runtime.db.sqlite);
    const rahel = directory.withRole("facilitator").find(({ called }) => called === "Kak Rahel")?.id ?? "";
    const newcomer = { zone: "Asia/Jakarta" as const, roles: ["beneficiary" as const] };
    const add = (called: string) => {
      const id = directory.add({ ...newcomer, name: called, called }, 0);
      directory.setCare(rahel, id, "facilitator", true);
      return id;
    };
    const [away, seldom, graduate] = [add("Ibu Away"), add("Ibu Seldom"), add("Ibu Lulus")];
    // Nine months ago: every fourth week from then on, and this is none of those.
    const since = wib("2026-02-02", "10:00");
    for (const personId of [seldom, graduate])
      enrolments.enrol({ programme: "melati", personId, as: "beneficiary", since, source: "x" });
    enrolments.change("melati", graduate, "graduate", { since: w.clock.now(), source: "y" });
    asked(w, graduate, "2026-11-02", "2026-11-09");
    asked(w, away, "2026-11-02");
    w.runtime.db.sqlite
      .prepare(
        "INSERT INTO duty (key, kind, person_id, data, due_at, expires_at, state, reason, done_at) VALUES (?, ?, ?, '{}', 0, 0, 'dropped', 'expired', ?)",
      )
      .run(inviteKey(INVITE, away, "2026-11-16"), INVITE, away, w.clock.now());
    await w.walkTo(wib("2026-11-23", "10:30"));
    const [digest] = seen(w, RAHEL).filter(({ text }) => text.includes("ringkasan"));
    expect(digest?.text).toContain("Laporan masuk: 0 dari 4 anggota.");
    expect(digest?.text).not.toMatch(/Away|Seldom|Lulus/);
  });

  it("asks a facilitator about her own week, too, when none of hers was asked about it", async () => {
    const w = await world();
    const { directory } = w.runtime;
    const enrolments = new Enrolments(w.runtime.db.sqlite);
    const rahel = directory.withRole("facilitator").find(({ called }) => called === "Kak Rahel")?.id ?? "";
    const since = wib("2026-02-02", "10:00");
    // Nine months ago: every fourth week from then on, and this is none of those.
    for (const { id } of directory.caredFor(rahel, "facilitator"))
      for (const as of ["left", "beneficiary"] as const)
        enrolments.enrol({ programme: "melati", personId: id, as, since, source: `${as} ${id}` });
    w.runtime.db.sqlite.prepare("DELETE FROM duty WHERE kind = ?").run(INVITE);
    await w.walkTo(wib("2026-11-21", "15:30"));
    const said = seen(w, RAHEL).map(({ text }) => text);
    expect(said.join("\n")).not.toContain("Belum ada anggota yang tercatat");
    expect(said.at(-1)).toContain("Berapa anggota yang Kak Rahel kunjungi?");
  });

  it("stay short with a hundred members", async () => {
    const w = await world();
    const { directory } = w.runtime;
    for (let i = 0; i < 100; i++) {
      const called = `Ibu Perempuan Bernama Panjang ${i}`;
      const person = { name: called, called, zone: "Asia/Jakarta" as const, roles: ["beneficiary" as const] };
      const id = directory.add(person, 0);
      directory.setCare("dewi000000000015", id, "facilitator", true);
      asked(w, id, "2026-11-02", "2026-11-09", "2026-11-16");
    }
    await w.walkTo(wib("2026-11-23", "09:00"));
    const [digest] = seen(w, ADDRESS.dewi).filter(({ text }) => text.includes("ringkasan"));
    expect(digest?.text).toContain("Dan 96 lainnya.");
    expect(digest?.text.length).toBeLessThanOrEqual(900);
  });
});
