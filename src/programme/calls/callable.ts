import type { Role } from "../../flow/definition.ts";
import { isParticipantRole } from "../../people/person.ts";
import { dateIn, type Zone } from "../../zones.ts";
import type { Enrolments } from "../enrolment/index.ts";
import type { EventLog } from "../events/index.ts";
import type { Call, Form } from "../pack/index.ts";

/** What a call must know of somebody. */
export type Called = { id: string; zone: Zone; roles: readonly Role[] };

type Parts = { enrolments: Enrolments; events: EventLog };

/**
 * Since which day the months of a form's call are counted for somebody; undefined: it is not for her. A form about
 * work is for who does that work, one about a member for who is in the programme.
 */
export function beganFor(parts: Parts, programme: string, form: Form, call: Call, person: Called): string | undefined {
  if (form.about === "work") return worksBy(form, person) ? BEFORE_EVERYTHING : undefined;
  const now = parts.enrolments.current(programme, person.id);
  const day = (at: number | undefined) => (at === undefined ? undefined : dateIn(person.zone, at));
  const after = "after" in call ? call.after : "joined";
  switch (after) {
    case "joined": {
      if (now?.as !== "beneficiary") return undefined;
      return day(parts.enrolments.history(programme, person.id).find((one) => one.as === "beneficiary")?.since);
    }
    case "graduated":
      return now?.as === "graduate" ? day(now.since) : undefined;
    case "certificate":
      if (now?.as !== "beneficiary" && now?.as !== "graduate") return undefined;
      return parts.events.last({ programme, personId: person.id, kind: "training.certificate" })?.on;
  }
}

/** Whoever works here has no first day of her own. */
const BEFORE_EVERYTHING = "0000-01-01";

const worksBy = ({ by }: Form, { roles }: Called): boolean =>
  by.some((role) => !isParticipantRole(role) && roles.includes(role));
