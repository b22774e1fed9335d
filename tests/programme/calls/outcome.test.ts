import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { figuresOf } from "../../../src/programme/reports/tally.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";
import { melati } from "../support.ts";

const [DEWI, WATI] = ["7000000011", "Ibu Wati"];

async function play(world: World, address: string, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(address, text);
  return last.join("\n");
}

/** Kak Dewi is asked to call Ibu Wati, and has nothing else to do. */
async function waiting(): Promise<World> {
  const { world } = await demoWorld();
  await play(world, DEWI, "menu", "batal");
  const { sqlite } = world.runtime.db;
  const idOf = sqlite.prepare("SELECT id FROM person WHERE called = ?").pluck();
  sqlite
    .prepare("INSERT INTO ticket (id, person_id, helper_id, kind, state, opened_at) VALUES ('t1', ?, ?, ?, 'open', ?)")
    .run(idOf.get(WATI), idOf.get("Kak Dewi"), "callback", world.clock.now());
  return world;
}

const called = (world: World) =>
  (
    world.runtime.db.sqlite
      .prepare("SELECT mode, data FROM event WHERE kind = 'field.called' ORDER BY rowid")
      .all() as {
      mode: string;
      data: string;
    }[]
  ).map(({ mode, data }) => ({ mode, ...(JSON.parse(data) as object) }));
const state = (world: World) =>
  world.runtime.db.sqlite.prepare("SELECT state FROM ticket WHERE id = 't1'").pluck().get();

/** What a report of the week says of it. */
const counted = ({ runtime: { db } }: World) => {
  const source = { sqlite: db.sqlite, pack: melati(), main: "melati" };
  const [week, before] = [
    { from: "2026-11-16", to: "2026-11-22" },
    { from: "2026-11-09", to: "2026-11-15" },
  ];
  return figuresOf(source, week, before).kinds.filter(({ kind }) => kind === "field.called");
};

describe("what came of a call", () => {
  it("is told in two short answers, ends the task and is counted", async () => {
    const world = await waiting();
    expect(await play(world, DEWI, "tugas")).toContain("1. Ibu Wati: minta dihubungi");
    expect(await play(world, DEWI, "1", "1")).toContain("sudah bisa bicara langsung dengan Ibu Wati di Karangsari?");
    expect(await play(world, DEWI, "sudah")).toContain("Apa hasilnya?");
    expect(await play(world, DEWI, "sudah dibantu")).toContain("Hasilnya sudah dicatat");
    expect(called(world)).toEqual([{ mode: "facilitator", outcome: "reached", did: "helped" }]);
    expect(state(world)).toBe("closed");
    expect(await play(world, DEWI, "tugas")).not.toContain("Ibu Wati");
    expect(counted(world)).toEqual([
      { kind: "field.called", now: { told: 1, people: 1 }, before: { told: 0, people: 0 } },
    ]);
  });

  it("is asked too of who says that it is done", async () => {
    const world = await waiting();
    expect(await play(world, DEWI, "tugas", "1", "sudah selesai")).toContain("sudah bisa bicara langsung");
    expect(state(world)).toBe("open");
  });

  it("may be that nobody was there: it comes back on the day, with how often it was tried", async () => {
    const world = await waiting();
    expect(await play(world, DEWI, "tugas", "1", "1", "belum bisa")).toContain("Kapan dicoba lagi?");
    expect(await play(world, DEWI, "kemarin")).toContain("Tanggal itu sudah lewat");
    expect(await play(world, DEWI, "lusa")).toContain("muncul lagi di TUGAS mulai Minggu, 22 November 2026");
    expect(called(world)).toEqual([{ mode: "facilitator", outcome: "not-reached" }]);
    expect(await play(world, DEWI, "tugas")).not.toContain("Ibu Wati");
    world.clock.advanceTo(world.clock.now() + 2 * DAY);
    expect(await play(world, DEWI, "tugas", "1")).toContain(
      "Pernah ditunda sampai Minggu, 22 November 2026: Belum bisa dihubungi",
    );
    expect(await play(world, DEWI, "1")).toContain("Sudah dicoba 1 kali, terakhir Jumat, 20 November 2026.");
    await play(world, DEWI, "minta lain hari", "besok");
    expect(called(world).at(-1)).toEqual({ mode: "facilitator", outcome: "later" });
    expect(state(world)).toBe("open");
  });

  it("may be that somebody should go there: the visit is a task of its own", async () => {
    const world = await waiting();
    expect(await play(world, DEWI, "tugas", "1", "1", "1", "perlu dikunjungi")).toContain(
      "Kunjungannya sudah masuk TUGAS",
    );
    expect(await play(world, DEWI, "tugas")).toContain("Ibu Wati: kunjungi lagi");
  });
});
