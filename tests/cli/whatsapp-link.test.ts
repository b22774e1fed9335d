import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DeviceKeys } from "../../src/channels/whatsapp/device-keys.ts";
import { readKeyFile } from "../../src/channels/whatsapp/key-file.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { BOT_PHONE, WhatsAppServer } from "../support/whatsapp-server.ts";
import { demoHome, rukun } from "./command.ts";
import { type Launched, launch } from "./process.ts";

// Each command is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let cwd: string;
let home: string;
let server: WhatsAppServer;
let env: Record<string, string>;
beforeEach(async () => {
  cwd = temporaryFolder();
  home = demoHome(cwd, Date.now());
  chmodSync(home, 0o700);
  server = await WhatsAppServer.start();
  env = { WHATSAPP_SERVER: server.webSocketUrl };
});
afterEach(() => server.close());

const whatsapp = (...args: string[]) => launch({ cwd, env, command: ["whatsapp", ...args], takesFrames: true });
const status = () => rukun({ cwd, env: { ...env, WHATSAPP: "on" } }, "whatsapp", "status");
const hasSent = (word: string) => server.stanzas.some((stanza) => JSON.stringify(stanza).includes(word));

/** What the command keeps, read beside it. */
function stored() {
  const db = openHome(home);
  const creds = new DeviceKeys(db.sqlite, "whatsapp", readKeyFile(join(home, "keys/whatsapp.key"))).creds();
  db.sqlite.close();
  return creds;
}

function keysStored(): unknown {
  const db = openHome(home);
  const count = db.sqlite.prepare("SELECT count(*) FROM device_key").pluck().get();
  db.sqlite.close();
  return count;
}

/** WhatsApp lets the command in and asks for a device to be linked. */
async function invited(command: Launched): Promise<void> {
  await server.until(() => hasSent("passive"));
  server.joinedBy(command.child, () => {
    const creds = stored();
    if (creds === undefined) throw new Error("the command has stored nothing");
    return creds;
  });
  server.invites("kode-1", "kode-2");
}

test("a number is linked by its code, not linked twice by accident, and unlinked", async () => {
  const linking = whatsapp("link", "--phone", "0811-0000-0000");
  await invited(linking);
  expect((await linking.says(/^ {4}(\w{4})-(\w{4})$/m)).slice(1).join("")).toMatch(/^[0-9A-Z]{8}$/);
  await server.until(() => hasSent("companion_hello"));
  await server.userConfirms();
  expect(await linking.exit).toBe(0);
  expect(linking.err).toBe("");
  expect(linking.out).toContain(`Linked to +${BOT_PHONE}. Now start Rukun, with WHATSAPP=on in .env.`);
  expect(await status()).toMatchObject({ code: 0, out: expect.stringContaining(`ok  Linked as +${BOT_PHONE}.`) });

  const again = whatsapp("link", "--phone", "0811-0000-0000");
  expect(await again.exit).toBe(0);
  expect(again.out).toBe("Nothing was changed. To do it: the same command with --yes.\n");
  expect((await status()).code).toBe(0);

  const unlinking = whatsapp("unlink", "--yes");
  expect(await unlinking.exit).toBe(0);
  expect([unlinking.out, unlinking.err]).toEqual(["The link was given up here.\n", ""]);
  expect(hasSent("remove-companion-device")).toBe(true);
  expect(keysStored()).toBe(0);
  expect((await status()).out).toContain("!!  No phone is linked.");
});

test("a linking that is given up with Ctrl-C leaves nothing behind, nor a process that stays", async () => {
  env["LOG_LEVEL"] = "trace";
  const linking = whatsapp("link");
  await invited(linking);
  await linking.says(/█/);
  linking.child.kill("SIGINT");
  expect(await linking.exit).toBe(1);
  expect(linking.err).toContain("The linking was given up.");
  expect(linking.err).toContain("baileys: ");
  expect(linking.err).not.toContain("kode-1");
  expect(keysStored()).toBe(0);
  expect((await status()).out).toContain("!!  No phone is linked.");
}, 45_000);

test("a number that is none, and a WhatsApp that does not answer, are told in a line", async () => {
  const wrong = whatsapp("link", "--phone", "12345");
  expect(await wrong.exit).toBe(1);
  expect(wrong.err).toMatch(/^rukun: that is no mobile number: write it as 0812-3456-7890.*\n$/);
  server.proxy.shut();
  const away = whatsapp("link");
  expect(await away.exit).toBe(1);
  expect(away.err).toMatch(/^rukun: WhatsApp does not answer: is this machine on the internet\?.*\n$/);
  expect(keysStored()).toBe(0);
});
