import { expect, test } from "vitest";
import { DAY } from "../../src/clock.ts";
import { demoWorld } from "../support/demo-world.ts";
import type { World } from "../support/world.ts";
import { rukun } from "./command.ts";

const SARI = "7000000001";
const TUTI = "7000000003";

/** The demo's Sari misunderstands and is done on Friday; Tuti begins on Saturday, from the menu, and is silent. */
async function played(): Promise<World> {
  const { world } = await demoWorld();
  for (const text of ["lapor", "1", "anu", "150rb", "1", "1", "1"]) await world.send(SARI, text);
  await world.later(DAY);
  await world.send(TUTI, "menu");
  await world.send(TUTI, "1");
  return world;
}

const stats = (world: World, ...args: string[]) =>
  rukun({ cwd: world.home }, "--home", world.home, "flows", "stats", ...args);

const row = (out: string, step: string) =>
  (out.split("\n").find((line) => line.startsWith(`${step} `)) ?? "").split(/ {2,}/).slice(1, 5);

test("what happened in conversations is told by step, from the log that they left", async () => {
  const world = await played();
  const { code, out, err } = await stats(world, "weekly-report");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const lines = out.split("\n");
  expect(lines[0]).toMatch(/^STEP +REACHED +ANSWERED +AGAIN +WHICH .* DROPPED +MEDIAN +P90$/);
  expect(lines.slice(1, 8).map((line) => line.split(" ")[0])).toEqual([
    "correct",
    "running",
    "profit",
    "obstacle",
    "activity",
    "help",
    "review-1",
  ]);
  expect(row(out, "running")).toEqual(["2", "1", "0", "0"]);
  expect(row(out, "profit")).toEqual(["1", "1", "1", "0"]);
  expect(row(out, "review-1")).toEqual(["1", "1", "0", "0"]);
  expect(out).toContain("2 people were asked something in weekly-report.");
  expect(out).not.toMatch(/Sari|Tuti|anu|%\)/);
});

test("only the days of the period count, as the programme's zone has them, both included", async () => {
  const world = await played();
  expect(row((await stats(world, "weekly-report", "--to", "2026-11-20")).out, "running")[0]).toBe("1");
  expect(row((await stats(world, "weekly-report", "--from", "2026-11-21")).out, "running")[0]).toBe("1");
  expect((await stats(world, "weekly-report", "--from", "2026-11-22")).out).toContain("0 people were asked something");
});

test("as CSV it has numbers to calculate with; small groups have no percentages and no times", async () => {
  const world = await played();
  const log = world.runtime.db.sqlite.prepare(
    `INSERT INTO turn_log (person_id, at, flow, step, events, next, waited_ms, channel)
     VALUES (?, ?, 'weekly-report', 'obstacle', ?, ?, 90000, 'telegram')`,
  );
  for (let n = 0; n < 19; n++)
    log.run(`p${n}`, world.clock.now(), n < 9 ? "answered" : "misunderstood", n < 9 ? null : "obstacle");
  const { out } = await stats(world, "weekly-report", "--format", "csv");
  const lines = out.split("\r\n").map((line) => line.split(","));
  const cells = (step: string) =>
    Object.fromEntries((lines[0] ?? []).map((name, at) => [name, lines.find((line) => line[0] === step)?.[at]]));
  expect(cells("obstacle")).toMatchObject({
    reached: "20",
    answered: "10",
    answered_percent: "50",
    again_percent: "50",
  });
  expect(cells("obstacle")).toMatchObject({ dropped: "10", median_seconds: "90", asked_today: "yes" });
  expect(cells("profit")).toMatchObject({ answered: "1", answered_percent: "", median_seconds: "", p90_seconds: "" });
  expect((await stats(world, "weekly-report")).out).toMatch(
    /^obstacle +20 +10 \(50%\) +10 \(50%\) +0 .* 1\.5 min +1\.5 min$/m,
  );
});

test("a flow that there never was is told, with the one that may be meant", async () => {
  const { world } = await demoWorld();
  const done = await stats(world, "weekly-reprot");
  expect(done.code).toBe(1);
  expect(done.err).toContain('Did you mean "weekly-report"?');
});
