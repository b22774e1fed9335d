import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../src/clock.ts";
import { LIMITS } from "../../src/limits.ts";
import { minuteOfDay, type Zone } from "../../src/zones.ts";
import { demoWorld } from "../support/demo-world.ts";

type Row = { key: string; personId: string; priority: number; createdAt: number; sentAt: number; zone: Zone };

/** What was sent to people whose work this is not. */
const TO_PEOPLE = `SELECT o.key, o.person_id AS personId, o.priority, o.created_at AS createdAt, o.sent_at AS sentAt, p.zone
  FROM outbox o JOIN person p ON p.id = o.person_id WHERE o.sent_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM person_role r WHERE r.person_id = p.id AND r.role IN ('kader', 'facilitator', 'coordinator', 'manager',
      'admin', 'protection', 'treasurer', 'chair', 'supervisor'))`;

const MORNING = 8 * 60;
const EVENING = 19 * 60 + 30;

describe("Three weeks of all domains, in which the members write nothing", () => {
  it("bring nobody anything outside of her hours, nor more than four messages a week", async () => {
    const { world } = await demoWorld({ books: true, suara: true });
    // In the demo everybody wrote just before it begins.
    const silentFrom = world.clock.now() + DAY;
    await world.walkTo(world.clock.now() + 21 * DAY);
    const all = world.runtime.db.sqlite.prepare(TO_PEOPLE).all() as Row[];
    const rows = all.filter(({ createdAt }) => createdAt > silentFrom);
    const domains = new Set(rows.map(({ key }) => key.split(/[:.]/)[1]));
    expect([...domains]).toEqual(expect.arrayContaining(["loan", "weekly-report", "coop"]));
    const early = rows.filter(({ zone, sentAt }) => {
      const minute = minuteOfDay(zone, sentAt);
      return minute < MORNING || minute >= EVENING;
    });
    expect(early).toEqual([]);
    const begun = rows.filter(({ priority }) => priority > 0);
    const tooMany = begun.filter(({ personId, createdAt }) => {
      const week = begun.filter((one) => one.personId === personId && one.createdAt <= createdAt);
      return week.filter((one) => one.createdAt > createdAt - 7 * DAY).length > LIMITS.initiatedPerWeek;
    });
    expect(tooMany).toEqual([]);
  });
});

describe("What could not be sent in time because the platform was away", () => {
  it("does not come in the night, when it is back", async () => {
    const { world } = await demoWorld();
    const { outbox, dispatcher } = world.runtime;
    const [personId = null] = world.runtime.people.at("simulator-telegram", "7000000001")?.people ?? [];
    const friday = world.clock.now();
    const night = Math.ceil(friday / DAY) * DAY - 7 * HOUR + 23 * HOUR;
    const row = { key: "late", channel: "simulator-telegram", address: "7000000001", personId, priority: 1 } as const;
    outbox.add({ ...row, policy: "resend", body: { text: "Halo" }, createdAt: friday, dueAt: night - HOUR });
    world.clock.advanceTo(night);
    dispatcher.wake();
    await world.runtime.settled();
    const dueAt = world.runtime.db.sqlite.prepare("SELECT due_at FROM outbox WHERE key = 'late'").pluck().get();
    expect(dueAt).toBe(night + 9 * HOUR);
    expect(world.seen("7000000001")).toEqual([]);
  });
});
