import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import { ATTENDANCE } from "../events/kinds/training.ts";
import { Attendance, wasThere } from "./attendance.ts";
import { type Certificates, certificateOf, presence, reaches } from "./certificates.ts";
import { HandIns } from "./hand-ins.ts";
import { namesOf } from "./notices.ts";
import { leads, moduleOf, type TrainingParts, taught } from "./parts.ts";
import { passOn } from "./passing.ts";
import type { Seat, Session } from "./session.ts";
import { mine } from "./staff-actions.ts";
import { pairsOf } from "./tests.ts";
import { about, pagesOf } from "./words.ts";

/** Words of feedback that whoever leads is shown, without names. */
const MOST_WORDS = 10;
/** Of fewer voices whoever leads would know whose each one is. */
const LEAST_VOICES = 3;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** What is done around a session by whoever leads it: tests, a task, how it went, certificates. */
export function courseActions(parts: TrainingParts, certificates: Certificates): Record<string, Action> {
  const handIns = new HandIns(parts.db.sqlite);
  const led = (person: Person, id: string) => (leads(person) ? mine(parts, person, id) : undefined);
  return {
    "training.send-test": action({
      args: z.object({ session: z.string(), job: z.string() }),
      outcomes: ["ok", "no-items", "gone"],
      gives: ["sent"],
      writes: true,
      run: ({ session: id, job }, { person, now }) => {
        const session = led(person, id);
        if (session === undefined) return { outcome: "gone" };
        const found = taught(parts).find(
          (one) => one.programme === session.programme && one.module.id === session.module,
        );
        if (found === undefined || found.module.items.length === 0) return { outcome: "no-items" };
        const which = job === "test-after" ? "post" : "pre";
        const data = { module: found.key, which };
        return {
          outcome: "ok",
          data: {
            sent: each(parts, session, which === "post", (seat) =>
              passOn(parts, seat.personId, `test:${found.key}:${which}`, { flow: "training-test", data }, now),
            ),
          },
        };
      },
    }),
    "training.give-task": action({
      args: z.object({ session: z.string(), task: z.string() }),
      outcomes: ["ok", "gone"],
      gives: ["sent"],
      writes: true,
      run: ({ session: id, task: what }, { person, now, newId }) => {
        const session = led(person, id);
        if (session === undefined) return { outcome: "gone" };
        const task = { id: newId(), session: id, what, by: person.id, at: now };
        handIns.give(task);
        const data = { what, name: about(parts, session).what };
        const sent = each(parts, session, false, ({ personId }) =>
          passOn(parts, personId, `task:${task.id}`, { say: "training:task.new", data }, now),
        );
        return { outcome: "ok", data: { sent } };
      },
    }),
    "training.results": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "gone"],
      run: ({ session: id }, { person, tell }) => {
        const session = led(person, id);
        if (session === undefined) return { outcome: "gone" };
        for (const lines of pagesOf(resultsOf(parts, handIns, session, person)))
          tell(person.id, "training:lines", { lines });
        return { outcome: "ok" };
      },
    }),
    "training.reached": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "gone"],
      gives: ["any", "names", "open", "held", "needed"],
      run: ({ session: id }, { person }) => {
        const session = led(person, id);
        const module = session === undefined ? undefined : moduleOf(parts, session);
        if (session === undefined || module === undefined) return { outcome: "gone" };
        const seats = parts.sessions.seats(id);
        const reached = toCertify(parts, session);
        const open = seats.filter(({ personId }) => !reaches(parts, personId, session));
        const held = Math.max(0, ...seats.map(({ personId }) => presence(parts, personId, session).held));
        const data = {
          any: reached.length > 0,
          names: namesOf(parts, reached, person),
          open: open.length === 0 ? "-" : namesOf(parts, open, person),
          held,
          needed: module.sessions.min,
        };
        return { outcome: "ok", data };
      },
    }),
    "training.certify": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "gone"],
      gives: ["sent"],
      writes: true,
      run: ({ session: id }, { person, now }) => {
        const session = led(person, id);
        if (session === undefined) return { outcome: "gone" };
        const sent = toCertify(parts, session).filter(({ personId }) =>
          certificates.issue(personId, session, person, now),
        ).length;
        return { outcome: "ok", data: { sent } };
      },
    }),
    "training.my-certificates": action({
      args: z.object({}),
      outcomes: ["ok", "nothing"],
      gives: ["count"],
      run: (_, { person, now, source }) => {
        const hers = parts.events.all({ kind: "training.certificate", personId: person.id });
        for (const { programme, data } of hers)
          certificates.send(person.id, { programme, module: String(data["module"]) }, source, now);
        return { outcome: hers.length === 0 ? "nothing" : "ok", data: { count: hers.length } };
      },
    }),
  };
}

/** Does it for everybody with a phone, or for those who were there alone; gives how many. */
function each(parts: TrainingParts, session: Session, there: boolean, pass: (seat: Seat) => void): number {
  const marks = new Attendance(parts).at(session);
  const seats = parts.sessions
    .seats(session.id)
    .filter(({ personId }) => parts.members.hasPhone(personId) && (!there || wasThere(marks.get(personId))));
  for (const seat of seats) pass(seat);
  return seats.length;
}

const toCertify = (parts: TrainingParts, session: Session): Seat[] =>
  parts.sessions
    .seats(session.id)
    .filter(
      ({ personId }) => reaches(parts, personId, session) && certificateOf(parts, personId, session) === undefined,
    );

function resultsOf(parts: TrainingParts, handIns: HandIns, session: Session, reader: Person): string[] {
  const { events, sessions, texts, db } = parts;
  const say = (key: string, data: Record<string, string | number>) =>
    texts.text(reader.language, `training:results.${key}`, data);
  const seats = sessions.seats(session.id);
  const marks = [...new Attendance(parts).at(session).values()].map(({ data }) => data["status"]);
  const counts = ATTENDANCE.map(
    (status) =>
      `${texts.text(reader.language, `training:status.${status}`)} ${marks.filter((one) => one === status).length}`,
  );
  const scores = events
    .all({ programme: session.programme, kind: "training.feedback" })
    .filter(({ data }) => data["session"] === session.id)
    .map(({ data }) => Number(data["score"]));
  const pairs = pairsOf(
    parts,
    session.programme,
    session.module,
    seats.map(({ personId }) => personId),
  );
  const words = db.sqlite
    .prepare("SELECT words FROM training_word WHERE session_id = ? ORDER BY at LIMIT ?")
    .pluck()
    .all(session.id, MOST_WORDS) as string[];
  const tenths = (sum: number, of: number) => (Math.round((sum * 10) / of) / 10).toFixed(1).replace(".", ",");
  const feedback =
    scores.length < LEAST_VOICES
      ? [say("feedback-few", { count: scores.length, least: LEAST_VOICES })]
      : [
          say("feedback", { count: scores.length, score: tenths(sumOf(scores), scores.length) }),
          ...words.map((one) => `“${one}”`),
        ];
  return [
    say("head", about(parts, session)),
    say("attendance", { counts: counts.join(", ") }),
    ...feedback,
    ...(pairs.count === 0
      ? []
      : [
          say("tests", {
            count: pairs.count,
            grew: pairs.grew,
            before: tenths(pairs.before, pairs.count),
            after: tenths(pairs.after, pairs.count),
          }),
        ]),
    say("tasks", { count: handIns.count(session.id) }),
  ];
}
