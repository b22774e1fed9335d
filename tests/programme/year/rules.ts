import { localMinute, timesIn } from "./book.ts";
import type { Life } from "./life.ts";
import type { Platform, Told } from "./platform.ts";
import { mondayOf } from "./stored.ts";
import type { Span } from "./weather.ts";

/** What was told to people against a promise, each with who, which week and what; all of it must be empty. */
export class Rules {
  private readonly lives: readonly Life[];
  private readonly platform: Platform;
  private readonly byAddress = new Map<string, Life>();
  /** What Rukun began: no message of hers is in its key. */
  private readonly begun: { life: Life; told: Told }[];

  private readonly outages: readonly Span[];

  constructor(lives: readonly Life[], platform: Platform, outages: readonly Span[]) {
    this.outages = outages;
    this.lives = lives;
    this.platform = platform;
    for (const life of lives) for (const address of life.addresses) this.byAddress.set(address, life);
    const hers = new Set(platform.heard.map(({ address, id }) => `${address} ${id}`));
    this.begun = platform.told.flatMap((told) => {
      const life = this.byAddress.get(told.address);
      const id = /\bdesa:(w\d+)/.exec(told.key)?.[1];
      const isHers = id !== undefined && hers.has(`${told.address} ${id}`);
      const isAboutHer = id === undefined && /^(duty|remind|silence):/.test(told.key);
      return life === undefined || isHers || !isAboutHer ? [] : [{ life, told }];
    });
  }

  /** The same key twice, or the same words within two months that nobody asked for; a question may be brought up twice. */
  twice(): string[] {
    const keys = new Set<string>();
    const again = this.platform.told.filter(({ key }) => {
      const isSecond = keys.has(key) && !this.platform.lost.has(key);
      keys.add(key);
      return isSecond;
    });
    const words = new Map<string, number[]>();
    const repeated = this.begun.filter(({ life, told }) => {
      // Staff are asked for the day's note in the same words each day.
      if (!isMember(life) || this.platform.lost.has(told.key)) return false;
      const isReminder = told.key.startsWith("remind:");
      const which = `${told.address} ${isReminder ? told.key.split(":").slice(0, 4).join(":") : ""} ${told.text}`;
      const before = (words.get(which) ?? []).filter((at) => told.at - at < TWO_MONTHS_MS);
      words.set(which, [...before, told.at]);
      return before.length >= (isReminder ? 2 : 1);
    });
    return [
      ...again.map((told) => this.line(told, "came twice under one key")),
      ...repeated.map(({ told }) => this.line(told, "was told before")),
    ];
  }

  /** Outside of 08:00 to 19:30 where she lives. */
  atNight(): string[] {
    return this.begun
      .filter(({ life, told }) => {
        const minute = localMinute(life.human.zone, told.at);
        // Staff are at work: what the platform could not take in time comes when it can.
        const wasAway = this.outages.some(({ to }) => told.at >= to && told.at < to + 3 * HOUR_MS);
        if (!isMember(life) && (wasAway || this.platform.refused.has(told.key))) return false;
        return minute < 8 * 60 || minute >= 19 * 60 + 30;
      })
      .map(({ told }) => this.line(told, "came outside of her hours"));
  }

  /** More than four in any seven days, of people whose work this is not; a decision about herself she waits for. */
  tooMany(): string[] {
    const found: string[] = [];
    for (const life of this.lives.filter(isMember)) {
      const hers = this.begun.filter(
        ({ life: one, told: { key } }) =>
          one === life &&
          !this.platform.lost.has(key) &&
          !key.startsWith("duty:graduation.result:") &&
          // What a new number got, of which nobody knew yet that it is hers.
          (!key.startsWith("remind:") || key.startsWith(`remind:${life.human.id}:`)),
      );
      for (const [at, { told }] of hers.entries()) {
        const week = hers.slice(0, at + 1).filter((one) => one.told.at > told.at - WEEK_MS);
        if (week.length > 4) found.push(this.line(told, `was number ${week.length} in seven days`));
      }
    }
    return found;
  }

  /** After BERHENTI and before MULAI; of a training after BERHENTI PELATIHAN; of reports after her consent was taken back. */
  unwanted(): string[] {
    return this.begun
      .filter(({ life, told: { at, key } }) => {
        const isQuiet = life.quiet.some(({ from, to }) => at > from && at < to);
        const noTraining = life.noTraining !== undefined && at > life.noTraining && /:training\./.test(key);
        return isQuiet || noTraining || (life.refused !== undefined && at > life.refused && /weekly-report/.test(key));
      })
      .map(({ told }) => this.line(told, "came though she wants none of it"));
  }

  /** About a session that had begun, or a week that is long over. */
  past(): string[] {
    return this.begun
      .filter(({ told: { at, text, key } }) => {
        const times = /training\.(invite|remind|changed|kader)/.test(key) ? timesIn(text) : undefined;
        // A question that the platform did not take comes when it can: it was in time when it was first tried.
        const triedAt = key.includes("invite") ? (this.platform.refused.get(key) ?? at) : at;
        return times !== undefined && times.startsAt <= triedAt;
      })
      .map(({ told }) => this.line(told, "was about something that had begun"));
  }

  /** More than two for one person in the two days after it was away for a week. */
  flood({ to }: Span): string[] {
    const found: string[] = [];
    for (const life of this.lives.filter(isMember)) {
      const hers = this.begun.filter(
        ({ life: one, told }) => one === life && told.at >= to && told.at < to + 2 * DAY_MS,
      );
      for (const { told } of hers.slice(2)) found.push(this.line(told, "came in a flood after a week of silence"));
    }
    return found;
  }

  /** A human was sent to somebody who was asked less often than that, or who had answered. */
  unfair(): string[] {
    return this.platform.told.flatMap((told) => {
      const [, called = "", weeks = ""] =
        /mohon tengok (Ibu \S+) di [^.]*\. Sudah (\d+) minggu belum/.exec(told.text) ?? [];
      const life = this.lives.find(({ human }) => human.called === called);
      if (life === undefined) return [];
      const asked = this.askedSince(life, told.at);
      return asked >= 3 ? [] : [this.line(told, `says ${weeks} weeks of ${called}, who was asked for ${asked}`)];
    });
  }

  /** For how many weeks she was asked up to an instant since she reported last; those without a phone each Saturday. */
  private askedSince(life: Life, at: number): number {
    const last = life.book
      .all()
      .filter(({ kind, who, on }) => kind === "weekly.report" && who === life.human.id && Date.parse(on) < at)
      .reduce((newest, { on }) => (on > newest ? on : newest), "");
    if (life.human.address === null) return Math.round((at - Date.parse(last || "2026-01-05")) / WEEK_MS) - 1;
    const weeks = this.platform.told.flatMap(({ key, address, at: then }) => {
      const [, week = ""] = /^duty:weekly-report\.invite:\w+:(\d{4}-\d\d-\d\d):/.exec(key) ?? [];
      return life.addresses.includes(address) && then <= at && week > last ? [week] : [];
    });
    return new Set(weeks).size;
  }

  private line({ at, address, key, text }: Told, what: string): string {
    const who = this.byAddress.get(address)?.human.called ?? address;
    const when = new Date(at).toISOString().slice(0, 16);
    return `${who}, week of ${mondayOf(when.slice(0, 10))}, ${when}Z: ${what}: ${key}: ${text.slice(0, 120)}`;
  }
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const TWO_MONTHS_MS = 60 * DAY_MS;
const isMember = ({ human }: Life) => human.role === "beneficiary" || human.role === "prospective";
