import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openDb } from "../../src/db/open.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { mergePeople } from "../../src/people/merge.ts";

/**
 * What becomes of each column that names a person when two records become one. `moves`: it names who stays. `stays`: the
 * row is only added to, keeps the old id and is read through `ofPerson` or `merged_into`, or tells who did something once.
 * `goes`: the row ends with the record. Whoever adds a table decides here, and in src/people/merge*.ts.
 */
const DECIDED: Record<string, "moves" | "stays" | "goes"> = {
  "access_profile.person_id": "moves",
  "access_profile.by_person": "moves",
  "address.speaker_id": "moves",
  "address_person.person_id": "moves",
  "application.person_id": "moves",
  "application.decided_by": "moves",
  "calendar_start.by_person": "moves",
  "calendar_task.owner_id": "moves",
  "campaign.by_person": "moves",
  "campaign.approved_by": "moves",
  "campaign_person.person_id": "moves",
  "care.person_id": "moves",
  "care.carer_id": "moves",
  "cash_count.by_person": "stays",
  "complaint.person_id": "moves",
  "complaint_entry.by_person": "moves",
  // The newest word on each purpose is written again under who stays.
  "consent.person_id": "stays",
  "consent.by_person": "stays",
  "consult_slot.by_person": "moves",
  "consult_slot.taken_by": "moves",
  "coop_member.person_id": "moves",
  "coop_setting.by_person": "stays",
  "duty.person_id": "moves",
  "enrolment.person_id": "stays",
  "event.person_id": "stays",
  "event.by_person": "stays",
  "faq_entry.by_person": "stays",
  "faq_question.person_id": "moves",
  "faq_question.helper_id": "moves",
  "field_task.person_id": "moves",
  "field_task.helper_id": "moves",
  "form_words.person_id": "stays",
  "graduation_case.person_id": "moves",
  "graduation_case.by_person": "moves",
  "graduation_plan.person_id": "moves",
  "graduation_plan.by_person": "moves",
  "graduation_word.person_id": "stays",
  "graduation_word.by_person": "stays",
  "group_meeting.by_person": "moves",
  "group_member.person_id": "moves",
  "group_rule.by_person": "moves",
  "hand_over.person_id": "moves",
  "hand_over.by_person": "moves",
  "hand_over.answered_by": "moves",
  "imported_person.person_id": "moves",
  "market_price.by_person": "stays",
  "media.person_id": "moves",
  "officer.person_id": "moves",
  "opt_out.person_id": "moves",
  "outbox.person_id": "moves",
  "pending_vote.person_id": "stays",
  "period_lock.by_person": "stays",
  "person_role.person_id": "moves",
  "poll.by_person": "moves",
  "poll_ballot.person_id": "moves",
  "programme_group.by_person": "moves",
  "report_word.by_person": "stays",
  "rights_request.person_id": "moves",
  "rights_request.done_by": "moves",
  "session.person_id": "goes",
  "task_move.person_id": "moves",
  "task_move.helper_id": "moves",
  "ticket.person_id": "moves",
  "ticket.helper_id": "moves",
  "told_field.person_id": "stays",
  "told_field.by_person": "stays",
  "training_hand_in.person_id": "moves",
  "training_hand_in.graded_by": "moves",
  "training_seat.person_id": "moves",
  "training_session.by_person": "moves",
  "training_task.by_person": "moves",
  "training_word.person_id": "moves",
  "turn_log.person_id": "stays",
  "turn_log.by_person": "stays",
  // Written again under who stays, as a correction of the old row.
  "weekly_report.person_id": "stays",
  "weekly_report.by_person": "stays",
};

type Column = { name: string; type: string; notnull: 0 | 1; pk: number };
const NAMES_A_PERSON = /^(?:person_id|by_person|helper_id|carer_id|owner_id|speaker_id|approved_by|taken_by)$/;

const opened = (): Sqlite.Database => openDb(":memory:", join(packageRoot(), "drizzle")).sqlite;

const tablesOf = (sqlite: Sqlite.Database): string[] =>
  sqlite
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'faq_index%'",
    )
    .pluck()
    .all() as string[];

/** Every `table.column` that holds the id of a person: by a foreign key, or by its name. */
function personColumns(sqlite: Sqlite.Database): string[] {
  return tablesOf(sqlite).flatMap((table) => {
    const keys = (sqlite.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[])
      .filter((key) => key.table === "person")
      .map((key) => key.from);
    const named = (sqlite.pragma(`table_info(${table})`) as Column[])
      .map(({ name }) => name)
      .filter((name) => NAMES_A_PERSON.test(name));
    return [...new Set([...keys, ...named])].map((column) => `${table}.${column}`);
  });
}

/** A row that names `who` in one column; what else it needs is made up, for nothing else is looked at. */
function addRow(sqlite: Sqlite.Database, table: string, column: string, who: string): void {
  const all = sqlite.pragma(`table_info(${table})`) as Column[];
  const made = ({ name, type, notnull, pk }: Column): string | number | Buffer | null => {
    if (name === column) return who;
    if (/INT/.test(type)) return pk > 0 ? madeUp() : notnull === 1 ? 1 : null;
    if (type === "BLOB") return notnull === 1 ? Buffer.from([1]) : null;
    if (name === "data" || name === "answers" || name === "body" || name === "frames") return "{}";
    if (name === "state") return table === "duty" ? "due" : "open";
    return notnull === 1 || pk > 0 ? `x${madeUp()}` : null;
  };
  const names = all.map(({ name }) => `"${name}"`).join(", ");
  const places = all.map(() => "?").join(", ");
  sqlite.prepare(`INSERT INTO ${table} (${names}) VALUES (${places})`).run(...all.map(made));
}

let made = 1000;
const madeUp = (): number => ++made;

describe("when two records become one", () => {
  it("every column that names a person is decided about, and none is that is not there", () => {
    const sqlite = opened();
    expect(Object.keys(DECIDED).sort()).toEqual(personColumns(sqlite).sort());
  });

  it("each column becomes what was decided", () => {
    const sqlite = opened();
    sqlite.pragma("foreign_keys = OFF");
    sqlite.pragma("ignore_check_constraints = ON");
    const add = sqlite.prepare(
      "INSERT INTO person (id, zone, status, created_at, changed_at) VALUES (?, 'Asia/Jakarta', 'active', 0, 0)",
    );
    for (const id of ["from", "into"]) add.run(id);
    for (const place of Object.keys(DECIDED)) {
      const [table = "", column = ""] = place.split(".");
      addRow(sqlite, table, column, "from");
    }
    mergePeople(sqlite, "from", "into", 2, sequentialIds("m"));
    const names = (place: string, who: string): boolean => {
      const [table, column] = place.split(".");
      return sqlite.prepare(`SELECT 1 FROM ${table} WHERE "${column}" = ?`).get(who) !== undefined;
    };
    const became = Object.keys(DECIDED).map((place) => {
      const [old, now] = [names(place, "from"), names(place, "into")];
      return [place, old ? "stays" : now ? "moves" : "goes"];
    });
    expect(Object.fromEntries(became)).toEqual(DECIDED);
  });
});
