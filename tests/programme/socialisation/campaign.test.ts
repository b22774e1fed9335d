import { beforeEach, describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { domainModules } from "../../../src/modules.ts";
import { EventLog, schemasOf } from "../../../src/programme/index.ts";
import type { MayInitiate } from "../../../src/programme/socialisation/campaign/audience.ts";
import { Campaigns } from "../../../src/programme/socialisation/campaign/work.ts";
import { SOCIALISATION } from "../../../src/programme/socialisation/limits.ts";
import { FRIDAY, World } from "../../support/world.ts";
import { melati } from "../support.ts";

const pack = melati();
let world: World;
let campaigns: Campaigns;
let ids = 0;

/** Sees the same tables as the campaigns of the running world. */
function campaignsOf({ runtime }: World, mayInitiate: MayInitiate = () => true): Campaigns {
  const { db, outbox, duties } = runtime;
  const packs = new Map([[pack.id, pack]]);
  const events = new EventLog(db.sqlite, () => `e${++ids}`, schemasOf(packs), pack.id);
  const { texts } = runtime.options.content;
  return new Campaigns({ db, outbox, duties, events, texts, packs, main: pack, mayInitiate });
}

const given = (over = {}) => ({
  programme: "melati",
  audience: "penerima",
  text: "besok ada pertemuan.",
  filters: {},
  by: null,
  expiresAt: world.clock.now() + 3 * DAY,
  ...over,
});

function make(over = {}, reached = 1) {
  return campaigns.make(given(over), reached, world.clock.now(), () => `c${++ids}`);
}

const got = (address: string) => world.seen(address).filter((text) => text.includes("besok ada pertemuan"));
const reasonOf = (id: string, personId: string) =>
  world.runtime.db.sqlite
    .prepare("SELECT state, reason FROM campaign_person WHERE campaign_id = ? AND person_id = ?")
    .get(id, personId);

async function begin(options = {}) {
  world = await World.start({ modules: domainModules(pack), programme: pack, ...options });
  campaigns = campaignsOf(world);
}

beforeEach(() => begin());

describe("a campaign", () => {
  it("reaches whom it may once, and says of everybody else why not", async () => {
    const sari = world.add("Sari", "t1");
    const tuti = world.add("Tuti", "t2");
    const rina = world.add("Rina", "t3");
    const { directory, outbox } = world.runtime;
    const wati = directory.add(
      { name: "Wati", called: "Ibu Wati", zone: "Asia/Jakarta", roles: ["beneficiary"] },
      FRIDAY,
    );
    await world.send("t2", "berhenti");
    for (let n = 0; n < 4; n += 1)
      outbox.add({
        key: `x${n}`,
        channel: "simulator-telegram",
        address: "t3",
        personId: rina,
        priority: 1,
        policy: "resend",
        body: { text: "hai" },
        createdAt: FRIDAY,
      });
    const dry = campaigns.sending.dryRun(given(), world.clock.now());
    expect(dry).toMatchObject({ reached: 1, later: 0, leftOut: { stopped: 1, cap: 1, "no-phone": 1, cold: 0 } });
    expect(dry.samples).toEqual([expect.stringContaining("Ibu Sari,\nbesok ada pertemuan.")]);
    const { id } = make();
    await world.later(MINUTE);
    await world.later(MINUTE);
    expect(got("t1")).toHaveLength(1);
    expect([got("t2"), got("t3")]).toEqual([[], []]);
    expect(reasonOf(id, sari)).toEqual({ state: "sent", reason: null });
    expect(reasonOf(id, tuti)).toEqual({ state: "left-out", reason: "stopped" });
    expect(reasonOf(id, rina)).toEqual({ state: "left-out", reason: "cap" });
    expect(reasonOf(id, wati)).toEqual({ state: "left-out", reason: "no-phone" });
    expect(campaigns.find(id).state).toBe("sent");
    const told = world.runtime.db.sqlite.prepare(
      "SELECT person_id, data FROM event WHERE kind = 'socialisation.reached'",
    );
    expect(told.all()).toEqual([
      { person_id: sari, data: JSON.stringify({ activity: "campaign", audience: "penerima" }) },
    ]);
  });

  it("counts a large audience in pieces, before anybody asks for it", async () => {
    const count = SOCIALISATION.sweepPage + 200;
    for (let n = 0; n < count; n += 1) world.add(`Sari ${n}`, `p${n}`);
    const now = world.clock.now();
    expect(campaigns.counts.isFresh(given(), now)).toBe(false);
    campaigns.counts.begin(given(), now);
    expect(campaigns.counts.step(given(), now)).toBe(true);
    // Who asks meanwhile is told all of it.
    expect(campaigns.counts.dryRun(given(), now)).toEqual(campaigns.sending.dryRun(given(), now));
    expect(campaigns.counts.step(given(), now)).toBe(false);
    world.add("Baru", "q1");
    expect(campaigns.counts.dryRun(given(), now).reached).toBe(count);
    expect(campaigns.counts.dryRun(given({ filters: { village: "Nirmala" } }), now).reached).toBe(0);
    expect(campaigns.counts.dryRun(given(), now + HOUR).reached).toBe(count + 1);
  });

  it("never begins with somebody who has not written, where the channel does not allow it", () => {
    world.add("Sari", "t1");
    const shy = campaignsOf(world, (_, hasWritten) => hasWritten);
    expect(shy.sending.dryRun(given(), FRIDAY)).toMatchObject({ reached: 0, leftOut: { cold: 1 } });
  });

  it("waits for the hours of each zone", async () => {
    // 19:29 in Jakarta, 21:29 in Jayapura.
    world.clock.advanceTo(Date.parse("2026-11-20T19:20:00+07:00"));
    world.add("Sari", "t1");
    const { directory } = world.runtime;
    const addresses = [{ channel: "simulator-telegram", address: "t2" }];
    directory.add(
      { name: "Ester", called: "Ibu Ester", zone: "Asia/Jayapura", roles: ["beneficiary"], addresses },
      FRIDAY,
    );
    make();
    await world.later(MINUTE);
    expect([got("t1").length, got("t2").length]).toEqual([1, 0]);
    await world.walkTo(Date.parse("2026-11-21T07:59:00+09:00"));
    expect(got("t2")).toHaveLength(0);
    await world.walkTo(Date.parse("2026-11-21T08:02:00+09:00"));
    expect(got("t2")).toHaveLength(1);
  });

  it("goes out to nobody while it is paused, and goes on with those who are left", async () => {
    world.clock.advanceTo(Date.parse("2026-11-20T20:00:00+07:00"));
    world.add("Sari", "t1");
    const { id } = make();
    await world.later(MINUTE);
    expect(campaigns.step(id, "pause", "a", world.clock.now())).toBe("done");
    await world.walkTo(Date.parse("2026-11-21T12:00:00+07:00"));
    expect(got("t1")).toHaveLength(0);
    expect(campaigns.step(id, "resume", "a", world.clock.now())).toBe("done");
    await world.later(MINUTE);
    await world.later(MINUTE);
    expect(got("t1")).toHaveLength(1);
    expect(campaigns.step(id, "pause", "a", world.clock.now())).toBe("over");
  });

  it.each(["cancel", "expire", "stop"] as const)("sends nothing after %s of what still waits", async (how) => {
    world.clock.advanceTo(Date.parse("2026-11-20T20:00:00+07:00"));
    const sari = world.add("Sari", "t1");
    const { id } = make(how === "expire" ? { expiresAt: world.clock.now() + HOUR } : {});
    await world.later(MINUTE);
    if (how === "cancel") campaigns.step(id, "cancel", "a", world.clock.now());
    if (how === "stop") await world.send("t1", "berhenti");
    await world.walkTo(Date.parse("2026-11-21T09:00:00+07:00"));
    expect(got("t1")).toHaveLength(0);
    const reason = { cancel: "cancelled", expire: "expired", stop: "stopped" }[how];
    expect(reasonOf(id, sari)).toEqual({ state: "failed", reason });
    expect(campaigns.find(id).state).toBe({ cancel: "cancelled", expire: "expired", stop: "sent" }[how]);
  });

  it("to many waits for a second person, and its maker is none", async () => {
    world.add("Sari", "t1");
    const maker = world.add("Andi", "t8", ["coordinator"]);
    const other = world.add("Retno", "t9", ["manager"]);
    const { id } = make({ by: maker }, 51);
    await world.later(MINUTE);
    expect(got("t1")).toHaveLength(0);
    expect(campaigns.step(id, "approve", maker, world.clock.now())).toBe("self");
    expect(campaigns.step(id, "approve", other, world.clock.now())).toBe("done");
    expect(campaigns.step(id, "approve", other, world.clock.now())).toBe("over");
    await world.later(MINUTE);
    await world.later(MINUTE);
    expect(got("t1")).toHaveLength(1);
    expect(campaigns.find(id)).toMatchObject({ state: "sent", approvedBy: other });
    expect(world.seen("t8").at(-1)).toContain("Kampanye selesai. Terkirim 1");
  });

  it("of several pages comes to nobody twice, also where it is planned again from the beginning", async () => {
    const count = 700;
    for (let n = 0; n < count; n += 1) world.add(`Sari ${n}`, `p${n}`);
    const { id } = make();
    await world.later(MINUTE);
    const rows = () =>
      world.runtime.db.sqlite.prepare("SELECT count(*) FROM outbox WHERE key LIKE 'campaign:%'").pluck().get();
    expect(rows()).toBe(count);
    // As if the place where it stood had been lost.
    campaigns.store.setPlace(id, { after: "", planned: false });
    world.runtime.db.sqlite.prepare("UPDATE campaign SET state = 'sending' WHERE id = ?").run(id);
    await world.later(MINUTE);
    expect(rows()).toBe(count);
    for (const n of [0, 299, 300, 699]) expect(got(`p${n}`)).toHaveLength(1);
  });
});
