import { beforeEach, describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, WEEK } from "../../../src/clock.ts";
import { domainModules } from "../../../src/modules.ts";
import { EventLog, schemasOf } from "../../../src/programme/index.ts";
import { Campaigns } from "../../../src/programme/socialisation/campaign/work.ts";
import { World } from "../../support/world.ts";
import { melati } from "../support.ts";

const pack = melati();
let world: World;
let campaigns: Campaigns;
let ids = 0;

const at = (text: string) => Date.parse(text);
/** Friday evening, after the hours: what is made now is due on Saturday at eight. */
const EVENING = at("2026-11-20T20:00:00+07:00");

const got = (address: string) => world.seen(address).filter((text) => text.includes("besok ada pertemuan"));
const sqlite = () => world.runtime.db.sqlite;
const fateOf = (id: string, personId: string) =>
  sqlite()
    .prepare("SELECT state, reason FROM campaign_person WHERE campaign_id = ? AND person_id = ?")
    .get(id, personId);
const dueAt = (id: string, personId: string) =>
  sqlite().prepare("SELECT due_at FROM outbox WHERE key = ?").pluck().get(`campaign:${id}:${personId}`);

beforeEach(async () => {
  world = await World.start({ modules: domainModules(pack), programme: pack, now: EVENING });
  const { db, outbox, duties, options } = world.runtime;
  const packs = new Map([[pack.id, pack]]);
  const events = new EventLog(db.sqlite, () => `e${++ids}`, schemasOf(packs), pack.id);
  const { texts } = options.content;
  campaigns = new Campaigns({ db, outbox, duties, events, texts, packs, main: pack, mayInitiate: () => true });
});

/** A campaign whose messages lie in the outbox, due at eight. */
async function lying(days = 3): Promise<string> {
  const given = { programme: "melati", audience: "penerima", text: "besok ada pertemuan.", filters: {}, by: null };
  const { id } = campaigns.make({ ...given, expiresAt: EVENING + days * DAY }, 1, EVENING, () => `c${++ids}`);
  await world.later(MINUTE);
  return id;
}

/** Rukun was down until then: sending begins before anything else is looked at. */
async function wakesUp(now: number): Promise<void> {
  world.clock.advanceTo(now);
  world.runtime.dispatcher.wake();
  await world.runtime.dispatcher.settled();
}

/** A message that she did not ask for, sent now. */
async function begunWith(personId: string, address: string, count: number): Promise<void> {
  const where = { channel: "simulator-telegram", address, personId, priority: 1, policy: "resend" } as const;
  for (let n = 0; n < count; n += 1)
    world.runtime.outbox.add({ ...where, key: `x${++ids}`, body: { text: "hai" }, createdAt: world.clock.now() });
  world.runtime.dispatcher.wake();
  await world.runtime.dispatcher.settled();
}

describe("what fell due while Rukun was down", () => {
  it("is not sent in the night in which it is found, in nobody's zone, and comes in the morning", async () => {
    const sari = world.add("Sari", "t1");
    const { directory } = world.runtime;
    const addresses = [{ channel: "simulator-telegram", address: "t2" }];
    const ester = directory.add(
      { name: "Ester", called: "Ibu Ester", zone: "Asia/Jayapura", roles: ["beneficiary"], addresses },
      EVENING,
    );
    const id = await lying();
    await wakesUp(at("2026-11-21T23:00:00+07:00"));
    expect([got("t1"), got("t2")]).toEqual([[], []]);
    expect(dueAt(id, sari)).toBe(at("2026-11-22T08:00:00+07:00"));
    expect(dueAt(id, ester)).toBe(at("2026-11-22T08:00:00+09:00"));
    await world.walkTo(at("2026-11-22T06:30:00+07:00"));
    expect([got("t1").length, got("t2").length]).toEqual([0, 1]);
    await world.walkTo(at("2026-11-22T08:03:00+07:00"));
    expect([got("t1").length, got("t2").length]).toEqual([1, 1]);
    expect(fateOf(id, sari)).toEqual({ state: "sent", reason: null });
  });

  it("goes at once when it is found in her hours", async () => {
    world.add("Sari", "t1");
    await lying();
    await wakesUp(at("2026-11-21T15:00:00+07:00"));
    expect(got("t1")).toHaveLength(1);
  });

  it("is not sent any more after a week, when its campaign is over", async () => {
    const sari = world.add("Sari", "t1");
    const id = await lying();
    await wakesUp(EVENING + WEEK - 8 * HOUR);
    expect(got("t1")).toEqual([]);
    await world.later(MINUTE);
    expect(fateOf(id, sari)).toEqual({ state: "failed", reason: "expired" });
    expect(campaigns.find(id).state).toBe("expired");
  });

  it("waits until her week has room, when others were quicker", async () => {
    const sari = world.add("Sari", "t1");
    const tuti = world.add("Tuti", "t2");
    const id = await lying(14);
    // As on a channel with a cap of people a day: theirs come up on Monday only.
    sqlite()
      .prepare("UPDATE outbox SET due_at = ? WHERE key LIKE 'campaign:%'")
      .run(EVENING + 13 * DAY);
    world.clock.advanceTo(at("2026-11-23T12:00:00+07:00"));
    await begunWith(tuti, "t2", 3);
    await begunWith(sari, "t1", 4);
    sqlite().prepare("UPDATE outbox SET due_at = ? WHERE key LIKE 'campaign:%'").run(world.clock.now());
    await wakesUp(world.clock.now());
    expect([got("t1").length, got("t2").length]).toEqual([0, 1]);
    expect(dueAt(id, sari)).toBe(at("2026-11-30T12:00:00+07:00"));
    await wakesUp(at("2026-11-30T12:00:00+07:00"));
    expect(got("t1")).toHaveLength(1);
  });
});

