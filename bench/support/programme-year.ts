import type Sqlite from "better-sqlite3";
import { addDays, mondayOf } from "../../src/zones.ts";
import { seeded } from "./numbers.ts";

/** A programme's year, made by plain SQL: everybody reports each week, and is expected at a session every other. */
export type ProgrammeYear = { programme: string; people: number; weeks: number; from: string };

const VILLAGES = ["Sukamaju", "Sukasari", "Cempaka", "Mekarsari", "Tanjung", "Harapan"];
const OBSTACLES = ["none", "none", "capital", "materials", "buyers"];
const STATUSES = ["full", "full", "full", "late", "half", "excused", "absent"];

/** Lays it into a database that has no people yet; gives the number of rows that tell what happened. */
export function layYear(sqlite: Sqlite.Database, { programme, people, weeks, from }: ProgrammeYear): number {
  const chance = seeded(7);
  const one = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T;
  const add = {
    person: sqlite.prepare(
      `INSERT INTO person (id, name, called, sex, birth_year, village, zone, language, disability, status, persona,
         created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, 'Asia/Jakarta', 'id', ?, 'active', 0, 0, 0)`,
    ),
    enrolment: sqlite.prepare(
      "INSERT INTO enrolment (programme, person_id, as_role, since, cohort, source) VALUES (?, ?, 'beneficiary', ?, '1', 'bench')",
    ),
    report: sqlite.prepare(
      `INSERT INTO weekly_report (id, person_id, week, kind, mode, by_person, profit, answers, at)
       VALUES (?, ?, ?, 'beneficiary', 'self', ?, ?, ?, ?)`,
    ),
    event: sqlite.prepare(
      `INSERT INTO event (id, programme, kind, person_id, on_date, at, mode, source, data)
       VALUES (?, ?, ?, ?, ?, ?, 'facilitator', ?, ?)`,
    ),
  };
  let rows = 0;
  sqlite.transaction(() => {
    const began = Date.parse(from);
    const ids = Array.from({ length: people }, (_, no) => `p${String(no).padStart(6, "0")}`);
    for (const id of ids) {
      const disability = chance() < 0.1 ? '{"walking":"much"}' : '{"walking":"none"}';
      add.person.run(
        id,
        id,
        id,
        chance() < 0.9 ? "female" : "male",
        1960 + Math.floor(chance() * 45),
        one(VILLAGES),
        disability,
      );
      add.enrolment.run(programme, id, began);
    }
    for (let week = 0; week < weeks; week += 1) {
      const monday = addDays(mondayOf(from), week * 7);
      const at = Date.parse(monday);
      for (const id of ids) {
        if (chance() < 0.85) {
          const running = chance() < 0.9;
          const answers = { running: running ? "yes" : "no", obstacle: one(OBSTACLES), activity: "useful" };
          const profit = running ? Math.floor(chance() * 50) * 10_000 : null;
          add.report.run(`${id}-${week}`, id, monday, id, profit, JSON.stringify(answers), at);
          rows += 1;
        }
        if (week % 2 === 1) continue;
        const data = { module: "kewirausahaan", session: `s${week}`, status: one(STATUSES) };
        add.event.run(
          `a${id}-${week}`,
          programme,
          "training.attended",
          id,
          addDays(monday, 2),
          at,
          `s${week}`,
          JSON.stringify(data),
        );
        rows += 1;
      }
    }
  })();
  return rows;
}
