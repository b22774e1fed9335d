import type Sqlite from "better-sqlite3";
import { DAY, MINUTE } from "../../clock.ts";
import { type CapDay, PLAIN_DAY } from "../../conversation/outbox/cap.ts";
import { counted, instant } from "../words.ts";
import { backlogLines } from "./backlog.ts";
import { type Check, ok, wrong } from "./check.ts";

/** Sooner than this a queue is only busy. */
const LATE_MS = 15 * MINUTE;

/** What waits, what was given up, and what failed; the same for the command and for `GET /healthz`. */
export function workChecks(sqlite: Sqlite.Database, now: number, running: boolean, day: CapDay = PLAIN_DAY): Check[] {
  return [
    ...outboxChecks(sqlite, now, running),
    ...backlogLines(sqlite, now, day).map((line) => ok("daily cap", line)),
    ...neverWrote(sqlite),
    ...dutyChecks(sqlite, now, running),
    failedMessages(sqlite, now),
  ];
}

/** People who were written down with a phone, and whom nobody has heard from it: see `Capabilities.coldContact`. */
function neverWrote(sqlite: Sqlite.Database): Check[] {
  const sql = `
    SELECT count(DISTINCT p.id) FROM address a JOIN address_person ap ON ap.address_id = a.id
      JOIN person p ON p.id = ap.person_id
    WHERE a.last_inbound_at = 0 AND a.channel NOT LIKE 'simulator-%' AND p.status = 'active'
      AND NOT EXISTS (SELECT 1 FROM address_person hers JOIN address b ON b.id = hers.address_id
        WHERE hers.person_id = p.id AND b.last_inbound_at > 0)`;
  const count = Number(sqlite.prepare(sql).pluck().get());
  if (count === 0) return [];
  const who = `${counted(count, "person has a phone here", "people have a phone here")} and never wrote from it.`;
  const how = "They must write first: Rukun does not begin with them on WhatsApp, nor does Telegram let it.";
  return [ok("first contact", `${who} ${how}`)];
}

function outboxChecks(sqlite: Sqlite.Database, now: number, running: boolean): Check[] {
  const name = "outbox";
  const count = (state: string) =>
    sqlite.prepare("SELECT count(*) FROM outbox WHERE state IN ('held', 'dead') AND state = ?").pluck().get(state);
  const [held, dead] = [Number(count("held")), Number(count("dead"))];
  const checks: Check[] = [];
  if (held > 0) {
    const what = `${counted(held, "message")} with money may or may not have arrived.`;
    checks.push(wrong(name, what, "rukun outbox held, then resend <id> or drop <id>."));
  }
  const [waiting, since] = sqlite
    .prepare("SELECT count(*), min(due_at) FROM outbox WHERE state IN ('queued', 'sending') AND due_at < ?")
    .raw()
    .get(now - LATE_MS) as [number, number | null];
  if (running && waiting > 0 && since !== null) {
    const what = `${counted(waiting, "message")} wait to be sent since ${instant(since)}.`;
    checks.push(wrong(name, what, "See the channels: is the network there, does the platform answer?"));
  }
  const givenUp = dead === 0 ? "" : `; ${dead} were refused for good (rukun outbox held --dead)`;
  return checks.length > 0 ? checks : [ok(name, `Nothing waits for your decision${givenUp}.`)];
}

function dutyChecks(sqlite: Sqlite.Database, now: number, running: boolean): Check[] {
  const name = "schedule";
  const failed = sqlite
    .prepare("SELECT kind, count(*) AS n FROM duty WHERE done_at > ? AND state = 'failed' GROUP BY kind ORDER BY kind")
    .all(now - DAY * 7) as { kind: string; n: number }[];
  const late = Number(
    sqlite
      .prepare("SELECT count(*) FROM duty WHERE state = 'due' AND due_at < ?")
      .pluck()
      .get(now - LATE_MS),
  );
  const checks: Check[] = [];
  if (failed.length > 0) {
    const kinds = failed.map(({ kind, n }) => `${kind} (${n})`).join(", ");
    const what = `Failed in the last week: ${kinds}.`;
    checks.push(wrong(name, what, 'Search the log for "work failed and was taken back", and report it.'));
  }
  if (running && late > 0) {
    const what = `${counted(late, "thing")} should have been done a quarter of an hour ago.`;
    checks.push(wrong(name, what, "Search the log for code schedule.tick, and restart Rukun."));
  }
  return checks.length > 0 ? checks : [ok(name, "Everything that was due was done.")];
}

function failedMessages(sqlite: Sqlite.Database, now: number): Check {
  const sql = "SELECT count(*) FROM inbound WHERE at > ? AND outcome = 'failed'";
  const failed = Number(
    sqlite
      .prepare(sql)
      .pluck()
      .get(now - DAY),
  );
  const how = 'Search the log for "work failed and was taken back", and report it.';
  return failed === 0
    ? ok("messages", "No message failed in the last day.")
    : wrong("messages", `${counted(failed, "message")} failed in the last day; the senders were told.`, how);
}
