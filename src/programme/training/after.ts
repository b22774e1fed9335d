import { DAY, HOUR } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import { withinHours } from "../../zones.ts";
import { Attendance, recordHeld, wasThere } from "./attendance.ts";
import { ENDED, FEEDBACK, MISSED, NEXT_DAY } from "./duties.ts";
import { hasFeedback } from "./feedback.ts";
import { inHerTime } from "./her-time.ts";
import { namesOf } from "./notices.ts";
import { calledOf, type TrainingParts } from "./parts.ts";
import type { Seat, Session } from "./session.ts";
import { about } from "./words.ts";

type Result = ReturnType<DutyHandler["run"]>;
type Data = Record<string, Json>;

/** How long after a session it still makes sense to ask how it was, and to say that somebody was missed. */
const WANTED_MS = 3 * DAY;
/** So long whoever leads is asked for the roll, once a day. */
const ROLL_ASKED_MS = 3 * DAY;

/** What follows from a session that is over: feedback, who was missed, and that it was held. */
export function afterDuties(parts: TrainingParts): Record<string, DutyHandler> {
  return {
    [ENDED]: { run: (data, { now }) => ended(parts, data, now) },
    [NEXT_DAY]: { run: (data, context) => nextDay(parts, data, context) },
    [FEEDBACK]: { run: (data, context) => askFeedback(parts, data, context) },
    [MISSED]: { run: (data, context) => tellMissed(parts, data, context) },
  };
}

function heldNow(parts: TrainingParts, data: Data): Session | undefined {
  const session = parts.sessions.byId(String(data["session"]));
  return session?.state === "planned" && session.version === data["version"] ? session : undefined;
}

function ended(parts: TrainingParts, data: Data, now: number): Result {
  const session = heldNow(parts, data);
  if (session === undefined) return { dropped: "changed" };
  planFeedback(parts, session, now);
  return "done";
}

function planFeedback(parts: TrainingParts, session: Session, now: number): void {
  const there = new Attendance(parts).at(session);
  planEach(parts, FEEDBACK, session, now, ({ personId }) => wasThere(there.get(personId)));
}

function planEach(
  { duties, sessions, members }: TrainingParts,
  kind: string,
  session: Session,
  now: number,
  isMeant: (seat: Seat) => boolean,
): void {
  for (const seat of sessions.seats(session.id))
    if (isMeant(seat) && members.hasPhone(seat.personId))
      duties.plan({
        key: `${kind}:${session.id}:${seat.no}`,
        kind,
        personId: seat.personId,
        data: { session: session.id },
        dueAt: now,
        expiresAt: session.endsAt + WANTED_MS,
      });
}

/** The morning after: whoever is not marked was not there, or had said so; whoever leads gets the names. */
function nextDay(parts: TrainingParts, data: Data, context: DutyContext): Result {
  const { now, personId } = context;
  const session = heldNow(parts, data);
  const leader = personId === null ? undefined : parts.people.person(personId);
  if (session === undefined || leader === undefined) return { dropped: "changed" };
  const openAt = withinHours(leader.zone, now, parts.main.hours);
  if (openAt > now) return { again: openAt };
  const words = { called: calledOf(leader), ...about(parts, session) };
  if (new Attendance(parts).at(session).size === 0) {
    if (now - session.endsAt > ROLL_ASKED_MS) return { dropped: "no roll" };
    context.tell(leader.id, "training:no-roll", words, { as: "initiated" });
    return { again: now + DAY };
  }
  const missed = markRest(parts, session, now);
  recordHeld(parts, session, { source: NEXT_DAY, now });
  planFeedback(parts, session, now);
  planEach(parts, MISSED, session, now, ({ no }) => missed.some((seat) => seat.no === no));
  if (missed.length > 0)
    context.tell(
      leader.id,
      "training:missed",
      { ...words, names: namesOf(parts, missed, leader) },
      { as: "initiated" },
    );
  return "done";
}

/** Gives those who were missed: not marked, and had not said that they cannot come. */
function markRest(parts: TrainingParts, session: Session, now: number): Seat[] {
  const attendance = new Attendance(parts);
  const there = attendance.at(session);
  const telling = { mode: "system", by: null, source: NEXT_DAY, now } as const;
  for (const { personId, answer } of parts.sessions.seats(session.id))
    if (!there.has(personId))
      attendance.mark(session, personId, { ...telling, status: answer === "no" ? "excused" : "absent" });
  const after = attendance.at(session);
  return parts.sessions.seats(session.id).filter(({ personId }) => after.get(personId)?.data["status"] === "absent");
}

function askFeedback(parts: TrainingParts, data: Data, context: DutyContext): Result {
  const session = parts.sessions.byId(String(data["session"]));
  if (session === undefined) return { dropped: "gone" };
  const ready = inHerTime(parts, context.personId, context.now, "talk");
  if ("result" in ready) return ready.result;
  const { person } = ready;
  if (hasFeedback(parts, session, person.id)) return { dropped: "told" };
  const begun = context.begin(person.id, "training-feedback", { session: session.id }, { as: "initiated" });
  return begun ? "done" : { again: context.now + 6 * HOUR };
}

/** Once, without a word of blame; not when it turned out that she was there. */
function tellMissed(parts: TrainingParts, data: Data, context: DutyContext): Result {
  const session = parts.sessions.byId(String(data["session"]));
  const ready = inHerTime(parts, context.personId, context.now);
  if (session === undefined) return { dropped: "gone" };
  if ("result" in ready) return ready.result;
  const { person } = ready;
  if (new Attendance(parts).at(session).get(person.id)?.data["status"] !== "absent") return { dropped: "was there" };
  const leader = calledOf(parts.people.person(session.by));
  const words = { called: calledOf(person), leader, ...about(parts, session) };
  const told = context.tell(person.id, "training:missed-you", words, { as: "initiated" });
  return told ? "done" : { again: context.now + 6 * HOUR };
}
