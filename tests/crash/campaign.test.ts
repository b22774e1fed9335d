import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seeded } from "../../bench/support/numbers.ts";
import { homePaths } from "../../src/home.ts";
import { compiled } from "../support/compiled.ts";
import { TelegramServer } from "../support/telegram-server.ts";
import { CAMPAIGN, chatOf, makeAudience, PHONELESS, REACHED, STOPPED } from "./campaign-unit.ts";
import { childContent } from "./content.ts";
import { Killer } from "./killer.ts";

const KILLS = 5;
const SEED = 20_261_122;

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "rukun-campaign-killed-"));
  childContent(join(root, "content"), { from: "bench", flow: "bench/form.yaml", words: /^form$/ });
  childContent(join(root, "content"), { from: "", words: /^(campaigns|programme)/ });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Fate = { chat: string | null; state: string; reason: string | null; attempts: number | null };

const FATES = `SELECT a.address AS chat, c.state, c.reason, x.attempts FROM campaign_person c
  LEFT JOIN address_person p ON p.person_id = c.person_id LEFT JOIN address a ON a.id = p.address_id
  LEFT JOIN outbox x ON x.key = 'campaign:' || c.campaign_id || ':' || c.person_id WHERE c.campaign_id = ?`;

describe(`a campaign that is planned, sent and paused while Rukun is killed ${KILLS} times`, {
  timeout: 120_000,
}, () => {
  it("reaches everybody, nobody twice but who is marked, and says what the platform says", async () => {
    const { home, server } = await live();
    const sqlite = new Sqlite(homePaths(home).database, { readonly: true });
    expect(sqlite.pragma("integrity_check", { simple: true })).toBe("ok");
    const fates = sqlite.prepare(FATES).all(CAMPAIGN) as Fate[];
    const events = sqlite.prepare("SELECT count(*) FROM event WHERE kind = 'socialisation.reached'").pluck().get();
    sqlite.close();
    const arrived = (chat: string | null) => server.sent(Number(chat)).length;

    expect(fates).toHaveLength(REACHED + STOPPED + PHONELESS);
    const left = fates.filter(({ state }) => state === "left-out");
    expect(left.filter(({ reason }) => reason === "stopped")).toHaveLength(STOPPED);
    expect(left.filter(({ reason }) => reason === "no-phone")).toHaveLength(PHONELESS);
    expect(left.filter(({ chat }) => chat !== null && arrived(chat) > 0)).toEqual([]);

    const reached = fates.filter(({ state }) => state === "sent");
    expect(fates.filter(({ state }) => !["left-out", "sent"].includes(state))).toEqual([]);
    expect(events).toBe(reached.length);
    const chats = Array.from({ length: REACHED }, (_, n) => `${chatOf(n)}`);
    expect(reached.map(({ chat }) => chat).sort()).toEqual(chats.sort());
    expect(reached.filter(({ chat }) => arrived(chat) === 0)).toEqual([]);
    const twice = reached.filter(({ chat }) => arrived(chat) > 1);
    expect(twice.filter(({ reason }) => reason !== "again")).toEqual([]);
    expect(twice.filter(({ chat, attempts }) => arrived(chat) > 1 + (attempts ?? 0))).toEqual([]);
    const marked = reached.filter(({ reason }) => reason === "again").length;
    console.log(`campaign crash test: ${marked} were under way at a kill, ${twice.length} of them came twice`);
    // The test is of use only when something was under way at some of the kills.
    expect(marked).toBeGreaterThan(0);
  });
});

async function live() {
  const home = join(root, "home");
  mkdirSync(home);
  makeAudience(home, Date.now());
  const server = await TelegramServer.start();
  for (let n = 0; n < REACHED + STOPPED; n += 1) server.bot.chats.add(chatOf(n));
  const files = [home, join(root, "content"), server.apiRoot, server.token];
  const killer = new Killer({
    server,
    kills: KILLS,
    random: seeded(SEED),
    command: [compiled("tests/crash/child.ts"), "campaign", ...files],
  });
  await killer.killAll();
  const waited = killer.runUntil(isOver(home));
  expect(await waited).toBe("0");
  await server.close();
  return { home, server };
}

/** Until it says of itself that its last message is over. */
async function isOver(home: string): Promise<void> {
  const sqlite = new Sqlite(homePaths(home).database, { readonly: true });
  const state = sqlite.prepare("SELECT state FROM campaign WHERE id = ?").pluck();
  while (state.get(CAMPAIGN) !== "sent") await sleep(50);
  sqlite.close();
}
