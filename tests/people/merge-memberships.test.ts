import { beforeEach, describe, expect, it } from "vitest";
import type { Books } from "../../src/cooperative/index.ts";
import { sequentialIds } from "../../src/ids.ts";
import { mergePeople, planMerge } from "../../src/people/merge.ts";
import { type CoopWorld, coopWorld } from "../support/coop-world.ts";

let coop: CoopWorld;
let books: Books;
beforeEach(async () => {
  coop = await coopWorld();
  ({ books } = coop);
});

const when = () => ({ at: coop.world.clock.now(), today: "2026-11-20" });

/** A second record, as when she registered herself while her kader had written her down before. */
function secondRecord(called: string, options: { member?: boolean; unitId?: string; roles?: ["chair"] } = {}): string {
  const { directory } = coop.world.runtime;
  const id = directory.add(
    { name: called, called, zone: "Asia/Jakarta", roles: options.roles ?? [] },
    coop.world.clock.now(),
  );
  if (options.unitId !== undefined) directory.change(id, { unitId: options.unitId }, coop.world.clock.now());
  if (options.member === true) books.members.add({ unit: 1, name: called, joinedOn: "2026-03-01", personId: id }, 0);
  return id;
}

function merge(from: string, into: string) {
  const done = mergePeople(coop.world.runtime.db.sqlite, from, into, coop.world.clock.now(), sequentialIds("m"));
  coop.world.runtime.people.forget();
  books.forget();
  return done;
}

const plan = (from: string, into: string) => () => planMerge(coop.world.runtime.db.sqlite, from, into);

describe("two records of a member become one", () => {
  it("and her membership goes along, with the role that it gives", () => {
    const fromKader = secondRecord("Tiur", { member: true });
    const herself = secondRecord("Tiur Manalu");
    expect(merge(fromKader, herself).memberships).toBe(1);
    expect(books.members.ofPerson(herself)).toMatchObject([{ name: "Tiur", active: true }]);
    expect(books.members.ofPerson(fromKader)).toEqual([]);
    expect(coop.world.runtime.people.person(herself)?.roles).toContain("member");
  });

  it("not while both are members of the same unit", () => {
    const other = secondRecord("Lina S", { member: true });
    expect(plan(other, coop.people.lina)).toThrow(/members 6 and 4 of Melati.*anggota keluar/);
    expect(() => merge(other, coop.people.lina)).toThrow();
    expect(books.members.ofPerson(other)).toHaveLength(1);
  });

  it.each(["from", "into"])("a membership that ended stays behind as nobody's, of %s", (ended) => {
    const other = secondRecord("Lina S", { member: true });
    const left = ended === "from" ? other : coop.people.lina;
    books.members.leave(books.members.ofPerson(left)[0]?.id ?? 0, "2026-06-01");
    merge(other, coop.people.lina);
    expect(books.members.ofPerson(coop.people.lina)).toMatchObject([{ active: true }]);
    const gone = books.members.roster(1).find((one) => !one.active);
    expect(gone).toMatchObject({ personId: null });
    expect(books.members.ofPerson(other)).toEqual([]);
  });
});

describe("nobody agrees with herself by being two", () => {
  it("who voted is not merged while it waits", () => {
    const { unit, people } = coop;
    const second = secondRecord("Ratna lagi", { roles: ["chair"], unitId: unit.unitId });
    const operation = { op: "withdraw", member: coop.members.maria.id, kind: "voluntary", amount: 600_000 } as const;
    const booking = { unit: 1, maker: people.treasurer, ...when(), valueOn: "2026-11-20" };
    books.desk.take(
      { op: "deposit", member: coop.members.maria.id, items: [{ kind: "voluntary", amount: 900_000 }] },
      { ...booking, source: "a" },
    );
    const taken = books.desk.take(operation, { ...booking, source: "b" });
    if (taken.kind !== "waiting") throw new Error(taken.kind);
    for (const person of [people.treasurer, people.maria])
      expect(plan(person, second), person).toThrow(expect.objectContaining({ code: "merge.deciding" }));
    expect(plan(second, people.chair)).not.toThrow();
    books.desk.vote(second, 1, taken.pending.no, { yes: true }, when());
    expect(plan(second, people.chair)).toThrow(expect.objectContaining({ code: "merge.deciding" }));
    books.desk.confirm(people.maria, taken.pending.code ?? "", true, when());
    expect(plan(second, people.chair)).not.toThrow();
  });

  it("nor while her number is being changed, nor with an office of another unit", () => {
    const { people } = coop;
    const second = secondRecord("Lina S");
    books.numbers.ask(
      { member: coop.members.lina.id, channel: "simulator-telegram", newAddress: "9999", maker: people.treasurer },
      coop.world.clock.now(),
    );
    for (const [from, into] of [
      [second, people.lina],
      [people.lina, second],
    ] as const)
      expect(plan(from, into)).toThrow(expect.objectContaining({ code: "merge.number-change" }));
    books.units.open(
      { id: 2, kind: "unit", name: "Kenanga", village: "Karangsari", zone: "Asia/Jakarta", openedOn: "2026-01-01" },
      sequentialIds("k"),
    );
    const elsewhere = secondRecord("Ratna", { roles: ["chair"], unitId: books.unit(2).unitId });
    expect(plan(elsewhere, people.chair)).toThrow(expect.objectContaining({ code: "merge.other-unit" }));
  });
});
