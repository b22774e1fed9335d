import Sqlite from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import type { Breach } from "../../../src/cooperative/journal/check/breach.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { codeIn, got, says } from "../chat/talk.ts";

/** A copy of the home, which outlives the Rukun that made it. */
let sqlite: Sqlite.Database;

/** A small unit after some weeks, all of it by chat: a loan, a late entry, a meeting, counts, disputes, who left. */
beforeAll(async () => {
  const coop = await coopWorld();
  await says(coop, "setor sukarela 004 2jt");
  await lend(coop);
  await says(coop, "kunci bulan 10/2026", "chair");
  await says(coop, "1", "chair");
  await says(coop, "setor wajib 001 20rb tgl 30/10");
  await says(coop, "setuju 2", "chair");
  await says(coop, "rapat");
  await says(coop, "001 w20 s50\n002 ok\n003 absen\n005 w20");
  await says(coop, "tutup 110rb");
  await says(coop, "setuju 3", "chair");
  const cash = coop.books.journal.balance(1, ACCOUNTS.cash);
  await says(coop, `hitung kas ${cash}`);
  await says(coop, `hitung kas ${cash - 5_000}`);
  await dispute(coop);
  await leave(coop);
  await says(coop, "ganti nomor 004 0812-3456-7890");
  await says(coop, "setuju 5", "chair");
  // Without a file it cannot have a write-ahead log: the two bytes that ask for one.
  sqlite = new Sqlite(coop.world.runtime.db.sqlite.serialize().fill(1, 18, 20));
  sqlite.pragma("foreign_keys = OFF");
});

async function lend(coop: CoopWorld): Promise<void> {
  const code = codeIn(await says(coop, "ajukan pinjaman 5jt 10 bulan", "lina"));
  await says(coop, "setuju 1", "chair");
  await says(coop, "setuju 1", "supervisor");
  await says(coop, `YA ${code}`, "lina");
  await says(coop, "cair P0001");
}

/** Of three disputes one is explained, one ends by taking the entry back, and one is open. */
async function dispute(coop: CoopWorld): Promise<void> {
  await says(coop, "sanggah 2 itu 3jt", "lina");
  await says(coop, "jelaskan 1 dua juta di buku", "supervisor");
  const no = coop.books.journal.head(1)?.no ?? 0;
  await says(coop, "setor wajib 001 10rb");
  await says(coop, `sanggah ${no + 1} bukan saya`, "maria");
  await says(coop, `batal ${no + 1}`);
  await says(coop, "sanggah 2 sekali lagi", "lina");
}

async function leave(coop: CoopWorld): Promise<void> {
  await says(coop, "setor sukarela 003 300rb");
  await says(coop, "anggota keluar 003");
  await says(coop, "1");
  await says(coop, "setuju 4", "chair");
  await says(coop, "saksi 4", "lina");
  expect(got(coop, "supervisor")).toContain("Saksi");
}

/** Changes a copy of the home with bare SQL, guards put aside and back, and gives what is found first. */
function tampered(sql: string): { first: Breach | undefined; all: string[] } {
  const guards = sqlite
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_%'")
    .all() as { name: string; sql: string }[];
  sqlite.exec("SAVEPOINT tampering");
  try {
    for (const { name } of guards) sqlite.exec(`DROP TRIGGER ${name}`);
    sqlite.exec(sql);
    for (const guard of guards) sqlite.exec(guard.sql);
    const { first, breaches } = checkLedger(sqlite);
    return { first, all: breaches.map(({ what }) => what) };
  } finally {
    sqlite.exec("ROLLBACK TO tampering; RELEASE tampering");
  }
}

type Case = [what: string, sql: string, says: string, no?: number];

const finds = (cases: Case[]) =>
  it.each(cases)("%s", (_, sql, says, no) => {
    const { first } = tampered(sql);
    expect(first?.what).toContain(says);
    expect([first?.unit, first?.no]).toEqual([1, no]);
  });

it("the home as people made it is whole, and has all that is changed below", () => {
  expect(checkLedger(sqlite).breaches).toEqual([]);
  const kept = (sql: string) => sqlite.prepare(sql).pluck().all();
  expect(kept("SELECT kind || ' ' || state FROM pending ORDER BY no")).toEqual([
    "agree-loan done",
    "deposit done",
    "meeting-line done",
    "leave done",
    "number-change done",
  ]);
  expect(kept("SELECT state FROM dispute ORDER BY no")).toEqual(["explained", "reversed", "open"]);
  expect(kept("SELECT counted - book FROM cash_count ORDER BY id")).toEqual([0, -5_000]);
  expect(kept("SELECT kind FROM journal_entry ORDER BY no")).toEqual(
    "opening deposit disbursement deposit deposit deposit deposit cash-difference deposit reversal deposit leaving".split(
      " ",
    ),
  );
});

