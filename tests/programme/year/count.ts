import type { Fact } from "./book.ts";
import { mondayOf } from "./stored.ts";

/** First and last day, YYYY-MM-DD. */
export type Days = { from: string; to: string };

/** How often something was told in a period, and of how many people. */
export type Told = { told: number; people: number };

/** The whole of a year's facts, to be counted by hand: nothing here comes from the programme's own reckoning. */
export class Count {
  private readonly facts: readonly Fact[];
  private readonly byKind = new Map<string, Fact[]>();

  constructor(facts: readonly Fact[]) {
    this.facts = [...facts].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    for (const fact of this.facts) {
      const known = this.byKind.get(fact.kind);
      if (known === undefined) this.byKind.set(fact.kind, [fact]);
      else known.push(fact);
    }
  }

  /** What happened in a period, and the day counts on which it happened; of a weekly report that is its Monday. */
  kind(kind: string, { from, to }: Days): Fact[] {
    return (this.byKind.get(kind) ?? []).filter(({ on }) => on >= from && on <= to);
  }

  /** The same of some people alone. */
  about(people: ReadonlySet<string>): Count {
    return new Count(this.facts.filter(({ who }) => people.has(who)));
  }

  /** By kind, in a period. */
  kinds(days: Days): Map<string, Told> {
    const told = [...this.byKind.keys()].map((kind): [string, Told] => {
      const all = this.kind(kind, days);
      return [kind, { told: all.length, people: peopleOf(all).size }];
    });
    return new Map(told.filter(([kind, { told }]) => told > 0 && kind !== "facilitator.report"));
  }

  obstacles(days: Days): Map<string, Told> {
    const found = new Map<string, Fact[]>();
    for (const fact of this.kind("weekly.report", days)) {
      const obstacle = String(fact.data["obstacle"]);
      found.set(obstacle, [...(found.get(obstacle) ?? []), fact]);
    }
    return new Map([...found].map(([name, all]) => [name, { told: all.length, people: peopleOf(all).size }]));
  }

  /** The last twelve weeks: how many reported, and the middle of their profits where five or more told one. */
  weeks({ to }: Days): { week: string; reports: number; profit: number | null }[] {
    return Array.from({ length: 12 }, (_, at) => {
      const week = new Date(Date.parse(mondayOf(to)) - (11 - at) * WEEK_MS).toISOString().slice(0, 10);
      const all = this.kind("weekly.report", { from: week, to: week });
      const profits = all.flatMap(({ data }) => (typeof data["profit"] === "number" ? [data["profit"]] : []));
      return { week, reports: all.length, profit: profits.length < 5 ? null : middle(profits) };
    });
  }

  /** The middle mark of 1 to 5, in thousandths. */
  marks(kind: string, field: string, days: Days): { n: number; milli: number } {
    const marks = this.kind(kind, days).map(({ data }) => Number(data[field]));
    return { n: marks.length, milli: middle(marks.map((mark) => mark * 1_000)) ?? 0 };
  }
}

const WEEK_MS = 7 * 86_400_000;

export const peopleOf = (facts: readonly Fact[]): Set<string> =>
  new Set(facts.flatMap(({ who }) => (who === "" ? [] : [who])));

/** Of two in the middle the mean, rounded down. */
export function middle(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : Math.floor((low + high) / 2);
}
