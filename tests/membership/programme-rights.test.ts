import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { demoWorld } from "../support/demo-world.ts";
import { tablesFrom } from "../support/migrations.ts";
import type { World } from "../support/world.ts";

const SARI = "7000000001";

/** Something that is kept about her, with a word by which it is found again. */
type Kept = {
  sql: string;
  /** What stands of it in the file that she takes along. */
  shown: string;
  /** A word of hers, or about her, that goes with HAPUS. */
  goes?: string;
};

/**
 * Each column of the programme's tables (from 0005 on) that may name a member: what she sees of it and what goes with
 * her. Whoever adds a table decides here.
 */
const KEPT: Record<string, Kept> = {
  "enrolment.person_id": {
    sql: "INSERT INTO enrolment (programme, person_id, as_role, since, source) VALUES ('melati', :her, 'beneficiary', 1, 'x')",
    shown: '"as": "beneficiary"',
  },
  "event.person_id": {
    sql: `INSERT INTO event (id, programme, kind, person_id, on_date, at, mode, source, data)
      VALUES ('ev', 'melati', 'form.kebutuhan', :her, '2026-11-02', 1, 'kader', 'x', '{"needs":["capital"]}')`,
    shown: '"capital"',
  },
  "form_words.person_id": {
    sql: "INSERT INTO form_words (event_id, question, person_id, answer) VALUES ('ev', 'more', :her, '\"word-form\"')",
    shown: "word-form",
    goes: "word-form",
  },
  "training_seat.person_id": {
    sql: `INSERT INTO training_seat (session_id, no, person_id, answer, needs) VALUES ('ts', 1, :her, 'yes', '["interpreter"]')`,
    shown: '"interpreter"',
    goes: "interpreter",
  },
  "training_hand_in.person_id": {
    sql: `INSERT INTO training_hand_in (id, task_id, person_id, way, words, at, grade, note, graded_by, graded_at)
      VALUES ('th', 'tt', :her, 'text', 'word-handed', 1, 'good', 'word-note', :staff, 2)`,
    shown: "word-note",
    goes: "word-handed",
  },
  "training_word.person_id": {
    sql: "INSERT INTO training_word (session_id, person_id, words, at) VALUES ('ts', :her, 'word-feedback', 1)",
    shown: "word-feedback",
    goes: "word-feedback",
  },
  "faq_question.person_id": {
    sql: `INSERT INTO faq_question (id, programme, person_id, helper_id, question, state, at)
      VALUES ('fq', 'melati', :her, :staff, 'word-question', 'open', 1)`,
    shown: "word-question",
    goes: "word-question",
  },
  "campaign_person.person_id": {
    sql: "INSERT INTO campaign_person (campaign_id, person_id, state) VALUES ('ca', :her, 'sent')",
    shown: "word-activity",
  },
  "application.person_id": {
    sql: `INSERT INTO application (id, programme, person_id, state, answers, at, decided_by, decided_at, reason)
      VALUES ('ap', 'melati', :her, 'not-yet', '{"adult":"yes"}', 1, :staff, 2, 'word-reason')`,
    shown: "word-reason",
    goes: "word-reason",
  },
  "consult_slot.taken_by": {
    sql: `INSERT INTO consult_slot (id, programme, by_person, starts_at, ends_at, zone, place, taken_by, taken_at)
      VALUES ('cs', 'melati', :staff, 5, 6, 'Asia/Jakarta', 'word-talk', :her, 1)`,
    shown: "word-talk",
  },
  "imported_person.person_id": {
    sql: "INSERT INTO imported_person (person_id, programme, source, at, asked_at, answered_at) VALUES (:her, 'melati', 'x', 1, 1, 1)",
    shown: "word-told",
  },
  "told_field.person_id": {
    sql: `INSERT INTO told_field (person_id, programme, field, value, mode, source, at)
      VALUES (:her, 'melati', 'name', 'word-told', 'import', 'x', 1)`,
    shown: "word-told",
    goes: "word-told",
  },
  "hand_over.person_id": {
    sql: `INSERT INTO hand_over (id, programme, person_id, by_person, what, items, amount, code, at, state)
      VALUES ('ho', 'melati', :her, :staff, 'tools', 'word-items', 777000, 'X1', 1, 'received')`,
    shown: "777000",
    goes: "word-items",
  },
  "hand_over.answered_by": {
    sql: "UPDATE hand_over SET answered_by = :her, answered_at = 2 WHERE id = 'ho'",
    shown: "777000",
  },
  "field_task.person_id": {
    sql: `INSERT INTO field_task (key, programme, helper_id, person_id, kind, opened_at, due_on)
      VALUES ('ft', 'melati', :staff, :her, 'falling', 1, '2026-11-09')`,
    shown: '"falling"',
  },
  "task_move.person_id": {
    sql: `INSERT INTO task_move (key, helper_id, person_id, until, reason, source, at)
      VALUES ('ft', :staff, :her, '2026-11-12', 'word-put-off', 'x', 1)`,
    shown: "word-put-off",
    goes: "word-put-off",
  },
  "group_member.person_id": {
    sql: "INSERT INTO group_member (group_id, person_id, role, since) VALUES ('pg', :her, 'chair', 1)",
    shown: "word-group",
  },
  "poll_ballot.person_id": {
    sql: "INSERT INTO poll_ballot (poll_id, person_id, ranking, at) VALUES ('po', :her, '[1,0]', 1)",
    shown: "[1,0]",
    goes: "[1,0]",
  },
  "graduation_case.person_id": {
    sql: `INSERT INTO graduation_case (id, programme, person_id, kind, state, round, by_person, opened_at)
      VALUES ('gc', 'melati', :her, 'graduate', 'proposed', 1, :staff, 1)`,
    shown: '"kind": "graduate"',
  },
  "graduation_word.person_id": {
    sql: "INSERT INTO graduation_word (id, of, person_id, what, by_person, words, at) VALUES ('gw', 'gc', :her, 'note', :staff, 'word-judged', 1)",
    shown: "word-judged",
    goes: "word-judged",
  },
  "graduation_plan.person_id": {
    sql: `INSERT INTO graduation_plan (id, programme, person_id, by_person, together, made_at, evaluate_on)
      VALUES ('gp', 'melati', :her, :staff, 1, 1, '2026-12-01')`,
    shown: "word-step",
    goes: "word-step",
  },
  "access_profile.person_id": {
    sql: "INSERT INTO access_profile (person_id, manner, at) VALUES (:her, 'short', 1)",
    shown: '"access": "short"',
  },
  "rights_request.person_id": {
    sql: "INSERT INTO rights_request (person_id, kind, about, opened_at) VALUES (:her, 'other', 'word-asked', 1)",
    shown: "word-asked",
    goes: "word-asked",
  },
};

