import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { DAY, HOUR } from "../../../src/clock.ts";
import type { DutyContext } from "../../../src/conversation/module.ts";
import { type NumberChange, type NumberEvent, next } from "../../../src/cooperative/numbers/change.ts";
import {
  NUMBER_DUE,
  NUMBER_LAPSE,
  numberDuties,
  planCarryOut,
  planLapse,
} from "../../../src/cooperative/numbers/duties.ts";
import { NumberChanges } from "../../../src/cooperative/numbers.ts";
import { Duties } from "../../../src/schedule/duties.ts";
import { type CoopWorld, coopWorld, HEAD, MAWAR, MELATI, NOW, TODAY } from "../units/coop-world.ts";

const OLD = "6281200000001@s.whatsapp.net";
const NEW = "6281200000009@s.whatsapp.net";
let world: CoopWorld;
let changes: NumberChanges;
let [maria, endang, ratna, suroso, member] = ["", "", "", "", 0];

beforeEach(() => {
  world = coopWorld();
  changes = new NumberChanges(world);
  maria = world.person("Maria", [], MELATI, OLD);
  endang = world.person("Endang", ["treasurer"], MELATI, "6281200000015@s.whatsapp.net");
  ratna = world.person("Ratna", ["chair"], MELATI);
  suroso = world.person("Suroso", ["supervisor"], MELATI);
  member = world.members.add({ unit: MELATI, name: "Maria", joinedOn: TODAY, personId: maria }, NOW).id;
});

const ask = (maker = endang, newAddress = NEW, of = member) =>
  changes.ask({ member: of, channel: "whatsapp", newAddress, maker }, NOW);
const asked = () => {
  const result = ask();
  if (!result.ok) throw new Error(result.refusal.code);
  return result.change;
};
const codeOf = (result: ReturnType<typeof ask>) => (result.ok ? "ok" : result.refusal.code);
const usersOf = (address: string) => world.people.at("whatsapp", address)?.people ?? [];

test("maker, checker, notice, two days of waiting: then she is at the new number and not at the old one", () => {
  const { id } = asked();
  expect(changes.byId(id)).toMatchObject({ state: "asked", oldAddress: OLD, newAddress: NEW, maker: endang });
  const checked = changes.check(id, ratna, true, NOW + HOUR);
  expect(checked).toMatchObject({ ok: true, change: { state: "waiting", effectiveAt: NOW + 49 * HOUR } });
  expect(codeOf(changes.carryOut(id, NOW + 49 * HOUR - 1))).toBe("number-early");
  expect(usersOf(OLD)).toEqual([maria]);
  expect(changes.carryOut(id, NOW + 49 * HOUR)).toMatchObject({ ok: true, change: { state: "done" } });
  expect(usersOf(OLD)).toEqual([]);
  expect(usersOf(NEW)).toEqual([maria]);
  expect(world.people.reach(maria, () => true)?.address).toBe(NEW);
  expect(codeOf(changes.carryOut(id, NOW + 50 * HOUR))).toBe("number-over");
});

test("the other address of the old account goes with it, and may say no as well", () => {
  const LID = "77712345@lid";
  world.people.connect("whatsapp", LID, maria, NOW);
  const heard = (address: string, at: number) =>
    world.db.sqlite.prepare("UPDATE address SET last_inbound_at = ? WHERE address = ?").run(at, address);
  heard(OLD, NOW);
  const { id } = asked();
  changes.check(id, ratna, true, NOW);
  // In the meantime she writes from the same phone, which shows itself by its hidden id.
  heard(LID, NOW + HOUR);
  expect(changes.carryOut(id, NOW + 48 * HOUR)).toMatchObject({ ok: true, change: { state: "done" } });
  expect([usersOf(OLD), usersOf(LID), usersOf(NEW)]).toEqual([[], [], [maria]]);

  world.people.connect("whatsapp", LID, maria, NOW);
  const again = ask(endang, "6281200000008@s.whatsapp.net");
  if (!again.ok) throw new Error(again.refusal.code);
  expect(changes.object("whatsapp", LID)).toMatchObject([{ id: again.change.id, state: "refused" }]);
});

