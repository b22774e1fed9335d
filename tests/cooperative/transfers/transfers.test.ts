import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { consolidate } from "../../../src/cooperative/transfers/consolidation.ts";
import { arrivedLines } from "../../../src/cooperative/transfers/lines.ts";
import { Transfers } from "../../../src/cooperative/transfers.ts";
import { type CoopWorld, coopWorld, HEAD, MAWAR, MELATI, NOW, TODAY } from "../units/coop-world.ts";

let world: CoopWorld;
let transfers: Transfers;

beforeEach(() => {
  world = coopWorld();
  transfers = new Transfers(world);
  for (const unit of [MELATI, MAWAR, HEAD]) give(unit, 5_000_000);
});

function give(unit: number, amount: number): void {
  const lines = [debit(ACCOUNTS.cash, amount), credit(ACCOUNTS.generalReserve, amount)];
  world.journal.post({ unit, kind: "other", valueOn: TODAY, maker: "x", lines }, { at: NOW, today: TODAY });
}

const at = (unit: number, account: number) => world.journal.balance(unit, account);
const send = (from: number, to: number, amount: number, maker = "sender") => {
  const sent = transfers.send({ to, amount }, world.booking(from, maker));
  if (!sent.ok) throw new Error(sent.refusal.code);
  return sent.transfer;
};
const receive = (id: number, unit: number, options: { repay?: boolean } = {}, maker = "receiver") => {
  const received = transfers.receive(id, options, world.booking(unit, maker));
  if (!received.ok) throw new Error(received.refusal.code);
  return received;
};
const books = (unit: number) =>
  new Map(world.journal.trialBalance(unit, { to: "2026-12-31" }).map(({ account, closing }) => [account, closing]));

test("money that goes up stands in transit until the head office has it, and then on both sides", () => {
  const { id } = send(MELATI, HEAD, 1_000_000);
  expect([at(MELATI, ACCOUNTS.cash), at(MELATI, ACCOUNTS.cashInTransit)]).toEqual([4_000_000, 1_000_000]);
  expect(at(HEAD, ACCOUNTS.cash)).toBe(5_000_000);
  expect(transfers.inTransit(HEAD).map((one) => one.id)).toEqual([id]);
  expect(transfers.inTransit(MAWAR)).toEqual([]);
  const { entries, transfer } = receive(id, HEAD);
  expect(entries.map(({ unit }) => unit)).toEqual([HEAD, MELATI]);
  expect(transfer).toMatchObject({ state: "received", receivedEntry: entries[0]?.id });
  expect([at(MELATI, ACCOUNTS.cashInTransit), at(MELATI, ACCOUNTS.atHeadOffice)]).toEqual([0, 1_000_000]);
  expect([at(HEAD, ACCOUNTS.cash), at(HEAD, ACCOUNTS.placedByUnits)]).toEqual([6_000_000, 1_000_000]);
  expect(transfers.inTransit()).toEqual([]);
});

test("an amount that was changed in the file is not that of its entry", () => {
  const { id } = send(MELATI, HEAD, 1_000_000);
  expect(checkLedger(world.sqlite).found).toBe(0);
  world.sqlite.prepare("UPDATE transfer SET amount = 900000 WHERE id = ?").run(id);
  const what = expect.stringMatching(
    /^what was sent to Pusat by no 2 \(\w{8}\) is kept as 900000, and its entry says 1000000$/,
  );
  expect(checkLedger(world.sqlite).breaches).toEqual([{ code: "record", unit: MELATI, what }]);
});

test("what was received is held against the receiver's entry", () => {
  const { id } = send(MELATI, HEAD, 1_000_000);
  receive(id, HEAD);
  expect(checkLedger(world.sqlite).found).toBe(0);
  world.sqlite.prepare("UPDATE transfer SET received_entry = sent_entry WHERE id = ?").run(id);
  const what = "what was received from Melati is kept as 1000000, and its entry says 0";
  expect(checkLedger(world.sqlite).breaches).toEqual([{ code: "record", unit: HEAD, what }]);
});

test("money that goes down brings back what was placed first, and the rest is a loan", () => {
  receive(send(MELATI, HEAD, 400_000).id, HEAD);
  receive(send(HEAD, MELATI, 1_000_000).id, MELATI);
  expect([at(MELATI, ACCOUNTS.atHeadOffice), at(MELATI, ACCOUNTS.owedToHeadOffice)]).toEqual([0, 600_000]);
  expect([at(HEAD, ACCOUNTS.placedByUnits), at(HEAD, ACCOUNTS.unitsReceivable)]).toEqual([0, 600_000]);
  expect(at(HEAD, ACCOUNTS.cashInTransit)).toBe(0);
});

