import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { openDb } from "../../../db/open.ts";
import { RukunError } from "../../../errors.ts";
import { packageRoot } from "../../../home.ts";
import type { Telling } from "./breach.ts";

/** The journal itself: the pass reads these whole, and looks at whom each line names. */
const JOURNAL: ReadonlySet<string> = new Set(["journal_entry", "journal_line"]);

/** Every table of the cooperative. */
export const BOOKS_TABLES: readonly string[] = [
  ...JOURNAL,
  "ledger_anchor",
  "ledger_balance",
  "ledger_month",
  "period_lock",
  "cash_count",
  "coop_alias",
  "coop_group",
  "coop_group_member",
  "coop_member",
  "coop_setting",
  "coop_unit",
  "dispute",
  "loan",
  "loan_cover",
  "meeting",
  "meeting_line",
  "meeting_photo",
  "number_change",
  "pending",
  "pending_vote",
  "shu_share",
  "term_deposit",
  "transfer",
  "year_close",
];

/** Something that a schema has: a table, an index or a trigger, and the SQL that made it. */
type Thing = { type: "table" | "index" | "trigger"; name: string; table: string; sql: string; columns: string | null };
type Schema = ReadonlyMap<string, Thing>;

let made: Schema | undefined;

/** What the migrations make. They are run once a process: it takes a few tens of milliseconds. */
function expected(): Schema {
  if (made === undefined) {
    const { sqlite } = openDb(":memory:", join(packageRoot(), "drizzle"));
    made = schemaOf(sqlite);
    sqlite.close();
  }
  return made;
}

function schemaOf(sqlite: Sqlite.Database): Schema {
  const things = sqlite.prepare(
    `SELECT type, name, tbl_name AS "table", sql, (SELECT group_concat(name) FROM pragma_table_info(m.name)) AS columns
     FROM sqlite_master AS m WHERE sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
  );
  return new Map((things.all(JSON.stringify(BOOKS_TABLES)) as Thing[]).map((thing) => [thing.name, thing]));
}

/**
 * Fails where a table of the books is gone or has other columns: nothing can be proven then.
 * Errors: `ledger.schema`.
 */
export function assertTables(sqlite: Sqlite.Database): void {
  const there = schemaOf(sqlite);
  for (const { type, name, columns } of expected().values()) {
    if (type !== "table") continue;
    const found = there.get(name);
    if (found?.columns === columns) continue;
    const how = found === undefined ? "is gone" : "has other columns";
    throw new RukunError(
      "ledger.schema",
      `the table ${name} of the books ${how}: somebody changed the database beside Rukun, and nothing can be proven. Bring back the newest backup (rukun restore)`,
    );
  }
}

/**
 * What keeps the books as they are, from the migrations: triggers, indexes that allow each number once, CHECKs. False:
 * an index of the journal is not there, and whatever looks into it would take days on large books.
 */
export function checkGuards(sqlite: Sqlite.Database, { breaches }: Telling): boolean {
  const there = schemaOf(sqlite);
  let indexed = true;
  for (const { type, name, table, sql } of expected().values()) {
    const found = there.get(name);
    if (found?.sql === sql) continue;
    const how = found === undefined ? "is gone" : "is not as Rukun made it";
    breaches.add({ code: "guard", what: `the ${type} ${name}, which guards ${table}, ${how}` });
    if (type === "index" && JOURNAL.has(table)) indexed = false;
  }
  for (const { type, name, table } of there.values())
    if (type === "trigger" && !expected().has(name))
      breaches.add({ code: "guard", what: `the trigger ${name} on ${table} is none of Rukun's` });
  if (!indexed) breaches.add({ code: "guard", what: NOT_LOOKED_AT });
  return indexed;
}

const NOT_LOOKED_AT =
  "requests, disputes, loans and other records were not held against the journal, which needs all of its indexes";

/** What an index of the journal lists, as the pass has counted it. */
export type Listed = { entries: number; sources: number; reversals: number; ofMembers: number; ofLoans: number };

const INDEXES: readonly [table: string, name: string, where: string, of: keyof Listed][] = [
  ["journal_entry", "journal_entry_no", "no > 0", "entries"],
  ["journal_entry", "journal_entry_source", "source IS NOT NULL", "sources"],
  ["journal_entry", "journal_entry_reverses", "reverses IS NOT NULL", "reversals"],
  ["journal_line", "journal_line_member", "member IS NOT NULL", "ofMembers"],
  ["journal_line", "journal_line_loan", "loan IS NOT NULL", "ofLoans"],
];

/**
 * The pages that no other proof reads. Tables beside the journal: all of their pages, and that each row is what its table
 * allows and names rows that are there. Of the journal its indexes are read through and counted; `listed` is left out
 * where one unit alone was read.
 */
export function checkPages(sqlite: Sqlite.Database, listed: Listed | undefined, { breaches }: Telling): void {
  for (const table of BOOKS_TABLES) {
    if (JOURNAL.has(table)) continue;
    const found = (sqlite.pragma(`quick_check(${table})`) as { quick_check: string }[]).map((row) => row.quick_check);
    for (const what of found) if (what !== "ok") breaches.add({ code: "page", what: `${table}: ${what}` });
    for (const { rowid, parent } of sqlite.pragma(`foreign_key_check(${table})`) as Loose[]) {
      const row = rowid === null ? "a row" : `row ${rowid}`;
      breaches.add({ code: "key", what: `${row} of ${table} names a row of ${parent} that is not there` });
    }
  }
  if (listed === undefined) return;
  const there = schemaOf(sqlite);
  for (const [table, name, where, of] of INDEXES) {
    // One that is gone, or lists something else, was told of already.
    if (there.get(name)?.sql !== expected().get(name)?.sql) continue;
    const rows = sqlite.prepare(`SELECT count(*) FROM ${table} INDEXED BY ${name} WHERE ${where}`).pluck().get();
    if (rows === listed[of]) continue;
    breaches.add({ code: "page", what: `the index ${name} lists ${rows} of ${table}, and there are ${listed[of]}` });
  }
}

type Loose = { rowid: number | null; parent: string };
