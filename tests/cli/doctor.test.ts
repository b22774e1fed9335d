import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { homePaths, lockHome } from "../../src/home.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { TEST_TOKEN, TelegramServer } from "../support/telegram-server.ts";
import { demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;
const doctor = (env: NodeJS.ProcessEnv = {}, ...more: string[]) => rukun({ cwd, now: NOW, env }, "doctor", ...more);

beforeEach(() => {
  cwd = temporaryFolder();
});

function withDemo(sql?: string): void {
  home = demoHome(cwd, NOW);
  chmodSync(home, 0o700);
  if (sql === undefined) return;
  const db = openHome(home);
  db.sqlite.exec(sql);
  db.sqlite.close();
}

test("before the first start, and on a healthy home, all is well", async () => {
  const before = await doctor();
  expect(before).toMatchObject({ code: 0, err: "" });
  expect(before.out).toContain("None yet; the first start makes it.");
  withDemo();
  const { code, out } = await doctor();
  expect(out).not.toContain("!!");
  expect(code).toBe(0);
  expect(out).toMatch(/ok {2}database +\S+rukun\.db is whole/);
  expect(out).toMatch(/ok {2}process +Rukun is not running/);
});

test("as JSON it is what a monitor reads", async () => {
  withDemo();
  const { out } = await doctor({}, "--json");
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    checks: expect.arrayContaining([{ name: "outbox", ok: true, what: expect.any(String) }]),
  });
});

test("a configuration that is wrong is told by its lines, and nothing else is looked at", async () => {
  writeFileSync(join(cwd, ".env"), "RUKUN_PORT=x\n");
  const { code, out } = await doctor({ LOG_LEVEL: "loud" });
  expect(code).toBe(1);
  expect(out).toMatch(/!! {2}configuration +\.env:1: RUKUN_PORT is not usable\.\n +Write a port/);
  expect(out).toContain("2 things have to be mended.");
});

test.each([
  [
    "held messages",
    `INSERT INTO outbox (key, channel, address, priority, policy, state, due_at, created_at)
     VALUES ('k', 'telegram', '1', 0, 'hold', 'held', 0, 0)`,
    /!! {2}outbox +1 message with money may or may not have arrived\.\n +rukun outbox held/,
  ],
  [
    "failed duties",
    `INSERT INTO duty (key, kind, data, due_at, expires_at, state, done_at)
     VALUES ('k', 'weekly-report.invite', '{}', 0, 0, 'failed', ${NOW - 1})`,
    /!! {2}schedule +Failed in the last week: weekly-report\.invite \(1\)/,
  ],
  [
    "failed messages",
    `INSERT INTO inbound VALUES ('telegram', '1', ${NOW - 1}, 'failed')`,
    /!! {2}messages +1 message failed in the last day/,
  ],
  [
    "a clock that went back",
    `INSERT INTO inbound VALUES ('telegram', '1', ${NOW + 7_200_000}, 'done')`,
    /!! {2}clock +It is 2026-11-20 09:15 UTC, 2\.0 hours before the last stored message/,
  ],
  [
    "a newer Rukun's database",
    "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)",
    /!! {2}database +A newer Rukun has written it/,
  ],
])("%s are told with how to mend them", async (_, sql, expected) => {
  withDemo(sql);
  const { code, out } = await doctor();
  expect(out).toMatch(expected);
  expect(code).toBe(1);
});

test("the simulator's clock that was moved ahead is the clock of its home", async () => {
  const ahead = 3 * 86_400_000;
  withDemo(`INSERT INTO setting VALUES ('simulator.aheadMs', '${ahead}');
    INSERT INTO inbound VALUES ('simulator-whatsapp', '1', ${NOW + ahead}, 'done')`);
  expect((await doctor()).out).toMatch(/ok {2}clock +It is 2026-11-23 09:15 UTC by the simulator's clock/);
  const off = await doctor({ RUKUN_SIMULATOR: "off" });
  expect(off.out).toMatch(/!! {2}clock +.*simulator's clock was moved ahead/);
  expect(off.out).toMatch(/!! {2}configuration +No channel is on/);
});

test("a database that is damaged, and a home that others can look into", async () => {
  withDemo();
  writeFileSync(homePaths(home).database, "not a database".repeat(1_000));
  chmodSync(home, 0o755);
  const { code, out } = await doctor();
  expect(code).toBe(1);
  expect(out).toMatch(/!! {2}database +.*not a database\n +Stop Rukun, keep a copy of the home, and restore/);
  expect(out).toContain(`chmod 700 ${home}`);
});

test("a process that holds the home and does not answer", async () => {
  withDemo();
  const letGo = lockHome(home);
  // Nothing listens on port 1 of loopback.
  const { out } = await doctor({ RUKUN_PORT: "1" });
  letGo();
  expect(out).toMatch(/!! {2}process +Rukun is running, but does not answer at http:\/\/127\.0\.0\.1:1\/healthz/);
});

test("Telegram is asked: a bot that works, a token that is refused, no network", async () => {
  const telegram = await TelegramServer.start();
  const env = { TELEGRAM_BOT_TOKEN: TEST_TOKEN, TELEGRAM_API_ROOT: telegram.apiRoot };
  expect((await doctor(env)).out).toMatch(/ok {2}telegram +Telegram answers; the bot is @/);
  const refused = await doctor({ ...env, TELEGRAM_BOT_TOKEN: `${TEST_TOKEN}y` });
  expect(refused.out).toMatch(/!! {2}telegram /);
  expect(refused.out + refused.err).not.toContain(TEST_TOKEN);
  await telegram.close();
  expect((await doctor(env)).out).toMatch(/!! {2}telegram /);
});
