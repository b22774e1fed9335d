import type Sqlite from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import type { Entry } from "../../../src/cooperative/journal/entry.ts";
import { canonical, chained, NO_HASH } from "../../../src/cooperative/journal/hash.ts";
import { deposit, disbursement, instalment, newBooks, on, withdrawal } from "./books.ts";

const GUARDS = "journal_entry_no_update journal_entry_no_delete journal_line_no_update journal_line_no_delete";
let { sqlite, journal } = newBooks();
let triggers: string[] = [];

/** Six entries of unit 1, and between them two of unit 2. */
beforeEach(() => {
  ({ sqlite, journal } = newBooks());
  triggers = sqlite.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[];
  const elsewhere = { unit: 2 } as const;
  journal.post(deposit(500_000, { source: "a:1", valueOn: "2026-09-30" }), on("2026-09-30"));
  journal.post(deposit(40_000, { source: "a:2", ...elsewhere }, 4), on("2026-11-20"));
  journal.post(deposit(30_000, { source: "a:3", memo: "rapat" }, 2), on("2026-11-20"));
  const { entry } = journal.post(withdrawal(20_000, { source: "a:4" }), on("2026-11-20"));
  journal.post(disbursement(200_000, { checker: "p2" }), on("2026-11-21"));
  journal.reverse(entry.id, { maker: "p1", checker: "p2" }, on("2026-11-22"));
  journal.post(deposit(1_000, elsewhere, 5), on("2026-11-22"));
  journal.post(instalment(20_000, 3_000, { valueOn: "2026-11-22" }), on("2026-11-22"));
});

/** Somebody with the file in her hands: the guards are put aside, and put back afterwards. */
function tamper(work: (db: Sqlite.Database) => void): void {
  for (const name of GUARDS.split(" ")) sqlite.exec(`DROP TRIGGER ${name}`);
  sqlite.pragma("foreign_keys = OFF");
  sqlite.pragma("ignore_check_constraints = ON");
  work(sqlite);
  for (const sql of triggers.filter((one) => one.includes("journal_"))) sqlite.exec(sql);
}

const run = (sql: string) => tamper((db) => db.exec(sql));
const first = () => checkLedger(sqlite).first;

describe("books that are as they were posted", () => {
  it("are proven", () => {
    expect(checkLedger(sqlite)).toEqual({ units: 2, entries: 8, lines: 17, breaches: [], found: 0 });
  });

  it("are proven for one unit alone", () => {
    expect(checkLedger(sqlite, { unit: 2 })).toEqual({ units: 1, entries: 2, lines: 4, breaches: [], found: 0 });
  });

  it("are proven when there are none", () => {
    expect(checkLedger(newBooks().sqlite)).toMatchObject({ units: 0, entries: 0, found: 0 });
  });
});

describe("an entry that was changed", () => {
  const cases: [what: string, sql: string, no: number, code: string][] = [
    ["an amount on one side", `UPDATE journal_line SET debit = 31000 WHERE entry_id = 3 AND n = 1`, 2, "unbalanced"],
    [
      "an amount on both sides",
      `UPDATE journal_line SET debit = debit * 2, credit = credit * 2 WHERE entry_id = 3`,
      2,
      "hash",
    ],
    ["the value date", `UPDATE journal_entry SET value_on = '2026-11-01' WHERE id = 3`, 2, "hash"],
    ["a value date behind the books", `UPDATE journal_entry SET value_on = '2026-11-30' WHERE id = 3`, 2, "date"],
    [
      "a date before it was booked",
      `UPDATE journal_entry SET booked_at = booked_at - 86400000 WHERE id = 3`,
      2,
      "date",
    ],
    ["a time that there is not", `UPDATE journal_entry SET booked_at = 9000000000000000000 WHERE id = 3`, 2, "date"],
    ["the maker", `UPDATE journal_entry SET maker = 'p3' WHERE id = 3`, 2, "hash"],
    ["the memo", `UPDATE journal_entry SET memo = NULL WHERE id = 3`, 2, "hash"],
    ["the hash", `UPDATE journal_entry SET hash = zeroblob(32) WHERE id = 3`, 2, "hash"],
    ["the member", `UPDATE journal_line SET member = 3 WHERE entry_id = 3 AND n = 2`, 2, "hash"],
    ["a member of another unit", `UPDATE journal_line SET member = 4 WHERE entry_id = 3 AND n = 2`, 2, "owner"],
    ["the loan of another", `UPDATE journal_line SET loan = 2 WHERE entry_id = 5 AND n = 1`, 4, "owner"],
    ["the account", `UPDATE journal_line SET account = 2103 WHERE entry_id = 3 AND n = 2`, 2, "hash"],
    [
      "an account that there is not",
      `UPDATE journal_line SET account = 2999 WHERE entry_id = 3 AND n = 2`,
      2,
      "amount",
    ],
    ["nothing left of an amount", `UPDATE journal_line SET debit = 0 WHERE entry_id = 3 AND n = 1`, 2, "amount"],
    [
      "an amount below nothing",
      `UPDATE journal_line SET debit = -debit, credit = -credit WHERE entry_id = 3`,
      2,
      "amount",
    ],
    ["what a reversal takes back", `UPDATE journal_entry SET reverses = 3 WHERE id = 6`, 5, "reversal"],
    ["a reversal of what comes later", `UPDATE journal_entry SET reverses = 8 WHERE id = 6`, 5, "reversal"],
    ["a reversal of another unit's entry", `UPDATE journal_entry SET reverses = 2 WHERE id = 6`, 5, "reversal"],
    [
      "the amount of a reversal",
      `UPDATE journal_line SET debit = debit + 1 WHERE entry_id = 6 AND debit > 0`,
      5,
      "unbalanced",
    ],
  ];
  it.each(cases)("is found: %s", (_, sql, no, code) => {
    run(sql);
    expect(first()).toMatchObject({ unit: 1, no, code });
    expect(checkLedger(sqlite, { unit: 1 }).first).toMatchObject({ unit: 1, no, code });
  });
});

