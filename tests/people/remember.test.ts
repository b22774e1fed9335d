import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Db, openDb } from "../../src/db/open.ts";
import { packageRoot } from "../../src/home.ts";
import { Directory } from "../../src/people/directory.ts";
import { PeopleStore } from "../../src/people/store.ts";

const IDS = ["p0", "p1", "p2", "p3"] as const;
const PHONES = ["62810", "62811", "62812"] as const;
const CHANNEL = "telegram";

const someone = fc.constantFrom(...IDS);
const phone = fc.constantFrom(...PHONES);
const steps = fc.oneof(
  fc.record({ do: fc.constant("remember" as const), ids: fc.uniqueArray(fc.constantFrom(...IDS, "nobody")) }),
  fc.record({ do: fc.constant("look" as const), id: someone, phone }),
  fc.record({ do: fc.constant("connect" as const), id: someone, phone }),
  fc.record({ do: fc.constant("rename" as const), id: someone, phone }),
  fc.record({ do: fc.constant("unreachable" as const), phone, code: fc.constantFrom(null, "left") }),
  fc.record({ do: fc.constant("touch" as const), phone, at: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constant("speaker" as const), id: someone, phone }),
  fc.record({ do: fc.constant("taken back" as const), id: someone, phone }),
  fc.record({ do: fc.constant("another process" as const), phone, at: fc.integer({ min: 1, max: 9 }) }),
);
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never;

function fourPeople(): { db: Db; people: PeopleStore; directory: Directory } {
  const db = openDb(":memory:", join(packageRoot(), "drizzle"));
  const people = new PeopleStore(db.sqlite);
  const directory = new Directory(db, people, () => "never");
  for (const id of IDS)
    directory.add({ id, name: id, called: `Ibu ${id}`, zone: "Asia/Jakarta", roles: ["kader", "treasurer"] }, 0);
  return { db, people, directory };
}

function take(step: Step, { db, people, directory }: ReturnType<typeof fourPeople>): void {
  const at = "phone" in step ? people.at(CHANNEL, step.phone) : undefined;
  switch (step.do) {
    case "remember":
      people.remember(step.ids);
      break;
    case "look":
      people.person(step.id);
      people.reach(step.id, () => true);
      break;
    case "connect":
      people.connect(CHANNEL, step.phone, step.id, 0);
      break;
    case "rename":
      directory.change(step.id, { name: step.phone }, 0);
      break;
    case "unreachable":
      people.setUnreachable(CHANNEL, step.phone, step.code);
      break;
    case "touch":
      if (at !== undefined) people.touch(at, step.at * 3_600_000);
      break;
    case "speaker":
      if (at !== undefined) people.setSpeaker(at, step.id, 1);
      break;
    case "taken back":
      db.sqlite.exec("SAVEPOINT message");
      people.connect(CHANNEL, step.phone, step.id, 0);
      directory.change(step.id, { name: "taken back" }, 0);
      people.remember(IDS);
      db.sqlite.exec("ROLLBACK TO message; RELEASE message");
      people.forget();
      break;
    case "another process":
      db.sqlite.prepare("UPDATE address SET last_inbound_at = ? WHERE address = ?").run(step.at, step.phone);
      people.forget();
  }
}

/** All that is known of everybody. */
const known = (people: PeopleStore): unknown => [
  IDS.map((id) => [people.person(id), people.reach(id, () => true), people.reach(id, (_, written) => written)]),
  PHONES.map((address) => people.at(CHANNEL, address)),
];

describe("people who are read many at a time", () => {
  it("are remembered as they would be read now, whatever happened between", () => {
    const happened = new Set<string>();
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 25 }), (history) => {
        const world = fourPeople();
        try {
          for (const step of history) {
            take(step, world);
            happened.add(step.do);
          }
          world.people.remember(IDS);
          expect(known(world.people)).toEqual(known(new PeopleStore(world.db.sqlite)));
        } finally {
          world.db.sqlite.close();
        }
      }),
      { numRuns: 25, seed: 11 },
    );
    expect(happened.size).toBe(9);
  });

  it("are in memory afterwards, also who has no phone, and nobody who is not there", () => {
    const { db, people } = fourPeople();
    people.connect(CHANNEL, "62810", "p1", 0);
    people.forget();
    people.remember(["p0", "p1", "nobody"]);
    expect(["p0", "p1", "p2", "nobody"].map((id) => people.remembers(id))).toEqual([true, true, false, false]);
    db.sqlite.exec("DELETE FROM address_person");
    expect([people.reach("p0", () => true), people.reach("p1", () => true)?.people]).toEqual([undefined, ["p1"]]);
    db.sqlite.close();
  });
});
