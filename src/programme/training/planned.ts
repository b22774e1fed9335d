import { HOUR } from "../../clock.ts";
import type { Person } from "../../people/person.ts";
import { instantOf } from "../../zones.ts";
import { audiencesFor } from "./audience.ts";
import { makeCode } from "./code.ts";
import { type TrainingParts, taught } from "./parts.ts";
import { planSession } from "./planning.ts";
import type { Session } from "./session.ts";

/** Seats of one session: a hall. "Everybody" of a large programme is many sessions. */
export const MOST_SEATS = 300;

/** What somebody wants to plan, as the flow asks it; `date` and `time` are those of her own wall. */
export type Wanted = {
  module: string;
  topic?: string | undefined;
  date: string;
  time: string;
  hours?: number | undefined;
  place: string;
  audience: string;
};

export type Planned =
  | { is: "planned"; session: Session; seats: number }
  | { is: "past" | "nobody" | "too-many" | "gone" };

type Making = { now: number; newId: () => string };

/** Plans a session with everybody who is to come; what they are told falls due by itself. */
export function planNew(parts: TrainingParts, leader: Person, wanted: Wanted, { now, newId }: Making): Planned {
  const found = taught(parts).find(({ key }) => key === wanted.module);
  if (found === undefined) return { is: "gone" };
  const { programme, module } = found;
  const startsAt = instantOf(leader.zone, wanted.date, wanted.time);
  if (startsAt <= now) return { is: "past" };
  const people = audiencesFor(parts, leader, programme).find(({ id }) => id === wanted.audience)?.people ?? [];
  if (people.length === 0) return { is: "nobody" };
  if (people.length > MOST_SEATS) return { is: "too-many" };
  const { sessions } = parts;
  const session: Session = {
    id: newId(),
    programme,
    module: module.id,
    topic: module.topics.some(({ id }) => id === wanted.topic) ? (wanted.topic ?? null) : null,
    startsAt,
    endsAt: startsAt + (wanted.hours ?? module.hours.max) * HOUR,
    zone: leader.zone,
    place: wanted.place,
    code: makeCode(parts.random, (code) => sessions.byCode(code) !== undefined),
    by: leader.id,
    state: "planned",
    version: 1,
    beforeAt: null,
  };
  sessions.add(session, now);
  for (const person of people) sessions.addSeat(session.id, person);
  planSession(parts, session, now);
  return { is: "planned", session, seats: people.length };
}

export type Changed = { is: "ok"; session: Session } | { is: "past" | "begun" | "same" };

/** Another time, in the zone of the session, and perhaps another place. Its length stays. */
export function moveSession(
  parts: TrainingParts,
  session: Session,
  to: { date: string; time: string; place?: string | undefined },
  now: number,
): Changed {
  if (session.state === "cancelled" || session.startsAt <= now) return { is: "begun" };
  const startsAt = instantOf(session.zone, to.date, to.time);
  const place = to.place ?? session.place;
  if (startsAt <= now) return { is: "past" };
  if (startsAt === session.startsAt && place === session.place) return { is: "same" };
  parts.sessions.move(session.id, { startsAt, endsAt: startsAt + session.endsAt - session.startsAt, place }, now);
  return afterChange(parts, session.id, now);
}

export function cancelSession(parts: TrainingParts, session: Session, now: number): Changed {
  if (session.state === "cancelled" || session.startsAt <= now) return { is: "begun" };
  parts.sessions.cancel(session.id, now);
  return afterChange(parts, session.id, now);
}

function afterChange(parts: TrainingParts, id: string, now: number): Changed {
  const session = parts.sessions.byId(id);
  if (session === undefined) throw new Error("a session that was just changed is not there");
  planSession(parts, session, now);
  parts.wake();
  return { is: "ok", session };
}
