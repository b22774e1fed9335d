import { DAY, HOUR, MINUTE } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import type { Person } from "../../people/person.ts";
import { dateIn, withinHours } from "../../zones.ts";
import { nameList } from "../weekly/names.ts";
import { CHANGED, INVITE, KADER, REMIND, UNTOLD } from "./duties.ts";
import { inHerTime } from "./her-time.ts";
import { calledOf, type TrainingParts } from "./parts.ts";
import { JUST_TOLD_MS, type Seat, type Session } from "./session.ts";
import { about } from "./words.ts";

type Result = ReturnType<DutyHandler["run"]>;
type Notice = { session: Session; seat: Seat; person: Person };

/** What must arrive is tried again so much later: her week may have had too many messages, or her phone be away. */
const AGAIN_MS = 2 * HOUR;
const LOOK_AGAIN_MS = 2 * MINUTE;
/** Names in one message; more are a number. */
const MOST_NAMES = 20;

/** What is told about a session that is to come, to people and to whoever tells them. */
export function noticeDuties(parts: TrainingParts): Record<string, DutyHandler> {
  const notice = (tell: (parts: TrainingParts, notice: Notice, data: Data, context: DutyContext) => Result) => ({
    run: (data: Data, context: DutyContext) => withSeat(parts, data, context, tell),
  });
  return {
    [INVITE]: notice(invite),
    [REMIND]: notice(remind),
    [CHANGED]: notice(changed),
    [KADER]: { run: (data, context) => tellKader(parts, data, context) },
    [UNTOLD]: { run: (data, context) => tellUntold(parts, data, context) },
  };
}

type Data = Record<string, Json>;

/** What holds for every notice: the session is still as it was planned, she takes part, wants it, and it is her time. */
function withSeat(
  parts: TrainingParts,
  data: Data,
  context: DutyContext,
  tell: (parts: TrainingParts, notice: Notice, data: Data, context: DutyContext) => Result,
): Result {
  const session = parts.sessions.byId(String(data["session"]));
  const seat = session === undefined ? undefined : parts.sessions.seat(session.id, Number(data["no"]));
  if (session === undefined || seat === undefined) return { dropped: "gone" };
  if (session.version !== data["version"]) return { dropped: "changed" };
  const ready = inHerTime(parts, seat.personId, context.now);
  return "result" in ready ? ready.result : tell(parts, { session, seat, ...ready }, data, context);
}

function invite(parts: TrainingParts, { session, seat, person }: Notice, _: Data, context: DutyContext): Result {
  const { now } = context;
  if (seat.told !== null) return { dropped: "told" };
  const ready = inHerTime(parts, person.id, now, "talk");
  if ("result" in ready) return ready.result;
  if (!context.begin(person.id, "training-rsvp", { session: session.id }, { as: "initiated" }))
    return { again: withinHours(person.zone, now + AGAIN_MS, parts.main.hours) };
  wasTold(parts, session, seat, now);
  return "done";
}

function remind(parts: TrainingParts, { session, seat, person }: Notice, _: Data, context: DutyContext): Result {
  const { now } = context;
  if (seat.answer === "no") return { dropped: "not coming" };
  const stale = seat.told !== null && seat.told < session.version;
  if (!stale && seat.toldAt !== null && now - seat.toldAt < JUST_TOLD_MS) return { dropped: "told" };
  const words = { called: calledOf(person), ...about(parts, session), day: dayOf(parts, session, person, now) };
  const key = stale ? "moved" : seat.answer === "yes" ? "remind" : "remind-open";
  if (!context.tell(person.id, `training:${key}`, words, { as: "initiated" })) return { dropped: "unreachable" };
  wasTold(parts, session, seat, now);
  return "done";
}

function changed(parts: TrainingParts, { session, seat, person }: Notice, _: Data, context: DutyContext): Result {
  const { now } = context;
  if (seat.told === null) return { dropped: "never told" };
  if (seat.told >= session.version) return { dropped: "told" };
  const key = session.state === "cancelled" ? "cancelled" : "moved";
  const words = { called: calledOf(person), ...about(parts, session) };
  if (!context.tell(person.id, `training:${key}`, words, { as: "initiated" }))
    return { again: withinHours(person.zone, now + AGAIN_MS, parts.main.hours) };
  wasTold(parts, session, seat, now);
  return "done";
}

