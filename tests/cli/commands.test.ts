import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { lockHome, packageRoot } from "../../src/home.ts";
import { addQueued, openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;
const run = (...args: string[]) => rukun({ cwd, now: NOW }, ...args);

beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
});

function inHome(sql: string): unknown[] {
  const db = openHome(home);
  const statement = db.sqlite.prepare(sql);
  const rows = statement.reader ? statement.raw().all() : [statement.run()];
  db.sqlite.close();
  return rows;
}

function hold(key: string): void {
  const db = openHome(home);
  db.sqlite
    .prepare("INSERT INTO person (id, zone, status, created_at, changed_at) VALUES ('sari', 'z', 'guest', 0, 0)")
    .run();
  addQueued(db, key, "hold", NOW);
  db.sqlite.prepare("UPDATE outbox SET state = 'held', reason = 'unknown:restart', address = '6281234567890'").run();
  db.sqlite.close();
}

test("a backup is restored by one command, and what it holds is told both times", async () => {
  const made = await run("backup");
  expect(made).toMatchObject({ code: 0, err: "" });
  const [name = ""] = readdirSync(join(home, "backups"));
  expect(name).toBe("rukun-20261120-091500.backup");
  inHome("UPDATE person SET name = 'Somebody else' WHERE name = 'Sari Wulandari'");
  const letGo = lockHome(home);
  const refused = await run("restore", join("data", "backups", name));
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toContain("another Rukun is running");
  letGo();
  const done = await run("restore", join("data", "backups", name));
  expect(done.code).toBe(0);
  expect(done.out).toContain("weekly reports");
  expect(done.out).toContain(`${home}.before-20261120-091500`);
  expect(inHome("SELECT count(*) FROM person WHERE name = 'Sari Wulandari'")).toEqual([[1]]);
  expect(existsSync(join(home, "backups", name))).toBe(true);
});

test("a backup goes into a file or a folder that is named, and over nothing that is there", async () => {
  expect((await run("backup", "copy.backup")).out).toContain(join(cwd, "copy.backup"));
  expect((await run("backup", "copy.backup")).err).toContain("exists already");
  expect((await run("backup", ".")).out).toContain(join(cwd, "rukun-20261120-091500.backup"));
  expect((await run("restore", "nowhere.backup")).err).toContain("there is no file");
});

test("held messages are listed without their text and number, and an operator decides", async () => {
  hold("telegram:1:0");
  const listed = await run("outbox", "held");
  expect(listed.out).toMatch(/telegram …890 .*unknown:restart/);
  expect(listed.out).not.toContain("6281234567890");
  expect((await run("outbox", "held", "--text")).out).toMatch(/unknown:restart {2}x/);
  const id = String((inHome("SELECT id FROM outbox") as number[][])[0]?.[0]);
  expect((await run("outbox", "resend", id)).out).toContain("will be sent again");
  expect((await run("outbox", "resend", id)).code).toBe(1);
  expect((await run("outbox", "drop", id)).out).toContain("was dropped");
  expect(inHome("SELECT state, body FROM outbox")).toEqual([["dropped", null]]);
  expect((await run("outbox", "drop", "one")).code).toBe(2);
});

test("the flows that are there are in order, and one can be drawn", async () => {
  expect(await run("flows", "check")).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringMatching(/^\d+ flows, [\d,]+ texts, no problems\.\n$/),
  });
  expect((await run("flows", "draw", "weekly-report")).out).toMatch(/^flowchart TD\n/);
  expect((await run("flows", "draw", "weekly-reprot")).err).toContain('Did you mean "weekly-report"?');
});

test("somebody who is in the middle of a step that is gone is a problem of the file", async () => {
  const root = join(cwd, "content");
  for (const part of ["flows", "locales", "programmes"])
    cpSync(join(packageRoot(), part), join(root, part), { recursive: true });
  const played = await rukun({ cwd, now: NOW }, "flows", "check", "--root", root);
  expect(played.code).toBe(0);
  const source = JSON.stringify({
    id: "weekly-report",
    for: ["beneficiary"],
    remind: "none",
    steps: [{ ask: "old-step", as: "money" }],
  });
  const db = openHome(home);
  const revision = db.sqlite.prepare("INSERT INTO flow_revision VALUES ('r1', 'weekly-report', ?, '{}', 0)");
  revision.run(source);
  const frames = JSON.stringify([{ id: 1, flow: "weekly-report", revision: "r1", at: "old-step", mode: "ask" }]);
  const sari = db.sqlite.prepare("SELECT id FROM person WHERE name = 'Sari Wulandari'").pluck().get();
  db.sqlite.prepare("INSERT INTO session (person_id, frames, n, heard_at) VALUES (?, ?, 1, 0)").run(sari, frames);
  db.sqlite.close();
  const found = await rukun({ cwd, now: NOW }, "flows", "check", "--root", root);
  expect(found.code).toBe(1);
  expect(found.err).toMatch(/weekly-report\.yaml:\d+: 1 person is waiting at the step "old-step", which is gone\./);
  const flow = join(root, "flows/programme/weekly-report.yaml");
  const text = readFileSync(flow, "utf8").replace(/^steps:/m, "moved: { old-step: profit }\n\nsteps:");
  writeFileSync(flow, text);
  const mended = await rukun({ cwd, now: NOW }, "flows", "check", "--root", root);
  expect(mended.out).toContain("1 open conversation can go on, no problems.");
});

test("a conversation is played line by line, time passes in it, and the home is not touched", async () => {
  const before = inHome("SELECT count(*) FROM outbox");
  const input = "1\n150rb\n/maju 1x\n/maju 1d\n";
  const { code, out, err } = await rukun({ cwd, input }, "chat", "weekly-report", "--as", "Sari Wulandari");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const at = ["> 1\n", "> 150rb\n", "Rp 150.000", "/maju takes hours", "> /maju 1d\n", "-- "].map((part) =>
    out.indexOf(part),
  );
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(at).not.toContain(-1);
  expect(inHome("SELECT count(*) FROM outbox")).toEqual(before);
});

test("on Telegram's look the choices are buttons; a stranger is welcomed; wrong wishes are told", async () => {
  const look = await rukun({ cwd, input: "" }, "chat", "weekly-report", "--look", "telegram");
  expect(look.out).toContain("[1 Ya, jalan] [2 Tidak jalan]");
  const stranger = await rukun({ cwd, input: "halo\n" }, "chat", "--as", "baru");
  expect(stranger.out).toContain("saya Rukun");
  const wrong = await rukun({ cwd, input: "" }, "chat", "facilitator-report", "--as", "Sari Wulandari");
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.err).toContain("may not begin facilitator-report");
});
