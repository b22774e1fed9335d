import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import { addDays, dateIn, instantOf, type Zone } from "../../zones.ts";
import type { Days, Scope } from "../indicators/index.ts";
import type { Pack } from "../pack/index.ts";
import { LIMITS } from "./limits.ts";

/** What a facilitator wrote in her weekly report. */
export type Note = {
  week: string;
  by: string;
  byPerson: string;
  obstacle: string | null;
  action: string | null;
  plan: string | null;
};

/** Something that is to be done, and who does it: a name, or a role of the calendar. */
export type Plan = { on: string; what: string; owner: string } | { on: string; what: string; role: string };

/** The newest weekly report of each facilitator and week of a period that says something, newest first. */
export function notesOf(sqlite: Sqlite.Database, { from, to }: Days, scope?: Scope): Note[] {
  const rows = sqlite
    .prepare(
      `SELECT r.week, coalesce(p.called, p.name, '-') AS by, r.person_id AS byPerson, r.answers ->> '$.obstacle' AS obstacle,
         r.answers ->> '$.action' AS action, r.answers ->> '$.plan' AS plan
       FROM weekly_report r JOIN person p ON p.id = r.person_id
       WHERE r.kind = 'facilitator' AND r.week BETWEEN ? AND ?
         AND NOT EXISTS (SELECT 1 FROM weekly_report c WHERE c.replaces = r.id)
       ORDER BY r.week DESC, p.name, r.id`,
    )
    .all(from, to) as Note[];
  return rows.filter(({ byPerson }) => scope === undefined || byPerson === scope.by);
}

/** What is planned for a period: sessions, the calendar's activities and tasks, and what facilitators wrote they will do. */
export function plansOf(
  sqlite: Sqlite.Database,
  pack: Pack,
  days: Days,
  { notes, main }: { notes: readonly Note[]; main: string },
): Plan[] {
  const newest = notes[0]?.week;
  const written = (pack.id === main ? notes : []).flatMap(({ week, plan, by }): Plan[] =>
    week === newest && plan !== null && plan !== "" ? [{ on: days.from, what: plan, owner: by }] : [],
  );
  const all = [...sessionsIn(sqlite, pack, days), ...calendarIn(sqlite, pack, days), ...written];
  return all.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).slice(0, LIMITS.plans);
}

type Session = { module: string; topic: string | null; startsAt: number; zone: Zone; place: string; by: string };

function sessionsIn(sqlite: Sqlite.Database, pack: Pack, { from, to }: Days): Plan[] {
  const rows = sqlite
    .prepare(
      `SELECT s.module, s.topic, s.starts_at AS startsAt, s.zone, s.place, coalesce(p.called, p.name, '-') AS by
       FROM training_session s JOIN person p ON p.id = s.by_person
       WHERE s.programme = ? AND s.state = 'planned' AND s.starts_at >= ? AND s.starts_at < ? ORDER BY s.starts_at`,
    )
    .all(pack.id, instantOf(pack.zone, from, "00:00"), instantOf(pack.zone, to, "00:00") + DAY) as Session[];
  return rows.map(({ module, topic, startsAt, zone, place, by }) => {
    const { name = module, topics = [] } = pack.modules.find(({ id }) => id === module) ?? {};
    const about = topics.find(({ id }) => id === topic)?.name;
    return {
      on: dateIn(zone, startsAt),
      what: [name, about, place].filter((part) => part !== undefined).join(", "),
      owner: by,
    };
  });
}

/** The weeks of the calendar count from the day on which it began; before that nobody knows when they are. */
function calendarIn(sqlite: Sqlite.Database, { id, calendar }: Pack, { from, to }: Days): Plan[] {
  const monday = sqlite.prepare("SELECT monday FROM calendar_start WHERE programme = ?").pluck().get(id);
  if (typeof monday !== "string" || calendar === undefined) return [];
  const dayOf = (week: number) => addDays(monday, (week - 1) * 7);
  const inside = (on: string) => on >= from && on <= to;
  return calendar.activities.flatMap(({ name, weeks, owner, tasks }): Plan[] => {
    const first = dayOf(Array.isArray(weeks) ? (weeks[0] ?? 1) : weeks);
    const due = tasks.flatMap(({ what, week }) => {
      const on = week === undefined ? first : dayOf(week);
      return inside(on) ? [{ on, what: `${name}: ${what}`, role: owner }] : [];
    });
    return [...(inside(first) ? [{ on: first, what: name, role: owner }] : []), ...due];
  });
}
