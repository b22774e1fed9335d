import type { Human } from "./people.ts";

/** Something that was truly said: by whom or about whom, on which day, and what. */
export type Fact = { kind: string; who: string; on: string; data: Readonly<Record<string, string | number>> };

/** A session as the people know it. */
export type Meeting = {
  /** No other session has its place: by it people tell them apart. */
  place: string;
  /** `Menghitung modal dan harga jual (Pelatihan kewirausahaan)` */
  what: string;
  module: string;
  code: string;
  by: string;
  zone: Human["zone"];
  /** Ms UTC, as it was told last. */
  startsAt: number;
  endsAt: number;
  isOff: boolean;
  seats: readonly string[];
  answers: Map<string, string>;
  marks: Map<string, string>;
};

/**
 * What people said and saw that it was taken, by what stands on their phones: kept without a look into Rukun's tables.
 * What is said again about the same thing takes the place of what was said before.
 */
export class Book {
  /** What somebody found strange: she did not get what she had a right to. Must stay empty. */
  readonly odd: string[] = [];
  readonly meetings = new Map<string, Meeting>();
  /** Who is a graduate, or takes part since later, from which instant on. */
  readonly standing: { who: string; as: string; at: number }[] = [];
  private readonly facts = new Map<string, Fact>();

  say(key: string, fact: Fact): void {
    this.facts.set(`${fact.kind} ${fact.who} ${key}`, fact);
  }

  get(kind: string, who: string, key: string): Fact | undefined {
    return this.facts.get(`${kind} ${who} ${key}`);
  }

  /** Everything, with what follows from the sessions: whoever was not marked was not there. */
  all(): Fact[] {
    return [...this.facts.values(), ...[...this.meetings.values()].flatMap(attendanceAt)];
  }

  strange(human: Human, at: number, what: string): void {
    this.odd.push(`${human.called}, ${new Date(at).toISOString()}: ${what}`);
  }
}

const THERE = ["full", "late", "half"];

function attendanceAt({ place, module, zone, startsAt, isOff, seats, marks, answers }: Meeting): Fact[] {
  if (isOff || marks.size === 0) return [];
  const on = localDay(zone, startsAt);
  const status = (who: string) => marks.get(who) ?? (answers.get(who) === "no" ? "excused" : "absent");
  const attended = seats.filter((who) => THERE.includes(status(who))).length;
  return [
    ...seats.map((who) => ({ kind: "training.attended", who, on, data: { module, place, status: status(who) } })),
    { kind: "training.held", who: "", on, data: { module, place, expected: seats.length, attended } },
  ];
}

const HOURS = { "Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9 } as const;
const DAY_MS = 86_400_000;

/** The local day of an instant, reckoned here on purpose and not by Rukun. */
export const localDay = (zone: Human["zone"], at: number): string =>
  new Date(at + HOURS[zone] * 3_600_000).toISOString().slice(0, 10);

/** The instant of a local day and hour. */
export const localTime = (zone: Human["zone"], day: string, hour: number): number =>
  Date.parse(`${day}T00:00:00Z`) + (hour - HOURS[zone]) * 3_600_000;

/** Minutes since local midnight. */
export const localMinute = (zone: Human["zone"], at: number): number =>
  Math.floor(((at + HOURS[zone] * 3_600_000) % DAY_MS) / 60_000);

export const dayLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(
  " ",
);
const SHORT = MONTHS.map((name) => name.slice(0, 3));

/** `23 Feb–1 Mar` as the Monday of that week, in the year that is nearest to an instant. */
export function weekIn(label: string, at: number): string {
  const [, day = "", month = ""] = /–(\d+) (\w{3})/.exec(label) ?? [];
  const year = new Date(at).getUTCFullYear();
  const sundays = [year - 1, year, year + 1].map((one) => Date.UTC(one, SHORT.indexOf(month), Number(day)));
  const nearest = sundays.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0] ?? at;
  return new Date(nearest - 6 * DAY_MS).toISOString().slice(0, 10);
}

/** `Sabtu, 21 November 2026, 09.00–12.00 WIB` as instants. */
export function timesIn(text: string): { startsAt: number; endsAt: number } | undefined {
  const found = /(\d+) (\w+) (\d{4}), (\d\d)\.(\d\d)–(\d\d)\.(\d\d) (WIB|WITA|WIT)\b/.exec(text);
  if (found === null) return undefined;
  const [, day = "", month = "", year = "", h1 = "", m1 = "", h2 = "", m2 = "", zone = ""] = found;
  const midnight = Date.UTC(Number(year), MONTHS.indexOf(month), Number(day));
  const offset = zone === "WIB" ? 7 : zone === "WITA" ? 8 : 9;
  const at = (hour: string, minute: string) => midnight + (Number(hour) - offset) * 3_600_000 + Number(minute) * 60_000;
  return { startsAt: at(h1, m1), endsAt: at(h2, m2) };
}
