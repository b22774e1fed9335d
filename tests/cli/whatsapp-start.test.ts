import { chmodSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { DeviceKeys } from "../../src/channels/whatsapp/device-keys.ts";
import { readOrMakeKeyFile } from "../../src/channels/whatsapp/key-file.ts";
import { openHome } from "../db/home.ts";
import { TEST_TOKEN, TelegramServer } from "../support/telegram-server.ts";
import { linkedCreds } from "../support/whatsapp-server.ts";
import { temporaryFolder } from "../support/world.ts";
import { demoHome, rukun } from "./command.ts";
import { launch } from "./process.ts";

// Each start is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let cwd: string;
let home: string;
let keyFile: string;
beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, Date.now());
  chmodSync(home, 0o700);
  keyFile = join(home, "keys/whatsapp.key");
});

test("without a link Rukun runs on, says so to the operator, and to the admin on Telegram", async () => {
  const telegram = await TelegramServer.start();
  const env = { WHATSAPP: "on", TELEGRAM_BOT_TOKEN: TEST_TOKEN, TELEGRAM_API_ROOT: telegram.apiRoot };
  const who = ["--name", "Ayu", "--called", "Bu Ayu", "--role", "admin", "--telegram", "123456"];
  expect((await rukun({ cwd }, "person", "add", ...who)).code).toBe(0);
  // A bot may only write to who has written to it.
  telegram.userSends(123_456, "menu");
  const running = launch({ cwd, env });
  const url = await running.url();
  const heard = [await telegram.nextMessage(123_456), await telegram.nextMessage(123_456)].map(({ text }) => text);
  expect(heard).toContainEqual(expect.stringMatching(/^Bu Ayu, nomor WhatsApp Rukun belum ditautkan/));
  expect(running.out).toMatch(/"code":"whatsapp.not-linked".*"told":1/);
  expect(running.out).toContain("Rukun is ready: Telegram and WhatsApp");
  const { checks } = (await (await fetch(`${url}/healthz`)).json()) as { checks: object[] };
  expect(checks).toContainEqual(expect.objectContaining({ name: "whatsapp", ok: false, what: "No phone is linked." }));
  expect(readFileSync(keyFile, "utf8")).toHaveLength(45);
  expect(await running.stop()).toBe(0);
  await telegram.close();
});

test("a key that is gone or does not fit stops the start, with what to do, and makes no other one", async () => {
  const db = openHome(home);
  new DeviceKeys(db.sqlite, "whatsapp", readOrMakeKeyFile(keyFile)).saveCreds(linkedCreds());
  db.sqlite.close();
  rmSync(keyFile);
  const without = launch({ cwd, env: { WHATSAPP: "on" } });
  expect(await without.exit).toBe(1);
  expect(without.err).toMatch(/^rukun: the key of the WhatsApp link cannot be read from \S+ \(ENOENT\); put the right/);
  readOrMakeKeyFile(keyFile);
  const wrong = launch({ cwd, env: { WHATSAPP: "on" } });
  expect(await wrong.exit).toBe(1);
  expect(wrong.err).toMatch(/^rukun: the key in \S+ is not the one of this home's WhatsApp link/);
});
