import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../src/clock.ts";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { MonthlyJobs } from "../../../src/cooperative/jobs/planning.ts";
import { JobProgress, jobKey } from "../../../src/cooperative/jobs/progress.ts";
import { Duties } from "../../../src/schedule/duties.ts";
import { instantOf } from "../../../src/zones.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { booksWorld } from "../year/books-world.ts";

const RATES = {
  savings: { voluntary: { rate: "0.5%" }, term: { on: true, offers: [{ months: 1, rate: "0.4%" }] } },
};
const jakarta = (date: string, time: string) => instantOf("Asia/Jakarta", date, time);

/** Melati with sukarela that bears 0.5%, on 20 November 2026; every tick has come so far. */
async function withSavings(amount = 1_000_000): Promise<CoopWorld> {
  const coop = await coopWorld({ settings: RATES });
  const { books, members, people, world } = coop;
  const booking = {
    unit: 1,
    maker: people.treasurer,
    at: world.clock.now(),
    today: "2026-11-20",
    valueOn: "2026-11-20",
  };
  const item = { kind: "voluntary", amount } as const;
  const taken = books.desk.take(
    { op: "deposit", member: members.maria.id, items: [item] },
    { ...booking, source: "t:1" },
  );
  if (taken.kind !== "posted") throw new Error(JSON.stringify(taken));
  await world.later(60_000);
  coop.heard(PHONES.maria);
  return coop;
}

/** Jumps there at once, as a machine does that was off, and lets a few minutes of ticks go by. */
async function off({ world }: CoopWorld, until: number, ticks = 3): Promise<void> {
  world.clock.advanceTo(until);
  for (let i = 0; i < ticks; i++) await world.later(60_000);
}

const interest = ({ books }: CoopWorld) =>
  [...books.journal.entries(1)].filter(({ kind }) => kind === "savings-interest");

