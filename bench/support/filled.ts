import Sqlite from "better-sqlite3";
import type { Content } from "../../src/content/load.ts";
import { homePaths } from "../../src/home.ts";
import { newFolder } from "./folders.ts";
import { ANSWERS, START } from "./form.ts";
import { seeded, timed } from "./numbers.ts";
import type { Report } from "./report.ts";
import { addPeople, CHANNEL, chatOf, message, openWorld, receive, spreadIds, ZONE } from "./world.ts";

export const FILLED_PEOPLE = 100_000;
export const FILLED_TURNS = 1_000_000;
/** Every fifth person is in the middle of a form, with half of its answers. */
const IN_THE_MIDDLE = 5;
const DAY = 86_400_000;

let home: string | undefined;

/** A home with a hundred thousand people and a million turns; made once for all sections, by plain SQL. */
export function filledHome(report: Report, content: Content): string {
  if (home !== undefined) return home;
  home = newFolder("filled");
  const { database } = homePaths(home);
  const example = exampleSession(home, content);
  const sqlite = new Sqlite(database);
  for (const pragma of ["journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"])
    sqlite.pragma(pragma);
  const ms = timed(() => fill(sqlite, example));
  const pages =
    Number(sqlite.pragma("page_count", { simple: true })) * Number(sqlite.pragma("page_size", { simple: true }));
  sqlite.close();
  report.line(
    `filled ${Math.round(pages / 1_048_576)} MB with ${FILLED_PEOPLE} people and ${FILLED_TURNS} turns in ${Math.round(ms / 1_000)} s`,
  );
  return home;
}

/** Nothing of what other sections left is waiting any more: neither answers to be sent nor questions to bring up. */
export function calm(folder: string): void {
  const sqlite = new Sqlite(homePaths(folder).database);
  sqlite.exec("UPDATE outbox SET state = 'sent', sent_at = created_at WHERE state IN ('queued', 'sending')");
  sqlite.exec("UPDATE session SET remind_at = NULL");
  sqlite.close();
}

/** People of the filled home who are in the middle of nothing, drawn at random, each once. */
export function somePeople(count: number, seed: number): number[] {
  const random = seeded(seed);
  const drawn = new Set<number>();
  while (drawn.size < count) {
    const person = Math.floor(random() * FILLED_PEOPLE);
    if (person % IN_THE_MIDDLE !== 0) drawn.add(person);
  }
  return [...drawn];
}

type Example = { frames: string; n: number; entries: string[] };

/** What the session of somebody with half of the form behind her looks like; she is not one of the hundred thousand. */
function exampleSession(folder: string, content: Content): Example {
  const world = openWorld(folder, content);
  const person = FILLED_PEOPLE;
  addPeople(world, 1, person);
  for (const [n, text] of [START, ...ANSWERS.slice(0, 5)].entries()) receive(world, [message(person, n, text)]);
  const { sqlite } = world.db;
  const { frames, n } = sqlite.prepare("SELECT frames, n FROM session").get() as { frames: string; n: number };
  const entries = sqlite.prepare<[], string>("SELECT entry FROM answer ORDER BY id").pluck().all();
  sqlite.pragma("wal_checkpoint(TRUNCATE)");
  sqlite.close();
  return { frames, n, entries };
}

function fill(sqlite: Sqlite.Database, example: Example): void {
  sqlite.transaction(() => {
    addEverybody(sqlite);
    const now = Date.now();
    const perPerson = FILLED_TURNS / FILLED_PEOPLE;
    const turns = `WITH RECURSIVE turn (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM turn WHERE k < ${perPerson - 1})`;
    const at = `${now - 20 * DAY} + k * ${DAY} + who.n * 100`;
    const each = "FROM turn CROSS JOIN who";
    const id = `'m' || printf('%010d', (${at}) / 1000) || ':7000000001:' || who.chat || ':' || (k + 100000)`;
    sqlite.exec(`${turns} INSERT INTO turn_log (person_id, at, flow, step, events, next, waited_ms, channel)
      SELECT who.id, ${at}, 'form', 'days', 'answered', 'obstacle', 4000, '${CHANNEL}' ${each}`);
    sqlite.exec(`${turns} INSERT INTO inbound (channel, message_id, at, outcome)
      SELECT '${CHANNEL}', ${id}, ${at}, 'done' FROM turn CROSS JOIN who`);
    sqlite.exec(`${turns} INSERT INTO outbox (key, channel, address, person_id, priority, policy, body, state, due_at,
      created_at, sent_at, remote_id) SELECT '${CHANNEL}:' || ${id} || ':0', '${CHANNEL}', who.chat, who.id, 0, 'resend',
      NULL, 'sent', ${at}, ${at}, ${at}, k ${each}`);
    addSessions(sqlite, example, now);
  })();
}

function addEverybody(sqlite: Sqlite.Database): void {
  const newId = spreadIds(99);
  sqlite.exec("CREATE TEMP TABLE who (n INTEGER PRIMARY KEY, id TEXT NOT NULL, chat TEXT NOT NULL)");
  const who = sqlite.prepare("INSERT INTO who VALUES (?, ?, ?)");
  for (let n = 0; n < FILLED_PEOPLE; n += 1) who.run(n, newId(), chatOf(n));
  const now = Date.now();
  sqlite.exec(`INSERT INTO person (id, name, called, zone, status, created_at, changed_at)
    SELECT id, 'Sari ' || n, 'Ibu Sari ' || n, '${ZONE}', 'active', ${now - 90 * DAY}, ${now - 90 * DAY} FROM who`);
  sqlite.exec(`INSERT INTO person_role (person_id, role, since) SELECT id, 'beneficiary', ${now - 90 * DAY} FROM who`);
  sqlite.exec(`INSERT INTO address (channel, address, speaker_id, speaker_since, last_inbound_at)
    SELECT '${CHANNEL}', chat, id, ${now - 90 * DAY}, ${now - DAY} FROM who`);
  sqlite.exec(`INSERT INTO address_person (address_id, person_id)
    SELECT address.id, who.id FROM who JOIN address ON channel = '${CHANNEL}' AND address = who.chat`);
}

function addSessions(sqlite: Sqlite.Database, { frames, n, entries }: Example, now: number): void {
  const people = sqlite.prepare<[], string>(`SELECT id FROM who WHERE n % ${IN_THE_MIDDLE} = 0`).pluck().all();
  const answer = sqlite.prepare("INSERT INTO answer (prev, entry) VALUES (?, ?)");
  const session = sqlite.prepare(
    "INSERT INTO session (person_id, frames, n, heard_at, remind_at) VALUES (?, ?, ?, ?, ?)",
  );
  const [frame] = JSON.parse(frames) as { head: number | null }[];
  for (const id of people) {
    let head: number | bigint | null = null;
    for (const entry of entries) head = answer.run(head, entry).lastInsertRowid;
    session.run(id, JSON.stringify([{ ...frame, head: Number(head) }]), n, now, now + 5 * DAY);
  }
}
