import { chmodSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { DeviceKeys } from "../../src/channels/whatsapp/device-keys.ts";
import { readOrMakeKeyFile } from "../../src/channels/whatsapp/key-file.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { TEST_TOKEN, TelegramServer } from "../support/telegram-server.ts";
import { linkedCreds, WhatsAppServer } from "../support/whatsapp-server.ts";
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

  // Linked meanwhile: she hears that it works, and only once.
  link(home);
  const server = await WhatsAppServer.start();
  for (const isFirst of [true, false]) {
    const linked = launch({ cwd, env: { ...env, WHATSAPP_SERVER: server.webSocketUrl } });
    await linked.says(/WhatsApp is connected/);
    if (isFirst) expect((await telegram.nextMessage(123_456)).text).toContain("WhatsApp Rukun sekarang tersambung");
    expect(await linked.stop()).toBe(0);
  }
  const db = openHome(home);
  expect(db.sqlite.prepare("SELECT count(*) FROM outbox WHERE body LIKE '%sekarang tersambung%'").pluck().get()).toBe(
    1,
  );
  db.sqlite.close();
  await server.close();
  await telegram.close();
});

/** What a phone leaves in the home when it has confirmed. */
function link(home: string): void {
  const db = openHome(home);
  new DeviceKeys(db.sqlite, "whatsapp", readOrMakeKeyFile(keyFile)).saveCreds(linkedCreds());
  db.sqlite.close();
}

test("a key that is gone or does not fit stops the start, with what to do, and makes no other one", async () => {
  link(home);
  rmSync(keyFile);
  const without = launch({ cwd, env: { WHATSAPP: "on" } });
  expect(await without.exit).toBe(1);
  expect(without.err).toMatch(/^rukun: the key of the WhatsApp link cannot be read from \S+ \(ENOENT\); put the right/);
  readOrMakeKeyFile(keyFile);
  const wrong = launch({ cwd, env: { WHATSAPP: "on" } });
  expect(await wrong.exit).toBe(1);
  expect(wrong.err).toMatch(/^rukun: the key in \S+ is not the one of this home's WhatsApp link/);
});

test("what she begins on Telegram she finishes on WhatsApp, also where WhatsApp hides her number", async () => {
  const [telegram, server] = [await TelegramServer.start(), await WhatsAppServer.start()];
  const [chat, phone, hidden] = [222_333, "6281299990000", "98765432109876@lid"];
  const who = ["--name", "Tuti Lestari", "--called", "Ibu Tuti", "--role", "beneficiary", "--consent", "formulir"];
  const added = await rukun({ cwd }, "person", "add", ...who, "--telegram", String(chat), "--phone", phone);
  expect(added).toMatchObject({ code: 0 });
  link(home);
  const env = {
    WHATSAPP: "on",
    WHATSAPP_SERVER: server.webSocketUrl,
    WHATSAPP_SECONDS_BETWEEN: "1-1",
    LOG_LEVEL: "trace",
    TELEGRAM_BOT_TOKEN: TEST_TOKEN,
    TELEGRAM_API_ROOT: telegram.apiRoot,
  };
  const running = launch({ cwd, env, takesFrames: true });
  const url = await running.url();
  await running.says(/WhatsApp is connected/);
  server.joinedBy(running.child, linkedCreds);

  telegram.userSends(chat, "lapor");
  expect((await telegram.nextMessage(chat)).text).toContain("usahanya jalan?");
  telegram.userSends(chat, "1");
  expect((await telegram.nextMessage(chat)).text).toContain("Laba bersihnya berapa?");

  const shown = () => server.delivered(hidden).map(({ text }) => text);
  /** What she is answered on WhatsApp. */
  const says = async (text: string) => {
    const before = shown().length;
    server.userSendsContent(hidden, { conversation: text }, { sender_pn: `${phone}@s.whatsapp.net` });
    await server.until(() => shown().length > before);
    return shown().at(-1);
  };
  expect(await says("150rb")).toContain("Saya catat: Rp 150.000");
  expect(await says("1")).toContain("Kegiatan kelompoknya bagaimana?");
  expect(await says("1")).toContain("Sudah benar?");
  expect(await says("1")).toContain("sudah tersimpan");
  expect(server.receipts.size).toBe(4);
  expect(telegram.bot.sent(chat)).toHaveLength(2);
  const healthz = await (await fetch(`${url}/healthz`)).text();
  expect(healthz).toContain("WhatsApp is connected.");
  expect(await running.stop()).toBe(0);

  // At its most talkative it has named nobody, and repeated nothing.
  const said = running.out + running.err + healthz;
  expect(said).toContain("baileys: ");
  const key = readFileSync(keyFile, "utf8").trim();
  for (const secret of [
    phone,
    "98765432109876",
    String(chat),
    "6281100000000",
    "150rb",
    "lapor",
    "Tuti",
    key,
    TEST_TOKEN,
  ])
    expect(said.includes(secret), secret).toBe(false);

  const db = openHome(home);
  const reports = db.sqlite.prepare(
    "SELECT name, profit FROM weekly_report JOIN person ON person.id = person_id WHERE name = ?",
  );
  expect(reports.all("Tuti Lestari")).toEqual([{ name: "Tuti Lestari", profit: 150_000 }]);
  const at = db.sqlite
    .prepare(
      "SELECT address FROM address_person JOIN address ON address.id = address_id JOIN person ON person.id = person_id WHERE name = ? ORDER BY address",
    )
    .pluck();
  expect(at.all("Tuti Lestari")).toEqual([String(chat), phone, hidden].sort());
  db.sqlite.close();
  await telegram.close();
  await server.close();
});
