import type Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openDb } from "../../../src/db/open.ts";
import { KeyPair, Safe, Vault } from "../../../src/safeguarding/index.ts";
import { MIGRATIONS } from "../../db/home.ts";
import { TO_THE_STORY } from "../chat/report-world.ts";
import { CHEAP } from "../support/world.ts";
import { MARKS, numberSaid } from "./marks.ts";
import { sayAll, until } from "./phones.ts";
import { databaseOf, ProofWorld } from "./proof-world.ts";

type Value = string | number | bigint | Buffer | null;

/** Three reports of one person, of 10, 200 and 900 characters, each read, answered and to be told of. */
async function threeReports() {
  const world = await ProofWorld.start();
  const { phone, codes } = await world.officer("Ratna", world.onTelegram(500_111_222));
  const trustee = world.trustee();
  const sari = world.onTelegram(700_888_999);
  world.add("Sari", sari);
  const aliases: string[] = [];
  for (const length of [10, 200, 900]) {
    const said = await sayAll(sari, ...TO_THE_STORY, "cerita ini ".repeat(90).slice(0, length), "selesai", "1", "1");
    await sayAll(sari, numberSaid(said).slice(-4), "1");
    aliases.push(world.aliases.find((alias) => !aliases.includes(alias)) ?? "");
  }
  await phone.says(`BUKA ${codes[0]}`);
  await until(() => phone.seen().join().includes("Terbuka sampai"));
  for (const alias of aliases) await sayAll(phone, `BACA ${alias}`, `BALAS ${alias} ${MARKS.reply}`);
  return { world, aliases, trustee, codes };
}

/** The rows of a table that belong to a case. */
function rowsOfCase(sqlite: Sqlite.Database, table: string, id: Buffer): Value[][] {
  const columns = sqlite.pragma(`table_info(${table})`) as { name: string }[];
  const key = columns.some(({ name }) => name === "case_id") ? "case_id" : table === "safe_case" ? "id" : undefined;
  if (key === undefined) return [];
  return sqlite.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`).raw().all(id) as Value[][];
}

const tablesOf = (sqlite: Sqlite.Database): string[] =>
  sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];

function valuesOf({ sqlite, vault }: ProofWorld, alias: string): Value[] {
  const id = sqlite.prepare("SELECT id FROM safe_case WHERE alias = ?").pluck().get(alias) as Buffer;
  const rows = (db: Sqlite.Database) => tablesOf(db).flatMap((table) => rowsOfCase(db, table, id));
  return [...rows(sqlite), ...rows(vault.sqlite)].flat();
}

/** All runs of so many bytes in what is sealed. */
function runsOf(values: readonly Value[], length: number): Set<string> {
  const found = new Set<string>();
  for (const value of values)
    if (Buffer.isBuffer(value))
      for (let at = 0; at + length <= value.length; at += 1) found.add(value.toString("latin1", at, at + length));
  return found;
}

describe("reports of one person", () => {
  it("have nothing in common in database and vault but dates, closed lists and their readers; and are of one size", async () => {
    const { world, aliases, trustee } = await threeReports();
    const [first = [], ...others] = aliases.map((alias) => valuesOf(world, alias));
    const officer = world.sqlite.prepare("SELECT id FROM officer").pluck().get() as string;
    const closed = ["story", "reply", "S3", "dibaca", "ditangani", officer, trustee.id, "arrived", "acknowledge"];
    for (const other of others) {
      const shared = first.filter((value) =>
        other.some((one) => (Buffer.isBuffer(one) ? Buffer.isBuffer(value) && one.equals(value) : one === value)),
      );
      const telling = shared.filter(
        (value) => typeof value !== "number" && value !== null && !/^\d{4}-\d\d-\d\d$/.test(String(value)),
      );
      expect([...new Set(telling)].filter((value) => !closed.includes(String(value)))).toEqual([]);
      const runs = runsOf(first, 6);
      expect([...runsOf(other, 6)].filter((run) => runs.has(run))).toEqual([]);
      const sizes = (values: readonly Value[]) =>
        values.flatMap((value) => (Buffer.isBuffer(value) ? [value.length] : []));
      expect(sizes(other)).toEqual(sizes(first));
    }
    expect(first.length).toBeGreaterThan(30);
  });
});

describe("who has database, vault and key file, and no code", () => {
  it("opens nothing: not with any of their bytes as a key, and not by any way that there is", async () => {
    const { world, aliases, trustee } = await threeReports();
    const root = world.killedHere();
    const { sqlite } = openDb(databaseOf(root), MIGRATIONS);
    const vault = Vault.open(`${root}/home`, CHEAP);
    const safe = new Safe({ sqlite, vault, zone: "Asia/Jakarta", random: (bytes) => Buffer.alloc(bytes, 7) });
    // Each value of 32 bytes anywhere, and what the key file gives, as a secret and as a seed.
    const values = [sqlite, vault.sqlite].flatMap((db) =>
      tablesOf(db).flatMap((table) => (db.prepare(`SELECT * FROM "${table}"`).raw().all() as Value[][]).flat()),
    );
    const bytes = values.filter((value): value is Buffer => Buffer.isBuffer(value) && value.length >= 32);
    const keys = [
      ...bytes.flatMap((value) => [value.subarray(0, 32), value.subarray(-32)]),
      ...Object.values(vault.keys),
    ];
    const pairs = keys
      .filter((key): key is Buffer => Buffer.isBuffer(key) && key.length === 32)
      .flatMap((key) => [KeyPair.fromSeed(Buffer.from(key)), KeyPair.fromSecret(Buffer.from(key))]);
    expect(pairs.length).toBeGreaterThan(100);
    const readers = sqlite.prepare("SELECT DISTINCT recipient FROM safe_wrap").pluck().all() as string[];
    expect(readers).toHaveLength(2);
    const opened: string[] = [];
    for (const alias of aliases)
      for (const id of readers)
        for (const keys of pairs) {
          try {
            if (safe.cases.open(alias, { id, keys }, world.clock.now()) !== undefined) opened.push(alias);
          } catch (error) {
            expect(error).toMatchObject({ code: "safe.sealed" });
          }
        }
    expect(opened).toEqual([]);
    for (const tag of sqlite.prepare("SELECT tag FROM safe_mailbox").pluck().all() as Buffer[])
      expect(await safe.mailboxes.look(tag.toString("hex"))).toBeUndefined();
    // The one who holds a key opens it there, too: what was tried is what keeps others out.
    expect(safe.cases.open(aliases[0] ?? "", trustee, world.clock.now())?.story.toString()).toBe("cerita ini");
    vault.close();
    sqlite.close();
  });
});
