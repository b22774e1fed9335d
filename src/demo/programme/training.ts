import { DAY, HOUR, MINUTE } from "../../clock.ts";
import { Attendance } from "../../programme/training/attendance.ts";
import { makeCode } from "../../programme/training/code.ts";
import { HandIns } from "../../programme/training/hand-ins.ts";
import { type TrainingParts, trainingParts } from "../../programme/training/parts.ts";
import { planSeats, planSession } from "../../programme/training/planning.ts";
import type { Session } from "../../programme/training/session.ts";
import { dateIn, instantOf } from "../../zones.ts";
import type { DemoPerson } from "../data.ts";
import type { Moment } from "../moments.ts";
import { chance, inTurn, onceIn } from "./chance.ts";
import type { DemoCourse } from "./data.ts";
import { type Chapter, instantAgo, isMember, personOf, type Tale, takingPart, voiceOf, zoneOf } from "./tale.ts";

/** A session is planned two weeks before, so that those of the next two weeks stand already. */
const PLANNED_DAYS = 14;
/** What is newer is not graded yet: whoever leads has something to look at. */
const GRADED_AFTER_DAYS = 14;

type Status = "full" | "late" | "half" | "excused" | "absent";

/** One session as it is told: how each of its people is there. */
type Told = { tale: Tale; parts: TrainingParts; statusOf: (person: DemoPerson) => Status };

/** Courses: sessions with invitations, answers, rolls, tests, a task, feedback, and certificates at the end. */
export const training: Chapter = (tale) => {
  const parts = trainingParts(tale.stage.parts);
  return tale.year.courses.flatMap((course) => courseOf(tale, parts, course));
};

function courseOf(tale: Tale, parts: TrainingParts, course: DemoCourse): Moment[] {
  return Array.from({ length: course.sessions }, (_, no) => sessionOf(tale, parts, course, no)).flat();
}

function sessionOf(tale: Tale, parts: TrainingParts, course: DemoCourse, no: number): Moment[] {
  const leader = personOf(tale, course.by);
  const zone = zoneOf(tale, leader);
  const ago = course.first - no * course.every;
  const startsAt = instantAgo(tale, zone, ago, course.day, course.time);
  const endsAt = startsAt + course.hours * HOUR;
  const people = takingPart(tale, [course.cohort])
    .map(({ person }) => person)
    .filter(({ facilitator = "" }) => course.with?.includes(facilitator) ?? true);
  const key = `${course.cohort} ${course.by} ${course.module} ${no}`;
  const told: Told = { tale, parts, statusOf: (person) => statusOf(person, key, ago) };
  let session: Session | undefined;
  const planned = () => {
    if (session === undefined) throw new Error(`the demo's session ${key} was not planned`);
    return session;
  };
  const plan: Moment = {
    at: instantOf(zone, dateIn(zone, startsAt - PLANNED_DAYS * DAY), "10:00"),
    run: (now) => {
      session = planOne(tale, parts, course, { startsAt, endsAt, no, people }, now);
    },
  };
  const answers = people.map((person, turn): Moment => {
    const at = plan.at + DAY + turn * 9 * MINUTE;
    return { at, run: (now) => answer(told, planned(), person, now) };
  });
  const roll: Moment = { at: endsAt - 20 * MINUTE, run: (now) => callRoll(told, planned(), now) };
  const feedback = people.map((person, turn): Moment => {
    return { at: endsAt + 3 * HOUR + turn * 13 * MINUTE, run: (now) => tell(told, planned(), person, turn, now) };
  });
  return [
    plan,
    ...answers,
    roll,
    ...feedback,
    ...(no === 0 ? tests(told, planned, people, "pre", startsAt + 10 * MINUTE) : []),
    ...(no === course.sessions - 1 ? tests(told, planned, people, "post", endsAt - 15 * MINUTE) : []),
    ...(no + 1 === course.task?.session ? taskOf(told, course, planned, people, endsAt) : []),
    ...(no === course.sessions - 1 && course.certificates ? [certify(tale, course, planned, endsAt)] : []),
  ];
}

type Wanted = { startsAt: number; endsAt: number; no: number; people: readonly DemoPerson[] };

/** As a facilitator plans it, for those of the cohort who take part then. */
function planOne(tale: Tale, parts: TrainingParts, course: DemoCourse, wanted: Wanted, now: number): Session {
  const { stage, demo, programme } = tale;
  const { startsAt, endsAt, no, people } = wanted;
  const { topics = [] } = demo.pack.modules.find(({ id }) => id === course.module) ?? {};
  const { sessions, newId, random } = parts;
  const session: Session = {
    ...{ id: newId(), programme, module: course.module, startsAt, endsAt, place: course.place },
    topic: topics.length === 0 ? null : inTurn(topics, no).id,
    zone: zoneOf(tale, personOf(tale, course.by)),
    code: makeCode(random, (code) => sessions.byCode(code) !== undefined),
    ...{ by: stage.id(course.by), state: "planned", version: 1, beforeAt: null },
  };
  sessions.add(session, now);
  for (const { id } of people) if (isMember(tale, id)) sessions.addSeat(session.id, stage.id(id));
  planSession(parts, session, now);
  planSeats(parts, now);
  return session;
}

const isExpected = ({ tale, parts }: Told, { id }: Session, person: DemoPerson): boolean =>
  parts.sessions.seatOf(id, tale.stage.id(person.id)) !== undefined;

const isThere = (told: Told, session: Session, person: DemoPerson): boolean =>
  ["full", "late", "half"].includes(told.statusOf(person)) && isExpected(told, session, person);

