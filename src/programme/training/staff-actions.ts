import { z } from "zod";
import { DAY } from "../../clock.ts";
import { type Action, action } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import type { Person } from "../../people/person.ts";
import { jobsFor } from "./jobs.ts";
import { needsOf } from "./needs.ts";
import { calledOf, leads, sessionsOfStaff, type TrainingParts } from "./parts.ts";
import { cancelSession, moveSession } from "./planned.ts";
import { NEEDS, type Seat, type Session } from "./session.ts";
import { about, firstPage, shortOf } from "./words.ts";

/** Sessions that are over stay in the list so long: their rolls and tasks are still worked on. */
const SHOWN_AFTER_MS = 14 * DAY;
/** One of the nine lines of a list is "a new one". */
const MOST = 8;

/** What the flow `training-sessions` does: one's sessions, who comes, another time, cancelled. */
export function staffActions(parts: TrainingParts): Record<string, Action> {
  return {
    "training.sessions": action({
      args: z.object({}),
      outcomes: ["ok", "nothing"],
      gives: ["sessions"],
      run: (_, { person, now }) => {
        const options = listed(parts, person, now);
        return { outcome: options.length === 0 ? "nothing" : "ok", data: { sessions: options } };
      },
    }),
    "training.session": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "gone"],
      gives: ["card", "jobs"],
      run: ({ session: id }, { person, now }) => {
        const session = mine(parts, person, id);
        if (session === undefined) return { outcome: "gone" };
        const jobs = jobsFor(session, leads(person), now).map((job) => ({
          id: job,
          label: parts.texts.text(person.language, `training:job.${job}`),
        }));
        return { outcome: "ok", data: { card: cardOf(parts, session, person), jobs } };
      },
    }),
    "training.people": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "gone"],
      gives: ["list"],
      run: ({ session: id }, context) => {
        const { person } = context;
        const session = mine(parts, person, id);
        if (session === undefined) return { outcome: "gone" };
        const lines = seatsFor(parts, session, person).map((seat) => lineOf(parts, seat, person));
        return { outcome: "ok", data: { list: firstPage(lines, context) } };
      },
    }),
    "training.move": action({
      args: z.object({ session: z.string(), date: z.string(), time: z.string(), place: z.string().nullish() }),
      outcomes: ["ok", "past", "begun", "same", "gone"],
      gives: ["what", "when", "place"],
      writes: true,
      run: ({ session: id, date, time, place }, { person, now }) => {
        const session = mine(parts, person, id);
        if (session === undefined || !leads(person)) return { outcome: "gone" };
        const result = moveSession(parts, session, { date, time, place: place ?? undefined }, now);
        return result.is === "ok" ? { outcome: "ok", data: about(parts, result.session) } : { outcome: result.is };
      },
    }),
    "training.cancel": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "begun", "gone"],
      gives: ["what", "when"],
      writes: true,
      run: ({ session: id }, { person, now }) => {
        const session = mine(parts, person, id);
        if (session === undefined || !leads(person)) return { outcome: "gone" };
        const result = cancelSession(parts, session, now);
        if (result.is !== "ok") return { outcome: "begun" };
        const { what, when } = about(parts, result.session);
        return { outcome: "ok", data: { what, when } };
      },
    }),
  };
}

/** A session that she has to do with. */
export function mine(parts: TrainingParts, person: Person, id: string): Session | undefined {
  return sessionsOfStaff(parts, person, 0).find((session) => session.id === id);
}

/** Of a kader, those whom she looks after; else everybody. */
export function seatsFor(parts: TrainingParts, session: Session, person: Person): Seat[] {
  const seats = parts.sessions.seats(session.id);
  if (leads(person)) return seats;
  const hers = new Set(parts.directory.caredFor(person.id, "kader").map(({ id }) => id));
  return seats.filter(({ personId }) => hers.has(personId));
}

/** What is soonest first, then what is over; a new one for those who lead. */
function listed(parts: TrainingParts, person: Person, now: number): Json[] {
  const all = sessionsOfStaff(parts, person, now - SHOWN_AFTER_MS).filter(({ state }) => state === "planned");
  const [coming, over] = [
    all.filter(({ endsAt }) => endsAt >= now),
    all.filter(({ endsAt }) => endsAt < now).reverse(),
  ];
  const options = [...coming, ...over].slice(0, MOST).map((one) => ({ id: one.id, label: shortOf(parts, one) }));
  const anew = { id: "new", label: parts.texts.text(person.language, "training:new") };
  return leads(person) ? [anew, ...options] : options;
}

function cardOf(parts: TrainingParts, session: Session, person: Person): string {
  const seats = seatsFor(parts, session, person);
  const text = (key: string, data: Record<string, string | number>) =>
    parts.texts.text(person.language, `training:card.${key}`, data);
  const having = (answer: Seat["answer"]) => seats.filter((seat) => seat.answer === answer).length;
  const needs = NEEDS.flatMap((need) => {
    const count = seats.filter((seat) => needsOf(parts, seat).includes(need)).length;
    return count === 0 ? [] : [`${parts.texts.text(person.language, `training:need.${need}`)} ${count}`];
  });
  return [
    text("head", about(parts, session)),
    text("count", {
      seats: seats.length,
      told: seats.filter(({ told }) => told !== null).length,
      yes: having("yes"),
      no: having("no"),
      unsure: having("unsure"),
    }),
    ...(needs.length === 0 ? [] : [text("needs", { needs: needs.join(", ") })]),
    ...(leads(person) ? [text("code", { code: session.code })] : []),
  ].join("\n");
}

/** `3. Ibu Sari: ikut (pojok anak)` */
function lineOf(parts: TrainingParts, seat: Seat, reader: Person): string {
  const { texts, people } = parts;
  const { no, personId, answer, told } = seat;
  const say = (key: string) => texts.text(reader.language, `training:${key}`);
  const state = answer === null ? (told === null ? "untold-yet" : "silent") : `answer.${answer}`;
  const wanted = needsOf(parts, seat)
    .map((need) => say(`need.${need}`))
    .join(", ");
  const name = calledOf(people.person(personId));
  return `${no}. ${name}: ${say(`state.${state}`)}${wanted === "" ? "" : ` (${wanted})`}`;
}
