import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { join } from "../../../src/cooperative/members/joining.ts";
import { leave } from "../../../src/cooperative/members/leaving.ts";
import { settlementOf } from "../../../src/cooperative/members/settlement.ts";
import { memberNo } from "../../../src/cooperative/members.ts";
import { type CoopWorld, coopWorld, MAWAR, MELATI, NOW, TODAY } from "../units/coop-world.ts";

let world: CoopWorld;
const PAID = {
  fee: 10_000,
  items: [
    { kind: "principal", amount: 100_000 },
    { kind: "mandatory", amount: 20_000 },
  ],
} as const;

beforeEach(() => {
  world = coopWorld();
});

const joined = (name: string, more: { personId?: string; no?: number } = {}, unit = MELATI) => {
  const result = join(world, { name, ...more }, PAID, world.booking(unit, "endang"));
  if (!result.ok) throw new Error(result.refusal.code);
  return result;
};

test("a new member has the next number, her savings, and an entry that balances", () => {
  const { journal } = world;
  const { member, entries } = joined("Maria");
  expect(member).toMatchObject({ no: 1, name: "Maria", joinedOn: TODAY, active: true, aliases: [], personId: null });
  expect(memberNo(member.no)).toBe("001");
  expect(entries[0]).toMatchObject({ no: 1, kind: "join", maker: "endang" });
  expect(Object.fromEntries(journal.memberBalances(MELATI, member.id))).toEqual({ 3101: 100_000, 3102: 20_000 });
  expect(journal.balance(MELATI, ACCOUNTS.cash)).toBe(130_000);
  expect(journal.balance(MELATI, ACCOUNTS.administration)).toBe(10_000);
  expect(joined("Ani").member.no).toBe(2);
  expect(joined("Ani", {}, MAWAR).member.no).toBe(1);
});

test("a number may be given, is refused twice, and the next one follows the highest", () => {
  expect(joined("Maria", { no: 17 }).member.no).toBe(17);
  expect(join(world, { name: "Ani", no: 17 }, PAID, world.booking(MELATI, "endang"))).toEqual({
    ok: false,
    refusal: { code: "member-no-taken", data: { no: 17 } },
  });
  expect(joined("Ani").member.no).toBe(18);
});

test("the same message makes one member, however often it comes", () => {
  const booking = world.booking(MELATI, "endang");
  const first = join(world, { name: "Maria" }, PAID, booking);
  const second = join(world, { name: "Maria" }, PAID, booking);
  expect(second).toMatchObject({ ok: true, duplicate: true });
  expect(first.ok && second.ok && first.member.id === second.member.id).toBe(true);
  expect(world.members.roster(MELATI)).toHaveLength(1);
  expect(world.cash(MELATI)).toBe(130_000);
});

test("what the journal refuses leaves no member behind", () => {
  world.journal.lock(MELATI, "month", "2026-11-30", "ratna", NOW);
  const result = join(world, { name: "Maria" }, PAID, world.booking(MELATI, "endang"));
  expect(result).toMatchObject({ ok: false, refusal: { code: "locked" } });
  expect(world.members.roster(MELATI)).toEqual([]);
  expect(world.members.nextNo(MELATI)).toBe(1);
});

test("a person is a member of a unit once, of another one too, and each on a shared phone by herself", () => {
  const { members } = world;
  const maria = world.person("Maria", [], MELATI, "6281200000001@s.whatsapp.net");
  const lastri = world.person("Lastri", [], MELATI, "6281200000001@s.whatsapp.net");
  joined("Maria", { personId: maria });
  joined("Lastri", { personId: lastri });
  joined("Maria", { personId: maria }, MAWAR);
  expect(join(world, { name: "Maria", personId: maria }, PAID, world.booking(MELATI, "e"))).toMatchObject({
    refusal: { code: "member-already" },
  });
  expect(members.ofPerson(maria).map(({ unit, no }) => [unit, no])).toEqual([
    [MELATI, 1],
    [MAWAR, 1],
  ]);
  expect(members.ofPerson(lastri).map(({ no }) => no)).toEqual([2]);
});

