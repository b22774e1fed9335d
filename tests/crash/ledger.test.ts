import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seeded } from "../../bench/support/numbers.ts";
import { ACCOUNTS } from "../../src/cooperative/accounts.ts";
import { checkLedger } from "../../src/cooperative/journal/check/check.ts";
import { homePaths } from "../../src/home.ts";
import { compiled } from "../support/compiled.ts";
import { TelegramServer } from "../support/telegram-server.ts";
import { childContent } from "./content.ts";
import { Killer } from "./killer.ts";
import { MEMBERS, makeUnit, TREASURERS } from "./ledger-unit.ts";
import { heard, Writer } from "./ledger-writer.ts";

const KILLS = 10;
const SEED = 20_261_120;

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "rukun-ledger-killed-"));
  childContent(join(root, "content"), {
    from: "",
    flow: "cooperative/coop-line.yaml",
    words: /^(accounts|coop|entries)/,
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe(`books that are kept while Rukun is killed ${KILLS} times`, { timeout: 120_000 }, () => {
  it("have every line once, sound, and each receipt at most once on its phone and none lost", async () => {
    const { home, writers, server } = await live();
    const sqlite = new Sqlite(homePaths(home).database, { readonly: true });
    expect(sqlite.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(checkLedger(sqlite)).toMatchObject({ found: 0, units: 1 });
    postedOnce(sqlite, writers);
    receiptsOnce(sqlite, server);
    sqlite.close();
  });
});

async function live() {
  const random = seeded(SEED);
  const home = join(root, "home");
  mkdirSync(home);
  makeUnit(home, Date.now());
  const server = await TelegramServer.start();
  const command = [
    compiled("tests/crash/child.ts"),
    "books",
    home,
    join(root, "content"),
    server.apiRoot,
    server.token,
  ];
  const killer = new Killer({ server, kills: KILLS, random, command });
  const writers = TREASURERS.map((chat, nth) => new Writer(server, chat, nth, seeded(SEED + chat)));
  for (const chat of MEMBERS) server.userSends(chat, "saldo");
  const written = writers.map((writer) => writer.write(() => killer.killed >= KILLS));
  await killer.killAll();
  const all = Promise.all(written).then(() => membersHaveHeardAll(server));
  expect(await killer.runUntil(all)).toBe("0");
  expect(killer.killed).toBe(KILLS);
  await server.close();
  return { home, writers, server };
}

/** Each asks for her balance; in her chat the answer comes after all receipts. */
async function membersHaveHeardAll(server: TelegramServer): Promise<void> {
  for (const chat of MEMBERS) server.userSends(chat, "riwayat");
  await Promise.all(MEMBERS.map((chat) => heard(server, chat, "yang terbaru di atas")));
  await server.confirmed();
}

type Deposit = { member: number; amount: number };

function postedOnce(sqlite: Sqlite.Database, writers: readonly Writer[]): void {
  const posted = sqlite
    .prepare(
      `SELECT CAST(a.address AS INTEGER) AS member, l.credit AS amount FROM journal_line l
       JOIN journal_entry e ON e.id = l.entry_id JOIN coop_member m ON m.id = l.member
       JOIN address_person p ON p.person_id = m.person_id JOIN address a ON a.id = p.address_id
       WHERE l.account = ? AND e.kind = 'deposit'`,
    )
    .all(ACCOUNTS.voluntary) as Deposit[];
  const byAmount = (a: Deposit, b: Deposit) => a.amount - b.amount;
  expect(posted.sort(byAmount)).toEqual(writers.flatMap(({ deposits }) => deposits).sort(byAmount));
  const taken = sqlite.prepare("SELECT count(*) FROM inbound WHERE outcome = 'done'").pluck().get();
  const said = writers.reduce((sum, { messages }) => sum + messages, 0);
  expect(taken).toBe(said + 2 * MEMBERS.length);
}

/** What a member heard of an entry, what she may have heard (`held`), and that nothing else is left. */
function receiptsOnce(sqlite: Sqlite.Database, server: TelegramServer): void {
  const rows = sqlite.prepare("SELECT address, state, body FROM outbox WHERE policy = 'hold'").all() as {
    address: string;
    state: string;
    body: string;
  }[];
  const number = (text: string) => /Bukti no\. (\d+)/.exec(text)?.[1] ?? "";
  const held = new Set(rows.filter(({ state }) => state === "held").map(({ body }) => number(body)));
  const chats = [...MEMBERS, ...TREASURERS];
  const arrived = chats.flatMap((chat) => server.sent(chat).map(({ text }) => `${chat}: ${text}`)).filter(isReceipt);
  expect(arrived.filter((text, at) => arrived.indexOf(text) < at)).toEqual([]);
  const toMembers = new Set(MEMBERS.flatMap((chat) => server.sent(chat).map(({ text }) => number(text))));
  const entries = sqlite.prepare("SELECT no FROM journal_entry ORDER BY no").pluck().all() as number[];
  expect(entries.filter((no) => !toMembers.has(`${no}`) && !held.has(`${no}`))).toEqual([]);
  expect([...new Set(rows.map(({ state }) => state))].sort()).toEqual(["held", "sent"]);
  console.log(
    `ledger crash test: ${entries.length} entries, ${held.size} receipts were under way at a kill and are held`,
  );
}

const isReceipt = (text: string): boolean => /Bukti no\. \d|Sudah saya catat/.test(text);
