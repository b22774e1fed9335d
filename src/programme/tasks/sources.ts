import { DAY, MINUTE } from "../../clock.ts";
import { FieldTasks } from "../field/field-tasks.ts";
import { waitingCases } from "../graduation/actions/desk.ts";
import { graduationParts } from "../graduation/parts.ts";
import type { Parts } from "../parts.ts";
import { catchUp } from "../socialisation/calendar/calendar.ts";
import { CalendarStore } from "../socialisation/calendar/store.ts";
import { CampaignStore } from "../socialisation/campaign/store.ts";
import { FaqStore } from "../socialisation/faq/store.ts";
import { Applications } from "../socialisation/joining/store.ts";
import { Attendance } from "../training/attendance.ts";
import { HandIns } from "../training/hand-ins.ts";
import { sessionsOfStaff, trainingParts } from "../training/parts.ts";
import { shortOf } from "../training/words.ts";
import type { Reading, Todo, TodoKind, TodoSource } from "./todo.ts";

/** How many of one kind are looked at: what waits longest comes first, and nobody has more than this before her. */
const MOST = 50;
/** A roll that nobody called for so long is not called any more. */
const ROLL_MS = 14 * DAY;
/** After the end one packs up first. */
const PACKING_MS = 30 * MINUTE;

const isOne =
  (...roles: readonly string[]) =>
  ({ person }: Reading): boolean =>
    person.roles.some((role) => roles.includes(role));
const decides = isOne("coordinator", "manager");

/** Everything that may wait for somebody of the staff. Each reads its own tables. */
export function todoSources(parts: Parts): readonly TodoSource[] {
  return [
    ticketsOf(parts),
    fieldOf(parts),
    questionsOf(parts),
    rightsOf(parts),
    ...graduationOf(parts),
    applicationsOf(parts),
    ...trainingOf(parts),
    campaignsOf(parts),
    calendarOf(parts),
  ];
}

/** The conversation that asks what came of a call. */
export const CALL_BACK = "call-back";

const TICKET = { help: "help", silent: "silent", stalled: "unanswered", callback: "callback" } as const;

/** People who wait for her. Who is silent is visited; whoever asked is answered. */
function ticketsOf({ tasks }: Parts): TodoSource {
  return ({ person }) =>
    tasks.waitingFor(person.id, { alsoNobodys: person.roles.includes("coordinator") }).map(
      ({ id, personId, kind, openedAt }): Todo => ({
        keys: [`ticket:${id}`],
        kind: TICKET[kind],
        about: personId,
        since: openedAt,
        opens: opensTicket(kind, id, personId, person.roles.includes("facilitator")),
        // Of a call it is asked what came of it.
        ...(kind === "callback" ? {} : { done: (now) => tasks.close(id, now) }),
      }),
    );
}

function opensTicket(kind: keyof typeof TICKET, id: string, personId: string, visits: boolean) {
  if (kind === "callback") return { flow: CALL_BACK, item: id };
  return kind === "silent" && visits ? { flow: "visit", item: personId } : { flow: "help-answer", item: id };
}

/** Whom to visit, and receipts that were denied. */
function fieldOf({ db }: Parts): TodoSource {
  const store = new FieldTasks(db.sqlite);
  return ({ person, today }) =>
    store.openOf(person.id, today).map(
      ({ key, kind, personId, openedAt, dueOn }): Todo => ({
        keys: [`field:${key}`],
        kind,
        about: personId,
        since: openedAt,
        ...(kind === "revisit" ? { due: dueOn } : {}),
        ...(kind !== "receipt" && person.roles.includes("facilitator")
          ? { opens: { flow: "visit", item: personId ?? "" } }
          : {}),
        done: (now) => void store.done(key, person.id, now),
      }),
    );
}

function questionsOf({ db }: Parts): TodoSource {
  const store = new FaqStore(db.sqlite);
  return ({ person }) =>
    store.waitingFor(person.id).map(({ id, personId, at }) => ({
      keys: [`question:${id}`],
      kind: "question",
      about: personId,
      since: at,
      opens: { flow: "ask-answer", item: id },
    }));
}

