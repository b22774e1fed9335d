import { HOUR, MINUTE } from "../../clock.ts";
import { DAILY_FORM, VISIT_FORM } from "../../programme/field/visits.ts";
import { addDays, dateIn, instantOf } from "../../zones.ts";
import type { DemoPerson } from "../data.ts";
import type { Moment } from "../moments.ts";
import { chance, inTurn, onceIn } from "./chance.ts";
import type { DemoHandOver } from "./field-data.ts";
import { fillIn, formOf } from "./forms.ts";
import { type Chapter, instantAgo, isMember, personOf, type Tale, takingPart, voiceOf, zoneOf } from "./tale.ts";

/** Weeks in which a note was written on each working day. */
const DAILY_WEEKS = 13;
const WORKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
/** Weeks of prices, one every other week. */
const PRICE_WEEKS = 52;
/** The facilitators' own test: at the beginning of the year and in its middle. */
const QUIZ_WEEKS = [51, 25] as const;

const facilitators = ({ demo }: Tale): DemoPerson[] =>
  demo.demo.people.filter(({ roles }) => roles.includes("facilitator"));

/** The work in the field: visits, days, what was handed over, prices, the staff's own test. */
export const field: Chapter = (tale) => [
  ...takingPart(tale).flatMap(({ person, began, turn }) => visits(tale, person, began, turn)),
  ...facilitators(tale).flatMap((one, at) => [...days(tale, one, at), ...quizzes(tale, one, at)]),
  ...tale.year["hand-overs"].flatMap((one) => handOvers(tale, one)),
  ...tale.year.prices.flatMap((one) => prices(tale, one)),
];

/** Every few weeks, on a working day; who graduated is seen more rarely. */
function visits(tale: Tale, person: DemoPerson, began: number, turn: number): Moment[] {
  const { year, stage, demo } = tale;
  const { every, graduates, found } = year.visits;
  const { facilitator } = person;
  const form = formOf(tale, VISIT_FORM);
  const zone = zoneOf(tale, person);
  if (facilitator === undefined) return [];
  return Array.from({ length: began }, (_, week) => began - week).flatMap((ago): Moment[] => {
    const at = instantAgo(tale, zone, ago, inTurn(WORKDAYS, turn + ago), "14:00") + (turn % 4) * 35 * MINUTE;
    const isOn = (isIn: boolean) => (ago + turn) % (isIn ? every : graduates) === 0;
    const run = (now: number) => {
      const isIn = isMember(tale, person.id);
      if (!isOn(isIn) || onceIn(6, `visit ${person.id} ${ago}`)) return;
      const note = inTurn(found, turn + Math.floor(ago / every));
      const date = dateIn(zone, now);
      const next = isIn && onceIn(6, `next ${person.id} ${ago}`) ? { next: addDays(date, 7 * every) } : {};
      fillIn(
        tale,
        form,
        { by: facilitator, member: person.id, answers: { ...note, date, ...next, agreed: "no" } },
        now,
      );
      stage.act(facilitator, "visit.follow-up", {}, now + MINUTE);
    };
    // Two in the same minute would be one thing told twice.
    return isOn(true) || isOn(false) ? [{ at: at + (demo.demo.people.indexOf(person) % 30) * MINUTE, run }] : [];
  });
}

/** A note each working day, now and then left out. */
function days(tale: Tale, person: DemoPerson, place: number): Moment[] {
  const form = formOf(tale, DAILY_FORM);
  return Array.from({ length: DAILY_WEEKS }, (_, ago) => ago).flatMap((ago) =>
    WORKDAYS.flatMap((day, no): Moment[] => {
      if (onceIn(8, `day ${person.id} ${ago} ${day}`)) return [];
      const note = inTurn(tale.year.notes.daily, place * 2 + ago * WORKDAYS.length + no);
      const at = instantAgo(tale, zoneOf(tale, person), ago, day, "16:40") + place * 7 * MINUTE;
      const answers = { ...note, urgent: "no" };
      return [{ at, run: (now) => fillIn(tale, form, { by: person.id, answers }, now) }];
    }),
  );
}

function quizzes(tale: Tale, person: DemoPerson, place: number): Moment[] {
  return QUIZ_WEEKS.map((ago, again) => ({
    at: instantAgo(tale, zoneOf(tale, person), ago, "monday", "13:00") + place * HOUR,
    run: (now) => {
      const silent = again === 0 && place % 2 === 1 ? "wait" : "visit";
      const answers = { consent: "before", violence: "listen", money: "never", silent, record: "same-day" };
      tale.stage.act(person.id, "quiz.submit", answers, now, ["all", "some"]);
    },
  }));
}

/** The facilitator's half of a receipt, and a few hours later hers, or her kader's. */
function handOvers(tale: Tale, given: DemoHandOver): Moment[] {
  const { stage } = tale;
  return takingPart(tale, given.cohorts).flatMap(({ person, began, turn }): Moment[] => {
    const { facilitator } = person;
    if (facilitator === undefined) return [];
    const zone = zoneOf(tale, person);
    const ago = began - given.week - Math.floor(turn / 5);
    const at = instantAgo(tale, zone, ago, inTurn(WORKDAYS, turn), "10:00") + turn * 12 * MINUTE;
    const items = inTurn(given.items, turn);
    const amount = Array.isArray(given.amount) ? inTurn(given.amount, turn) : given.amount;
    let code = "";
    const gives = (now: number) => {
      const told = { whom: stage.id(person.id), what: given.what, items, amount, photo: null };
      code = String(stage.act(facilitator, "hand-over.submit", told, now, ["sent", "kader"])["code"]);
      if (given.form === undefined) return;
      const answers = { date: dateIn(zone, now), amount, items, complete: "yes", cut: "no", agreed: "no" };
      fillIn(tale, formOf(tale, given.form), { by: facilitator, member: person.id, answers }, now + 5 * MINUTE);
    };
    const word = given.disputed.includes(person.id) ? "TIDAK" : "YA";
    const says = (now: number) => stage.write(voiceOf(tale, person), `${word} ${code}`, now);
    return [
      { at, run: gives },
      { at: at + 3 * HOUR + turn * MINUTE, run: says },
    ];
  });
}

type Priced = Tale["year"]["prices"][number];

/** Every other week, with the small ups and downs of a market. */
function prices(tale: Tale, { by, from, to, commodity, per, market }: Priced): Moment[] {
  const person = personOf(tale, by);
  const { now: today } = tale.demo;
  return Array.from({ length: PRICE_WEEKS / 2 }, (_, no) => no * 2 + 1).map((ago): Moment => {
    const gone = (PRICE_WEEKS - ago) / PRICE_WEEKS;
    const even = (from + (to - from) * gone) * (0.95 + 0.1 * chance(`price ${commodity} ${market} ${ago}`));
    const price = Math.max(500, Math.round(even / 500) * 500);
    const at = instantOf(zoneOf(tale, person), addDays(dateIn(zoneOf(tale, person), today), -7 * ago + 2), "07:40");
    const told = { commodity, per, market, price };
    return { at, run: (now) => void tale.stage.act(by, "market.record", told, now) };
  });
}
