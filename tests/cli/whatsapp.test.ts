import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { initAuthCreds } from "@whiskeysockets/baileys";
import { beforeEach, describe, expect, it } from "vitest";
import { DeviceKeys } from "../../src/channels/whatsapp/device-keys.ts";
import { readOrMakeKeyFile } from "../../src/channels/whatsapp/key-file.ts";
import type { CommandContext } from "../../src/cli/io.ts";
import type { Device } from "../../src/cli/whatsapp/device.ts";
import { link } from "../../src/cli/whatsapp/link.ts";
import { unlink } from "../../src/cli/whatsapp/unlink.ts";
import { RukunError } from "../../src/errors.ts";
import { lockHome } from "../../src/home.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
const ON = { WHATSAPP: "on" };
let cwd: string;
let home: string;
let keyFile: string;
beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
  chmodSync(home, 0o700);
  keyFile = join(home, "keys/whatsapp.key");
});

const whatsapp = (...args: string[]) => rukun({ cwd, now: NOW, env: ON }, "whatsapp", ...args);
const doctor = () => rukun({ cwd, now: NOW, env: ON }, "doctor");

/** What a phone leaves in the home when it has confirmed. */
function linkHome(): void {
  const db = openHome(home);
  const creds = initAuthCreds();
  creds.me = { id: "6281100000000:7@s.whatsapp.net", name: "Rukun" };
  creds.account = { details: new Uint8Array(1) };
  new DeviceKeys(db.sqlite, "whatsapp", readOrMakeKeyFile(keyFile)).saveCreds(creds);
  db.sqlite.close();
}

function storedKeys(): unknown {
  const db = openHome(home);
  const n = db.sqlite.prepare("SELECT count(*) FROM device_key").pluck().get();
  db.sqlite.close();
  return n;
}

/** A phone that confirms, or one of which a home has a link already, and what was done with it. */
class Phone implements Device {
  readonly done: string[] = [];
  isLinked: boolean;

  constructor(isLinked = false) {
    this.isLinked = isLinked;
  }

  async link({ key }: { key: Buffer }, how: Parameters<Device["link"]>[1]): Promise<{ phone: string }> {
    this.done.push(`link with ${key.length} bytes`);
    if (this.isLinked) throw new RukunError("whatsapp.linked", "A number is linked already. Unlink it first.");
    if (how.phone === undefined) how.onQr("2@Abc,def,ghi=,jkl=,1");
    else how.onCode("ABCD1234");
    return { phone: "6281100000000" };
  }

  async unlink(): Promise<{ told: boolean }> {
    this.done.push("unlink");
    this.isLinked = false;
    return { told: false };
  }
}

function contextOf(env: NodeJS.ProcessEnv = ON, confirms = false): CommandContext & { lines: string[] } {
  const lines: string[] = [];
  const out = (text: string) => void lines.push(...text.split("\n"));
  const { stdin: input, stdout: output } = process;
  const io = { out, err: out, env, cwd, now: () => NOW, confirm: async () => confirms, input, output };
  return { io, home: () => undefined, fail: () => {}, lines };
}

describe("rukun whatsapp link", () => {
  it("shows the code and where to type it, and makes a key that only its owner can read", async () => {
    const context = contextOf({});
    await link(context, { phone: "0811-0000-0000", yes: false }, new Phone());
    expect(context.lines).toContain("    ABCD-1234");
    const all = context.lines.join("\n");
    expect(all).toContain("Linked devices > Link a device > Link with phone number instead");
    expect(all).toContain("on the phone with +6281100000000");
    expect(all).toContain("Now start Rukun, with WHATSAPP=on in .env.");
    expect(all).toContain(keyFile);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, "keys")).mode & 0o777).toBe(0o700);
    expect(readFileSync(keyFile, "utf8")).toMatch(/^[\w+/]{43}=\n$/);
  });

  it("draws a QR code without --phone", async () => {
    const context = contextOf();
    await link(context, { phone: undefined, yes: false }, new Phone());
    const drawn = context.lines.filter((line) => /^[█▀▄ ]{20,}$/.test(line));
    expect(drawn.length).toBeGreaterThan(10);
    expect(new Set(drawn.map((line) => line.length)).size).toBe(1);
    expect(context.lines.join("\n")).toContain("Linked to +6281100000000. Now start Rukun.");
  });

  it("asks before it gives up a link that stands", async () => {
    const phone = new Phone(true);
    const context = contextOf();
    await link(context, { phone: undefined, yes: false }, phone);
    expect(phone.done).toEqual(["link with 32 bytes"]);
    expect(context.lines).toContain("Nothing was changed. To do it: the same command with --yes.");
    await link(contextOf(ON, true), { phone: undefined, yes: false }, phone);
    expect(phone.done).toEqual(["link with 32 bytes", "link with 32 bytes", "unlink", "link with 32 bytes"]);
  });

  it("tells a code that ran out from a WhatsApp that does not answer", async () => {
    const failing = (show: boolean): Device => ({
      ...new Phone(),
      unlink: async () => ({ told: false }),
      link: async (_, { onQr }) => {
        if (show) onQr("2@x");
        throw new RukunError("whatsapp.link-failed", "the code ran out");
      },
    });
    const linking = (show: boolean) => link(contextOf(), { phone: undefined, yes: false }, failing(show));
    await expect(linking(true)).rejects.toThrow("the code ran out");
    await expect(linking(false)).rejects.toThrow("is this machine on the internet?");
  });

  it("begins nothing with a number that is none, beside a Rukun that runs, or without a home", async () => {
    expect((await whatsapp("link", "--phone", "sari")).err).toContain("that is no mobile number: write it as 0812");
    const letGo = lockHome(home);
    expect((await whatsapp("link")).err).toContain("another Rukun is running");
    letGo();
    rmSync(home, { recursive: true });
    expect(await whatsapp("link")).toMatchObject({ code: 1, err: expect.stringContaining("there is no database") });
    expect(existsSync(home)).toBe(false);
  });

  it("makes no second key beside what the first one opens", async () => {
    linkHome();
    rmSync(keyFile);
    const done = await whatsapp("link");
    expect(done.err).toMatch(/cannot be read from \S+whatsapp\.key \(ENOENT\); put the right file there/);
    expect(existsSync(keyFile)).toBe(false);
    writeFileSync(keyFile, "a key of something else\n");
    expect((await whatsapp("link")).err).toContain("is no key of a WhatsApp link");
  });
});

