import { describe, expect, it } from "vitest";
import { cooperativeModule } from "../../../src/cooperative/index.ts";
import { Members } from "../../../src/cooperative/members.ts";
import { GIVEN_ROLES } from "../../../src/flow/definition.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { mergePeople } from "../../../src/people/merge.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { membershipOnly, PROGRAMME, World } from "../../support/world.ts";

const isMember = ({ world }: CoopWorld, person: string) =>
  world.runtime.people.person(person)?.roles.includes("member") ?? false;
const now = ({ world }: CoopWorld) => world.clock.now();

describe("the role of a member", () => {
  it("is there with her membership, beside her other roles", async () => {
    const coop = await coopWorld();
    const { people } = coop.world.runtime;
    expect(people.person(coop.people.treasurer)?.roles.toSorted()).toEqual(["member", "treasurer"]);
    expect(isMember(coop, coop.people.lina)).toBe(true);
    expect(isMember(coop, coop.people.chair)).toBe(false);
  });

  it("goes when she leaves, and comes back when she joins again", async () => {
    const coop = await coopWorld();
    const { lina } = coop.people;
    coop.books.members.leave(coop.members.lina.id, "2026-11-20");
    expect(isMember(coop, lina)).toBe(false);
    coop.books.members.add({ unit: 1, name: "Lina Siregar", joinedOn: "2026-11-21", personId: lina }, now(coop));
    expect(isMember(coop, lina)).toBe(true);
  });

  it("is given at the start to whom it is missing, and taken from whom it was left with", async () => {
    const home = temporaryFolder();
    const coop = await coopWorld({ home });
    const { lina, maria, chair } = coop.people;
    const { sqlite } = coop.world.runtime.db;
    sqlite.prepare("DELETE FROM person_role WHERE person_id IN (?, ?) AND role = 'member'").run(lina, maria);
    sqlite.prepare("INSERT INTO person_role (person_id, role, since) VALUES (?, 'member', 0)").run(chair);
    const at = coop.world.clock.now();
    await coop.world.stop();
    const world = new World({
      home,
      modules: (parts) => [...membershipOnly(parts), cooperativeModule({ ...parts, hours: PROGRAMME.hours })],
    });
    world.clock.advanceTo(at);
    await world.begin();
    const hers = (person: string) => world.runtime.people.person(person)?.roles.includes("member");
    expect([hers(lina), hers(maria), hers(chair)]).toEqual([true, true, false]);
    const changes = world.runtime.db.sqlite.prepare("SELECT total_changes()").pluck();
    const before = changes.get();
    new Members(world.runtime.db.sqlite, sequentialIds()).repairRoles();
    expect(changes.get()).toBe(before);
  });

  it("follows the link from one person to another", async () => {
    const coop = await coopWorld();
    const { maria, chair } = coop.people;
    coop.books.members.link(coop.members.maria.id, chair);
    expect([isMember(coop, maria), isMember(coop, chair)]).toEqual([false, true]);
    coop.books.members.unlink(coop.members.maria.id);
    expect([isMember(coop, maria), isMember(coop, chair)]).toEqual([false, false]);
  });

  it("stays with who leaves one unit and is a member of another", async () => {
    const coop = await coopWorld();
    coop.books.units.open(
      { id: 2, kind: "unit", name: "Mawar", village: "Sukamaju", zone: "Asia/Jakarta", openedOn: "2026-01-01" },
      sequentialIds("u"),
    );
    const there = { unit: 2, name: "Lina", joinedOn: "2026-02-01", personId: coop.people.lina };
    coop.books.members.add(there, now(coop));
    coop.books.members.leave(coop.members.lina.id, "2026-11-20");
    expect(isMember(coop, coop.people.lina)).toBe(true);
  });

  it("goes along when two records of one woman become one", async () => {
    const coop = await coopWorld();
    const { sqlite } = coop.world.runtime.db;
    mergePeople(sqlite, coop.people.lina, coop.people.chair, now(coop), sequentialIds("g"));
    coop.world.forget();
    coop.books.forget();
    expect([isMember(coop, coop.people.lina), isMember(coop, coop.people.chair)]).toEqual([false, true]);
    expect(coop.books.personOf(coop.members.lina.id)).toBe(coop.people.chair);
  });

  it("is given by nobody", () => {
    expect(GIVEN_ROLES).not.toContain("member");
  });
});