describe("locks that were changed", () => {
  finds([
    ["one that was put before an entry", "UPDATE period_lock SET at = 0", "the books were closed up to 2026-10-31", 1],
    ["one that is gone", "DELETE FROM period_lock", "it is of 2026-10-30 and stands under 2026-11-20", 4],
    [
      "one of a day that was not over",
      "INSERT INTO period_lock SELECT NULL, 1, kind, '2027-01-31', 'x', at + 86400000 FROM period_lock",
      "a lock of 2026-11-21 closes the books until 2027-01-31, which was not over",
    ],
    [
      "a year's that is of no close",
      "INSERT INTO period_lock SELECT NULL, 1, 'year', '2025-12-31', 'x', at FROM period_lock",
      "locked for the year until 2025-12-31, and its close is gone",
    ],
    [
      "one at no time that there is",
      "INSERT INTO period_lock SELECT NULL, 1, kind, '2026-10-31', 'x', 9000000000000000000 FROM period_lock",
      "a lock of no day that there is closes the books until 2026-10-31, which was not over",
    ],
    [
      "settings of no time that there is",
      "INSERT INTO coop_setting SELECT NULL, 1, 'x', 'x', 9000000000000000000 FROM coop_setting",
      "the settings of no day that there is cannot be understood",
    ],
    ["settings that are none", `UPDATE coop_setting SET settings = '{"savings": 1}'`, "the settings of 2026-11-20"],
  ]);
});

describe("members who were changed", () => {
  finds([
    [
      "one who left, and is kept as a member",
      "UPDATE coop_member SET left_on = NULL WHERE no = 3",
      "by it member 003 left on 2026-11-20, and she is kept as a member",
      12,
    ],
    [
      "one who did not leave",
      "UPDATE coop_member SET left_on = '2026-11-19' WHERE no = 4",
      "member 004 is kept as gone since 2026-11-19, and her savings and loans hold 7100000",
    ],
    ["a loan that is kept as closed", "UPDATE loan SET state = 'closed'", "loan P0001 is kept as closed, and 5000000"],
    [
      "a phone to which nobody else agreed",
      "UPDATE number_change SET checker = maker",
      "the new phone of member 004 is kept as waiting, and nobody else agreed to it",
    ],
  ]);

  it("two with one number, which an index had to go for", () => {
    const { all } = tampered("DROP INDEX coop_member_no; UPDATE coop_member SET no = 1 WHERE no = 2");
    expect(all).toEqual(["the index coop_member_no, which guards coop_member, is gone", "2 members have the number 1"]);
  });
});

describe("meetings and cash counts that were changed", () => {
  finds([
    [
      "a line of the sheet",
      `UPDATE meeting_line SET line = '{"items":[{"kind":"mandatory","amount":25000}]}' WHERE member = 1`,
      "it brings 70000, and the sheet of 2026-11-20 has 25000 of member 001",
      5,
    ],
    [
      "a line that is gone",
      "DELETE FROM meeting_line WHERE member = 1",
      "the sheet of 2026-11-20 has no line of member 001",
      5,
    ],
    [
      "a line that was added",
      `UPDATE meeting_line SET line = '{"items":[{"kind":"mandatory","amount":20000}]}' WHERE member = 3`,
      "the sheet of 2026-11-20 has 20000 of member 003, and there is no such entry",
    ],
    ...["x", "null", '{"items":1}', '{"items":[7]}'].map(
      (line): Case => [
        `a line that is none: ${line}`,
        `UPDATE meeting_line SET line = '${line}' WHERE member = 1`,
        "the line of member 001 on the sheet of 2026-11-20 cannot be read",
        5,
      ],
    ),
    [
      "a line that is none, of one who brought nothing",
      "UPDATE meeting_line SET line = 'null' WHERE member = 3",
      "the line of member 003 on the sheet of 2026-11-20 cannot be read",
    ],
    [
      "the cash that was counted",
      "UPDATE meeting SET counted = 120000",
      "120000 counted, and what it brought makes 110000",
    ],
    ["a meeting that is dropped", "UPDATE meeting SET state = 'dropped'", "that is kept as dropped", 5],
    ["a meeting of another day", "UPDATE meeting SET held_on = '2026-11-19'", "from a meeting of 2026-11-19", 5],
    [
      "a meeting that is gone",
      "DELETE FROM meeting_line; DELETE FROM meeting",
      "it is of a meeting that is not there",
      5,
    ],
    [
      "a count that fitted",
      "UPDATE cash_count SET counted = counted + 1, book = book + 1 WHERE entry_id IS NULL",
      "the cash count of 2026-11-20 is kept as",
    ],
    [
      "a count and its book together",
      "UPDATE cash_count SET counted = counted + 1, book = book + 1 WHERE entry_id > 0",
      "and by the books it was 2310000 and 2315000 (no 8)",
    ],
    ["the time of a count", "UPDATE cash_count SET at = 0 WHERE entry_id IS NULL", "and by the books it was 0"],
    ["what settled a difference", "UPDATE cash_count SET resolved_by = 2 WHERE entry_id > 0", "settled by no 2 ("],
  ]);
});

