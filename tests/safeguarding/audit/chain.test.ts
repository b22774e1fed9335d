import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/clock.ts";
import { inTransaction } from "../../../src/db/open.ts";
import type { AuditChain } from "../../../src/safeguarding/index.ts";
import { NOW, report, SafeWorld } from "../support/world.ts";

let world: SafeWorld;
let chain: AuditChain;
beforeEach(() => {
  world = new SafeWorld();
  chain = world.parts.audit;
});
afterEach(() => world.drop());

function add(count: number, from = 0): void {
  for (let n = from; n < from + count; n += 1) {
    inTransaction(world.db.sqlite, () =>
      chain.append({ actor: `o${n}`, alias: `kapuk-meja${n}`, action: "case.read" }, NOW + n * HOUR + 17 * MINUTE),
    );
    chain.settle();
  }
}

/** As somebody who may write the database, and take its triggers away. */
function tamper(sql: string): void {
  world.db.sqlite.exec("DROP TRIGGER IF EXISTS safe_audit_no_update; DROP TRIGGER IF EXISTS safe_audit_no_delete");
  world.db.sqlite.exec(sql);
}

describe("the audit", () => {
  it("is whole as long as nobody touches it, and keeps the hour and no more", () => {
    expect(chain.verify()).toMatchObject({ kind: "whole", lines: 0 });
    add(5);
    expect(chain.verify()).toMatchObject({ kind: "whole", lines: 5 });
    const hours = world.db.sqlite.prepare("SELECT hour FROM safe_audit").pluck().all() as number[];
    expect(hours.every((hour) => hour % HOUR === 0)).toBe(true);
  });

  it("cannot be changed by an ordinary statement", () => {
    add(1);
    for (const sql of ["UPDATE safe_audit SET actor = 'x'", "DELETE FROM safe_audit"])
      expect(() => world.db.sqlite.exec(sql)).toThrow("append-only");
  });

  const ways: [string, string][] = [
    ["a line is changed", "UPDATE safe_audit SET actor = 'x' WHERE seq = 3"],
    ["its hour is changed", "UPDATE safe_audit SET hour = hour + 3600000 WHERE seq = 2"],
    ["a line is taken out", "DELETE FROM safe_audit WHERE seq = 2"],
    ["two change places", "UPDATE safe_audit SET seq = 99 WHERE seq = 1; UPDATE safe_audit SET seq = 1 WHERE seq = 2"],
    ["one is put in", "INSERT INTO safe_audit SELECT 6, hour, 'x', alias, action, hash FROM safe_audit WHERE seq = 5"],
    ["a hash is changed", "UPDATE safe_audit SET hash = zeroblob(32) WHERE seq = 5"],
  ];
  it.each(ways)("is broken when %s", (_, sql) => {
    add(5);
    tamper(sql);
    expect(chain.verify().kind).toBe("broken");
  });

  it("misses lines that were cut off its end, and says for good that they were", () => {
    add(5);
    tamper("DELETE FROM safe_audit WHERE seq > 3");
    expect(chain.verify()).toEqual({ kind: "shorter", lines: 3, known: 5 });
    add(1, 10);
    expect(chain.verify()).toMatchObject({ kind: "whole", lines: 5 });
    expect(chain.seenBy("anybody", 10).map(({ action }) => action)).toEqual(["chain.shorter"]);
    add(1, 11);
    expect(chain.verify()).toMatchObject({ kind: "whole", lines: 6 });
  });

  it("cannot be made anew without the key file", () => {
    add(3);
    world.vault.keys.audit.fill(0);
    expect(chain.verify()).toEqual({ kind: "broken", line: 1 });
  });

  it("loses nothing when what it was written with is taken back", () => {
    add(2);
    expect(() =>
      inTransaction(world.db.sqlite, () => {
        chain.append({ actor: "o", alias: null, action: "officer.opened" }, NOW);
        chain.settle();
        throw new Error("taken back");
      }),
    ).toThrow("taken back");
    expect(chain.verify()).toMatchObject({ kind: "whole", lines: 2 });
  });

  it("is read by those who may read the case, of destroyed ones by nobody, and has no numbers with gaps", async () => {
    const [lina, mira] = [world.quickOfficer("lina"), world.quickOfficer("mira")];
    const sealed = await world.cases.seal(report({ struckOut: [lina.id] }), NOW);
    if (sealed.kind !== "sealed") throw new Error("nobody");
    world.cases.open(sealed.alias, mira, NOW);
    expect(chain.seenBy(mira.id, 10)).toEqual([
      { hour: NOW - (NOW % HOUR), actor: mira.id, alias: sealed.alias, action: "case.read" },
    ]);
    expect(chain.seenBy(lina.id, 10)).toEqual([]);
    expect(chain.knows(sealed.alias)).toBe(true);
    world.parts.rows.delete(world.parts.rows.ids()[0] ?? Buffer.alloc(16));
    expect(chain.seenBy(mira.id, 10)).toEqual([]);
  });
});