describe("entries that came and went", () => {
  it("one that was deleted is missed by its number", () => {
    run("DELETE FROM journal_line WHERE entry_id = 4; DELETE FROM journal_entry WHERE id = 4");
    expect(first()).toMatchObject({ unit: 1, no: 3, code: "number" });
  });

  it("the newest that was deleted is missed by what its lines made", () => {
    run("DELETE FROM journal_line WHERE entry_id = 8; DELETE FROM journal_entry WHERE id = 8");
    expect(checkLedger(sqlite).breaches.map(({ code }) => code)).toContain("balance");
  });

  it("lines whose entry was deleted are found", () => {
    run("DELETE FROM journal_entry WHERE id = 8");
    expect(first()).toMatchObject({ code: "orphan" });
    run("DELETE FROM journal_entry WHERE id = 3");
    expect(first()).toMatchObject({ unit: 1, no: 2, code: "number" });
  });

  it("a line that was deleted is missed", () => {
    run("DELETE FROM journal_line WHERE entry_id = 8 AND n = 2");
    expect(first()).toMatchObject({ unit: 1, no: 6, code: "lines" });
  });

  it("two that changed places are found", () => {
    run(`UPDATE journal_entry SET no = 99 WHERE id = 3; UPDATE journal_entry SET no = 2 WHERE id = 4;
      UPDATE journal_entry SET no = 3 WHERE id = 3`);
    expect(first()).toMatchObject({ unit: 1, no: 2, code: "number" });
  });

  it("one that was put between is found", () => {
    run(`UPDATE journal_entry SET no = no + 100 WHERE unit = 1 AND no > 2;
      UPDATE journal_entry SET no = no - 99 WHERE unit = 1 AND no > 2;
      INSERT INTO journal_entry (id, unit, no, kind, value_on, books_on, booked_at, maker, hash)
      SELECT -1, 1, 3, kind, value_on, books_on, booked_at, maker, hash FROM journal_entry WHERE id = 3`);
    expect(first()).toMatchObject({ unit: 1, no: 1, code: "number" });
  });

  it("one that was put behind the newest is found", () => {
    run(`INSERT INTO journal_entry (unit, no, kind, value_on, books_on, booked_at, maker, hash)
      SELECT 1, 7, kind, value_on, books_on, booked_at, maker, zeroblob(32) FROM journal_entry WHERE id = 8;
      INSERT INTO journal_line SELECT 9, n, account, debit, credit, member, loan FROM journal_line WHERE entry_id = 3`);
    expect(first()).toMatchObject({ unit: 1, no: 7, code: "hash" });
  });

  it("a source that came twice is found, also without the index", () => {
    sqlite.exec("DROP INDEX journal_entry_source");
    run("UPDATE journal_entry SET source = 'a:1' WHERE id = 3");
    expect(first()).toMatchObject({ unit: 1, no: 2, code: "source" });
    expect(checkLedger(sqlite).breaches).toContainEqual(expect.objectContaining({ code: "guard" }));
  });
});

/** Makes the hashes of a unit anew, as somebody would who knows how. */
function rechain(db: Sqlite.Database, unit: number): void {
  let before = NO_HASH;
  for (const no of db.prepare("SELECT no FROM journal_entry WHERE unit = ? ORDER BY no").pluck().all(unit)) {
    const { id, hash: _, ...content } = journal.byNo(unit, Number(no)) as Entry;
    before = chained(before, canonical(content));
    db.prepare("UPDATE journal_entry SET hash = ? WHERE id = ?").run(Buffer.from(before, "hex"), id);
  }
}

