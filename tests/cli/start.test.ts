import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { isHomeTaken, packageRoot } from "../../src/home.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { compiled } from "../support/compiled.ts";
import { TEST_TOKEN, TelegramServer } from "../support/telegram-server.ts";
import { launch, post } from "./process.ts";

// Each start is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let cwd: string;
beforeEach(() => {
  cwd = temporaryFolder();
});

const get = async (url: string) => (await fetch(url)).json() as Promise<Record<string, unknown>>;

test("in an empty folder, without any configuration, there is a world, a page and an answer", async () => {
  const rukun = launch({ cwd, untouched: true });
  const url = await rukun.url();
  expect((await fetch(`${url}/`)).headers.get("content-type")).toContain("text/html");
  expect(await get(`${url}/healthz`)).toMatchObject({ ok: true });
  const [sari] = (await (await fetch(`${url}/simulator/people`)).json()) as { addresses: { address: string }[] }[];
  const from = sari?.addresses[0]?.address ?? "";
  expect(await post(`${url}/simulator/send`, { channel: "whatsapp", from, text: "menu" })).toMatchObject({ stored: 1 });
  const { messages } = (await get(`${url}/simulator/messages?address=${from}`)) as { messages: { from: string }[] };
  expect(messages.map((message) => message.from)).toEqual(["person", "bot"]);
  const second = launch({ cwd });
  expect(await second.exit).toBe(1);
  expect(second.err).toBe(`rukun: another Rukun is running on ${join(cwd, "data")}: stop it, or set RUKUN_HOME\n`);
  expect(await rukun.stop()).toBe(0);
  expect(isHomeTaken(join(cwd, "data"))).toBe(false);
});

test("the simulator's clock goes on from where it stood; a reset makes the world anew, at today", async () => {
  const day = 86_400_000;
  const first = launch({ cwd });
  await post(`${await first.url()}/simulator/clock`, { advance: "P2D" });
  await first.stop();
  const again = launch({ cwd });
  const url = await again.url();
  const clock = await get(`${url}/simulator/clock`);
  expect(clock["aheadMs"]).toBeGreaterThan(1.9 * day);
  expect(await post(`${url}/simulator/reset`, {})).toEqual({ reset: true });
  expect(await get(`${url}/simulator/clock`)).toMatchObject({ aheadMs: 0 });
  expect(await get(`${url}/healthz`)).toMatchObject({ ok: true });
  expect(await again.stop()).toBe(0);
});

test("an .env that is wrong stops the start with all its lines, and no stack", async () => {
  writeFileSync(join(cwd, ".env"), "RUKUN_SIMULATOR=perhaps\nRUKUN_HOEM=x\n");
  const rukun = launch({ cwd, env: { LOG_LEVEL: "loud" } });
  expect(await rukun.exit).toBe(1);
  expect(rukun.err).toContain(".env:1: RUKUN_SIMULATOR is not usable.\n    Write on or off.");
  expect(rukun.err).toContain(".env:2: Rukun has no variable RUKUN_HOEM.");
  expect(rukun.err).toContain("environment: LOG_LEVEL is not usable.");
  expect(rukun.err).not.toMatch(/\n\s+at /);
});

test("a flow and a programme that are broken are told with file and line, all at once", async () => {
  const root = join(cwd, "package");
  for (const part of ["flows", "locales", "programmes", "drizzle", "package.json"])
    cpSync(join(packageRoot(), part), join(root, part), { recursive: true });
  cpSync(compiled("src"), join(root, "src"), { recursive: true });
  symlinkSync(join(packageRoot(), "node_modules"), join(root, "node_modules"));
  const flow = join(root, "flows/programme/weekly-report.yaml");
  writeFileSync(flow, readFileSync(flow, "utf8").replace("as: money", "as: monney"));
  const pack = join(root, "programmes/melati/programme.yaml");
  writeFileSync(pack, readFileSync(pack, "utf8").replace(/^zone: WIB$/m, "zone: MARS"));
  const rukun = launch({ cwd, src: join(root, "src") });
  expect(await rukun.exit).toBe(1);
  expect(rukun.err).toMatch(/flows\/programme\/weekly-report\.yaml:\d+: .*monney/);
  expect(rukun.err).toMatch(/programmes\/melati\/programme\.yaml:\d+: /);
  expect(rukun.err).not.toMatch(/\n\s+at /);
  rmSync(root, { recursive: true });
});

test("without a channel, and on a port that is taken, it says so and lets the home go", async () => {
  const off = launch({ cwd, env: { RUKUN_SIMULATOR: "off" } });
  expect(await off.exit).toBe(1);
  expect(off.err).toContain("nobody can write to Rukun");
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const port = String((other.address() as AddressInfo).port);
  const rukun = launch({ cwd, env: { RUKUN_PORT: port } });
  expect(await rukun.exit).toBe(1);
  expect(rukun.err).toBe(`rukun: Port ${port} of 127.0.0.1 is taken. Set RUKUN_PORT to another one.\n`);
  expect(isHomeTaken(join(cwd, "data"))).toBe(false);
  other.close();
});

test("a database that a newer Rukun has written is left alone", async () => {
  const db = openHome(join(cwd, "data"));
  db.sqlite.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)");
  db.sqlite.close();
  const rukun = launch({ cwd });
  expect(await rukun.exit).toBe(1);
  expect(rukun.err).toContain("a newer Rukun has written");
});

test("with a token the same runs on Telegram, without a simulator, and goes on after a restart", async () => {
  const telegram = await TelegramServer.start();
  const env = { TELEGRAM_BOT_TOKEN: TEST_TOKEN, TELEGRAM_API_ROOT: telegram.apiRoot };
  const rukun = launch({ cwd, env });
  const url = await rukun.url();
  telegram.userSends(11, "halo");
  expect((await telegram.nextMessage(11)).text).toContain("Rukun");
  expect((await fetch(`${url}/simulator/people`)).status).toBe(404);
  expect(await get(`${url}/healthz`)).toMatchObject({ ok: true });
  expect(await rukun.stop()).toBe(0);
  const again = launch({ cwd, env });
  await again.url();
  telegram.userSends(11, "1");
  expect((await telegram.nextMessage(11)).text).not.toBe("");
  expect(again.out + rukun.out).not.toContain(TEST_TOKEN);
  await again.stop();
  await telegram.close();
});

test("a rejection that nobody waits for ends nothing; an exception ends the process; neither is quoted", async () => {
  const hooks = join(cwd, "hooks.mjs");
  const secret = 'new Error(["rahasia", "Ibu", "Sari"].join(" "))';
  writeFileSync(
    hooks,
    `process.on("SIGUSR2", () => { Promise.reject(${secret}); });
    process.on("SIGHUP", () => { throw ${secret}; });`,
  );
  const nodeArgs = ["--import", hooks];
  const rukun = launch({ cwd, nodeArgs });
  const url = await rukun.url();
  rukun.child.kill("SIGUSR2");
  await rukun.says(/a rejection was not handled/);
  expect(await get(`${url}/healthz`)).toMatchObject({ ok: true });
  rukun.child.kill("SIGHUP");
  expect(await rukun.exit).toBe(1);
  expect(rukun.out).toContain("an exception was not caught");
  expect(rukun.out + rukun.err).not.toContain("rahasia Ibu");
});