/** Columns that say who did or may do something here as work: they are of the programme, and lead to nobody after HAPUS. */
const WORK = [
  "access_profile.by_person",
  "application.decided_by",
  "calendar_start.by_person",
  "calendar_task.owner_id",
  "campaign.by_person",
  "consult_slot.by_person",
  "event.by_person",
  "faq_entry.by_person",
  "faq_question.helper_id",
  "field_task.helper_id",
  "graduation_case.by_person",
  "graduation_plan.by_person",
  "graduation_word.by_person",
  "group_meeting.by_person",
  "group_rule.by_person",
  "hand_over.by_person",
  "market_price.by_person",
  "poll.by_person",
  "programme_group.by_person",
  "report_word.by_person",
  "rights_request.done_by",
  "task_move.helper_id",
  "told_field.by_person",
  "training_hand_in.graded_by",
  "training_session.by_person",
  "training_task.by_person",
];

/** What these rows belong to. */
const AROUND = `
  INSERT INTO training_session (id, programme, module, starts_at, ends_at, zone, place, code, by_person, state, version, created_at, changed_at)
    VALUES ('ts', 'melati', 'kewirausahaan', 1, 2, 'Asia/Jakarta', 'Balai', 'AAAA', 'x', 'planned', 1, 0, 0);
  INSERT INTO training_task (id, session_id, what, by_person, at) VALUES ('tt', 'ts', 'Hitung', 'x', 1);
  INSERT INTO campaign (id, programme, activity, audience, text, filters, state, created_at, expires_at)
    VALUES ('ca', 'melati', 'word-activity', 'peserta', 't', '{}', 'sent', 0, 9);
  INSERT INTO programme_group (id, programme, name, by_person, since) VALUES ('pg', 'melati', 'word-group', 'x', 0);
  INSERT INTO poll (id, group_id, ask, options, by_person, opened_at, closes_at) VALUES ('po', 'pg', '?', '["a","b"]', 'x', 0, 99999999999999);
  INSERT INTO graduation_step (plan_id, no, what, due_on) VALUES ('gp', 1, 'word-step', '2026-12-01');`;

