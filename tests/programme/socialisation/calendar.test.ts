import { beforeEach, describe, expect, it } from "vitest";
import { DAY, HOUR, WEEK } from "../../../src/clock.ts";
import { packageRoot } from "../../../src/home.ts";
import { domainModules } from "../../../src/modules.ts";
import { loadPacks } from "../../../src/programme/index.ts";
import { startCalendar } from "../../../src/programme/socialisation/calendar/calendar.ts";
import { CalendarStore } from "../../../src/programme/socialisation/calendar/store.ts";
import { FRIDAY, World } from "../../support/world.ts";
import { melati } from "../support.ts";

const pena = loadPacks(packageRoot(), ["pena"]).packs.get("pena");
if (pena === undefined) throw new Error("programmes/pena is not there");
const pack = { ...melati(), beside: [pena] };
const ANDI = "t8";
/** The first Monday of the weeks. */
const MONDAY = Date.parse("2026-11-23T08:00:00+07:00");
let world: World;

const reminders = () => world.seen(ANDI).filter((text) => text.includes("tugas minggu ini"));
const overdue = () => world.seen(ANDI).filter((text) => text.includes("belum selesai"));

/** The weeks of these begin on the Monday after. */
function begin(...packs: (typeof pack)[]): void {
  const { db, directory, duties } = world.runtime;
  const store = new CalendarStore(db.sqlite);
  let ids = 0;
  const newId = () => `task${packs.length}${++ids}`;
  for (const one of packs)
    startCalendar({ store, directory, duties }, one, { from: "2026-11-25", by: null, now: FRIDAY, newId });
}

beforeEach(async () => {
  world = await World.start({ modules: domainModules(pack), programme: pack });
  world.add("Andi", ANDI, ["coordinator"]);
});

describe("the weeks of a calendar", () => {
  it("remind on Monday morning within her hours, once", async () => {
    begin(pack);
    await world.walkTo(MONDAY - HOUR);
    expect(reminders()).toEqual([]);
    await world.walkTo(MONDAY + 2 * DAY);
    expect(reminders()).toHaveLength(1);
  });

  it("after a week without the server remind of the week that it is, and not of the one that is over", async () => {
    begin(pack);
    world.clock.advanceTo(MONDAY + WEEK + DAY);
    await world.later(HOUR);
    expect(reminders()).toHaveLength(1);
    expect(overdue().length).toBeLessThanOrEqual(1);
    await world.later(HOUR);
    expect(reminders()).toHaveLength(1);
  });

  it("found at night they wait for the morning, also when the clock jumps there and on", async () => {
    begin(pack);
    world.clock.advanceTo(MONDAY + 15 * HOUR);
    await world.later(HOUR);
    expect(reminders()).toEqual([]);
    world.clock.advanceTo(MONDAY + DAY + HOUR);
    await world.later(HOUR);
    expect(reminders()).toHaveLength(1);
  });

  it("of two programmes each remind of their own tasks", async () => {
    begin(pack, pena as typeof pack);
    await world.walkTo(MONDAY + 4 * HOUR);
    const lines = reminders().map((text) => text.split("\n").filter((line) => line.startsWith("- ")));
    expect(lines).toHaveLength(2);
    const [first = [], second = []] = lines;
    expect(first.length).toBeGreaterThan(0);
    expect(first.filter((line) => second.includes(line))).toEqual([]);
  });
});