test("nobody checks her own asking, nor her own number, nor from another unit", () => {
  const { id } = asked();
  const stranger = world.person("Yuli", ["chair"], MAWAR);
  const member2 = world.person("Ani", [], MELATI);
  expect(codeOf(changes.check(id, endang, true, NOW))).toBe("number-own");
  expect(codeOf(changes.check(id, stranger, true, NOW))).toBe("number-not-officer");
  expect(codeOf(changes.check(id, member2, true, NOW))).toBe("number-not-officer");
  expect(codeOf(changes.check(id, maria, true, NOW))).toBe("number-not-officer");
  world.directory.setRole(maria, "chair", true, NOW);
  expect(codeOf(changes.check(id, maria, true, NOW))).toBe("number-own");
  expect(changes.byId(id)?.state).toBe("asked");
});

test("only an officer of the unit asks, not for herself, and one change at a time", () => {
  expect(codeOf(ask(maria))).toBe("number-not-officer");
  expect(codeOf(ask(world.person("Yuli", ["treasurer"], MAWAR)))).toBe("number-not-officer");
  const own = world.members.add({ unit: MELATI, name: "Endang", joinedOn: TODAY, personId: endang }, NOW).id;
  expect(codeOf(ask(endang, NEW, own))).toBe("number-own");
  expect(codeOf(ask(endang, OLD))).toBe("number-same");
  expect(codeOf(ask())).toBe("ok");
  expect(codeOf(ask(ratna))).toBe("number-open");
  expect(changes.open(MELATI).map(({ member: of }) => of)).toEqual([member]);
});

test("a member's receipts never go to an officer's phone", () => {
  expect(codeOf(ask(ratna, "6281200000015@s.whatsapp.net"))).toBe("number-officer-phone");
  const { id } = asked();
  changes.check(id, ratna, true, NOW);
  // The treasurer takes the number for herself while it waits.
  world.people.connect("whatsapp", NEW, endang, NOW);
  expect(changes.carryOut(id, NOW + 48 * HOUR)).toMatchObject({ ok: true, change: { state: "refused" } });
  expect(usersOf(OLD)).toEqual([maria]);
  expect(usersOf(NEW)).toEqual([endang]);
});

test("the old number stops it, before and after it was checked, and nobody else's number does", () => {
  const first = asked();
  expect(changes.object("whatsapp", NEW)).toEqual([]);
  expect(changes.object("telegram", OLD)).toEqual([]);
  expect(changes.object("whatsapp", OLD).map(({ id, state }) => [id, state])).toEqual([[first.id, "refused"]]);
  const second = asked();
  changes.check(second.id, ratna, true, NOW);
  expect(changes.object("whatsapp", OLD)).toHaveLength(1);
  expect(codeOf(changes.carryOut(second.id, NOW + 3 * DAY))).toBe("number-over");
  expect(usersOf(OLD)).toEqual([maria]);
  expect(changes.open(MELATI)).toEqual([]);
});

test("a no of the checker ends it", () => {
  const { id } = asked();
  expect(changes.check(id, suroso, false, NOW)).toMatchObject({ change: { state: "refused", checker: suroso } });
  expect(codeOf(changes.check(id, ratna, true, NOW))).toBe("number-over");
});

test("when her address was moved in another way, or she left, it ends without a change", () => {
  const { id } = asked();
  changes.check(id, ratna, true, NOW);
  world.sqlite.exec("DELETE FROM address_person");
  world.people.forget();
  expect(changes.carryOut(id, NOW + 48 * HOUR)).toMatchObject({ change: { state: "refused" } });
  expect(usersOf(NEW)).toEqual([]);
  world.people.connect("whatsapp", OLD, maria, NOW);
  const second = asked();
  changes.check(second.id, ratna, true, NOW);
  world.members.leave(member, TODAY);
  expect(changes.carryOut(second.id, NOW + 48 * HOUR)).toMatchObject({ change: { state: "refused" } });
});

test("another woman on the old phone stays there, and a guest at the new one was she herself", () => {
  const lastri = world.person("Lastri", [], MELATI, OLD);
  world.people.meet("whatsapp", NEW, "guest00000000001", "Asia/Jakarta", NOW);
  const { id } = asked();
  changes.check(id, ratna, true, NOW);
  changes.carryOut(id, NOW + 48 * HOUR);
  expect(usersOf(OLD)).toEqual([lastri]);
  expect(usersOf(NEW)).toEqual([maria]);
  expect(world.people.at("whatsapp", NEW)?.speakerId).toBeNull();
});

