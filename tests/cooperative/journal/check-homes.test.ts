import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import { homePaths } from "../../../src/home.ts";
import { rukun } from "../../cli/command.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { deposit, newBooks, on } from "./books.ts";

const ENTRIES = 60;
let cwd: string;
let file: string;

/** A home with some pages of books. */
beforeEach(() => {
  cwd = temporaryFolder();
  file = homePaths(join(cwd, "data")).database;
  const { sqlite, journal } = newBooks(file);
  for (let n = 0; n < ENTRIES; n += 1) journal.post(deposit(1_000 + n, { source: `a:${n}` }), on("2026-11-20"));
  sqlite.close();
});

const check = () => rukun({ cwd }, "ledger", "check");

function tamper(work: (sqlite: Sqlite.Database) => void): void {
  const sqlite = new Sqlite(file);
  sqlite.pragma("foreign_keys = OFF");
  // What guards the schema of SQLite itself is put aside as well.
  sqlite.unsafeMode(true);
  work(sqlite);
  sqlite.close();
}

/** Zeros over the first page of a table or an index. */
function wipe(name: string): void {
  let [page, size] = [0, 0];
  tamper((sqlite) => {
    page = sqlite.prepare("SELECT rootpage FROM sqlite_master WHERE name = ?").pluck().get(name) as number;
    size = sqlite.pragma("page_size", { simple: true }) as number;
  });
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(size), 0, size, (page - 1) * size);
  closeSync(handle);
}

const DAMAGED =
  /^rukun: the file \S+rukun\.db is damaged \(.+\), and its books cannot be proven: .+ \(rukun restore\)\n$/;

describe("a file that is damaged", () => {
  it.each([
    ["cut in half", () => truncateSync(file, 100 * 1024)],
    ["cut to nothing", () => truncateSync(file, 0)],
    ["no database", () => writeFileSync(file, "buku kas Melati\n".repeat(200))],
    ["with zeros where its entries are", () => wipe("journal_entry")],
    ["with zeros where its lines are", () => wipe("journal_line")],
    ["with zeros in an index of the journal", () => wipe("journal_line_member")],
    ["with zeros where its balances are", () => wipe("ledger_balance")],
    ["with zeros where its disputes are", () => wipe("dispute")],
  ])("is told in a sentence: %s", async (_, damage) => {
    damage();
    const { code, out, err } = await check();
    expect([code, out, err]).toEqual([1, "", expect.stringMatching(DAMAGED)]);
  });
});

describe("a schema that somebody changed", () => {
  it.each([
    ["an index", "DROP INDEX journal_line_loan", "the index journal_line_loan, which guards journal_line, is gone"],
    [
      "a trigger",
      "DROP TRIGGER pending_vote_no_update",
      "the trigger pending_vote_no_update, which guards pending_vote",
    ],
    [
      "an index that was made for less",
      "DROP INDEX journal_line_loan; CREATE INDEX journal_line_loan ON journal_line (loan) WHERE loan = 1",
      "the index journal_line_loan, which guards journal_line, is not as Rukun made it",
    ],
    [
      "a trigger that does nothing any more",
      `DROP TRIGGER journal_line_no_delete;
       CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON journal_line BEGIN SELECT 1; END`,
      "the trigger journal_line_no_delete, which guards journal_line, is not as Rukun made it",
    ],
    [
      "a trigger of somebody else",
      "CREATE TRIGGER mine AFTER INSERT ON journal_line BEGIN SELECT 1; END",
      "the trigger mine on journal_line is none of Rukun's",
    ],
    [
      "a CHECK",
      `PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'CHECK (\`amount\` > 0)', 'CHECK (1)')
       WHERE name = 'term_deposit'`,
      "the table term_deposit, which guards term_deposit, is not as Rukun made it",
    ],
  ])("is found: %s", async (_, sql, says) => {
    tamper((sqlite) => sqlite.exec(sql));
    const { code, out, err } = await check();
    expect([code, err]).toEqual([1, ""]);
    expect(out).toContain("The books are broken, beside the entries.");
    expect(out).toContain(says);
  });

  it.each([
    ["a table", "DROP TABLE dispute", "the table dispute of the books is gone"],
    ["the lines", "DROP TABLE journal_line", "the table journal_line of the books is gone"],
    ["a column", "ALTER TABLE loan DROP COLUMN purpose", "the table loan of the books has other columns"],
  ])("ends the proof where something is gone: %s", async (_, sql, says) => {
    tamper((sqlite) => sqlite.exec(sql));
    const { code, out, err } = await check();
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(new RegExp(`^rukun: ${says}: .*\\(rukun restore\\)\\n$`));
  });
});

it("without an index of the journal what is kept beside it is not looked at, and that is said", async () => {
  tamper((sqlite) => sqlite.exec("DROP INDEX journal_line_loan; UPDATE loan SET state = 'closed', terms = 'x'"));
  const { code, out } = await check();
  expect(code).toBe(1);
  expect(out).toContain("\n  requests, disputes, loans and other records were not held against the journal");
  expect(out).toContain("\n2 findings in 60 entries");
});

it("an index that leaves out a row is found, though every row is there", async () => {
  tamper((sqlite) => {
    const sql = sqlite.prepare("SELECT sql FROM sqlite_master WHERE name = 'journal_line_member'").pluck().get();
    sqlite.exec(`DROP INDEX journal_line_member;
      CREATE INDEX journal_line_member ON journal_line (member, entry_id, account, debit, credit, loan)
        WHERE member IS NOT NULL AND entry_id <> 7`);
    sqlite.pragma("writable_schema = ON");
    sqlite.prepare("UPDATE sqlite_master SET sql = ? WHERE name = 'journal_line_member'").run(sql);
  });
  const { code, out } = await check();
  expect(code).toBe(1);
  expect(out).toContain(`the index journal_line_member lists ${ENTRIES - 1} of journal_line, and there are ${ENTRIES}`);
});

it("a home that a newer Rukun wrote is left alone", async () => {
  tamper((sqlite) => sqlite.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)"));
  const { code, err } = await check();
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/^rukun: a newer Rukun has written .*: upgrade this one first\n$/),
  ]);
});
