import type Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SQL } from "../../../src/conversation/outbox/sql.ts";
import { OutboxStore } from "../../../src/conversation/outbox/store.ts";
import { newRow, T0, tempDb } from "./harness.ts";

/** Statements that run for each message or each turn, and the index that each must use. */
const HOT: [keyof typeof SQL, string][] = [
  ["candidates", "COVERING INDEX outbox_due"],
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
    // Filled before the indexes stand: only the count matters here, not the way there.
    fill(db.sqlite, "sent", 200_000);
    fill(db.sqlite, "queued", 100_000);
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
    const started = process.hrtime.bigint();
    const rounds = 100;
    for (let n = 0; n < rounds; n += 1) {
      const heads = store.heads("fake", T0 + 1, 64, new Set());
      expect(heads).toHaveLength(64);
      store.nextDue("fake", T0 + 1);
    }
    const msEach = Number(process.hrtime.bigint() - started) / 1e6 / rounds;
    // About 0.5 ms; reading all that was sent would take a hundred times as long.
    expect(msEach).toBeLessThan(20);
  });
});

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