test("what is owed is paid back when the head office says so, else it is placed", () => {
  receive(send(HEAD, MELATI, 600_000).id, MELATI);
  receive(send(MELATI, HEAD, 100_000).id, HEAD);
  expect(at(MELATI, ACCOUNTS.owedToHeadOffice)).toBe(600_000);
  receive(send(MELATI, HEAD, 700_000).id, HEAD, { repay: true });
  expect(at(MELATI, ACCOUNTS.owedToHeadOffice)).toBe(0);
  expect(at(MELATI, ACCOUNTS.atHeadOffice)).toBe(200_000);
  expect([at(HEAD, ACCOUNTS.unitsReceivable), at(HEAD, ACCOUNTS.placedByUnits)]).toEqual([0, 200_000]);
});

test("what a unit owes to a bank is not paid back by money to the head office", () => {
  const lines = [debit(ACCOUNTS.cash, 900_000), credit(ACCOUNTS.owedToHeadOffice, 900_000)];
  world.journal.post({ unit: MELATI, kind: "other", valueOn: TODAY, maker: "x", lines }, { at: NOW, today: TODAY });
  receive(send(MELATI, HEAD, 500_000).id, HEAD, { repay: true });
  expect(at(MELATI, ACCOUNTS.owedToHeadOffice)).toBe(900_000);
  expect(at(MELATI, ACCOUNTS.atHeadOffice)).toBe(500_000);
});

test("who sent it cannot receive it, nor can somebody of another unit, nor anybody twice", () => {
  const { id } = send(MELATI, HEAD, 1_000_000, "endang");
  const code = (unit: number, maker: string) => {
    const result = transfers.receive(id, {}, world.booking(unit, maker));
    return result.ok ? "ok" : result.refusal.code;
  };
  expect(code(HEAD, "endang")).toBe("transfer-own");
  // Nor who sent it under a record that is part of hers now.
  const record = world.sqlite.prepare(
    "INSERT INTO person (id, zone, status, created_at, changed_at, merged_into) VALUES (?, 'Asia/Jakarta', ?, 1, 1, ?)",
  );
  record.run("endang-now", "active", null);
  record.run("endang", "merged", "endang-now");
  expect(code(HEAD, "endang-now")).toBe("transfer-own");
  expect(code(MAWAR, "yuli")).toBe("transfer-not-here");
  expect(at(HEAD, ACCOUNTS.placedByUnits)).toBe(0);
  expect(code(HEAD, "kartika")).toBe("ok");
  expect(code(HEAD, "kartika")).toBe("transfer-ended");
  expect(at(HEAD, ACCOUNTS.placedByUnits)).toBe(1_000_000);
});

test("the same message sends once", () => {
  const booking = world.booking(MELATI, "endang");
  const first = transfers.send({ to: HEAD, amount: 1_000_000 }, booking);
  const second = transfers.send({ to: HEAD, amount: 1_000_000 }, booking);
  expect(second).toMatchObject({ ok: true, duplicate: true });
  expect(first.ok && second.ok && first.transfer.id === second.transfer.id).toBe(true);
  expect(at(MELATI, ACCOUNTS.cashInTransit)).toBe(1_000_000);
  expect(transfers.inTransit()).toHaveLength(1);
});

test.each([
  [{ to: MAWAR, amount: 1_000 }, "transfer-way"],
  [{ to: 77, amount: 1_000 }, "transfer-way"],
  [{ to: MELATI, amount: 1_000 }, "transfer-way"],
  [{ to: HEAD, amount: 0 }, "transfer-amount"],
  [{ to: HEAD, amount: -5_000 }, "transfer-amount"],
  [{ to: HEAD, amount: 1.5 }, "transfer-amount"],
  [{ to: HEAD, amount: 5_000_001 }, "cash-short"],
])("%j from Melati is refused as %s and changes nothing", (given, code) => {
  expect(transfers.send(given, world.booking(MELATI, "endang"))).toMatchObject({ ok: false, refusal: { code } });
  expect(transfers.inTransit()).toEqual([]);
  expect(at(MELATI, ACCOUNTS.cash)).toBe(5_000_000);
});

test("what nobody received comes back to the sender, and cannot be received then", () => {
  const { id } = send(MELATI, HEAD, 1_000_000);
  expect(transfers.takeBack(id, "cash", world.booking(HEAD, "kartika"))).toMatchObject({
    refusal: { code: "transfer-not-here" },
  });
  expect(transfers.takeBack(id, "cash", world.booking(MELATI, "endang"))).toMatchObject({
    ok: true,
    transfer: { state: "returned", receivedEntry: null },
  });
  expect([at(MELATI, ACCOUNTS.cash), at(MELATI, ACCOUNTS.cashInTransit)]).toEqual([5_000_000, 0]);
  expect(transfers.receive(id, {}, world.booking(HEAD, "kartika"))).toMatchObject({
    refusal: { code: "transfer-ended" },
  });
});

test("a receiver whose books are closed changes neither side", () => {
  const { id } = send(MELATI, HEAD, 1_000_000);
  world.journal.lock(HEAD, "month", "2026-11-30", "kartika", NOW);
  expect(transfers.receive(id, {}, world.booking(HEAD, "kartika"))).toMatchObject({ refusal: { code: "locked" } });
  expect(transfers.byId(id)?.state).toBe("sent");
  expect([at(MELATI, ACCOUNTS.cashInTransit), at(HEAD, ACCOUNTS.placedByUnits)]).toEqual([1_000_000, 0]);
});