test("the roster is read once, and is true after each change", () => {
  const { members } = world;
  const { member } = joined("Maria");
  expect(members.roster(MELATI)).toBe(members.roster(MELATI));
  members.addAlias(member.id, "Mak Ucok");
  members.addAlias(member.id, "Op. Tiur");
  members.addAlias(member.id, "Mak Ucok");
  expect(members.roster(MELATI)[0]?.aliases).toEqual(["Mak Ucok", "Op. Tiur"]);
  members.removeAlias(member.id, "Op. Tiur");
  members.rename(member.id, "Maria br Sitorus");
  members.link(member.id, world.person("Maria"));
  expect(members.roster(MELATI)[0]).toMatchObject({ aliases: ["Mak Ucok"], name: "Maria br Sitorus" });
  expect(members.roster(MELATI)[0]?.personId).not.toBeNull();
  members.unlink(member.id);
  expect(members.member(member.id)?.personId).toBeNull();
});

test("a rehearsal that is taken back leaves no member in memory", () => {
  const { members, sqlite } = world;
  const person = world.person("Maria");
  joined("Maria");
  members.roster(MELATI);
  sqlite.exec("BEGIN; SAVEPOINT rehearsal");
  joined("Ani");
  expect(members.roster(MELATI).map(({ name }) => name)).toEqual(["Maria", "Ani"]);
  const maria = members.byNo(MELATI, 1)?.id ?? 0;
  members.link(maria, person);
  members.leave(maria, TODAY);
  expect(members.member(maria)).toMatchObject({ active: false, personId: person });
  expect(members.ofPerson(person)).toHaveLength(1);
  sqlite.exec("ROLLBACK TO rehearsal; RELEASE rehearsal");
  expect(members.roster(MELATI).map(({ name }) => name)).toEqual(["Maria"]);
  expect(members.member(maria)).toMatchObject({ active: true, personId: null });
  expect(members.ofPerson(person)).toEqual([]);
  sqlite.exec("COMMIT");
  expect(members.roster(MELATI).map(({ name }) => name)).toEqual(["Maria"]);
  expect(members.roster(MELATI)).toBe(members.roster(MELATI));
});

/** A loan of the member's, by hand: what loans are made of is another matter. */
function lend(member: number, principal: number): number {
  const loan = world.sqlite
    .prepare(
      `INSERT INTO loan (unit, no, member, state, terms, applied_at, disbursed_on)
       VALUES (1, (SELECT count(*) + 1 FROM loan), ?, 'active', '{}', 0, ?) RETURNING id`,
    )
    .pluck()
    .get(member, TODAY) as number;
  world.journal.post(
    {
      unit: MELATI,
      kind: "disbursement",
      valueOn: TODAY,
      maker: "endang",
      lines: [debit(ACCOUNTS.loans, principal, { member, loan }), credit(ACCOUNTS.cash, principal)],
    },
    { at: NOW, today: TODAY },
  );
  return loan;
}

test("who leaves has her loan paid from her savings, gets the rest, and is a member no more", () => {
  const { journal, members, sqlite } = world;
  const { member } = joined("Maria");
  joined("Ani");
  const loan = lend(member.id, 50_000);
  const debts = [{ loan, penalty: 0, interest: 750, principal: 50_000 }];
  const before = world.cash(MELATI);
  const left = leave(world, member.id, { debts, offBooks: [], fee: 5_000 }, world.booking(MELATI, "endang"));
  expect(left).toMatchObject({ ok: true, sum: { savings: 120_000, debts: 55_750, cash: 64_250 } });
  expect(world.cash(MELATI)).toBe(before - 64_250);
  expect([...journal.memberBalances(MELATI, member.id).values()].every((amount) => amount === 0)).toBe(true);
  expect(members.member(member.id)).toMatchObject({ active: false, leftOn: TODAY });
  expect(sqlite.prepare("SELECT state, closed_on FROM loan").get()).toEqual({ state: "closed", closed_on: TODAY });
  expect(leave(world, member.id, { offBooks: [], debts: [], fee: 0 }, world.booking(MELATI, "endang"))).toMatchObject({
    refusal: { code: "left-already" },
  });
});

