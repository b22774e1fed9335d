import { MINUTE } from "../../clock.ts";
import { dateIn } from "../../zones.ts";
import type { Happened, Mode } from "../events/index.ts";
import type { TrainingParts } from "./parts.ts";
import type { Status } from "./roll.ts";
import type { Session } from "./session.ts";

/** Who says how somebody was there, and by what it is known. */
export type Telling = {
  status: Status;
  proof?: "code" | "roll" | "list";
  mode: Mode;
  by: string | null;
  source: string;
  now: number;
};

/** `same`: it stood so already. `before`: what another one had told, which is kept and no longer counts. */
export type Marked = { is: "new" | "same" } | { is: "changed"; before: Happened };

/**
 * How people were at sessions. Nothing is overwritten: whoever says it differently corrects what was told before, and
 * both stand.
 */
export class Attendance {
  private readonly parts: TrainingParts;

  constructor(parts: TrainingParts) {
    this.parts = parts;
  }

  /** What counts of everybody at a session, by person. */
  at({ id, programme, zone, startsAt }: Session): Map<string, Happened> {
    const on = dateIn(zone, startsAt);
    const there = this.parts.events.all({ programme, kind: KIND, from: on, to: on });
    return new Map(
      there.flatMap((event) =>
        event.data["session"] === id && event.personId !== null ? [[event.personId, event]] : [],
      ),
    );
  }

  /** What counts of somebody at sessions of a module. */
  of(personId: string, programme: string, module: string): Happened[] {
    return this.parts.events.all({ programme, kind: KIND, personId }).filter(({ data }) => data["module"] === module);
  }

  mark(session: Session, personId: string, told: Telling): Marked {
    const { events, people } = this.parts;
    const { id, programme, module, zone, startsAt } = session;
    const { status, proof, mode, by, source, now } = told;
    const before = events.all({ programme, kind: KIND, personId }).find(({ data }) => data["session"] === id);
    if (before?.data["status"] === status) return { is: "same" };
    const person = people.person(personId);
    events.record({
      programme,
      kind: KIND,
      personId,
      unitId: person?.unitId ?? null,
      village: person?.village ?? null,
      on: dateIn(zone, startsAt),
      at: now,
      mode,
      by,
      source: `${source}:${id}`,
      data: { module, session: id, status, ...(proof === undefined ? {} : { proof }) },
      ...(before === undefined ? {} : { corrects: before.id }),
    });
    return before === undefined ? { is: "new" } : { is: "changed", before };
  }
}

/** That it took place, with how many; said anew when somebody is marked otherwise later. */
export function recordHeld(
  parts: TrainingParts,
  session: Session,
  { source, now }: Pick<Telling, "source" | "now">,
): void {
  const { id, programme, module, topic, zone, startsAt, endsAt, by } = session;
  const on = dateIn(zone, startsAt);
  const before = heldOf(parts, session);
  const expected = parts.sessions.seats(id).length;
  const attended = [...new Attendance(parts).at(session).values()].filter(wasThere).length;
  if (before?.data["attended"] === attended && before.data["expected"] === expected) return;
  const village = parts.people.person(by)?.village ?? null;
  const minutes = Math.round((endsAt - startsAt) / MINUTE);
  parts.events.record({
    programme,
    kind: HELD,
    village,
    on,
    at: now,
    mode: "system",
    source: `${source}:${id}`,
    data: { module, session: id, ...(topic === null ? {} : { topic }), minutes, expected, attended },
    ...(before === undefined ? {} : { corrects: before.id }),
  });
}

export function heldOf({ events }: TrainingParts, { id, programme, zone, startsAt }: Session): Happened | undefined {
  const on = dateIn(zone, startsAt);
  return events.all({ programme, kind: HELD, from: on, to: on }).find(({ data }) => data["session"] === id);
}

const HELD = "training.held";
const KIND = "training.attended";
/** She was there, for all of it or for a part. */
export const wasThere = (event: Happened | undefined): boolean =>
  event !== undefined && ["full", "late", "half"].includes(String(event.data["status"]));
