import { describe, expect, it } from "vitest";
import { openDb } from "../../src/db/open.ts";
import { homeBefore, MIGRATIONS } from "./home.ts";

const BALANCES = [
  { unit: 1, member: 0, account: 1101, loan: 0, amount: 70_000 },
  { unit: 2, member: 0, account: 1101, loan: 0, amount: 5_000 },
  { unit: 2, member: 0, account: 1205, loan: 0, amount: -3_000 },
  { unit: 1, member: 7, account: 1201, loan: 4, amount: 20_000 },
  { unit: 1, member: 7, account: 1201, loan: 9, amount: 1 },
  { unit: 1, member: 7, account: 2101, loan: 0, amount: 90_001 },
];

describe("balances of a home whose key began with the unit", () => {
  it("are all there once the key begins with the member, and are guarded as before", () => {
    const { file, sqlite } = homeBefore("0017_balance_by_member");
    const add = sqlite.prepare("INSERT INTO ledger_balance VALUES (@unit, @member, @account, @loan, @amount)");
    for (const balance of [...BALANCES].reverse()) add.run(balance);
    sqlite.close();

    const after = openDb(file, MIGRATIONS).sqlite;
    const kept = after.prepare("SELECT * FROM ledger_balance").all();
    const insert = (values: string) => () => after.exec(`INSERT INTO ledger_balance VALUES (${values})`);
    expect(kept).toEqual(BALANCES);
    expect(insert("1, 0, 1101, 0, 1")).toThrow("UNIQUE");
    expect(insert("3, 0, 1101, 0, -1")).toThrow("CHECK");
    expect(insert("1, 8, 2101, 0, -1")).toThrow("CHECK");
    expect(insert("1, 8, 2101, 0, '1 rupiah'")).toThrow("INTEGER");
    after.close();
  });
});
