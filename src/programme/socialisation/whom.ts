import { DAY } from "../../clock.ts";
import type { DutyHandler } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import type { Person } from "../../people/person.ts";
import { withinHours } from "../../zones.ts";
import type { Parts } from "../parts.ts";

/** Whoever of the programme answers her: her facilitator, else a coordinator, else any facilitator; never herself. */
export function helperFor({ members, people, directory }: Parts, personId: string): Person | undefined {
  const own = members.facilitatorOf(personId);
  const first = own === null ? [] : [people.person(own)];
  const others = [...directory.withRole("coordinator"), ...directory.withRole("facilitator")];
  return [...first, ...others].find((one) => one?.status === "active" && one.id !== personId);
}

/** How somebody is called before others. */
export const calledOf = (person: Person | undefined): string => person?.called ?? person?.name ?? "-";

/** A conversation that is begun with somebody at work, within her hours. */
export const BEGIN = "socialisation.begin";
/** Work that nobody began for so long is brought up in another way: it stands in a list, or somebody asks again. */
const STAYS_MS = 14 * DAY;

type Wanted = { key: string; to: Person; flow: string; data: Record<string, Json>; now: number };

/** Plans that a flow is begun with somebody, as soon as her hours are open. */
export function beginWith({ duties, main }: Parts, { key, to, flow, data, now }: Wanted): void {
  duties.plan({
    key: `${BEGIN}:${key}`,
    kind: BEGIN,
    personId: to.id,
    data: { flow, data },
    dueAt: withinHours(to.zone, now, main.hours),
    expiresAt: now + STAYS_MS,
  });
}

export function beginDuty(parts: Parts): DutyHandler {
  return {
    run: ({ flow, data }, { personId, now, begin }) => {
      const person = personId === null ? undefined : parts.people.person(personId);
      if (person === undefined || person.status !== "active") return { dropped: "gone" };
      const openAt = withinHours(person.zone, now, parts.main.hours);
      if (openAt > now) return { again: openAt };
      if (begin(person.id, String(flow), data as Record<string, Json>, { as: "initiated" })) return "done";
      return { again: withinHours(person.zone, now + DAY, parts.main.hours) };
    },
  };
}