function answer(told: Told, session: Session, person: DemoPerson, now: number): void {
  const { tale } = told;
  const status = told.statusOf(person);
  if (!tale.stage.hasPhone(person.id) || !isExpected(told, session, person)) return;
  if (status === "absent" || onceIn(7, `rsvp ${person.id} ${session.code}`)) return;
  const said = { session: session.id, answer: status === "excused" ? "no" : "yes", needs: person.needs };
  tale.stage.act(person.id, "training.rsvp", said, now);
}

/** How somebody is at a session; what she says beforehand fits it. Pure. */
function statusOf({ id, misses, silent = 0 }: DemoPerson, session: string, ago: number): Status {
  if (silent > 0 && ago < silent) return "absent";
  const drawn = chance(`at ${id} ${session}`);
  if (onceIn(misses, `misses ${id} ${session}`)) return drawn < 0.6 ? "excused" : "absent";
  if (drawn < 0.1) return "late";
  return drawn < 0.15 ? "half" : "full";
}

/** Whoever has a phone and came on time wrote the code; the others are called by whoever leads. */
function callRoll(told: Told, session: Session, now: number): void {
  const { tale, parts } = told;
  const { stage } = tale;
  const attendance = new Attendance(parts);
  const expected = new Set(parts.sessions.seats(session.id).map(({ personId }) => personId));
  for (const { person } of takingPart(tale)) {
    const personId = stage.id(person.id);
    if (!expected.has(personId)) continue;
    const status = told.statusOf(person);
    const own = status === "full" && stage.hasPhone(person.id) && !onceIn(4, `code ${person.id} ${session.code}`);
    const how = own
      ? ({ proof: "code", mode: "self", by: personId } as const)
      : ({ proof: "roll", mode: "facilitator", by: session.by } as const);
    attendance.mark(session, personId, { ...how, status, source: stage.source(), now });
  }
}

/** A figure, and now and then a word. */
function tell(told: Told, session: Session, person: DemoPerson, turn: number, now: number): void {
  const { stage, year } = told.tale;
  const key = `feedback ${person.id} ${session.code}`;
  if (!stage.hasPhone(person.id) || onceIn(5, key) || !isThere(told, session, person)) return;
  const drawn = chance(`score ${key}`);
  const score = drawn < 0.45 ? 5 : drawn < 0.88 ? 4 : 3;
  const words = onceIn(5, `words ${key}`) ? inTurn(year.feedback, turn + Math.floor(drawn * 10)) : null;
  stage.act(person.id, "training.feedback", { session: session.id, score, words }, now);
}

/** The items of the module before the first and after the last session; of who has no phone her kader asks her. */
function tests(
  told: Told,
  session: () => Session,
  people: readonly DemoPerson[],
  which: "pre" | "post",
  from: number,
): Moment[] {
  return people.map((person, turn) => ({
    at: from + turn * MINUTE,
    run: (now) => {
      const { stage, programme, demo } = told.tale;
      const { module } = session();
      const items = demo.pack.modules.find((one) => one.id === module)?.items ?? [];
      const takes = which === "pre" ? isExpected(told, session(), person) : isThere(told, session(), person);
      if (items.length === 0 || !takes) return;
      const knows = which === "pre" ? 0.4 : 0.85;
      const answers = items.map((item): [string, string] => {
        const isKnown = chance(`${which} ${person.id} ${module} ${item.id}`) < knows;
        const chosen = item.options.find(({ right = false }) => right === isKnown) ?? inTurn(item.options, 0);
        return [item.id, chosen.id];
      });
      const whose = stage.id(person.id);
      const state = { programme, module, which, whose, answers: Object.fromEntries(answers) };
      stage.act(voiceOf(told.tale, person), "training.test-submit", { state }, now, ["ok", "known"]);
    },
  }));
}

/** Something to do at home: who has a phone writes what came of it, and gets a word for it some days later. */
function taskOf(
  told: Told,
  { by, task }: DemoCourse,
  session: () => Session,
  people: readonly DemoPerson[],
  endsAt: number,
): Moment[] {
  const { stage, demo } = told.tale;
  if (task === undefined) return [];
  const handIns = new HandIns(demo.db.sqlite);
  const given: Moment = {
    at: endsAt + 10 * MINUTE,
    run: (now) => void stage.act(by, "training.give-task", { session: session().id, task: task.what }, now),
  };
  const handed = people.map((person, turn): Moment => {
    return {
      at: endsAt + (2 + (turn % 3)) * DAY + turn * MINUTE,
      run: (now) => {
        const isLeft = onceIn(5, `task ${person.id} ${session().code}`);
        if (!stage.hasPhone(person.id) || isLeft || !isThere(told, session(), person)) return;
        const [open] = handIns.tasksOf(stage.id(person.id), endsAt);
        if (open === undefined) return;
        const words = inTurn(task.answers, turn);
        stage.act(person.id, "training.hand-in", { task: open.id, way: "text", words }, now);
      },
    };
  });
  const graded: Moment = {
    at: endsAt + GRADED_AFTER_DAYS * DAY,
    run: (now) => {
      for (const { id, personId } of handIns.waiting(stage.id(by), people.length))
        stage.act(
          by,
          "training.grade",
          { hand: id, grade: onceIn(4, `grade ${personId} ${session().code}`) ? "nearly" : "good", note: null },
          now,
        );
    },
  };
  return [given, ...handed, graded];
}

const certify = ({ stage }: Tale, { by }: DemoCourse, session: () => Session, endsAt: number): Moment => ({
  at: endsAt + 2 * DAY,
  run: (now) => void stage.act(by, "training.certify", { session: session().id }, now),
});
