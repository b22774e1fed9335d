import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../src/home.ts";
import { loadPacks } from "../../../src/programme/index.ts";
import { drawUp } from "../../../src/programme/reports/index.ts";
import type { World } from "../../support/world.ts";
import { DAY_MS, enrolledWorld, jumpBy, personOf, play, SARI, sent, WEEK_MS } from "./support.ts";

type Level = { person: string; on: string; source: string };
const levels = (world: World): Level[] =>
  world.runtime.db.sqlite
    .prepare(
      `SELECT person_id AS person, on_date AS "on", source FROM event WHERE kind = 'graduation.level'
       ORDER BY on_date, person_id`,
    )
    .all() as Level[];
const ofMonth = (world: World, month: string) => levels(world).filter(({ source }) => source.endsWith(`:${month}`));
const enrolled = (world: World): number =>
  world.runtime.db.sqlite
    .prepare("SELECT count(DISTINCT person_id) FROM enrolment WHERE as_role = 'beneficiary'")
    .pluck()
    .get() as number;

describe("where everybody stands", () => {
  it("is written down once a month, of each who takes part, and told to nobody", async () => {
    const world = await enrolledWorld();
    expect(ofMonth(world, "2026-11")).toHaveLength(enrolled(world));
    for (let day = 0; day < 12; day += 1) await jumpBy(world, DAY_MS);
    const december = ofMonth(world, "2026-12");
    expect(new Set(december.map(({ person }) => person)).size).toBe(enrolled(world));
    expect(december).toHaveLength(enrolled(world));
    expect(new Set(december.map(({ on }) => on))).toEqual(new Set(["2026-12-01"]));
    expect(sent(world, SARI)).not.toContain("tingkat");
  });

  it("is made up for after weeks without power, and not twice after a restart", async () => {
    const world = await enrolledWorld();
    await jumpBy(world, 3 * WEEK_MS);
    const made = ofMonth(world, "2026-12");
    expect(made).toHaveLength(enrolled(world));
    expect(new Set(made.map(({ on }) => on))).toEqual(new Set(["2026-12-11"]));
    const { sqlite } = world.runtime.db;
    sqlite.prepare("UPDATE duty SET state = 'due' WHERE kind = 'graduation.levels'").run();
    await jumpBy(world, DAY_MS);
    expect(ofMonth(world, "2026-12")).toHaveLength(enrolled(world));
  });

  it("stands in the matrix of a report, level by level and criterion by criterion", async () => {
    const world = await enrolledWorld();
    await play(world, SARI, "mengapa");
    const pack = loadPacks(packageRoot(), ["melati"]).packs.get("melati");
    if (pack === undefined) throw new Error("programmes/melati is not there");
    const days = { from: "2026-11-01", to: "2026-11-30" };
    const source = { sqlite: world.runtime.db.sqlite, pack, main: pack.id };
    const { matrix, figures } = drawUp(source, { programme: pack.id, kind: "monthly", days }, "2026-11-20");
    const all = matrix?.levels.reduce((sum, { now }) => sum + now, 0);
    expect(all).toBe(enrolled(world));
    expect(matrix?.levels.find(({ level }) => level === "rentan")?.now).toBeGreaterThan(0);
    for (const { met, notYet, unknown } of matrix?.criteria ?? []) expect(met + notYet + unknown).toBe(all);
    expect(figures.kinds.map(({ kind }) => kind)).not.toContain("graduation.level");
    const scope = { people: new Set([personOf(world, SARI)]), by: "nobody" };
    const hers = drawUp(source, { programme: pack.id, kind: "monthly", days }, "2026-11-20", scope).matrix;
    expect(hers?.levels.reduce((sum, { now }) => sum + now, 0)).toBe(1);
  });
});
