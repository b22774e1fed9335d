import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { checkLedger } from "../../src/cooperative/journal/check/check.ts";
import { backUp } from "../../src/db/backup.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoWorld } from "../support/demo-world.ts";

it("a backup has the books whole, with what waits and what is disputed, while the unit goes on writing", async () => {
  const { world } = await demoWorld({ books: true });
  const target = join(temporaryFolder(), "rukun.backup");
  const { sqlite } = world.runtime.db;
  await world.send("7000000015", "setor wajib 003 20rb");
  await world.send("7000000015", "tarik sukarela 003 600rb");
  await backUp(world.home, target, world.clock.now());
  const copy = new Sqlite(target, { readonly: true });
  expect(checkLedger(copy)).toMatchObject({ units: 1, found: 0 });
  const tables = sqlite
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND (name GLOB 'coop_*' OR name GLOB 'journal_*'
         OR name GLOB 'ledger_*' OR name GLOB 'loan*' OR name GLOB 'pending*' OR name GLOB 'meeting*'
         OR name IN ('dispute', 'period_lock', 'term_deposit', 'cash_count', 'year_close', 'shu_share')) ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  const count = (db: Sqlite.Database) =>
    tables.map((table) => [table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]);
  expect(tables.length).toBeGreaterThan(15);
  expect(count(copy)).toEqual(count(sqlite));
  expect(copy.prepare("SELECT count(*) FROM pending WHERE state = 'open'").pluck().get()).toBe(1);
  copy.close();
});
