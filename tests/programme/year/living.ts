import { DAY } from "../../../src/clock.ts";
import { agendaOf, byHeart, type Plan } from "./agenda.ts";
import { Book, localDay } from "./book.ts";
import { Dice } from "./dice.ts";
import { ANSWERS, NOTES } from "./habits.ts";
import { Life } from "./life.ts";
import { mondayOf } from "./stored.ts";
import { isIn, type Weather, weatherOf } from "./weather.ts";
import { BEGIN, Machine } from "./year.ts";

/** When people look at their phones, hours after the day begins at 23:00 UTC: at noon, in the evening, and late at night. */
const LOOKS_AT = [5.2, 12.3, 15.5];
const HOUR_MS = 3_600_000;
/** Turns of one look at most; nobody writes longer. */
const MOST_TURNS = 80;

/** A year, or its first weeks: everybody lives, and what is said and told is in the book and on the platform. */
export class Living {
  readonly machine: Machine;
  readonly book = new Book();
  readonly weather: Weather;
  readonly lives: readonly Life[];
  readonly weeks: number;
  private readonly plans: Plan[];

  constructor(seed: string, weeks: number) {
    this.machine = new Machine(seed);
    this.weeks = weeks;
    const { humans, platform, clock } = this.machine;
    const { book } = this;
    const later = (at: number, what: () => void) => this.add({ at, do: what });
    this.lives = humans.map((human) => {
      const dice = new Dice(`${seed} ${human.id}`);
      return new Life({ human, dice, platform, book, humans, clock, later, notes: NOTES, answers: ANSWERS });
    });
    this.weather = weatherOf(seed, humans, BEGIN, weeks * 7);
    platform.mood = () => this.weather.mood(clock.now());
    platform.doubles = () => this.weather.doubled();
    this.plans = agendaOf(this.lives, BEGIN, weeks);
    this.ofWeather();
    this.newNumber(9, 13);
    this.newNumber(33, 36);
    for (let day = 0; day < weeks * 7; day++)
      for (const hour of LOOKS_AT) this.add({ at: BEGIN + day * DAY + hour * HOUR_MS, do: () => this.look() });
  }

  async live(): Promise<void> {
    const { machine } = this;
    await machine.start();
    for (const { address } of this.lives) if (address !== "") machine.platform.write(address, "menu");
    await machine.settled();
    for (let plan = this.plans.shift(); plan !== undefined; plan = this.plans.shift()) {
      await machine.walkTo(plan.at);
      await plan.do();
      await this.turns();
    }
    await machine.walkTo(BEGIN + this.weeks * 7 * DAY);
    for (const life of this.lives) machine.platform.signal(life.address, true);
    await machine.settled();
    for (const life of this.lives) life.turn();
  }

  /** What everybody wrote and was told, a line each, in its order. */
  chats(): string[] {
    const { told, heard } = this.machine.platform;
    const names = new Map(
      this.lives.flatMap((life) => life.addresses.map((address) => [address, life.human.called] as const)),
    );
    const all = [
      ...told.map(({ at, address, key, text }) => ({
        at,
        address,
        line: `   ${key}: ${text.replaceAll("\n", " / ")}`,
      })),
      ...heard.map(({ at, address, id, text }) => ({ at, address, line: `>> ${id}: ${text}` })),
    ].sort((a, b) => a.at - b.at);
    return all.map(
      ({ at, address, line }) => `${new Date(at).toISOString().slice(0, 16)} ${names.get(address) ?? address} ${line}`,
    );
  }

  private add(plan: Plan): void {
    const at = this.plans.findIndex((one) => one.at > plan.at);
    this.plans.splice(at === -1 ? this.plans.length : at, 0, plan);
  }

  /** Somebody has a new number, and the office says so two days later. */
  private newNumber(at: number, week: number): void {
    const life = this.lives[at];
    if (life === undefined || week >= this.weeks) return;
    const address = `${life.address}9`;
    const when = BEGIN + (week * 7 + 1) * DAY + 5 * HOUR_MS;
    this.add({
      at: when,
      do: () => {
        life.isMoving = true;
        life.moveTo(address);
      },
    });
    this.add({
      at: when + 2 * DAY,
      do: () => {
        this.machine.merge(address, life.human.id);
        life.isMoving = false;
      },
    });
  }

  private ofWeather(): void {
    const { machine, weather } = this;
    const end = BEGIN + this.weeks * 7 * DAY;
    for (const { from, to } of weather.downs) {
      if (to >= end) continue;
      this.add({ at: from, do: () => machine.stop() });
      this.add({ at: to, do: () => machine.start() });
    }
    for (const life of this.lives)
      for (const { from, to } of weather.gaps.get(life.human.id) ?? []) {
        this.add({ at: from, do: () => machine.platform.signal(life.address, false) });
        this.add({ at: to, do: () => machine.platform.signal(life.address, true) });
      }
  }

  /** Those who feel like it look at their phones; whoever has no signal may write by heart. */
  private look(): void {
    const { now, platform } = this.machine;
    for (const life of this.lives) {
      if (life.address === "") continue;
      const { dice, human } = life;
      const isMember = human.role === "beneficiary";
      const isUp = dice.falls(isMember ? human.diligence * 0.6 : 0.8);
      const wants = dice.falls(0.03);
      if (!isUp) continue;
      life.isLooking = true;
      if (!isMember || life.isBusy || life.refused !== undefined) continue;
      const weekday = new Date(now).getUTCDay();
      if (weekday !== 5 && weekday !== 6) continue;
      const week = mondayOf(localDay(human.zone, now));
      const isTold = this.book.get("weekly.report", human.id, week) !== undefined;
      if (!platform.hasSignal(life.address)) {
        if (!isTold && !life.isByHeart && dice.falls(0.25)) byHeart(life, week);
      } else if (wants) {
        life.wantsToCorrect = isTold;
        life.plan({ lines: ["lapor"] });
      }
    }
  }

  /** Everybody who looks, or has something in mind, reads and writes until there is nothing more. */
  private async turns(): Promise<void> {
    const { machine } = this;
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      if (isIn(this.weather.outages, machine.now)) break;
      const wrote = this.lives.filter((life) => (life.isBusy || life.isLooking) && life.turn());
      if (wrote.length === 0) break;
      await machine.settled();
    }
    for (const life of this.lives) life.isLooking = false;
  }
}
