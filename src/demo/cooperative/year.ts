import { Books } from "../../cooperative/index.ts";
import type { UnitOfFile } from "../../cooperative/settings/file.ts";
import { instantOf } from "../../zones.ts";
import type { Demo } from "../data.ts";
import { type DemoParts, demoId, zoneIn } from "../parts.ts";
import { type Calendar, calendarOf, dayOf, playUntil, type Step } from "./calendar.ts";
import type { DemoCooperative } from "./data.ts";
import { eventSteps } from "./events.ts";
import { loanSteps } from "./loans.ts";
import { meetings } from "./meetings.ts";
import { monthEnds } from "./months.ts";
import { post, type Scene } from "./scene.ts";

/** Codes of the demo's questions are drawn, too, and the same each time. */
const DRAWN = 0.4;
/** Where a unit meets every week, the demo tells of one meeting a month. */
const MEETS_ON = 21;

/**
 * Tells the year of the demo's unit: every entry is asked for at the desk by somebody and agreed to by whoever has to,
 * at its own time; nothing is sent to anybody. To be called in the transaction that makes the world.
 */
export function tellYear(parts: DemoParts): void {
  const { cooperative, unit: named } = parts.demo;
  const unit = parts.units?.find(({ name }) => name === named.name);
  if (cooperative === undefined || unit === undefined) return;
  const calendar = calendarOf(zoneIn(parts.pack, unit.village), parts.now);
  const scene = openUnit(parts, cooperative, unit, calendar);
  const steps = [
    ...joining(scene, parts.demo),
    ...meetings(scene),
    ...cooperative.loans.flatMap((loan) => loanSteps(scene, loan)),
    ...cooperative.events.flatMap((event) => eventSteps(scene, event)),
    ...monthEnds(scene),
  ];
  playUntil(calendar, steps, parts.now);
}

/** The books begin with the first of the twelve months, with the settings of today. */
function openUnit(parts: DemoParts, cooperative: DemoCooperative, file: UnitOfFile, calendar: Calendar): Scene {
  const { db, people, newId, demo } = parts;
  const books = new Books({ sqlite: db.sqlite, people, newId, random: () => DRAWN });
  const { number: unit, name, kind, village, settings } = file;
  const { zone, months } = calendar;
  const openedOn = dayOf(months[0] ?? "", 1);
  books.units.open({ id: unit, kind, name, village, zone, openedOn }, newId);
  books.settings.put(unit, settings, "system", instantOf(zone, openedOn, "00:00"));
  const { treasurer, chair, supervisor, witness } = cooperative.officers;
  return {
    books,
    unit,
    calendar,
    cooperative,
    meetsOn: settings.meeting.every === "month" ? settings.meeting.on : MEETS_ON,
    officers: {
      treasurer: demoId(demo, treasurer),
      chair: demoId(demo, chair),
      supervisor: demoId(demo, supervisor),
      witness: demoId(demo, witness),
    },
    memberId: (no) => {
      const member = books.members.byNo(unit, no);
      if (member === undefined) throw new Error(`the demo's member ${no} has not joined yet`);
      return member.id;
    },
    hasPhone: (person) => people.reach(person, () => true) !== undefined,
  };
}

/** Everybody pays her fee and pokok on the day on which she joins, in the order of the numbers. */
function joining(scene: Scene, demo: Demo): Step[] {
  const { joiningFee: fee, savings } = scene.books.setting(scene.unit);
  const { on, amount } = savings.principal;
  const items = on && amount > 0 ? [{ kind: "principal" as const, amount }] : [];
  return scene.cooperative.members.map(({ person: id, name, aliases, joined }) => ({
    on: dayOf(scene.calendar.months[joined - 1] ?? "", 1),
    time: "09:00",
    run: (now) => {
      const person = demo.people.find((one) => one.id === id);
      const who = person === undefined ? {} : { person: demoId(demo, person.id) };
      post(scene, { op: "join", name: person?.name ?? name ?? "", aliases, ...who, fee, items }, now);
    },
  }));
}