test("a member without a number must first write from the new one herself", () => {
  const ani = world.members.add({ unit: MELATI, name: "Ani", joinedOn: TODAY }, NOW).id;
  expect(codeOf(ask(endang, NEW, ani))).toBe("number-unknown");
  const person = world.person("Ani", [], MELATI, NEW);
  const result = ask(endang, NEW, ani);
  expect(result).toMatchObject({ ok: true, change: { oldAddress: null } });
  const id = result.ok ? result.change.id : 0;
  changes.check(id, ratna, true, NOW);
  expect(changes.carryOut(id, NOW + 48 * HOUR)).toMatchObject({ change: { state: "done" } });
  expect(world.members.member(ani)?.personId).toBe(person);
});

test("the supervisor's list has every one, whatever became of it", () => {
  const { id } = asked();
  changes.object("whatsapp", OLD);
  expect(changes.open(MELATI)).toEqual([]);
  expect(changes.since(MELATI, NOW).map((one) => [one.id, one.state])).toEqual([[id, "refused"]]);
  expect(changes.since(MELATI, NOW + 1)).toEqual([]);
});

test("whatever happens in whatever order, it is done only after a checker and the whole wait", () => {
  const event = fc.oneof(
    fc.record({
      kind: fc.constant("checked" as const),
      by: fc.constantFrom("maker", "other", "member"),
      yes: fc.boolean(),
      memberPerson: fc.constant("member"),
      waitHours: fc.constant(48),
      at: fc.integer({ min: 0, max: 10 * DAY }),
    }),
    fc.constant({ kind: "objected" as const }),
    fc.constant({ kind: "lapsed" as const }),
    fc.record({ kind: fc.constant("due" as const), asBefore: fc.boolean(), at: fc.integer({ min: 0, max: 10 * DAY }) }),
  );
  const start: NumberChange = {
    id: 1,
    unit: 1,
    member: 1,
    channel: "whatsapp",
    oldAddress: OLD,
    newAddress: NEW,
    maker: "maker",
    checker: null,
    madeAt: 0,
    checkedAt: null,
    effectiveAt: null,
    state: "asked",
  };
  fc.assert(
    fc.property(fc.array(event, { maxLength: 6 }), (events) => {
      let change = start;
      let stopped = false;
      for (const one of events as NumberEvent[]) {
        const result = next(change, one);
        if (!result.ok) continue;
        expect(stopped).toBe(false);
        if (one.kind === "objected" || one.kind === "lapsed") stopped = true;
        change = result.change;
        if (change.state !== "done") continue;
        expect(change.checker).toBe("other");
        expect(one.kind === "due" && one.at - (change.checkedAt ?? 0)).toBeGreaterThanOrEqual(48 * HOUR);
      }
    }),
  );
});

test("duties carry it out after the wait and let it lapse without a checker, and supervisors hear of both", () => {
  const duties = new Duties(world.sqlite);
  const parts = { ...world, duties, changes };
  const handlers = numberDuties(parts);
  const told: [string, string][] = [];
  const context = (now: number) =>
    ({ now, tell: (to: string, key: string) => told.push([to, key]) > 0 }) as unknown as DutyContext;
  const head = world.person("Kartika", ["supervisor"], HEAD);
  const first = asked();
  planLapse(parts, first, 7);
  const checked = changes.check(first.id, ratna, true, NOW);
  if (checked.ok) planCarryOut(parts, checked.change);
  const at = NOW + 48 * HOUR;
  expect(duties.due(at - 1, 10)).toEqual([]);
  expect(duties.due(at, 10).map(({ kind, data }) => handlers[kind]?.run(data, context(at)))).toEqual(["done"]);
  expect(told).toEqual([
    [maria, "coop-numbers:in-force"],
    [suroso, "coop-numbers:list.done"],
    [head, "coop-numbers:list.done"],
  ]);
  expect(handlers[NUMBER_LAPSE]?.run({ change: first.id }, context(NOW + 7 * DAY))).toEqual({ dropped: "number-over" });
  told.length = 0;
  const second = changes.ask({ member, channel: "whatsapp", newAddress: OLD, maker: endang }, NOW);
  const id = second.ok ? second.change.id : 0;
  expect(handlers[NUMBER_DUE]?.run({ change: id }, context(at))).toEqual({ dropped: "number-over" });
  expect(handlers[NUMBER_LAPSE]?.run({ change: id }, context(NOW + 7 * DAY))).toBe("done");
  expect(told[0]).toEqual([endang, "coop-numbers:lapsed"]);
});