describe("requests that were changed", () => {
  const request = (no: number, set: string) => `UPDATE pending SET ${set} WHERE no = ${no}`;
  finds([
    [
      "one that is gone",
      "DELETE FROM pending_vote WHERE pending_id = 2; DELETE FROM pending WHERE no = 2",
      "request 2 is",
    ],
    ["a yes that is gone", "DELETE FROM pending_vote WHERE pending_id = 2", "request 2 was carried out with 0 yes"],
    [
      "a yes that was a no",
      "UPDATE pending_vote SET yes = 0 WHERE pending_id = 1",
      "request 1 was carried out with 0 yes",
    ],
    [
      "a yes of who asked",
      "UPDATE pending_vote SET person_id = (SELECT maker FROM pending WHERE id = 3) WHERE pending_id = 3",
      "request 3 was carried out with 0 yes of others, and 1 were needed",
    ],
    [
      "how many were needed",
      `${request(4, "votes = 0")}; DELETE FROM pending_vote WHERE pending_id = 4`,
      "request 4 was",
    ],
    [
      "a yes that came later",
      "UPDATE pending_vote SET at = at + 86400000 WHERE pending_id = 2",
      "request 2 was carried",
    ],
    ["a member's own yes", request(1, "confirmed_at = NULL"), "request 1 was carried out without the member's own yes"],
    [
      "a witness",
      request(4, "witness = NULL"),
      "request 4 was carried out without the member's own yes or her witness",
    ],
    ["a witness who asked", request(4, "witness = maker"), "request 4 was carried out without the member's own yes"],
    ["one that is open again", request(2, "state = 'open'"), "request 2 is kept as open"],
    [
      "one that is open again, wholly",
      request(2, "state = 'open', ended_at = NULL, entry_id = NULL"),
      "it was made for request 2, which is kept as open",
      4,
    ],
    ["one whose entry is not named", request(2, "entry_id = NULL"), "request 2 was carried out, and its entry"],
    ["one that names another entry", request(2, "entry_id = 2"), "request 2 is kept as carried out by it", 2],
    ["its amount", request(2, "amount = 30000"), "request 2 is kept with 30000", 4],
    ["what was asked for", request(2, "what = '{}'"), "what request 2 asked for cannot be understood"],
    [
      "who agreed",
      "UPDATE pending_vote SET person_id = 'somebody' WHERE pending_id = 2",
      "who agreed to request 2 is not who checked it",
      4,
    ],
    [
      "the yes to a loan that was paid out",
      request(1, "state = 'rejected'"),
      "it pays out loan P0001, and no request says who agreed to that",
      3,
    ],
  ]);
});

describe("disputes that were changed", () => {
  const dispute = (no: number, set: string) => `UPDATE dispute SET ${set} WHERE no = ${no}`;
  finds([
    ["one that is gone", "DELETE FROM dispute WHERE no = 2", "dispute 2 is missing"],
    ["one about the entry of another", dispute(3, "entry_id = 5"), "dispute 3 of member 004 is about an entry", 5],
    ["one of somebody else", dispute(3, "member = 2"), "dispute 3 of member 002 is about an entry that does not", 2],
    ["one about nothing", dispute(3, "entry_id = 99"), "dispute 3 of member 004 is about an entry that does not"],
    [
      "one that is open again",
      dispute(2, "state = 'open', ended_at = NULL, ended_by = NULL"),
      "dispute 2 about it is kept as open, and it was taken back",
      9,
    ],
    ["one that ended by nothing", dispute(1, "state = 'reversed'"), "dispute 1 about it is kept as ended by taking", 2],
    [
      "one that was ended by who wrote",
      dispute(1, "ended_by = (SELECT maker FROM journal_entry WHERE id = 2)"),
      "dispute 1 about it is kept as ended by who wrote or checked it",
      2,
    ],
    ["one without an end", dispute(1, "ended_at = NULL"), "dispute 1 is kept as explained, and when or by whom"],
  ]);
});

describe("what names rows that are not there", () => {
  it.each([
    ["a loan of nobody", "UPDATE loan SET group_id = 77", "row 1 of loan names a row of coop_group that is not there"],
    ["a line of no meeting", "UPDATE meeting_line SET meeting_id = 9 WHERE member = 3", "names a row of meeting"],
  ])("is found: %s", (_, sql, says) => {
    expect(tampered(sql).first).toMatchObject({ code: "key", what: expect.stringContaining(says) });
  });
});