/** `hari ini`, `besok`, `3 hari lagi`, as it is when it is said. */
function dayOf({ texts }: TrainingParts, { zone, startsAt }: Session, { language }: Person, now: number): string {
  const days = Math.round((Date.parse(dateIn(zone, startsAt)) - Date.parse(dateIn(zone, now))) / DAY);
  return texts.text(language, days === 0 ? "training:day.0" : days === 1 ? "training:day.1" : "training:day.n", {
    days,
  });
}

function wasTold(parts: TrainingParts, session: Session, seat: Seat, now: number): void {
  parts.sessions.told(seat, session.version, now);
  if (seat.told !== null) return;
  parts.events.record({
    programme: session.programme,
    kind: "training.invited",
    personId: seat.personId,
    on: dateIn(session.zone, now),
    at: now,
    mode: "system",
    source: `training.invited:${session.id}`,
    data: { module: session.module, session: session.id },
  });
}

/** Of those without a phone whom a kader looks after, whom this is news for. */
function tellKader(parts: TrainingParts, data: Data, context: DutyContext): Result {
  const { now, personId } = context;
  const session = parts.sessions.byId(String(data["session"]));
  const kader = personId === null ? undefined : parts.people.person(personId);
  if (session === undefined || kader === undefined) return { dropped: "gone" };
  if (session.version !== data["version"]) return { dropped: "changed" };
  const openAt = withinHours(kader.zone, now, parts.main.hours);
  if (openAt > now) return { again: openAt };
  const what = String(data["what"]);
  const seats = parts.sessions
    .seats(session.id)
    .filter((seat) => isNews(seat, session, what))
    .filter((seat) => !parts.members.hasPhone(seat.personId) && parts.members.kaderOf(seat.personId) === kader.id);
  if (seats.length === 0) return { dropped: "nobody" };
  const key = what === "changed" && session.state === "cancelled" ? "cancelled" : what;
  const names = namesOf(parts, seats, kader);
  const words = { called: calledOf(kader), ...about(parts, session), names };
  if (!context.tell(kader.id, `training:kader.${key}`, words, { as: "initiated" })) return { again: now + AGAIN_MS };
  for (const seat of seats) wasTold(parts, session, seat, now);
  return "done";
}

function isNews({ told, answer }: Seat, { version }: Session, what: string): boolean {
  if (what === "remind") return answer !== "no";
  return told === null || told < version;
}

/** Who has to be called: of a new session whoever heard nothing, of a changed one whoever knows the old time. */
function tellUntold(parts: TrainingParts, data: Data, context: DutyContext): Result {
  const { now, personId } = context;
  const session = parts.sessions.byId(String(data["session"]));
  const leader = personId === null ? undefined : parts.people.person(personId);
  if (session === undefined || leader === undefined) return { dropped: "gone" };
  const { version } = session;
  if (version !== data["version"]) return { dropped: "changed" };
  const openAt = withinHours(leader.zone, now, parts.main.hours);
  if (openAt > now) return { again: openAt };
  // After a downtime everything is due at once: first it is told.
  if (parts.sessions.isBeingTold(session.id, now)) return { again: now + LOOK_AGAIN_MS };
  const seats = parts.sessions
    .seats(session.id)
    .filter(({ told, answer }) => (told === null ? session.state === "planned" : told < version && answer !== "no"));
  if (seats.length === 0) return { dropped: "everybody was told" };
  const key = session.state === "cancelled" ? "untold-cancelled" : "untold";
  const words = { called: calledOf(leader), ...about(parts, session), names: namesOf(parts, seats, leader) };
  return context.tell(leader.id, `training:${key}`, words, { as: "initiated" }) ? "done" : { again: now + AGAIN_MS };
}

/** `Ibu Wati, Ibu Sumi` */
export const namesOf = ({ people, texts }: TrainingParts, seats: readonly Pick<Seat, "personId">[], reader: Person) =>
  nameList(
    texts,
    reader.language,
    seats.map(({ personId }) => calledOf(people.person(personId))),
    MOST_NAMES,
  );
