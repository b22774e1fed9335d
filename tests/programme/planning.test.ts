import { beforeEach, describe, expect, it } from "vitest";
import { DAY, WEEK } from "../../src/clock.ts";
import type { Role } from "../../src/flow/definition.ts";
import { PAGE, Planning } from "../../src/programme/weekly/planning.ts";
import { Duties } from "../../src/schedule/duties.ts";
import type { Zone } from "../../src/zones.ts";
import { melati, type People, peopleIn, wib } from "./support.ts";

const THURSDAY = wib("2026-11-19", "10:00");

let world: People;
let planning: Planning;

beforeEach(() => {
  world = peopleIn();
  planning = new Planning(world.db.sqlite, new Duties(world.db.sqlite), melati());
});

const add = (name: string, role: Role, zone: Zone = "Asia/Jakarta", at = 0) =>
  world.directory.add({ name, called: name, zone, roles: [role] }, at);
type Row = { key: string; kind: string; dueAt: number; state: string };
const rows = () =>
  world.db.sqlite.prepare("SELECT key, kind, due_at AS dueAt, state FROM duty ORDER BY due_at, key").all() as Row[];
const times = (kind: string) =>
  rows()
    .filter((r) => r.kind === kind)
    .map((r) => new Date(r.dueAt).toISOString());

describe("planning", () => {
  it("makes what falls due in eight days, in everybody's own zone", () => {
    for (const [name, zone] of [
      ["a", "Asia/Jakarta"],
      ["b", "Asia/Makassar"],
      ["c", "Asia/Jayapura"],
    ] as const)
      add(name, "beneficiary", zone);
    planning.step(THURSDAY);
    expect(times("weekly-report.invite")).toEqual([
      "2026-11-20T07:00:00.000Z",
      "2026-11-20T08:00:00.000Z",
      "2026-11-20T09:00:00.000Z",
    ]);
  });

  it("makes each role's duties, and nothing for others", () => {
    for (const role of ["kader", "facilitator", "coordinator", "treasurer", "protection"] as const) add(role, role);
    planning.step(THURSDAY);
    expect(rows().map((r) => r.kind)).toEqual([
      "kader-report.invite",
      "facilitator-report.invite",
      "digest.facilitator",
      "digest.coordinator",
    ]);
  });

  it("planned again makes nothing twice, also on the next days", () => {
    add("a", "beneficiary");
    for (let now = THURSDAY; now < THURSDAY + 2 * WEEK; now += DAY / 4) planning.step(now);
    const keys = rows().map((r) => r.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(times("weekly-report.invite")).toEqual([
      "2026-11-20T09:00:00.000Z",
      "2026-11-27T09:00:00.000Z",
      "2026-12-04T09:00:00.000Z",
    ]);
  });

  it("finds on the next day who joined since, for what lies before her", () => {
    planning.step(THURSDAY);
    add("late", "beneficiary", "Asia/Jakarta", wib("2026-11-20", "18:00"));
    planning.step(THURSDAY + 2 * DAY);
    expect(times("weekly-report.invite")).toEqual(["2026-11-27T09:00:00.000Z"]);
  });

  it("invites nobody for a week that began before this home did", () => {
    add("a", "beneficiary");
    planning.step(wib("2026-11-20", "17:00"));
    expect(times("weekly-report.invite")).toEqual(["2026-11-27T09:00:00.000Z"]);
  });

  it("after two weeks without power makes only what is not past", () => {
    add("a", "beneficiary");
    planning.step(THURSDAY);
    planning.step(wib("2026-12-08", "09:00"));
    expect(times("weekly-report.invite")).toEqual([
      "2026-11-20T09:00:00.000Z",
      // The Friday before is still asked for until Wednesday; the one of 27 November is not.
      "2026-12-04T09:00:00.000Z",
      "2026-12-11T09:00:00.000Z",
    ]);
  });

  it("leaves out who stopped", () => {
    const id = add("a", "beneficiary");
    world.directory.change(id, { status: "stopped" }, 0);
    planning.step(THURSDAY);
    expect(rows()).toEqual([]);
  });

  it("goes through many people a page each tick, and through all of them", () => {
    const many = PAGE * 2 + 10;
    world.db.sqlite.transaction(() => {
      for (let i = 0; i < many; i++) add(`p${i}`, "beneficiary");
    })();
    const made: number[] = [];
    for (let tick = 0; tick < 4; tick++) {
      planning.step(THURSDAY + tick * 60_000);
      made.push(rows().length);
    }
    expect(made).toEqual([PAGE, 2 * PAGE, many, many]);
  });
});
