import type Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { Allowance } from "../../../src/conversation/outbox/allowance.ts";
import { dayOf, doneBy, PLAIN_DAY } from "../../../src/conversation/outbox/cap.ts";
import { SQL } from "../../../src/conversation/outbox/sql.ts";
import { OutboxStore } from "../../../src/conversation/outbox/store.ts";
import { inTransaction } from "../../../src/db/open.ts";
import { LIMITS } from "../../../src/limits.ts";
import { FakeChannel } from "../../support/fake-channel.ts";
import { newRow, T0, tempDb } from "./harness.ts";

/** Statements that run for each message or each turn, and the index that each must use. */
const HOT: [keyof typeof SQL, string][] = [
  ["candidates", "COVERING INDEX outbox_due"],
  ["isBegunDue", "COVERING INDEX outbox_due"],
  ["head", "INDEX outbox_chat"],
  ["lastInLine", "INDEX outbox_chat"],
  ["nextDue", "COVERING INDEX outbox_due"],
  ["markSending", "INTEGER PRIMARY KEY"],
  ["finish", "INTEGER PRIMARY KEY"],
  ["dropChat", "INDEX outbox_chat"],
  ["initiatedSince", "INDEX outbox_initiated"],
  ["bodyOf", "INDEX outbox_key"],
  ["bodyByRemoteId", "INDEX outbox_remote"],
  ["approachedOn", "approached USING PRIMARY KEY"],
  ["isApproached", "approached USING PRIMARY KEY"],
  ["lastHeard", "INDEX address_where"],
  ["statusOf", "person USING INDEX sqlite_autoindex_person_1"],
  ["waits", "INDEX outbox_chat"],
  ["wake", "INDEX outbox_chat"],
  ["putOff", "INDEX outbox_chat"],
  ["putOffRow", "INTEGER PRIMARY KEY"],
  ["nextCapped", "INDEX outbox_due"],
  ["lastDue", "COVERING INDEX outbox_due"],
  ["dueThen", "COVERING INDEX outbox_due"],
  ["release", "INTEGER PRIMARY KEY"],
  ["drop", "INTEGER PRIMARY KEY"],
  ["remove", "INTEGER PRIMARY KEY"],
  ["aside", "INDEX outbox_aside"],
  ["asideCount", "COVERING INDEX outbox_aside"],
  ["emptySent", "INDEX outbox_sent"],
  ["emptyDead", "INDEX outbox_aside"],
];

describe("with many rows", () => {
  let db: ReturnType<typeof tempDb>;
  let store: OutboxStore;
  beforeAll(() => {
    db = tempDb();
    fill(db.sqlite, "sent", 20_000);
    fill(db.sqlite, "queued", 10_000);
    store = new OutboxStore(db.sqlite);
  });
  afterAll(() => db.remove());

  it.each(HOT)("%s uses %s and sorts nothing", (name, index) => {
    const plan = planOf(db.sqlite, SQL[name]);
    expect(plan).toContain(index);
    expect(plan).not.toContain("TEMP B-TREE");
    expect(plan.replaceAll(/SCAN outbox USING (COVERING )?INDEX outbox_(due|chat|aside)/g, "")).not.toContain("SCAN");
  });

  it("looks at a handful of rows for a turn, whatever was sent and whatever waits", () => {
    for (let n = 0; n < 50; n += 1) store.add(newRow(`reply ${n}`, { address: `${n}`, createdAt: T0 + 1 }));
    const looked: string[] = [];
    const busyChats = { has: (address: string) => looked.push(address) === 0 };
    const heads = store.heads("fake", T0 + 1, 64, busyChats);
    expect(heads).toHaveLength(64);
    // Each candidate once, in the order of an index, as the plans above say: no chat more than those that go.
    expect(looked).toEqual(heads.map(({ address }) => address));
    expect(store.nextDue("fake", T0 + 1)).toBeUndefined();
  });
});

describe("with a broadcast of 100,000 rows and a cap of 200 people a day", () => {
  let db: ReturnType<typeof tempDb>;
  beforeAll(() => {
    db = tempDb();
    fill(db.sqlite, "queued", 100_000);
  });
  afterAll(() => db.remove());

  it("puts off a few at a time, each once, and looks at none of them again before its day", () => {
    const store = new OutboxStore(db.sqlite);
    const can = { ...new FakeChannel().can, initiatedPerDay: 200 };
    const allowance = Allowance.of(db.sqlite, "fake", can, PLAIN_DAY);
    if (allowance === undefined) throw new Error("a capped channel has an allowance");
    let looks = 0;
    const turn = (now: number) => inTransaction(db.sqlite, () => take(now));
    const take = (now: number) => {
      const look = allowance.look(now);
      const admission = { isFull: () => look.isFull(), admits: count(look.admits.bind(look), () => (looks += 1)) };
      const heads = store.heads("fake", now, 1_000, new Set(), admission);
      allowance.begin(look);
      store.markSending(heads.map(({ id }) => id));
      return { heads, again: allowance.settle(look) };
    };
    let turns = 0;
    let begun = 0;
    for (let again = true; again; turns += 1) {
      const before = looks;
      const turned = turn(T0);
      begun += turned.heads.length;
      again = turned.again;
      expect(looks - before).toBeLessThanOrEqual(LIMITS.cappedTogether + 200);
    }
    expect({ begun, looks }).toEqual({ begun: 200, looks: 30_000 });
    expect(turns).toBe(Math.ceil((30_000 - 200) / LIMITS.cappedTogether) + 1);
    looks = 0;
    store.add(newRow("a reply", { address: "7", createdAt: T0 }));
    expect(turn(T0).heads.map(({ key }) => key)).toEqual(["a reply"]);
    expect(looks).toBe(1);
    expect(store.backlogs()).toMatchObject([{ channel: "fake", waiting: 29_800, perDay: 200 }]);
    const usedToday = store.approachedOn("fake", dayOf(T0, PLAIN_DAY));
    const done = doneBy({ waiting: 29_800, perDay: 200, usedToday, now: T0 });
    expect(done).toBe(dayOf(store.nextDue("fake", T0 + 148 * DAY) ?? 0, PLAIN_DAY));
    expect(store.nextDue("fake", T0 + 149 * DAY)).toBeUndefined();
  });
});

/** The same function, told of each call. */
function count<A extends unknown[], R>(work: (...args: A) => R, called: () => void): (...args: A) => R {
  return (...args) => {
    called();
    return work(...args);
  };
}

function planOf(sqlite: Sqlite.Database, sql: string): string {
  const positional = sql.replaceAll(/:\w+/g, "?");
  const count = positional.split("?").length - 1;
  const rows = sqlite
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${positional}`)
    .all(Array(count).fill(1));
  return rows.map(({ detail }) => detail).join("\n");
}

function fill(sqlite: Sqlite.Database, state: string, count: number): void {
  sqlite
    .prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
       INSERT INTO outbox (key, channel, address, priority, policy, body, state, due_at, created_at, sent_at)
       SELECT :state || i, 'fake', i % 30000, 2, 'resend', '{"text":"x"}', :state, :at, :at,
         CASE :state WHEN 'sent' THEN :at END FROM n`,
    )
    .run({ state, count, at: T0 });
}
