import { DAY, HOUR } from "../../../src/clock.ts";
import { localTime } from "./book.ts";
import { Dice } from "./dice.ts";
import type { Human } from "./people.ts";
import type { Mood } from "./platform.ts";

/** From and to, ms UTC. */
export type Span = { from: number; to: number };

/** What goes wrong in the year: known before it begins, so that it is the same each time. */
export type Weather = {
  /** Rukun is stopped. */
  downs: readonly Span[];
  /** The platform gives no answer, and brings nothing. */
  outages: readonly Span[];
  /** A phone has no signal, by person. */
  gaps: ReadonlyMap<string, readonly Span[]>;
  /** What the platform says to a try of a message. */
  mood(now: number): Mood;
  /** Whether a message is delivered a second time. */
  doubled(): boolean;
};

/** Hours of one day, a night, and a whole week. */
const DOWN: readonly { day: number; hour: number; hours: number }[] = [
  { day: 18, hour: 10, hours: 3 },
  { day: 39, hour: 21, hours: 10 },
  { day: 82, hour: 13, hours: 6 },
  { day: 124, hour: 20, hours: 13 },
  { day: 159, hour: 9, hours: 7 * 24 },
  { day: 263, hour: 15, hours: 2 },
  { day: 306, hour: 22, hours: 9 },
];
const AWAY: readonly { day: number; hour: number; hours: number }[] = [
  { day: 25, hour: 14, hours: 5 },
  { day: 208, hour: 12, hours: 30 },
];

const GAPS_A_DAY = { member: 0.012, remote: 0.05, staff: 0.004 } as const;
const LONGEST_GAP_DAYS = { member: 6, remote: 9, staff: 1 } as const;

export function weatherOf(seed: string, humans: readonly Human[], begin: number, days: number): Weather {
  const dice = new Dice(`${seed} weather`);
  const spans = (all: typeof DOWN): Span[] =>
    all.map(({ day, hour, hours }) => {
      const from = localTime("Asia/Jakarta", new Date(begin + day * DAY).toISOString().slice(0, 10), hour);
      return { from, to: from + hours * HOUR };
    });
  const outages = spans(AWAY);
  return {
    downs: spans(DOWN),
    outages,
    gaps: new Map(humans.map((human) => [human.id, gapsOf(human, seed, begin, days)])),
    mood: (now) => {
      if (isIn(outages, now)) return "silent";
      const falls = dice.next();
      if (falls < 0.01) return "later";
      if (falls < 0.015) return "silent";
      return falls < 0.017 ? "lost" : "good";
    },
    doubled: () => dice.falls(0.03),
  };
}

export const isIn = (spans: readonly Span[], now: number): boolean =>
  spans.some(({ from, to }) => now >= from && now < to);

function gapsOf({ id, role }: Human, seed: string, begin: number, days: number): Span[] {
  const dice = new Dice(`${seed} signal ${id}`);
  const kind = role !== "beneficiary" ? "staff" : dice.falls(0.15) ? "remote" : "member";
  const gaps: Span[] = [];
  for (let day = 2; day < days; day++) {
    if (!dice.falls(GAPS_A_DAY[kind])) continue;
    const from = begin + day * DAY + dice.between(0, 20) * HOUR;
    const to = from + dice.between(12, 24 * LONGEST_GAP_DAYS[kind]) * HOUR;
    gaps.push({ from, to });
    day = Math.ceil((to - begin) / DAY);
  }
  return gaps;
}
