import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { cooperativeModule } from "../../../src/cooperative/index.ts";
import { waitAfter } from "../../../src/cooperative/jobs/retries.ts";
import { LIMITS } from "../../../src/limits.ts";
import { instantOf } from "../../../src/zones.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { membershipOnly, PROGRAMME, World } from "../../support/world.ts";
import { says } from "../chat/talk.ts";

const RATES = { savings: { voluntary: { rate: "0.5%" } } };
const ADMIN = "8100";
const jakarta = (date: string, time: string) => instantOf("Asia/Jakarta", date, time);
const booked = ({ books }: CoopWorld) =>
  [...books.journal.entries(1)].filter(({ kind }) => kind === "savings-interest").map(({ memo }) => memo);

/** Melati with sukarela since November; what a month's jasa is booked with fails for a month. */
async function broken(month: string, home = temporaryFolder()): Promise<CoopWorld> {
  const coop = await coopWorld({ settings: RATES, home });
  coop.world.add("Santi", ADMIN, ["admin"]);
  await says(coop, "setor sukarela 001 1jt");
  await coop.world.later(MINUTE);
  coop.world.runtime.db.sqlite.exec(
    `CREATE TRIGGER broken BEFORE INSERT ON journal_entry WHEN NEW.kind = 'savings-interest' AND NEW.memo = '${month}'
     BEGIN SELECT RAISE(ABORT, 'broken'); END`,
  );
  return coop;
}

/** Jumps there as a machine does that was off, and looks each hour for some time where it is said. */
async function jump({ world }: CoopWorld, at: number, hours = 0): Promise<void> {
  world.clock.advanceTo(at);
  await world.later(MINUTE);
  for (let passed = 0; passed < hours; passed++) await world.later(HOUR);
}

const mended = ({ world }: Pick<CoopWorld, "world">) => world.runtime.db.sqlite.exec("DROP TRIGGER broken");
const trouble = (coop: CoopWorld, address: string) =>
  coop.heard(address).filter((text) => text.includes("belum berhasil"));

describe("a job of the books that throws", () => {
  it("is tried again after growing waits, about a day long", () => {
    const waits = Array.from({ length: LIMITS.dutyTries + 1 }, (_, i) => waitAfter(i + 1));
    expect(waits.slice(0, 3)).toEqual([MINUTE, 4 * MINUTE, 16 * MINUTE]);
    expect(waits.at(-1)).toBeUndefined();
    const all = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0);
    expect(all).toBeGreaterThan(20 * HOUR);
    expect(all).toBeLessThan(DAY);
  });

  it("is booked with its own date when what was wrong is mended, and nobody hears of trouble", async () => {
    const coop = await broken("2026-12");
    await jump(coop, jakarta("2027-01-01", "01:30"));
    expect(booked(coop)).toEqual([]);
    expect(coop.books.jobs.undone(1, 2026)).toEqual(["2026-12"]);
    mended(coop);
    await jump(coop, jakarta("2027-01-01", "01:45"));
    expect(booked(coop)).toEqual(["2026-12"]);
    expect([...coop.books.journal.entries(1)].at(-1)).toMatchObject({ valueOn: "2026-12-31" });
    expect(trouble(coop, ADMIN)).toEqual([]);
    expect(coop.books.jobs.undone(1, 2026)).toEqual([]);
  });

  it("is given up after a day, told once to the supervisor and to who looks after it, and the next month goes on", async () => {
    const coop = await broken("2026-12");
    await jump(coop, jakarta("2027-01-01", "01:30"), 48);
    for (const address of [ADMIN, PHONES.supervisor])
      expect(trouble(coop, address)).toEqual([
        "jasa simpanan Melati bulan 12/2026 belum berhasil dibukukan, walau sudah saya coba berkali-kali sehari ini. Bulan berikutnya tetap berjalan. Mohon minta pengelola server melihat catatannya, lalu menyalakan Rukun lagi, supaya saya coba sekali lagi.",
      ]);
    expect(trouble(coop, PHONES.treasurer)).toEqual([]);
    // The year waits for it.
    expect(coop.books.jobs.undone(1, 2026)).toEqual(["2026-12"]);
    await jump(coop, jakarta("2027-02-01", "02:00"));
    expect(booked(coop)).toEqual(["2027-01"]);
    expect(trouble(coop, ADMIN)).toEqual([]);
  });

  it("of another kind is told as well, to who looks after it alone, and once for all that fail alike", async () => {
    const coop = await broken("2026-12");
    coop.world.runtime.db.sqlite.exec(
      "CREATE TRIGGER no_anchor BEFORE INSERT ON ledger_anchor BEGIN SELECT RAISE(ABORT, 'broken'); END",
    );
    await jump(coop, jakarta("2026-11-20", "19:01"), 36);
    const told = coop.heard(ADMIN).filter((text) => text.includes("gagal saya kerjakan"));
    expect(told).toEqual([
      "Ada tugas koperasi yang gagal saya kerjakan sesudah dicoba berkali-kali (anchor). Mohon minta pengelola server melihat catatannya.",
    ]);
  });

  it("that was given up is taken up with the next start", async () => {
    const home = temporaryFolder();
    const coop = await broken("2026-12", home);
    await jump(coop, jakarta("2027-01-01", "01:30"), 48);
    mended(coop);
    const at = coop.world.clock.now();
    await coop.world.stop();
    const world = new World({
      home,
      modules: (parts) => [...membershipOnly(parts), cooperativeModule({ ...parts, hours: PROGRAMME.hours })],
    });
    world.clock.advanceTo(at + MINUTE);
    await world.begin();
    const memos = world.runtime.db.sqlite
      .prepare("SELECT memo FROM journal_entry WHERE kind = 'savings-interest'")
      .pluck();
    expect(memos.all()).toEqual(["2026-12"]);
  });
});