function columnsSince0005(sqlite: Sqlite.Database): string[] {
  return tablesFrom(5).flatMap((table) =>
    (sqlite.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[])
      .filter((key) => key.table === "person")
      .map(({ from }) => `${table}.${from}`),
  );
}

async function withAll(): Promise<{ world: World; sqlite: Sqlite.Database }> {
  const { world } = await demoWorld();
  const { sqlite } = world.runtime.db;
  const [her = ""] = world.runtime.people.at("simulator-telegram", SARI)?.people ?? [];
  const staff = world.runtime.directory.withRole("coordinator")[0]?.id ?? "";
  sqlite.pragma("foreign_keys = OFF");
  sqlite.exec(AROUND.replaceAll("'x'", `'${staff}'`));
  for (const { sql } of Object.values(KEPT)) sqlite.prepare(sql).run({ her, staff });
  sqlite.pragma("foreign_keys = ON");
  world.forget();
  return { world, sqlite };
}

/** Every table and column in which a word stands; our own words are in the revisions of flows. */
function where(sqlite: Sqlite.Database, word: string): string[] {
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'flow_revision'")
    .pluck()
    .all() as string[];
  return tables.flatMap((table) =>
    (sqlite.pragma(`table_info("${table}")`) as { name: string }[]).flatMap(({ name }) => {
      const sql = `SELECT 1 FROM "${table}" WHERE instr(CAST("${name}" AS TEXT), ?) > 0`;
      return sqlite.prepare(sql).get(word) === undefined ? [] : [`${table}.${name}`];
    }),
  );
}

it("every column of the programme that names somebody is decided about", async () => {
  const { world } = await demoWorld();
  expect([...Object.keys(KEPT), ...WORK].sort()).toEqual(columnsSince0005(world.runtime.db.sqlite).sort());
});

it("UNDUH has all that the programme keeps of her, and HAPUS leaves no word of it", async () => {
  const { world, sqlite } = await withAll();
  await world.send(SARI, "unduh");
  const folder = join(world.home, "files");
  const file = readdirSync(folder).find((name) => name.endsWith(".json")) ?? "";
  const json = readFileSync(join(folder, file), "utf8");
  expect(Object.entries(KEPT).flatMap(([column, { shown }]) => (json.includes(shown) ? [] : [column]))).toEqual([]);
  const words = Object.values(KEPT).flatMap(({ goes }) => goes ?? []);
  expect(words.filter((word) => where(sqlite, word).length === 0)).toEqual([]);
  await world.send(SARI, "hapus");
  await world.tap(SARI, "Ya, hapus semua");
  expect(words.flatMap((word) => where(sqlite, word).map((place) => `${word}: ${place}`))).toEqual([]);
});