describe("what is about to leave", () => {
  it("stays where it is in the second in which its campaign is paused, and goes when it is resumed", async () => {
    world.add("Sari", "t1");
    const id = await lying();
    const morning = at("2026-11-21T09:00:00+07:00");
    world.clock.advanceTo(morning);
    // Nothing but the decision was written: no message of it was looked at yet.
    campaigns.store.setState(id, "paused");
    await wakesUp(morning);
    expect(got("t1")).toEqual([]);
    campaigns.step(id, "resume", "a", morning);
    await world.later(MINUTE);
    expect(got("t1")).toHaveLength(1);
  });

  it("is dropped in the second in which its campaign is cancelled, or in which she says BERHENTI", async () => {
    const sari = world.add("Sari", "t1");
    const tuti = world.add("Tuti", "t2");
    const id = await lying();
    world.clock.advanceTo(at("2026-11-21T09:00:00+07:00"));
    sqlite().prepare("UPDATE person SET status = 'stopped' WHERE id = ?").run(tuti);
    campaigns.store.setState(id, "cancelled");
    await wakesUp(world.clock.now());
    await world.later(MINUTE);
    expect([got("t1"), got("t2")]).toEqual([[], []]);
    expect(fateOf(id, sari)).toEqual({ state: "failed", reason: "cancelled" });
    expect(fateOf(id, tuti)).toEqual({ state: "failed", reason: "stopped" });
  });

  it("is not certain when it was tried before its campaign was cancelled", async () => {
    const sari = world.add("Sari", "t1");
    const id = await lying();
    world.clock.advanceTo(at("2026-11-21T09:00:00+07:00"));
    sqlite().prepare("UPDATE outbox SET attempts = 1, reason = 'unknown:deadline' WHERE key LIKE 'campaign:%'").run();
    campaigns.step(id, "cancel", "a", world.clock.now());
    await world.later(MINUTE);
    await world.later(MINUTE);
    expect(got("t1")).toEqual([]);
    expect(fateOf(id, sari)).toEqual({ state: "unknown", reason: null });
  });

  it("that had no answer once is told apart, for it may have come twice", async () => {
    const sari = world.add("Sari", "t1");
    const id = await lying();
    world.clock.advanceTo(at("2026-11-21T09:00:00+07:00"));
    sqlite().prepare("UPDATE outbox SET attempts = 1, reason = 'unknown:restart' WHERE key LIKE 'campaign:%'").run();
    await world.later(MINUTE);
    await world.later(MINUTE);
    expect(got("t1")).toHaveLength(1);
    expect(fateOf(id, sari)).toEqual({ state: "sent", reason: "again" });
    expect(campaigns.store.progress(id)).toMatchObject({ sent: 1, again: 1, unknown: 0 });
  });
});

describe("a message that the platform put off", () => {
  it("has come once, and is not told apart, also where it then waited for the night", async () => {
    const sari = world.add("Sari", "t1");
    const id = await lying();
    world.clock.advanceTo(at("2026-11-21T09:00:00+07:00"));
    sqlite().prepare("UPDATE outbox SET attempts = 1, reason = 'wait' WHERE key LIKE 'campaign:%'").run();
    await world.later(MINUTE);
    await world.later(MINUTE);
    expect(got("t1")).toHaveLength(1);
    expect(fateOf(id, sari)).toEqual({ state: "sent", reason: null });
  });
});

describe("a clock that jumps", () => {
  it("into the night and back sends nothing twice and nothing at night", async () => {
    const sari = world.add("Sari", "t1");
    const id = await lying();
    await wakesUp(at("2026-11-22T02:00:00+07:00"));
    expect(got("t1")).toEqual([]);
    // A step back: the morning of the same day once more.
    await wakesUp(at("2026-11-22T08:01:00+07:00"));
    await world.later(MINUTE);
    await wakesUp(world.clock.now());
    expect(got("t1")).toHaveLength(1);
    expect(fateOf(id, sari)).toEqual({ state: "sent", reason: null });
  });
});
