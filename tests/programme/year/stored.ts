import type Sqlite from "better-sqlite3";
import type { Fact } from "./book.ts";

/** What Rukun has in its tables, as facts: read by plain SQL, without anything of `src/programme`. */
export function storedFacts(sqlite: Sqlite.Database): Fact[] {
  const rows = sqlite
    .prepare(
      `SELECT kind, coalesce(person_id, '') AS who, on_date AS "on", data, by_person AS by FROM event e
       WHERE void = 0 AND NOT EXISTS (SELECT 1 FROM event c WHERE c.corrects = e.id)
       UNION ALL
       SELECT iif(kind = 'beneficiary', 'weekly.report', 'facilitator.report'), person_id, week,
         iif(kind = 'beneficiary', json_patch(answers, json_object('profit', profit)), '{}'), by_person
       FROM weekly_report e WHERE NOT EXISTS (SELECT 1 FROM weekly_report c WHERE c.replaces = e.id)`,
    )
    .all() as { kind: string; who: string; on: string; data: string; by: string | null }[];
  const places = new Map(sqlite.prepare("SELECT id, place FROM training_session").raw().all() as [string, string][]);
  return rows.map(({ kind, who, on, data, by }) => {
    const { session, ...said } = JSON.parse(data) as Record<string, string | number>;
    const place = session === undefined ? {} : { place: places.get(String(session)) ?? String(session) };
    return { kind, who, on, data: { ...said, ...place, ...(who === "" && by !== null ? { by } : {}) } };
  });
}

/** How somebody is named where a fact is about her. */
type Name = (id: string) => string;

/**
 * What the book and the tables tell differently, each with who, when and what; of the kinds that the book knows, and of
 * their data what it knows.
 */
export function differences(book: readonly Fact[], stored: readonly Fact[], name: Name): string[] {
  const kinds = new Set(book.map(({ kind }) => kind));
  const left = new Map<string, Fact[]>();
  for (const fact of stored.filter(({ kind }) => kinds.has(kind))) {
    const key = keyOf(fact);
    left.set(key, [...(left.get(key) ?? []), fact]);
  }
  const missing: string[] = [];
  for (const fact of book) {
    const there = left.get(keyOf(fact)) ?? [];
    const at = there.findIndex(({ data }) =>
      Object.entries(fact.data).every(([field, value]) => data[field] === value),
    );
    if (at === -1) missing.push(`${told(fact, name)} was said, and is not stored${other(there)}`);
    else there.splice(at, 1);
  }
  const tooMany = [...left.values()].flat().map((fact) => `${told(fact, name)} is stored, and nobody said it`);
  return [...missing, ...tooMany];
}

const keyOf = ({ kind, who, on }: Fact): string => `${kind} ${who} ${on}`;
const other = (there: readonly Fact[]): string =>
  there.length === 0 ? "" : `, but ${there.map(({ data }) => JSON.stringify(data)).join(" and ")}`;
const told = ({ kind, who, on, data }: Fact, name: Name): string =>
  `${name(who)}, week of ${mondayOf(on)}: ${kind} on ${on} ${JSON.stringify(data)}`;

export function mondayOf(day: string): string {
  const at = Date.parse(day);
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}
