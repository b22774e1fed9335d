import type Sqlite from "better-sqlite3";
import { textOf } from "../../../src/documents/index.ts";
import { drawUp, type ReportSource, reportDocument } from "../../../src/programme/reports/index.ts";
import { localTime } from "./book.ts";
import type { Count, Days, Told } from "./count.ts";
import { expected, ratioOf, type Standing } from "./indicators.ts";
import type { Human } from "./people.ts";

type Kind = "weekly" | "monthly" | "quarterly" | "final";
/** A report of a period, and the one that it is compared with. */
export type Period = { kind: Kind; days: Days; before?: Days };

type Place = { where: string; people: ReadonlySet<string> | undefined; count: Count };

/** Somebody who became something in the programme at an instant. */
export type Became = { who: string; as: string; at: number };

/** What people are at the end of a day, from how it came to be, oldest first. */
export function standingAt(history: readonly Became[], day: string): Standing & { candidates: ReadonlySet<string> } {
  const end = localTime("Asia/Jakarta", day, 24);
  const now = new Map<string, string>();
  for (const { who, as, at } of history) if (at < end) now.set(who, as);
  const those = (as: string) => new Set([...now].flatMap(([who, what]) => (what === as ? [who] : [])));
  return { beneficiaries: those("beneficiary"), graduates: those("graduate"), candidates: those("candidate") };
}

/** The same from the tables, by plain SQL. */
export const storedStanding = (sqlite: Sqlite.Database): Became[] =>
  sqlite.prepare('SELECT person_id AS who, as_role AS "as", since AS at FROM enrolment ORDER BY id').all() as Became[];

/** Reports as Rukun draws them up, each once: nothing is written any more when they are looked at. */
export class Drawn {
  readonly source: ReportSource;
  private readonly made = new Map<string, ReturnType<typeof drawUp>>();

  constructor(source: ReportSource) {
    this.source = source;
  }

  of({ kind, days }: Period): ReturnType<typeof drawUp> {
    const key = `${kind} ${days.from}`;
    const known = this.made.get(key) ?? drawUp(this.source, { programme: "melati", kind, days }, days.to);
    this.made.set(key, known);
    return known;
  }
}

/** What a report says and what was counted by hand, where the two differ; `kinds`: those that the count knows. */
export class Checked {
  private readonly drawn: Drawn;
  private readonly count: Count;
  private readonly history: readonly Became[];
  /** Everybody, then each village by itself. */
  private readonly places: readonly Place[];

  constructor(drawn: Drawn, count: Count, history: readonly Became[], humans: readonly Human[]) {
    this.drawn = drawn;
    this.count = count;
    this.history = history;
    const villages = [...new Set(humans.map(({ village }) => village))].map((where): Place => {
      const people = new Set(humans.filter(({ village }) => village === where).map(({ id }) => id));
      return { where, people, count: count.about(people) };
    });
    this.places = [{ where: "", people: undefined, count }, ...villages];
  }

  /** Where a report's figures and indicators are not what was counted. */
  differences(period: Period, kinds: ReadonlySet<string>): string[] {
    const { kind, days, before } = period;
    const made = this.drawn.of(period);
    const found: string[] = [];
    const compare = (what: string, said: unknown, counted: unknown) => {
      const [a, b] = [JSON.stringify(said), JSON.stringify(counted)];
      if (a !== b) found.push(`${kind} report of ${days.from} to ${days.to}, ${what}: it says ${a}, counted were ${b}`);
    };
    const [now, then] = [this.count.kinds(days), before && this.count.kinds(before)];
    for (const one of kinds) {
      const told = made.figures.kinds.find((each) => each.kind === one);
      compare(one, told?.now ?? NOTHING, now.get(one) ?? NOTHING);
      if (then !== undefined) compare(`${one} before`, told?.before ?? NOTHING, then.get(one) ?? NOTHING);
    }
    const obstacles = new Map(made.figures.obstacles.map(({ obstacle, told, people }) => [obstacle, { told, people }]));
    compare("obstacles", sorted(obstacles), sorted(this.count.obstacles(days)));
    compare("weeks", made.figures.weeks, this.count.weeks(days));
    const marks = new Map(made.figures.feedback.map(({ what, n, milli }) => [what, { n, milli }]));
    for (const [what, from, field] of MARKS)
      compare(`marks of ${what}`, marks.get(what) ?? { n: 0, milli: 0 }, this.count.marks(from, field, days));
    const standing = standingAt(this.history, days.to);
    compare("participants", made.figures.standing.get("beneficiary") ?? 0, standing.beneficiaries.size);
    compare("graduates", made.figures.standing.get("graduate") ?? 0, standing.graduates.size);
    compare("candidates", made.figures.standing.get("candidate") ?? 0, standing.candidates.size);
    for (const place of this.places) this.indicators(made, days, standing, place, compare);
    return found;
  }