describe("somebody who makes the chain anew", () => {
  const more = "UPDATE journal_line SET debit = debit * 2, credit = credit * 2 WHERE entry_id = 3";

  it("is found by what is kept of balances and months", () => {
    tamper((db) => {
      db.exec(more);
      rechain(db, 1);
    });
    expect(checkLedger(sqlite).breaches.map(({ code }) => code)).toEqual(["balance", "balance", "month", "month"]);
  });

  it("is found by the head that was told to others, when these were mended too", () => {
    const { no, hash } = journal.head(1) ?? { no: 0, hash: "" };
    sqlite.prepare("INSERT INTO ledger_anchor VALUES (1, '2026-11-22', ?, ?)").run(no, Buffer.from(hash, "hex"));
    expect(checkLedger(sqlite).found).toBe(0);
    tamper((db) => {
      db.exec(more);
      rechain(db, 1);
      db.exec(`UPDATE ledger_balance SET amount = amount + 30000 WHERE unit = 1 AND (account = 1101 OR member = 2);
        UPDATE ledger_month SET debit = debit + 30000 WHERE unit = 1 AND month = '2026-11' AND account = 1101;
        UPDATE ledger_month SET credit = credit + 30000 WHERE unit = 1 AND month = '2026-11' AND account = 2101`);
    });
    expect(checkLedger(sqlite)).toMatchObject({ found: 1, first: { unit: 1, no: 6, code: "anchor" } });
  });

  it.each([
    [
      "a withdrawal that was made larger than the savings",
      `UPDATE journal_line SET debit = debit * 26, credit = credit * 26 WHERE entry_id = 4`,
      3,
      "negative",
    ],
    [
      "an instalment above the loan",
      `UPDATE journal_line SET debit = debit * 20, credit = credit * 20 WHERE entry_id = 8`,
      6,
      "negative",
    ],
    [
      "a second reversal of one entry",
      `UPDATE journal_entry SET reverses = 4, kind = 'reversal' WHERE id = 8;
       DELETE FROM journal_line WHERE entry_id = 8;
       INSERT INTO journal_line SELECT 8, n, account, debit, credit, member, loan FROM journal_line WHERE entry_id = 6`,
      6,
      "reversal",
    ],
    [
      "a reversal of a reversal",
      `UPDATE journal_entry SET reverses = 6, kind = 'reversal' WHERE id = 8;
       DELETE FROM journal_line WHERE entry_id = 8;
       INSERT INTO journal_line SELECT 8, n, account, debit, credit, member, loan FROM journal_line WHERE entry_id = 4`,
      6,
      "reversal",
    ],
    [
      "a reversal of half an amount",
      `UPDATE journal_line SET debit = debit / 2, credit = credit / 2 WHERE entry_id = 6`,
      5,
      "reversal",
    ],
  ])("is found by what may not be: %s", (_, sql, no, code) => {
    sqlite.exec("DROP INDEX journal_entry_reverses");
    tamper((db) => {
      db.exec(sql);
      rechain(db, 1);
    });
    expect(first()).toMatchObject({ unit: 1, no, code });
  });
});

describe("what is kept beside the entries", () => {
  it.each([
    [
      "a balance that was raised",
      "UPDATE ledger_balance SET amount = amount + 1 WHERE unit = 1 AND member = 2",
      "balance",
    ],
    ["a balance that is gone", "DELETE FROM ledger_balance WHERE unit = 1 AND member = 2", "balance"],
    ["a balance of nobody", "INSERT INTO ledger_balance VALUES (1, 9, 2101, 0, 5)", "balance"],
    ["a balance in another unit", "UPDATE ledger_balance SET unit = 2 WHERE unit = 1 AND member = 2", "balance"],
    [
      "a month that was raised",
      "UPDATE ledger_month SET credit = credit + 1 WHERE unit = 1 AND account = 1101",
      "month",
    ],
    ["a month that is gone", "DELETE FROM ledger_month WHERE unit = 1 AND month = '2026-09'", "month"],
    ["a month of nothing", "INSERT INTO ledger_month VALUES (1, '2026-07', 1101, 5, 5)", "month"],
    ["a trigger that is gone", "DROP TRIGGER journal_line_no_update", "guard"],
    ["an index that is gone", "DROP INDEX journal_entry_reverses", "guard"],
  ])("is held against them: %s", (_, sql, code) => {
    sqlite.exec(sql);
    expect(first()).toMatchObject({ code });
    expect(first()?.no).toBeUndefined();
  });
});
