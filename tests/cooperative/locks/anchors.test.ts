import { beforeEach, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { Anchors } from "../../../src/cooperative/locks/anchors.ts";
import { type CoopWorld, coopWorld, MAWAR, MELATI, NOW, TODAY } from "../units/coop-world.ts";

let world: CoopWorld;
let anchors: Anchors;

beforeEach(() => {
  world = coopWorld();
  anchors = new Anchors(world.sqlite);
});

function post(unit: number, amount: number): void {
  const lines = [debit(ACCOUNTS.cash, amount), credit(ACCOUNTS.grants, amount)];
  world.journal.post({ unit, kind: "income", valueOn: TODAY, maker: "system", lines }, { at: NOW, today: TODAY });
}

const anchor = (unit: number, day = TODAY) => {
  const head = world.journal.head(unit);
  if (head === undefined) throw new Error("there is no entry");
  anchors.add({ unit, day, ...head });
  return head;
};

it("agrees with books that were only added to", () => {
  post(MELATI, 1_000);
  const first = anchor(MELATI, "2026-11-19");
  post(MELATI, 2_000);
  anchor(MELATI);
  post(MAWAR, 3_000);
  anchor(MAWAR);
  expect(anchors.broken()).toEqual([]);
  expect(anchors.newest(MELATI)).toMatchObject({ day: TODAY, no: 2 });
  expect(anchors.ofDay("2026-11-19")).toEqual([{ unit: MELATI, day: "2026-11-19", ...first }]);
});

it("finds books that were written anew, though their own chain is whole again", () => {
  post(MELATI, 1_000);
  post(MELATI, 2_000);
  const told = anchor(MELATI);
  post(MAWAR, 3_000);
  anchor(MAWAR);
  // Somebody with the file in her hands takes the entry out and posts another in its place.
  const { sqlite } = world;
  for (const name of sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[])
    sqlite.exec(`DROP TRIGGER "${name}"`);
  sqlite.exec(`DELETE FROM journal_line WHERE entry_id = 2; DELETE FROM journal_entry WHERE id = 2`);
  expect(anchors.broken(MELATI)).toEqual([{ unit: MELATI, day: TODAY, ...told, found: undefined }]);
  post(MELATI, 1_500);
  expect(anchors.broken()).toEqual([{ unit: MELATI, day: TODAY, ...told, found: world.journal.head(MELATI)?.hash }]);
  expect(anchors.broken(MAWAR)).toEqual([]);
});

it("keeps the first of a day, and neither changes nor goes", () => {
  post(MELATI, 1_000);
  const first = anchor(MELATI);
  post(MELATI, 2_000);
  anchor(MELATI);
  expect(anchors.newest(MELATI)?.hash).toBe(first.hash);
  expect(() => world.sqlite.exec("UPDATE ledger_anchor SET no = 9")).toThrow(/append-only/);
  expect(() => world.sqlite.exec("DELETE FROM ledger_anchor")).toThrow(/append-only/);
});
