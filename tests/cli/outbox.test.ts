import { beforeEach, expect, test } from "vitest";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";

/** Friday, 16:15 WIB. */
const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;
const run = (...args: string[]) => rukun({ cwd, now: NOW }, ...args);

beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
});

/** So many people who wait on WhatsApp behind a cap of 200 a day, of which `used` are used up. */
function waiting(people: number, used: number): void {
  const { sqlite } = openHome(home);
  const each = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)";
  const row = "i || ':' || part, 'whatsapp', i, 2, 'resend', '{}', 'queued', ?, 0, 'cap:200'";
  const columns = "key, channel, address, priority, policy, body, state, due_at, created_at, reason";
  // Two messages to each: it is people who are counted.
  for (const part of [1, 2])
    sqlite
      .prepare(`${each} INSERT INTO outbox (${columns}) SELECT ${row.replace("part", String(part))} FROM n`)
      .run(people, NOW + 1);
  sqlite.prepare(`${each} INSERT INTO approached SELECT 'whatsapp', '2026-11-20', 'x' || i FROM n`).run(used);
  sqlite.close();
}

test("tells how much waits, and on which day the last one is reached", async () => {
  waiting(1_240, 200);
  const { code, out } = await run("outbox");
  expect(code).toBe(0);
  expect(out).toContain("whatsapp: 2,480 messages wait, 0 under way.");
  expect(out).toContain(
    "whatsapp: 1,240 people wait for another day; at 200 a day the last one is reached on 27 November 2026.",
  );
  expect(out).toContain("0 messages held, 0 given up.");
  expect((await run("outbox", "status")).out).toBe(out);
  expect((await run("outbox", "sent")).code).toBe(2);
});

test("with nothing that waits says so, and nothing of a cap", async () => {
  const { out } = await run("outbox");
  expect(out).toBe("Nothing waits to be sent.\n0 messages held, 0 given up.\n");
});

test("the doctor tells of the cap as of something that is well", async () => {
  waiting(1, 50);
  expect((await run("doctor")).out).toMatch(
    /ok {2}daily cap +whatsapp: 1 person waits for another day; at 200 a day .* on 20 November 2026\./,
  );
});

test("the doctor counts who was written down and never wrote, and nobody who wrote from any phone", async () => {
  expect((await run("doctor")).out).not.toContain("first contact");
  const added = (name: string, phone: string) =>
    run("person", "add", "--name", name, "--called", name, "--role", "kader", "--zone", "WIB", "--phone", phone);
  await added("Ningsih", "0812-3456-7890");
  await added("Rini", "0812-3456-7891");
  expect((await run("doctor")).out).toMatch(/ok {2}first contact +2 people have a phone here and never wrote from it/);
  const { sqlite } = openHome(home);
  sqlite.prepare("UPDATE address SET last_inbound_at = ? WHERE address LIKE '%7891%'").run(NOW);
  sqlite.close();
  expect((await run("doctor")).out).toMatch(/ok {2}first contact +1 person has a phone here and never wrote from it/);
});