test("who owes more than she has cannot leave, and hears how much is missing", () => {
  const { member } = joined("Maria");
  joined("Ani");
  const loan = lend(member.id, 200_000);
  const debts = [{ loan, penalty: 1_000, interest: 3_000, principal: 200_000 }];
  expect(leave(world, member.id, { debts, offBooks: [], fee: 0 }, world.booking(MELATI, "endang"))).toEqual({
    ok: false,
    refusal: { code: "leave-short", data: { missing: 84_000, savings: 120_000, debts: 204_000, name: "Maria" } },
  });
  expect(world.members.member(member.id)?.active).toBe(true);
});

test("too little cash keeps her a member", () => {
  const { member } = joined("Maria");
  world.journal.post(
    {
      unit: MELATI,
      kind: "bank",
      valueOn: TODAY,
      maker: "endang",
      lines: [debit(ACCOUNTS.bank, 100_000), credit(ACCOUNTS.cash, 100_000)],
    },
    { at: NOW, today: TODAY },
  );
  expect(leave(world, member.id, { offBooks: [], debts: [], fee: 0 }, world.booking(MELATI, "endang"))).toMatchObject({
    ok: false,
    refusal: { code: "cash-short" },
  });
  expect(world.members.member(member.id)?.active).toBe(true);
});

test("a loan that was left out of the debts is a defect, not a gift", () => {
  const { member } = joined("Maria");
  lend(member.id, 50_000);
  expect(() => leave(world, member.id, { offBooks: [], debts: [], fee: 0 }, world.booking(MELATI, "endang"))).toThrow(
    /debts/,
  );
});

test("who comes back has a new number, and her person goes with it", () => {
  const { members } = world;
  const maria = world.person("Maria");
  const first = joined("Maria", { personId: maria }).member;
  leave(world, first.id, { offBooks: [], debts: [], fee: 0 }, world.booking(MELATI, "endang"));
  const second = joined("Maria", { personId: maria }).member;
  expect(second.no).toBe(2);
  expect(members.ofPerson(maria).map(({ id }) => id)).toEqual([second.id]);
  expect(members.member(first.id)).toMatchObject({ personId: null, name: "Maria", no: 1 });
});

test("one rupiah decides whether it is enough", () => {
  const own = new Map([[ACCOUNTS.voluntary, 1_000]] as [number, number][]);
  const debt = (principal: number) => [{ loan: 1, penalty: 0, interest: 0, principal }];
  expect(settlementOf(1, own, debt(1_000), 0)).toMatchObject({ kind: "settled", cash: 0 });
  expect(settlementOf(1, own, debt(1_000), 1)).toMatchObject({ kind: "short", missing: 1 });
});

test("a settlement balances and pays out all savings, or says exactly what is missing", () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 });
  const balances = fc.record({ 2101: amount, 2102: amount, 2304: amount, 3101: amount, 3102: amount, 3103: amount });
  const debt = fc.record({
    loan: fc.integer({ min: 1, max: 9 }),
    penalty: amount,
    interest: amount,
    principal: amount,
  });
  fc.assert(
    fc.property(balances, fc.array(debt, { maxLength: 3 }), amount, (own, debts, fee) => {
      const savings = Object.values(own).reduce((a, b) => a + b, 0);
      const owed = debts.reduce((sum, d) => sum + d.penalty + d.interest + d.principal, fee);
      const map = new Map(Object.entries(own).map(([account, value]) => [Number(account), value]));
      const sum = settlementOf(1, map, debts, fee);
      if (sum.kind === "short") return sum.missing === owed - savings && sum.missing > 0;
      const of = (side: "debit" | "credit") => sum.lines.reduce((total, line) => total + line[side], 0);
      return of("debit") === savings && of("credit") === savings && sum.cash === savings - owed && sum.cash >= 0;
    }),
  );
});