/** Whoever may answer them is asked by HAK LIST, where the clock of each stands. */
function rightsOf({ tasks }: Parts): TodoSource {
  const mayAnswer = isOne("coordinator", "manager", "admin");
  return (reading) =>
    !mayAnswer(reading)
      ? []
      : tasks.rightsWaiting().map(({ no, personId, openedAt }) => ({
          keys: [`rights:${no}`],
          kind: "rights",
          about: personId,
          since: openedAt,
          opens: { flow: "rights-desk" },
        }));
}

function graduationOf(given: Parts): TodoSource[] {
  const parts = graduationParts(given);
  return [
    ({ person, now }) =>
      waitingCases(parts, person, now).map(({ id, kind, personId, openedAt, toldAt }) => ({
        keys: [`graduation:${id}`],
        kind: kind === "review" ? "objection" : "graduation",
        about: personId,
        since: toldAt ?? openedAt,
        opens: { flow: "graduation-desk" },
      })),
    ({ person, today }) =>
      parts.plans.dueFor(person.id, today).map(({ id, personId, evaluateOn, madeAt }) => ({
        keys: [`plan:${id}`],
        kind: "evaluate",
        about: personId,
        since: madeAt,
        due: evaluateOn,
        opens: { flow: "graduation-evaluate", item: personId },
      })),
  ];
}

function applicationsOf({ db }: Parts): TodoSource {
  const store = new Applications(db.sqlite);
  return (reading) =>
    !decides(reading)
      ? []
      : store.waiting(MOST).map(({ id, personId, at }) => ({
          keys: [`application:${id}`],
          kind: "application",
          about: personId,
          since: at,
          opens: { flow: "interest-decide", item: id },
        }));
}

function trainingOf(given: Parts): TodoSource[] {
  const parts = trainingParts(given);
  const [handIns, attendance] = [new HandIns(parts.db.sqlite), new Attendance(parts)];
  return [
    ({ person }) =>
      handIns.waiting(person.id, MOST).map(({ id, personId, at }) => ({
        keys: [`hand-in:${id}`],
        kind: "hand-in",
        about: personId,
        since: at,
        opens: { flow: "training-grade" },
      })),
    ({ person, now }) =>
      sessionsOfStaff(parts, person, now - ROLL_MS)
        .filter(({ by, state, endsAt }) => by === person.id && state === "planned" && endsAt + PACKING_MS < now)
        .filter((session) => attendance.at(session).size === 0)
        .map((session) => ({
          keys: [`roll:${session.id}`],
          kind: "roll",
          about: null,
          what: shortOf(parts, session),
          since: session.endsAt,
          opens: { flow: "training-sessions" },
        })),
  ];
}

/** Campaigns that somebody else has to look at before they go out. */
function campaignsOf({ db }: Parts): TodoSource {
  const store = new CampaignStore(db.sqlite);
  return (reading) =>
    !decides(reading)
      ? []
      : store
          .newest(MOST)
          .filter(({ state, byPerson }) => state === "waiting" && byPerson !== reading.person.id)
          .map(({ id, createdAt, text }) => ({
            keys: [`campaign:${id}`],
            kind: "campaign" satisfies TodoKind,
            about: null,
            what: text,
            since: createdAt,
            opens: { flow: "campaign-show", item: id },
          }));
}

/** What the calendar of the programme asks for, each task from the Monday of its week on. */
function calendarOf({ db, packs, newId }: Parts): TodoSource {
  const store = new CalendarStore(db.sqlite);
  return ({ person, today }) => {
    catchUp(store, packs.values(), person, today, newId);
    return store.openOf(person.id).map(({ id, what, due, week }) => ({
      keys: [`calendar:${id}`],
      kind: "calendar",
      about: null,
      what,
      since: 0,
      due,
      from: week,
      done: (now) => store.done(id, now),
    }));
  };
}
