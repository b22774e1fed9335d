import { DAY, HOUR, MINUTE } from "../../clock.ts";
import { addDays, dateIn, instantOf } from "../../zones.ts";
import { CHANGED, ENDED, INVITE, KADER, NEXT_DAY, REMIND, UNTOLD } from "./duties.ts";
import type { TrainingParts } from "./parts.ts";
import { CODE_GRACE_MS, reminders, type Seat, type Session, soonestOf } from "./session.ts";

/** Seats looked at in one tick: some milliseconds of work. */
const PAGE = 300;
/** Whoever could not be told of a session is named so long before it, as long as there is time to call. */
const UNTOLD_LEAD_MS = { new: 22 * HOUR, changed: 2 * HOUR };
/** Notices go out before it is told who did not get one. */
const UNTOLD_AFTER_MS = 20 * MINUTE;
/** After a long downtime nobody is asked any more how it was; what has to be written down still is. */
const FEEDBACK_WANTED_MS = 3 * DAY;
const NEXT_DAY_WANTED_MS = 14 * DAY;
/** A kader is reminded of her people the day before. */
const KADER_DAYS = 1;

/** Makes the rows of what people are to be told; a page of seats a tick, inside a transaction. */
export function planSeats(parts: TrainingParts, now: number): void {
  for (const { session: id, no } of parts.sessions.unplanned(now, PAGE)) {
    const session = parts.sessions.byId(id);
    const seat = parts.sessions.seat(id, no);
    if (session === undefined || seat === undefined) continue;
    if (parts.members.hasPhone(seat.personId)) planOwn(parts, session, seat, now);
    else planByKader(parts, session, seat, now);
    parts.sessions.planned({ session: id, no }, session.version);
  }
}

function planOwn({ duties, people, main }: TrainingParts, session: Session, seat: Seat, now: number): void {
  const { id, version, startsAt, state, beforeAt } = session;
  const { no, personId, told } = seat;
  const data = { session: id, no, version };
  const last = Math.max(startsAt, beforeAt ?? startsAt) - 1;
  if (told !== null && told < version)
    duties.plan({
      key: `${CHANGED}:${id}:${no}:${version}`,
      kind: CHANGED,
      personId,
      data,
      dueAt: now,
      expiresAt: last,
    });
  if (state === "cancelled") return;
  if (told === null)
    duties.plan({
      key: `${INVITE}:${id}:${no}:${version}`,
      kind: INVITE,
      personId,
      data,
      dueAt: now,
      expiresAt: startsAt - 1,
    });
  const zone = people.person(personId)?.zone ?? session.zone;
  for (const { days, dueAt, expiresAt } of reminders(session, zone, main.hours, now))
    duties.plan({
      key: `${REMIND}:${id}:${no}:${version}:${days}`,
      kind: REMIND,
      personId,
      data: { ...data, days },
      dueAt,
      expiresAt,
    });
}

/** She tells them: at once, and the day before. What is to be told is looked at then. */
function planByKader(parts: TrainingParts, session: Session, { personId }: Seat, now: number): void {
  const { duties, members, main } = parts;
  const kader = members.kaderOf(personId);
  if (kader === null) return;
  const { id, version, startsAt, beforeAt, state } = session;
  const plan = (what: string, dueAt: number, expiresAt: number) =>
    duties.plan({
      key: `${KADER}:${id}:${kader}:${version}:${what}`,
      kind: KADER,
      personId: kader,
      data: { session: id, version, what },
      dueAt,
      expiresAt,
    });
  plan(version === 1 ? "invite" : "changed", now, Math.max(startsAt, beforeAt ?? startsAt) - 1);
  if (state === "cancelled") return;
  const before = reminders(session, session.zone, main.hours, now).find(({ days }) => days === KADER_DAYS);
  if (before !== undefined) plan("remind", before.dueAt, startsAt - 1);
}

/** What falls due about a session as a whole, made with each of its versions. */
export function planSession({ duties, main }: Pick<TrainingParts, "duties" | "main">, session: Session, now: number) {
  const { id, version, by, zone, endsAt, state } = session;
  const data = { session: id, version };
  const plan = (kind: string, dueAt: number, expiresAt: number) =>
    duties.plan({ key: `${kind}:${id}:${version}`, kind, personId: by, data, dueAt, expiresAt });
  const soonest = soonestOf(session);
  const lead = version === 1 ? UNTOLD_LEAD_MS.new : UNTOLD_LEAD_MS.changed;
  plan(UNTOLD, Math.max(now + UNTOLD_AFTER_MS, soonest - lead), soonest - 1);
  if (state === "cancelled") return;
  plan(ENDED, endsAt + CODE_GRACE_MS, endsAt + FEEDBACK_WANTED_MS);
  const morning = instantOf(zone, addDays(dateIn(zone, endsAt), 1), main.hours.from);
  plan(NEXT_DAY, Math.max(morning, endsAt + CODE_GRACE_MS), endsAt + NEXT_DAY_WANTED_MS);
}