  private indicators(
    made: ReturnType<typeof drawUp>,
    days: Days,
    standing: Standing,
    { where, people, count }: Place,
    compare: (what: string, said: unknown, counted: unknown) => void,
  ): void {
    const only = (some: ReadonlySet<string>) => new Set([...some].filter((one) => people?.has(one) ?? true));
    const those = { beneficiaries: only(standing.beneficiaries), graduates: only(standing.graduates) };
    for (const [id, counted] of expected(count, days, those)) {
      // A group's meeting names nobody.
      if (where !== "" && id === "kelompok") continue;
      const values = made.reckoned.find(({ indicator }) => indicator.id === id)?.values ?? [];
      const said = values.find(({ dimension, cell }) =>
        where === "" ? dimension === "all" : dimension === "village" && cell === where,
      );
      if (said === undefined && where !== "") continue;
      const isFew = counted.people > 0 && counted.people < 5;
      if (isFew) compare(`${id} ${where} of so few`, said?.hidden, true);
      // Another cell may be hidden with it, lest it be reckoned from the sum.
      if (said?.hidden === true) continue;
      const { numerator, denominator, value } = said ?? {};
      compare(`${id} ${where}`, [numerator, denominator, value], [counted.above, counted.below, ratioOf(counted)]);
    }
  }

  /** Activities that the report as it is read does not tell as they were counted. */
  unread(period: Period, names: Readonly<Record<string, string>>, now: number): string[] {
    const { kind, days } = period;
    const document = reportDocument(this.drawn.source, this.drawn.of(period), "id", now);
    const text = [...textOf(document, "txt")].join("");
    const kinds = [...this.count.kinds(days)].filter(([one]) => !OF_RUKUN.has(one));
    return kinds.flatMap(([one, { told, people }]) => {
      const name = names[one];
      const row = `${name}\nJumlah: ${told.toLocaleString("id-ID")}\nOrang: ${people === 0 ? "-" : people < 5 ? "<5" : people}`;
      return text.includes(row) ? [] : [`${kind} report of ${days.from} to ${days.to} does not say "${row}"`];
    });
  }
}

/** Notes of Rukun's own, which are no activities of the programme. */
export const OF_RUKUN: ReadonlySet<string> = new Set(["graduation.level", "facilitator.report"]);
const NOTHING: Told = { told: 0, people: 0 };
const MARKS = [
  ["training", "training.feedback", "score"],
  ["Layanan", "form.kepuasan", "service"],
  ["Pendampingan", "form.kepuasan", "facilitator"],
] as const;

const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const DAY_MS = 86_400_000;
const dayBefore = (day: string) => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
const two = (value: number) => String(value).padStart(2, "0");

/** Months from one to another of 2026 as days; of the months before January, what lies in 2025. */
function months(first: number, last: number): Days {
  const day = (month: number) => new Date(Date.UTC(2026, month - 1, 1)).toISOString().slice(0, 10);
  return { from: day(first), to: dayBefore(day(last + 1)) };
}

/** Every report that could be asked for in the year: of its months, quarters, a week of each month, and all of it. */
export function periodsOf(): Period[] {
  const year = Array.from({ length: 12 }, (_, at) => at + 1);
  const weekly = year.map((month): Period => {
    const eighth = Date.parse(`2026-${two(month)}-08`);
    const from = new Date(eighth - ((new Date(eighth).getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
    const shifted = (days: number) => new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);
    return { kind: "weekly", days: { from, to: shifted(6) }, before: { from: shifted(-7), to: shifted(-1) } };
  });
  return [
    ...weekly,
    ...year.map((one): Period => ({ kind: "monthly", days: months(one, one), before: months(one - 1, one - 1) })),
    ...[1, 4, 7, 10].map(
      (one): Period => ({ kind: "quarterly", days: months(one, one + 2), before: months(one - 3, one - 1) }),
    ),
    { kind: "final", days: months(1, 12) },
  ];
}