test("a sender whose month is closed takes the receiver's side back with it", () => {
  const { id } = send(MELATI, HEAD, 1_000_000);
  world.journal.lock(MELATI, "month", "2026-11-30", "ratna", NOW);
  expect(transfers.receive(id, {}, world.booking(HEAD, "kartika"))).toMatchObject({ refusal: { code: "locked" } });
  expect(at(HEAD, ACCOUNTS.placedByUnits)).toBe(0);
});

test("a sender further east may have sent it tomorrow: it arrives today, and at the sender not before it left", () => {
  // 23:15 in Jakarta, 01:15 of the next day in Jayapura.
  const late = Date.parse("2026-11-20T16:15:00Z");
  const sent = transfers.send(
    { to: HEAD, amount: 1_000 },
    world.booking(MAWAR, "yuli", { at: late, today: "2026-11-21", valueOn: "2026-11-21" }),
  );
  const id = sent.ok ? sent.transfer.id : 0;
  const received = transfers.receive(id, {}, world.booking(HEAD, "kartika", { at: late }));
  expect(received.ok && received.entries.map(({ unit, valueOn }) => [unit, valueOn])).toEqual([
    [HEAD, "2026-11-20"],
    [MAWAR, "2026-11-21"],
  ]);
  // On no day is less than nothing on its way.
  const transit = world.journal.trialBalance(MAWAR, { to: "2026-11-20" });
  expect(transit.find(({ account }) => account === ACCOUNTS.cashInTransit)?.closing ?? 0).toBe(0);
});

test("both sides of an arrival balance by themselves, and meet", () => {
  const given = fc.record({
    way: fc.constantFrom("up" as const, "down" as const),
    amount: fc.integer({ min: 1, max: 1_000_000_000 }),
    part: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(given, ({ way, amount, part }) => {
      const { sender, receiver } = arrivedLines(way, amount, Math.floor((amount * part) / 100), "cash");
      const sum = (lines: typeof sender, side: "debit" | "credit") => lines.reduce((all, line) => all + line[side], 0);
      for (const lines of [sender, receiver])
        expect([sum(lines, "debit"), sum(lines, "credit")]).toEqual([amount, amount]);
    }),
  );
});

test("after any transfers the books of all together owe nothing to themselves", () => {
  const step = fc.record({
    unit: fc.constantFrom(MELATI, MAWAR),
    down: fc.boolean(),
    repay: fc.boolean(),
    amount: fc.integer({ min: 1, max: 3_000_000 }),
    end: fc.constantFrom("receive", "return", "wait"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      world = coopWorld();
      transfers = new Transfers(world);
      for (const unit of [MELATI, MAWAR, HEAD]) give(unit, 5_000_000);
      for (const { unit, down, repay, amount, end } of steps) {
        const [from, to] = down ? [HEAD, unit] : [unit, HEAD];
        const sent = transfers.send({ to, amount }, world.booking(from, "sender"));
        if (!sent.ok) continue;
        if (end === "receive") receive(sent.transfer.id, to, { repay });
        if (end === "return") transfers.takeBack(sent.transfer.id, "cash", world.booking(from, "sender"));
      }
      const { balances, unmatched } = consolidate([MELATI, MAWAR, HEAD].map(books));
      expect(unmatched).toEqual({ placed: 0, lent: 0 });
      for (const account of [ACCOUNTS.atHeadOffice, ACCOUNTS.placedByUnits, ACCOUNTS.unitsReceivable])
        expect(balances.get(account) ?? 0).toBe(0);
      const cash = (balances.get(ACCOUNTS.cash) ?? 0) + (balances.get(ACCOUNTS.cashInTransit) ?? 0);
      expect(cash).toBe(15_000_000);
      expect(transfers.inTransit().reduce((sum, { amount }) => sum + amount, 0)).toBe(
        balances.get(ACCOUNTS.cashInTransit) ?? 0,
      );
    }),
    { numRuns: 30 },
  );
});

test("what does not meet is told, and a bank's loan stays", () => {
  const head = new Map([
    [ACCOUNTS.placedByUnits, 900],
    [ACCOUNTS.unitsReceivable, 500],
  ] as [number, number][]);
  const unit = new Map([
    [ACCOUNTS.atHeadOffice, 1_000],
    [ACCOUNTS.owedToHeadOffice, 700],
  ] as [number, number][]);
  const { balances, eliminated, unmatched } = consolidate([head, unit]);
  expect(eliminated).toEqual({ placed: 900, lent: 500 });
  expect(unmatched).toEqual({ placed: 100, lent: 0 });
  expect(Object.fromEntries(balances)).toEqual({ 2306: 0, 1203: 0, 1104: 100, 2303: 200 });
});
