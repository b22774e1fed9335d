import { z } from "zod";
import { type Action, type ActionContext, action, type Outcome } from "../../conversation/module.ts";
import { dateIn } from "../../zones.ts";
import { callBack } from "../for-her/call-back.ts";
import { type Telling, tellingOf } from "../for-her/people.ts";
import { needsInterpreter } from "./needs.ts";
import type { TrainingParts } from "./parts.ts";
import { ANSWERS, type Answer, NEEDS, type Need, type Seat, type Session } from "./session.ts";
import { about, shortOf } from "./words.ts";

const member = z.string().nullish();

/**
 * What the flow `training-rsvp` does: a member says whether she comes, and what she needs for it; `member-rsvp` for a
 * member without a phone, by who looks after her.
 */
export function rsvpActions(parts: TrainingParts): Record<string, Action> {
  return {
    "training.upcoming": action({
      args: z.object({ session: z.string().nullish(), member }),
      outcomes: ["ok", "nothing"],
      gives: ["sessions", "session", "several"],
      run: ({ session, member: whom }, { person, now }) => {
        if (typeof session === "string") return { outcome: "ok", data: { several: false } };
        const whose = tellingOf(parts, person, whom)?.person.id;
        const hers = whose === undefined ? [] : parts.sessions.ofPerson(whose, now);
        const [only] = hers;
        if (only === undefined) return { outcome: "nothing" };
        const sessions = hers.slice(0, 9).map((one) => ({ id: one.id, label: shortOf(parts, one) }));
        return { outcome: "ok", data: { sessions, session: only.id, several: hers.length > 1 } };
      },
    }),
    "training.invitation": action({
      args: z.object({ session: z.string(), which: z.string().nullish(), member }),
      outcomes: ["ok", "over", "cancelled", "nothing"],
      gives: ["session", "what", "when", "place", "interpreter-known"],
      run: ({ session: id, which, member: whom }, { person, now }) => {
        const { session, seat } = seatAt(parts, which ?? id, tellingOf(parts, person, whom));
        if (session === undefined || seat === undefined) return { outcome: "nothing" };
        const known = { "interpreter-known": needsInterpreter(parts, seat.personId) };
        const data = { session: session.id, ...about(parts, session), ...known };
        return { outcome: stateOf(session, now), data };
      },
    }),
    "training.rsvp": action({
      args: z.object({ session: z.string(), answer: z.enum(ANSWERS), needs: z.array(z.string()).nullish(), member }),
      outcomes: ["ok", "over", "cancelled", "nothing"],
      writes: true,
      run: ({ session: id, answer, needs, member: whom }, context) => {
        const telling = tellingOf(parts, context.person, whom);
        const { session, seat } = seatAt(parts, id, telling);
        if (session === undefined || seat === undefined || telling === undefined) return { outcome: "nothing" };
        const state = stateOf(session, context.now);
        if (state !== "ok") return { outcome: state };
        const known = needsInterpreter(parts, telling.person.id);
        const isWanted = (need: Need) => needs?.includes(need) === true || (known && need === "interpreter");
        const wanted = answer === "yes" ? NEEDS.filter(isWanted) : [];
        callBack(parts, { personId: telling.person.id, what: "rsvp" }, context);
        return answered(parts, session, seat, { answer, needs: wanted, telling }, context);
      },
    }),
  };
}

function seatAt(
  { sessions }: TrainingParts,
  id: string,
  telling: Telling | undefined,
): { session?: Session; seat?: Seat } {
  const session = sessions.byId(id);
  const seat =
    session === undefined || telling === undefined ? undefined : sessions.seatOf(session.id, telling.person.id);
  return { ...(session === undefined ? {} : { session }), ...(seat === undefined ? {} : { seat }) };
}

function stateOf({ state, endsAt }: Session, now: number): "ok" | "over" | "cancelled" {
  if (state === "cancelled") return "cancelled";
  return endsAt <= now ? "over" : "ok";
}

function answered(
  { sessions, events }: TrainingParts,
  session: Session,
  seat: Seat,
  { answer, needs, telling }: { answer: Answer; needs: Need[]; telling: Telling },
  { person, now, source, helpers }: ActionContext,
): Outcome {
  sessions.answer(seat, answer, needs);
  const [helper] = Object.values(helpers);
  const { programme, module, id } = session;
  const told = {
    programme,
    personId: telling.person.id,
    // Her own day: it is she who answers, wherever the session is.
    on: dateIn(telling.person.zone, now),
    at: now,
    mode: helper === undefined ? telling.mode : ("facilitator" as const),
    by: helper ?? person.id,
    source,
  };
  events.record({ ...told, kind: "training.rsvp", data: { module, session: id, answer } });
  if (answer === "yes")
    events.record({
      ...told,
      kind: "training.booked",
      data: { module, session: id, ...(needs.length === 0 ? {} : { needs }) },
    });
  return { outcome: "ok" };
}