describe("rukun whatsapp unlink", () => {
  it("asks first, and says what is left to be done on the phone", async () => {
    expect((await whatsapp("unlink", "--yes")).out).toBe("No phone is linked here.\n");
    linkHome();
    const phone = new Phone(true);
    const no = contextOf();
    await unlink(no, false, phone);
    expect(phone.done).toEqual([]);
    const yes = contextOf();
    await unlink(yes, true, phone);
    expect(phone.done).toEqual(["unlink"]);
    expect(yes.lines.at(-1)).toContain("Remove the device on the phone too");
  });

  it("works with a key that was lost, since nothing else can be done then", async () => {
    linkHome();
    rmSync(keyFile);
    expect(storedKeys()).toBe(1);
    expect(await whatsapp("unlink", "--yes")).toMatchObject({ code: 0, err: "" });
    expect(storedKeys()).toBe(0);
    expect(existsSync(keyFile)).toBe(false);
  });
});

describe("rukun whatsapp status, and the doctor", () => {
  it("tell that nothing is linked, and how to link", async () => {
    const { code, out } = await whatsapp("status");
    expect(code).toBe(1);
    expect(out).toMatch(/!! {2}No phone is linked\.\n {4}.* rukun whatsapp link/);
    expect(out).toContain("--  0 messages wait to be sent.");
    expect((await doctor()).out).toMatch(/!! {2}whatsapp +No phone is linked\./);
  });

  it("tell the number that is linked, and how many were written to first", async () => {
    linkHome();
    const db = openHome(home);
    db.sqlite.exec(`INSERT INTO approached (channel, day, address) VALUES
      ('whatsapp', '2026-11-19', '1'), ('whatsapp', '2026-11-20', '1'), ('whatsapp', '2026-11-20', '2')`);
    db.sqlite.close();
    const { code, out } = await whatsapp("status");
    expect(out).toContain("ok  Linked as +6281100000000.");
    expect(out).toContain("On 2026-11-20 2 people got something that they did not ask for; at most 100 a day may.");
    expect(out).toContain("Rukun is not running");
    expect(code).toBe(0);
    expect((await doctor()).out).toMatch(/ok {2}whatsapp +Linked as \+6281100000000\./);
  });

  it("tell a key that others can read, one that does not fit, and one that is not there", async () => {
    linkHome();
    chmodSync(keyFile, 0o644);
    expect((await doctor()).out).toMatch(/!! {2}whatsapp +Other users .*key of the link.*\n +chmod 600 /);
    writeFileSync(keyFile, `${Buffer.alloc(32).toString("base64")}\n`, { mode: 0o600 });
    expect((await doctor()).out).toMatch(/!! {2}whatsapp +The key of the WhatsApp link is missing, or is not the one/);
    rmSync(keyFile);
    expect((await whatsapp("status")).out).toContain("!!  The key of the WhatsApp link is missing");
  });

  it("tell that another process has the link", async () => {
    linkHome();
    const db = openHome(home);
    db.sqlite.exec(`INSERT INTO channel_lease VALUES ('whatsapp', 'somebody', ${NOW + 20_000})`);
    db.sqlite.close();
    expect((await doctor()).out).toMatch(/!! {2}whatsapp +Another process uses the WhatsApp link/);
  });

  it("connect nothing and say nothing of WhatsApp where it is off", async () => {
    linkHome();
    const { out } = await rukun({ cwd, now: NOW }, "doctor");
    expect(out).not.toContain("whatsapp");
    expect((await rukun({ cwd, now: NOW }, "whatsapp", "status")).out).toContain("WHATSAPP is off");
  });
});

describe("a backup", () => {
  it("does not hold the key, and a restore leaves it where it is", async () => {
    linkHome();
    const key = readFileSync(keyFile, "utf8").trim();
    mkdirSync(join(home, "files"), { recursive: true });
    expect((await rukun({ cwd, now: NOW }, "backup", "all.backup")).code).toBe(0);
    const backup = readFileSync(join(cwd, "all.backup"));
    expect(backup.includes(key)).toBe(false);
    expect(backup.includes(Buffer.from(key, "base64"))).toBe(false);
    expect(backup.includes("whatsapp.key")).toBe(false);
    expect((await whatsapp("unlink", "--yes")).code).toBe(0);
    expect((await rukun({ cwd, now: NOW }, "restore", "all.backup")).code).toBe(0);
    expect((await whatsapp("status")).out).toContain("Linked as +6281100000000.");
  });
});