describe("what the books do each month by themselves", () => {
  it("is booked in the night after the month in the unit's zone, and told within the hours", async () => {
    const coop = await withSavings();
    await coop.world.walkTo(jakarta("2026-12-01", "00:30"));
    expect(interest(coop)).toEqual([]);
    await coop.world.walkTo(jakarta("2026-12-01", "02:00"));
    // The deposit came on the 20th: the month's lowest balance was 0.
    expect(interest(coop)).toEqual([]);
    await coop.world.walkTo(jakarta("2027-01-01", "02:00"));
    const [december] = interest(coop);
    expect(december).toMatchObject({ valueOn: "2026-12-31", booksOn: "2026-12-31", maker: "system" });
    expect(coop.heard(PHONES.maria)).toEqual([]);
    await coop.world.walkTo(jakarta("2027-01-01", "09:30"));
    const [receipt, ...more] = coop.heard(PHONES.maria);
    expect(more).toEqual([]);
    expect(receipt).toContain("Melati: Jasa simpanan\nMaria br Sihombing (001)");
    expect(receipt).toContain("Saldo Simpanan Sukarela Rp 1.005.000");
    expect(receipt).toContain("Dicatat oleh Rukun");
  });

  it("is made up for after months away, each month once, in order, on what the month before brought", async () => {
    const coop = await withSavings();
    await off(coop, jakarta("2027-04-10", "13:00"));
    expect(interest(coop).map(({ memo, lines }) => [memo, lines[0]?.debit])).toEqual([
      ["2026-12", 5_000],
      ["2027-01", 5_025],
      ["2027-02", 5_050],
      ["2027-03", 5_075],
    ]);
    expect(coop.books.journal.balance(1, ACCOUNTS.voluntary)).toBe(1_020_150);
    await off(coop, jakarta("2027-04-20", "13:00"));
    expect(interest(coop)).toHaveLength(4);
  });

  it("is not done twice when the old rows are swept, when the clock goes back, or when it is planned again", async () => {
    const coop = await withSavings();
    await off(coop, jakarta("2027-02-03", "10:00"));
    expect(interest(coop)).toHaveLength(2);
    coop.world.runtime.db.sqlite.prepare("DELETE FROM duty WHERE state = 'done'").run();
    coop.world.clock.advanceTo(jakarta("2027-02-04", "10:00") - 30 * DAY);
    for (let i = 0; i < 3; i++) await coop.world.later(HOUR);
    await off(coop, jakarta("2027-02-05", "10:00"));
    expect(interest(coop)).toHaveLength(2);
  });

  it("waits for its month when the clock had jumped ahead and was put right", async () => {
    const coop = await withSavings();
    const { duties } = coop.world.runtime;
    await off(coop, jakarta("2026-12-28", "10:00"), 1);
    const sqlite = coop.world.runtime.db.sqlite;
    const key = jobKey("savings-interest", "2026-12", 1);
    // As if it had fallen due in a wrong December.
    sqlite.prepare("UPDATE duty SET due_at = ? WHERE key = ?").run(jakarta("2026-12-28", "09:00"), key);
    duties.soonest = 0;
    await coop.world.later(60_000);
    expect(interest(coop)).toEqual([]);
    await coop.world.walkTo(jakarta("2027-01-01", "03:00"));
    expect(interest(coop)).toHaveLength(1);
  });

  it("is booked late where the month, and tomorrow where today too, was locked", async () => {
    const coop = await withSavings();
    coop.books.journal.lock(1, "day", "2027-01-01", coop.people.chair, 0);
    await coop.world.walkTo(jakarta("2027-01-01", "20:00"));
    expect(interest(coop)).toEqual([]);
    await coop.world.walkTo(jakarta("2027-01-02", "02:00"));
    expect(interest(coop)).toMatchObject([{ valueOn: "2026-12-31", booksOn: "2027-01-02" }]);
  });

  it("does every job of a month, and knows which are not done yet", async () => {
    const coop = await withSavings();
    await coop.world.walkTo(jakarta("2026-12-01", "02:00"));
    const state = coop.world.runtime.db.sqlite.prepare("SELECT state FROM duty WHERE key = ?").pluck();
    expect(["savings-interest", "provision"].map((job) => state.get(`job:${job}:2026-11:1`))).toEqual(["done", "done"]);
    expect(coop.books.jobs.undone(1, 2026)).toEqual(["2026-12"]);
  });

  it("begins with the month in which a unit is first seen, in each unit's own zone, and plans no more than fits a tick", () => {
    const { db } = booksWorld();
    const duties = new Duties(db.sqlite);
    const units = Array.from({ length: 600 }, (_, i) => {
      return { id: i + 1, zone: i === 1 ? "Asia/Jayapura" : "Asia/Jakarta", openedOn: "2020-01-01" } as const;
    });
    const jobs = new MonthlyJobs({
      sqlite: db.sqlite,
      duties,
      progress: new JobProgress(db.sqlite),
      units: () => units,
      personOf: () => null,
      hours: { from: "08:00", to: "19:30" },
    });
    const planned = () => db.sqlite.prepare("SELECT count(*) FROM duty").pluck().get();
    jobs.step(jakarta("2026-11-20", "09:00"));
    expect(planned()).toBe(0);
    jobs.step(jakarta("2026-11-24", "09:00"));
    const dueAt = db.sqlite.prepare("SELECT due_at FROM duty WHERE key = ?").pluck();
    expect(dueAt.get("job:savings-interest:2026-11:2")).toBe(instantOf("Asia/Jayapura", "2026-12-01", "01:00"));
    expect(dueAt.get("job:savings-interest:2026-10:2")).toBeUndefined();
    expect(planned()).toBe(1_000);
    jobs.step(jakarta("2026-11-24", "09:01"));
    jobs.step(jakarta("2026-11-24", "09:02"));
    expect(planned()).toBe(1_200);
  });

  it("tells a member that her simpanan berjangka is free, once, within the hours", async () => {
    const coop = await withSavings();
    const { books, members, people, world } = coop;
    const booking = { unit: 1, maker: people.treasurer, at: world.clock.now(), today: "2026-11-20" };
    books.desk.take(
      { op: "deposit", member: members.maria.id, items: [{ kind: "term", amount: 300_000, months: 1 }] },
      { ...booking, valueOn: "2026-11-20", source: "t:2" },
    );
    await world.walkTo(jakarta("2026-12-20", "08:00"));
    expect(coop.heard(PHONES.maria)).toEqual([]);
    await world.walkTo(jakarta("2026-12-21", "12:00"));
    expect(coop.heard(PHONES.maria)).toEqual([
      "Simpanan berjangka Ibu Maria Rp 300.000 di Melati selesai 20 Des 2026. Mau ditarik atau disimpan lagi, bicarakan dengan bendahara ya.",
    ]);
  });
});
